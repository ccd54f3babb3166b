//! Reading the files in `assets/content` into typed rows, with an error for everything that makes no sense.

mod exercise;
mod learn;
pub(crate) mod links;
mod program;
mod row;
mod safety;
mod source;

use std::fmt;

pub(crate) use exercise::exercises;
pub(crate) use program::Program;
pub(crate) use source::sources;

/// The text of the content files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentFiles<'a> {
    pub exercises: &'a str,
    pub routines: &'a str,
    pub safety: &'a str,
    pub learn: &'a str,
    pub sources: &'a str,
}

impl ContentFiles<'static> {
    /// The files that Unsit is built with.
    pub const BUILT_IN: Self = Self {
        exercises: include_str!("../../../../../assets/content/exercises.toml"),
        routines: include_str!("../../../../../assets/content/routines.toml"),
        safety: include_str!("../../../../../assets/content/safety.toml"),
        learn: include_str!("../../../../../assets/content/learn.toml"),
        sources: include_str!("../../../../../assets/content/sources.toml"),
    };
}

/// What is wrong with a content file, where, and what would be right:
/// ``exercises.toml: exercise `bridge`: dose.holds: must be from 1 to 20, is 0``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    file: &'static str,
    place: String,
    problem: String,
}

impl ContentError {
    pub(crate) fn new(file: &'static str, place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { file, place: place.into(), problem: problem.into() }
    }

    /// The name of the file, without its folder.
    #[must_use]
    pub fn file(&self) -> &str {
        self.file
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.place, self.problem)
    }
}

impl std::error::Error for ContentError {}
