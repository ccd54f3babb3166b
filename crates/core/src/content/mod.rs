//! What Unsit says and does, as data: the files in `assets/content` as typed rows.
//!
//! The files are parsed once and checked while they are, so that nobody checks again: ids are unique and kebab-case,
//! references exist, numbers are within [`bounds`](crate::routine::bounds), unknown keys are errors. What the rows are
//! for is said where they are used: exercises and routines in [`routine`](crate::routine), the rest here.

pub(crate) mod files;
mod learn;
mod safety;
mod source;

pub use files::{ContentError, ContentFiles};
pub use learn::{Claim, ClaimSide, Clinician, Evidence, Learn, Muscle, MuscleName, Topic};
pub use safety::{Effect, Excluded, Group, GroupTexts, Light, LightEffect, Question, Safety, Signal};
pub use source::Source;
