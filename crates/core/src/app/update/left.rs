//! A session that an earlier run left.

use std::sync::Arc;

use super::playing::{drive_saying, unbeat};
use super::safety::stops;
use super::telling::tell_once;
use crate::app::effect::{Beat, Effect};
use crate::app::model::{Interrupted, Model, Notice, Playing, Saving};
use crate::app::speech;
use crate::record::{Origin, SessionRecord};
use crate::session::{Event, Session};

pub(super) fn take_up(model: &mut Model) -> Vec<Effect> {
    if model.is_in_session() {
        return tell_once(model, Notice::SessionRunning);
    }
    // It stays on offer: the answers may be changed, and what was held is kept in any case.
    if stops(model) {
        return vec![];
    }
    let Some(Interrupted { beat, .. }) = model.interrupted.take() else { return vec![] };
    let Ok(session) = Session::restore(beat.session, model.now.mono) else { return vec![] };
    let sentence = speech::taken_up(model, &session);
    model.playing = Some(Playing {
        id: beat.id,
        routine: beat.routine,
        variant: beat.variant,
        session,
        started_at: beat.started_at,
        offset_seconds: beat.offset_seconds,
        local_day: beat.local_day,
        rehearsal: false,
        asking_to_stop: None,
        saving: Saving::NotYet,
        last_beat: None,
        saying_until: None,
    });
    drive_saying(model, Event::Resume, Some(sentence))
}

pub(super) fn end_interrupted(model: &mut Model) -> Vec<Effect> {
    model.interrupted.take().map_or_else(Vec::new, |interrupted| leave_early(model, &interrupted.beat))
}

/// Records a session that nobody takes up again, with what was held until its last heartbeat.
pub(super) fn leave_early(model: &mut Model, beat: &Beat) -> Vec<Effect> {
    let Ok(session) = Session::restore(beat.session.clone(), model.now.mono) else { return vec![] };
    let summary = session.summary(model.now.mono);
    if summary.is_empty() {
        return unbeat(model);
    }
    if let Some(variant) = &beat.variant {
        model.last_variants.insert(beat.routine.clone(), variant.clone());
    }
    vec![Effect::Save(Arc::new(SessionRecord {
        id: beat.id,
        device: model.device,
        routine: beat.routine.clone(),
        variant: beat.variant.clone(),
        started_at: beat.started_at,
        // The clock may have been set back in between.
        ended_at: beat.at.max(beat.started_at),
        offset_seconds: beat.offset_seconds,
        local_day: beat.local_day,
        completed: false,
        reached_end: false,
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: summary.sets,
    }))]
}
