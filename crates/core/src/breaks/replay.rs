//! Plays a script over sitting, planner and ledger: what would have been shown, and what would stand in the ledger.
//!
//! It jumps from one deadline to the next, as the real loop does. The script's times are those of a clock that nobody sets;
//! the machine's clock, which rules hours and rows, differs from it by the jumps so far.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use uuid::Uuid;

use super::ledger::{Fact, Ledger, LedgerEvent};
use super::machine::{Breaks, Event};
use super::offer::{Kind, OfferId, Offers, ReminderId};
use super::planner::Due;
use super::script::{Script, What};
use super::{ReminderSettings, Zone, utc_text};
use crate::{Millis, Mono, Now, Wall};

/// A reminder that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub id: ReminderId,
    pub offer: OfferId,
    pub kind: Kind,
    /// By the machine's clock.
    pub at: Wall,
    pub local: DateTime<FixedOffset>,
    /// Since the script began, by a clock that nobody sets.
    pub after: Millis,
}

impl Shown {
    /// The reminder as programs read it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        value(self.id, self.offer, self.kind, self.local)
    }
}

impl Due {
    /// The reminder as programs read it, in the same form as one that was shown.
    #[must_use]
    pub fn to_value(&self, zone: Zone) -> Value {
        value(self.id, self.offer, self.kind, zone.local(self.at))
    }
}

/// A reminder that was asked for is a repeat of its offer.
fn value(id: ReminderId, offer: OfferId, kind: Kind, at: DateTime<FixedOffset>) -> Value {
    let kind = match kind {
        Kind::Due => "due",
        Kind::Repeat | Kind::Later => "repeat",
    };
    let utc = utc_text(Wall(at.timestamp_millis()));
    let local = at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false);
    json!({ "id": id, "break": offer, "at": utc, "local": local, "kind": kind })
}

/// What a script led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Played {
    pub shown: Vec<Shown>,
    pub ledger: Ledger,
    /// Places of the answers for which no break was open.
    pub unanswerable: Vec<usize>,
}

/// Plays a script for somebody who sits down at its first event, until its last one.
#[must_use]
pub fn replay(settings: &ReminderSettings, zone: impl Into<Zone>, script: &Script) -> Played {
    let Some(first) = script.steps.first() else { return Played::default() };
    let mut world = World::begin(settings, zone.into(), first.at);
    let mut unanswerable = Vec::new();
    for (index, step) in script.steps.iter().enumerate() {
        world.pass_until(step.at);
        let needs_an_offer = matches!(step.what, What::Later(_) | What::Skip(_));
        if needs_an_offer && world.breaks.offers().open().is_none() {
            unanswerable.push(index);
        }
        world.take(&step.what);
    }
    Played { shown: world.shown, ledger: world.ledger, unanswerable }
}

/// A machine whose time passes when it is told to.
struct World {
    breaks: Breaks,
    begins: Wall,
    /// By how much the machine's clock was set so far.
    jumped: i64,
    zone: Zone,
    at: Mono,
    shown: Vec<Shown>,
    ledger: Ledger,
}

impl World {
    fn begin(settings: &ReminderSettings, zone: Zone, begins: Wall) -> Self {
        let now = zone.now(begins, Mono(0));
        let offers = Offers::new(Uuid::nil(), 0);
        let breaks = Breaks::begin(settings.clone(), offers, 1, &now);
        Self { breaks, begins, jumped: 0, zone, at: Mono(0), shown: Vec::new(), ledger: Ledger::default() }
    }

    fn now(&self) -> Now {
        let by_itself = self.begins + self.at.since(Mono(0));
        self.zone.now(Wall(by_itself.0.saturating_add(self.jumped)), self.at)
    }

    fn pass_until(&mut self, until: Wall) {
        let until = Mono(0) + until.since(self.begins);
        while let Some(deadline) = self.breaks.deadline().filter(|deadline| *deadline <= until) {
            // A deadline is always to come; a step of a millisecond keeps a mistake from standing still here.
            self.at = deadline.max(self.at + Millis(1));
            self.update(Event::Wake);
        }
        self.at = self.at.max(until);
    }

    fn take(&mut self, what: &What) {
        let event = match what {
            What::Active => Event::Active,
            What::Away => Event::Idle { since: self.at },
            What::Suspend => Event::Suspend,
            What::Wake => Event::Resume,
            What::CallStart => Event::Call(true),
            What::CallEnd => Event::Call(false),
            What::Done { held, planned } => Event::Done { session: None, held: *held, planned: *planned },
            What::Later(snooze) => Event::Later(snooze.unwrap_or(self.breaks.settings().snooze)),
            What::Moved => Event::Moved,
            What::Skip(reason) => Event::Skip(reason.clone()),
            What::ClockJump(by) => {
                self.jumped = self.jumped.saturating_add(*by);
                Event::Wake
            }
            What::Zone(zone) => {
                self.zone = *zone;
                Event::Wake
            }
        };
        self.update(event);
    }

    fn update(&mut self, event: Event) {
        let now = self.now();
        for event in self.breaks.update(event, &now) {
            self.note(&event, &now);
            self.ledger.add(event);
        }
    }

    fn note(&mut self, event: &LedgerEvent, now: &Now) {
        if let Fact::Shown { offer, reminder, kind } = event.fact {
            self.shown.push(Shown { id: reminder, offer, kind, at: now.wall, local: now.local(), after: now.mono.since(Mono(0)) });
        }
    }
}
