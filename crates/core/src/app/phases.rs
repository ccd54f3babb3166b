//! The rest of a running session as notices that a system delivers by itself, while the app is in the background and may run no
//! longer.

use super::model::{Model, Playing};
use super::speech::{self, Moment};
use super::view::routine_name;
use super::watch::Sight;
use crate::Mono;
use crate::record::SessionId;
use crate::routine::PhaseKind;
use crate::session::{Cue, Event, Session};

/// How many of them a system is given at most.
pub const NOTICES: usize = 50;

/// One moment of a session that has to be heard: a lift, the begin or the end of a hold, another side or position, the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseNotice {
    pub session: SessionId,
    /// When it is planned. The same moment of the same session is the same notice.
    pub at: Mono,
    /// What the voice would say.
    pub title: String,
    /// What is being done.
    pub body: String,
}

/// What is still to be heard, soonest first; nothing while the session stands still, or while the person has the
/// app before them.
pub(super) fn of(model: &Model) -> Vec<PhaseNotice> {
    let is_behind = model.watch.plans_ahead() && model.watch.sight == Sight::Behind;
    let playing = model.playing.as_ref().filter(|playing| is_behind && !playing.rehearsal);
    playing.map_or_else(Vec::new, |playing| rest(model, playing))
}

fn rest(model: &Model, playing: &Playing) -> Vec<PhaseNotice> {
    let notices = turns(&playing.session, model.now.mono).filter_map(|Turn { at, session, cues }| {
        let title = speech::of_moment(model, &Moment { session: &session, at, is_saying: false }, &cues)?;
        let body = if session.is_done() { routine_name(model, &playing.routine) } else { speech::doing(model, &session, at) };
        Some(PhaseNotice { session: playing.id, at, title, body })
    });
    notices.take(NOTICES).collect()
}

/// A moment of the session at which something is to be heard, and how the session stands there.
struct Turn {
    at: Mono,
    session: Session,
    cues: Vec<Cue>,
}

/// What would happen if nobody touched the session and every cue was heard.
fn turns(session: &Session, now: Mono) -> impl Iterator<Item = Turn> {
    let mut session = session.clone();
    std::iter::from_fn(move || {
        let at = session.deadline()?;
        let before = session.view(now).kind;
        let (after, cues) = session.clone().update(Event::Wake { heard_until: at }, at);
        session = after;
        let cues = cues.into_iter().filter(|cue| is_needed(*cue, before)).collect();
        Some(Turn { at, session: session.clone(), cues })
    })
    .filter(|turn| !turn.cues.is_empty())
}

/// Whether a person who cannot see the screen would do the wrong thing without it. A rest is told where it ends a hold: after
/// that the body is down already.
fn is_needed(cue: Cue, before: PhaseKind) -> bool {
    match cue {
        Cue::LastSet | Cue::Lift | Cue::Hold | Cue::Lower | Cue::SwitchLeft | Cue::SwitchRight | Cue::ChangePosition | Cue::Done => true,
        Cue::Rest => before == PhaseKind::Hold,
        Cue::Count3 | Cue::Count2 | Cue::Count1 | Cue::Halfway | Cue::Last3 | Cue::Last2 | Cue::Last1 => false,
    }
}

/// Until when cues were really given while the app stood still and the system delivered notices in its place.
///
/// As long as each notice that was `wanted` by now was `given`, that is now: the next one is still to come. Else it is the last
/// one before the first that was not, and at least the moment at which the app stood still.
#[must_use]
pub fn heard_until(wanted: &[PhaseNotice], given: impl Fn(&PhaseNotice) -> bool, stood_still: Mono, now: Mono) -> Mono {
    let mut heard = stood_still;
    for notice in wanted {
        if notice.at > now {
            return now;
        }
        if !given(notice) {
            return heard;
        }
        heard = heard.max(notice.at);
    }
    // A list that is full has left something out; one that is not ends with the session.
    let ends_with_the_session = !wanted.is_empty() && wanted.len() < NOTICES;
    if ends_with_the_session { now } else { heard }
}
