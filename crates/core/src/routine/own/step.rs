//! One step of an own routine.

use serde_json::{Map, Value};

use crate::Millis;
use crate::routine::bounds::{Bounds, HOLD_SECONDS, HOLDS, PAUSE_SECONDS, REPS, SETS};
use crate::routine::{Exercise, Id, SideOrder, Sides, Step, Timing, Work};

/// An exercise with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnStep {
    pub exercise: Id,
    pub amount: Amount,
    /// Seconds between holds or sets; none: as the exercise has it.
    pub rest: Option<u32>,
    /// For an exercise that works one side at a time; none: left, then right.
    pub sides: Option<SideOrder>,
    /// What a newer version stored with it; kept as it is.
    pub(crate) unknown: Map<String, Value>,
}

/// How much of the exercise. All numbers are within the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Holds { holds: u32, seconds: u32 },
    Reps { sets: u32, reps: u32 },
}

impl Amount {
    /// Of holds or sets.
    #[must_use]
    pub const fn count_bounds(self) -> Bounds {
        match self {
            Self::Holds { .. } => HOLDS,
            Self::Reps { .. } => SETS,
        }
    }

    /// Of the seconds of a hold, or the repetitions of a set.
    #[must_use]
    pub const fn each_bounds(self) -> Bounds {
        match self {
            Self::Holds { .. } => HOLD_SECONDS,
            Self::Reps { .. } => REPS,
        }
    }

    /// Holds or sets.
    #[must_use]
    pub const fn count(self) -> u32 {
        match self {
            Self::Holds { holds, .. } => holds,
            Self::Reps { sets, .. } => sets,
        }
    }

    /// Seconds of a hold, or repetitions of a set.
    #[must_use]
    pub const fn each(self) -> u32 {
        match self {
            Self::Holds { seconds, .. } => seconds,
            Self::Reps { reps, .. } => reps,
        }
    }

    /// The same with other numbers, the nearest that are allowed.
    #[must_use]
    pub fn with(self, count: u64, each: u64) -> Self {
        let (count, each) = (self.count_bounds().nearest(count), self.each_bounds().nearest(each));
        match self {
            Self::Holds { .. } => Self::Holds { holds: count, seconds: each },
            Self::Reps { .. } => Self::Reps { sets: count, reps: each },
        }
    }
}

impl OwnStep {
    /// The exercise in its usual dose.
    #[must_use]
    pub fn of(exercise: &Exercise, timing: &Timing) -> Self {
        let amount = match exercise.dose.work {
            Work::Holds { holds, hold } => Amount::Holds { holds, seconds: seconds(hold.unwrap_or(timing.hold)) },
            Work::Reps { sets, reps, .. } => Amount::Reps { sets, reps },
        };
        let sides = match exercise.sides {
            Sides::Both => None,
            Sides::Each => Some(SideOrder::default()),
        };
        let rest = Some(seconds(exercise.dose.rest.unwrap_or(timing.rest)));
        Self {
            exercise: exercise.id.clone(),
            amount: amount.with(amount.count().into(), amount.each().into()),
            rest,
            sides,
            unknown: Map::new(),
        }
    }

    /// The exercise in the dose of a built-in step.
    #[must_use]
    pub fn like(step: &Step, exercise: &Exercise, timing: &Timing) -> Self {
        let usual = Self::of(exercise, timing);
        let (count, each) = match usual.amount {
            Amount::Holds { holds, seconds: each } => (step.holds.unwrap_or(holds), step.hold.map_or(each, seconds)),
            Amount::Reps { sets, reps } => (step.sets.unwrap_or(sets), step.reps.unwrap_or(reps)),
        };
        let rest = step.rest.map(seconds).or(usual.rest);
        let sides = usual.sides.map(|order| step.sides.unwrap_or(order));
        Self { amount: usual.amount.with(count.into(), each.into()), rest, sides, ..usual }
    }

    /// As a plan takes it.
    #[must_use]
    pub fn step(&self) -> Step {
        let of = |seconds: u32| Millis::from_secs(seconds.into());
        let (holds, hold, sets, reps) = match self.amount {
            Amount::Holds { holds, seconds } => (Some(holds), Some(of(seconds)), None, None),
            Amount::Reps { sets, reps } => (None, None, Some(sets), Some(reps)),
        };
        let rest = self.rest.map(of);
        Step { exercise: self.exercise.clone(), alternative: None, part: None, holds, hold, sets, reps, rest, sides: self.sides }
    }

    /// Seconds of rest, the nearest that is allowed.
    pub(crate) fn set_rest(&mut self, seconds: u64) {
        self.rest = Some(PAUSE_SECONDS.nearest(seconds));
    }
}

/// Whole seconds; the content has no others.
fn seconds(length: Millis) -> u32 {
    u32::try_from(length.secs_floor()).unwrap_or(u32::MAX)
}
