//! What the Learn screen tells: muscles and their opposites, topics, when to see a clinician, how sure we are.

use serde::{Deserialize, Serialize};

use crate::routine::{Certainty, Id};

/// Everything of `learn.toml`. All text is a message id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learn {
    pub disclaimer: String,
    pub muscles: Vec<Muscle>,
    /// Muscles that are only opposites.
    pub other_muscles: Vec<MuscleName>,
    pub topics: Vec<Topic>,
    pub clinician: Clinician,
    pub evidence: Evidence,
}

/// A muscle around the low back, what loosens it and what works its opposite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Muscle {
    pub id: Id,
    pub name: String,
    pub does: String,
    pub sitting: String,
    pub opposite_text: String,
    pub opposite: Vec<Id>,
    /// Exercises that loosen it.
    pub release: Vec<Id>,
    /// Exercises that work its opposite.
    pub strengthen: Vec<Id>,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MuscleName {
    pub id: Id,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub id: Id,
    pub title: String,
    pub body: Vec<String>,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

/// When to see a clinician.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clinician {
    pub title: String,
    pub now: String,
    pub now_items: Vec<String>,
    pub soon: String,
    pub soon_items: Vec<String>,
    pub until: String,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

/// How sure we are: what speaks for it, and what against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub title: String,
    pub title_for: String,
    pub title_against: String,
    pub claims: Vec<Claim>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub id: Id,
    pub side: ClaimSide,
    pub text: String,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimSide {
    For,
    Against,
}

impl Learn {
    /// The message id of a muscle's name.
    #[must_use]
    pub fn muscle_name(&self, id: &str) -> Option<&str> {
        let all = self.muscles.iter().map(|m| (&m.id, &m.name)).chain(self.other_muscles.iter().map(|m| (&m.id, &m.name)));
        all.into_iter().find(|(own, _)| own.as_str() == id).map(|(_, name)| name.as_str())
    }
}
