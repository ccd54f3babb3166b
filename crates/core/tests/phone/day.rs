//! An app on a phone, on Monday, 1 March 2027, in Vienna.

use std::sync::Arc;

use unsit_core::app::{Ahead, AheadReminder, BreaksLeft, Desired, Effect, Message, Model, Waking, update};
use unsit_core::breaks::LedgerEvent;
use unsit_core::{Millis, Mono, Now, Wall};
use uuid::Uuid;

pub(crate) const DEVICE: Uuid = Uuid::from_u128(7);
/// Midnight.
pub(crate) const MONDAY: Wall = Wall(1_803_855_600_000);

/// A time such as `09:30` or `+1 09:30:15`.
pub(crate) fn wall(time: &str) -> Wall {
    let (days, time) = time.split_once(' ').map_or((0, time), |(days, time)| (days.parse().unwrap(), time));
    let parts: Vec<u64> = time.split(':').map(|part| part.parse().unwrap()).collect();
    let seconds = days * 24 * 3600 + parts[0] * 3600 + parts[1] * 60 + parts.get(2).copied().unwrap_or(0);
    MONDAY + Millis::from_secs(seconds)
}

pub(crate) fn now(time: &str) -> Now {
    let wall = wall(time);
    Now { wall, offset_seconds: 3600, zone: Some(chrono_tz::Europe::Vienna.into()), mono: Mono(90_000_000_000) + wall.since(MONDAY) }
}

/// `10:00 Due`
pub(crate) fn line(reminder: &AheadReminder) -> String {
    let local = reminder.at.to_utc().with_timezone(&chrono_tz::Europe::Vienna);
    format!("{} {:?}", local.format("%a %H:%M"), reminder.kind)
}

pub(crate) struct Phone {
    pub(crate) model: Model,
    pub(crate) facts: Vec<LedgerEvent>,
    pub(crate) effects: Vec<Effect>,
}

impl Phone {
    /// Started for the first time.
    pub(crate) fn at(time: &str) -> Self {
        Self::with(BreaksLeft::default(), time)
    }

    pub(crate) fn with(left: BreaksLeft, time: &str) -> Self {
        let mut phone = Self { model: Model::new(now(time), 1), facts: left.facts.clone(), effects: vec![] };
        let breaks = Some(BreaksLeft { watches: true, plans_ahead: true, ..left });
        phone.tell(Message::Woken(Box::new(Waking { device: DEVICE, breaks, ..Waking::default() })), time);
        phone
    }

    pub(crate) fn tell(&mut self, message: Message, time: &str) {
        let mut effects = update(&mut self.model, message, now(time));
        while !effects.is_empty() {
            let mut then = vec![];
            for effect in effects {
                if let Effect::SaveFacts(facts) = &effect {
                    self.facts.extend(facts.clone());
                    let saved = Message::FactsSaved(facts.iter().map(|fact| fact.id).collect());
                    then.extend(update(&mut self.model, saved, now(time)));
                }
                self.effects.push(effect);
            }
            effects = then;
        }
    }

    pub(crate) fn pass_to(&mut self, time: &str) {
        self.tell(Message::Wake { heard_until: now(time).mono }, time);
    }

    pub(crate) fn ahead(&self) -> Arc<Ahead> {
        Desired::of(&self.model).ahead.unwrap()
    }

    pub(crate) fn lines(&self, count: usize) -> Vec<String> {
        self.ahead().reminders.iter().take(count).map(line).collect()
    }
}
