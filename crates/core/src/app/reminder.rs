//! A reminder as a system shows it, in words.

use super::ahead::sentence;
use super::model::Model;
use crate::breaks::{Breaks, Kind, OfferId, ReminderId};

/// A notification to be in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The same name is the same reminder: shown once, however often it is wished for.
    pub id: ReminderId,
    /// None for a sample.
    pub offer: Option<OfferId>,
    pub title: String,
    pub body: String,
    pub start: String,
    pub later: String,
    pub moved: String,
    /// The system has shown it by itself, and the person may have put it away: it is not brought to them again.
    pub is_in_sight: bool,
}

impl Reminder {
    /// The reminder that should be in sight now: what this run has shown, until it is answered, put off or over.
    pub(super) fn wanted(model: &Model) -> Option<Self> {
        let watch = &model.watch;
        let shown = watch.shown.filter(|shown| shown.settled)?;
        let is_free = |breaks: &&Breaks| watch.is_watching() && !model.is_in_session() && !breaks.is_in_session();
        let offers = watch.breaks.as_ref().filter(is_free)?.offers();
        let stays = offers.open() == Some(shown.offer) && !offers.is_put_off();
        let reminder = || Self::of(model, shown.reminder, Some(shown.offer), shown.kind);
        stays.then(|| Self { is_in_sight: shown.by_system, ..reminder() })
    }

    /// Whether one is about to be in sight, and is being written down before. A system that reminds by itself may show it already.
    pub(super) fn is_coming(model: &Model) -> bool {
        let watch = &model.watch;
        watch.is_watching() && !model.is_in_session() && watch.shown.is_some_and(|shown| !shown.settled)
    }

    /// A reminder to see what they are like.
    pub(super) fn sample(model: &Model) -> Self {
        Self::of(model, ReminderId(uuid::Uuid::nil()), None, Kind::Due)
    }

    fn of(model: &Model, id: ReminderId, offer: Option<OfferId>, kind: Kind) -> Self {
        let texts = model.texts();
        let reminders = model.watch.reminders();
        let sat = model.watch.breaks.as_ref().filter(|_| offer.is_some()).map(|breaks| breaks.sitting().sat());
        let (title, body) = sentence(texts, reminders, kind, sat.unwrap_or_default());
        Self {
            id,
            offer,
            title,
            body,
            start: texts.get("reminder-start"),
            later: texts.format("reminder-later", &[("minutes", reminders.snooze.get().into())]),
            moved: texts.get("reminder-moved"),
            is_in_sight: false,
        }
    }
}
