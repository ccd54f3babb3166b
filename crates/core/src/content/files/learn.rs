//! Reading `learn.toml`.

use super::ContentError;
use super::row::{Row, file};
use crate::content::{Claim, Clinician, Evidence, Learn, Muscle, MuscleName, Topic};
use crate::routine::Id;

impl Learn {
    /// Reads the file.
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
