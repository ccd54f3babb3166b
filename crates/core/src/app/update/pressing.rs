//! What a person does about breaks, in the app or in a notification.

use super::asking::ask;
use super::breaks::change;
use super::hours::{add_holiday, hours, remove_holiday};
use super::playing;
use super::screens::show;
use crate::app::effect::Effect;
use crate::app::message::Start;
use crate::app::model::{Model, Screen};
use crate::app::pressed::{Break, BreakSheet, Opening, Pressed};
use crate::app::reminder::Reminder;
use crate::app::request::Request;
use crate::app::watch::BreakWindow;
use crate::breaks::{Fact, OfferId, Pause, ReminderChange, Snooze};

pub(super) fn press(model: &mut Model, deed: Break) -> Vec<Effect> {
    model.watch.pressed += 1;
    match deed {
        Break::Open(sheet) => open(model, sheet),
        Break::Close if model.watch.asks_only() => make_way(model),
        Break::Close => close(model),
        // The guide needs a larger window.
        Break::Start if model.watch.asks_only() => vec![Effect::OpenWindow(Opening::Start)],
        Break::Start => {
            model.watch.sheet = None;
            playing::begin(model, Start::routine(QUICK))
        }
        Break::Later(snooze) => {
            close(model);
            ask(model, Request::Later { minutes: snooze.map(Snooze::get) })
        }
        Break::Moved => {
            close(model);
            ask(model, Request::Moved)
        }
        Break::Skip(reason) => {
            let hurts = reason.as_ref().is_some_and(|reason| reason.as_str() == HURTS);
            model.watch.sheet = hurts.then_some(BreakSheet::Hurts);
            ask(model, Request::Skip { reason })
        }
        Break::Press(offer, pressed) => pressed_on(model, offer, pressed),
        Break::Pause(pause) => {
            close(model);
            let until = pause.until(model.watch.reminders(), &model.now);
            change(model, ReminderChange::PauseUntil(Some(until)))
        }
        Break::PauseUntil(until) => change(model, ReminderChange::PauseUntil(until)),
        Break::RestToday(on) => rest_today(model, on),
        Break::FlareUpToday(on) => flare_up_today(model, on),
        Break::Correct(offer, answer) => {
            close(model);
            if model.watch.row(offer).is_none_or(|row| row.outcome.is_none()) {
                return vec![];
            }
            ask(model, Request::State { fact: Fact::Corrected { offer, answer } })
        }
        Break::Change(changed) => change(model, changed),
        Break::Hours(edit) => hours(model, edit),
        Break::AddHoliday(holiday) => {
            close(model);
            add_holiday(model, holiday)
        }
        Break::RemoveHoliday(place) => remove_holiday(model, place),
        Break::Try => vec![Effect::TryReminder(Reminder::sample(model))],
        Break::Allow => vec![Effect::AskToNotify],
    }
}

/// The routine for a break.
const QUICK: &str = "quick-bridge";

/// The reason that leads to the page on clinicians.
const HURTS: &str = "hurts";

fn open(model: &mut Model, sheet: BreakSheet) -> Vec<Effect> {
    model.watch.odd_range = None;
    let exists = match sheet {
        BreakSheet::Due => model.watch.open().is_some(),
        BreakSheet::Hurts | BreakSheet::Pause | BreakSheet::Hours(_) | BreakSheet::DayOff => true,
        BreakSheet::Correct(offer) => model.watch.row(offer).is_some_and(|row| row.outcome.is_some()),
    };
    model.watch.sheet = Some(sheet).filter(|_| exists && !model.is_in_session());
    vec![]
}

fn close(model: &mut Model) -> Vec<Effect> {
    model.watch.sheet = None;
    vec![]
}

/// A notification may be older than what it asks about.
fn pressed_on(model: &mut Model, offer: OfferId, pressed: Pressed) -> Vec<Effect> {
    let is_open = model.watch.open().is_some_and(|row| row.id == offer);
    match pressed {
        Pressed::Body if model.watch.windowless => vec![Effect::OpenWindow(Opening::Due)],
        Pressed::Start if model.watch.windowless => vec![Effect::OpenWindow(Opening::Start)],
        Pressed::Body => {
            let mut effects = show(model, Screen::Today);
            effects.extend(summoned(model, Opening::Due));
            effects
        }
        Pressed::Start => summoned(model, Opening::Start),
        Pressed::Later if is_open => press(model, Break::Later(None)),
        Pressed::Moved if is_open => press(model, Break::Moved),
        Pressed::Later | Pressed::Moved => vec![],
    }
}

/// The window comes forward with what it is wanted for. The small one has grown to be it.
pub(super) fn summoned(model: &mut Model, opening: Opening) -> Vec<Effect> {
    if model.watch.asks_only() {
        model.watch.break_window = BreakWindow::Elsewhere;
    }
    let mut effects = vec![Effect::ComeForward];
    effects.extend(opening.deed().into_iter().flat_map(|deed| press(model, deed)));
    effects
}

/// The small window closes: the person has put it away, or a larger one has taken over.
pub(super) fn make_way(model: &mut Model) -> Vec<Effect> {
    if model.watch.asks_only() {
        model.watch.break_window = BreakWindow::Done;
    }
    vec![]
}

/// A day of rest has no reminders and keeps the streak.
fn rest_today(model: &mut Model, on: bool) -> Vec<Effect> {
    close(model);
    let today = model.today();
    let until = on.then(|| Pause::UntilTomorrow.until(model.watch.reminders(), &model.now));
    let mut effects = ask(model, Request::State { fact: Fact::Rest { day: today, on } });
    effects.extend(change(model, ReminderChange::PauseUntil(until)));
    effects
}

/// A day of a flare-up keeps the streak. Getting up is fine on it, so reminders go on.
fn flare_up_today(model: &mut Model, on: bool) -> Vec<Effect> {
    close(model);
    let today = model.today();
    if model.watch.flares_up_on(today) == on {
        return vec![];
    }
    ask(model, Request::State { fact: Fact::FlareUp { day: today, on } })
}
