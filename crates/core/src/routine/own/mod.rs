//! A routine that a person built: steps in numbers of their own, for exercises of the catalogue.
//!
//! What is here fits the bounds by construction. Whether this version of Unsit knows the exercises is asked apart from
//! that, by [`OwnRoutine::check`]: a routine from a newer version is kept, it only cannot be played.

mod document;
mod step;

use std::fmt;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::bounds::{NAME_LETTERS, OutOfBounds};
use super::catalogue::Catalogue;
use super::exercise::{Id, Sides, Work};
use super::program::{Label, Routine, Step, Variant};

pub use document::{DocumentError, removal, removed_name};
pub use step::{Amount, OwnStep};

/// One routine of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRoutine {
    pub id: Id,
    pub name: Name,
    /// From 1 to 40.
    pub steps: Vec<OwnStep>,
    /// What a newer version stored with it; kept as it is.
    pub(crate) unknown: Map<String, Value>,
}

/// How an id of an own routine begins; what follows is a `UUIDv7` in 32 lowercase hexadecimal digits.
const PREFIX: &str = "own-";

/// The id of a routine that begins to exist.
#[must_use]
pub fn new_id(uuid: Uuid) -> Id {
    Id::new(&format!("{PREFIX}{}", uuid.simple()))
}

/// Whether `id` can be that of an own routine.
#[must_use]
pub fn is_own(id: &str) -> bool {
    let digits = id.strip_prefix(PREFIX).unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

impl OwnRoutine {
    /// As the rest of the app knows routines.
    #[must_use]
    pub fn routine(&self) -> Routine {
        routine(self.id.clone(), self.name.as_str(), self.steps.iter().map(OwnStep::step).collect())
    }

    /// Whether it can be played with these exercises.
    ///
    /// # Errors
    /// [`Misfit`] of the first step that cannot.
    pub fn check(&self, catalogue: &Catalogue) -> Result<(), Misfit> {
        self.steps.iter().try_for_each(|step| step.check(catalogue))
    }
}

/// A routine of one variant.
pub(crate) fn routine(id: Id, name: &str, steps: Vec<Step>) -> Routine {
    Routine {
        id,
        name: Label::Own(name.to_owned()),
        summary: None,
        variants: vec![Variant { id: None, name: None, steps }],
        days_per_week: None,
        default_days: Vec::new(),
    }
}

/// Why a step cannot be played by this version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    #[error("the exercise `{0}` is not known to this version of Unsit")]
    UnknownExercise(Id),
    #[error("the exercise `{0}` is held, not repeated")]
    IsHeld(Id),
    #[error("the exercise `{0}` is repeated, not held")]
    IsRepeated(Id),
    #[error("the exercise `{0}` works both sides at once")]
    HasNoSides(Id),
}

impl OwnStep {
    /// Whether it can be played with these exercises.
    ///
    /// # Errors
    /// [`Misfit`] when it cannot.
    pub fn check(&self, catalogue: &Catalogue) -> Result<(), Misfit> {
        let Some(exercise) = catalogue.exercise(self.exercise.as_str()) else {
            return Err(Misfit::UnknownExercise(self.exercise.clone()));
        };
        match (exercise.dose.work, self.amount) {
            (Work::Holds { .. }, Amount::Reps { .. }) => return Err(Misfit::IsHeld(exercise.id.clone())),
            (Work::Reps { .. }, Amount::Holds { .. }) => return Err(Misfit::IsRepeated(exercise.id.clone())),
            (Work::Holds { .. }, Amount::Holds { .. }) | (Work::Reps { .. }, Amount::Reps { .. }) => {}
        }
        if exercise.sides == Sides::Both && self.sides.is_some() { Err(Misfit::HasNoSides(exercise.id.clone())) } else { Ok(()) }
    }
}

/// What a person calls a routine: from 1 to 60 characters that can be shown on one line, without space around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Takes the space around it away.
    ///
    /// # Errors
    /// [`NameError`] when what is left is no name.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.chars().any(breaks_the_line) {
            return Err(NameError::Unprintable);
        }
        let letters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        match NAME_LETTERS.check(letters) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(_) if letters == 0 => Err(NameError::Empty),
            Err(problem) => Err(NameError::TooLong(problem)),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("must not be empty")]
    Empty,
    #[error("characters {0}")]
    TooLong(OutOfBounds),
    #[error("must be one line without control characters")]
    Unprintable,
}

/// Control characters move a terminal's cursor, and marks of direction turn the line around them.
pub(crate) fn breaks_the_line(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_that_the_routine_is_own() {
        let id = new_id(Uuid::from_u128(0x0197_aaaa_bbbb_7ccc_8ddd_eeee_ffff_0001));
        assert_eq!(id.as_str(), "own-0197aaaabbbb7ccc8dddeeeeffff0001");
        assert!(is_own(id.as_str()));
        for other in ["own-", "quick-bridge", "own-0197AAAABBBB7CCC8DDDEEEEFFFF0001", "own-0197aaaabbbb7ccc8dddeeeeffff000"] {
            assert!(!is_own(other), "{other}");
        }
    }

    #[test]
    fn a_name_is_a_line_of_at_most_sixty_characters() {
        assert_eq!(Name::parse("  After lunch ").unwrap().as_str(), "After lunch");
        assert_eq!(Name::parse(&"ü".repeat(60)).unwrap().as_str().chars().count(), 60);
        assert_eq!(Name::parse("\t "), Err(NameError::Empty));
        assert_eq!(Name::parse(&"n".repeat(61)).unwrap_err().to_string(), "characters must be from 1 to 60, is 61");
        for text in ["two\nlines", "bell\u{7}", "turned \u{202E}around"] {
            assert_eq!(Name::parse(text), Err(NameError::Unprintable), "{text:?}");
        }
    }
}
