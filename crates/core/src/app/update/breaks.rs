//! Breaks from sitting: time passes, the machine sees somebody, something is set, another process asks, and what comes of it is stored.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::asking::{ask, hand_over};
use super::journal::{end_journal, pick_up};
use super::telling::{put_away, tell_again, tell_once};
use crate::app::desired::RETRY_AFTER;
use crate::app::effect::Effect;
use crate::app::message::{Channel, ChannelState, FailureReason, StoreFailure};
use crate::app::model::{Model, Notice, Screen};
use crate::app::person::Seen;
use crate::app::pressed::BreakSheet;
use crate::app::request::{BreaksLeft, Request};
use crate::app::watch::{BreakWindow, Role, SESSION_IS_GONE, ShownReminder, Sight, TELL_SESSION_EVERY};
use crate::breaks::{Breaks, DayStarts, Event, Fact, LedgerEvent, Offers, ReminderChange, ReminderRows, SittingRecord, TimeOfDay};
use crate::{Millis, Mono};

/// What was left is taken up: by whoever watches, and by whoever looks on.
pub(super) fn begin(model: &mut Model, rows: &BTreeMap<String, Value>, left: Option<BreaksLeft>) -> Vec<Effect> {
    let (settings, unusable) = ReminderRows::from_rows(rows, day_starts(model));
    model.watch.settings = settings;
    if !unusable.is_empty() {
        let failure = StoreFailure { reason: FailureReason::Settings, detail: unusable.join(", ") };
        tell_once(model, Notice::NotRead(failure));
    }
    let Some(left) = left else { return vec![] };
    if !left.unusable.is_empty() {
        let failure = StoreFailure { reason: FailureReason::Breaks, detail: left.unusable.join(", ") };
        tell_once(model, Notice::NotRead(failure));
    }
    model.watch.fold(left.facts);
    model.watch.role = if left.watches { Role::Watches } else { Role::LooksOn };
    (model.watch.silent, model.watch.windowless) = (left.silent, left.windowless);
    (model.watch.break_window, model.watch.plans_ahead) = (left.break_window, left.plans_ahead);
    if model.watch.plans_ahead() {
        model.watch.files.reading = left.reading;
        return pick_up(model, left.sitting, &left.journal);
    }
    take_up(model, left.sitting);
    count_from_here(model)
}

/// What was seen while this process did not count is taken in first: nobody is reminded in a call that began before.
pub(super) fn count_from_here(model: &mut Model) -> Vec<Effect> {
    let events = model.watch.person.stands(model.now.mono);
    let mut effects = apply_all(model, events);
    effects.extend(apply(model, if model.watch.in_session { Event::Start } else { Event::Wake }));
    effects
}

/// The breaks as ledger and snapshot tell them.
pub(super) fn take_up(model: &mut Model, sitting: Option<SittingRecord>) {
    let now = model.now;
    let settings = model.watch.reminders().clone();
    let offers = Offers::resume(&model.watch.ledger, model.device, &now);
    let seed = model.mint.mint(now.wall).as_u128();
    model.watch.breaks = Some(match sitting {
        Some(sitting) => Breaks::resume(settings, sitting, offers, seed, &now),
        None => Breaks::begin(settings, offers, seed, &now),
    });
    if let (Some(breaks), true) = (&mut model.watch.breaks, model.watch.silent) {
        breaks.hush();
    }
    model.watch.turns += 1;
}

/// Time has passed.
pub(super) fn pass(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    // What happened meanwhile is in the journal, and comes first.
    if model.watch.sight != Sight::Before {
        return vec![];
    }
    // A trial's clock is not the one that people sit by.
    if model.playing.as_ref().is_some_and(|playing| playing.rehearsal) {
        return vec![];
    }
    let Some(breaks) = &mut model.watch.breaks else { return vec![] };
    if model.watch.role == Role::LooksOn {
        breaks.look(&now);
        if model.watch.kept.is_none_or(|kept| now.mono.since(kept) >= model.watch.look_every()) {
            model.watch.kept = Some(now.mono);
        }
        return vec![];
    }
    let mut effects = if model.watch.session_elsewhere.is_some_and(|heard| now.mono.since(heard) >= SESSION_IS_GONE) {
        model.watch.session_elsewhere = None;
        apply(model, NO_SESSION)
    } else {
        vec![]
    };
    effects.extend(apply(model, Event::Wake));
    effects.extend(keep(model));
    effects
}

/// A session is over of which nothing was held.
const NO_SESSION: Event = Event::Done { session: None, held: Millis::ZERO, planned: Millis::ZERO };

/// The machine has seen somebody, or nobody.
pub(super) fn seen(model: &mut Model, seen: &Seen) -> Vec<Effect> {
    let events = model.watch.person.see(seen, model.now.mono);
    let mut effects = apply_all(model, events);
    // What is kept says when somebody was there last.
    model.watch.kept = None;
    effects.extend(keep(model));
    effects
}

/// A session begins or is over, however that came about.
pub(super) fn follow_session(model: &mut Model) -> Vec<Effect> {
    let playing = model.playing.as_ref().filter(|playing| !playing.rehearsal);
    let in_session = playing.is_some_and(|playing| !playing.session.is_done());
    let now = model.now.mono;
    if in_session == model.watch.in_session {
        // Told again and again: whoever watches cannot see when this process is killed.
        let is_old = model.watch.told_session.is_some_and(|told| now.since(told) >= TELL_SESSION_EVERY);
        let again = in_session && is_old && !model.watch.is_watching();
        return if again { tell_session(model) } else { vec![] };
    }
    model.watch.in_session = in_session;
    if in_session {
        model.watch.sheet = None;
        return tell_session(model);
    }
    // One that was refused is gone, and was none.
    let done = playing.map(|playing| (playing.id, playing.session.summary(model.now.mono)));
    let request = done.map_or(Request::Done { session: None, held: Millis::ZERO, planned: Millis::ZERO }, |(id, summary)| Request::Done {
        session: Some(id),
        held: summary.held(),
        planned: summary.planned(),
    });
    ask(model, request)
}

fn tell_session(model: &mut Model) -> Vec<Effect> {
    model.watch.told_session = Some(model.now.mono);
    ask(model, Request::Begun)
}

/// Sets something, stores it, and tells whoever watches.
pub(super) fn change(model: &mut Model, change: ReminderChange) -> Vec<Effect> {
    let today = model.today();
    // The moment at which a person knows what for.
    let asks = change == ReminderChange::CountSteps(true) && *model.channel(Channel::Steps) == ChannelState::Unasked;
    let rows = model.watch.settings.change(change, today);
    let mut effects = vec![Effect::SaveSettings(rows.clone())];
    effects.extend(if model.watch.is_watching() { set(model) } else { hand_over(model, Request::Settings { rows }) });
    effects.extend(asks.then_some(Effect::AskForSteps));
    effects
}

/// The hour at which a day starts was set.
pub(super) fn start_days(model: &mut Model) -> Vec<Effect> {
    let starts = day_starts(model);
    model.watch.settings.start_days_at(starts);
    set(model)
}

pub(super) fn set(model: &mut Model) -> Vec<Effect> {
    // Whoever wants to hear nothing for a while sees nothing either. It is the next reminder that comes after that.
    if model.watch.reminders().pause_until.is_some_and(|until| model.now.wall < until) {
        model.watch.shown = None;
    }
    let settings = Box::new(model.watch.reminders().clone());
    apply(model, Event::Settings(settings))
}

pub(super) fn day_starts(model: &Model) -> DayStarts {
    let time = TimeOfDay::parse(&format!("{:02}:00", model.settings.day_start.hour()));
    time.and_then(DayStarts::new).unwrap_or(crate::breaks::ReminderSettings::default().day_starts)
}

/// Nobody else watches any more: this process does from now on.
pub(super) fn watch(model: &mut Model, left: BreaksLeft) -> Vec<Effect> {
    if model.watch.is_watching() {
        return vec![];
    }
    model.watch.fold(left.facts);
    model.watch.asking = 0;
    model.watch.role = Role::Watches;
    take_up(model, left.sitting);
    let mut effects = count_from_here(model);
    effects.extend(keep_now(model));
    effects
}

/// Somebody else watches instead of this process, and reminds. What it had to write down is on its way to the store.
pub(super) fn overtaken(model: &mut Model) -> Vec<Effect> {
    model.watch.role = Role::LooksOn;
    model.watch.shown = None;
    vec![]
}

/// Moves the breaks on, and has what follows from it written down.
pub(super) fn apply(model: &mut Model, event: Event) -> Vec<Effect> {
    let now = model.now;
    let Some(breaks) = model.watch.breaks.as_mut().filter(|_| model.watch.role == Role::Watches) else { return vec![] };
    let is_time_only = event == Event::Wake;
    let facts = breaks.update(event, &now);
    model.watch.turns += u64::from(!is_time_only || !facts.is_empty());
    write_down(model, facts)
}

fn apply_all(model: &mut Model, events: Vec<Event>) -> Vec<Effect> {
    events.into_iter().flat_map(|event| apply(model, event)).collect()
}

pub(super) fn write_down(model: &mut Model, facts: Vec<LedgerEvent>) -> Vec<Effect> {
    if facts.is_empty() {
        return vec![];
    }
    let effects = vec![Effect::SaveFacts(facts.clone())];
    for event in &facts {
        if let Fact::Shown { offer, reminder, kind } = event.fact {
            model.watch.shown = Some(ShownReminder { fact: event.id, offer, reminder, kind, settled: false, by_system: false });
            // Where neither the system shows reminders nor a small window can, the page itself has to.
            let is_shown = matches!(model.channel(Channel::Notifications), ChannelState::Ready { .. });
            if !is_shown && model.watch.break_window == BreakWindow::Never {
                open_when_folded(model);
            }
        }
    }
    model.watch.fold(facts.iter().cloned());
    // What an answer has closed is not asked about any more.
    if model.watch.sheet == Some(BreakSheet::Due) && model.watch.open().is_none() {
        model.watch.sheet = None;
    }
    model.watch.unstored.extend(facts);
    effects
}

fn open_when_folded(model: &mut Model) {
    let covered = model.is_in_session() || !model.diary.sheets.is_empty() || matches!(model.screen, Screen::FirstRun(_));
    if !covered && model.playing.is_none() {
        model.watch.sheet = Some(BreakSheet::Due);
    }
}

pub(super) fn facts_saved(model: &mut Model, ids: &[Uuid]) -> Vec<Effect> {
    model.watch.unstored.retain(|event| !ids.contains(&event.id));
    if let Some(shown) = model.watch.shown.as_mut().filter(|shown| ids.contains(&shown.fact)) {
        shown.settled = true;
    }
    if model.watch.unstored.is_empty()
        && let Some(why) = model.watch.why.take()
    {
        put_away(model, &Notice::NotSaved(why));
    }
    keep_now(model).into_iter().chain(end_journal(model)).collect()
}

/// A disk that takes nothing keeps nobody in a chair: the reminder comes all the same.
pub(super) fn facts_not_saved(model: &mut Model, why: StoreFailure) -> Vec<Effect> {
    if let Some(shown) = &mut model.watch.shown {
        shown.settled = true;
    }
    let before = model.watch.why.replace(why.clone()).map(Notice::NotSaved);
    if why.reason.may_pass() {
        model.retry_at = Some(model.now.mono + RETRY_AFTER);
    }
    tell_again(model, before.as_ref(), Notice::NotSaved(why));
    vec![]
}

/// Tries again to store what could not be stored.
pub(super) fn retry_facts(model: &Model) -> Option<Effect> {
    model.watch.is_to_be_tried_again().then(|| Effect::SaveFacts(model.watch.unstored.clone()))
}

/// The snapshot of the sitting, from time to time.
fn keep(model: &mut Model) -> Option<Effect> {
    let now: Mono = model.now.mono;
    let in_hours = model.watch.breaks.as_ref().is_some_and(Breaks::is_in_hours);
    let is_due = model.watch.kept.is_none_or(|kept| now.since(kept) >= model.watch.look_every());
    if in_hours && is_due { keep_now(model) } else { None }
}

pub(super) fn keep_now(model: &mut Model) -> Option<Effect> {
    let breaks = model.watch.breaks.as_ref().filter(|_| model.watch.is_watching())?;
    let record = breaks.sitting().record();
    model.watch.kept = Some(model.now.mono);
    // A snapshot says what was asked for already; it must not be ahead of the facts.
    model.watch.unstored.is_empty().then_some(Effect::KeepSitting(record))
}
