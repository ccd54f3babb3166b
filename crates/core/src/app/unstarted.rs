//! Why the app cannot begin, told before there is a model.

use crate::text::Language;

/// What keeps the loop from beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unstarted {
    pub cause: Cause,
    /// The person's, as far as the system has said.
    pub language: Language,
    /// For a report: which Unsit on which system, what was tried, and the system's own words.
    pub detail: String,
}

/// As far as it tells what a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    DiskFull,
    /// The system does not let this program use the folder with the person's data.
    Forbidden,
    /// There is no such folder, or something that is none is in its place.
    NoFolder,
    /// A part of this program is missing, or belongs to another version.
    Incomplete,
    /// Another window is open, and does not answer.
    Elsewhere,
    /// Whatever else it is, it may pass.
    Other,
}

impl Cause {
    pub const ALL: [Self; 6] = [Self::DiskFull, Self::Forbidden, Self::NoFolder, Self::Incomplete, Self::Elsewhere, Self::Other];
}
