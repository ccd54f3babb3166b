//! A session from its start to its end.

use std::sync::Arc;

use super::left::end_interrupted;
use super::safety::stops;
use super::telling::{tell, tell_once};
use crate::Millis;
use crate::app::effect::{Beat, Effect};
use crate::app::message::{Control, Start};
use crate::app::model::{Model, Notice, Playing, Saving};
use crate::app::speech;
use crate::record::SessionId;
use crate::routine::{Id, Plan, Variant};
use crate::session::{Event, Session};

pub(super) fn begin(model: &mut Model, start: Start) -> Vec<Effect> {
    if model.is_in_session() {
        return tell_once(model, Notice::SessionRunning);
    }
    if stops(model) {
        return vec![];
    }
    let Some((plan, variant)) = plan(model, &start) else {
        return tell_once(model, Notice::CannotStart(start.routine));
    };
    let (session, cues) = Session::start(plan, model.now.mono);
    let opening = speech::opening(model, &session);
    model.playing = Some(Playing {
        id: SessionId(model.mint.mint(model.now.wall)),
        routine: start.routine,
        variant,
        session,
        started_at: model.now.wall,
        offset_seconds: model.now.offset_seconds,
        local_day: model.today(),
        rehearsal: start.rehearsal,
        asking_to_stop: None,
        saving: Saving::NotYet,
        last_beat: None,
        saying_until: None,
    });
    // Only now, so that the claim on the heartbeat goes from the one to the other. A rehearsal is no reason to give up
    // a session that may still be taken up.
    let mut effects = if model.playing.as_ref().is_some_and(|playing| playing.rehearsal) { vec![] } else { end_interrupted(model) };
    effects.extend(beat(model));
    effects.extend(tell(model, cues, Some(opening)));
    effects
}

fn plan(model: &Model, start: &Start) -> Option<(Plan, Option<Id>)> {
    let routine = model.routine(start.routine.as_str())?;
    let variant: &Variant = match &start.variant {
        Some(variant) => routine.variant(variant.as_str())?,
        None => routine.variant_after(model.last_variant(start.routine.as_str()).map(Id::as_str))?,
    };
    Some((model.adjusted(routine, variant, start.alternative).plan?, variant.id.clone()))
}

pub(super) fn steer(model: &mut Model, control: Control) -> Vec<Effect> {
    let running = model.playing.as_ref().is_some_and(|playing| playing.session.is_running());
    let event = match control {
        Control::Pause => Event::Pause,
        Control::Resume => Event::Resume,
        Control::Toggle => [Event::Resume, Event::Pause][usize::from(running)],
        Control::Skip => Event::Skip,
        Control::Back => Event::Back,
        Control::Stop => Event::Stop,
    };
    drive(model, event)
}

pub(super) fn ask_to_stop(model: &mut Model) -> Vec<Effect> {
    let Some(playing) = model.playing.as_mut().filter(|playing| !playing.session.is_done()) else { return vec![] };
    if playing.asking_to_stop.is_some() {
        return keep_going(model);
    }
    playing.asking_to_stop = Some(playing.session.is_running());
    drive(model, Event::Pause)
}

pub(super) fn keep_going(model: &mut Model) -> Vec<Effect> {
    let ran = model.playing.as_mut().and_then(|playing| playing.asking_to_stop.take());
    if ran == Some(true) { drive(model, Event::Resume) } else { vec![] }
}

/// Plays an event to the session and does what follows from it.
pub(super) fn drive(model: &mut Model, event: Event) -> Vec<Effect> {
    drive_saying(model, event, None)
}

/// [`drive`], with a sentence in the place of the words of the first cues.
pub(super) fn drive_saying(model: &mut Model, event: Event, sentence: Option<String>) -> Vec<Effect> {
    let now = model.now;
    let Some(playing) = model.playing.as_mut().filter(|playing| !playing.session.is_done()) else { return vec![] };
    let ran = playing.session.is_running();
    let (session, cues) = playing.session.clone().update(event, now.mono);
    playing.session = session;
    let by_hand = !matches!(event, Event::Wake { .. });
    if by_hand && event != Event::Pause {
        playing.asking_to_stop = None;
    }
    let hush = ran && !playing.session.is_running() && cues.is_empty();
    if hush {
        playing.saying_until = None;
    }
    let mut effects = Vec::from_iter(hush.then_some(Effect::Hush));
    let due = playing.last_beat.is_none_or(|last| now.mono.since(last) >= BEAT_EVERY);
    if playing.session.is_done() {
        effects.extend(finish(model));
    } else if by_hand || due {
        effects.extend(beat(model));
    }
    tell(model, cues, sentence).into_iter().chain(effects).collect()
}

/// A heartbeat a second; wake-ups come a little early or late.
const BEAT_EVERY: Millis = Millis(900);

fn beat(model: &mut Model) -> Option<Effect> {
    let now = model.now;
    let playing = model.playing.as_mut().filter(|playing| !playing.rehearsal)?;
    let session = playing.session.snapshot(now.mono)?;
    playing.last_beat = Some(now.mono);
    Some(Effect::Beat(Box::new(Beat {
        id: playing.id,
        routine: playing.routine.clone(),
        variant: playing.variant.clone(),
        started_at: playing.started_at,
        offset_seconds: playing.offset_seconds,
        local_day: playing.local_day,
        at: now.wall,
        session,
    })))
}

fn finish(model: &mut Model) -> Vec<Effect> {
    let (now, device) = (model.now, model.device);
    let Some(playing) = model.playing.as_mut() else { return vec![] };
    let summary = playing.session.summary(now.mono);
    if summary.is_empty() {
        playing.saving = Saving::Nothing;
        return unbeat(model);
    }
    playing.saving = Saving::Pending;
    vec![Effect::Save(Arc::new(playing.record(summary, now.wall, device)))]
}

/// Removes the heartbeat, unless a session still needs it.
pub(super) fn unbeat(model: &Model) -> Vec<Effect> {
    let needed = model.is_in_session() || model.interrupted.is_some() || !model.unsaved.is_empty();
    if needed { vec![] } else { vec![Effect::Unbeat] }
}

/// Another window or terminal plays a session: this one never began.
pub(super) fn refused(model: &mut Model) -> Vec<Effect> {
    model.playing.take_if(|playing| !playing.session.is_done());
    let mut effects = tell_once(model, Notice::SessionElsewhere);
    effects.push(Effect::Hush);
    effects
}

pub(super) fn close_finished(model: &mut Model) -> Vec<Effect> {
    model.playing.take_if(|playing| playing.session.is_done());
    vec![]
}
