//! Reminder settings as the store keeps them: one row for each key, so that a row that cannot be used costs no other.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::read::SettingsFile;
use super::settings::{DayStarts, Holiday, Minutes, RepeatTimes, Week};
use super::{ReminderSettings, Weeks};
use crate::{LocalDay, Wall};

/// A row's key is this and a key of [`ReminderSettings::to_value`].
const PREFIX: &str = "reminders.";
/// The weeks before the one that holds now.
const WEEKS: &str = "reminders.weeks";

/// Reminder settings with what else their rows hold, so that nothing of a newer version is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReminderRows {
    file: SettingsFile,
    weeks: Weeks,
}

/// One setting with its new value. Numbers take the nearest value that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReminderChange {
    Enabled(bool),
    /// Minutes.
    SitLimit(u64),
    Week(Week),
    Holidays(Vec<Holiday>),
    /// Minutes.
    Snooze(u64),
    /// Minutes.
    RepeatEvery(u64),
    RepeatTimes(u64),
    /// Minutes.
    AwayReset(u64),
    /// Minutes.
    WakeGrace(u64),
    PauseUntil(Option<Wall>),
    QuietInCall(bool),
    CountSteps(bool),
}

impl ReminderRows {
    /// Reads stored rows. A row that cannot be used is left at its default and named in the second part.
    ///
    /// When a day starts is a setting of the whole app, and not among these rows.
    #[must_use]
    pub fn from_rows(rows: &BTreeMap<String, Value>, day_starts: DayStarts) -> (Self, Vec<String>) {
        let (mut usable, mut unusable) = (Map::new(), Vec::new());
        for (key, value) in rows.iter().filter(|(key, _)| *key != WEEKS) {
            let Some(name) = key.strip_prefix(PREFIX) else { continue };
            let alone = json!({ "reminders": { name: value } });
            if SettingsFile::from_value(&alone).is_ok() {
                usable.insert(name.to_owned(), value.clone());
            } else {
                unusable.push(key.clone());
            }
        }
        let weeks = rows.get(WEEKS).map_or_else(|| Some(Weeks::default()), Weeks::from_value);
        if weeks.is_none() {
            unusable.push(WEEKS.to_owned());
        }
        // Each of them can be read by itself, so all of them can.
        let mut file = SettingsFile::from_value(&json!({ "reminders": usable })).unwrap_or_default();
        file.reminders.day_starts = day_starts;
        (Self { file, weeks: weeks.unwrap_or_default() }, unusable)
    }

    /// Every row that can be used.
    #[must_use]
    pub fn to_rows(&self) -> BTreeMap<String, Value> {
        let mut file = self.file.to_value();
        let settings = file["reminders"].as_object_mut().map(std::mem::take).unwrap_or_default();
        let rows = settings.into_iter().filter(|(key, _)| key != "day_starts").map(|(key, value)| (format!("{PREFIX}{key}"), value));
        rows.chain([(WEEKS.to_owned(), self.weeks.to_value())]).collect()
    }

    #[must_use]
    pub const fn settings(&self) -> &ReminderSettings {
        &self.file.reminders
    }

    /// The week that held on a day.
    #[must_use]
    pub fn week_of(&self, day: LocalDay) -> Week {
        self.weeks.of(day).unwrap_or(&self.file.reminders.active).clone()
    }

    /// When a day starts was set for the whole app.
    pub fn start_days_at(&mut self, day_starts: DayStarts) {
        self.file.reminders.day_starts = day_starts;
    }

    /// Changes a setting, and returns the rows to store: no others, also when they could not be read.
    #[must_use]
    pub fn change(&mut self, change: ReminderChange, today: LocalDay) -> BTreeMap<String, Value> {
        let settings = &mut self.file.reminders;
        let mut rows = BTreeMap::new();
        let key = match change {
            ReminderChange::Enabled(on) => {
                settings.enabled = on;
                "enabled"
            }
            ReminderChange::SitLimit(minutes) => {
                settings.sit_limit = Minutes::nearest(minutes);
                "sit_limit_min"
            }
            ReminderChange::Week(week) => {
                self.weeks.hold_until(today, &settings.active);
                rows.insert(WEEKS.to_owned(), self.weeks.to_value());
                settings.active = week;
                "active"
            }
            ReminderChange::Holidays(holidays) => {
                settings.holidays = holidays;
                "holidays"
            }
            ReminderChange::Snooze(minutes) => {
                settings.snooze = Minutes::nearest(minutes);
                "snooze_min"
            }
            ReminderChange::RepeatEvery(minutes) => {
                settings.repeat.every = Minutes::nearest(minutes);
                "repeat"
            }
            ReminderChange::RepeatTimes(times) => {
                settings.repeat.times = RepeatTimes::nearest(times);
                "repeat"
            }
            ReminderChange::AwayReset(minutes) => {
                settings.away_reset = Minutes::nearest(minutes);
                "away_reset_min"
            }
            ReminderChange::WakeGrace(minutes) => {
                settings.wake_grace = Minutes::nearest(minutes);
                "wake_grace_min"
            }
            ReminderChange::PauseUntil(until) => {
                settings.pause_until = until;
                "pause_until"
            }
            ReminderChange::QuietInCall(on) => {
                settings.quiet_in_call = on;
                "quiet_in_call"
            }
            ReminderChange::CountSteps(on) => {
                settings.count_steps = on;
                "count_steps"
            }
        };
        let value = self.file.to_value()["reminders"][key].clone();
        rows.insert(format!("{PREFIX}{key}"), value);
        rows
    }
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use crate::breaks::{Range, TimeOfDay};

    fn four() -> DayStarts {
        DayStarts::new(TimeOfDay::parse("04:00").unwrap()).unwrap()
    }

    fn rows(rows: &[(&str, Value)]) -> BTreeMap<String, Value> {
        rows.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    fn day(text: &str) -> LocalDay {
        LocalDay(text.parse().unwrap())
    }

    #[test]
    fn what_was_changed_comes_back_after_a_restart() {
        let mut reminders = ReminderRows::default();
        let nine = Range::new(TimeOfDay::parse("09:00").unwrap(), TimeOfDay::parse("12:00").unwrap()).unwrap();
        let mut stored = BTreeMap::new();
        for change in [
            ReminderChange::Enabled(false),
            ReminderChange::SitLimit(45),
            ReminderChange::Week(Week::each_day(&[nine])),
            ReminderChange::Holidays(vec![Holiday::new(day("2027-07-01").0, day("2027-07-14").0).unwrap()]),
            ReminderChange::Snooze(5),
            ReminderChange::RepeatEvery(15),
            ReminderChange::RepeatTimes(2),
            ReminderChange::AwayReset(8),
            ReminderChange::WakeGrace(0),
            ReminderChange::PauseUntil(Some(Wall(1_800_000_000_000))),
            ReminderChange::QuietInCall(false),
            ReminderChange::CountSteps(true),
        ] {
            stored.extend(reminders.change(change, day("2027-03-01")));
        }
        assert_ne!(*reminders.settings(), ReminderSettings::default());
        assert_eq!(ReminderRows::from_rows(&stored, four()), (ReminderRows::from_rows(&stored, four()).0, vec![]));
        assert_eq!(ReminderRows::from_rows(&stored, four()).0.settings(), reminders.settings());
        assert_eq!(stored.len(), 12, "one for each key, and the weeks: {stored:?}");
    }

    #[test]
    fn a_row_that_cannot_be_used_is_named_and_costs_no_other() {
        let (reminders, unusable) = ReminderRows::from_rows(
            &rows(&[
                ("reminders.sit_limit_min", json!(500)),
                ("reminders.snooze_min", json!(5)),
                ("reminders.active", json!({ "mon": [["9", "10"]] })),
                ("reminders.weeks", json!("each")),
                ("voice", json!(true)),
            ]),
            four(),
        );
        assert_eq!(unusable, ["reminders.active", "reminders.sit_limit_min", "reminders.weeks"]);
        let expected = ReminderSettings { snooze: Minutes::new(5).unwrap(), ..ReminderSettings::default() };
        assert_eq!(*reminders.settings(), expected);
    }

    #[test]
    fn what_a_newer_version_wrote_into_a_row_stays_there() {
        let stored = rows(&[("reminders.repeat", json!({ "every_min": 10, "times": 3, "louder": true }))]);
        let (mut reminders, unusable) = ReminderRows::from_rows(&stored, four());
        assert_eq!(unusable, [""; 0]);
        let changed = reminders.change(ReminderChange::RepeatTimes(99), day("2027-03-01"));
        assert_eq!(changed, rows(&[("reminders.repeat", json!({ "every_min": 10, "times": 10, "louder": true }))]));
    }

    #[test]
    fn a_day_keeps_the_week_that_held_on_it() {
        let mut reminders = ReminderRows::default();
        let before = reminders.settings().active.clone();
        let mut week = before.clone();
        let mut stored = BTreeMap::new();
        for free in [Weekday::Mon, Weekday::Tue] {
            week.set(free, vec![]);
            stored.extend(reminders.change(ReminderChange::Week(week.clone()), day("2027-03-03")));
        }
        let (read, _) = ReminderRows::from_rows(&stored, four());
        assert_eq!(read.week_of(day("2027-03-02")), before);
        assert_eq!(read.week_of(day("2027-03-03")), reminders.settings().active);
        assert!(reminders.settings().active.on(Weekday::Tue).is_empty());
    }
}
