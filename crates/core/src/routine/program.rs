//! What a routine is: steps, or variants of steps that take turns.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::catalogue::Catalogue;
use super::exercise::{Exercise, Id, Kind, Side};
use crate::Millis;
use crate::text::Texts;

/// One routine: of the catalogue, or a person's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Routine {
    pub id: Id,
    pub name: Label,
    /// Message id; none: its exercises say what it is.
    pub summary: Option<String>,
    /// One entry for most routines. Where there are several, sessions take them in turn.
    pub variants: Vec<Variant>,
    /// Days a week it is meant for; none: any day.
    pub days_per_week: Option<u32>,
    /// The days suggested for it; as many as `days_per_week`.
    pub default_days: Vec<Weekday>,
}

/// What something is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Label {
    /// A message id.
    Message(String),
    /// A person's own words, the same in every language.
    Own(String),
}

impl Routine {
    /// What it is called in the language of `texts`.
    #[must_use]
    pub fn name_in(&self, texts: &Texts) -> String {
        match &self.name {
            Label::Message(id) => texts.get(id),
            Label::Own(words) => words.clone(),
        }
    }

    /// One line about it.
    #[must_use]
    pub fn summary_in(&self, texts: &Texts, catalogue: &Catalogue) -> String {
        self.summary.as_ref().map_or_else(|| self.exercises_in(texts, catalogue), |id| texts.get(id))
    }

    /// "Bridge, Donkey kick and 2 more"
    fn exercises_in(&self, texts: &Texts, catalogue: &Catalogue) -> String {
        const NAMED: usize = 3;
        let mut exercises: Vec<&Exercise> = Vec::new();
        for step in self.variants.iter().flat_map(|variant| &variant.steps) {
            let exercise = catalogue.exercise(step.exercise.as_str());
            exercises.extend(exercise.filter(|exercise| !exercises.contains(exercise)));
        }
        let names = exercises.iter().take(NAMED).map(|exercise| texts.get(&exercise.name)).collect::<Vec<_>>().join(", ");
        match exercises.len().saturating_sub(NAMED) {
            0 => names,
            more => texts.format("routine-and-more", &[("names", names.into()), ("count", more.into())]),
        }
    }

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// None when the routine has only one.
    pub id: Option<Id>,
    /// Message id, where the routine has several.
    pub name: Option<String>,
    pub steps: Vec<Step>,
}

/// One exercise of a routine, with what differs from its usual dose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub exercise: Id,
    /// What may be done in its place.
    pub alternative: Option<Id>,
    pub part: Option<Kind>,
    pub holds: Option<u32>,
    pub hold: Option<Millis>,
    pub sets: Option<u32>,
    pub reps: Option<u32>,
    /// Between holds or sets, and before a next exercise in the same position.
    pub rest: Option<Millis>,
    /// For an exercise that works one side at a time; none: left, then right.
    pub sides: Option<SideOrder>,
}

/// Which sides an exercise works that works one at a time, and in which order. All sets of one side come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SideOrder {
    #[default]
    LeftFirst,
    RightFirst,
    LeftOnly,
    RightOnly,
}

impl SideOrder {
    pub const ALL: [Self; 4] = [Self::LeftFirst, Self::RightFirst, Self::LeftOnly, Self::RightOnly];

    #[must_use]
    pub const fn sides(self) -> &'static [Side] {
        match self {
            Self::LeftFirst => &[Side::Left, Side::Right],
            Self::RightFirst => &[Side::Right, Side::Left],
            Self::LeftOnly => &[Side::Left],
            Self::RightOnly => &[Side::Right],
        }
    }

    /// The id as it is stored, such as `left-first`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::LeftFirst => "left-first",
            Self::RightFirst => "right-first",
            Self::LeftOnly => "left-only",
            Self::RightOnly => "right-only",
        }
    }
}

/// Default lengths of the phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
