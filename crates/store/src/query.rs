//! Questions to the history and their answers, as plain values.
//!
//! *Newest first* means one thing everywhere: by the person's day, then by the instant of the start, then by id. So the
//! sessions of one day always stand together, also after a flight across the date line.

use serde::{Deserialize, Serialize};
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{SessionId, SessionRecord};
use unsit_core::{LocalDay, Millis, Wall};

/// Which sessions are asked for. The default: all but rehearsals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whether rehearsals are listed too.
    pub rehearsals: bool,
    /// The first day that counts; none for all days.
    pub since: Option<LocalDay>,
}

/// A place in the history: the next page holds what is older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cursor {
    pub local_day: LocalDay,
    pub started_at: Wall,
    pub id: SessionId,
}

impl Cursor {
    /// The place of `record`, usually the last one of a page.
    #[must_use]
    pub fn at(record: &SessionRecord) -> Self {
        Self { local_day: record.local_day, started_at: record.started_at, id: record.id }
    }
}

/// Everything that was ever done, rehearsals left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub sessions: u32,
    /// Days with at least one session.
    pub days: u32,
    pub planned: Millis,
    pub held: Millis,
}

/// What happened to breaks, as far as it can be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BreakFacts {
    pub events: Vec<LedgerEvent>,
    /// Rows that make no sense, by table, id and column. They are kept as they are.
    pub unusable: Vec<String>,
}
