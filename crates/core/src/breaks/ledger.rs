//! What became of each break: facts that are only ever added, and the rows that they fold to.
//!
//! A row is never written, so it can never be overwritten. Two devices merge by putting their facts together; the same fact
//! twice is the same fact, and the order in which facts arrive means nothing.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::fault::{Fault, planted};
use super::offer::{Kind, OfferId, ReminderId};
use super::utc_text;
use crate::record::SessionId;
use crate::{LocalDay, Millis, Wall};

/// Something that happened, written down once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerEvent {
    /// `UUIDv7`.
    pub id: Uuid,
    /// The installation that wrote it down.
    pub device: Uuid,
    pub at: Wall,
    /// Seconds east of UTC where it happened.
    pub offset_seconds: i32,
    /// The person's day, with the virtual midnight that held then.
    pub local_day: LocalDay,
    #[serde(flatten)]
    pub fact: Fact,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// A break came due after so much sitting. `number` counts the offers of the device.
    Offered { offer: OfferId, number: u64, due_at: Wall, sat: Millis },
    /// A reminder of it was shown.
    Shown { offer: OfferId, reminder: ReminderId, kind: Kind },
    /// The person asked for it again at `until`.
    Later { offer: OfferId, until: Wall },
    /// The person answered; without an offer when none was open.
    Answered { offer: Option<OfferId>, answer: Answer },
    /// The person says afterwards what the answer really was.
    Corrected { offer: OfferId, answer: Answer },
    /// Nobody answered, and the offer is over.
    Closed { offer: OfferId, why: Why },
    /// The person rests on this day, or does not after all.
    Rest { day: LocalDay, on: bool },
    /// A flare-up on this day, or not after all.
    FlareUp { day: LocalDay, on: bool },
}

// By hand: what serde writes for a fact among other fields is among the largest functions of a page.
impl<'de> Deserialize<'de> for LedgerEvent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut fields = Fields::deserialize(from)?;
        let mut read = || {
            Ok(Self {
                id: fields.take("id")?,
                device: fields.take("device")?,
                at: fields.take("at")?,
                offset_seconds: fields.take("offset_seconds")?,
                local_day: fields.take("local_day")?,
                fact: fields.fact()?,
            })
        };
        read().map_err(|error: serde_json::Error| D::Error::custom(error))
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Fields::deserialize(from)?.fact().map_err(D::Error::custom)
    }
}

/// The fields of a row that nobody has taken yet.
#[derive(Deserialize)]
#[serde(transparent)]
struct Fields(Map<String, Value>);

impl Fields {
    /// What is missing is read as null.
    fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, serde_json::Error> {
        T::deserialize(self.0.remove(name).unwrap_or_default())
    }

    fn fact(&mut self) -> Result<Fact, serde_json::Error> {
        Ok(match self.take::<String>("fact")?.as_str() {
            "offered" => Fact::Offered {
                offer: self.take("offer")?,
                number: self.take("number")?,
                due_at: self.take("due_at")?,
                sat: self.take("sat")?,
            },
            "shown" => Fact::Shown { offer: self.take("offer")?, reminder: self.take("reminder")?, kind: self.take("kind")? },
            "later" => Fact::Later { offer: self.take("offer")?, until: self.take("until")? },
            "answered" => Fact::Answered { offer: self.take("offer")?, answer: self.take("answer")? },
            "corrected" => Fact::Corrected { offer: self.take("offer")?, answer: self.take("answer")? },
            "closed" => Fact::Closed { offer: self.take("offer")?, why: self.take("why")? },
            "rest" => Fact::Rest { day: self.take("day")?, on: self.take("on")? },
            "flare_up" => Fact::FlareUp { day: self.take("day")?, on: self.take("on")? },
            other => return Err(serde_json::Error::custom(format!("unknown fact `{other}`"))),
        })
    }
}

/// What a person did about a break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A guided session with something held, by the seconds that were held and planned.
    Session {
        session: Option<SessionId>,
        held: Millis,
        planned: Millis,
    },
    Moved,
    Skipped {
        reason: Option<Reason>,
    },
}

impl Answer {
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Session { held, planned, .. } if held.0.saturating_mul(2) >= planned.0 => Outcome::Taken,
            Self::Session { .. } => Outcome::Partly,
            Self::Moved => Outcome::Moved,
            Self::Skipped { .. } => Outcome::Skipped,
        }
    }
}

/// Why an offer ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The person was away for long enough.
    Natural,
    Missed,
}

/// Why a break was skipped, in a word or a few.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reason(String);

impl Reason {
    pub const LONGEST: usize = 80;

    /// None when nothing is said, or far too much.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty() && text.chars().count() <= Self::LONGEST && !text.contains(char::is_control)).then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Reason {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("a reason has 1 to 80 characters on one line")
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.0
    }
}

/// What became of an offered break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// At least half of what was planned was held.
    Taken,
    Partly,
    Moved,
    /// The person was away for long enough after it was shown.
    Natural,
    Skipped,
    Missed,
}

/// One offered break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: OfferId,
    pub due_at: Wall,
    pub shown_at: Option<Wall>,
    /// None while the offer is open.
    pub outcome: Option<Outcome>,
    pub snoozes: u32,
    pub reason: Option<Reason>,
    pub session: Option<SessionId>,
    pub held: Option<Millis>,
    pub planned: Option<Millis>,
    /// When it was answered, or over without an answer.
    pub over_at: Option<Wall>,
    /// Seconds east of UTC where it came due.
    pub offset_seconds: i32,
    /// The person's day on which it came due.
    pub local_day: LocalDay,
}

impl Row {
    /// The row as programs read it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({
            "id": self.id,
            "due_at": utc_text(self.due_at),
            "shown_at": self.shown_at.map(utc_text),
            "outcome": self.outcome,
            "snoozes": self.snoozes,
            "reason": self.reason,
            "session": self.session,
            "held_seconds": self.held.map(seconds),
            "planned_seconds": self.planned.map(seconds),
        })
    }
}

/// Whole where they are whole, else with at most three decimals.
fn seconds(length: Millis) -> Value {
    if length.0.is_multiple_of(1000) { length.secs_floor().into() } else { length.as_secs_f64().into() }
}

/// All facts, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By time, then by what comes first in the life of an offer, then by name: the same order on each device.
    events: BTreeMap<(Wall, u8, Uuid), LedgerEvent>,
}

impl Ledger {
    pub fn add(&mut self, event: LedgerEvent) {
        self.events.entry((event.at, event.fact.rank(), event.id)).or_insert(event);
    }

    /// All facts in the order in which they happened.
    pub fn events(&self) -> impl Iterator<Item = &LedgerEvent> {
        self.events.values()
    }

    /// How many offers a device has made: the number of its next one.
    #[must_use]
    pub fn offers_made(&self, device: Uuid) -> u64 {
        let numbers = self.events().filter(|event| event.device == device).filter_map(|event| match event.fact {
            Fact::Offered { number, .. } => Some(number.saturating_add(1)),
            Fact::Shown { .. }
            | Fact::Later { .. }
            | Fact::Answered { .. }
            | Fact::Corrected { .. }
            | Fact::Closed { .. }
            | Fact::Rest { .. }
            | Fact::FlareUp { .. } => None,
        });
        numbers.max().unwrap_or(0)
    }

    /// A row for each offered break, by the time at which it came due. A fact about a break that nobody offered waits for
    /// the offer, which another device may still hand over.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut folds: BTreeMap<OfferId, Fold> = BTreeMap::new();
        for event in self.events() {
            let (Some(offer), at) = (event.fact.offer(), event.at) else { continue };
            folds.entry(offer).or_default().take(event, at);
        }
        let mut rows: Vec<Row> = folds.into_iter().filter_map(|(id, fold)| fold.row(id)).collect();
        rows.sort_by_key(|row| (row.due_at, row.id));
        rows
    }
}

impl Extend<LedgerEvent> for Ledger {
    fn extend<I: IntoIterator<Item = LedgerEvent>>(&mut self, events: I) {
        events.into_iter().for_each(|event| self.add(event));
    }
}

impl FromIterator<LedgerEvent> for Ledger {
    fn from_iter<I: IntoIterator<Item = LedgerEvent>>(events: I) -> Self {
        let mut ledger = Self::default();
        ledger.extend(events);
        ledger
    }
}

impl Fact {
    /// Which of the facts of one millisecond comes first.
    const fn rank(&self) -> u8 {
        match self {
            Self::Offered { .. } => 0,
            Self::Shown { .. } => 1,
            Self::Later { .. } => 2,
            Self::Answered { .. } | Self::Closed { .. } => 3,
            Self::Corrected { .. } => 4,
            Self::Rest { .. } | Self::FlareUp { .. } => 5,
        }
    }

    /// The offer that it is about.
    #[must_use]
    pub const fn offer(&self) -> Option<OfferId> {
        match self {
            Self::Offered { offer, .. }
            | Self::Shown { offer, .. }
            | Self::Later { offer, .. }
            | Self::Corrected { offer, .. }
            | Self::Closed { offer, .. } => Some(*offer),
            Self::Answered { offer, .. } => *offer,
            Self::Rest { .. } | Self::FlareUp { .. } => None,
        }
    }
}

/// The facts about one offer, in their order.
#[derive(Default)]
struct Fold {
    offered: Option<(Wall, i32, LocalDay)>,
    shown_at: Option<Wall>,
    snoozes: u32,
    answer: Option<Answer>,
    corrected: Option<Answer>,
    closed: Option<Why>,
    over_at: Option<Wall>,
}

impl Fold {
    fn take(&mut self, event: &LedgerEvent, at: Wall) {
        match &event.fact {
            Fact::Offered { due_at, .. } => {
                self.offered.get_or_insert((*due_at, event.offset_seconds, event.local_day));
            }
            Fact::Shown { .. } => {
                self.shown_at.get_or_insert(at);
            }
            Fact::Later { .. } if planted(Fault::LaterIsTaken) => {
                self.answer = Some(Answer::Session { session: None, held: Millis(1), planned: Millis(1) });
            }
            Fact::Later { .. } => self.snoozes += 1,
            Fact::Answered { answer, .. } => {
                self.answer = Some(answer.clone());
                self.over_at = Some(at);
            }
            Fact::Corrected { answer, .. } => self.corrected = Some(answer.clone()),
            Fact::Closed { why, .. } => {
                self.closed.get_or_insert(*why);
                self.over_at.get_or_insert(at);
            }
            Fact::Rest { .. } | Fact::FlareUp { .. } => {}
        }
    }

    /// What a person says counts more than what a clock concludes, and what is said afterwards counts most.
    fn row(self, id: OfferId) -> Option<Row> {
        let (due_at, offset_seconds, local_day) = self.offered?;
        let answer = self.corrected.or(self.answer);
        let closed = self.closed.map(|why| match why {
            Why::Natural => Outcome::Natural,
            Why::Missed => Outcome::Missed,
        });
        let outcome = answer.as_ref().map(Answer::outcome).or(closed);
        let (mut reason, mut session, mut held, mut planned) = (None, None, None, None);
        match answer {
            Some(Answer::Session { session: by, held: was_held, planned: was_planned }) => {
                (session, held, planned) = (by, Some(was_held), Some(was_planned));
            }
            Some(Answer::Skipped { reason: why }) => reason = why,
            Some(Answer::Moved) | None => {}
        }
        let (shown_at, snoozes, over_at) = (self.shown_at, self.snoozes, self.over_at);
        Some(Row { id, due_at, shown_at, outcome, snoozes, reason, session, held, planned, over_at, offset_seconds, local_day })
    }
}
