//! Breaks on Today: how long one has been sitting, and what became of today's breaks.

use super::routine::card;
use super::{SessionRow, percent, routine_name, session_row};
use crate::app::model::Model;
use crate::breaks::{Breaks, OfferId, Outcome, Row};
use crate::record::SessionId;
use crate::{LocalDay, Millis, Wall};

/// The dial of Today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SittingView {
    pub state: SittingState,
    /// For a screen reader: "42 of 60 minutes sitting".
    pub label: String,
    /// At both ends of the arc: "13:24", "last break".
    pub since: Option<(String, String)>,
    pub next: Option<(String, String)>,
    /// Reminders were paused by hand, or for a day of rest, and can be taken up again.
    pub resume: Option<Resume>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SittingState {
    Sitting {
        minutes: u64,
        /// Of the limit, 0 to 100.
        share: u64,
        unit: String,
    },
    /// A break waits for an answer.
    Due { minutes: u64, unit: String },
    /// Nothing counts now.
    Resting { title: String, body: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    Pause,
    Rest,
}

/// Today's breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineView {
    /// "3 taken"
    pub count: String,
    /// A mark for each break of today, and for those to come.
    pub strip: Vec<BreakMark>,
    /// When the hours of today begin and end: "9:00", "17:30".
    pub ends: Option<(String, String)>,
    /// Newest first.
    pub entries: Vec<BreakEntry>,
}

/// The shape that stands for what became of a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakMark {
    Taken,
    Partly,
    Moved,
    Natural,
    Skipped,
    Missed,
    /// Due now, or next.
    Next,
    Upcoming,
}

/// A line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakEntry {
    pub mark: BreakMark,
    pub title: String,
    pub detail: String,
    pub time: String,
    /// A break that is over and may be put right.
    pub corrects: Option<OfferId>,
    /// For the button of it: "Put right: Missed, 13:10".
    pub label: String,
}

/// What is stored of the reasons that are offered.
pub(super) const REASONS: [&str; 5] = ["in-call", "no-room", "busy", "hurts", "other"];
pub(super) const MINUTE: u64 = 60_000;

/// None where nothing is known of breaks, or no reminders are wanted.
#[must_use]
pub fn sitting(model: &Model) -> Option<SittingView> {
    let breaks = model.watch.breaks.as_ref()?;
    let settings = model.watch.reminders();
    if !settings.enabled || settings.active.is_empty() {
        return None;
    }
    let texts = model.texts();
    let minutes = breaks.sitting().sat().0 / MINUTE;
    let limit = settings.sit_limit.get();
    let paused = settings.pause_until.filter(|until| *until > model.now.wall);
    let rests = model.watch.rests_on(model.today());
    let unit = texts.format("sitting-unit", &[("minutes", minutes.into())]);
    let open = model.watch.open().filter(|_| !breaks.offers().is_put_off());
    let state = if breaks.is_in_hours() {
        match open {
            Some(_) => SittingState::Due { minutes, unit },
            None => SittingState::Sitting { minutes, share: percent(minutes.min(limit), limit), unit },
        }
    } else {
        resting(model, paused, rests)
    };
    let label = match &state {
        SittingState::Sitting { .. } => texts.format("sitting-label", &[("minutes", minutes.into()), ("limit", limit.into())]),
        SittingState::Due { .. } => texts.format("sitting-label-due", &[("minutes", minutes.into())]),
        SittingState::Resting { title, body } => format!("{title}. {body}"),
    };
    let since = model.watch.digest.last_break.map(|(at, offset)| (moment(model, at, offset), texts.get("sitting-last-break")));
    let next = match open {
        Some(row) => {
            let due = texts.format("sitting-due-at", &[("time", moment(model, row.due_at, row.offset_seconds).into())]);
            let ago = model.now.wall.since(row.due_at).0 / MINUTE;
            Some((due, texts.format("sitting-due-ago", &[("minutes", ago.into())])))
        }
        None => next(model, breaks),
    };
    let resume = paused.map(|_| if rests { Resume::Rest } else { Resume::Pause });
    Some(SittingView { state, label, since, next, resume })
}

fn resting(model: &Model, paused: Option<Wall>, rests: bool) -> SittingState {
    let texts = model.texts();
    let (title, body) = match paused {
        Some(_) if rests => ("rest-title", texts.get("rest-body")),
        Some(until) => ("pause-title", texts.format("pause-body", &[("time", at(model, until).into())])),
        None if !has_hours(model, model.today()) => ("rest-title", texts.get("rest-body")),
        None => ("off-title", texts.get("off-body")),
    };
    SittingState::Resting { title: texts.get(title), body }
}

/// Whether reminders come on a day: it has hours and is no day off.
pub(super) fn has_hours(model: &Model, day: LocalDay) -> bool {
    model.watch.standings(&[day]).first().is_some_and(|standing| standing.counts || standing.flares)
}

/// What comes next: a reminder, or the hours.
fn next(model: &Model, breaks: &Breaks) -> Option<(String, String)> {
    let texts = model.texts();
    if breaks.is_in_hours() {
        let next = breaks.next_reminder()?;
        return Some((moment(model, next.at, offset_at(model, next.at)), texts.get("sitting-next")));
    }
    let begin = breaks.next_hours()?;
    Some((moment(model, begin, offset_at(model, begin)), texts.get("sitting-hours-begin")))
}

/// A time to come, where the person is.
pub(super) fn at(model: &Model, at: Wall) -> String {
    moment(model, at, offset_at(model, at))
}

/// "13:24", on another day "Fri 13:24".
pub(super) fn moment(model: &Model, at: Wall, offset: i32) -> String {
    let local = at.at_offset(offset);
    let time = model.texts().clock(local, model.clock());
    let day = LocalDay::of(local, model.settings.day_start.time());
    if day == model.today() {
        return time;
    }
    let weekday = model.texts().get(&format!("weekday-short-{}", day.weekday_from_monday() + 1));
    model.texts().format("moment-of-day", &[("weekday", weekday.into()), ("time", time.into())])
}

pub(super) fn offset_at(model: &Model, at: Wall) -> i32 {
    crate::breaks::Zone::of(&model.now).local(at).offset().local_minus_utc()
}

/// None where [`sitting`] is none.
#[must_use]
pub fn timeline(model: &Model) -> Option<TimelineView> {
    let breaks = model.watch.breaks.as_ref().filter(|breaks| breaks.settings().enabled)?;
    let (texts, today) = (model.texts(), model.today());
    let rows: Vec<&Row> = model.watch.rows_of(today).collect();
    let mut entries: Vec<(Wall, BreakEntry)> = rows.iter().map(|row| (row.over_at.unwrap_or(row.due_at), entry(model, row))).collect();
    let of_breaks: Vec<SessionId> = rows.iter().filter_map(|row| row.session).collect();
    let sessions = model.history.sessions.iter().filter(|session| session.local_day == today && !of_breaks.contains(&session.id));
    entries.extend(sessions.map(|session| (session.started_at, of_session(session_row(model, session)))));
    let moved = model.watch.digest.moved.iter().filter(|(day, ..)| *day == today);
    entries.extend(moved.map(|(_, at, offset)| {
        let title = texts.get("outcome-moved-title");
        (*at, plain(BreakMark::Moved, title, texts.get("outcome-moved-detail"), moment(model, *at, *offset)))
    }));
    entries.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut entries: Vec<BreakEntry> = entries.into_iter().map(|(_, entry)| entry).collect();
    let mut strip: Vec<BreakMark> = entries.iter().rev().map(|entry| entry.mark).collect();
    let taken = strip.iter().filter(|mark| is_taken(**mark)).count();
    let count = texts.format("timeline-count", &[("count", taken.into())]);
    let upcoming = end_of_day(model).map_or_else(Vec::new, |end| breaks.dues_until(end));
    let open = rows.iter().any(|row| row.outcome.is_none());
    if !open && let Some(at) = upcoming.first() {
        let title = texts.get("timeline-next");
        entries.insert(0, plain(BreakMark::Next, title, quick_line(model), moment(model, *at, offset_at(model, *at))));
    }
    let to_come = upcoming.iter().enumerate().map(|(at, _)| if at == 0 && !open { BreakMark::Next } else { BreakMark::Upcoming });
    strip.extend(to_come);
    Some(TimelineView { count, strip, ends: hours_of(model, today), entries })
}

const fn is_taken(mark: BreakMark) -> bool {
    matches!(mark, BreakMark::Taken | BreakMark::Partly | BreakMark::Moved | BreakMark::Natural)
}

fn mark(row: &Row) -> BreakMark {
    match row.outcome {
        None => BreakMark::Next,
        Some(Outcome::Taken) => BreakMark::Taken,
        Some(Outcome::Partly) => BreakMark::Partly,
        Some(Outcome::Moved) => BreakMark::Moved,
        Some(Outcome::Natural) => BreakMark::Natural,
        Some(Outcome::Skipped) => BreakMark::Skipped,
        Some(Outcome::Missed) => BreakMark::Missed,
    }
}

pub(super) fn entry(model: &Model, row: &Row) -> BreakEntry {
    let texts = model.texts();
    let held = || {
        let seconds = |length: Option<Millis>| length.unwrap_or_default().secs_floor();
        texts.format("history-held-of", &[("held", seconds(row.held).into()), ("planned", seconds(row.planned).into())])
    };
    let of_session = || {
        let session = row.session.and_then(|id| model.history.sessions.iter().find(|session| session.id == id));
        session.map_or_else(|| texts.get("outcome-taken-title"), |session| routine_name(model, &session.routine))
    };
    let (title, detail) = match row.outcome {
        None => (texts.get("timeline-due"), quick_line(model)),
        Some(Outcome::Taken | Outcome::Partly) => (of_session(), held()),
        Some(Outcome::Moved) => (texts.get("outcome-moved-title"), texts.get("outcome-moved-detail")),
        Some(Outcome::Natural) => (texts.get("outcome-moved-title"), texts.get("outcome-natural-detail")),
        Some(Outcome::Skipped) => {
            (texts.get("outcome-skipped"), row.reason.as_ref().map_or_else(String::new, |why| reason(model, why.as_str())))
        }
        Some(Outcome::Missed) => (texts.get("outcome-missed"), texts.get("outcome-missed-detail")),
    };
    let put_off = (row.snoozes > 0).then(|| texts.format("timeline-put-off", &[("times", row.snoozes.into())]));
    let detail = [Some(detail).filter(|detail| !detail.is_empty()), put_off].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let at = match row.outcome {
        Some(Outcome::Taken | Outcome::Partly | Outcome::Moved | Outcome::Skipped) => row.over_at.unwrap_or(row.due_at),
        None | Some(Outcome::Natural | Outcome::Missed) => row.due_at,
    };
    let time = moment(model, at, row.offset_seconds);
    let label = texts.format("timeline-correct-aria", &[("break", title.clone().into()), ("time", time.clone().into())]);
    BreakEntry { mark: mark(row), corrects: row.outcome.map(|_| row.id), label, ..plain(BreakMark::Next, title, detail, time) }
}

fn of_session(row: SessionRow) -> BreakEntry {
    plain(if row.reached_end { BreakMark::Taken } else { BreakMark::Partly }, row.name, row.detail, row.time)
}

fn plain(mark: BreakMark, title: String, detail: String, time: String) -> BreakEntry {
    BreakEntry { mark, title, detail, time, corrects: None, label: String::new() }
}

/// A reason of ours in words; any other one as it was given.
pub(super) fn reason(model: &Model, reason: &str) -> String {
    if REASONS.contains(&reason) { model.texts().get(&format!("skip-{reason}")) } else { reason.to_owned() }
}

/// "Quick bridge, 67 s"
fn quick_line(model: &Model) -> String {
    let quick = model.catalogue.routine(super::QUICK).map(|routine| card(model, routine));
    quick.map_or_else(String::new, |quick| format!("{}, {}", quick.name, quick.length))
}

/// When today's hours begin and end.
fn hours_of(model: &Model, today: LocalDay) -> Option<(String, String)> {
    use chrono::Datelike;
    let week = model.watch.settings.week_of(today);
    let ranges = week.on(today.0.weekday());
    let (first, last) = (ranges.first()?, ranges.last()?);
    let show = |minutes: u32| super::time_of_day(model, minutes);
    Some((show(first.start().minutes()), show(last.end().minutes())))
}

/// The end of the person's day.
fn end_of_day(model: &Model) -> Option<Wall> {
    let next = model.now.next_day(model.settings.day_start.time())?;
    Some(model.now.wall + next.since(model.now.mono))
}
