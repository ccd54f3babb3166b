//! Instants and durations, as arguments: nothing here asks a clock.
//!
//! Two kinds of instant never mix. [`Mono`] goes on in suspend, never jumps, and rules sessions. [`Wall`] is what the
//! person's clock says, may be set, and rules rows and dates.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Zone, iso};

/// A length of time in whole milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub u64);

impl Millis {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    #[must_use]
    #[allow(clippy::cast_precision_loss)] // 2^53 ms are 285,000 years
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Whole seconds left to show on a countdown: 9,001 ms are still "10".
    #[must_use]
    pub const fn secs_ceil(self) -> u64 {
        self.0.div_ceil(1000)
    }

    /// Whole seconds really over: 9,999 ms held are 9 s held.
    #[must_use]
    pub const fn secs_floor(self) -> u64 {
        self.0 / 1000
    }

    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add for Millis {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Millis {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Millis {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::ZERO, |total, part| total + part)
    }
}

impl fmt::Display for Millis {
    /// Seconds with at most three decimals: `67`, `2.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_secs_f64())
    }
}

/// An instant of a clock that goes on in suspend and is never set, in milliseconds since some fixed past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mono(pub u64);

impl Mono {
    /// Time from `earlier` until this instant; zero when `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Millis {
        Millis(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Millis> for Mono {
    type Output = Self;
    fn add(self, length: Millis) -> Self {
        Self(self.0.saturating_add(length.0))
    }
}

impl Sub<Millis> for Mono {
    type Output = Self;
    fn sub(self, length: Millis) -> Self {
        Self(self.0.saturating_sub(length.0))
    }
}

/// An instant of the wall clock: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wall(pub i64);

impl Wall {
    /// The instant as a UTC date and time; the ends of the calendar stand in for what lies beyond them.
    #[must_use]
    pub fn to_utc(self) -> DateTime<Utc> {
        let edge = if self.0 < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        DateTime::from_timestamp_millis(self.0).unwrap_or(edge)
    }

    /// The instant as read on a clock that is `offset_seconds` east of UTC.
    #[must_use]
    pub fn at_offset(self, offset_seconds: i32) -> DateTime<FixedOffset> {
        let utc = self.to_utc();
        FixedOffset::east_opt(offset_seconds)
            .and_then(|offset| utc.naive_utc().checked_add_offset(offset).map(|_| offset.from_utc_datetime(&utc.naive_utc())))
            .unwrap_or_else(|| utc.fixed_offset())
    }

    /// Time from `earlier` until this instant; zero when the clock was set back in between.
    #[must_use]
    pub fn since(self, earlier: Self) -> Millis {
        Millis(self.0.saturating_sub(earlier.0).max(0).unsigned_abs())
    }
}

impl Add<Millis> for Wall {
    type Output = Self;
    fn add(self, length: Millis) -> Self {
        Self(self.0.saturating_add_unsigned(length.0))
    }
}

impl Sub<Millis> for Wall {
    type Output = Self;
    fn sub(self, length: Millis) -> Self {
        Self(self.0.saturating_sub_unsigned(length.0))
    }
}

/// One reading of every clock, taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    pub wall: Wall,
    /// Seconds east of UTC at `wall` in the person's zone.
    pub offset_seconds: i32,
    /// The person's time zone, when the platform knows it.
    pub zone: Option<Zone>,
    pub mono: Mono,
}

impl Now {
    #[must_use]
    pub fn local(&self) -> DateTime<FixedOffset> {
        self.wall.at_offset(self.offset_seconds)
    }

    /// The person's day, which begins at `day_start` instead of midnight.
    #[must_use]
    pub fn local_day(&self, day_start: NaiveTime) -> LocalDay {
        LocalDay::of(self.local(), day_start)
    }

    /// The instant at which the person's clock shows `local`, and its offset there.
    ///
    /// Reckoned in the person's zone: a time in a gap moves to the gap's end, one that comes twice is the first. Where the zone
    /// is unknown, or the clock does not follow it, the offset of now stands for that of then.
    #[must_use]
    pub fn resolve(&self, local: NaiveDateTime) -> (Wall, i32) {
        if let Some(zone) = self.followed_zone() {
            let (found, _) = zone.instants(local);
            return (found, zone.offset_seconds(found));
        }
        let wall = local.and_utc().timestamp_millis().saturating_sub(i64::from(self.offset_seconds).saturating_mul(1000));
        (Wall(wall), self.offset_seconds)
    }

    /// The person's zone, unless the clock does not follow it.
    fn followed_zone(&self) -> Option<Zone> {
        self.zone.filter(|zone| zone.offset_seconds(self.wall) == self.offset_seconds)
    }

    /// When the person's next day begins if nobody sets the clock; always later than now. None at the end of the calendar.
    ///
    /// Reckoned in the person's zone, so that a change of the offset until then is in it: a start in a gap moves to the gap's
    /// end, one that comes twice counts the first time. Where the zone is unknown, or the clock does not follow it, the
    /// offset of now stands for that of then.
    #[must_use]
    pub fn next_day(&self, day_start: NaiveTime) -> Option<Mono> {
        let begins = self.local_day(day_start).0.succ_opt()?.and_time(day_start);
        let at_this_offset = self.local().offset().from_local_datetime(&begins).single().map(|begins| Wall(begins.timestamp_millis()));
        let in_zone = self.followed_zone().map(|zone| zone.instants(begins));
        let in_order = [in_zone.map(|(first, _)| first), in_zone.map(|(_, last)| last), at_this_offset];
        let begins = in_order.into_iter().flatten().find(|begins| *begins > self.wall)?;
        Some(self.mono + begins.since(self.wall))
    }
}

/// A calendar day as a person counts it: with a virtual midnight, so that 01:30 still belongs to the evening before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDay(pub NaiveDate);

impl Serialize for LocalDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        iso::day(&text).map(Self).ok_or_else(|| D::Error::custom("expected a day such as 2025-06-26"))
    }
}

impl LocalDay {
    /// The day that `local` belongs to when days begin at `day_start` (the product's default is 04:00).
    #[must_use]
    pub fn of(local: DateTime<FixedOffset>, day_start: NaiveTime) -> Self {
        let date = local.date_naive();
        if local.time() < day_start { Self(date.pred_opt().unwrap_or(date)) } else { Self(date) }
    }

    #[must_use]
    pub fn days_back(self, days: u64) -> Self {
        Self(self.0.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN))
    }

    /// Monday of this day's week is 0.
    #[must_use]
    pub fn weekday_from_monday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }
}

impl fmt::Display for LocalDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn half_past_one_belongs_to_the_evening_before() {
        let four = NaiveTime::from_hms_opt(4, 0, 0).unwrap();
        assert_eq!(LocalDay::of(at("2026-03-08T01:30:00+01:00"), four).to_string(), "2026-03-07");
        assert_eq!(LocalDay::of(at("2026-03-08T03:59:59+01:00"), four).to_string(), "2026-03-07");
        assert_eq!(LocalDay::of(at("2026-03-08T04:00:00+01:00"), four).to_string(), "2026-03-08");
    }

    #[test]
    fn a_day_is_counted_where_the_person_was() {
        let now =
            Now { wall: Wall(at("2026-03-08T23:30:00-08:00").timestamp_millis()), offset_seconds: -8 * 3600, zone: None, mono: Mono(0) };
        assert_eq!(now.local_day(NaiveTime::MIN).to_string(), "2026-03-08");
    }

    #[test]
    fn the_next_day_begins_at_its_start_in_the_persons_zone() {
        let vienna = Some(chrono_tz::Europe::Vienna);
        // Summer time begins on 29 March 2026 at 2:00 and ends on 25 October at 3:00.
        for (now, start, begins) in [
            ("2026-03-28T12:00:00+01:00", 4, "2026-03-29T04:00:00+02:00"),
            ("2026-03-29T00:30:00+01:00", 4, "2026-03-29T04:00:00+02:00"),
            ("2026-03-29T01:59:59+01:00", 2, "2026-03-29T03:00:00+02:00"), // 2:00 does not exist
            ("2026-10-24T12:00:00+02:00", 4, "2026-10-25T04:00:00+01:00"),
            ("2026-10-24T12:00:00+02:00", 2, "2026-10-25T02:00:00+02:00"), // 2:00 comes twice
            ("2026-10-25T02:30:00+02:00", 2, "2026-10-26T02:00:00+01:00"),
            ("2026-10-25T02:30:00+01:00", 2, "2026-10-26T02:00:00+01:00"),
            ("2026-06-26T04:00:00+02:00", 4, "2026-06-27T04:00:00+02:00"),
            ("2026-06-26T03:59:59+02:00", 4, "2026-06-26T04:00:00+02:00"),
        ] {
            assert_eq!(next_day(now, vienna, start), at(begins), "{now} {start}");
        }
    }

    #[test]
    fn without_a_zone_or_with_one_that_the_clock_does_not_follow_the_next_day_begins_at_the_offset_of_now() {
        for zone in [None, Some(chrono_tz::Asia::Tokyo)] {
            assert_eq!(next_day("2026-03-28T12:00:00+01:00", zone, 4), at("2026-03-29T04:00:00+01:00"));
        }
    }

    #[test]
    fn the_next_day_is_always_to_come() {
        // At 3:00 on 26 October 2025 the clock of Troll goes back by two hours, over a start at 2:00.
        let zone = Some(chrono_tz::Antarctica::Troll);
        assert_eq!(next_day("2025-10-26T01:30:00+02:00", zone, 2), at("2025-10-26T02:00:00+02:00"));
        assert_eq!(next_day("2025-10-26T01:30:00+00:00", zone, 2), at("2025-10-26T02:00:00+00:00"));
        let end_of_time = Now { wall: Wall(i64::MAX), offset_seconds: 0, zone: zone.map(Zone::from), mono: Mono(0) };
        assert_eq!(end_of_time.next_day(NaiveTime::MIN), None);
    }

    #[test]
    fn a_local_time_is_found_in_the_persons_zone() {
        let vienna = Some(chrono_tz::Europe::Vienna);
        for (zone, local, instant) in [
            (vienna, "2026-01-15T09:00:00", "2026-01-15T09:00:00+01:00"),
            (vienna, "2025-07-15T09:00:00", "2025-07-15T09:00:00+02:00"),
            (vienna, "2026-03-29T02:30:00", "2026-03-29T03:00:00+02:00"), // does not exist
            (vienna, "2025-10-26T02:30:00", "2025-10-26T02:30:00+02:00"), // comes twice
            (None, "2025-07-15T09:00:00", "2025-07-15T09:00:00+01:00"),
            (Some(chrono_tz::Asia::Tokyo), "2025-07-15T09:00:00", "2025-07-15T09:00:00+01:00"), // not followed
        ] {
            let wall = Wall(at("2026-03-28T12:00:00+01:00").timestamp_millis());
            let now = Now { wall, offset_seconds: 3600, zone: zone.map(Zone::from), mono: Mono(0) };
            let (found, offset) = now.resolve(local.parse().unwrap());
            assert_eq!((found.at_offset(offset).to_rfc3339(), offset), (instant.to_owned(), at(instant).offset().local_minus_utc()));
        }
    }

    fn next_day(now: &str, zone: Option<chrono_tz::Tz>, start: u32) -> DateTime<FixedOffset> {
        let now = at(now);
        let offset_seconds = now.offset().local_minus_utc();
        let wall = Wall(now.timestamp_millis());
        let now = Now { wall, offset_seconds, zone: zone.map(Zone::from), mono: Mono(1000) };
        let begins = now.next_day(NaiveTime::from_hms_opt(start, 0, 0).unwrap()).unwrap();
        Wall(wall.0.saturating_add_unsigned(begins.since(now.mono).0)).to_utc().fixed_offset()
    }

    #[test]
    fn a_countdown_rounds_up_and_a_credit_rounds_down() {
        assert_eq!(Millis(9_001).secs_ceil(), 10);
        assert_eq!(Millis(9_999).secs_floor(), 9);
    }

    #[test]
    fn instants_beyond_the_calendar_do_not_panic() {
        assert_eq!(Wall(i64::MAX).at_offset(14 * 3600).timestamp_millis(), DateTime::<Utc>::MAX_UTC.timestamp_millis());
        assert!(Wall(i64::MIN).at_offset(-14 * 3600).timestamp_millis() < 0);
    }
}
