//! Reading reminder settings that nobody has checked: a file, an import, a stored row.
//!
//! Absent keys take their defaults, unknown keys are kept and named, and each wrong value is refused with its path, what was
//! found and what is allowed.

use std::fmt;

use chrono::DateTime;
use serde_json::{Map, Value};

use super::settings::{DayStarts, Holiday, Minutes, NoticeSeconds, Range, Repeat, RepeatTimes, TimeOfDay, WEEKDAYS, Week};
use super::{ReminderSettings, utc_text};
use crate::{Wall, iso};

/// A settings file: `{"reminders": {...}}`, with whatever else it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsFile {
    pub reminders: ReminderSettings,
    /// The file as it was, so that nothing of a newer version is lost.
    kept: Map<String, Value>,
    unknown: Vec<String>,
}

impl SettingsFile {
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let found = if text.trim().is_empty() { "an empty file".to_owned() } else { error.to_string() };
            Refused(vec![Refusal { path: String::new(), found, allowed: "settings in JSON".to_owned() }])
        })?;
        Self::from_value(&value)
    }

    pub fn from_value(value: &Value) -> Result<Self, Refused> {
        let mut reader = Reader::default();
        let file = reader.object(value, "").cloned().unwrap_or_default();
        reader.name_unknown(&file, "", &["reminders"]);
        let reminders = file.get("reminders").map(|value| reader.reminders(value, "reminders")).unwrap_or_default();
        if reader.refused.is_empty() { Ok(Self { reminders, kept: file, unknown: reader.unknown }) } else { Err(Refused(reader.refused)) }
    }

    /// Paths of the keys that this version does not know.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The file with its settings as they are now and all unknown keys where they were.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut file = self.kept.clone();
        lay_over(file.entry("reminders").or_insert(Value::Null), self.reminders.to_value());
        file.into()
    }
}

/// Puts the known keys of `new` over those of `old`; lists know their own unknown keys.
fn lay_over(old: &mut Value, new: Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in new {
                lay_over(old.entry(key).or_insert(Value::Null), value);
            }
        }
        (old, new) => *old = new,
    }
}

/// Why settings cannot be used: every wrong value, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Vec<Refusal>);

/// One wrong value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Such as `reminders.active.mon[1][0]`; empty for the whole.
    pub path: String,
    pub found: String,
    pub allowed: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "found {}, allowed is {}", self.found, self.allowed)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Refusal::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Refused {}

/// Collects what it could not use, so that a person sees all of it at once.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) unknown: Vec<String>,
    pub(super) refused: Vec<Refusal>,
}

impl Reader {
    fn reminders(&mut self, value: &Value, path: &str) -> ReminderSettings {
        const KEYS: [&str; 13] = [
            "enabled",
            "sit_limit_min",
            "active",
            "holidays",
            "snooze_min",
            "repeat",
            "notice_s",
            "away_reset_min",
            "wake_grace_min",
            "pause_until",
            "quiet_in_call",
            "count_steps",
            "day_starts",
        ];
        let default = ReminderSettings::default();
        let Some(map) = self.object(value, path) else { return default };
        self.name_unknown(map, path, &KEYS);
        let mut fields = Fields { reader: self, map, path };
        ReminderSettings {
            enabled: fields.flag("enabled", default.enabled),
            sit_limit: fields.minutes("sit_limit_min", default.sit_limit),
            active: fields.take("active", default.active, Reader::week),
            holidays: fields.take("holidays", default.holidays, Reader::holidays),
            snooze: fields.minutes("snooze_min", default.snooze),
            repeat: fields.take("repeat", default.repeat, Reader::repeat),
            notice: fields.number("notice_s", default.notice, NoticeSeconds::MOST, NoticeSeconds::new),
            away_reset: fields.minutes("away_reset_min", default.away_reset),
            wake_grace: fields.minutes("wake_grace_min", default.wake_grace),
            pause_until: fields.take("pause_until", default.pause_until, Reader::instant_or_null),
            quiet_in_call: fields.flag("quiet_in_call", default.quiet_in_call),
            count_steps: fields.flag("count_steps", default.count_steps),
            day_starts: fields.take("day_starts", default.day_starts, |reader, value, path| {
                let read = value.as_str().and_then(TimeOfDay::parse).and_then(DayStarts::new);
                read.or_else(|| reader.refuse(path, value, "a time from \"00:00\" to \"12:00\""))
            }),
        }
    }

    fn repeat(&mut self, value: &Value, path: &str) -> Option<Repeat> {
        let default = Repeat::default();
        let map = self.object(value, path)?;
        self.name_unknown(map, path, &["every_min", "times"]);
        let mut fields = Fields { reader: self, map, path };
        Some(Repeat {
            every: fields.minutes("every_min", default.every),
            times: fields.number("times", default.times, RepeatTimes::MOST.into(), |times| RepeatTimes::new(u32::try_from(times).ok()?)),
        })
    }

    fn week(&mut self, value: &Value, path: &str) -> Option<Week> {
        let map = self.object(value, path)?;
        self.name_unknown(map, path, &WEEKDAYS.map(|(_, name)| name));
        let mut week = Week::default();
        for (day, name) in WEEKDAYS {
            if let Some(value) = map.get(name) {
                let ranges = self.list(value, &join(path, name), Week::MOST_A_DAY, Self::range);
                week.set(day, ranges.unwrap_or_default());
            }
        }
        Some(week)
    }

    fn range(&mut self, value: &Value, path: &str) -> Option<Range> {
        let Some([start, end]) = value.as_array().map(Vec::as_slice) else {
            return self.refuse(path, value, "a start and an end, such as [\"09:00\", \"17:30\"]");
        };
        let mut time = |index: usize, value: &Value, allowed: &str| {
            let read = value.as_str().and_then(TimeOfDay::parse).filter(|time| index == 1 || *time != TimeOfDay::END_OF_DAY);
            read.or_else(|| self.refuse(&format!("{path}[{index}]"), value, allowed))
        };
        let start = time(0, start, "a time from \"00:00\" to \"23:59\"");
        let end = time(1, end, "a time from \"00:00\" to \"24:00\"");
        Range::new(start?, end?).or_else(|| self.refuse(path, value, "an end other than the start; a whole day is [\"00:00\", \"24:00\"]"))
    }

    fn holidays(&mut self, value: &Value, path: &str) -> Option<Vec<Holiday>> {
        self.list(value, path, 1000, |reader, value, path| {
            let map = reader.object(value, path)?;
            reader.name_unknown(map, path, &["from", "to"]);
            let [from, to] = ["from", "to"].map(|key| {
                let value = map.get(key).unwrap_or(&Value::Null);
                let date = value.as_str().filter(|text| text.len() == 10).and_then(iso::day);
                date.or_else(|| reader.refuse(&join(path, key), value, "a date such as \"2027-07-14\""))
            });
            let Some(mut holiday) = Holiday::new(from?, to?) else {
                return reader.refuse(&join(path, "to"), &map["to"], "a day that is not before `from`");
            };
            holiday.kept =
                map.iter().filter(|(key, _)| !["from", "to"].contains(&key.as_str())).map(|(k, v)| (k.clone(), v.clone())).collect();
            Some(holiday)
        })
    }

    // An outer None is a refusal; an inner one is the absence of a pause.
    #[allow(clippy::option_option)]
    fn instant_or_null(&mut self, value: &Value, path: &str) -> Option<Option<Wall>> {
        if value.is_null() {
            return Some(None);
        }
        self.instant(value, path).map(Some)
    }

    pub(super) fn instant(&mut self, value: &Value, path: &str) -> Option<Wall> {
        let read = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        let instant = read.map(|instant| Wall(instant.timestamp_millis()));
        instant.or_else(|| self.refuse(path, value, &format!("a time with its offset, such as {:?}", utc_text(Wall(1_798_794_000_000)))))
    }

    fn list<T>(&mut self, value: &Value, path: &str, most: usize, read: impl Fn(&mut Self, &Value, &str) -> Option<T>) -> Option<Vec<T>> {
        let Some(items) = value.as_array().filter(|items| items.len() <= most) else {
            return self.refuse(path, value, &format!("a list of at most {most}"));
        };
        Some(items.iter().enumerate().filter_map(|(index, item)| read(self, item, &format!("{path}[{index}]"))).collect())
    }

    pub(super) fn object<'v>(&mut self, value: &'v Value, path: &str) -> Option<&'v Map<String, Value>> {
        value.as_object().or_else(|| self.refuse(path, value, "an object"))
    }

    pub(super) fn name_unknown(&mut self, map: &Map<String, Value>, path: &str, known: &[&str]) {
        self.unknown.extend(map.keys().filter(|key| !known.contains(&key.as_str())).map(|key| join(path, key)));
    }

    pub(super) fn refuse<T>(&mut self, path: &str, found: &Value, allowed: &str) -> Option<T> {
        self.refused.push(Refusal { path: path.to_owned(), found: shown(found), allowed: allowed.to_owned() });
        None
    }
}

/// The keys of one object, each with its default.
struct Fields<'a> {
    reader: &'a mut Reader,
    map: &'a Map<String, Value>,
    path: &'a str,
}

impl Fields<'_> {
    fn take<T>(&mut self, key: &str, default: T, read: impl FnOnce(&mut Reader, &Value, &str) -> Option<T>) -> T {
        let Some(value) = self.map.get(key) else { return default };
        read(self.reader, value, &join(self.path, key)).unwrap_or(default)
    }

    fn flag(&mut self, key: &str, default: bool) -> bool {
        self.take(key, default, |reader, value, path| value.as_bool().or_else(|| reader.refuse(path, value, "true or false")))
    }

    fn number<T>(&mut self, key: &str, default: T, most: u64, new: impl Fn(u64) -> Option<T>) -> T {
        self.take(key, default, |reader, value, path| {
            let read = value.as_u64().and_then(new);
            read.or_else(|| reader.refuse(path, value, &format!("a whole number from 0 to {most}")))
        })
    }

    fn minutes<const LEAST: u64, const MOST: u64>(&mut self, key: &str, default: Minutes<LEAST, MOST>) -> Minutes<LEAST, MOST> {
        self.take(key, default, |reader, value, path| {
            let read = value.as_u64().and_then(Minutes::new);
            read.or_else(|| reader.refuse(path, value, &format!("a whole number from {LEAST} to {MOST}")))
        })
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// A value as JSON, cut off where it is long.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain("...".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn refusals(reminders: &Value) -> Vec<String> {
        let Err(Refused(refused)) = SettingsFile::from_value(&json!({ "reminders": reminders })) else { return vec![] };
        refused.iter().map(Refusal::to_string).collect()
    }

    const WHOLE: &str = r#"{"reminders":{"enabled":true,"sit_limit_min":60,"active":{"mon":[["09:00","12:30"],["13:30","17:30"]],"tue":[],
        "wed":[],"thu":[],"fri":[["22:00","06:00"]],"sat":[["00:00","24:00"]],"sun":[]},"holidays":[{"from":"2027-07-01","to":"2027-07-14"}],
        "snooze_min":10,"repeat":{"every_min":10,"times":3},"notice_s":30,"away_reset_min":10,"wake_grace_min":5,"pause_until":null,
        "quiet_in_call":true,"count_steps":false,"day_starts":"04:00"}}"#;

    #[test]
    fn a_whole_file_comes_back_as_it_was() {
        let file = SettingsFile::parse(WHOLE).unwrap();
        assert_eq!(file.to_value(), serde_json::from_str::<Value>(WHOLE).unwrap());
        assert_eq!(file.unknown(), [""; 0]);
    }

    #[test]
    fn absent_keys_take_their_defaults() {
        for text in ["{}", r#"{"reminders":{}}"#, r#"{"reminders":{"repeat":{},"active":{}}}"#] {
            assert_eq!(SettingsFile::parse(text).unwrap().reminders, ReminderSettings::default(), "{text}");
        }
    }

    #[test]
    fn unknown_keys_are_named_and_kept_where_they_were() {
        let text = json!({
            "theme": "dark",
            "reminders": {
                "sit_limit_min": 45,
                "haptics": { "strength": 3 },
                "repeat": { "louder": true },
                "active": { "someday": [] },
                "holidays": [{ "from": "2027-07-01", "to": "2027-07-01", "name": "Sea" }],
            },
        });
        let mut file = SettingsFile::from_value(&text).unwrap();
        let unknown = ["theme", "reminders.haptics", "reminders.active.someday", "reminders.holidays[0].name", "reminders.repeat.louder"];
        assert_eq!(file.unknown(), unknown);

        file.reminders.sit_limit = Minutes::new(30).unwrap();
        let written = file.to_value();
        assert_eq!(written["theme"], "dark");
        let reminders = &written["reminders"];
        assert_eq!(reminders["sit_limit_min"], 30);
        assert_eq!(reminders["haptics"], json!({ "strength": 3 }));
        assert_eq!(reminders["repeat"], json!({ "every_min": 10, "times": 3, "louder": true }));
        assert_eq!(reminders["active"]["someday"], json!([]));
        assert_eq!(reminders["holidays"][0]["name"], "Sea");
        assert_eq!(SettingsFile::from_value(&written).unwrap().reminders, file.reminders);
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_path() {
        let cases = [
            (json!(7), "reminders: found 7, allowed is an object"),
            (json!({ "enabled": 1 }), "reminders.enabled: found 1, allowed is true or false"),
            (json!({ "sit_limit_min": 19 }), "reminders.sit_limit_min: found 19, allowed is a whole number from 20 to 120"),
            (json!({ "sit_limit_min": 60.5 }), "reminders.sit_limit_min: found 60.5, allowed is a whole number from 20 to 120"),
            (json!({ "snooze_min": -1 }), "reminders.snooze_min: found -1, allowed is a whole number from 1 to 240"),
            (json!({ "repeat": { "times": 11 } }), "reminders.repeat.times: found 11, allowed is a whole number from 0 to 10"),
            (json!({ "notice_s": null }), "reminders.notice_s: found null, allowed is a whole number from 0 to 300"),
            (
                json!({ "active": { "mon": [["09:00", "12:30"], ["25:00", "17:30"]] } }),
                "reminders.active.mon[1][0]: found \"25:00\", allowed is a time from \"00:00\" to \"23:59\"",
            ),
            (
                json!({ "active": { "tue": [["09:00", "9pm"]] } }),
                "reminders.active.tue[0][1]: found \"9pm\", allowed is a time from \"00:00\" to \"24:00\"",
            ),
            (
                json!({ "active": { "tue": [["09:00"]] } }),
                "reminders.active.tue[0]: found [\"09:00\"], allowed is a start and an end, such as [\"09:00\", \"17:30\"]",
            ),
            (
                json!({ "active": { "sun": [["09:00", "09:00"]] } }),
                "reminders.active.sun[0]: found [\"09:00\",\"09:00\"], allowed is an end other than the start; a whole day is [\"00:00\", \"24:00\"]",
            ),
            (json!({ "active": { "sun": {} } }), "reminders.active.sun: found {}, allowed is a list of at most 12"),
            (
                json!({ "holidays": [{ "from": "2027-07-14", "to": "2027-07-01" }] }),
                "reminders.holidays[0].to: found \"2027-07-01\", allowed is a day that is not before `from`",
            ),
            (
                json!({ "holidays": [{ "from": "2027-02-30" , "to": "2027-07-01" }] }),
                "reminders.holidays[0].from: found \"2027-02-30\", allowed is a date such as \"2027-07-14\"",
            ),
            (
                json!({ "pause_until": "tomorrow" }),
                "reminders.pause_until: found \"tomorrow\", allowed is a time with its offset, such as \"2027-01-01T09:00:00Z\"",
            ),
            (json!({ "day_starts": "13:00" }), "reminders.day_starts: found \"13:00\", allowed is a time from \"00:00\" to \"12:00\""),
        ];
        for (reminders, refusal) in cases {
            assert_eq!(refusals(&reminders), [refusal]);
        }
    }

    #[test]
    fn every_wrong_value_is_named_at_once() {
        let named = refusals(&json!({ "enabled": "yes", "active": { "mon": [["08:00", "x"], ["y", "12:00"]] } }));
        assert_eq!(named.len(), 3, "{named:?}");
    }

    #[test]
    fn what_is_no_json_and_no_object_is_refused_as_a_whole() {
        for text in ["", "{", "[]", "null", "\u{0}"] {
            assert_eq!(SettingsFile::parse(text).unwrap_err().0[0].path, "", "{text:?}");
        }
    }

    #[test]
    fn a_pause_comes_back_as_the_same_instant() {
        let file = SettingsFile::from_value(&json!({ "reminders": { "pause_until": "2027-03-01T11:00:00+01:00" } })).unwrap();
        assert_eq!(file.to_value()["reminders"]["pause_until"], "2027-03-01T10:00:00Z");
    }
}
