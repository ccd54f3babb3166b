//! Everything that Unsit is built with: exercises, routines and what is said about them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{Exercise, Id, Routine, Timing};
use crate::content::{ContentError, ContentFiles, files};
use crate::content::{Learn, Safety, Source};

static BUILT_IN: OnceLock<Catalogue> = OnceLock::new();
/// Those that a page has fetched.
static SOURCES: OnceLock<BTreeMap<Id, Source>> = OnceLock::new();

/// The content of the app, read and checked. Nobody who holds one needs to check again: every id in it exists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    pub timing: Timing,
    /// In the order in which they are shown.
    pub routines: Vec<Routine>,
    pub safety: Safety,
    pub learn: Learn,
    exercises: BTreeMap<Id, Exercise>,
    /// Empty in what a page installs at first: only what it shows later names its sources.
    #[serde(skip)]
    sources: BTreeMap<Id, Source>,
}

impl Catalogue {
    /// Reads and checks the content files.
    ///
    /// # Errors
    /// [`ContentError`] for the first thing that is wrong, with file, row and field.
    pub fn parse(text: &ContentFiles<'_>) -> Result<Self, ContentError> {
        let files::Program { timing, routines } = files::Program::read(text.routines)?;
        let catalogue = Self {
            timing,
            routines,
            safety: Safety::read(text.safety)?,
            learn: Learn::read(text.learn)?,
            exercises: files::exercises(text.exercises)?.into_iter().map(|exercise| (exercise.id.clone(), exercise)).collect(),
            sources: files::sources(text.sources)?.into_iter().map(|source| (source.id.clone(), source)).collect(),
        };
        files::links::check(&catalogue)?;
        Ok(catalogue)
    }

    /// The content that Unsit is built with.
    ///
    /// # Panics
    /// Never in a build whose tests pass: one of them reads the files. Where they are read beforehand, before
    /// [`compiled::install`](crate::compiled::install).
    #[must_use]
    pub fn built_in() -> &'static Self {
        BUILT_IN.get_or_init(Self::read_built_in)
    }

    fn read_built_in() -> Self {
        if !cfg!(feature = "content-files") {
            unreachable!("the content is installed first");
        }
        match Self::parse(&ContentFiles::BUILT_IN) {
            Ok(catalogue) => catalogue,
            Err(error) => unreachable!("the content is tested: {error}"),
        }
    }

    /// Whatever was there first stays.
    pub(crate) fn install(self) {
        let _ = BUILT_IN.set(self);
    }

    pub(crate) fn install_sources(sources: BTreeMap<Id, Source>) {
        let _ = SOURCES.set(sources);
    }

    #[must_use]
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        self.exercises.get(id)
    }

    /// All exercises, by id.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.exercises.values()
    }

    #[must_use]
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        self.routines.iter().find(|routine| routine.id.as_str() == id)
    }

    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.all_sources().get(id)
    }

    /// All sources, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.all_sources().values()
    }

    pub(crate) fn all_sources(&self) -> &BTreeMap<Id, Source> {
        match SOURCES.get() {
            Some(sources) if self.sources.is_empty() => sources,
            Some(_) | None => &self.sources,
        }
    }

    #[cfg(test)]
    pub(crate) fn with_sources(self, sources: BTreeMap<Id, Source>) -> Self {
        Self { sources, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_that_unsit_is_built_with_parses() {
        let error = Catalogue::parse(&ContentFiles::BUILT_IN).err().map(|error| error.to_string());
        assert_eq!(error, None);
    }

    #[test]
    fn routines_keep_the_order_of_the_file() {
        let ids: Vec<&str> = Catalogue::built_in().routines.iter().map(|routine| routine.id.as_str()).collect();
        assert_eq!(ids, ["quick-bridge", "bridge-and-donkey-kicks", "at-the-desk", "before-activity", "release-and-strengthen"]);
    }

    #[test]
    fn everything_of_the_files_is_there() {
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.exercises().count(), 31);
        assert_eq!(catalogue.safety.questions.len(), 21);
        assert_eq!(catalogue.learn.muscles.len(), 7);
        assert_eq!(catalogue.timing, Timing::default());
    }
}
