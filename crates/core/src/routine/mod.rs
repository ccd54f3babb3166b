//! What to do: exercises, routines made of them, and the plan that a routine unfolds into.

mod exercise;
mod plan;
mod program;

pub use exercise::{Certainty, CueTexts, Dose, Equipment, Exercise, Id, Kind, Position, Side, Sides, Tempo, Work};
pub use plan::{Choices, Phase, PhaseKind, Plan, PlanError, PlannedSet};
pub use program::{Routine, Step, Timing, Variant};
