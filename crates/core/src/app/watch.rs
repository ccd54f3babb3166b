//! Breaks from sitting, as the app knows them: what was set, what happened, and how things stand.
//!
//! One process of a person's watches the sitting, plans, and writes down what happens; it holds the [`Breaks`] and moves them
//! on. Any other one looks on: it holds a copy, and asks the first for what a person does about a break
//! ([`Request`](super::request::Request)).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ahead::{Ahead, Grounds};
use super::message::StoreFailure;
use super::person::{Busy, Person};
use super::pressed::{BreakSheet, OddRange, Opening};
use super::request::Mirror;
use crate::breaks::{
    Answer, Breaks, Fact, Kind, Ledger, LedgerEvent, OfferId, ReminderId, ReminderRows, ReminderSettings, Row, Standing, Streak, Why,
    standings, streak,
};
use crate::phone::PhoneFiles;
use crate::{LocalDay, Millis, Mono, Wall};

/// What the app knows about breaks.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own about this program")]
pub struct Watch {
    /// None before anything was read, or where it could not be.
    pub breaks: Option<Breaks>,
    /// Whether this process watches, or another one does.
    pub role: Role,
    pub settings: ReminderRows,
    /// Everything that happened. Shared with published models, which never change.
    pub ledger: Arc<Ledger>,
    /// The rows of the ledger, by the time at which the breaks came due.
    pub rows: Arc<Vec<Row>>,
    /// What else screens show of the ledger.
    pub(super) digest: Arc<Digest>,
    /// What lies over the page.
    pub sheet: Option<BreakSheet>,
    pub odd_range: Option<OddRange>,
    /// Facts on their way to the store.
    pub(super) unstored: Vec<LedgerEvent>,
    /// Why they were not stored when it was last tried.
    pub(super) why: Option<StoreFailure>,
    /// The reminder that this run has shown last.
    pub(super) shown: Option<ShownReminder>,
    /// When the minutes of the sitting were looked at last, and kept where this process watches.
    pub(super) kept: Option<Mono>,
    /// Whether the program that shows reminders holds them back; none where it does not tell.
    pub(super) do_not_disturb: Option<bool>,
    /// What this device has seen of the person.
    pub(super) person: Person,
    /// Whether a session was on when this was last asked.
    pub(super) in_session: bool,
    /// When a session of this process was last told to whoever watches.
    pub(super) told_session: Option<Mono>,
    /// When another process last told of a session of its own, while that is on.
    pub(super) session_elsewhere: Option<Mono>,
    pub(super) silent: bool,
    pub(super) windowless: bool,
    pub(super) break_window: BreakWindow,
    pub(super) plans_ahead: bool,
    pub(super) sight: Sight,
    /// What it comes forward for, once it has heard what has happened.
    pub(super) summoned: Option<Opening>,
    /// What the system has been given ahead, and what that was made from.
    pub(super) ahead: Option<Arc<Ahead>>,
    pub(super) grounds: Option<Grounds>,
    /// Records of the journal of the system that were played already, and that it may still hold.
    pub(super) drained: BTreeSet<uuid::Uuid>,
    /// How it stands with the files of a phone's reminders.
    pub(super) files: PhoneFiles,
    /// How many records it had that are on their way to the store.
    pub(super) draining: Option<usize>,
    /// How often something happened to breaks, other than that time passed.
    pub(super) turns: u64,
    /// How often the process that watches has told how things stand.
    pub(super) mirrored: u64,
    /// What was asked of the process that watches, and has no answer yet.
    pub(super) asking: u32,
    /// How often this process was asked.
    pub(super) asked: u64,
    /// How often its person did something about breaks.
    pub(super) pressed: u64,
}

/// What screens ask of the ledger again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Digest {
    /// When somebody got up last, and the offset there.
    pub(super) last_break: Option<(Wall, i32)>,
    /// Moving about with no break open.
    pub(super) moved: Vec<(LocalDay, Wall, i32)>,
    pub(super) rest: BTreeSet<LocalDay>,
    pub(super) flare_up: BTreeSet<LocalDay>,
}

/// Who moves breaks on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Another process does, or nobody.
    #[default]
    LooksOn,
    /// This one.
    Watches,
}

/// Whether the person has this program before them. Behind others it does not reckon: the system wakes it now and then at best,
/// and what it has missed is in the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sight {
    #[default]
    Before,
    Behind,
    /// It comes forward, and has yet to hear what has happened.
    Returning,
}

/// A reminder that was shown, and whether the ledger has it on disk: only then it is brought to the person, so that a kill
/// cannot make it come twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShownReminder {
    pub(super) fact: uuid::Uuid,
    pub(super) offer: OfferId,
    pub(super) reminder: ReminderId,
    pub(super) kind: Kind,
    pub(super) settled: bool,
    /// By the system, before this program knew of it.
    pub(super) by_system: bool,
}

/// The small window over all others that asks about the open break, where the system shows no notifications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BreakWindow {
    /// None can be opened from here.
    #[default]
    Never,
    /// A program of its own, which can be started from here.
    Elsewhere,
    /// This program is it.
    Here,
    /// This program was it, and is to close: the person has put it away, or a larger window has taken over.
    Done,
}

/// A session is told to whoever watches as often as this, for as long as it is on.
pub(super) const TELL_SESSION_EVERY: Millis = Millis(60_000);
/// A session elsewhere that was not heard of for this long is over: its process was killed.
pub(super) const SESSION_IS_GONE: Millis = Millis(180_000);

/// Where minutes are shown the sitting is looked at each minute, and kept.
const SHOWN_EVERY: Millis = Millis(60_000);
/// Where nobody sees minutes, nothing has to wake for them. A kill may cost that much of a sitting.
const UNSEEN_EVERY: Millis = Millis(300_000);

impl Watch {
    #[must_use]
    pub fn is_watching(&self) -> bool {
        self.role == Role::Watches
    }

    /// Whether the system shows reminders by itself, from a plan that it is given ahead.
    pub(super) const fn plans_ahead(&self) -> bool {
        cfg!(feature = "phone") && self.plans_ahead
    }

    /// Why nothing is offered now, where calls are quiet.
    #[must_use]
    pub const fn busy(&self) -> Option<&Busy> {
        self.person.busy()
    }

    /// Whether the program that shows reminders holds them back; none where it does not tell.
    #[must_use]
    pub const fn do_not_disturb(&self) -> Option<bool> {
        self.do_not_disturb
    }

    /// How it stands with the files of a phone's reminders.
    #[must_use]
    pub const fn files(&self) -> &PhoneFiles {
        &self.files
    }

    #[must_use]
    pub fn reminders(&self) -> &ReminderSettings {
        self.settings.settings()
    }

    /// Whether everything that was done is on disk, or cannot be brought there now.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.asking == 0 && (self.unstored.is_empty() || self.why.is_some())
    }

    /// How often another process has asked this one.
    #[must_use]
    pub const fn times_asked(&self) -> u64 {
        self.asked
    }

    /// How often the person of this process did something about breaks.
    #[must_use]
    pub const fn times_pressed(&self) -> u64 {
        self.pressed
    }

    /// The break that waits for an answer.
    #[must_use]
    pub fn open(&self) -> Option<&Row> {
        let open = self.breaks.as_ref()?.offers().open()?;
        self.row(open)
    }

    /// When the open break comes again because the person asked for it.
    #[must_use]
    pub fn put_off_until(&self) -> Option<Wall> {
        let open =
            self.breaks.as_ref()?.offers().open().filter(|_| self.breaks.as_ref().is_some_and(|breaks| breaks.offers().is_put_off()))?;
        let until = self.ledger.events().filter_map(|event| match event.fact {
            Fact::Later { offer, until } if offer == open => Some(until),
            _ => None,
        });
        until.last()
    }

    #[must_use]
    pub fn row(&self, offer: OfferId) -> Option<&Row> {
        self.rows.iter().rev().find(|row| row.id == offer)
    }

    /// The breaks of a day, as they came due.
    pub fn rows_of(&self, day: LocalDay) -> impl Iterator<Item = &Row> {
        let since = self.rows.partition_point(|row| row.local_day < day.days_back(1));
        self.rows[since..].iter().filter(move |row| row.local_day == day)
    }

    /// Days in a row with a break.
    #[must_use]
    pub fn streak(&self, today: LocalDay) -> Streak {
        streak(&self.ledger, self.reminders(), |day| self.settings.week_of(day), today)
    }

    /// Whether the person declared a day to be one of rest.
    #[must_use]
    pub fn rests_on(&self, day: LocalDay) -> bool {
        self.digest.rest.contains(&day)
    }

    /// Whether the person noted a flare-up on a day.
    #[must_use]
    pub fn flares_up_on(&self, day: LocalDay) -> bool {
        self.digest.flare_up.contains(&day)
    }

    /// The open break, unless the person has put it off.
    #[must_use]
    pub fn waiting(&self) -> Option<&Row> {
        self.open().filter(|_| self.breaks.as_ref().is_some_and(|breaks| !breaks.offers().is_put_off()))
    }

    /// Whether this program is the small window that asks about the open break, and shows nothing else.
    #[must_use]
    pub const fn asks_only(&self) -> bool {
        matches!(self.break_window, BreakWindow::Here | BreakWindow::Done)
    }

    /// Whether how things stand is known from whoever watches: this process, or one that has told.
    pub(super) fn is_informed(&self) -> bool {
        self.is_watching() || self.mirrored > 0
    }

    /// Whether the small window has nothing more to ask. It may not know yet what the process that watches knows.
    pub(super) fn has_asked(&self) -> bool {
        match self.break_window {
            BreakWindow::Never | BreakWindow::Elsewhere => false,
            BreakWindow::Here => self.is_informed() && self.is_settled() && self.waiting().is_none(),
            BreakWindow::Done => true,
        }
    }

    /// How each of these days stands in the streak.
    pub(super) fn standings(&self, days: &[LocalDay]) -> Vec<Standing> {
        standings(&self.ledger, self.reminders(), |day| self.settings.week_of(day), days)
    }

    /// How often the sitting is looked at, and kept, while it grows.
    pub(super) const fn look_every(&self) -> Millis {
        if self.windowless { UNSEEN_EVERY } else { SHOWN_EVERY }
    }

    /// When something is to be done about breaks.
    pub(super) fn wake_at(&self, now: Mono) -> Option<Mono> {
        let breaks = self.breaks.as_ref().filter(|_| self.sight == Sight::Before)?;
        // Who is away was kept when they left.
        let counts = breaks.is_in_hours() && breaks.settings().enabled && !(self.windowless && breaks.sitting().is_away());
        let look = counts.then(|| self.kept.map_or(now, |kept| kept + self.look_every()));
        // What is shown tells the hours, and whoever watches begins to keep the sitting with them.
        let hours = breaks.hours_change_at();
        let deadline = if self.is_watching() { breaks.deadline() } else { None };
        // An icon tells when the next reminder comes. Held back by a call it has to say something else by then.
        let told = if self.windowless && counts { breaks.next_reminder_at() } else { None };
        let gone = self.session_elsewhere.map(|heard| heard + SESSION_IS_GONE);
        [look, hours, deadline, told, gone].into_iter().flatten().min().map(|at| at.max(now))
    }

    pub(super) fn is_to_be_tried_again(&self) -> bool {
        !self.unstored.is_empty() && self.why.as_ref().is_some_and(|why| why.reason.may_pass())
    }

    /// The way from facts to rows.
    pub(super) fn fold(&mut self, facts: impl IntoIterator<Item = LedgerEvent>) {
        Arc::make_mut(&mut self.ledger).extend(facts);
        self.rows = Arc::new(self.ledger.rows());
        self.digest = Arc::new(Digest::of(&self.ledger));
    }

    /// For a process that looks on.
    #[must_use]
    pub fn mirror(&self, since: LocalDay) -> Option<Mirror> {
        let breaks = self.breaks.as_ref().filter(|_| self.is_watching())?;
        let facts = self.ledger.events().filter(|event| event.local_day >= since).cloned().collect();
        Some(Mirror { sitting: breaks.sitting().record(), away: breaks.sitting().is_away(), is_answer: false, facts })
    }
}

impl Digest {
    fn of(ledger: &Ledger) -> Self {
        let mut digest = Self::default();
        for event in ledger.events() {
            let at = (event.at, event.offset_seconds);
            match &event.fact {
                Fact::Answered { answer: Answer::Moved, offer } => {
                    digest.last_break = Some(at);
                    if offer.is_none() {
                        digest.moved.push((event.local_day, event.at, event.offset_seconds));
                    }
                }
                Fact::Answered { answer: Answer::Session { .. }, .. } | Fact::Closed { why: Why::Natural, .. } => {
                    digest.last_break = Some(at);
                }
                Fact::Rest { day, on: true } => drop(digest.rest.insert(*day)),
                Fact::Rest { day, on: false } => drop(digest.rest.remove(day)),
                Fact::FlareUp { day, on: true } => drop(digest.flare_up.insert(*day)),
                Fact::FlareUp { day, on: false } => drop(digest.flare_up.remove(day)),
                Fact::Answered { answer: Answer::Skipped { .. }, .. }
                | Fact::Offered { .. }
                | Fact::Shown { .. }
                | Fact::Later { .. }
                | Fact::Corrected { .. }
                | Fact::Closed { why: Why::Missed, .. } => {}
            }
        }
        digest
    }
}
