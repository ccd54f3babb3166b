//! What a routine is: steps, or variants of steps that take turns.

use chrono::Weekday;

use super::exercise::{Id, Kind};
use crate::Millis;

/// One routine of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    pub id: Id,
    /// Message ids.
    pub name: String,
    pub summary: String,
    /// One entry for most routines. Where there are several, sessions take them in turn.
    pub variants: Vec<Variant>,
    /// Days a week it is meant for; none: any day.
    pub days_per_week: Option<u32>,
    /// The days suggested for it; as many as `days_per_week`.
    pub default_days: Vec<Weekday>,
}

impl Routine {
    /// The variant named `id`.
    #[must_use]
    pub fn variant(&self, id: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.id.as_ref().is_some_and(|own| own.as_str() == id))
    }

    /// The variant whose turn it is after `last`; the first one when the routine was never done.
    #[must_use]
    pub fn variant_after(&self, last: Option<&str>) -> Option<&Variant> {
        let done = last.and_then(|last| self.variants.iter().position(|v| v.id.as_ref().is_some_and(|id| id.as_str() == last)));
        let next = done.map_or(0, |at| (at + 1) % self.variants.len());
        self.variants.get(next)
    }
}

/// The steps of one session of a routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// None when the routine has only one.
    pub id: Option<Id>,
    /// Message id, where the routine has several.
    pub name: Option<String>,
    pub steps: Vec<Step>,
}

/// One exercise of a routine, with what differs from its usual dose.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub exercise: Id,
    /// What may be done in its place.
    pub alternative: Option<Id>,
    pub part: Option<Kind>,
    pub holds: Option<u32>,
    pub hold: Option<Millis>,
    pub sets: Option<u32>,
    pub reps: Option<u32>,
}

/// Default lengths of the phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    pub get_ready: Millis,
    /// Used when the first position is on the floor.
    pub get_ready_lying: Millis,
    pub lift: Millis,
    pub hold: Millis,
    pub lower: Millis,
    pub rest: Millis,
    pub switch: Millis,
    /// Between exercises when position or equipment changes.
    pub change: Millis,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            get_ready: Millis::from_secs(5),
            get_ready_lying: Millis::from_secs(15),
            lift: Millis::from_secs(2),
            hold: Millis::from_secs(10),
            lower: Millis::from_secs(2),
            rest: Millis::from_secs(5),
            switch: Millis::from_secs(5),
            change: Millis::from_secs(15),
        }
    }
}
