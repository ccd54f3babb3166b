//! What was really done, set by set.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::record::HeldSet;
use crate::routine::{Id, Plan, Side};

/// The account of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// In the order of the plan, those never reached included.
    pub sets: Vec<HeldSet>,
    /// The plan came to its end; false after Stop.
    pub reached_end: bool,
}

/// Seconds held with one exercise on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExerciseTotal {
    pub exercise: Id,
    pub side: Option<Side>,
    pub planned: Millis,
    pub held: Millis,
    pub planned_reps: u32,
    pub reps: u32,
}

impl Summary {
    pub(super) fn of(plan: &Plan, credits: &[Credit], reached_end: bool) -> Self {
        let sets = plan.sets().iter().zip(credits).map(|(planned, credit)| HeldSet {
            exercise: planned.exercise.clone(),
            side: planned.side,
            set: planned.set,
            planned: planned.hold,
            held: credit.held,
            planned_reps: planned.reps,
            reps: credit.reps,
            attempts: credit.attempts.clone(),
        });
        Self { sets: sets.collect(), reached_end }
    }

    #[must_use]
    pub fn planned(&self) -> Millis {
        self.sets.iter().map(|set| set.planned).sum()
    }

    #[must_use]
    pub fn held(&self) -> Millis {
        self.sets.iter().map(|set| set.held).sum()
    }

    /// Whether the plan came to its end with every set done as planned.
    #[must_use]
    pub fn is_completed(&self) -> bool {
        self.reached_end && self.sets.iter().all(|set| set.held >= set.planned && set.reps >= set.planned_reps)
    }

    /// Whether anything was done that is worth a row in the history.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sets.iter().all(|set| set.held.is_zero() && set.reps == 0 && set.attempts.is_empty())
    }

    /// Totals for each exercise and side, in the order in which they were done.
    #[must_use]
    pub fn by_exercise(&self) -> Vec<ExerciseTotal> {
        let mut totals: Vec<ExerciseTotal> = Vec::new();
        for set in &self.sets {
            let at = totals.iter().position(|total| total.exercise == set.exercise && total.side == set.side).unwrap_or_else(|| {
                totals.push(ExerciseTotal {
                    exercise: set.exercise.clone(),
                    side: set.side,
                    planned: Millis::ZERO,
                    held: Millis::ZERO,
                    planned_reps: 0,
                    reps: 0,
                });
                totals.len() - 1
            });
            let total = &mut totals[at];
            total.planned += set.planned;
            total.held += set.held;
            total.planned_reps += set.planned_reps;
            total.reps += set.reps;
        }
        totals
    }
}

/// What one set has earned so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Credit {
    pub held: Millis,
    pub reps: u32,
    /// What earlier attempts held.
    pub attempts: Vec<Millis>,
    /// The next hold or repetition begins a new attempt, whose credit takes the place of this one.
    pub again: bool,
}

impl Credit {
    /// The set is to be done again. Its credit stands until the new attempt's first hold begins.
    pub(super) fn redo(&mut self) {
        self.again = !self.held.is_zero() || self.reps > 0;
    }

    pub(super) fn begin(&mut self) {
        if self.again {
            self.attempts.push(self.held);
            self.held = Millis::ZERO;
            self.reps = 0;
            self.again = false;
        }
    }

    pub(super) fn hold(&mut self, more: Millis, planned: Millis) {
        self.held = (self.held + more).min(planned);
    }

    pub(super) fn finish_rep(&mut self, planned: u32) {
        self.begin();
        self.reps = (self.reps + 1).min(planned);
    }
}
