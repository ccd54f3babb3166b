//! Days in a row with a break.
//!
//! A day counts when it has active hours and is no holiday, no day of a flare-up and no declared rest; one break taken,
//! partly taken or moved keeps it. Days that do not count neither add nor end anything.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::ledger::{Answer, Fact, Ledger, Outcome};
use super::settings::{Holiday, Week};
use super::{DayStarts, ReminderSettings};
use crate::LocalDay;

/// A streak as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// Days that were kept, one after the other, up to today.
    pub days: u32,
    /// Whether today counts.
    pub counts_today: bool,
    /// Whether today is kept already; until it is over it ends nothing.
    pub kept_today: bool,
}

/// The streak of today. `week_of` says which week held on a day, so that other hours from now on change nothing that was;
/// holidays are those of the settings, also for the past.
#[must_use]
pub fn streak(ledger: &Ledger, settings: &ReminderSettings, week_of: impl Fn(LocalDay) -> Week, today: LocalDay) -> Streak {
    let days = Days::of(ledger);
    let counts = |day: LocalDay| days.counts(settings, &week_of(day), day);
    let mut streak = Streak { days: 0, counts_today: counts(today), kept_today: days.kept.contains(&today) };
    // Before the first break there is no streak.
    let Some(first) = days.kept.first().copied() else { return streak };
    let mut day = today;
    while day >= first {
        match (counts(day), days.kept.contains(&day)) {
            (true, true) => streak.days += 1,
            (true, false) if day == today => {}
            (true, false) => break,
            (false, _) => {}
        }
        let before = day.days_back(1);
        if before == day {
            break;
        }
        day = before;
    }
    streak
}

/// How a day stands in a streak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// It has hours, and is no day off, of rest or of a flare-up.
    pub counts: bool,
    /// It would count, but it is a day of a flare-up.
    pub flares: bool,
    pub kept: bool,
}

/// How each of these days stands.
#[must_use]
pub fn standings(ledger: &Ledger, settings: &ReminderSettings, week_of: impl Fn(LocalDay) -> Week, of: &[LocalDay]) -> Vec<Standing> {
    let days = Days::of(ledger);
    let standing = |day: &LocalDay| {
        let asks = days.asks(settings, &week_of(*day), *day);
        let flares = days.flare_up.contains(day);
        Standing { counts: asks && !flares, flares: asks && flares, kept: days.kept.contains(day) }
    };
    of.iter().map(standing).collect()
}

/// What the ledger says of days.
struct Days {
    kept: BTreeSet<LocalDay>,
    rest: BTreeSet<LocalDay>,
    flare_up: BTreeSet<LocalDay>,
}

impl Days {
    fn counts(&self, settings: &ReminderSettings, week: &Week, day: LocalDay) -> bool {
        !self.flare_up.contains(&day) && self.asks(settings, week, day)
    }

    /// Whether reminders come on this day.
    fn asks(&self, settings: &ReminderSettings, week: &Week, day: LocalDay) -> bool {
        let off = self.rest.contains(&day) || is_holiday(&settings.holidays, day);
        !off && has_hours(week, settings.day_starts, day)
    }

    fn of(ledger: &Ledger) -> Self {
        let mut days = Self { kept: BTreeSet::new(), rest: BTreeSet::new(), flare_up: BTreeSet::new() };
        // Offers by their rows, which know corrections; answers without an offer by themselves.
        let mut answered_on = std::collections::BTreeMap::new();
        for event in ledger.events() {
            match &event.fact {
                Fact::Answered { offer: None, answer } if keeps(answer.outcome()) => {
                    days.kept.insert(event.local_day);
                }
                Fact::Answered { offer: Some(offer), .. } => {
                    answered_on.insert(*offer, event.local_day);
                }
                Fact::Rest { day, on } => set(&mut days.rest, *day, *on),
                Fact::FlareUp { day, on } => set(&mut days.flare_up, *day, *on),
                Fact::Answered { offer: None, answer: Answer::Session { .. } | Answer::Moved | Answer::Skipped { .. } }
                | Fact::Offered { .. }
                | Fact::Shown { .. }
                | Fact::Later { .. }
                | Fact::Corrected { .. }
                | Fact::Closed { .. } => {}
            }
        }
        for row in ledger.rows() {
            if row.outcome.is_some_and(keeps) {
                days.kept.insert(answered_on.get(&row.id).copied().unwrap_or(row.local_day));
            }
        }
        days
    }
}

const fn keeps(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Taken | Outcome::Partly | Outcome::Moved => true,
        Outcome::Natural | Outcome::Skipped | Outcome::Missed => false,
    }
}

fn set(days: &mut BTreeSet<LocalDay>, day: LocalDay, on: bool) {
    if on {
        days.insert(day);
    } else {
        days.remove(&day);
    }
}

fn is_holiday(holidays: &[Holiday], day: LocalDay) -> bool {
    holidays.iter().any(|holiday| holiday.covers(day.0))
}

/// Whether a range starts on this day of a person, which goes on until the next day starts.
fn has_hours(week: &Week, day_starts: DayStarts, day: LocalDay) -> bool {
    let start = day_starts.minutes();
    let on = |date: NaiveDate| week.on(date.weekday()).iter().map(|range| range.start().minutes());
    let tomorrow = day.0.succ_opt();
    on(day.0).any(|minutes| minutes >= start) || tomorrow.is_some_and(|date| on(date).any(|minutes| minutes < start))
}
