//! The hours read off a clock, minute by minute. Nothing here knows how the planner reckons.
//!
//! A range of a date is on from the first minute at which the clock has shown its start or later, for as long as the clock
//! shows something before its end or will show its end again. So two passes over the minutes of a year are enough: the latest
//! that the clock has shown so far, and the earliest that it will still show.

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;
use unsit_core::breaks::ReminderSettings;

use crate::zones::offset;

/// A zone's clock in the minutes of a year and some days around it.
pub(crate) struct Clock {
    /// The first minute, in minutes of UTC.
    first: i64,
    latest_so_far: Vec<i64>,
    earliest_to_come: Vec<i64>,
}

impl Clock {
    /// From `first` for `count` minutes.
    pub(crate) fn new(zone: Tz, first: i64, count: usize) -> Self {
        let shown = shown(zone, first, count);
        let mut latest_so_far = shown.clone();
        for minute in 1..count {
            latest_so_far[minute] = latest_so_far[minute].max(latest_so_far[minute - 1]);
        }
        let mut earliest_to_come = shown;
        for minute in (0..count - 1).rev() {
            earliest_to_come[minute] = earliest_to_come[minute].min(earliest_to_come[minute + 1]);
        }
        Self { first, latest_so_far, earliest_to_come }
    }

    /// Whether a minute of UTC lies in active hours, pauses left out.
    pub(crate) fn is_inside(&self, settings: &ReminderSettings, days: &mut Days, wall: i64) -> bool {
        let minute = usize::try_from(wall - self.first).unwrap();
        let (latest, earliest, after) = (self.latest_so_far[minute], self.earliest_to_come[minute], self.earliest_to_come[minute + 1]);
        let paused = settings.pause_until.is_some_and(|until| wall * 60_000 < until.0);
        let today = latest.div_euclid(DAY);
        !paused
            && (today - 2..=today)
                .any(|date| days.ranges(settings, date).iter().any(|(start, end)| latest >= *start && (earliest < *end || after <= *end)))
    }
}

const DAY: i64 = 24 * 60;

/// What the clock shows in each minute, in minutes since 1970-01-01 00:00 by that clock.
fn shown(zone: Tz, first: i64, count: usize) -> Vec<i64> {
    const BLOCK: usize = 30;
    let local = |minute: usize| {
        let utc = first + i64::try_from(minute).unwrap();
        utc + i64::from(offset(zone, utc * 60)).div_euclid(60)
    };
    let mut shown = Vec::with_capacity(count);
    for block in (0..count).step_by(BLOCK) {
        let end = (block + BLOCK).min(count);
        let (begins, ends) = (local(block), local(end));
        if ends - begins == i64::try_from(end - block).unwrap() {
            shown.extend(begins..ends);
        } else {
            shown.extend((block..end).map(local));
        }
    }
    shown
}

/// The ranges of each date of one settings, worked out once.
#[derive(Default)]
pub(crate) struct Days {
    first: i64,
    days: Vec<Option<Vec<(i64, i64)>>>,
}

impl Days {
    pub(crate) fn from(first: i64) -> Self {
        Self { first: first.div_euclid(DAY) - 10, days: vec![None; 400] }
    }

    /// Start and end of each range of this date, in the clock's minutes.
    fn ranges(&mut self, settings: &ReminderSettings, date: i64) -> &[(i64, i64)] {
        let place = usize::try_from(date - self.first).unwrap();
        self.days[place].get_or_insert_with(|| ranges(settings, date))
    }
}

fn ranges(settings: &ReminderSettings, date: i64) -> Vec<(i64, i64)> {
    let day: NaiveDate = DateTime::from_timestamp(date * 24 * 3600, 0).unwrap().date_naive();
    if settings.holidays.iter().any(|holiday| holiday.from() <= day && day <= holiday.to()) {
        return Vec::new();
    }
    let of_day = settings.active.on(day.weekday()).iter().map(|range| {
        let start = date * DAY + i64::from(range.start().minutes());
        let end = date * DAY + i64::from(range.end().minutes());
        (start, if end < start { end + DAY } else { end })
    });
    of_day.collect()
}
