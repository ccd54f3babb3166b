//! What goes between the process that watches and those that look on, and what an earlier run has left to either.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::watch::BreakWindow;
use crate::Millis;
use crate::breaks::{Fact, LedgerEvent, Reason, SittingRecord};
use crate::phone::{Reading, Record};
use crate::record::SessionId;

/// What one process asks of the one that watches; between them it travels as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Minutes; none: as many as the settings say.
    Later {
        minutes: Option<u64>,
    },
    Moved,
    Skip {
        reason: Option<Reason>,
    },
    /// A session has begun.
    Begun,
    /// A session is over.
    Done {
        session: Option<SessionId>,
        held: Millis,
        planned: Millis,
    },
    /// A day of rest, a correction.
    State {
        fact: Fact,
    },
    /// These rows of the settings were stored.
    Settings {
        rows: BTreeMap<String, Value>,
    },
}

/// How things stand, for a process that looks on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mirror {
    pub sitting: SittingRecord,
    pub away: bool,
    /// Whether it answers what was asked, or tells what has changed.
    #[serde(default)]
    pub is_answer: bool,
    /// Facts of the last days.
    pub facts: Vec<LedgerEvent>,
}

/// What was left of breaks by an earlier run.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own about this program")]
pub struct BreaksLeft {
    pub facts: Vec<LedgerEvent>,
    /// Facts that make no sense, by their names.
    pub unusable: Vec<String>,
    pub sitting: Option<SittingRecord>,
    /// Whether this process is the one to watch.
    pub watches: bool,
    /// This process shows no reminders and is gone in a moment: it only answers.
    pub silent: bool,
    /// This process has no window: whatever needs one is opened elsewhere.
    pub windowless: bool,
    /// What this process has to do with the small window that asks about a break.
    pub break_window: BreakWindow,
    /// The system shows reminders by itself, from a plan that is made ahead. It sees nobody sit, so the time in which this
    /// program did not run counts as sat.
    pub plans_ahead: bool,
    /// What the system did while this program did not run, and was answered.
    pub journal: Vec<Record>,
    /// What came of reading that.
    pub reading: Reading,
}
