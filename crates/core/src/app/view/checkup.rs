//! The check-up: whether reminders come, and what helps where they do not.

use super::reminders::{may_allow, problem};
use crate::app::login::LoginProblem;
use crate::app::message::{Channel, ChannelState, Message, SystemPage};
use crate::app::model::{Model, Screen};
use crate::app::person::Busy;
use crate::app::pressed::Break;
use crate::app::watch::BreakWindow;
use crate::breaks::ReminderChange;
use crate::text::Texts;

/// Whether reminders come.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckupView {
    /// "Reminders come as they should"
    pub title: String,
    pub lead: String,
    pub checks: Vec<CheckRow>,
    /// The last reminders: "14:24", "shown 2 s after its time".
    pub last: Vec<(String, String)>,
    /// Whether a sample can be shown.
    pub may_try: bool,
    /// Whether the person can be asked to allow notifications.
    pub may_allow: bool,
}

/// Something that reminders need.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckRow {
    pub icon: &'static str,
    pub title: String,
    pub detail: String,
    pub verdict: Verdict,
    /// What can be done about it here.
    pub fix: Option<Fix>,
}

/// A button of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub text: String,
    /// For a screen reader: "Turn on: Start at login"
    pub label: String,
    pub remedy: Remedy,
}

/// What a button of a check does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    TurnOn,
    SetHours,
    EndPause,
    StartAtLogin,
    Open(SystemPage),
}

impl Remedy {
    #[must_use]
    pub const fn message(self) -> Message {
        match self {
            Self::TurnOn => Message::Break(Break::Change(ReminderChange::Enabled(true))),
            Self::SetHours => Message::Show(Screen::Settings),
            Self::EndPause => Message::Break(Break::PauseUntil(None)),
            Self::Open(page) => Message::OpenPage(page),
            Self::StartAtLogin => Message::StartAtLogin(true),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Fine,
    /// It keeps reminders away, or makes them worse.
    Fault,
    /// Reminders come, but something of what they are answered is missing.
    Lost,
    /// As it is here, and nothing to be done about.
    Told,
}

const DELIVERIES: usize = 10;

#[must_use]
pub fn checkup(model: &Model) -> CheckupView {
    let texts = model.texts();
    let standing = Standing::of(model);
    let shown = model.watch.rows.iter().rev().filter_map(|row| Some((row, row.shown_at?))).take(DELIVERIES);
    let last = shown.map(|(row, shown)| {
        let local = shown.at_offset(row.offset_seconds);
        let day = texts.day(row.local_day, model.today());
        let time = texts.clock(local, model.clock());
        let late = shown.since(row.due_at);
        let when = texts.format("checkup-when", &[("day", day.into()), ("time", time.into())]);
        (when, texts.format("checkup-late", &[("late", texts.duration(late).into())]))
    });
    CheckupView {
        title: standing.words(texts, "checkup-heading"),
        lead: texts.get(if standing == Standing::Fine { "checkup-lead-fine" } else { "checkup-lead" }),
        checks: checks(model),
        last: last.collect(),
        may_try: matches!(model.channel(Channel::Notifications), ChannelState::Ready { .. }),
        may_allow: may_allow(model),
    }
}

/// How it stands with reminders in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Fine,
    /// So many things keep reminders from coming.
    Faults(usize),
    /// They come, but something of what they are answered is missing.
    Lost,
}

impl Standing {
    pub(super) fn of(model: &Model) -> Self {
        let checks = checks(model);
        let faults = checks.iter().filter(|check| check.verdict == Verdict::Fault).count();
        if faults > 0 {
            Self::Faults(faults)
        } else if checks.iter().any(|check| check.verdict == Verdict::Lost) {
            Self::Lost
        } else {
            Self::Fine
        }
    }

    /// In a sentence that begins with the number of faults.
    pub(super) fn words(self, texts: &Texts, counted: &str) -> String {
        match self {
            Self::Fine => texts.format(counted, &[("faults", 0_usize.into())]),
            Self::Faults(faults) => texts.format(counted, &[("faults", faults.into())]),
            Self::Lost => texts.get("checkup-lost"),
        }
    }
}

fn checks(model: &Model) -> Vec<CheckRow> {
    if model.watch.plans_ahead() {
        return super::phone::checks(model, is_on(model), ledger(model));
    }
    let rows = [
        Some(is_on(model)),
        Some(system(model)),
        quiet(model),
        Some(presence(model)),
        Some(calls(model)),
        tray(model),
        at_login(model),
        Some(ledger(model)),
    ];
    rows.into_iter().flatten().collect()
}

pub(super) fn check(model: &Model, icon: &'static str, title: &str, detail: String, verdict: Verdict) -> CheckRow {
    CheckRow { icon, title: model.texts().get(title), detail, verdict, fix: None }
}

impl CheckRow {
    pub(super) fn with_fix(mut self, model: &Model, text: &str, remedy: Remedy) -> Self {
        let texts = model.texts();
        let text = texts.get(text);
        let label = texts.format("checkup-help-aria", &[("help", text.clone().into()), ("check", self.title.clone().into())]);
        self.fix = Some(Fix { text, label, remedy });
        self
    }
}

/// Whether reminders are wanted at all.
fn is_on(model: &Model) -> CheckRow {
    let (texts, settings) = (model.texts(), model.watch.reminders());
    let row = |detail, verdict| check(model, "timer", "checkup-on", texts.get(detail), verdict);
    if !settings.enabled {
        return row("checkup-on-off", Verdict::Fault).with_fix(model, "checkup-turn-on", Remedy::TurnOn);
    }
    if settings.active.is_empty() {
        return row("checkup-on-no-hours", Verdict::Fault).with_fix(model, "checkup-open-settings", Remedy::SetHours);
    }
    match settings.pause_until.filter(|until| *until > model.now.wall) {
        Some(until) => {
            let text = texts.format("checkup-on-paused", &[("time", super::breaks::at(model, until).into())]);
            let row = check(model, "timer", "checkup-on", text, Verdict::Told);
            // A day of rest is ended where it was begun.
            if model.watch.rests_on(model.today()) { row } else { row.with_fix(model, "sitting-resume", Remedy::EndPause) }
        }
        None => row("checkup-on-fine", Verdict::Fine),
    }
}

/// Who brings reminders to the person.
fn system(model: &Model) -> CheckRow {
    let texts = model.texts();
    let has_window = model.watch.break_window == BreakWindow::Elsewhere;
    let row = |detail, verdict| check(model, "bell", "checkup-system", detail, verdict);
    match model.channel(Channel::Notifications) {
        ChannelState::Ready { name } if name.is_empty() => row(texts.get("checkup-system-browser"), Verdict::Fine),
        ChannelState::Unasked => row(texts.get("checkup-system-unasked"), Verdict::Fault),
        ChannelState::Forbidden => row(texts.get("checkup-system-forbidden"), Verdict::Fault),
        ChannelState::Ready { name } => row(texts.format("checkup-system-fine", &[("name", name.clone().into())]), Verdict::Fine),
        // Where a small window stands in for them, reminders come all the same.
        ChannelState::Missing { why } => {
            let (text, verdict) =
                if has_window { ("checkup-system-missing-window", Verdict::Told) } else { ("checkup-system-missing", Verdict::Fault) };
            row(texts.format(text, &[("why", why.clone().into())]), verdict)
        }
        ChannelState::Unsupported if has_window => row(texts.get("checkup-system-none-window"), Verdict::Told),
        ChannelState::Unknown if has_window => row(texts.get("checkup-system-asked"), Verdict::Told),
        ChannelState::Unknown | ChannelState::Unsupported => row(texts.get("checkup-system-none"), Verdict::Fault),
    }
}

/// Whether the program that shows reminders holds them back. Nothing to be told where it does not say.
fn quiet(model: &Model) -> Option<CheckRow> {
    let ChannelState::Ready { name } = model.channel(Channel::Notifications) else { return None };
    let (detail, verdict) = match (model.watch.do_not_disturb?, name.as_str()) {
        (false, _) => ("checkup-quiet-off", Verdict::Fine),
        (true, DUNST) => ("checkup-quiet-on-dunst", Verdict::Fault),
        (true, _) => ("checkup-quiet-on", Verdict::Fault),
    };
    let detail = model.texts().format(detail, &[("name", name.clone().into())]);
    Some(check(model, "mute", "checkup-quiet", detail, verdict))
}

/// Has no settings to be clicked, and another way out.
const DUNST: &str = "dunst";

/// Where the agent tells the time to the next break. A page has nothing to do with trays.
fn tray(model: &Model) -> Option<CheckRow> {
    let (detail, verdict) = match model.channel(Channel::Tray) {
        ChannelState::Ready { .. } => ("checkup-tray-fine", Verdict::Fine),
        ChannelState::Missing { .. } => ("checkup-tray-missing", Verdict::Told),
        ChannelState::Unsupported => ("checkup-tray-none", Verdict::Told),
        ChannelState::Unknown | ChannelState::Unasked | ChannelState::Forbidden => return None,
    };
    Some(check(model, "today", "checkup-tray", model.texts().get(detail), verdict))
}

/// Through what it is noticed that somebody is there, or is not.
fn presence(model: &Model) -> CheckRow {
    let texts = model.texts();
    let through = |channel| match model.channel(channel) {
        ChannelState::Ready { name } => Some(name.clone()),
        ChannelState::Missing { .. }
        | ChannelState::Unknown
        | ChannelState::Unsupported
        | ChannelState::Unasked
        | ChannelState::Forbidden => None,
    };
    let (detail, verdict) = match (through(Channel::Presence), through(Channel::Sleep)) {
        (Some(name), Some(sleep)) => {
            (texts.format("checkup-presence-both", &[("name", name.into()), ("sleep", sleep.into())]), Verdict::Fine)
        }
        (Some(name), None) => (texts.format("checkup-presence-fine", &[("name", name.into())]), Verdict::Fine),
        (None, Some(sleep)) => (texts.format("checkup-presence-sleep", &[("sleep", sleep.into())]), Verdict::Told),
        (None, None) => (texts.get("checkup-presence-none"), Verdict::Told),
    };
    check(model, "chair", "checkup-presence", detail, verdict)
}

/// Through what calls are noticed, and what reminders wait for now.
fn calls(model: &Model) -> CheckRow {
    let texts = model.texts();
    let (detail, verdict) = match (model.channel(Channel::Calls), model.watch.busy()) {
        (ChannelState::Ready { .. }, _) if !model.watch.reminders().quiet_in_call => (texts.get("checkup-calls-off"), Verdict::Told),
        (ChannelState::Ready { .. }, Some(Busy::FullScreen)) => (texts.get("checkup-calls-full-screen"), Verdict::Told),
        (ChannelState::Ready { .. }, Some(Busy::Held { by })) => {
            (texts.format("checkup-calls-held", &[("name", by.clone().into())]), Verdict::Told)
        }
        (ChannelState::Ready { name }, None) => (texts.format("checkup-calls-fine", &[("name", name.clone().into())]), Verdict::Fine),
        (
            ChannelState::Missing { .. }
            | ChannelState::Unknown
            | ChannelState::Unsupported
            | ChannelState::Unasked
            | ChannelState::Forbidden,
            _,
        ) => (texts.get("checkup-calls-none"), Verdict::Told),
    };
    check(model, "camera", "checkup-calls", detail, verdict)
}

/// Whether reminders come after the next login, too. Nothing to be told where a system has no such thing.
fn at_login(model: &Model) -> Option<CheckRow> {
    let (texts, told) = (model.texts(), model.at_login.as_ref()?);
    let row = |detail, verdict| check(model, "power", "at-login", detail, verdict);
    Some(match (&told.problem, told.on) {
        (Some(why), _) => {
            let row = row(problem(model, why), Verdict::Fault);
            // What is not installed cannot be started either.
            let can_fix = !matches!(why, LoginProblem::NoAgent);
            if can_fix { row.with_fix(model, "checkup-try-again", Remedy::StartAtLogin) } else { row }
        }
        (None, true) => row(texts.get("checkup-login-on"), Verdict::Fine),
        (None, false) => row(texts.get("checkup-login-off"), Verdict::Told).with_fix(model, "checkup-turn-on", Remedy::StartAtLogin),
    })
}

fn ledger(model: &Model) -> CheckRow {
    let row = |detail, verdict| check(model, "history", "checkup-ledger", model.texts().get(detail), verdict);
    match (&model.watch.breaks, &model.watch.why) {
        (None, _) => row("checkup-ledger-unread", Verdict::Fault),
        (Some(_), Some(_)) => row("checkup-ledger-unsaved", Verdict::Fault),
        (Some(_), None) => row("checkup-ledger-fine", Verdict::Fine),
    }
}
