//! Today: one big start, what was done today, the week.

use super::routine::{RoutineCard, card, turn};
use super::safety::{invitation, note};
use super::{QUICK, SafetyNote, SessionRow, percent, routine_name, session_row};
use crate::app::model::Model;
use crate::breaks::Standing;
use crate::routine::Routine;
use crate::{LocalDay, Millis};

/// The first screen.
#[derive(Clone, Debug, PartialEq)]
pub struct TodayView {
    /// "Thursday 26 June"
    pub date: String,
    /// Seconds held today.
    pub held: u64,
    /// Share of today's planned seconds that was held, 0 to 100; none before the first session.
    pub share: Option<u64>,
    /// "2 sessions"
    pub count: String,
    /// When the last session began, such as "14:06".
    pub last: Option<String>,
    /// The routine that one press starts.
    pub quick: Option<RoutineCard>,
    /// Why nothing can be started, or an invitation to the safety check.
    pub safety: Option<SafetyNote>,
    pub offer: Option<OfferView>,
    /// Whether a flare-up was noted today, which can be taken back.
    pub flare_up: bool,
    pub sessions: Vec<SessionRow>,
    pub week: Vec<WeekDay>,
    /// "3 of the last 7 days"; where breaks are known, "Rest days are fine".
    pub week_count: String,
    /// "The last seven days"; where breaks are known, "11 active days in a row".
    pub week_title: String,
}

/// A session that can be taken up where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferView {
    pub body: String,
}

/// One of the last seven days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekDay {
    /// "T"
    pub letter: String,
    /// For a screen reader: "Thursday 26 June: 60 s held"
    pub label: String,
    pub done: bool,
    /// It asks for nothing: a weekend, a day off, a declared rest, a flare-up.
    pub rests: bool,
    pub is_today: bool,
}

const DAYS: u64 = 7;

#[must_use]
pub fn today(model: &Model) -> TodayView {
    let texts = model.texts();
    let day = model.today();
    let sessions: Vec<_> = model.history.sessions.iter().filter(|session| session.local_day == day).collect();
    let held: Millis = sessions.iter().map(|session| session.held()).sum();
    let planned: Millis = sessions.iter().map(|session| session.planned()).sum();
    let days: Vec<LocalDay> = (0..DAYS).rev().map(|back| day.days_back(back)).collect();
    let standings = model.watch.breaks.as_ref().map(|_| model.watch.standings(&days));
    let standing = |place: usize| standings.as_ref().map(|standings| standings[place]);
    let week: Vec<WeekDay> = days.iter().enumerate().map(|(place, day)| week_day(model, *day, standing(place))).collect();
    let done = week.iter().filter(|day| day.done).count();
    let (week_title, week_count) = match &model.watch.breaks {
        Some(_) => (texts.format("today-streak", &[("days", model.watch.streak(day).days.into())]), texts.get("today-rest-is-fine")),
        None => (texts.get("today-week"), texts.format("today-week-count", &[("days", done.into())])),
    };
    let quick = model.catalogue.routine(QUICK);
    TodayView {
        date: texts.long_day(day),
        held: held.secs_floor(),
        share: (!planned.is_zero()).then(|| percent(held.0, planned.0)),
        count: texts.format("history-sessions-count", &[("count", sessions.len().into())]),
        last: sessions.first().map(|session| texts.clock(session.started_at.at_offset(session.offset_seconds), model.clock())),
        safety: quick.and_then(|routine| stop_or_invite(model, routine)),
        quick: quick.map(|routine| card(model, routine)),
        offer: model.interrupted.as_ref().map(|interrupted| OfferView {
            body: texts.format(
                "offer-body",
                &[
                    ("routine", routine_name(model, &interrupted.beat.routine).into()),
                    ("held", interrupted.summary.held().secs_floor().into()),
                    ("planned", interrupted.summary.planned().secs_floor().into()),
                ],
            ),
        }),
        flare_up: model.watch.flares_up_on(day),
        sessions: sessions.iter().map(|session| session_row(model, session)).collect(),
        week,
        week_count,
        week_title,
    }
}

fn stop_or_invite(model: &Model, quick: &Routine) -> Option<SafetyNote> {
    let adjusted = turn(model, quick).map(|variant| model.adjusted(quick, variant, false));
    note(model, adjusted.as_ref()).or_else(|| invitation(model))
}

fn week_day(model: &Model, day: LocalDay, standing: Option<Standing>) -> WeekDay {
    let texts = model.texts();
    let total = model.history.totals.iter().find(|total| total.day == day && total.sessions > 0);
    let held = total.map_or(0, |total| total.held.secs_floor());
    let done = total.is_some() || standing.is_some_and(|standing| standing.kept);
    let rests = !done && standing.is_some_and(|standing| !standing.counts);
    let label = texts.format("today-week-day", &[("day", texts.long_day(day).into()), ("held", held.into())]);
    let flares = standing.is_some_and(|standing| standing.flares);
    let why = if flares { "today-week-day-flare-up" } else { "today-week-day-rest" };
    let label = if rests { texts.format(why, &[("day", texts.long_day(day).into())]) } else { label };
    WeekDay { letter: texts.weekday_letter(day), label, done, rests, is_today: day == model.today() }
}
