//! What to do: exercises, routines made of them, and the plan that a routine unfolds into.

pub mod bounds;
mod catalogue;
mod exercise;
pub mod own;
mod plan;
mod program;

pub use catalogue::Catalogue;
pub use exercise::{Certainty, CueTexts, Dose, Equipment, Exercise, Id, Kind, Position, Side, Sides, Tempo, Work};
pub use plan::{Choices, Phase, PhaseKind, Plan, PlanError, PlannedSet};
pub use program::{Label, Routine, SideOrder, Step, Timing, Variant};
