//! What the history shows besides its list: days in a row, a month, a week, and what can be taken back.

use chrono::Datelike;
use uuid::Uuid;

use crate::app::diary::{Deed, Diary, Overview, Pending, Undo};
use crate::app::model::Model;
use crate::record::{ByDay, Month, heat, week_of};
use crate::text::Texts;
use crate::{LocalDay, Millis};

/// The upper half of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewView {
    pub stats: Vec<StatView>,
    pub month: MonthView,
    pub week: WeekView,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatView {
    /// "44"
    pub value: String,
    /// "min"
    pub unit: Option<String>,
    /// "held in June"
    pub name: String,
}

/// A month, the warmer the more was done on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthView {
    pub month: Month,
    /// "June"
    pub name: String,
    /// "Sessions in June"
    pub caption: String,
    /// The month before, with its name; none where nothing is older.
    pub previous: Option<(Month, String)>,
    pub next: Option<(Month, String)>,
    /// "M", and "Monday" for a screen reader.
    pub weekdays: Vec<(String, String)>,
    /// Rows of seven, with gaps at both ends.
    pub weeks: Vec<Vec<Option<MonthDay>>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthDay {
    pub day: LocalDay,
    /// "26"
    pub number: String,
    /// "Thursday 26 June: 2 sessions"
    pub label: String,
    /// 0 to 4.
    pub heat: u8,
    pub is_today: bool,
    /// Still to come, and nothing on it.
    pub future: bool,
}

/// Seconds held on each day of this week, beside the same day of last week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekView {
    /// "1 min 30 held"
    pub total: String,
    /// The picture in a sentence.
    pub label: String,
    pub days: Vec<DayBar>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayBar {
    /// "T"
    pub letter: String,
    /// "Thursday"
    pub name: String,
    /// Seconds held; none for a day to come.
    pub held: Option<u64>,
    /// Seconds held a week before.
    pub before: u64,
    /// 0 to [`DayBar::TALLEST`]; something held is never 0.
    pub height: u64,
    pub height_before: u64,
    pub is_today: bool,
}

impl DayBar {
    pub const TALLEST: u64 = 112;
    /// A second against hours is still a bar.
    const LEAST: u64 = 4;
}

/// What was just done and can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoView {
    /// Tells two deeds apart that are said alike.
    pub id: Uuid,
    /// "Session deleted."
    pub said: String,
    /// Whether the row from which it was done is gone, and with it the keyboard's place.
    pub takes_focus: bool,
}

#[must_use]
pub fn undo(model: &Model) -> Option<UndoView> {
    let Undo { id, deed, .. } = model.diary.undo.as_ref()?;
    let said = match deed {
        Deed::Logged => "undo-logged",
        Deed::Corrected => "undo-corrected",
        Deed::Deleted => "undo-deleted",
    };
    Some(UndoView { id: *id, said: model.texts().get(said), takes_focus: deed.takes_the_row() })
}

/// Where the keyboard goes when the last sheet is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterSheets {
    /// To what opened the first sheet.
    Opener,
    /// Its row goes with the session that it shows: to the page, until the way back is offered.
    Page,
    /// The way back is offered, and takes the keyboard by itself.
    Undo,
}

#[must_use]
pub fn after_sheets(model: &Model) -> AfterSheets {
    let Diary { pending, undo, .. } = &model.diary;
    if undo.as_ref().is_some_and(|undo| undo.deed.takes_the_row()) {
        AfterSheets::Undo
    } else if pending.iter().any(Pending::is_taking_the_row) {
        AfterSheets::Page
    } else {
        AfterSheets::Opener
    }
}

/// None before it was read, and as long as there is no session.
pub(super) fn overview(model: &Model) -> Option<OverviewView> {
    let overview = model.diary.overview.as_ref()?;
    let (first, last) = overview.span?;
    Some(OverviewView {
        stats: stats(model, overview),
        month: month(model, overview, Month::of(first), Month::of(last.max(model.today()))),
        week: week(model, overview),
    })
}

fn stats(model: &Model, overview: &Overview) -> Vec<StatView> {
    let texts = model.texts();
    let month = texts.month(overview.month, model.today());
    let sum = ByDay::of(&overview.days).sum(overview.month.first(), overview.month.last());
    let seconds = sum.held.secs_floor();
    // A minute less or more is half of two.
    let (held, unit) = if seconds < 120 { (seconds, "unit-seconds") } else { (seconds / 60, "unit-minutes") };
    let stat = |value: u64, unit: Option<&str>, name| StatView { value: value.to_string(), unit: unit.map(|id| texts.get(id)), name };
    vec![
        stat(overview.streak.into(), None, texts.format("history-streak", &[("days", overview.streak.into())])),
        stat(
            sum.sessions.into(),
            None,
            texts.format("history-sessions-in", &[("count", sum.sessions.into()), ("month", month.clone().into())]),
        ),
        stat(held, Some(unit), texts.format("history-held-in", &[("month", month.into())])),
    ]
}

fn month(model: &Model, overview: &Overview, first: Month, last: Month) -> MonthView {
    let (texts, today, shown) = (model.texts(), model.today(), overview.month);
    let by_day = ByDay::of(&overview.days);
    let named = |month: Month| (month, texts.month(month, today));
    let day = |day: LocalDay| {
        let sessions = by_day.on(day).sessions;
        let count = texts.format("history-sessions-count", &[("count", sessions.into())]);
        MonthDay {
            day,
            number: day.0.day().to_string(),
            label: texts.format("history-day-aria", &[("day", texts.long_day(day).into()), ("sessions", count.into())]),
            heat: heat(sessions),
            is_today: day == today,
            future: day > today && sessions == 0,
        }
    };
    let (_, name) = named(shown);
    MonthView {
        month: shown,
        caption: texts.format("history-month-map", &[("month", name.clone().into())]),
        name,
        previous: (first < shown).then(|| named(shown.previous())),
        next: (shown < last).then(|| named(shown.next())),
        weekdays: week_of(today, model.first_weekday()).map(|day| (texts.weekday_letter(day), texts.weekday(day))).to_vec(),
        weeks: shown.weeks(model.first_weekday()).into_iter().map(|week| week.map(|place| place.map(day)).to_vec()).collect(),
    }
}

fn week(model: &Model, overview: &Overview) -> WeekView {
    let (texts, today) = (model.texts(), model.today());
    let by_day = ByDay::of(&overview.weeks);
    let days = week_of(today, model.first_weekday());
    let held = |day: LocalDay| by_day.on(day).held;
    let before = |day: LocalDay| held(day.days_back(7));
    let tallest = days.into_iter().flat_map(|day| [held(day), before(day)]).max().unwrap_or_default();
    let [this_week, last_week] = [days.map(held), days.map(before)].map(|all| all.into_iter().sum::<Millis>());
    let total = |length: Millis| texts.format("history-day-total", &[("length", texts.duration(length).into())]);
    WeekView {
        total: total(this_week),
        label: texts.format(
            "history-week-label",
            &[("this", texts.duration_spoken(this_week).into()), ("last", texts.duration_spoken(last_week).into())],
        ),
        days: days.map(|day| bar(texts, day, today, (held(day), before(day)), tallest)).to_vec(),
    }
}

fn bar(texts: &Texts, day: LocalDay, today: LocalDay, (held, before): (Millis, Millis), tallest: Millis) -> DayBar {
    let height = |length: Millis| {
        let share = length.0.saturating_mul(DayBar::TALLEST) / tallest.0.max(1);
        if length.is_zero() { 0 } else { share.max(DayBar::LEAST) }
    };
    DayBar {
        letter: texts.weekday_letter(day),
        name: texts.weekday(day),
        held: (day <= today || !held.is_zero()).then(|| held.secs_floor()),
        before: before.secs_floor(),
        height: height(held),
        height_before: height(before),
        is_today: day == today,
    }
}
