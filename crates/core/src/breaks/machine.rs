//! Sitting and offers together: events in, facts for the ledger out.
//!
//! ```text
//!                  Later: the same offer again
//!                          +-----+
//!              a due       v     |      answered, natural, missed
//!   nothing ------------> offered --+------------------------------> nothing
//!      open                 ^       |
//!                           +-------+  a repeat; the next due takes its place
//! ```

use uuid::Uuid;

use super::fault::{Fault, planted};
use super::ledger::{Answer, Fact, LedgerEvent, Reason, Why};
use super::offer::{Kind, OfferId, Offers, Open, ReminderId};
use super::planner::{Due, drop_what_falls_together};
use super::{ReminderSettings, Sitting, SittingRecord, Snooze};
use crate::app::Mint;
use crate::record::SessionId;
use crate::{Millis, Mono, Now};

/// What a person, the machine or the clock does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Time has passed.
    Wake,
    /// No input since then; a desktop notices it a minute later.
    Idle {
        since: Mono,
    },
    /// Input again.
    Active,
    Lock,
    Unlock,
    Suspend,
    /// The machine woke up.
    Resume,
    /// A call or a full screen begins, or ends.
    Call(bool),
    /// A session begins: nothing is shown while it runs.
    Start,
    /// A session is over. Where nothing was held it is no answer.
    Done {
        session: Option<SessionId>,
        held: Millis,
        planned: Millis,
    },
    Later(Snooze),
    Moved,
    Skip(Option<Reason>),
    /// The system has shown a reminder that was planned ahead.
    Delivered {
        offer: OfferId,
        reminder: ReminderId,
    },
    /// A reminder that was planned ahead was not shown, because somebody had walked about before it.
    Walked(OfferId),
    Settings(Box<ReminderSettings>),
}

/// A person's breaks on one device, up to a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breaks {
    pub(super) settings: ReminderSettings,
    pub(super) sitting: Sitting,
    pub(super) offers: Offers,
    pub(super) in_call: bool,
    pub(super) in_session: bool,
    /// Nothing can be shown here, so nothing is offered.
    pub(super) silent: bool,
    mint: Mint,
    /// When something happened last.
    pub(super) now: Now,
}

impl Breaks {
    /// Somebody sits down now. `offers` are those that the device has made; `seed` is true randomness, for the facts' names.
    #[must_use]
    pub fn begin(settings: ReminderSettings, offers: Offers, seed: u128, now: &Now) -> Self {
        let sitting = Sitting::begin(&settings, now);
        Self::with(settings, sitting, offers, seed, now)
    }

    pub(super) fn with(settings: ReminderSettings, sitting: Sitting, offers: Offers, seed: u128, now: &Now) -> Self {
        Self { settings, sitting, offers, in_call: false, in_session: false, silent: false, mint: Mint::new(seed), now: *now }
    }

    /// Goes on after a restart: with what was kept of the sitting, and with [`Offers::resume`]. What the ledger holds is
    /// neither lost nor shown again.
    #[must_use]
    pub fn resume(settings: ReminderSettings, sitting: SittingRecord, offers: Offers, seed: u128, now: &Now) -> Self {
        let sitting = Sitting::resume(sitting, &settings, now);
        Self { sitting, ..Self::begin(settings, offers, seed, now) }
    }

    /// As [`Breaks::resume`], where nobody sees who sits: the time in between counts as sat, within the hours.
    #[must_use]
    pub fn resume_seated(settings: ReminderSettings, sitting: SittingRecord, offers: Offers, seed: u128, now: &Now) -> Self {
        let sitting = Sitting::resume_seated(sitting, &settings, now);
        Self { sitting, ..Self::begin(settings, offers, seed, now) }
    }

    #[must_use]
    pub const fn settings(&self) -> &ReminderSettings {
        &self.settings
    }

    #[must_use]
    pub const fn sitting(&self) -> &Sitting {
        &self.sitting
    }

    #[must_use]
    pub const fn offers(&self) -> &Offers {
        &self.offers
    }

    /// What becomes of the breaks, and the facts to write down. A fact [`Fact::Shown`] is a reminder to show now.
    pub fn update(&mut self, event: Event, now: &Now) -> Vec<LedgerEvent> {
        let mut facts = Vec::new();
        self.now = *now;
        self.sitting.pass(&self.settings, now);
        drop_what_falls_together(&self.settings, &mut self.sitting, &self.offers);
        self.close_what_is_over(now, &mut facts);
        self.take(event, now, &mut facts);
        drop_what_falls_together(&self.settings, &mut self.sitting, &self.offers);
        self.close_what_is_over(now, &mut facts);
        self.show_what_is_due(now, &mut facts);
        facts.into_iter().map(|fact| self.written(fact, now)).collect()
    }

    /// Counts the time until now and does nothing about it: for whoever only looks on.
    pub fn look(&mut self, now: &Now) {
        self.now = *now;
        self.sitting.pass(&self.settings, now);
    }

    /// Nothing is offered from now on: nobody would see it.
    pub const fn hush(&mut self) {
        self.silent = true;
    }

    /// As [`Breaks::hush`] or as before it; says which of them it was.
    pub(crate) const fn set_silent(&mut self, silent: bool) -> bool {
        std::mem::replace(&mut self.silent, silent)
    }

    pub(crate) const fn device(&self) -> Uuid {
        self.offers.device
    }

    /// When something happened last.
    pub(crate) const fn now(&self) -> &Now {
        &self.now
    }

    /// What the ledger tells of a moment after the one until which everything was kept.
    pub(crate) fn recall(&mut self, event: &LedgerEvent, now: &Now) {
        self.look(now);
        self.offers.recall(event, now.mono);
        match &event.fact {
            Fact::Shown { .. } => self.sitting.close_asked(),
            Fact::Answered { answer, .. } => self.credit(answer),
            Fact::Offered { .. }
            | Fact::Later { .. }
            | Fact::Corrected { .. }
            | Fact::Closed { .. }
            | Fact::Rest { .. }
            | Fact::FlareUp { .. } => {}
        }
    }

    /// Somebody else has seen that the person is away.
    pub fn leave(&mut self) {
        self.sitting.suspend();
    }

    /// A fact that a person states: a day of rest, a correction.
    pub fn state(&mut self, fact: Fact, now: &Now) -> LedgerEvent {
        self.written(fact, now)
    }

    /// Whether somebody sits, in active hours: the sitting grows.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.sitting.inside && !self.sitting.is_away()
    }

    /// Whether the time is within active hours, as of the last update.
    #[must_use]
    pub const fn is_in_hours(&self) -> bool {
        self.sitting.inside
    }

    /// Whether a session is on, in whatever program.
    #[must_use]
    pub const fn is_in_session(&self) -> bool {
        self.in_session
    }

    pub(super) fn is_quiet(&self) -> bool {
        let in_call = self.in_call && self.settings.quiet_in_call && !planted(Fault::RingsInACall);
        in_call || self.in_session || self.silent
    }

    fn close_what_is_over(&mut self, now: &Now, facts: &mut Vec<Fact>) {
        let Some(open) = &self.offers.open else { return };
        let natural = self.natural_at(open).is_some_and(|at| at <= now.mono);
        let over = !self.sitting.is_away() && self.sitting.over.is_some_and(|over| over >= open.first_shown);
        let why = match (natural, over) {
            (true, _) => Why::Natural,
            (false, true) => Why::Missed,
            (false, false) => return,
        };
        facts.push(Fact::Closed { offer: open.id, why });
        self.offers.open = None;
    }

    fn take(&mut self, event: Event, now: &Now, facts: &mut Vec<Fact>) {
        match event {
            Event::Wake => {}
            Event::Idle { since } => self.sitting.idle(&self.settings, since),
            Event::Active => self.sitting.active(now),
            Event::Lock => self.sitting.lock(),
            Event::Unlock => self.sitting.unlock(now),
            Event::Suspend => self.sitting.suspend(),
            Event::Resume => self.sitting.wake(now),
            Event::Call(on) => self.in_call = on,
            Event::Start => self.in_session = true,
            Event::Done { session, held, planned } => {
                self.in_session = false;
                if !held.is_zero() && !planned.is_zero() {
                    self.answer(Answer::Session { session, held, planned }, now, facts);
                }
            }
            Event::Later(snooze) => self.put_off(snooze, now, facts),
            Event::Moved => self.answer(Answer::Moved, now, facts),
            Event::Skip(reason) => {
                if self.offers.open.is_some() {
                    self.answer(Answer::Skipped { reason }, now, facts);
                }
            }
            Event::Delivered { offer, reminder } => self.delivered(offer, reminder, now, facts),
            Event::Walked(offer) => self.walked(offer, now, facts),
            Event::Settings(settings) => {
                self.settings = *settings;
                self.sitting.change(&self.settings, now);
            }
        }
    }

    fn put_off(&mut self, snooze: Snooze, now: &Now, facts: &mut Vec<Fact>) {
        if let Some(open) = &mut self.offers.open {
            open.later = Some(now.mono + snooze.length());
            facts.push(Fact::Later { offer: open.id, until: now.wall + snooze.length() });
            self.sitting.touch(now);
        }
    }

    /// A person's answer: it closes the open offer, or stands for itself.
    fn answer(&mut self, answer: Answer, now: &Now, facts: &mut Vec<Fact>) {
        self.credit(&answer);
        self.sitting.touch(now);
        facts.push(Fact::Answered { offer: self.offers.open.take().map(|open| open.id), answer });
    }

    /// What an answer makes up for.
    fn credit(&mut self, answer: &Answer) {
        match answer {
            Answer::Session { held, planned, .. } if held.0.saturating_mul(2) < planned.0 => {
                self.sitting.partly(&self.settings, *held, *planned);
            }
            Answer::Session { .. } if planted(Fault::TakenForgotten) => {}
            Answer::Session { .. } | Answer::Moved => self.sitting.reset(),
            Answer::Skipped { .. } => {}
        }
    }

    fn show_what_is_due(&mut self, now: &Now, facts: &mut Vec<Fact>) {
        let nobody = self.sitting.is_away() && !planted(Fault::RemindsNobody);
        if nobody || self.is_quiet() {
            return;
        }
        if let Some(due) = self.next_reminder().filter(|due| due.at <= now.wall) {
            self.show(&due, now, facts);
        }
    }

    pub(super) fn show(&mut self, due: &Due, now: &Now, facts: &mut Vec<Fact>) {
        match (due.kind, &mut self.offers.open) {
            (Kind::Repeat | Kind::Later, Some(open)) => {
                open.repeats = due.repeats;
                open.showings += 1;
                open.later = None;
                if due.kind == Kind::Later {
                    open.anchor = now.mono;
                }
            }
            (Kind::Due, _) | (Kind::Repeat | Kind::Later, None) => self.offer(due, now, facts),
        }
        facts.push(Fact::Shown { offer: due.offer, reminder: due.id, kind: due.kind });
        self.offers.last = Some(now.mono);
        self.sitting.close_asked();
    }

    /// A new offer takes the place of one that nobody answered.
    pub(super) fn offer(&mut self, due: &Due, now: &Now, facts: &mut Vec<Fact>) {
        if let Some(open) = &self.offers.open {
            facts.push(Fact::Closed { offer: open.id, why: Why::Missed });
        }
        if planted(Fault::DoubleRow) {
            let offer = OfferId::of(Uuid::max(), self.offers.next);
            facts.push(Fact::Offered { offer, number: self.offers.next, due_at: due.due_at, sat: due.level });
        }
        facts.push(Fact::Offered { offer: due.offer, number: self.offers.next, due_at: due.due_at, sat: due.level });
        self.offers.next += 1;
        self.offers.open = Some(Open {
            id: due.offer,
            level: due.level,
            due_at: due.due_at,
            first_shown: now.mono,
            anchor: now.mono,
            repeats: 0,
            showings: 1,
            later: None,
        });
    }

    fn written(&mut self, fact: Fact, now: &Now) -> LedgerEvent {
        LedgerEvent {
            id: self.mint.mint(now.wall),
            device: self.offers.device,
            at: now.wall,
            offset_seconds: now.offset_seconds,
            local_day: now.local_day(self.settings.day_starts.time()),
            fact,
        }
    }
}
