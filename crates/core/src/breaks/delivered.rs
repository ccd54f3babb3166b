//! Reminders that a system has shown by itself, from a plan that was made ahead.
//!
//! What was shown was shown, also where the breaks as they are known now would have had it otherwise: an alarm was held up, one was
//! lost, a setting was changed in between. The offer in the plan tells which break it was.

use super::ledger::Fact;
use super::offer::{Kind, OfferId, ReminderId};
use super::planner::Due;
use super::sitting::next_level;
use super::{Breaks, Event};
use crate::Now;
use crate::breaks::LedgerEvent;

/// A plan has that many offers at most, and the numbers of those that were never shown are passed over.
const NUMBERS_AHEAD: u64 = 2 * super::DELIVERY as u64;
/// An offer is due once, and then repeated or asked for.
const SHOWINGS: u32 = 1000;

impl Breaks {
    /// Whether this offer may still be answered: it is open, or this program has not heard of it yet.
    pub(crate) fn takes_answers_to(&self, offer: OfferId) -> bool {
        self.offers().open() == Some(offer) || self.number_of(offer).is_some()
    }

    /// The system has shown this reminder.
    pub(super) fn delivered(&mut self, offer: OfferId, reminder: ReminderId, now: &Now, facts: &mut Vec<Fact>) {
        // What is due by now says what it is. A *Later* that lay outside of the hours is none any more.
        let planned = self.next_reminder().filter(|due| due.offer == offer && due.at <= now.wall);
        if let Some(open) = self.offers.open.as_ref().filter(|open| open.id == offer) {
            let showing = (0..SHOWINGS).find(|showing| ReminderId::of(offer, *showing) == reminder);
            if showing.is_none_or(|showing| showing < open.showings) {
                return;
            }
            let asked_for = if open.later.is_some() { Kind::Later } else { Kind::Repeat };
            let kind = planned.map_or(asked_for, |due| due.kind);
            let every = self.settings.repeat.every.length().0;
            let passed = u32::try_from(now.mono.since(open.anchor).0 / every).unwrap_or(u32::MAX);
            let repeats = if kind == Kind::Later { 0 } else { passed.min(self.settings.repeat.times.get()).max(open.repeats + 1) };
            let repeats = planned.map_or(repeats, |due| due.repeats);
            let due = Due { id: reminder, offer, kind, due_at: open.due_at, at: now.wall, level: open.level, sat: open.level, repeats };
            self.show(&due, now, facts);
            if let (Some(open), Some(showing)) = (&mut self.offers.open, showing) {
                open.showings = showing + 1;
            }
        } else if let Some(due) = self.unheard(offer, reminder, now) {
            self.show(&due, now, facts);
        }
    }

    /// Steps were counted before a reminder came, and it was not shown.
    pub(super) fn walked(&mut self, offer: OfferId, now: &Now, facts: &mut Vec<Fact>) {
        if let Some(due) = self.unheard(offer, ReminderId::of(offer, 0), now) {
            self.offer(&due, now, facts);
        }
    }

    /// Moves on to an event that tells of an offer, and names the facts by what told of them.
    pub(crate) fn update_as(&mut self, event: Event, now: &Now, name: impl Fn(&Fact, usize) -> uuid::Uuid) -> Vec<LedgerEvent> {
        let mut facts = self.update(event, now);
        for (place, event) in facts.iter_mut().enumerate() {
            event.id = name(&event.fact, place);
        }
        facts
    }

    /// The due of an offer that this program has not heard of yet. The numbers before it are passed over.
    fn unheard(&mut self, offer: OfferId, reminder: ReminderId, now: &Now) -> Option<Due> {
        let number = self.number_of(offer)?;
        self.offers.next = number;
        let reached = self.sitting.reached;
        let level = reached.map_or_else(|| next_level(self.sitting.asked, self.settings.sit_limit.length()), |reached| reached.level);
        let due_at = reached.map_or(now.wall, |reached| reached.wall.min(now.wall));
        Some(Due { id: reminder, offer, kind: Kind::Due, due_at, at: now.wall, level, sat: level, repeats: 0 })
    }

    fn number_of(&self, offer: OfferId) -> Option<u64> {
        let next = self.offers.next;
        (next..next.saturating_add(NUMBERS_AHEAD)).find(|number| OfferId::of(self.offers.device, *number) == offer)
    }
}
