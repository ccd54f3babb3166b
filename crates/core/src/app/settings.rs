//! What a person may set. Every value is in range by construction; what is read from the store is untrusted.

use std::collections::BTreeMap;

use chrono::{NaiveTime, Weekday};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Millis;
use crate::routine::{Catalogue, Choices, Routine, Timing, Variant};
use crate::safety::{Adjusted, Answers};
use crate::text::{Clock, Language};

/// All settings, with the product's defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    pub voice: bool,
    pub voice_volume: Volume,
    pub sound: bool,
    pub sound_volume: Volume,
    /// Where the device can.
    pub vibration: bool,
    /// Time to get ready before a session that begins off the floor.
    pub get_ready: GetReady,
    /// Time to get ready before a session that begins lying or sitting on the floor.
    pub get_ready_floor: GetReady,
    pub appearance: Appearance,
    /// None: the system's language.
    pub language: Option<Language>,
    /// The hour at which a day begins, 0 to 12.
    pub day_start: DayStart,
    /// None: as where the person is.
    pub clock: Option<Clock>,
    /// None: as where the person is.
    pub first_weekday: Option<FirstWeekday>,
    /// What was answered in the safety check.
    pub safety: Answers,
    pub first_run_done: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let timing = Timing::default();
        Self {
            voice: true,
            voice_volume: Volume(80),
            sound: true,
            sound_volume: Volume(70),
            vibration: true,
            get_ready: GetReady(timing.get_ready.secs_floor()),
            get_ready_floor: GetReady(timing.get_ready_lying.secs_floor()),
            appearance: Appearance::System,
            language: None,
            day_start: DayStart(4),
            clock: None,
            first_weekday: None,
            safety: Answers::default(),
            first_run_done: false,
        }
    }
}

impl Settings {
    /// Reads stored rows. A value that cannot be used is left at its default and named in the second part.
    #[must_use]
    pub fn from_rows(rows: &BTreeMap<String, Value>) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut unusable = Vec::new();
        let mut take = |key: &str, apply: &mut dyn FnMut(&mut Self, &Value) -> Option<()>| {
            if let Some(value) = rows.get(key)
                && apply(&mut settings, value).is_none()
            {
                unusable.push(key.to_owned());
            }
        };
        take("voice", &mut |s, v| read(v).map(|on| s.voice = on));
        take("voice_volume", &mut |s, v| read(v).map(|volume| s.voice_volume = volume));
        take("sound", &mut |s, v| read(v).map(|on| s.sound = on));
        take("sound_volume", &mut |s, v| read(v).map(|volume| s.sound_volume = volume));
        take("vibration", &mut |s, v| read(v).map(|on| s.vibration = on));
        take("get_ready_seconds", &mut |s, v| read(v).map(|seconds| s.get_ready = seconds));
        take("get_ready_floor_seconds", &mut |s, v| read(v).map(|seconds| s.get_ready_floor = seconds));
        take("appearance", &mut |s, v| read(v).map(|look| s.appearance = look));
        take("language", &mut |s, v| read(v).map(|language| s.language = language));
        take("day_start_hour", &mut |s, v| read(v).map(|hour| s.day_start = hour));
        take("clock", &mut |s, v| read_or_system(v, &mut s.clock));
        take("first_weekday", &mut |s, v| read_or_system(v, &mut s.first_weekday));
        take(Self::SAFETY, &mut |s, v| Answers::from_row(v).ok().map(|answers| s.safety = answers));
        // Whoever has such a row has been here before, whatever it says.
        settings.first_run_done = rows.contains_key(Self::FIRST_RUN);
        (settings, unusable)
    }

    /// The key of the safety answers.
    pub(super) const SAFETY: &'static str = "safety";
    const FIRST_RUN: &'static str = "first_run_done";

    /// All settings as rows to store. Keys are never given another meaning.
    #[must_use]
    pub fn to_rows(&self) -> BTreeMap<String, Value> {
        let rows = [
            ("voice", self.voice.into()),
            ("voice_volume", self.voice_volume.0.into()),
            ("sound", self.sound.into()),
            ("sound_volume", self.sound_volume.0.into()),
            ("vibration", self.vibration.into()),
            ("get_ready_seconds", self.get_ready.0.into()),
            ("get_ready_floor_seconds", self.get_ready_floor.0.into()),
            ("appearance", self.appearance.id().into()),
            ("language", self.language.map_or(Value::Null, |language| language.tag().into())),
            ("day_start_hour", self.day_start.0.into()),
            ("clock", row_or_system(self.clock)),
            ("first_weekday", row_or_system(self.first_weekday)),
            (Self::SAFETY, self.safety.to_row()),
        ];
        let first_run = Self::first_run_row().into_iter().filter(|_| self.first_run_done);
        rows.into_iter().map(|(key, value)| (key.to_owned(), value)).chain(first_run).collect()
    }

    /// The row of the safety answers.
    pub(super) fn safety_row(&self) -> BTreeMap<String, Value> {
        BTreeMap::from([(Self::SAFETY.to_owned(), self.safety.to_row())])
    }

    /// The row that keeps the first run from being shown again.
    pub(super) fn first_run_row() -> BTreeMap<String, Value> {
        BTreeMap::from([(Self::FIRST_RUN.to_owned(), Value::Bool(true))])
    }

    /// A variant of a routine as a person with these settings plays it.
    #[must_use]
    pub fn adjusted(&self, routine: &Routine, variant: &Variant, catalogue: &Catalogue, alternative: bool) -> Adjusted {
        Adjusted::of(routine, variant, catalogue, &self.choices(catalogue.timing, alternative), &self.safety)
    }

    /// The row of the one setting that was changed. Others stay as they are stored, also when they could not be read.
    pub(super) fn row(&self, change: &Change) -> BTreeMap<String, Value> {
        let mut rows = self.to_rows();
        rows.retain(|key, _| key == change.key());
        rows
    }

    /// The lengths that a plan takes from the settings.
    #[must_use]
    pub fn choices(&self, timing: Timing, alternative: bool) -> Choices {
        let timing = Timing { get_ready: self.get_ready.length(), get_ready_lying: self.get_ready_floor.length(), ..timing };
        Choices { timing, alternative }
    }

    pub(super) fn apply(&mut self, change: &Change) {
        match *change {
            Change::Voice(on) => self.voice = on,
            Change::VoiceVolume(volume) => self.voice_volume = volume,
            Change::Sound(on) => self.sound = on,
            Change::SoundVolume(volume) => self.sound_volume = volume,
            Change::Vibration(on) => self.vibration = on,
            Change::GetReady(seconds) => self.get_ready = GetReady::nearest(seconds),
            Change::GetReadyFloor(seconds) => self.get_ready_floor = GetReady::nearest(seconds),
            Change::Appearance(look) => self.appearance = look,
            Change::Language(language) => self.language = language,
            Change::Clock(clock) => self.clock = clock,
            Change::FirstWeekday(day) => self.first_weekday = day,
            Change::DayStart(hour) => self.day_start = DayStart(hour.min(DayStart::LATEST)),
        }
    }
}

/// One setting with its new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Voice(bool),
    VoiceVolume(Volume),
    Sound(bool),
    SoundVolume(Volume),
    Vibration(bool),
    /// Seconds; the nearest that is allowed is taken.
    GetReady(u64),
    GetReadyFloor(u64),
    Appearance(Appearance),
    Language(Option<Language>),
    DayStart(u32),
    /// None: as where the person is.
    Clock(Option<Clock>),
    FirstWeekday(Option<FirstWeekday>),
}

impl Change {
    const fn key(&self) -> &'static str {
        match self {
            Self::Voice(_) => "voice",
            Self::VoiceVolume(_) => "voice_volume",
            Self::Sound(_) => "sound",
            Self::SoundVolume(_) => "sound_volume",
            Self::Vibration(_) => "vibration",
            Self::GetReady(_) => "get_ready_seconds",
            Self::GetReadyFloor(_) => "get_ready_floor_seconds",
            Self::Appearance(_) => "appearance",
            Self::Language(_) => "language",
            Self::DayStart(_) => "day_start_hour",
            Self::Clock(_) => "clock",
            Self::FirstWeekday(_) => "first_weekday",
        }
    }
}

/// Loudness in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub struct Volume(u8);

impl Volume {
    /// The nearest volume from 0 to 100.
    #[must_use]
    pub fn nearest(percent: u64) -> Self {
        Self(u8::try_from(percent.min(100)).unwrap_or(100))
    }

    #[must_use]
    pub const fn percent(self) -> u8 {
        self.0
    }
}

impl TryFrom<u64> for Volume {
    type Error = &'static str;
    fn try_from(percent: u64) -> Result<Self, Self::Error> {
        if percent > 100 { Err("a volume is from 0 to 100") } else { Ok(Self::nearest(percent)) }
    }
}

/// Seconds to get ready, from 3 to 60.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub struct GetReady(u64);

impl GetReady {
    pub const LEAST: u64 = 3;
    pub const MOST: u64 = 60;

    #[must_use]
    pub fn nearest(seconds: u64) -> Self {
        Self(seconds.clamp(Self::LEAST, Self::MOST))
    }

    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }

    #[must_use]
    pub const fn length(self) -> Millis {
        Millis::from_secs(self.0)
    }
}

impl TryFrom<u64> for GetReady {
    type Error = &'static str;
    fn try_from(seconds: u64) -> Result<Self, Self::Error> {
        if (Self::LEAST..=Self::MOST).contains(&seconds) { Ok(Self(seconds)) } else { Err("time to get ready is from 3 to 60 s") }
    }
}

/// The hour at which a day begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32")]
pub struct DayStart(u32);

impl DayStart {
    pub const LATEST: u32 = 12;

    #[must_use]
    pub const fn hour(self) -> u32 {
        self.0
    }

    #[must_use]
    pub fn time(self) -> NaiveTime {
        NaiveTime::from_hms_opt(self.0, 0, 0).unwrap_or(NaiveTime::MIN)
    }
}

impl TryFrom<u32> for DayStart {
    type Error = &'static str;
    fn try_from(hour: u32) -> Result<Self, Self::Error> {
        if hour <= Self::LATEST { Ok(Self(hour)) } else { Err("a day begins from 0 to 12 o'clock") }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Appearance {
    System,
    Light,
    Dark,
}

impl Appearance {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The day on which a week may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstWeekday {
    Monday,
    Saturday,
    Sunday,
}

impl FirstWeekday {
    pub const ALL: [Self; 3] = [Self::Monday, Self::Saturday, Self::Sunday];

    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Saturday => Weekday::Sat,
            Self::Sunday => Weekday::Sun,
        }
    }
}

const SYSTEM: &str = "system";

/// Reads a choice, or that it is left to the system.
fn read_or_system<T: DeserializeOwned>(value: &Value, choice: &mut Option<T>) -> Option<()> {
    *choice = if value == SYSTEM { None } else { Some(read(value)?) };
    Some(())
}

fn row_or_system<T: Serialize>(choice: Option<T>) -> Value {
    choice.and_then(|choice| serde_json::to_value(choice).ok()).unwrap_or_else(|| SYSTEM.into())
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_come_back_as_they_were_stored() {
        let settings = Settings {
            voice: false,
            voice_volume: Volume(15),
            get_ready: GetReady(20),
            appearance: Appearance::Dark,
            language: Some(Language::German),
            day_start: DayStart(0),
            clock: Some(Clock::Twelve),
            first_weekday: Some(FirstWeekday::Sunday),
            safety: Answers::from_row(&json!({"version": 1, "answered_at_ms": 5, "answers": {"fever": true}, "cleared": true})).unwrap(),
            first_run_done: true,
            ..Settings::default()
        };
        assert_eq!(Settings::from_rows(&settings.to_rows()), (settings, vec![]));
    }

    #[test]
    fn a_value_out_of_range_is_named_and_left_at_its_default() {
        let rows = BTreeMap::from([
            ("get_ready_seconds".to_owned(), json!(2)),
            ("sound_volume".to_owned(), json!("loud")),
            ("voice".to_owned(), json!(false)),
            ("clock".to_owned(), json!("sundial")),
            ("first_weekday".to_owned(), json!("system")),
            ("safety".to_owned(), json!({"version": 7})),
            ("of_a_newer_version".to_owned(), json!({"kept": true})),
        ]);
        let (settings, unusable) = Settings::from_rows(&rows);
        assert_eq!(settings, Settings { voice: false, ..Settings::default() });
        assert_eq!(unusable, ["sound_volume", "get_ready_seconds", "clock", "safety"]);
    }

    #[test]
    fn a_change_out_of_range_takes_the_nearest_value() {
        let mut settings = Settings::default();
        settings.apply(&Change::GetReady(600));
        settings.apply(&Change::SoundVolume(Volume::nearest(900)));
        assert_eq!((settings.get_ready.seconds(), settings.sound_volume.percent()), (60, 100));
    }
}
