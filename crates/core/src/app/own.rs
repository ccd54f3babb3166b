//! The routines that a person built: what is stored of them, what waits to be, and the one that is being built.

use std::collections::BTreeMap;

use serde_json::Value;

use super::draft::RoutineDraft;
use crate::routine::bounds::NAME_LETTERS;
use crate::routine::own::{DocumentError, Misfit, OwnRoutine, breaks_the_line, is_own, removal, removed_name};
use crate::routine::{Catalogue, Id, Routine};

/// Everything about own routines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    pub routines: OwnRoutines,
    /// The one that is being built or changed.
    pub draft: Option<RoutineDraft>,
    /// The one that was removed last; it can be had back.
    pub removed: Option<Removed>,
    /// What the store was given and has not answered yet.
    pub(super) asked: BTreeMap<Id, Value>,
}

/// A routine that was removed, with what it takes to bring it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    pub id: Id,
    pub name: String,
    pub(super) document: Value,
}

/// All stored routines of a person, in the order in which they were built. None is left out because it cannot be used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnRoutines {
    entries: BTreeMap<Id, Entry>,
}

/// What became of one document.
#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Playable {
        own: OwnRoutine,
        routine: Routine,
    },
    /// Sound, but not for this version's exercises. It can be changed so that it is.
    Unfit {
        own: OwnRoutine,
        why: Misfit,
    },
    /// Kept as it is.
    Unreadable {
        name: Option<String>,
        document: Value,
        why: DocumentError,
    },
    /// Names the sessions that were done with it.
    Removed {
        name: Option<String>,
    },
}

/// A routine that is there and cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unplayable<'a> {
    pub id: &'a Id,
    /// Its name, as far as that can be read.
    pub name: Option<&'a str>,
    pub why: Why<'a>,
}

/// Why a routine cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why<'a> {
    Misfit(&'a Misfit),
    Document(&'a DocumentError),
}

/// How the keys of own routines in the store begin; the id follows.
const KEY: &str = "routine.";

/// The key of a routine in the store.
#[must_use]
pub fn key(id: &Id) -> String {
    format!("{KEY}{id}")
}

impl OwnRoutines {
    /// Takes own routines out of stored rows. Other rows are passed over.
    #[must_use]
    pub fn from_rows(rows: &BTreeMap<String, Value>, catalogue: &Catalogue) -> Self {
        let mut routines = Self::default();
        for (key, document) in rows {
            if let Some(id) = key.strip_prefix(KEY).filter(|id| is_own(id)) {
                routines.set(Id::new(id), document, catalogue);
            }
        }
        routines
    }

    /// Takes in what is stored under an id.
    pub(super) fn set(&mut self, id: Id, document: &Value, catalogue: &Catalogue) {
        let entry = if let Some(name) = removed_name(document) {
            Entry::Removed { name: name.map(one_line) }
        } else {
            match OwnRoutine::parse(id.clone(), document) {
                Err(why) => {
                    let name = document.get("name").and_then(Value::as_str).map(one_line);
                    Entry::Unreadable { name, document: document.clone(), why }
                }
                Ok(own) => match own.check(catalogue) {
                    Ok(()) => Entry::Playable { routine: own.routine(), own },
                    Err(why) => Entry::Unfit { own, why },
                },
            }
        };
        self.entries.insert(id, entry);
    }

    /// The routine, when it can be played.
    #[must_use]
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        match self.entries.get(id)? {
            Entry::Playable { routine, .. } => Some(routine),
            Entry::Unfit { .. } | Entry::Unreadable { .. } | Entry::Removed { .. } => None,
        }
    }

    /// All that can be played.
    pub fn playable(&self) -> impl Iterator<Item = &Routine> {
        self.entries.keys().filter_map(|id| self.routine(id.as_str()))
    }

    /// All that are there and cannot be played.
    pub fn unplayable(&self) -> impl Iterator<Item = Unplayable<'_>> {
        self.entries.iter().filter_map(|(id, entry)| match entry {
            Entry::Unfit { own, why } => Some(Unplayable { id, name: Some(own.name.as_str()), why: Why::Misfit(why) }),
            Entry::Unreadable { name, why, .. } => Some(Unplayable { id, name: name.as_deref(), why: Why::Document(why) }),
            Entry::Playable { .. } | Entry::Removed { .. } => None,
        })
    }

    /// Why this one cannot be played, when it is there and cannot.
    #[must_use]
    pub fn unplayable_one(&self, id: &str) -> Option<Unplayable<'_>> {
        self.unplayable().find(|routine| routine.id.as_str() == id)
    }

    /// The routine as it was built, when it can be changed.
    #[must_use]
    pub fn own(&self, id: &str) -> Option<&OwnRoutine> {
        match self.entries.get(id)? {
            Entry::Playable { own, .. } | Entry::Unfit { own, .. } => Some(own),
            Entry::Unreadable { .. } | Entry::Removed { .. } => None,
        }
    }

    /// The name, also of a routine that cannot be played or was removed.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        match self.entries.get(id)? {
            Entry::Playable { own, .. } | Entry::Unfit { own, .. } => Some(own.name.as_str()),
            Entry::Unreadable { name, .. } | Entry::Removed { name } => name.as_deref(),
        }
    }

    /// What is stored under the id; none when there is nothing but a name.
    pub(super) fn document(&self, id: &str) -> Option<Value> {
        match self.entries.get(id)? {
            Entry::Playable { own, .. } | Entry::Unfit { own, .. } => Some(own.document()),
            Entry::Unreadable { document, .. } => Some(document.clone()),
            Entry::Removed { .. } => None,
        }
    }
}

/// A name that is no name, as far as it can be shown.
fn one_line(text: &str) -> String {
    text.chars().filter(|letter| !breaks_the_line(*letter)).take(NAME_LETTERS.max as usize).collect()
}

impl Own {
    /// What has to be stored so that the routine is gone; none when there is none.
    pub(super) fn removal(&self, id: &Id) -> Option<Value> {
        self.routines.document(id.as_str()).map(|_| removal(self.routines.name(id.as_str())))
    }
}
