//! `reminders.plan`: the reminders to come, and what is needed to make the next plan.

use uuid::Uuid;

use super::journal::{uuid, whole};
use super::lines::{self, line};
use crate::app::{Ahead, AheadReminder, Rule, Steps, Words};
use crate::breaks::{DELIVERY, Kind, OfferId, ReminderId, Snooze};
use crate::{Millis, Wall};

/// A plan as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub made: Wall,
    /// Where the person was, such as `Europe/Vienna`.
    pub zone: String,
    pub rule: Rule,
    pub words: Words,
    /// What the next plan is made from; see [`super::Base`].
    pub state: String,
    pub dues: Vec<AheadReminder>,
}

/// Why bytes are no plan. Nothing is armed from such a file, and nobody replaces it but the app.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    #[error("it does not begin as a plan does")]
    NoPlan,
    #[error("it is a plan of version {0}, which this version does not read")]
    Version(String),
    #[error("its line `{0}` is missing")]
    Missing(&'static str),
    #[error("its line `{0}` is there twice")]
    Twice(&'static str),
    #[error("its line `{0}` makes no sense")]
    Odd(&'static str),
    #[error("it has {found} reminders, and says that it has {told}")]
    Count { told: u64, found: usize },
    #[error("it has more than {DELIVERY} reminders")]
    TooMany,
    #[error("its reminders are not in order")]
    Order,
    #[error("something follows its end")]
    AfterTheEnd,
}

const MAGIC: &str = "unsit-plan";
const VERSION: &str = "1";

impl Plan {
    /// The plan of what a system is given ahead.
    #[must_use]
    pub fn of(ahead: &Ahead, zone: String, state: String) -> Self {
        let (rule, words, dues) = (ahead.rule, ahead.words.clone(), ahead.reminders.clone());
        Self { made: ahead.made.wall, zone, rule, words, state, dues }
    }

    /// The file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let Rule { limit, snooze, steps } = self.rule;
        let Words { channel, about, start, later, moved } = &self.words;
        let mut text = line([MAGIC, VERSION]);
        text += &line(["made", &self.made.0.to_string(), &self.zone]);
        text += &line(["rule", &limit.0.to_string(), &snooze.get().to_string()]);
        if let Some(Steps { count, within }) = steps {
            text += &line(["steps", &count.to_string(), &within.0.to_string()]);
        }
        text += &line(["words", channel, about, start, later, moved]);
        text += &line(["state", &self.state]);
        for AheadReminder { id, offer, kind, at, title, body } in &self.dues {
            text += &line(["due", &id.0.to_string(), &offer.0.to_string(), &at.0.to_string(), word(*kind), title, body]);
        }
        text + &line(["end", &self.dues.len().to_string()])
    }

    /// Reads a file. Lines that are not whole are left out; what is missing then is the fault.
    pub fn read(bytes: &[u8]) -> Result<Self, PlanFault> {
        let lines = lines::read(bytes).lines;
        let (first, rest) = lines.split_first().ok_or(PlanFault::NoPlan)?;
        match first.as_slice() {
            [magic, version, ..] if magic == MAGIC && version == VERSION => {}
            [magic, version, ..] if magic == MAGIC => return Err(PlanFault::Version(version.chars().take(20).collect())),
            _ => return Err(PlanFault::NoPlan),
        }
        let mut parts = Parts::default();
        for fields in rest {
            parts.take(fields)?;
        }
        parts.together()
    }
}

/// A plan of which only some lines were read.
#[derive(Default)]
struct Parts {
    made: Option<(Wall, String)>,
    rule: Option<Rule>,
    steps: Option<Steps>,
    words: Option<Words>,
    state: Option<String>,
    dues: Vec<AheadReminder>,
    end: Option<u64>,
}

impl Parts {
    fn take(&mut self, fields: &[String]) -> Result<(), PlanFault> {
        let Some((word, fields)) = fields.split_first() else { return Ok(()) };
        if self.end.is_some() {
            return Err(PlanFault::AfterTheEnd);
        }
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        match word.as_str() {
            "made" => once(&mut self.made, "made", made(&fields)),
            "rule" => once(&mut self.rule, "rule", rule(&fields)),
            "steps" => once(&mut self.steps, "steps", steps(&fields)),
            "words" => once(&mut self.words, "words", words(&fields)),
            "state" => once(&mut self.state, "state", fields.first().map(|state| (*state).to_owned())),
            "end" => once(&mut self.end, "end", fields.first().and_then(|count| whole(count))),
            "due" => {
                self.dues.push(due(&fields).ok_or(PlanFault::Odd("due"))?);
                Ok(())
            }
            // Of a newer version, which says itself when that matters.
            _ => Ok(()),
        }
    }

    fn together(self) -> Result<Plan, PlanFault> {
        let told = self.end.ok_or(PlanFault::Missing("end"))?;
        let found = self.dues.len();
        if u64::try_from(found) != Ok(told) {
            return Err(PlanFault::Count { told, found });
        }
        if found > DELIVERY {
            return Err(PlanFault::TooMany);
        }
        if !self.dues.is_sorted_by(|one, next| one.at < next.at) {
            return Err(PlanFault::Order);
        }
        let (made, zone) = self.made.ok_or(PlanFault::Missing("made"))?;
        Ok(Plan {
            made,
            zone,
            rule: Rule { steps: self.steps, ..self.rule.ok_or(PlanFault::Missing("rule"))? },
            words: self.words.ok_or(PlanFault::Missing("words"))?,
            state: self.state.ok_or(PlanFault::Missing("state"))?,
            dues: self.dues,
        })
    }
}

fn once<T>(place: &mut Option<T>, name: &'static str, read: Option<T>) -> Result<(), PlanFault> {
    let read = read.ok_or(PlanFault::Odd(name))?;
    if place.replace(read).is_some() { Err(PlanFault::Twice(name)) } else { Ok(()) }
}

fn made(fields: &[&str]) -> Option<(Wall, String)> {
    let [at, zone, ..] = fields else { return None };
    Some((Wall(at.parse().ok()?), (*zone).to_owned()))
}

fn rule(fields: &[&str]) -> Option<Rule> {
    let [limit, snooze, ..] = fields else { return None };
    Some(Rule { limit: Millis(whole(limit)?), snooze: Snooze::new(whole(snooze)?)?, steps: None })
}

fn steps(fields: &[&str]) -> Option<Steps> {
    let [count, within, ..] = fields else { return None };
    Some(Steps { count: whole(count)?, within: Millis(whole(within)?) })
}

fn words(fields: &[&str]) -> Option<Words> {
    let [channel, about, start, later, moved, ..] = fields else { return None };
    let [channel, about, start, later, moved] = [channel, about, start, later, moved].map(|word| (*word).to_owned());
    Some(Words { channel, about, start, later, moved })
}

fn due(fields: &[&str]) -> Option<AheadReminder> {
    let [id, offer, at, kind, title, body, ..] = fields else { return None };
    let kind = [Kind::Due, Kind::Repeat, Kind::Later].into_iter().find(|known| word(*known) == *kind)?;
    let (id, offer): (Uuid, Uuid) = (uuid(id)?, uuid(offer)?);
    let (title, body) = ((*title).to_owned(), (*body).to_owned());
    Some(AheadReminder { id: ReminderId(id), offer: OfferId(offer), at: Wall(at.parse().ok()?), kind, title, body })
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Due => "due",
        Kind::Repeat => "repeat",
        Kind::Later => "later",
    }
}
