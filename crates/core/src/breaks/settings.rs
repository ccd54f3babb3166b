//! What a person may set about reminders. Every value is in range by construction; [`super::read`] parses untrusted ones.

use std::fmt;

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde_json::{Map, Value, json};

use crate::{Millis, Wall};

/// When to remind, how often, and when not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderSettings {
    pub enabled: bool,
    /// A break is due each time that one has sat this long.
    pub sit_limit: SitLimit,
    pub active: Week,
    pub holidays: Vec<Holiday>,
    /// What *Later* means when nothing else is said.
    pub snooze: Snooze,
    pub repeat: Repeat,
    /// How long a notification announces a break before it opens by itself, where it does.
    pub notice: NoticeSeconds,
    /// Being away this long makes up for `sit_limit` of sitting.
    pub away_reset: AwayReset,
    /// Nothing is offered for this long after the machine wakes up.
    pub wake_grace: WakeGrace,
    /// Until this instant nothing is offered and nothing counts.
    pub pause_until: Option<Wall>,
    pub quiet_in_call: bool,
    /// On a phone that counts steps, enough of them before a reminder count as having moved.
    pub count_steps: bool,
    pub day_starts: DayStarts,
}

pub type SitLimit = Minutes<20, 120>;
pub type Snooze = Minutes<1, 240>;
pub type RepeatEvery = Minutes<1, 60>;
pub type AwayReset = Minutes<1, 60>;
pub type WakeGrace = Minutes<0, 60>;

impl Default for ReminderSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            sit_limit: Minutes(60),
            active: Week::default(),
            holidays: Vec::new(),
            snooze: Minutes(10),
            repeat: Repeat::default(),
            notice: NoticeSeconds(30),
            away_reset: Minutes(10),
            wake_grace: Minutes(5),
            pause_until: None,
            quiet_in_call: true,
            count_steps: false,
            day_starts: DayStarts(TimeOfDay(4 * 60)),
        }
    }
}

impl ReminderSettings {
    /// The value of the key `reminders`, as [`super::read`] takes it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let holidays: Vec<Value> = self.holidays.iter().map(Holiday::to_value).collect();
        json!({
            "enabled": self.enabled,
            "sit_limit_min": self.sit_limit.get(),
            "active": self.active.to_value(),
            "holidays": holidays,
            "snooze_min": self.snooze.get(),
            "repeat": { "every_min": self.repeat.every.get(), "times": self.repeat.times.get() },
            "notice_s": self.notice.get(),
            "away_reset_min": self.away_reset.get(),
            "wake_grace_min": self.wake_grace.get(),
            "pause_until": self.pause_until.map(super::utc_text),
            "quiet_in_call": self.quiet_in_call,
            "count_steps": self.count_steps,
            "day_starts": self.day_starts.0,
        })
    }
}

/// Unanswered, a reminder comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Also the least distance between any two reminders.
    pub every: RepeatEvery,
    pub times: RepeatTimes,
}

impl Default for Repeat {
    fn default() -> Self {
        Self { every: Minutes(10), times: RepeatTimes(3) }
    }
}

/// A whole number of minutes from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes<const LEAST: u64, const MOST: u64>(u64);

impl<const LEAST: u64, const MOST: u64> Minutes<LEAST, MOST> {
    pub const LEAST: u64 = LEAST;
    pub const MOST: u64 = MOST;

    #[must_use]
    pub const fn new(minutes: u64) -> Option<Self> {
        if minutes >= LEAST && minutes <= MOST { Some(Self(minutes)) } else { None }
    }

    #[must_use]
    pub fn nearest(minutes: u64) -> Self {
        Self(minutes.clamp(LEAST, MOST))
    }

    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    #[must_use]
    pub const fn length(self) -> Millis {
        Millis::from_secs(self.0 * 60)
    }
}

/// How often an unanswered reminder comes again, 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RepeatTimes(u32);

impl RepeatTimes {
    pub const MOST: u32 = 10;

    #[must_use]
    pub const fn new(times: u32) -> Option<Self> {
        if times <= Self::MOST { Some(Self(times)) } else { None }
    }

    #[must_use]
    pub fn nearest(times: u64) -> Self {
        Self(u32::try_from(times).unwrap_or(Self::MOST).min(Self::MOST))
    }

    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// Seconds of notice, 0 to 300.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoticeSeconds(u64);

impl NoticeSeconds {
    pub const MOST: u64 = 300;

    #[must_use]
    pub const fn new(seconds: u64) -> Option<Self> {
        if seconds <= Self::MOST { Some(Self(seconds)) } else { None }
    }

    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// The time at which a person's day begins, 00:00 to 12:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayStarts(TimeOfDay);

impl DayStarts {
    #[must_use]
    pub fn new(time: TimeOfDay) -> Option<Self> {
        (time.minutes() <= 12 * 60).then_some(Self(time))
    }

    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.0.minutes()
    }

    #[must_use]
    pub fn time(self) -> NaiveTime {
        NaiveTime::from_num_seconds_from_midnight_opt(self.minutes() * 60, 0).unwrap_or(NaiveTime::MIN)
    }
}

/// A time on a clock from 00:00 to 24:00, in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    pub const MIDNIGHT: Self = Self(0);
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// From "09:30"; "24:00" is the end of the day. Two digits each.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let digits = |part: &str| (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?;
        let (hours, minutes): (u32, u32) = (digits(hours)?, digits(minutes)?);
        let total = hours * 60 + minutes;
        (minutes < 60 && total <= 24 * 60).then_some(Self(total))
    }

    /// Minutes since midnight, at most 1440.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl serde::Serialize for TimeOfDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A stretch of a day in which one sits: from `start` until just before `end`, over midnight when the end is not later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    start: TimeOfDay,
    end: TimeOfDay,
}

impl Range {
    /// None when nothing lies between start and end, or when it starts at the end of a day.
    #[must_use]
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Option<Self> {
        (start != end && start != TimeOfDay::END_OF_DAY).then_some(Self { start, end })
    }

    #[must_use]
    pub const fn start(self) -> TimeOfDay {
        self.start
    }

    #[must_use]
    pub const fn end(self) -> TimeOfDay {
        self.end
    }

    /// How long it is on a clock.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        (self.end.minutes() + 24 * 60 - self.start.minutes()) % (24 * 60)
    }

    /// Whether it ends on the day after the one on which it starts.
    #[must_use]
    pub fn ends_next_day(self) -> bool {
        self.end < self.start
    }
}

/// The ranges of each weekday; a range belongs to the day on which it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week([Vec<Range>; 7]);

impl Default for Week {
    /// Monday to Friday from 09:00 to 17:30.
    fn default() -> Self {
        let work = Range { start: TimeOfDay(9 * 60), end: TimeOfDay(17 * 60 + 30) };
        Self([0, 1, 2, 3, 4, 5, 6].map(|day| if day < 5 { vec![work] } else { vec![] }))
    }
}

impl Week {
    /// How many ranges a weekday may have.
    pub const MOST_A_DAY: usize = 12;

    /// The same ranges on every day.
    #[must_use]
    pub fn each_day(ranges: &[Range]) -> Self {
        Self(std::array::from_fn(|_| ranges.to_vec()))
    }

    #[must_use]
    pub fn on(&self, day: Weekday) -> &[Range] {
        &self.0[day.num_days_from_monday() as usize]
    }

    pub fn set(&mut self, day: Weekday, ranges: Vec<Range>) {
        self.0[day.num_days_from_monday() as usize] = ranges;
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// The days that have hours.
    pub fn days(&self) -> impl Iterator<Item = Weekday> {
        WEEKDAYS.into_iter().map(|(day, _)| day).filter(|day| !self.on(*day).is_empty())
    }

    /// The hours of the first day that has some; where none has, those of a day as everybody begins with it.
    #[must_use]
    pub fn usual(&self) -> Vec<Range> {
        self.days().next().map_or_else(|| Self::default().on(Weekday::Mon).to_vec(), |day| self.on(day).to_vec())
    }

    /// The value of the key `active`, as [`super::read`] takes it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let ranges = |day| self.on(day).iter().map(|range| json!([range.start, range.end])).collect();
        WEEKDAYS.into_iter().map(|(day, name)| (name.to_owned(), ranges(day))).collect::<Map<String, Value>>().into()
    }
}

/// The weekdays with their keys.
pub(super) const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

/// Days off, both ends included: no range that starts on one of them counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    from: NaiveDate,
    to: NaiveDate,
    /// What a newer version wrote beside the dates.
    pub(super) kept: Map<String, Value>,
}

impl Holiday {
    /// None when it would end before it begins.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then(|| Self { from, to, kept: Map::new() })
    }

    #[must_use]
    pub const fn from(&self) -> NaiveDate {
        self.from
    }

    #[must_use]
    pub const fn to(&self) -> NaiveDate {
        self.to
    }

    #[must_use]
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    fn to_value(&self) -> Value {
        let mut value = self.kept.clone();
        value.insert("from".to_owned(), self.from.to_string().into());
        value.insert("to".to_owned(), self.to.to_string().into());
        value.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_has_two_digits_each_and_ends_at_24_00() {
        for (text, minutes) in [("00:00", Some(0)), ("09:05", Some(545)), ("23:59", Some(1439)), ("24:00", Some(1440))] {
            assert_eq!(TimeOfDay::parse(text).map(TimeOfDay::minutes), minutes, "{text}");
            assert_eq!(TimeOfDay::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "9:00", "09:0", "24:01", "12:60", "+9:00", "09-00", "09:00:00", "٠٩:٠٠", " 09:00"] {
            assert_eq!(TimeOfDay::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_range_needs_something_between_its_ends() {
        let at = |text| TimeOfDay::parse(text).unwrap();
        assert!(Range::new(at("09:00"), at("09:00")).is_none());
        assert!(Range::new(at("00:00"), at("00:00")).is_none());
        assert!(Range::new(at("24:00"), at("09:00")).is_none());
        assert!(!Range::new(at("00:00"), at("24:00")).unwrap().ends_next_day());
        assert!(Range::new(at("22:00"), at("00:00")).unwrap().ends_next_day());
        assert!(Range::new(at("22:00"), at("06:00")).unwrap().ends_next_day());
    }
}
