//! History: days, newest first, with their sums and sessions.

use super::diary::{OverviewView, overview};
use super::{SessionRow, session_row};
use crate::app::model::Model;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryView {
    /// Days in a row, a month and a week; none before it was read and while there is nothing in it.
    pub overview: Option<OverviewView>,
    pub days: Vec<DayView>,
    /// Whether older sessions can be shown.
    pub more: bool,
}

/// One day that has sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayView {
    /// "Today", "Yesterday", "Thursday 26 June"
    pub name: String,
    /// "2 sessions"
    pub count: String,
    /// "88 of 90 s held"
    pub total: String,
    pub sessions: Vec<SessionRow>,
}

#[must_use]
pub fn history(model: &Model) -> HistoryView {
    let (texts, today) = (model.texts(), model.today());
    let days = model.history.sessions.chunk_by(|one, next| one.local_day == next.local_day).filter_map(|of_day| {
        let day = of_day.first()?.local_day;
        // The sum comes from the store: the list may end in the middle of a day.
        let total = model.history.totals.iter().find(|total| total.day == day)?;
        let held = [("held", total.held.secs_floor().into()), ("planned", total.planned.secs_floor().into())];
        Some(DayView {
            name: texts.day(day, today),
            count: texts.format("history-sessions-count", &[("count", total.sessions.into())]),
            total: texts.format("history-held-of", &held),
            sessions: of_day.iter().map(|session| session_row(model, session)).collect(),
        })
    });
    HistoryView { overview: overview(model), days: days.collect(), more: model.history.more }
}
