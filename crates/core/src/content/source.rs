//! Where the statements of the content come from.

use super::ContentError;
use super::read::file;
use crate::routine::{Certainty, Id};

/// One publication and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: Id,
    pub authors: String,
    pub title: String,
    pub year: Option<i32>,
    /// Journal with volume and pages, or the kind of page that it is.
    pub journal: String,
    pub doi: Option<String>,
    pub url: Option<String>,
    /// Message id of what it supports.
    pub supports: String,
    /// Of what it supports, not of the paper.
    pub certainty: Certainty,
    /// Whether a record of it was seen.
    pub checked: bool,
    /// Where it was seen, or why it was not.
    pub seen_in: String,
}

/// Reads `sources.toml`.
pub(crate) fn sources(text: &str) -> Result<Vec<Source>, ContentError> {
    let mut file = file("sources.toml", text)?;
    let rows = file.named_rows("source", "source")?;
    file.finish()?;
    rows.into_iter()
        .map(|(id, mut row)| {
            let source = Source {
                id,
                authors: row.need("authors")?,
                title: row.need("title")?,
                year: row.maybe("year")?,
                journal: row.need("journal")?,
                doi: row.maybe("doi")?,
                url: row.maybe("url")?,
                supports: row.need("supports")?,
                certainty: row.need("certainty")?,
                checked: row.need("checked")?,
                seen_in: row.need("seen_in")?,
            };
            if source.seen_in.is_empty() {
                return Err(row.error("seen_in", "must say where it was seen, or why not"));
            }
            row.finish()?;
            Ok(source)
        })
        .collect()
}
