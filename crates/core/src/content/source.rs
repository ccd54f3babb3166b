//! Where the statements of the content come from.

use serde::{Deserialize, Serialize};

use crate::routine::{Certainty, Id};

/// One publication and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
