//! What the Learn screen tells: muscles and their opposites, topics, when to see a clinician, how sure we are.

use serde::Deserialize;

use super::ContentError;
use super::read::{Row, file};
use crate::routine::{Certainty, Id};

/// Everything of `learn.toml`. All text is a message id.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MuscleName {
    pub id: Id,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    pub id: Id,
    pub title: String,
    pub body: Vec<String>,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

/// When to see a clinician.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub title: String,
    pub title_for: String,
    pub title_against: String,
    pub claims: Vec<Claim>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub id: Id,
    pub side: ClaimSide,
    pub text: String,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimSide {
    For,
    Against,
}

impl Learn {
    /// Reads `learn.toml`.
    pub(crate) fn read(text: &str) -> Result<Self, ContentError> {
        let mut file = file("learn.toml", text)?;
        let learn = Self {
            disclaimer: file.need("disclaimer")?,
            muscles: each(file.named_rows("muscle", "muscle")?, muscle)?,
            other_muscles: each(file.named_rows("other_muscle", "other_muscle")?, muscle_name)?,
            topics: each(file.named_rows("topic", "topic")?, topic)?,
            clinician: clinician(file.need_row("clinician")?)?,
            evidence: evidence(file.need_row("evidence")?)?,
        };
        if let Some(twice) = learn.other_muscles.iter().find(|other| learn.muscles.iter().any(|muscle| muscle.id == other.id)) {
            return Err(ContentError::new("learn.toml", format!("other_muscle `{}`: id", twice.id), "is a muscle already"));
        }
        file.finish()?;
        Ok(learn)
    }

    /// The message id of a muscle's name.
    #[must_use]
    pub fn muscle_name(&self, id: &str) -> Option<&str> {
        let all = self.muscles.iter().map(|m| (&m.id, &m.name)).chain(self.other_muscles.iter().map(|m| (&m.id, &m.name)));
        all.into_iter().find(|(own, _)| own.as_str() == id).map(|(_, name)| name.as_str())
    }
}

fn each<T>(rows: Vec<(Id, Row)>, read: impl Fn(Id, &mut Row) -> Result<T, ContentError>) -> Result<Vec<T>, ContentError> {
    rows.into_iter()
        .map(|(id, mut row)| {
            let value = read(id, &mut row)?;
            row.finish()?;
            Ok(value)
        })
        .collect()
}

fn muscle(id: Id, row: &mut Row) -> Result<Muscle, ContentError> {
    Ok(Muscle {
        id,
        name: row.need("name")?,
        does: row.need("does")?,
        sitting: row.need("sitting")?,
        opposite_text: row.need("opposite_text")?,
        opposite: row.need_ids("opposite")?,
        release: row.need_ids("release")?,
        strengthen: row.need_ids("strengthen")?,
        sources: row.need_sources()?,
        certainty: row.need("certainty")?,
    })
}

fn muscle_name(id: Id, row: &mut Row) -> Result<MuscleName, ContentError> {
    Ok(MuscleName { id, name: row.need("name")? })
}

fn topic(id: Id, row: &mut Row) -> Result<Topic, ContentError> {
    Ok(Topic { id, title: row.need("title")?, body: row.need("body")?, sources: row.need_sources()?, certainty: row.need("certainty")? })
}

fn clinician(mut row: Row) -> Result<Clinician, ContentError> {
    let clinician = Clinician {
        title: row.need("title")?,
        now: row.need("now")?,
        now_items: row.need("now_items")?,
        soon: row.need("soon")?,
        soon_items: row.need("soon_items")?,
        until: row.need("until")?,
        sources: row.need_sources()?,
        certainty: row.need("certainty")?,
    };
    row.finish()?;
    Ok(clinician)
}

fn evidence(mut row: Row) -> Result<Evidence, ContentError> {
    let evidence = Evidence {
        title: row.need("title")?,
        title_for: row.need("for")?,
        title_against: row.need("against")?,
        claims: each(row.named_rows("claim", "claim")?, claim)?,
    };
    row.finish()?;
    Ok(evidence)
}

fn claim(id: Id, row: &mut Row) -> Result<Claim, ContentError> {
    Ok(Claim { id, side: row.need("side")?, text: row.need("text")?, sources: row.need_sources()?, certainty: row.need("certainty")? })
}
