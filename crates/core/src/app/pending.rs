//! What a system that keeps few notifications is given of many: iOS keeps sixty-four for each app, and forgets the rest.
//!
//! In a session, the cues come first. Reminders with a date come next, soonest first. Behind the last of them lie reminders that
//! come each week, so that they never run dry where nobody opens the app for weeks.

use chrono::{Datelike, Days, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::ahead::{Ahead, AheadReminder, Weekly};
use super::phases::{NOTICES, PhaseNotice};
use crate::breaks::{DELIVERY, OfferId, ReminderId, Zone};
use crate::record::SessionId;
use crate::{Millis, Mono, Now, Wall};

/// As many notifications a system keeps for an app.
pub const KEPT: usize = 64;
/// As many of them are for reminders with a date, also in a session.
const RESERVED: usize = 10;

/// A notification that waits for its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    pub subject: Subject,
    pub when: When,
    pub title: String,
    pub body: String,
}

/// What a notification is about. There is one pending about each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Reminder {
        reminder: ReminderId,
        offer: OfferId,
    },
    /// The first reminder of a weekday, week after week.
    Week {
        day: Weekday,
        /// The dated one in whose place it comes first; none where it comes behind all of those.
        first: Option<First>,
    },
    Phase {
        session: SessionId,
        at: Mono,
    },
}

/// A reminder with a date that a weekly one stands in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct First {
    pub reminder: ReminderId,
    pub offer: OfferId,
    pub at: Wall,
}

/// When a notification comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Once, and what a clock shows then.
    Once {
        at: Wall,
        local: NaiveDateTime,
    },
    Weekly {
        day: Weekday,
        time: NaiveTime,
    },
    /// On the clock of sessions.
    Mono(Mono),
}

/// What is to wait at a moment, at most [`KEPT`].
#[must_use]
pub fn pending(ahead: Option<&Ahead>, phases: &[PhaseNotice], now: &Now) -> Vec<Pending> {
    let mut pending: Vec<Pending> = phases.iter().filter(|notice| notice.at > now.mono).take(NOTICES).map(of_phase).collect();
    let Some(ahead) = ahead else { return pending };
    let room = KEPT - pending.len();
    let weeks = ahead.floor.len().min(room - RESERVED);
    let to_come = ahead.reminders.iter().filter(|reminder| reminder.at > now.wall);
    let exact: Vec<&AheadReminder> = to_come.take(DELIVERY.min(room - weeks)).collect();
    let floor: Vec<Floor> = floor(ahead, &exact, now).into_iter().take(weeks).collect();
    let zone = Zone::of(&ahead.made);
    let stands_alone =
        |reminder: &&AheadReminder| !floor.iter().any(|weekly| weekly.in_place_of.iter().any(|dated| dated.reminder == reminder.id));
    pending.extend(exact.into_iter().filter(stands_alone).map(|reminder| of_reminder(reminder, zone)));
    pending.extend(floor.iter().map(of_week));
    pending
}

/// A weekly reminder that is kept, and the dated ones that it stands in for.
struct Floor<'a> {
    weekly: &'a Weekly,
    next: Option<Wall>,
    in_place_of: Vec<First>,
}

/// The weekly reminders that can be kept beside these, soonest first.
///
/// A system cannot be told when a week is to be the first one. So one that comes before the last dated reminder is kept only if
/// there is a dated one at each of its times: then it takes their place, and nothing comes twice, nor where nothing was planned.
fn floor<'a>(ahead: &'a Ahead, exact: &[&AheadReminder], now: &Now) -> Vec<Floor<'a>> {
    // Without any to come nobody wants reminders, or not for a long time.
    let Some(horizon) = exact.last().map(|last| last.at) else { return vec![] };
    let dated = |at: Wall| {
        let reminder = exact.iter().find(|reminder| same_minute(reminder.at, at))?;
        Some(First { reminder: reminder.id, offer: reminder.offer, at: reminder.at })
    };
    let kept = ahead.floor.iter().filter_map(|weekly| {
        let in_place_of = times(weekly, now).take_while(|at| *at <= horizon).map(dated).collect::<Option<_>>()?;
        Some(Floor { weekly, next: times(weekly, now).next(), in_place_of })
    });
    let mut kept: Vec<Floor> = kept.collect();
    kept.sort_by_key(|floor| floor.next);
    kept
}

/// When a weekly reminder comes from now on.
fn times(weekly: &Weekly, now: &Now) -> impl Iterator<Item = Wall> {
    let today = now.local().date_naive();
    let days = (0..).map_while(move |days| today.checked_add_days(Days::new(days)));
    let own = days.filter(|day| day.weekday() == weekly.day).map(|day| now.resolve(day.and_time(weekly.time)).0);
    own.skip_while(|at| *at <= now.wall)
}

fn same_minute(one: Wall, other: Wall) -> bool {
    const MINUTE: Millis = Millis(60_000);
    one.since(other).max(other.since(one)) < MINUTE
}

fn of_phase(notice: &PhaseNotice) -> Pending {
    let PhaseNotice { session, at, title, body } = notice.clone();
    Pending { subject: Subject::Phase { session, at }, when: When::Mono(at), title, body }
}

fn of_reminder(reminder: &AheadReminder, zone: Zone) -> Pending {
    let subject = Subject::Reminder { reminder: reminder.id, offer: reminder.offer };
    let when = When::Once { at: reminder.at, local: zone.local(reminder.at).naive_local() };
    Pending { subject, when, title: reminder.title.clone(), body: reminder.body.clone() }
}

fn of_week(floor: &Floor) -> Pending {
    let Weekly { day, time, title, body } = floor.weekly.clone();
    // A system takes hours and minutes.
    let time = time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time);
    let subject = Subject::Week { day, first: floor.in_place_of.first().copied() };
    Pending { subject, when: When::Weekly { day, time }, title, body }
}
