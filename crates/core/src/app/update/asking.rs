//! What one process asks of another: the one that watches does it, and tells the others how things stand.

use std::collections::BTreeMap;

use serde_json::Value;

use super::breaks::{apply, day_starts, keep_now, set, take_up, write_down};
use super::telling::tell_once;
use crate::app::effect::Effect;
use crate::app::message::StoreFailure;
use crate::app::model::{Model, Notice};
use crate::app::request::{Mirror, Request};
use crate::app::watch::Role;
use crate::breaks::{Event, ReminderRows, Snooze};

/// Does what is asked, or has it done by whoever watches.
pub(super) fn ask(model: &mut Model, request: Request) -> Vec<Effect> {
    if model.watch.is_watching() { done(model, request) } else { hand_over(model, request) }
}

pub(super) fn hand_over(model: &mut Model, request: Request) -> Vec<Effect> {
    if model.watch.breaks.is_none() {
        return vec![];
    }
    model.watch.asking += 1;
    vec![Effect::HandOver(request)]
}

/// Nobody answers: what was asked is not done, and the person is told.
pub(super) fn not_asked(model: &mut Model, why: StoreFailure) -> Vec<Effect> {
    model.watch.asking = model.watch.asking.saturating_sub(1);
    tell_once(model, Notice::NotSaved(why))
}

/// Somebody asks the one that watches.
pub(super) fn asked(model: &mut Model, request: Request) -> Vec<Effect> {
    model.watch.asked += 1;
    match request {
        Request::Begun => model.watch.session_elsewhere = Some(model.now.mono),
        Request::Done { .. } => model.watch.session_elsewhere = None,
        Request::Later { .. } | Request::Moved | Request::Skip { .. } | Request::State { .. } | Request::Settings { .. } => {}
    }
    done(model, request)
}

/// Somebody wants to know how things stand. The time until now was counted before this message was handled.
pub(super) fn looked_on(model: &mut Model) -> Vec<Effect> {
    model.watch.asked += 1;
    vec![]
}

fn done(model: &mut Model, request: Request) -> Vec<Effect> {
    let mut effects = match request {
        Request::Later { minutes } => {
            let snooze = minutes.map_or(model.watch.reminders().snooze, Snooze::nearest);
            apply(model, Event::Later(snooze))
        }
        Request::Moved => apply(model, Event::Moved),
        Request::Skip { reason } => apply(model, Event::Skip(reason)),
        Request::Begun => apply(model, Event::Start),
        Request::Done { session, held, planned } => apply(model, Event::Done { session, held, planned }),
        Request::State { fact } => {
            let now = model.now;
            let stated = model.watch.breaks.as_mut().filter(|_| model.watch.role == Role::Watches).map(|breaks| breaks.state(fact, &now));
            stated.map_or_else(Vec::new, |event| write_down(model, vec![event]))
        }
        Request::Settings { rows } => {
            let mut known: BTreeMap<String, Value> = model.watch.settings.to_rows();
            known.extend(rows);
            let (settings, _) = ReminderRows::from_rows(&known, day_starts(model));
            model.watch.settings = settings;
            set(model)
        }
    };
    effects.extend(keep_now(model));
    effects
}

/// How things stand where somebody else watches.
pub(super) fn mirrored(model: &mut Model, mirror: Mirror) -> Vec<Effect> {
    if model.watch.is_watching() {
        return vec![];
    }
    model.watch.asking = model.watch.asking.saturating_sub(u32::from(mirror.is_answer));
    model.watch.mirrored += 1;
    model.watch.fold(mirror.facts);
    take_up(model, Some(mirror.sitting));
    if let (Some(breaks), true) = (&mut model.watch.breaks, mirror.away) {
        breaks.leave();
    }
    vec![]
}
