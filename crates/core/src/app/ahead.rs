//! What a system is given ahead, so that reminders come while this program does not run.
//!
//! A phone's system shows reminders by itself, from a plan; it sees nobody sit, so somebody is taken to sit through the active
//! hours since their last answer. The plan is made anew whenever it may have changed, and on the way from one moment to the next
//! it stays the same: time alone changes nothing about it.

use std::collections::BTreeSet;

use chrono::{NaiveTime, Weekday};
use uuid::Uuid;

use super::model::Model;
use super::watch::Sight;
use crate::breaks::{Breaks, Kind, OfferId, Offers, ReminderId, ReminderSettings, Snooze, Zone};
use crate::phone::{Base, LEAD};
use crate::text::{Language, Texts};
use crate::{Millis, Mono, Now, Wall};

/// A session that was killed may be taken up for half an hour; until then nothing is shown into it.
const SESSION: Millis = Millis::from_secs(30 * 60);

/// Everything that a system needs to remind without this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// When it was made, and where the person was.
    pub made: Now,
    /// In the order of their times, each later than the one before; at most [`crate::breaks::DELIVERY`].
    pub reminders: Vec<AheadReminder>,
    /// Week after week, for the time after the last of `reminders`: at most one a weekday. Days off are not known there.
    pub floor: Vec<Weekly>,
    pub rule: Rule,
    pub words: Words,
    /// What another plan can be made from where there is no store.
    pub base: Base,
}

/// A reminder to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AheadReminder {
    pub id: ReminderId,
    pub offer: OfferId,
    pub kind: Kind,
    pub at: Wall,
    pub title: String,
    pub body: String,
}

/// A reminder that comes each week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekly {
    pub day: Weekday,
    pub time: NaiveTime,
    pub title: String,
    pub body: String,
}

/// What a system needs to go on by itself after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub limit: Millis,
    pub snooze: Snooze,
    /// None where nobody asked for it.
    pub steps: Option<Steps>,
}

/// So many steps in so long a time before a reminder count as having moved; it is not shown then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    pub count: u64,
    pub within: Millis,
}

impl Steps {
    /// A short walk: to the kettle and back.
    pub const WALK: Self = Self { count: 100, within: Millis::from_secs(10 * 60) };
}

/// What notifications say besides what each reminder says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The name of their kind in the system's settings.
    pub channel: String,
    pub about: String,
    pub start: String,
    pub later: String,
    pub moved: String,
}

impl Ahead {
    /// The plan of these breaks as they stand, with nothing before `from`. `drained` are the records of the journal that are in
    /// them already.
    #[must_use]
    pub fn of(breaks: &Breaks, from: Wall, language: Language, drained: BTreeSet<Uuid>, now: &Now) -> Self {
        let (texts, settings) = (Texts::built_in(language), breaks.settings());
        let reminders = breaks.ahead(from).into_iter().map(|due| {
            let (title, body) = sentence(texts, settings, due.kind, due.sat);
            AheadReminder { id: due.id, offer: due.offer, kind: due.kind, at: due.at, title, body }
        });
        Self {
            made: *now,
            reminders: reminders.collect(),
            floor: floor(texts, settings),
            rule: Rule { limit: settings.sit_limit.length(), snooze: settings.snooze, steps: settings.count_steps.then_some(Steps::WALK) },
            words: Words {
                channel: texts.get("reminder-channel"),
                about: texts.get("reminder-channel-about"),
                start: texts.get("reminder-start"),
                later: texts.format("reminder-later", &[("minutes", settings.snooze.get().into())]),
                moved: texts.get("reminder-moved"),
            },
            base: Base {
                breaks: breaks.record(),
                zone: Zone::of(now).name(),
                language,
                quiet_until: Some(from).filter(|from| *from > now.wall + LEAD),
                drained,
            },
        }
    }

    /// That of the model, if it has breaks.
    pub(super) fn of_model(model: &Model) -> Option<Self> {
        let breaks = model.watch.breaks.as_ref()?;
        let wait = match model.watch.sight {
            _ if model.watch.in_session => SESSION,
            // What is due now is shown by this program.
            Sight::Before => Millis::ZERO,
            Sight::Behind | Sight::Returning => LEAD,
        };
        let from = model.now.wall + wait;
        Some(Self::of(breaks, from, model.language(), model.watch.drained.clone(), &model.now))
    }
}

/// Title and body of a reminder to somebody who has been sitting that long.
pub(super) fn sentence(texts: &Texts, settings: &ReminderSettings, kind: Kind, sat: Millis) -> (String, String) {
    let minutes = (sat.secs_floor() / 60).max(settings.sit_limit.get());
    match kind {
        Kind::Due | Kind::Later => (texts.get("reminder-title"), texts.format("reminder-body", &[("minutes", minutes.into())])),
        Kind::Repeat => (texts.get("reminder-again-title"), texts.get("reminder-again-body")),
    }
}

/// The first due of each weekday, for somebody who sits down as the hours begin.
fn floor(texts: &Texts, settings: &ReminderSettings) -> Vec<Weekly> {
    const DAY: Millis = Millis::from_secs(24 * 60 * 60);
    // A Sunday at midnight, in a zone whose clock is never put forward or back.
    const SUNDAY: Wall = Wall(259_200_000);
    let usual = ReminderSettings { holidays: Vec::new(), pause_until: None, ..settings.clone() };
    let zone = Zone::of(&Now { wall: SUNDAY, offset_seconds: 0, zone: None, mono: Mono(0) });
    let begin = |days: u64| zone.now(SUNDAY + Millis(days * DAY.0), Mono(SUNDAY.0.unsigned_abs()));
    // Eight days, so that Sunday's hours that go on after midnight are behind the Monday.
    let dues = Breaks::begin(usual, Offers::new(Uuid::nil(), 0), 0, &begin(0)).dues_of_days(begin(9).wall);
    let mut floor: Vec<Weekly> = Vec::new();
    for (at, sat) in dues.into_iter().filter(|(at, _)| *at >= begin(1).wall) {
        let local = zone.local(at);
        let day = chrono::Datelike::weekday(&local);
        if !floor.iter().any(|weekly| weekly.day == day) {
            let (title, body) = sentence(texts, settings, Kind::Due, sat);
            floor.push(Weekly { day, time: local.time(), title, body });
        }
    }
    floor.sort_by_key(|weekly| weekly.day.num_days_from_monday());
    floor
}

/// What the plan was made from. As long as it is the same, so is the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grounds {
    turns: u64,
    language: Language,
    zone: Zone,
    in_session: bool,
    /// What the clock that people read shows at the beginning of the other one.
    skew: i64,
}

impl Grounds {
    pub(super) fn of(model: &Model) -> Self {
        let since_start = i64::try_from(model.now.mono.0).unwrap_or(i64::MAX);
        Self {
            turns: model.watch.turns,
            language: model.language(),
            zone: Zone::of(&model.now),
            in_session: model.watch.in_session,
            skew: model.now.wall.0.saturating_sub(since_start),
        }
    }

    /// Whether what holds now is the same. Two clocks drift a little.
    pub(super) fn hold(&self, now: &Self) -> bool {
        const DRIFT: u64 = 2000;
        self.skew.abs_diff(now.skew) <= DRIFT && Self { skew: now.skew, ..*self } == *now
    }
}
