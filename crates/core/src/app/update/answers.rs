//! The store's answers.

use super::breaks::retry_facts;
use super::diary::{around, logged, retry_revisions};
use super::playing::unbeat;
use super::telling::{put_away, tell_again, tell_once};
use crate::Mono;
use crate::app::desired::RETRY_AFTER;
use crate::app::effect::{Effect, Query};
use crate::app::message::{FailureReason, HistoryPage, StoreFailure, Unsaved};
use crate::app::model::{Model, Notice, Saving};
use crate::record::SessionId;

pub(super) fn saved(model: &mut Model, id: SessionId) -> Vec<Effect> {
    if let Some(before) = no_longer_unsaved(model, id) {
        put_away(model, &Notice::NotSaved(before));
    }
    if let Some(playing) = model.playing.as_mut().filter(|playing| playing.id == id) {
        playing.saving = Saving::Saved;
        if let (Some(variant), false) = (&playing.variant, playing.rehearsal) {
            model.last_variants.insert(playing.routine.clone(), variant.clone());
        }
    }
    let mut effects = unbeat(model);
    logged(model, id);
    effects.push(Effect::Load(Query::Newest { today: model.today() }));
    effects.extend(around(model));
    effects
}

pub(super) fn not_saved(model: &mut Model, unsaved: Unsaved) -> Vec<Effect> {
    let Unsaved { record, why } = &unsaved;
    if let Some(playing) = model.playing.as_mut().filter(|playing| playing.id == record.id) {
        playing.saving = Saving::Failed(why.clone());
    }
    let (reason, notice) = (why.reason, Notice::NotSaved(why.clone()));
    let before = no_longer_unsaved(model, record.id).map(Notice::NotSaved);
    tell_again(model, before.as_ref(), notice);
    if reason.may_pass() {
        model.retry_at = Some(model.now.mono + RETRY_AFTER);
    }
    if reason == FailureReason::Refused {
        return unbeat(model);
    }
    model.unsaved.push(unsaved);
    vec![]
}

/// Why the session was not saved when it was last tried.
fn no_longer_unsaved(model: &mut Model, id: SessionId) -> Option<StoreFailure> {
    let at = model.unsaved.iter().position(|waiting| waiting.record.id == id)?;
    Some(model.unsaved.remove(at).why)
}

/// Tries again to store what could not be stored, where that may help before Unsit is started again.
pub(super) fn retry(model: &mut Model) -> Vec<Effect> {
    if model.retry_at.is_none_or(|at: Mono| at > model.now.mono) {
        return vec![];
    }
    model.retry_at = None;
    let saves = model.to_be_tried_again().map(|waiting| Effect::Save(waiting.record.clone()));
    saves.chain(retry_revisions(model)).chain(retry_facts(model)).collect()
}

pub(super) fn loaded(model: &mut Model, page: HistoryPage) -> Vec<Effect> {
    let history = &mut model.history;
    let Some(above) = page.below else {
        (history.sessions, history.totals, history.more) = (page.sessions, page.totals, page.more);
        return vec![];
    };
    history.loading = false;
    // What is shown was replaced since the page was asked for: below it there would be a gap, or a row twice.
    if history.sessions.last().is_none_or(|last| last.id != above) {
        return show_older(model);
    }
    history.more = page.more;
    history.sessions.extend(page.sessions);
    for total in page.totals {
        if !history.totals.iter().any(|known| known.day == total.day) {
            history.totals.push(total);
        }
    }
    vec![]
}

pub(super) fn not_loaded(model: &mut Model, why: StoreFailure) -> Vec<Effect> {
    model.history.loading = false;
    tell_once(model, Notice::NotRead(why))
}

pub(super) fn show_older(model: &mut Model) -> Vec<Effect> {
    if model.history.loading || !model.history.more {
        return vec![];
    }
    let Some(oldest) = model.history.sessions.last() else { return vec![] };
    model.history.loading = true;
    vec![Effect::Load(Query::Older { local_day: oldest.local_day, started_at: oldest.started_at, id: oldest.id })]
}
