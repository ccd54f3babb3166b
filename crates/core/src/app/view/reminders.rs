//! Reminders in Settings, the hours of a weekday, and the check-up.

use chrono::Weekday;

use super::StepperView;
use crate::app::login::LoginProblem;
use crate::app::message::{Channel, ChannelState, Message, SystemPage};
use crate::app::model::{Model, Screen};
use crate::app::watch::{Break, BreakWindow, Busy, OddRange};
use crate::breaks::{Range, ReminderChange, TimeOfDay, Week};
use crate::text::Texts;
use crate::{LocalDay, Wall};

/// What is set about reminders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemindersView {
    pub enabled: bool,
    pub limit: StepperView,
    /// Whether reminders wait during calls; none where nothing tells of any.
    pub waits: Option<bool>,
    /// Whether steps count as having moved; none where nothing counts any.
    pub steps: Option<bool>,
    pub snooze: StepperView,
    pub repeats: StepperView,
    pub every: StepperView,
    pub reset: StepperView,
    /// In the order of the person's week.
    pub week: Vec<HoursRow>,
    pub days_off: Vec<DayOffRow>,
    /// Whether the system starts reminders at login; none where it has no such thing.
    pub at_login: Option<LoginView>,
    /// How many things keep reminders from coming.
    pub faults: usize,
    /// "Nothing keeps reminders from coming."
    pub checkup: String,
}

/// Reminders from login on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginView {
    pub on: bool,
    /// What does not work about it, and what helps.
    pub problem: Option<String>,
}

/// The hours of a weekday in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursRow {
    pub day: Weekday,
    /// "Mon"
    pub short: String,
    /// "9:00 – 12:30, 13:30 – 17:30", or "Rest day".
    pub hours: String,
    /// For a screen reader: "Mon 9:00 – 17:30: change the hours of Monday". It begins with what is seen.
    pub label: String,
    /// Where each range begins and how long it is, in percent of a day. Over midnight it ends at the end of the rail.
    pub rail: Vec<(u32, u32)>,
}

/// Days off in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOffRow {
    /// "1 July to 14 July 2027"
    pub text: String,
    /// "Remove 1 July to 14 July 2027"
    pub remove: String,
}

/// The hours of a weekday, to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursSheet {
    pub day: Weekday,
    /// "Monday"
    pub title: String,
    pub ranges: Vec<RangeRow>,
    pub may_add: bool,
    /// Another day whose hours these could be: "As on Tuesday".
    pub copies: Vec<(Weekday, String)>,
}

/// A range, to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeRow {
    /// "09:00", as fields for times have it.
    pub start: String,
    pub end: String,
    /// "ends on the next day"
    pub remark: Option<String>,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
    /// "Remove 9:00 – 12:30"
    pub remove: String,
}

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
    /// As it is here, and nothing to be done about.
    Told,
}

/// When one usually sits, as a new person is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsualHoursView {
    /// In the order of the person's week.
    pub days: Vec<UsualDay>,
    /// "09:00", as fields for times have it.
    pub start: String,
    pub end: String,
    /// "Reminders start on one day and end on the next."
    pub remark: Option<String>,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
    pub limit: StepperView,
    /// "About 8 a day"
    pub about: String,
    /// What the other days are.
    pub note: String,
    /// Whether the person can be asked to allow notifications.
    pub may_allow: bool,
}

/// A weekday that has the usual hours or is a day of rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsualDay {
    pub day: Weekday,
    /// "M"
    pub letter: String,
    /// "Monday"
    pub name: String,
    pub on: bool,
}

const WEEKDAYS: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
const DELIVERIES: usize = 10;

#[must_use]
pub fn reminders(model: &Model) -> RemindersView {
    let (texts, settings) = (model.texts(), model.watch.reminders());
    let steps = |now, least, most| minutes(texts, now, least, most);
    let times = u64::from(settings.repeat.times.get());
    let week = weekdays(model).map(|day| hours_row(model, day)).collect();
    let faults = checks(model).iter().filter(|check| check.verdict == Verdict::Fault).count();
    RemindersView {
        enabled: settings.enabled,
        limit: limit(model),
        waits: matches!(model.channel(Channel::Calls), ChannelState::Ready { .. }).then_some(settings.quiet_in_call),
        steps: counts_steps(model).then_some(settings.count_steps),
        snooze: steps(settings.snooze.get(), 1, 60),
        repeats: StepperView {
            text: texts.format("reminders-times", &[("times", times.into())]),
            less: times.checked_sub(1),
            more: (times < 10).then_some(times + 1),
        },
        every: steps(settings.repeat.every.get(), 1, 60),
        reset: steps(settings.away_reset.get(), 1, 60),
        week,
        days_off: settings.holidays.iter().map(|holiday| day_off(model, LocalDay(holiday.from()), LocalDay(holiday.to()))).collect(),
        at_login: model
            .at_login
            .as_ref()
            .map(|told| LoginView { on: told.on, problem: told.problem.as_ref().map(|why| problem(model, why)) }),
        faults,
        checkup: texts.format("checkup-short", &[("faults", faults.into())]),
    }
}

fn counts_steps(model: &Model) -> bool {
    match model.channel(Channel::Steps) {
        ChannelState::Ready { .. } | ChannelState::Unasked | ChannelState::Forbidden => true,
        ChannelState::Unknown | ChannelState::Missing { .. } | ChannelState::Unsupported => false,
    }
}

/// Minutes in steps of five.
fn minutes(texts: &Texts, now: u64, least: u64, most: u64) -> StepperView {
    const STEP: u64 = 5;
    StepperView {
        text: texts.format("duration-minutes", &[("minutes", now.into())]),
        less: (now > least).then(|| now.saturating_sub(STEP).max(least)),
        more: (now < most).then(|| (now + STEP).min(most)),
    }
}

fn limit(model: &Model) -> StepperView {
    minutes(model.texts(), model.watch.reminders().sit_limit.get(), 20, 120)
}

/// In the order of the person's week.
fn weekdays(model: &Model) -> impl Iterator<Item = Weekday> + use<> {
    let first = model.first_weekday().num_days_from_monday() as usize;
    (0..7).map(move |place| WEEKDAYS[(first + place) % 7])
}

#[must_use]
pub fn usual_hours(model: &Model) -> UsualHoursView {
    let (texts, settings) = (model.texts(), model.watch.reminders());
    let week = &settings.active;
    let usual = week.usual();
    let days: Vec<UsualDay> = weekdays(model)
        .map(|day| {
            let number = day.number_from_monday();
            let [letter, name] = ["weekday-letter", "weekday"].map(|id| texts.get(&format!("{id}-{number}")));
            UsualDay { day, letter, name, on: !week.on(day).is_empty() }
        })
        .collect();
    let chosen = days.iter().filter(|day| day.on).count();
    let sitting: u32 = usual.iter().map(|range| range.minutes()).sum();
    let reminders = if chosen == 0 { 0 } else { u64::from(sitting) / settings.sit_limit.get() };
    let field = |time: Option<TimeOfDay>| time.map_or_else(String::new, of_field);
    UsualHoursView {
        days,
        start: field(usual.first().map(|range| range.start())),
        end: field(usual.first().map(|range| range.end())),
        remark: usual.first().filter(|range| range.ends_next_day()).map(|_| texts.get("hours-next-day")),
        problem: (model.watch.odd_range == Some(OddRange::Usual)).then(|| texts.get("hours-odd")),
        limit: limit(model),
        about: texts.format("first-hours-about", &[("reminders", reminders.into())]),
        note: texts.get(match chosen {
            0 => "first-hours-none",
            7 => "first-hours-all",
            _ => "first-hours-others",
        }),
        may_allow: may_allow(model) && chosen > 0,
    }
}

/// A field for times knows no 24:00.
fn of_field(time: TimeOfDay) -> String {
    if time == TimeOfDay::END_OF_DAY { TimeOfDay::MIDNIGHT } else { time }.to_string()
}

fn hours_row(model: &Model, day: Weekday) -> HoursRow {
    let (texts, ranges) = (model.texts(), model.watch.reminders().active.on(day));
    let number = day.number_from_monday();
    let hours: Vec<String> = ranges.iter().map(|range| range_text(model, *range)).collect();
    let hours = if hours.is_empty() { texts.get("hours-none") } else { hours.join(", ") };
    let short = texts.get(&format!("weekday-short-{number}"));
    let name = texts.get(&format!("weekday-{number}"));
    let label = texts.format("hours-change", &[("shown", format!("{short} {hours}").into()), ("day", name.into())]);
    let percent = |minutes: u32| minutes * 100 / (24 * 60);
    let rail = ranges.iter().map(|range| {
        let end = if range.ends_next_day() { 24 * 60 } else { range.end().minutes() };
        (percent(range.start().minutes()), percent(end - range.start().minutes()).max(1))
    });
    HoursRow { day, short, hours, label, rail: rail.collect() }
}

fn range_text(model: &Model, range: Range) -> String {
    let show = |minutes| time_of_day(model, minutes);
    model.texts().format("hours-range", &[("start", show(range.start().minutes()).into()), ("end", show(range.end().minutes()).into())])
}

/// A time of day by its minutes; the end of a day is 24:00, where clocks know it.
pub(super) fn time_of_day(model: &Model, minutes: u32) -> String {
    use crate::text::Clock;
    if minutes == 24 * 60 && model.clock() == Clock::TwentyFour {
        return model.texts().format("clock-time", &[("hour", 24.into()), ("minute", "00".into())]);
    }
    let at = Wall(i64::from(minutes % (24 * 60)) * 60_000);
    model.texts().clock(at.at_offset(0), model.clock())
}

fn day_off(model: &Model, from: LocalDay, to: LocalDay) -> DayOffRow {
    let texts = model.texts();
    let text = if from == to {
        texts.day(from, model.today())
    } else {
        let days = [from, to].map(|day| texts.day(day, model.today()));
        let [from, to] = days;
        texts.format("days-off-from-to", &[("from", from.into()), ("to", to.into())])
    };
    let remove = texts.format("days-off-remove", &[("days", text.clone().into())]);
    DayOffRow { text, remove }
}

pub(super) fn hours_sheet(model: &Model, day: Weekday) -> HoursSheet {
    let (texts, week) = (model.texts(), &model.watch.reminders().active);
    let name = |day: Weekday| texts.get(&format!("weekday-{}", day.number_from_monday()));
    let odd = model.watch.odd_range;
    let ranges = week.on(day).iter().enumerate().map(|(place, range)| RangeRow {
        start: range.start().to_string(),
        end: of_field(range.end()),
        remark: range.ends_next_day().then(|| texts.get("hours-next-day")),
        problem: (odd == Some(OddRange::Of(day, place))).then(|| texts.get("hours-odd")),
        remove: texts.format("hours-remove", &[("range", range_text(model, *range).into())]),
    });
    let copies = WEEKDAYS.into_iter().filter(|other| *other != day && !week.on(*other).is_empty() && week.on(*other) != week.on(day));
    let mut seen: Vec<&[Range]> = Vec::new();
    let copies = copies.filter(|other| {
        let ranges = week.on(*other);
        let new = !seen.contains(&ranges);
        seen.push(ranges);
        new
    });
    HoursSheet {
        day,
        title: name(day),
        ranges: ranges.collect(),
        may_add: week.on(day).len() < Week::MOST_A_DAY,
        copies: copies.map(|other| (other, texts.format("hours-copy", &[("day", name(other).into())]))).collect(),
    }
}

#[must_use]
pub fn checkup(model: &Model) -> CheckupView {
    let texts = model.texts();
    let checks = checks(model);
    let faults = checks.iter().filter(|check| check.verdict == Verdict::Fault).count();
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
        title: texts.format("checkup-heading", &[("faults", faults.into())]),
        lead: texts.get(if faults == 0 { "checkup-lead-fine" } else { "checkup-lead" }),
        checks,
        last: last.collect(),
        may_try: matches!(model.channel(Channel::Notifications), ChannelState::Ready { .. }),
        may_allow: may_allow(model),
    }
}

fn may_allow(model: &Model) -> bool {
    *model.channel(Channel::Notifications) == ChannelState::Unasked
}

/// Why notifications should be allowed, and who will ask.
#[must_use]
pub fn allow_about(model: &Model) -> String {
    model.texts().get(if model.watch.plans_ahead { "checkup-allow-about-phone" } else { "checkup-allow-about" })
}

fn checks(model: &Model) -> Vec<CheckRow> {
    if model.watch.plans_ahead {
        return super::phone::checks(model, is_on(model), ledger(model));
    }
    let rows = [
        Some(is_on(model)),
        Some(system(model)),
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

fn problem(model: &Model, why: &LoginProblem) -> String {
    let texts = model.texts();
    match why {
        LoginProblem::Gone { program } => texts.format("at-login-gone", &[("program", program.clone().into())]),
        LoginProblem::NoAgent => texts.get("at-login-no-agent"),
        LoginProblem::File { detail } => texts.format("at-login-file", &[("detail", detail.clone().into())]),
    }
}

fn ledger(model: &Model) -> CheckRow {
    let row = |detail, verdict| check(model, "history", "checkup-ledger", model.texts().get(detail), verdict);
    match (&model.watch.breaks, &model.watch.why) {
        (None, _) => row("checkup-ledger-unread", Verdict::Fault),
        (Some(_), Some(_)) => row("checkup-ledger-unsaved", Verdict::Fault),
        (Some(_), None) => row("checkup-ledger-fine", Verdict::Fine),
    }
}
