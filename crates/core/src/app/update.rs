//! The loop's one decision: what a message changes, and what is to be done about it.

use std::sync::Arc;

use super::desired::RETRY_AFTER;
use super::effect::{Beat, Effect, Query, Telling};
use super::message::{Channel, Control, FailureReason, HistoryPage, Message, Start, StoreFailure, Unsaved, Waking};
use super::model::{Interrupted, Model, Notice, Playing, Saving, Screen};
use super::settings::{Change, Settings};
use super::speech;
use crate::record::{SessionId, SessionRecord};
use crate::routine::{Id, Plan, Variant};
use crate::session::{Cue, Event, Session};
use crate::{Millis, Mono, Now};

/// Moves the model on by one message.
#[must_use]
pub fn update(model: &mut Model, message: Message, now: Now) -> Vec<Effect> {
    // The platform reads the day that it wakes up in.
    let before = (!matches!(message, Message::Woken(_))).then(|| model.today());
    model.now = now;
    let mut effects = handle(model, message);
    let newest = Effect::Load(Query::Newest { today: model.today() });
    if before.is_some_and(|before| before != model.today()) && !effects.contains(&newest) {
        effects.push(newest);
    }
    effects
}

fn handle(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Woken(waking) => woken(model, *waking),
        Message::Wake { heard_until } => {
            let mut effects = drive(model, Event::Wake { heard_until });
            effects.extend(retry(model));
            effects
        }
        Message::Start(start) => begin(model, start),
        Message::Control(control) => steer(model, control),
        Message::AskToStop => ask_to_stop(model),
        Message::KeepGoing => keep_going(model),
        Message::Continue => take_up(model),
        Message::EndInterrupted => end_interrupted(model),
        Message::LeftBehind(beat) => leave_early(model, &beat),
        Message::Refused => refused(model),
        Message::CloseFinished => {
            model.playing.take_if(|playing| playing.session.is_done());
            vec![]
        }
        Message::Show(screen) => show(model, screen),
        Message::Change(change) => set(model, change),
        Message::Test(channel) => sample(model, channel),
        Message::DismissNotice => {
            if !model.notices.is_empty() {
                model.notices.remove(0);
            }
            vec![]
        }
        Message::ShowOlder => show_older(model),
        Message::Saved(id) => saved(model, id),
        Message::NotSaved { record, why } => not_saved(model, Unsaved { record, why }),
        Message::SettingsNotSaved(why) => tell_once(model, Notice::NotSaved(why)),
        Message::Loaded(page) => loaded(model, page),
        Message::NotLoaded(why) => {
            model.history.loading = false;
            tell_once(model, Notice::NotRead(why))
        }
        Message::Report { channel, state } => {
            model.channels.insert(channel, state);
            vec![]
        }
    }
}

// ---- starting up ----

/// An interrupted session is offered again for this long.
const OFFERED_FOR: Millis = Millis(30 * 60 * 1000);

fn woken(model: &mut Model, waking: Waking) -> Vec<Effect> {
    let (settings, unusable) = Settings::from_rows(&waking.settings);
    model.settings = settings;
    model.system_language = waking.system_language;
    model.device = waking.device;
    model.last_variants = waking.last_variants;
    model.notices.extend(waking.failures.into_iter().map(Notice::NotRead));
    if !unusable.is_empty() {
        let detail = unusable.join(", ");
        model.notices.push(Notice::NotRead(StoreFailure { reason: FailureReason::Settings, detail }));
    }
    let mut effects = loaded(model, waking.page);
    if let Some(beat) = waking.interrupted {
        let age = model.now.wall.since(beat.at);
        match Session::restore(beat.session.clone(), model.now.mono) {
            Ok(session) if age <= OFFERED_FOR => {
                let summary = session.summary(model.now.mono);
                model.interrupted = Some(Interrupted { beat, summary });
            }
            Ok(_) => effects.extend(leave_early(model, &beat)),
            Err(unsound) => {
                let detail = unsound.to_string();
                model.notices.push(Notice::NotRead(StoreFailure { reason: FailureReason::Interrupted, detail }));
            }
        }
    }
    for unsaved in waking.unsaved {
        effects.extend(not_saved(model, unsaved));
    }
    effects
}

// ---- a session from start to end ----

fn begin(model: &mut Model, start: Start) -> Vec<Effect> {
    if model.is_in_session() {
        return tell_once(model, Notice::SessionRunning);
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
    let routine = model.catalogue.routine(start.routine.as_str())?;
    let variant: &Variant = match &start.variant {
        Some(variant) => routine.variant(variant.as_str())?,
        None => routine.variant_after(model.last_variant(start.routine.as_str()).map(Id::as_str))?,
    };
    let choices = model.settings.choices(model.catalogue.timing, start.alternative);
    let plan = Plan::unfold(routine, variant, model.catalogue, &choices).ok()?;
    Some((plan, variant.id.clone()))
}

fn steer(model: &mut Model, control: Control) -> Vec<Effect> {
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

fn ask_to_stop(model: &mut Model) -> Vec<Effect> {
    let Some(playing) = model.playing.as_mut().filter(|playing| !playing.session.is_done()) else { return vec![] };
    if playing.asking_to_stop.is_some() {
        return keep_going(model);
    }
    playing.asking_to_stop = Some(playing.session.is_running());
    drive(model, Event::Pause)
}

fn keep_going(model: &mut Model) -> Vec<Effect> {
    let ran = model.playing.as_mut().and_then(|playing| playing.asking_to_stop.take());
    if ran == Some(true) { drive(model, Event::Resume) } else { vec![] }
}

/// Plays an event to the session and does what follows from it.
fn drive(model: &mut Model, event: Event) -> Vec<Effect> {
    drive_saying(model, event, None)
}

/// [`drive`], with a sentence in the place of the words of the first cues.
fn drive_saying(model: &mut Model, event: Event, sentence: Option<String>) -> Vec<Effect> {
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
fn unbeat(model: &Model) -> Vec<Effect> {
    let needed = model.is_in_session() || model.interrupted.is_some() || !model.unsaved.is_empty();
    if needed { vec![] } else { vec![Effect::Unbeat] }
}

/// Another window or terminal plays a session: this one never began.
fn refused(model: &mut Model) -> Vec<Effect> {
    model.playing.take_if(|playing| !playing.session.is_done());
    let mut effects = tell_once(model, Notice::SessionElsewhere);
    effects.push(Effect::Hush);
    effects
}

// ---- a session that an earlier run left ----

fn take_up(model: &mut Model) -> Vec<Effect> {
    if model.is_in_session() {
        return tell_once(model, Notice::SessionRunning);
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

fn end_interrupted(model: &mut Model) -> Vec<Effect> {
    model.interrupted.take().map_or_else(Vec::new, |interrupted| leave_early(model, &interrupted.beat))
}

/// Records a session that nobody takes up again, with what was held until its last heartbeat.
fn leave_early(model: &mut Model, beat: &Beat) -> Vec<Effect> {
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
        sets: summary.sets,
    }))]
}

// ---- the store's answers ----

fn saved(model: &mut Model, id: SessionId) -> Vec<Effect> {
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
    effects.push(Effect::Load(Query::Newest { today: model.today() }));
    effects
}

fn not_saved(model: &mut Model, unsaved: Unsaved) -> Vec<Effect> {
    let Unsaved { record, why } = &unsaved;
    if let Some(playing) = model.playing.as_mut().filter(|playing| playing.id == record.id) {
        playing.saving = Saving::Failed(why.clone());
    }
    let (reason, notice) = (why.reason, Notice::NotSaved(why.clone()));
    let before = no_longer_unsaved(model, record.id).map(Notice::NotSaved);
    // Whoever has put the notice away is not told the same every half minute.
    if before.as_ref() != Some(&notice) {
        if let Some(before) = before {
            put_away(model, &before);
        }
        tell_once(model, notice);
    }
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
fn retry(model: &mut Model) -> Vec<Effect> {
    if model.retry_at.is_none_or(|at: Mono| at > model.now.mono) {
        return vec![];
    }
    model.retry_at = None;
    model.to_be_tried_again().map(|waiting| Effect::Save(waiting.record.clone())).collect()
}

fn loaded(model: &mut Model, page: HistoryPage) -> Vec<Effect> {
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

fn show_older(model: &mut Model) -> Vec<Effect> {
    if model.history.loading || !model.history.more {
        return vec![];
    }
    let Some(oldest) = model.history.sessions.last() else { return vec![] };
    model.history.loading = true;
    vec![Effect::Load(Query::Older { local_day: oldest.local_day, started_at: oldest.started_at, id: oldest.id })]
}

// ---- screens, settings, notices ----

fn show(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.playing.take_if(|playing| playing.session.is_done());
    model.screen = match screen {
        Screen::Routine(id) if model.catalogue.routine(id.as_str()).is_none() => Screen::Routines,
        known => known,
    };
    vec![]
}

fn set(model: &mut Model, change: Change) -> Vec<Effect> {
    model.settings.apply(&change);
    vec![Effect::SaveSettings(model.settings.row(&change))]
}

fn sample(model: &Model, channel: Channel) -> Vec<Effect> {
    let settings = &model.settings;
    let telling = match channel {
        Channel::Sound => Telling { cues: vec![Cue::Hold], sound: Some(settings.sound_volume), voice: None },
        Channel::Voice => Telling { cues: vec![], sound: None, voice: Some(speech::spoken(model, model.texts().get("voice-test"))) },
        Channel::Awake => return vec![],
    };
    vec![Effect::Sample(channel, telling)]
}

/// The cues in every channel that is on. A sentence takes the place of their words.
fn tell(model: &mut Model, cues: Vec<Cue>, sentence: Option<String>) -> Option<Effect> {
    let playing = model.playing.as_mut().filter(|_| model.settings.voice);
    let words = match (playing, sentence) {
        (Some(playing), Some(sentence)) => {
            playing.saying_until = Some(model.now.mono + speech::length(&sentence));
            Some(sentence)
        }
        (Some(_), None) => model.playing.as_ref().and_then(|playing| speech::of_cues(model, playing, &cues)),
        (None, _) => None,
    };
    if cues.is_empty() && words.is_none() {
        return None;
    }
    Some(Effect::Tell(Telling {
        sound: (model.settings.sound && !cues.is_empty()).then_some(model.settings.sound_volume),
        voice: words.map(|words| speech::spoken(model, words)),
        cues,
    }))
}

fn tell_once(model: &mut Model, notice: Notice) -> Vec<Effect> {
    if !model.notices.contains(&notice) {
        model.notices.push(notice);
    }
    vec![]
}

fn put_away(model: &mut Model, notice: &Notice) {
    model.notices.retain(|told| told != notice);
}
