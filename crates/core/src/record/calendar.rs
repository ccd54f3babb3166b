//! Months and weeks made of days.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::session::DayTotal;
use crate::{LocalDay, Millis};

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(NaiveDate);

impl Month {
    /// The month that `day` lies in.
    #[must_use]
    pub fn of(day: LocalDay) -> Self {
        Self(day.0.with_day(1).unwrap_or(day.0))
    }

    #[must_use]
    pub const fn first(self) -> LocalDay {
        LocalDay(self.0)
    }

    #[must_use]
    pub fn last(self) -> LocalDay {
        self.0.checked_add_months(Months::new(1)).map_or(LocalDay(NaiveDate::MAX), |next| LocalDay(next).days_back(1))
    }

    /// The month before; the first of the calendar stays.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month after; the last of the calendar stays.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// January is 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0.month()
    }

    /// Its days, oldest first.
    pub fn days(self) -> impl Iterator<Item = LocalDay> {
        let last = self.last();
        self.0.iter_days().map(LocalDay).take_while(move |day| *day <= last)
    }

    /// Its days in rows of a week, with gaps before the first and after the last.
    #[must_use]
    pub fn weeks(self, first_weekday: Weekday) -> Vec<[Option<LocalDay>; 7]> {
        let mut weeks = Vec::new();
        for day in self.days() {
            let place = usize::try_from(day.0.weekday().days_since(first_weekday)).unwrap_or_default();
            if weeks.is_empty() || place == 0 {
                weeks.push([None; 7]);
            }
            if let Some(week) = weeks.last_mut() {
                week[place] = Some(day);
            }
        }
        weeks
    }
}

/// The seven days of the week that `day` lies in. At the ends of the calendar the last day stands for those beyond.
#[must_use]
pub fn week_of(day: LocalDay, first_weekday: Weekday) -> [LocalDay; 7] {
    let first = day.days_back(day.0.weekday().days_since(first_weekday).into());
    [0, 1, 2, 3, 4, 5, 6].map(|on| LocalDay(first.0.checked_add_days(Days::new(on)).unwrap_or(first.0)))
}

/// How warm a day is, from 0 to 4, by its sessions: none, up to two, three, up to five, more.
#[must_use]
pub const fn heat(sessions: u32) -> u8 {
    match sessions {
        0 => 0,
        1 | 2 => 1,
        3 => 2,
        4 | 5 => 3,
        _ => 4,
    }
}

/// What was done on days, by day. A day without a session counts as nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByDay(BTreeMap<LocalDay, DayTotal>);

impl ByDay {
    #[must_use]
    pub fn of(totals: &[DayTotal]) -> Self {
        Self(totals.iter().map(|total| (total.day, *total)).collect())
    }

    #[must_use]
    pub fn on(&self, day: LocalDay) -> DayTotal {
        self.0.get(&day).copied().unwrap_or(DayTotal { day, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO })
    }

    /// Everything that was done from one day to another, both included.
    #[must_use]
    pub fn sum(&self, from: LocalDay, to: LocalDay) -> DayTotal {
        let nothing = DayTotal { day: from, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO };
        self.0.values().filter(|total| (from..=to).contains(&total.day)).fold(nothing, |sum, total| DayTotal {
            day: from,
            sessions: sum.sessions.saturating_add(total.sessions),
            planned: sum.planned + total.planned,
            held: sum.held + total.held,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_goes_from_its_first_day_to_its_last() {
        for (any, first, last) in [
            ("2026-03-08", "2026-03-01", "2026-03-31"),
            ("2028-02-29", "2028-02-01", "2028-02-29"),
            ("2026-12-31", "2026-12-01", "2026-12-31"),
        ] {
            let month = Month::of(day(any));
            assert_eq!((month.first(), month.last()), (day(first), day(last)));
        }
    }

    #[test]
    fn a_year_turns_between_december_and_january() {
        let december = Month::of(day("2025-12-31"));
        assert_eq!((december.next().year(), december.next().number()), (2026, 1));
        assert_eq!(december.next().previous(), december);
    }

    #[test]
    fn weeks_begin_at_the_first_weekday_of_the_place() {
        // 1 March 2026 is a Sunday.
        let march = Month::of(day("2026-03-01"));
        let monday = march.weeks(Weekday::Mon);
        assert_eq!(monday.len(), 6);
        assert_eq!(monday[0], [None, None, None, None, None, None, Some(day("2026-03-01"))]);
        let sunday = march.weeks(Weekday::Sun);
        assert_eq!(sunday.len(), 5);
        assert_eq!(sunday[4][2..], [Some(day("2026-03-31")), None, None, None, None]);
        assert_eq!(week_of(day("2026-03-04"), Weekday::Mon)[0], day("2026-03-02"));
        assert_eq!(week_of(day("2026-03-04"), Weekday::Sun)[0], day("2026-03-01"));
    }

    #[test]
    fn warmth_has_five_levels() {
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 7, u32::MAX].map(heat), [0, 1, 1, 2, 3, 3, 4, 4, 4]);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for end in [NaiveDate::MIN, NaiveDate::MAX].map(LocalDay) {
            let month = Month::of(end);
            assert!(month.days().count() >= 28);
            assert!(!month.weeks(Weekday::Mon).is_empty() && month.previous() <= month && month.next() >= month);
            assert_eq!(week_of(end, Weekday::Wed).len(), 7);
        }
    }

    fn day(text: &str) -> LocalDay {
        LocalDay(text.parse().unwrap())
    }
}
