//! Which reminders would come, and what would have become of a day: the planner with settings and events from files.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::{Value, json};
use unsit_core::app::Settings;
use unsit_core::breaks::{
    Due, Kind, Offers, Outcome, Played, ReminderSettings, Row, Script, SettingsFile, Sitting, Zone, delivery, plan_reminders, replay,
};
use unsit_core::text::Texts;
use unsit_core::{Millis, Mono, Now, Wall};
use unsit_platform::clock::Clock;
use uuid::Uuid;

use crate::arguments::{Place, Reminders, Simulate};
use crate::error::Failure;
use crate::output::{Output, complain};

/// Prints what a system would be given ahead for somebody who sits down and answers nothing.
pub(crate) fn reminders(place: &Place, wishes: &Reminders, output: &mut Output) -> Result<(), Failure> {
    let settings = settings(wishes.settings.as_deref())?;
    let clock = Clock::real().now();
    let zone = zone(wishes.tz, &clock)?;
    let at = wishes.at.as_ref().map_or(Some(clock.wall), |at| at.in_zone(zone)).ok_or(Failure::NoSuchTime)?;
    let now = zone.now(at, Mono(0));
    let (sitting, offers) = (Sitting::begin(&settings, &now), Offers::new(Uuid::nil(), 0));
    let until = at + wishes.horizon.0;
    let dues: Vec<Due> = delivery(plan_reminders(&settings, &sitting, &offers, &now)).take_while(|due| due.at < until).collect();
    if wishes.format.json {
        return output.json(&dues.iter().map(|due| due.to_value(zone)).collect::<Vec<Value>>());
    }
    let texts = place.texts(&Settings::default());
    if dues.is_empty() {
        return output.line(&texts.get("reminders-none"));
    }
    for due in dues {
        line(texts, zone.local(due.at), kind(due.kind), output)?;
    }
    Ok(())
}

/// Plays events over the planner and prints what was shown and what stands in the ledger.
pub(crate) fn simulate(place: &Place, wishes: &Simulate, output: &mut Output) -> Result<(), Failure> {
    let settings = settings(wishes.settings.as_deref())?;
    let zone = zone(wishes.tz, &Clock::real().now())?;
    let name = wishes.events.display();
    let script = Script::parse(&read(&wishes.events)?).map_err(|refused| Failure::refused(&wishes.events, refused))?;
    if !script.unknown().is_empty() {
        complain(&format!("{name}: unknown keys mean nothing here: {}", script.unknown().join(", ")));
    }
    let played = replay(&settings, zone, &script);
    for place in &played.unanswerable {
        complain(&format!("{name}: [{place}]: no break was open then; nothing was put off or skipped"));
    }
    let rows = played.ledger.rows();
    if wishes.format.json {
        let shown: Vec<Value> = played.shown.iter().map(unsit_core::breaks::Shown::to_value).collect();
        let ledger: Vec<Value> = rows.iter().map(Row::to_value).collect();
        return output.json(&json!({ "shown": shown, "ledger": ledger }));
    }
    tell(place.texts(&Settings::default()), zone, &played, &rows, output)
}

fn tell(texts: &Texts, zone: Zone, played: &Played, rows: &[Row], output: &mut Output) -> Result<(), Failure> {
    if rows.is_empty() {
        return output.line(&texts.get("reminders-none"));
    }
    for shown in &played.shown {
        line(texts, shown.local, kind(shown.kind), output)?;
    }
    output.line("")?;
    for row in rows {
        line(texts, zone.local(row.due_at), outcome(row.outcome), output)?;
    }
    Ok(())
}

fn line(texts: &Texts, at: DateTime<FixedOffset>, id: &str, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!("{}  {}", at.format("%Y-%m-%d %H:%M:%S %:z"), texts.get(id)))
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Due => "reminders-due",
        Kind::Repeat => "reminders-repeat",
        Kind::Later => "reminders-later",
    }
}

pub(crate) const fn outcome(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "outcome-open",
        Some(Outcome::Taken) => "outcome-taken",
        Some(Outcome::Partly) => "outcome-partly",
        Some(Outcome::Moved) => "outcome-moved",
        Some(Outcome::Natural) => "outcome-natural",
        Some(Outcome::Skipped) => "outcome-skipped",
        Some(Outcome::Missed) => "outcome-missed",
    }
}

/// The settings of a file, or the defaults.
fn settings(file: Option<&Path>) -> Result<ReminderSettings, Failure> {
    let Some(path) = file else { return Ok(ReminderSettings::default()) };
    let file = SettingsFile::parse(&read(path)?).map_err(|refused| Failure::refused(path, refused))?;
    if !file.unknown().is_empty() {
        complain(&format!("{}: unknown keys are left as they are: {}", path.display(), file.unknown().join(", ")));
    }
    Ok(file.reminders)
}

/// A file's text; `-` is standard input.
fn read(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if path == Path::new("-") { io::stdin().read_to_string(&mut text).map(|_| text) } else { fs::read_to_string(path) };
    read.map_err(|source| Failure::Input { path: path.to_owned(), source })
}

fn zone(asked: Option<Tz>, now: &Now) -> Result<Zone, Failure> {
    asked.map(Zone::from).or(now.zone.map(Zone::Named)).ok_or(Failure::NoZone)
}

/// An instant, or what a clock shows somewhere.
#[derive(Clone, Debug)]
pub(crate) enum Time {
    Instant(Wall),
    Local(NaiveDateTime),
}

impl Time {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::Instant(Wall(instant.timestamp_millis())));
        }
        let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"].iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        local.map(Self::Local).ok_or_else(|| "a time such as 2027-03-01T09:00:00+01:00, or 2027-03-01T09:00 in the zone".to_owned())
    }

    /// None where the clock of the zone skips this time. One that comes twice is the first.
    fn in_zone(&self, zone: Zone) -> Option<Wall> {
        match self {
            Self::Instant(at) => Some(*at),
            Self::Local(local) => zone.shows(*local),
        }
    }
}

/// How far to look ahead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Horizon(Millis);

impl Horizon {
    /// From `90m`, `12h`, `7d` or `4w`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "a number with m, h, d or w, such as 7d, up to 520w".to_owned();
        let unit = text.chars().next_back().ok_or_else(wrong)?;
        let seconds = match unit {
            'm' => 60,
            'h' => 3600,
            'd' => 24 * 3600,
            'w' => 7 * 24 * 3600,
            _ => return Err(wrong()),
        };
        let number: u64 = text.strip_suffix(unit).and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
        let total = number.checked_mul(seconds).filter(|total| *total <= 520 * 7 * 24 * 3600).ok_or_else(wrong)?;
        Ok(Self(Millis::from_secs(total)))
    }
}

pub(crate) fn zone_named(name: &str) -> Result<Tz, String> {
    name.parse().map_err(|_| "a time zone such as Europe/Vienna".to_owned())
}

impl Failure {
    fn refused(path: &Path, refused: unsit_core::breaks::Refused) -> Self {
        Self::Refused { path: PathBuf::from(path), refused }
    }
}
