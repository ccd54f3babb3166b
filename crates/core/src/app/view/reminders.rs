//! Reminders in Settings, and the hours of a weekday.

use chrono::Weekday;

use super::StepperView;
use super::checkup::Standing;
use crate::app::login::LoginProblem;
use crate::app::message::{Channel, ChannelState};
use crate::app::model::Model;
use crate::app::pressed::OddRange;
use crate::breaks::{Range, TimeOfDay, Week};
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
    pub standing: Standing,
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

#[must_use]
pub fn reminders(model: &Model) -> RemindersView {
    let (texts, settings) = (model.texts(), model.watch.reminders());
    let steps = |now, least, most| minutes(texts, now, least, most);
    let times = u64::from(settings.repeat.times.get());
    let week = weekdays(model).map(|day| hours_row(model, day)).collect();
    let standing = Standing::of(model);
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
        standing,
        checkup: standing.words(texts, "checkup-short"),
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

pub(super) fn may_allow(model: &Model) -> bool {
    *model.channel(Channel::Notifications) == ChannelState::Unasked
}

/// Why notifications should be allowed, and who will ask.
#[must_use]
pub fn allow_about(model: &Model) -> String {
    model.texts().get(if model.watch.plans_ahead() { "checkup-allow-about-phone" } else { "checkup-allow-about" })
}

pub(super) fn problem(model: &Model, why: &LoginProblem) -> String {
    let texts = model.texts();
    match why {
        LoginProblem::Gone { program } => texts.format("at-login-gone", &[("program", program.clone().into())]),
        LoginProblem::NoAgent => texts.get("at-login-no-agent"),
        LoginProblem::File { detail } => texts.format("at-login-file", &[("detail", detail.clone().into())]),
    }
}
