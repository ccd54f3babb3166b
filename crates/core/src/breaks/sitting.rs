//! The sitting clock: for how long somebody has been sitting, and which break that makes due.
//!
//! ```text
//!            idle, lock, suspend
//!   Active <---------------------> Away        inside the active hours: Active adds, Away takes back
//!            active, unlock, wake              outside and in pauses:   stands still, and a long gap sets it to zero
//! ```
//! Elapsed time counts, not what the wall clock says; the wall clock only tells which of it lies in active hours. Nothing
//! counts ticks: passing an hour in one step or in a thousand is the same.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::fault::{Fault, planted};
use super::{ReminderSettings, Zone};
use crate::{Millis, Mono, Now, Wall};

/// Being away for no longer than this is not noticed: no input for 60 s counts as away, from its beginning.
pub const IDLE: Millis = Millis::from_secs(60);

/// A record is taken at least every five minutes while somebody sits, and a program that was killed is back within another one:
/// that much of a gap tells nothing.
pub const UNWATCHED: Millis = Millis::from_secs(360);

/// How long somebody has been sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// Until when everything is counted.
    pub(super) until: Mono,
    wall: Wall,
    zone: Zone,
    pub(super) sat: Millis,
    pub(super) presence: Presence,
    /// Whether `until` lies in active hours.
    pub(super) inside: bool,
    /// When active hours ended last, by their own end or by a pause.
    pub(super) left: Option<Mono>,
    /// When they had been over for so long that the sitting was.
    pub(super) over: Option<Mono>,
    /// Up to this much sitting breaks were offered, or dropped for good.
    pub(super) asked: Millis,
    /// A break that is due and not offered yet.
    pub(super) reached: Option<Reached>,
    pub(super) woke: Option<Mono>,
    /// When the person or the machine last did something; nobody is away before that.
    touched: Mono,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Active,
    /// `counted` of the time since is in active hours and makes up for some of the time that was `sat` before.
    Away {
        since: Mono,
        sat: Millis,
        counted: Millis,
        locked: bool,
    },
}

/// The moment at which the sitting reached a multiple of the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub level: Millis,
    pub at: Mono,
    pub wall: Wall,
}

/// What is kept of a sitting while nothing watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingRecord {
    pub at: Wall,
    pub sat_ms: Millis,
    pub asked_ms: Millis,
    /// Whether nobody sat there. Earlier versions did not say.
    #[serde(default)]
    pub away: bool,
}

impl Sitting {
    /// Somebody sits down now.
    #[must_use]
    pub fn begin(settings: &ReminderSettings, now: &Now) -> Self {
        let mut sitting = Self {
            until: now.mono,
            wall: now.wall,
            zone: Zone::of(now),
            sat: Millis::ZERO,
            presence: Presence::Active,
            inside: true,
            left: None,
            over: None,
            asked: Millis::ZERO,
            reached: None,
            woke: None,
            touched: now.mono,
        };
        sitting.look(settings, now);
        sitting
    }

    /// Goes on where `record` was taken. [`UNWATCHED`] in which nothing watched counts like what was before; longer, the person
    /// is taken to have been away, since a machine that is switched off keeps nobody in a chair.
    #[must_use]
    pub fn resume(record: SittingRecord, settings: &ReminderSettings, now: &Now) -> Self {
        let was_away = record.away || now.wall.since(record.at) > UNWATCHED;
        Self::taken_up(record, was_away, settings, now)
    }

    /// Goes on where `record` was taken, on a device that never sees who sits: all of the time in between was spent sitting.
    #[must_use]
    pub fn resume_seated(record: SittingRecord, settings: &ReminderSettings, now: &Now) -> Self {
        Self::taken_up(record, false, settings, now)
    }

    fn taken_up(record: SittingRecord, was_away: bool, settings: &ReminderSettings, now: &Now) -> Self {
        let passed = now.wall.since(record.at);
        let then = Now { wall: now.wall - passed, mono: now.mono - passed, ..*now };
        let mut sitting = Self::begin(settings, &then);
        // A machine that has just started has no instants before its start.
        sitting.until = now.mono - passed;
        sitting.sat = record.sat_ms;
        sitting.asked = record.asked_ms.min(record.sat_ms);
        if was_away {
            sitting.leave_seat(sitting.until, Millis::ZERO, false);
        }
        sitting.pass_to(settings, now, passed);
        sitting.active(now);
        sitting
    }

    /// What to keep, as of the moment until which everything is counted.
    #[must_use]
    pub const fn record(&self) -> SittingRecord {
        SittingRecord { at: self.wall, sat_ms: self.sat, asked_ms: self.asked, away: self.is_away() }
    }

    /// For how long somebody has been sitting, less what being away made up for.
    #[must_use]
    pub const fn sat(&self) -> Millis {
        self.sat
    }

    #[must_use]
    pub const fn is_away(&self) -> bool {
        matches!(self.presence, Presence::Away { .. })
    }

    /// Whether the moment until which everything is counted lies in active hours, with no pause.
    #[must_use]
    pub const fn is_in_active_hours(&self) -> bool {
        self.inside
    }

    /// Counts the time until now. A clock that was set and a new zone hold from now on: what lies before is read as it was.
    pub fn pass(&mut self, settings: &ReminderSettings, now: &Now) {
        let elapsed = if planted(Fault::SatByTheClock) { now.wall.since(self.wall) } else { now.mono.since(self.until) };
        self.pass_to(settings, now, elapsed);
    }

    fn pass_to(&mut self, settings: &ReminderSettings, now: &Now, elapsed: Millis) {
        let (from, to) = (self.wall, self.wall + elapsed);
        let start = self.until;
        let mono = |wall: Wall| start + wall.since(from);
        let mut at = from;
        for span in Calendar::new(settings, self.zone).spans(from).take_while(|span| span.start < to) {
            if span.start > at {
                self.stand_still(settings, mono(at), mono(span.start));
                at = span.start;
            }
            let end = span.end.min(to);
            self.go_on(settings, at, mono(at), end.since(at));
            at = end;
        }
        if at < to {
            self.stand_still(settings, mono(at), mono(to));
        }
        self.until = now.mono.max(self.until);
        self.wall = now.wall;
        self.zone = Zone::of(now);
        self.look(settings, now);
    }

    /// Whether now lies in active hours, whatever the way there was.
    fn look(&mut self, settings: &ReminderSettings, now: &Now) {
        let inside = Calendar::new(settings, self.zone).contains(self.wall);
        if self.inside && !inside {
            self.end_hours(now.mono);
        }
        self.inside = inside;
    }

    /// Time in active hours.
    fn go_on(&mut self, settings: &ReminderSettings, wall: Wall, from: Mono, length: Millis) {
        self.inside = true;
        match self.presence {
            Presence::Active => self.sit(settings, wall, from, length),
            Presence::Away { .. } if planted(Fault::AwayCounts) => self.sit(settings, wall, from, length),
            Presence::Away { since, sat, counted, locked } => {
                let counted = counted + length;
                self.presence = Presence::Away { since, sat, counted, locked };
                self.fall_to(sat.saturating_sub(share(settings.sit_limit.length(), counted, settings.away_reset.length())));
            }
        }
    }

    fn sit(&mut self, settings: &ReminderSettings, wall: Wall, from: Mono, length: Millis) {
        let level = self.next_level(settings);
        let left = level.saturating_sub(self.sat);
        if self.reached.is_none() && left <= length {
            self.reached = Some(Reached { level, at: from + left, wall: wall + left });
        }
        self.sat += length;
    }

    /// Time outside of active hours. A gap as long as it takes to make up for everything does so.
    fn stand_still(&mut self, settings: &ReminderSettings, from: Mono, to: Mono) {
        if self.inside {
            self.end_hours(from);
        }
        self.end_when_over(settings, to);
    }

    fn end_when_over(&mut self, settings: &ReminderSettings, at: Mono) {
        let long = settings.away_reset.length();
        let since = self.left.filter(|since| at.since(*since) >= long && !planted(Fault::CarriedOver));
        if let Some(since) = since {
            self.over = Some(since + long);
            self.reset();
        }
    }

    /// What is due when the hours end is dropped, not carried over.
    fn end_hours(&mut self, at: Mono) {
        self.inside = false;
        self.left = Some(at);
        if !planted(Fault::CarriedOver) {
            self.close_asked();
        }
    }

    /// The next amount of sitting at which a break is due.
    pub(super) fn next_level(&self, settings: &ReminderSettings) -> Millis {
        next_level(self.asked, settings.sit_limit.length())
    }

    /// When the next break becomes due if somebody sits on and the hours go on.
    pub(super) fn reaches_next(&self, settings: &ReminderSettings) -> Option<Mono> {
        let sits = self.inside && self.presence == Presence::Active && self.reached.is_none();
        sits.then(|| self.until + self.next_level(settings).saturating_sub(self.sat))
    }

    /// A reminder was given: it stands for all that was due.
    pub(super) fn close_asked(&mut self) {
        self.asked = self.asked.max(self.sat);
        self.reached = None;
    }

    /// No input since `since`, which is noticed only now.
    pub fn idle(&mut self, settings: &ReminderSettings, since: Mono) {
        if self.presence != Presence::Active {
            return;
        }
        let since = since.clamp(self.touched.min(self.until), self.until);
        let seen = self.until.since(since);
        let counted = Calendar::new(settings, self.zone).active_between(self.wall - seen, self.wall);
        self.fall_to(self.sat.saturating_sub(counted));
        self.leave_seat(since, counted, false);
        self.go_on_away(settings);
    }

    /// The screen is locked: the person leaves.
    pub fn lock(&mut self) {
        match &mut self.presence {
            Presence::Active => self.leave_seat(self.until, Millis::ZERO, true),
            Presence::Away { locked, .. } => *locked = true,
        }
    }

    /// The machine goes to sleep.
    pub fn suspend(&mut self) {
        if self.presence == Presence::Active {
            self.leave_seat(self.until, Millis::ZERO, false);
        }
    }

    /// The machine has woken up; behind a locked screen nobody sits yet.
    pub fn wake(&mut self, now: &Now) {
        self.woke = Some(now.mono);
        self.active(now);
    }

    pub fn unlock(&mut self, now: &Now) {
        if let Presence::Away { locked, .. } = &mut self.presence {
            *locked = false;
        }
        self.active(now);
    }

    /// Somebody does something at the machine. Typing on a locked screen is not sitting down.
    pub fn active(&mut self, now: &Now) {
        self.touched = now.mono;
        if !matches!(self.presence, Presence::Away { locked: true, .. }) {
            self.presence = Presence::Active;
        }
    }

    /// The person answered: nobody was away before that.
    pub fn touch(&mut self, now: &Now) {
        self.touched = now.mono;
    }

    /// A break that was taken, or moving about: the sitting begins anew.
    pub fn reset(&mut self) {
        self.sat = Millis::ZERO;
        self.asked = Millis::ZERO;
        self.reached = None;
        self.anchor();
    }

    /// Part of a break makes up for its part of the limit.
    pub fn partly(&mut self, settings: &ReminderSettings, held: Millis, planned: Millis) {
        let earned = share(settings.sit_limit.length(), held.min(planned), planned);
        self.fall_to(self.sat.saturating_sub(earned));
        self.anchor();
    }

    /// Other settings hold from now on.
    pub fn change(&mut self, settings: &ReminderSettings, now: &Now) {
        self.anchor();
        if self.reached.is_some_and(|reached| reached.level != self.next_level(settings)) {
            self.reached = None;
        }
        self.look(settings, now);
        if !self.inside {
            self.end_when_over(settings, now.mono);
        }
    }

    fn fall_to(&mut self, sat: Millis) {
        self.sat = self.sat.min(sat);
        self.asked = self.asked.min(self.sat);
        self.reached = self.reached.filter(|reached| reached.level <= self.sat);
    }

    fn leave_seat(&mut self, since: Mono, counted: Millis, locked: bool) {
        self.presence = Presence::Away { since, sat: self.sat, counted, locked };
    }

    /// Being away counts from the sitting of now on.
    fn anchor(&mut self) {
        if let Presence::Away { sat, counted, .. } = &mut self.presence {
            (*sat, *counted) = (self.sat, Millis::ZERO);
        }
    }

    fn go_on_away(&mut self, settings: &ReminderSettings) {
        if let Presence::Away { sat, counted, .. } = self.presence {
            self.fall_to(sat.saturating_sub(share(settings.sit_limit.length(), counted, settings.away_reset.length())));
        }
    }
}

/// The next multiple of the limit.
pub(super) fn next_level(asked: Millis, limit: Millis) -> Millis {
    let level = Millis((asked.0 / limit.0 + 1) * limit.0);
    // The second due of a long stretch is forgotten.
    if planted(Fault::LostDue) && level.0 == 2 * limit.0 { level + limit } else { level }
}

/// `part` of `of`, of the whole.
fn share(whole: Millis, part: Millis, of: Millis) -> Millis {
    let share = u128::from(whole.0) * u128::from(part.0) / u128::from(of.0.max(1));
    Millis(u64::try_from(share).unwrap_or(u64::MAX))
}
