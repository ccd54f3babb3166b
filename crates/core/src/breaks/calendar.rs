//! When one sits: the active hours as instants, in a time zone, with holidays and pauses left out.
//!
//! A range begins when the clock first shows its start and ends when the clock shows its end for the last time; what the clock
//! skips, it shows at the end of the gap. So where an hour comes twice a start is the first one and an end the second, also an
//! end at the very beginning of that hour.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use super::fault::{Fault, planted};
use super::settings::{Range, TimeOfDay};
use super::{ReminderSettings, Zone};
use crate::{Millis, Wall};

/// From `start` until just before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: Wall,
    pub end: Wall,
}

/// The active hours of one person in one zone.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    settings: &'a ReminderSettings,
    zone: Zone,
}

impl<'a> Calendar<'a> {
    #[must_use]
    pub const fn new(settings: &'a ReminderSettings, zone: Zone) -> Self {
        Self { settings, zone }
    }

    /// The active hours that end after `from`, in order and apart from each other. Only a span that lasts a week and longer
    /// may be followed by one that begins where it ends.
    #[must_use]
    pub fn spans(self, from: Wall) -> Spans<'a> {
        let nothing = !self.settings.enabled || self.settings.active.is_empty();
        // The day before may reach into this one, and the one before that where a day comes twice.
        let date = (!nothing).then(|| self.zone.local(from).date_naive()).and_then(|date| date.checked_sub_days(chrono::Days::new(2)));
        Spans { calendar: self, from, date, ready: Vec::new(), held: None }
    }

    #[must_use]
    pub fn contains(self, at: Wall) -> bool {
        self.spans(at).next().is_some_and(|span| span.start <= at)
    }

    /// How much of the time from `from` until `to` lies in active hours.
    #[must_use]
    pub fn active_between(self, from: Wall, to: Wall) -> Millis {
        let spans = self.spans(from).take_while(|span| span.start < to);
        spans.map(|span| span.end.min(to).since(span.start.max(from))).sum()
    }

    /// The ranges that start on this date, as instants; the latest first.
    fn day(self, date: NaiveDate) -> Vec<Span> {
        let mut spans: Vec<Span> = self
            .settings
            .active
            .on(date.weekday())
            .iter()
            .filter_map(|range| self.span(date, *range))
            .filter(|span| span.start < span.end)
            .collect();
        spans.sort_by_key(|span| std::cmp::Reverse(span.start));
        spans
    }

    fn span(self, date: NaiveDate, range: Range) -> Option<Span> {
        let at = |time: TimeOfDay, days: i64| {
            let midnight = date.and_time(NaiveTime::MIN);
            midnight.checked_add_signed(TimeDelta::minutes(i64::from(time.minutes()) + days * 24 * 60))
        };
        let start = self.zone.first(at(range.start(), 0)?);
        let end = self.zone.last(at(range.end(), i64::from(range.ends_next_day()))?);
        let paused = self.settings.pause_until.unwrap_or(start);
        Some(Span { start: start.max(paused), end })
    }

    /// The day off that covers this date.
    fn day_off(self, date: NaiveDate) -> Option<NaiveDate> {
        let shifted = if planted(Fault::HolidayByTheEnd) { date.succ_opt()? } else { date };
        self.settings.holidays.iter().filter(|holiday| holiday.covers(shifted)).map(super::settings::Holiday::to).max()
    }
}

/// See [`Calendar::spans`].
#[derive(Debug)]
pub struct Spans<'a> {
    calendar: Calendar<'a>,
    from: Wall,
    /// The next date to look at; none at the end of the calendar.
    date: Option<NaiveDate>,
    /// Ranges of dates looked at, the next one last.
    ready: Vec<Span>,
    /// A span that was looked at to see whether the one before ends.
    held: Option<Span>,
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            let span = self.span()?;
            if span.end > self.from {
                return Some(span);
            }
        }
    }
}

impl Spans<'_> {
    /// The next ranges that touch or overlap. Those before `from` count, so that a span begins where its hours begin.
    fn span(&mut self) -> Option<Span> {
        const WEEK: Millis = Millis::from_secs(7 * 24 * 3600);
        let mut span = self.held.take().or_else(|| self.range())?;
        while let Some(next) = self.range() {
            if next.start > span.end || span.end.since(span.start) >= WEEK {
                self.held = Some(Span { start: next.start.max(span.end), ..next });
                break;
            }
            span.end = span.end.max(next.end);
        }
        Some(span)
    }

    /// The next range.
    fn range(&mut self) -> Option<Span> {
        loop {
            if let Some(span) = self.ready.pop() {
                return Some(span);
            }
            let date = self.date?;
            if let Some(last_day_off) = self.calendar.day_off(date) {
                self.date = last_day_off.max(date).succ_opt();
            } else {
                self.ready = self.calendar.day(date);
                self.date = date.succ_opt();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::breaks::settings::{Holiday, Week};
    use chrono::{DateTime, Weekday};
    use chrono_tz::Tz;

    fn range(start: &str, end: &str) -> Range {
        Range::new(TimeOfDay::parse(start).unwrap(), TimeOfDay::parse(end).unwrap()).unwrap()
    }

    fn at(text: &str) -> Wall {
        Wall(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
    }

    /// The spans of one zone from an instant on, as its clock shows them.
    fn spans(settings: &ReminderSettings, zone: Tz, from: &str, count: usize) -> Vec<[String; 2]> {
        let zone = Zone::from(zone);
        let shown = |at: Wall| zone.local(at).format("%a %d %H:%M%:z").to_string();
        Calendar::new(settings, zone).spans(at(from)).take(count).map(|span| [shown(span.start), shown(span.end)]).collect()
    }

    fn with(ranges: &[Range]) -> ReminderSettings {
        ReminderSettings { active: Week::each_day(ranges), ..ReminderSettings::default() }
    }

    use chrono_tz::Europe::Vienna;

    #[test]
    fn ranges_come_day_after_day_and_weekends_are_left_out() {
        let from = "2027-03-05T12:00:00+01:00"; // a Friday
        assert_eq!(
            spans(&ReminderSettings::default(), Vienna, from, 2),
            [["Fri 05 09:00+01:00", "Fri 05 17:30+01:00"], ["Mon 08 09:00+01:00", "Mon 08 17:30+01:00"]]
        );
    }

    #[test]
    fn a_start_in_a_gap_moves_to_its_end_and_an_end_in_it_too() {
        let from = "2027-03-28T00:00:00+01:00"; // 2:00 to 3:00 is left out
        let expect =
            |ranges: &[Range], expected: [&str; 2]| assert_eq!(spans(&with(ranges), Vienna, from, 1), [expected.map(str::to_owned)]);
        expect(&[range("02:30", "05:00")], ["Sun 28 03:00+02:00", "Sun 28 05:00+02:00"]);
        expect(&[range("01:00", "02:30")], ["Sun 28 01:00+01:00", "Sun 28 03:00+02:00"]);
        // A range inside the gap does not exist on that day.
        expect(&[range("02:10", "02:50")], ["Mon 29 02:10+02:00", "Mon 29 02:50+02:00"]);
    }

    #[test]
    fn where_an_hour_comes_twice_a_start_is_the_first_and_an_end_the_second() {
        let from = "2027-10-31T00:00:00+02:00"; // 2:00 to 3:00 comes twice
        assert_eq!(spans(&with(&[range("02:15", "02:45")]), Vienna, from, 1), [["Sun 31 02:15+02:00", "Sun 31 02:45+01:00"]]);
        assert_eq!(spans(&with(&[range("01:00", "02:30")]), Vienna, from, 1), [["Sun 31 01:00+02:00", "Sun 31 02:30+01:00"]]);
        assert_eq!(spans(&with(&[range("02:30", "04:00")]), Vienna, from, 1), [["Sun 31 02:30+02:00", "Sun 31 04:00+01:00"]]);
        // The edges of the hour: 2:00 comes twice, 3:00 does not.
        assert_eq!(spans(&with(&[range("01:00", "02:00")]), Vienna, from, 1), [["Sun 31 01:00+02:00", "Sun 31 02:00+01:00"]]);
        assert_eq!(spans(&with(&[range("02:00", "03:00")]), Vienna, from, 1), [["Sun 31 02:00+02:00", "Sun 31 03:00+01:00"]]);
    }

    #[test]
    fn a_day_that_a_country_skips_has_no_hours() {
        // Samoa went from the 29th to the 31st of December 2011.
        let found = spans(&with(&[range("09:00", "17:00")]), chrono_tz::Pacific::Apia, "2011-12-29T20:00:00-10:00", 2);
        assert_eq!(found, [["Sat 31 09:00+14:00", "Sat 31 17:00+14:00"], ["Sun 01 09:00+14:00", "Sun 01 17:00+14:00"]]);
    }

    #[test]
    fn a_range_over_midnight_belongs_to_the_day_on_which_it_starts() {
        let mut settings = with(&[]);
        settings.active.set(Weekday::Mon, vec![range("22:00", "06:00")]);
        settings.active.set(Weekday::Tue, vec![range("22:00", "06:00")]);
        let tuesday = chrono::NaiveDate::from_ymd_opt(2027, 3, 9).unwrap();
        settings.holidays = vec![Holiday::new(tuesday, tuesday).unwrap()];
        let found = spans(&settings, Vienna, "2027-03-08T00:00:00+01:00", 2);
        assert_eq!(found, [["Mon 08 22:00+01:00", "Tue 09 06:00+01:00"], ["Mon 15 22:00+01:00", "Tue 16 06:00+01:00"]]);
        // In the night itself, too.
        assert_eq!(spans(&settings, Vienna, "2027-03-09T05:59:00+01:00", 1), [["Mon 08 22:00+01:00", "Tue 09 06:00+01:00"]]);
    }

    #[test]
    fn ranges_that_touch_or_overlap_are_one() {
        let settings = with(&[range("13:00", "17:00"), range("09:00", "12:00"), range("11:00", "13:00")]);
        let found = spans(&settings, Vienna, "2027-03-08T00:00:00+01:00", 1);
        assert_eq!(found, [["Mon 08 09:00+01:00", "Mon 08 17:00+01:00"]]);
    }

    #[test]
    fn whole_days_follow_each_other_without_a_gap() {
        let settings = with(&[range("00:00", "24:00")]);
        let found: Vec<Span> = Calendar::new(&settings, Zone::from(Vienna)).spans(at("2027-03-08T12:00:00Z")).take(5).collect();
        assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start), "{found:?}");
    }

    #[test]
    fn hours_that_go_on_over_midnight_begin_where_the_first_of_them_began() {
        let mut settings = with(&[]);
        settings.active.set(Weekday::Mon, vec![range("18:00", "24:00")]);
        settings.active.set(Weekday::Tue, vec![range("00:00", "03:00")]);
        let found = spans(&settings, Vienna, "2027-03-09T01:00:00+01:00", 1);
        assert_eq!(found, [["Mon 08 18:00+01:00", "Tue 09 03:00+01:00"]]);
    }

    #[test]
    fn a_pause_cuts_off_the_beginning() {
        let mut settings = with(&[range("09:00", "17:00")]);
        settings.pause_until = Some(at("2027-03-08T11:00:00+01:00"));
        assert_eq!(spans(&settings, Vienna, "2027-03-08T09:30:00+01:00", 1), [["Mon 08 11:00+01:00", "Mon 08 17:00+01:00"]]);
        settings.pause_until = Some(at("2027-03-09T04:00:00+01:00"));
        assert_eq!(spans(&settings, Vienna, "2027-03-08T09:30:00+01:00", 1), [["Tue 09 09:00+01:00", "Tue 09 17:00+01:00"]]);
    }

    #[test]
    fn without_active_hours_there_is_nothing_to_look_for() {
        assert_eq!(spans(&with(&[]), Vienna, "2027-03-08T00:00:00Z", 1).len(), 0);
        let off = ReminderSettings { enabled: false, ..with(&[range("09:00", "17:00")]) };
        assert_eq!(spans(&off, Vienna, "2027-03-08T00:00:00Z", 1).len(), 0);
    }

    #[test]
    fn at_the_end_of_the_calendar_the_hours_end() {
        let mut settings = with(&[range("09:00", "17:00")]);
        settings.holidays = vec![Holiday::new(NaiveDate::MIN, NaiveDate::MAX).unwrap()];
        assert_eq!(spans(&settings, Vienna, "2027-03-08T00:00:00Z", 1).len(), 0);
        let calendar = Calendar::new(&settings, Zone::from(Vienna));
        assert!(!calendar.contains(Wall(i64::MAX)) && !calendar.contains(Wall(i64::MIN)));
    }
}
