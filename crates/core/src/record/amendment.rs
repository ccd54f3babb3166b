//! What a person says about a session afterwards. The session itself is never rewritten.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::session::{SessionId, SessionRecord};
use crate::Wall;

/// Whether a session counts. The latest amendment of a session decides; without any it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Names it for all time, on all devices (`UUIDv7`).
    pub id: Uuid,
    /// The installation on which it was said.
    pub device: Uuid,
    pub at: Wall,
    pub session: SessionId,
    pub kind: AmendmentKind,
}

/// What becomes of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmendmentKind {
    /// It counts nowhere and is not shown.
    Deleted,
    /// It counts again.
    Restored,
}

impl AmendmentKind {
    /// The name in rows.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Restored => "restored",
        }
    }

    /// What takes it back.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Deleted => Self::Restored,
            Self::Restored => Self::Deleted,
        }
    }
}

/// One change to the history, which is stored as a whole or not at all.
///
/// | | adds | amends |
/// |---|---|---|
/// | a deletion | | the session: deleted |
/// | a correction | the session as it was | the one that it corrects: deleted |
/// | taking a correction back | | the one: restored, the other: deleted |
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Names the change until it is stored.
    pub id: Uuid,
    pub adds: Option<Arc<SessionRecord>>,
    /// Never empty.
    pub amends: Vec<Amendment>,
}
