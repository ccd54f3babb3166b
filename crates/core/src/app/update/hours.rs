//! The hours of reminders and days off, as a person sets them.

use chrono::Weekday;

use super::breaks::change;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::pressed::{HoursEdit, OddRange};
use crate::breaks::{Holiday, Range, ReminderChange, TimeOfDay, Week};

pub(super) fn hours(model: &mut Model, edit: HoursEdit) -> Vec<Effect> {
    let odd = match &edit {
        HoursEdit::Put { day, place, .. } => Some(OddRange::Of(*day, *place)),
        HoursEdit::Usual { .. } => Some(OddRange::Usual),
        HoursEdit::Add(_) | HoursEdit::Remove(..) | HoursEdit::Copy { .. } | HoursEdit::Day(..) => None,
    };
    let week = edited(&model.watch.reminders().active, edit);
    model.watch.odd_range = odd.filter(|_| week.is_none());
    week.map_or_else(Vec::new, |week| change(model, ReminderChange::Week(week)))
}

/// The same days again change nothing.
pub(super) fn add_holiday(model: &mut Model, holiday: Holiday) -> Vec<Effect> {
    let mut holidays = model.watch.reminders().holidays.clone();
    if holidays.contains(&holiday) {
        return vec![];
    }
    holidays.push(holiday);
    holidays.sort_by_key(|holiday| (holiday.from(), holiday.to()));
    change(model, ReminderChange::Holidays(holidays))
}

pub(super) fn remove_holiday(model: &mut Model, place: usize) -> Vec<Effect> {
    let mut holidays = model.watch.reminders().holidays.clone();
    if place >= holidays.len() {
        return vec![];
    }
    holidays.remove(place);
    change(model, ReminderChange::Holidays(holidays))
}

/// The week as it is then; none where what was typed makes no hours.
fn edited(week: &Week, edit: HoursEdit) -> Option<Week> {
    let mut edited = week.clone();
    match edit {
        HoursEdit::Add(day) => edited.set(day, with_another(week, day)),
        HoursEdit::Remove(day, place) => {
            let mut ranges = week.on(day).to_vec();
            if place < ranges.len() {
                ranges.remove(place);
            }
            edited.set(day, ranges);
        }
        HoursEdit::Put { day, place, start, end } => {
            let mut ranges = week.on(day).to_vec();
            *ranges.get_mut(place)? = typed(&start, &end)?;
            ranges.sort_by_key(|range| (range.start(), range.end()));
            edited.set(day, ranges);
        }
        HoursEdit::Copy { from, to } => edited.set(to, week.on(from).to_vec()),
        HoursEdit::Day(day, true) if week.on(day).is_empty() => edited.set(day, week.usual()),
        HoursEdit::Day(_, true) => {}
        HoursEdit::Day(day, false) => edited.set(day, vec![]),
        HoursEdit::Usual { start, end } => {
            let range = typed(&start, &end)?;
            for day in week.days() {
                edited.set(day, vec![range]);
            }
        }
    }
    Some(edited)
}

fn typed(start: &str, end: &str) -> Option<Range> {
    let (start, end) = TimeOfDay::parse(start).zip(time_of_end(end))?;
    Range::new(start, end)
}

/// On a clock midnight is 00:00, and as an end it is that of the day.
fn time_of_end(text: &str) -> Option<TimeOfDay> {
    TimeOfDay::parse(text).map(|time| if time == TimeOfDay::MIDNIGHT { TimeOfDay::END_OF_DAY } else { time })
}

/// An hour after the last range, or a working day where there is none.
fn with_another(week: &Week, day: Weekday) -> Vec<Range> {
    let mut ranges = week.on(day).to_vec();
    if ranges.len() >= Week::MOST_A_DAY {
        return ranges;
    }
    let at = |minutes: u32| TimeOfDay::parse(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
    let start = ranges.last().filter(|range| !range.ends_next_day()).map_or(9 * 60, |last| last.end().minutes() + 60);
    let end = if ranges.is_empty() { 17 * 60 + 30 } else { start + 60 };
    let added = at(start).zip(at(end.min(24 * 60))).and_then(|(start, end)| Range::new(start, end));
    ranges.extend(added.or_else(|| at(0).zip(at(60)).and_then(|(start, end)| Range::new(start, end))));
    ranges.sort_by_key(|range| (range.start(), range.end()));
    ranges
}
