//! Reading a script of what a person and a machine did: `[{"at": "...", "event": "away"}, ...]`.

use serde_json::{Map, Value};

use super::ledger::Reason;
use super::read::{Reader, Refusal};
use super::settings::Snooze;
use super::{Refused, Zone};
use crate::{Millis, Wall};

/// What happened, in order. Nothing is done twice at a time: the order of the list counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    pub steps: Vec<Step>,
    unknown: Vec<String>,
}

/// Something that happened at an instant of a clock that nobody sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub at: Wall,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Active,
    /// Nobody is there from this moment on.
    Away,
    Suspend,
    Wake,
    CallStart,
    CallEnd,
    /// A session is over.
    Done {
        held: Millis,
        planned: Millis,
    },
    /// None: for as long as the settings say.
    Later(Option<Snooze>),
    Moved,
    Skip(Option<Reason>),
    /// The machine's clock is set by so many milliseconds.
    ClockJump(i64),
    Zone(Zone),
}

/// The holds of *Quick bridge*: what a session is taken for that says nothing of its length.
const QUICK: Millis = Millis::from_secs(30);

impl Script {
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            Refused(vec![Refusal { path: String::new(), found: error.to_string(), allowed: "a list of events in JSON".to_owned() }])
        })?;
        let mut reader = Reader::default();
        let mut steps: Vec<Step> = Vec::new();
        let Some(list) = value.as_array() else {
            reader.refuse::<()>("", &value, "a list of events");
            return Err(Refused(reader.refused));
        };
        for (index, value) in list.iter().enumerate() {
            let path = format!("[{index}]");
            let Some(step) = reader.step(value, &path) else { continue };
            if steps.last().is_some_and(|before| step.at < before.at) {
                reader.refuse::<()>(&format!("{path}.at"), &value["at"], "a time that is not before the event before it");
            }
            steps.push(step);
        }
        if reader.refused.is_empty() { Ok(Self { steps, unknown: reader.unknown }) } else { Err(Refused(reader.refused)) }
    }

    /// Steps in their order; no step may lie before the one before it.
    #[must_use]
    pub const fn of(steps: Vec<Step>) -> Self {
        Self { steps, unknown: Vec::new() }
    }

    /// Paths of the keys that mean nothing here.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }
}

const EVENTS: &str = "active, away, back, suspend, wake, done, partly, later, moved, skip, call_start, call_end, clock_jump or zone";

impl Reader {
    fn step(&mut self, value: &Value, path: &str) -> Option<Step> {
        let map = self.object(value, path)?;
        let at = self.instant(map.get("at").unwrap_or(&Value::Null), &format!("{path}.at"));
        let event = map.get("event").unwrap_or(&Value::Null);
        let mut keys = vec!["at", "event"];
        let what = match event.as_str() {
            Some("active" | "back") => Some(What::Active),
            Some("away") => Some(What::Away),
            Some("suspend") => Some(What::Suspend),
            Some("wake") => Some(What::Wake),
            Some("call_start") => Some(What::CallStart),
            Some("call_end") => Some(What::CallEnd),
            Some("moved") => Some(What::Moved),
            Some("done") => {
                keys.extend(["held_seconds", "planned_seconds"]);
                self.session(map, path, Some(QUICK))
            }
            Some("partly") => {
                keys.extend(["held_seconds", "planned_seconds"]);
                self.session(map, path, None)
            }
            Some("later") => {
                keys.push("minutes");
                self.later(map, path)
            }
            Some("skip") => {
                keys.push("reason");
                self.skip(map, path)
            }
            Some("clock_jump") => {
                keys.push("by_seconds");
                self.clock_jump(map, path)
            }
            Some("zone") => {
                keys.push("zone");
                self.zone(map, path)
            }
            _ => self.refuse(&format!("{path}.event"), event, EVENTS),
        };
        self.name_unknown(map, path, &keys);
        Some(Step { at: at?, what: what? })
    }

    /// `usual` stands for what is not said, where that is allowed.
    fn session(&mut self, map: &Map<String, Value>, path: &str, usual: Option<Millis>) -> Option<What> {
        let (held, planned) = (map.get("held_seconds"), map.get("planned_seconds"));
        let needed =
            |given: Option<&Value>, other: Option<&Value>| given.or(other).cloned().or(usual.map(|usual| usual.secs_floor().into()));
        let held_path = format!("{path}.held_seconds");
        let planned_path = format!("{path}.planned_seconds");
        let (held, planned) =
            if usual.is_some() { (needed(held, planned), needed(planned, held)) } else { (held.cloned(), planned.cloned()) };
        let held = self.seconds(&held.unwrap_or(Value::Null), &held_path, 0);
        let planned = self.seconds(&planned.unwrap_or(Value::Null), &planned_path, 1);
        let (held, planned) = (held?, planned?);
        if held > planned {
            return self.refuse(&held_path, &map["held_seconds"], "not more than was planned");
        }
        Some(What::Done { held, planned })
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a day of milliseconds at most
    fn seconds(&mut self, value: &Value, path: &str, least: u64) -> Option<Millis> {
        const DAY: f64 = 24.0 * 3600.0;
        let seconds =
            value.as_f64().filter(|seconds| (0.0..=DAY).contains(seconds)).map(|seconds| Millis((seconds * 1000.0).round() as u64));
        let seconds = seconds.filter(|seconds| seconds.0 >= least);
        seconds.or_else(|| {
            self.refuse(path, value, if least == 0 { "seconds from 0 to 86400" } else { "more than 0 and up to 86400 seconds" })
        })
    }

    fn later(&mut self, map: &Map<String, Value>, path: &str) -> Option<What> {
        let Some(value) = map.get("minutes") else { return Some(What::Later(None)) };
        let minutes = value.as_u64().and_then(Snooze::new);
        let allowed = format!("a whole number from {} to {}", Snooze::LEAST, Snooze::MOST);
        let minutes = minutes.or_else(|| self.refuse(&format!("{path}.minutes"), value, &allowed));
        minutes.map(|minutes| What::Later(Some(minutes)))
    }

    fn skip(&mut self, map: &Map<String, Value>, path: &str) -> Option<What> {
        let Some(value) = map.get("reason").filter(|value| !value.is_null()) else { return Some(What::Skip(None)) };
        let reason = value.as_str().and_then(Reason::new);
        let reason = reason.or_else(|| self.refuse(&format!("{path}.reason"), value, "a text of 1 to 80 characters on one line"));
        reason.map(|reason| What::Skip(Some(reason)))
    }

    fn clock_jump(&mut self, map: &Map<String, Value>, path: &str) -> Option<What> {
        const CENTURY: u64 = 100 * 366 * 24 * 3600;
        let value = map.get("by_seconds").unwrap_or(&Value::Null);
        let by = value.as_i64().filter(|by| by.unsigned_abs() <= CENTURY);
        let by = by.or_else(|| {
            self.refuse(&format!("{path}.by_seconds"), value, "a whole number of seconds, back or forward by a century at most")
        });
        by.map(|by| What::ClockJump(by * 1000))
    }

    fn zone(&mut self, map: &Map<String, Value>, path: &str) -> Option<What> {
        let value = map.get("zone").unwrap_or(&Value::Null);
        let zone = value.as_str().and_then(Zone::parse);
        let zone = zone.or_else(|| self.refuse(&format!("{path}.zone"), value, "a time zone such as \"Europe/Vienna\""));
        zone.map(What::Zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(text: &str) -> Vec<String> {
        Script::parse(text).unwrap_err().0.iter().map(Refusal::to_string).collect()
    }

    #[test]
    fn every_event_is_read() {
        let names = ["active", "away", "back", "suspend", "wake", "moved", "call_start", "call_end", "done", "later", "skip"];
        let plain: Vec<String> = names.iter().map(|name| format!(r#"{{"at":"2027-03-01T09:00:00Z","event":"{name}"}}"#)).collect();
        assert_eq!(Script::parse(&format!("[{}]", plain.join(","))).unwrap().steps.len(), names.len());

        let text = r#"[{"at":"2027-03-01T10:00:00+01:00","event":"done","held_seconds":28.5,"planned_seconds":30},
            {"at":"2027-03-01T09:00:00Z","event":"partly","held_seconds":5,"planned_seconds":30},
            {"at":"2027-03-01T09:00:00Z","event":"later","minutes":5},
            {"at":"2027-03-01T09:00:00Z","event":"skip","reason":"In a call"},
            {"at":"2027-03-01T09:00:00Z","event":"clock_jump","by_seconds":-3600},
            {"at":"2027-03-01T09:00:00Z","event":"zone","zone":"Asia/Tokyo","mood":"good"}]"#;
        let script = Script::parse(text).unwrap();
        assert_eq!(
            script.steps[0],
            Step { at: Wall(1_803_891_600_000), what: What::Done { held: Millis(28_500), planned: Millis(30_000) } }
        );
        assert_eq!(script.steps[4].what, What::ClockJump(-3_600_000));
        assert_eq!(script.steps[5].what, What::Zone(chrono_tz::Asia::Tokyo.into()));
        assert_eq!(script.unknown(), ["[5].mood"]);
    }

    #[test]
    fn a_wrong_event_is_refused_with_its_path() {
        let at = |rest: &str| format!(r#"[{{"at":"2027-03-01T09:00:00Z",{rest}}}]"#);
        let cases = [
            (at(r#""event":"nap""#), "[0].event: found \"nap\", allowed is active, away, back"),
            (at(r#""event":"later","minutes":0"#), "[0].minutes: found 0, allowed is a whole number from 1 to 240"),
            (at(r#""event":"partly""#), "[0].held_seconds: found null, allowed is seconds from 0"),
            (at(r#""event":"done","held_seconds":31,"planned_seconds":30"#), "[0].held_seconds: found 31, allowed is not more"),
            (at(r#""event":"done","planned_seconds":0"#), "[0].planned_seconds: found 0, allowed is more than 0"),
            (at(r#""event":"zone","zone":"Mars/Olympus""#), "[0].zone: found \"Mars/Olympus\""),
            (at(r#""event":"clock_jump""#), "[0].by_seconds: found null"),
            (r#"[{"event":"away"}]"#.to_owned(), "[0].at: found null, allowed is a time with its offset"),
            ("{}".to_owned(), "found {}, allowed is a list of events"),
        ];
        for (text, start) in cases {
            let refused = refusals(&text);
            assert!(refused[0].starts_with(start), "{refused:?}");
        }
        let back = r#"[{"at":"2027-03-01T09:00:00Z","event":"away"},{"at":"2027-03-01T08:59:59Z","event":"back"}]"#;
        assert!(refusals(back)[0].starts_with("[1].at: "));
    }
}
