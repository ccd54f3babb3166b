//! What the store says, in the app's terms: pages of the history, and failures.

use std::sync::Arc;

use unsit_core::LocalDay;
use unsit_core::app::{FailureReason, HistoryPage, StoreFailure};
use unsit_core::record::{DayTotal, SessionRecord};
use unsit_store::{Cursor, Reason, StoreError};

/// Sessions of one page of the history.
pub(crate) const PAGE: u32 = 50;
/// Today and the six days before: what the screens of the week show.
const WEEK: u64 = 6;

/// A page of the history whose totals are still to be read.
pub(crate) struct Page {
    page: HistoryPage,
    today: Option<LocalDay>,
}

impl Page {
    /// The page of what was read, one session more than it shows at most: then there are older ones.
    pub(crate) fn of(mut read: Vec<SessionRecord>, before: Option<Cursor>, today: Option<LocalDay>, limit: u32) -> Self {
        let more = read.len() > limit as usize;
        read.truncate(limit as usize);
        let sessions = read.into_iter().map(Arc::new).collect();
        Self { page: HistoryPage { sessions, totals: Vec::new(), more, below: before.map(|before| before.id) }, today }
    }

    /// The first and the last day of which it shows a total.
    pub(crate) fn days(&self) -> Option<(LocalDay, LocalDay)> {
        let newest = self.page.sessions.first().map(|session| session.local_day);
        let oldest = self.page.sessions.last().map(|session| session.local_day);
        let from = [oldest, self.today.map(|today| today.days_back(WEEK))].into_iter().flatten().min();
        let to = [newest, self.today].into_iter().flatten().max();
        from.zip(to)
    }

    pub(crate) fn with(self, totals: Vec<DayTotal>) -> HistoryPage {
        HistoryPage { totals, ..self.page }
    }
}

/// The store's error in the app's terms.
pub(crate) fn failure(error: &StoreError) -> StoreFailure {
    let reason = match error.reason() {
        Reason::Busy => FailureReason::Busy,
        Reason::Full => FailureReason::DiskFull,
        Reason::CannotOpen | Reason::Unreadable | Reason::Permission | Reason::Damaged => FailureReason::Unreadable,
        Reason::Newer | Reason::Changed => FailureReason::Newer,
        _ => FailureReason::Other,
    };
    StoreFailure { reason, detail: error.to_string() }
}
