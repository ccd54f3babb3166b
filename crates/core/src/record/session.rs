//! A session as it is stored: written once, never changed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::routine::{Id, Side};
use crate::{LocalDay, Millis, Wall};

/// Names one session for all time, on all devices (`UUIDv7`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub Uuid);

/// What was planned and what was really done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    pub id: SessionId,
    /// The installation that recorded it.
    pub device: Uuid,
    pub routine: Id,
    /// Which of the routine's variants, where it has several.
    pub variant: Option<Id>,
    pub started_at: Wall,
    pub ended_at: Wall,
    /// Seconds east of UTC where the session began.
    pub offset_seconds: i32,
    /// The day it began on, with the virtual midnight that held then.
    pub local_day: LocalDay,
    /// Whether the plan ran to its end with every set done as planned.
    pub completed: bool,
    /// Whether the plan came to its end, with sets skipped or not; otherwise the session ended early.
    pub reached_end: bool,
    /// A trial at another speed: kept out of all totals.
    pub rehearsal: bool,
    /// How it came to be known. Records kept by an earlier version do not say: all of theirs were guided.
    #[serde(default)]
    pub origin: Origin,
    /// The session in whose place this one stands.
    #[serde(default)]
    pub corrects: Option<SessionId>,
    /// In the order of the plan; never empty.
    pub sets: Vec<HeldSet>,
}

/// How a session came to be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Timed while it was done.
    #[default]
    Guided,
    /// Written down or corrected by the person.
    ByHand,
}

impl Origin {
    /// The name in rows and in JSON, such as `by_hand`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Guided => "guided",
            Self::ByHand => "by_hand",
        }
    }
}

impl SessionRecord {
    #[must_use]
    pub fn planned(&self) -> Millis {
        self.sets.iter().map(|set| set.planned).sum()
    }

    #[must_use]
    pub fn held(&self) -> Millis {
        self.sets.iter().map(|set| set.held).sum()
    }
}

/// One set of one exercise on one side: the holds that were planned and the time really held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSet {
    pub exercise: Id,
    /// None when both sides work at once.
    pub side: Option<Side>,
    /// Counts from 1 for each exercise and side.
    pub set: u32,
    pub planned: Millis,
    /// Never more than `planned`. After a redone set, the last attempt.
    pub held: Millis,
    /// Repetitions planned; 0 for a set that is one long hold.
    pub planned_reps: u32,
    pub reps: u32,
    /// What earlier attempts held before the set was redone.
    pub attempts: Vec<Millis>,
}

/// The sum of one day, rehearsals left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTotal {
    pub day: LocalDay,
    pub sessions: u32,
    pub planned: Millis,
    pub held: Millis,
}
