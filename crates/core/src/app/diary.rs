//! What a person does with the history: leaf through it, look into it, write down, correct, delete, take back.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::entry::{Draft, Form};
use super::message::StoreFailure;
use crate::LocalDay;
use crate::record::{Amendment, AmendmentKind, DayTotal, Month, Revision, SessionId, SessionRecord};
use crate::routine::Id;

/// What lies around the list of sessions, and over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// The month that is shown; none for the one of today.
    pub month: Option<Month>,
    /// As it was read last.
    pub overview: Option<Overview>,
    /// What lies over the page, the topmost last.
    pub sheets: Vec<Sheet>,
    /// What can be taken back, until something else is done or it is put away.
    pub undo: Option<Undo>,
    /// A session that was written down and is not stored yet.
    pub(super) logging: Option<SessionId>,
    /// Revisions that the store has not taken yet.
    pub(super) pending: Vec<Pending>,
}

impl Diary {
    /// Revisions that failed and may succeed later in this run.
    pub(super) fn to_be_tried_again(&self) -> impl Iterator<Item = &Pending> {
        self.pending.iter().filter(|pending| pending.why.as_ref().is_some_and(|why| why.reason.may_pass()))
    }

    /// The form on top.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        match self.sheets.last()? {
            Sheet::Form(form) => Some(form),
            Sheet::Day { .. } | Sheet::Session(_) => None,
        }
    }
}

/// Something that lies over the page and is closed again.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    Day {
        day: LocalDay,
        /// Newest first; none while they are being read.
        sessions: Option<Vec<Arc<SessionRecord>>>,
    },
    Session(Arc<SessionRecord>),
    Form(Form),
}

/// What can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Of the revision or the session.
    pub id: Uuid,
    pub deed: Deed,
    pub(super) amends: Vec<(SessionId, AmendmentKind)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Logged,
    Corrected,
    Deleted,
}

impl Deed {
    /// Whether the row of the session from which it was done goes with it.
    pub(super) fn takes_the_row(self) -> bool {
        matches!(self, Self::Corrected | Self::Deleted)
    }
}

/// A revision on its way to the store.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending {
    pub(super) revision: Arc<Revision>,
    /// None when it takes something back.
    pub(super) deed: Option<Deed>,
    /// Why it was not stored when it was last tried.
    pub(super) why: Option<StoreFailure>,
}

impl Pending {
    /// What failed to be stored left its row where it was.
    pub(super) fn is_taking_the_row(&self) -> bool {
        self.why.is_none() && self.deed.is_some_and(Deed::takes_the_row)
    }
}

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    Month(Month),
    Day(LocalDay),
    Session(SessionId),
    /// Puts the topmost sheet away.
    Close,
    /// Opens the form for a session that was done without the app.
    Log {
        day: Option<LocalDay>,
    },
    /// Another routine in that form. The rest of the form stays as it is typed.
    Choose {
        routine: Id,
        variant: Option<Id>,
        draft: Draft,
    },
    /// Opens the form for the session on top.
    Correct,
    Submit(Draft),
    /// Deletes the session on top.
    Delete,
    Undo,
    /// Puts the offer to undo away.
    Done,
}

/// What the history screen shows besides the list. Read for one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    pub month: Month,
    /// Totals of the month's days.
    pub days: Vec<DayTotal>,
    /// Totals of this week's and last week's days.
    pub weeks: Vec<DayTotal>,
    /// Days in a row.
    pub streak: u32,
    /// The first and the last day that have a session.
    pub span: Option<(LocalDay, LocalDay)>,
    /// The variant of each routine that was done last.
    pub last_variants: BTreeMap<Id, Id>,
}

/// A new revision that says this of sessions.
pub(super) fn revision(
    adds: Option<Arc<SessionRecord>>,
    amends: Vec<(SessionId, AmendmentKind)>,
    device: Uuid,
    at: crate::Wall,
    mut mint: impl FnMut() -> Uuid,
) -> Revision {
    let amends = amends.into_iter().map(|(session, kind)| Amendment { id: mint(), device, at, session, kind }).collect();
    Revision { id: mint(), adds, amends }
}
