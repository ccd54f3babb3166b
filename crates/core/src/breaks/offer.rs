//! The break that is offered now, and the names of breaks and reminders.

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use super::ledger::{Fact, Ledger, LedgerEvent};
use crate::{Millis, Mono, Now, Wall};

/// Names one offered break for all time, on all devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfferId(pub Uuid);

/// Names one showing of an offer: planning again gives the same reminder the same name, so a platform can compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReminderId(pub Uuid);

impl OfferId {
    /// The `number`th offer of a device. It keeps its name when it moves to another time.
    #[must_use]
    pub fn of(device: Uuid, number: u64) -> Self {
        Self(derived(device, number, 0))
    }
}

impl ReminderId {
    /// The `showing`th showing of an offer, from 0.
    #[must_use]
    pub fn of(offer: OfferId, showing: u32) -> Self {
        Self(derived(offer.0, u64::from(showing), 1))
    }
}

/// A version 8 UUID that mixes its parts so that each bit of them reaches each bit of it (the finalizer of `SplitMix64`).
pub(crate) fn derived(from: Uuid, number: u64, kind: u64) -> Uuid {
    fn mix(mut bits: u64) -> u64 {
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
    let (high, low) = from.as_u64_pair();
    let seed = mix(mix(high.wrapping_add(STEP)) ^ low).wrapping_add(kind.wrapping_mul(STEP));
    let first = mix(mix(seed).wrapping_add(number.wrapping_mul(STEP)));
    let second = mix(first ^ mix(low ^ number.rotate_left(32)).wrapping_add(high));
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&first.to_be_bytes());
    bytes[8..].copy_from_slice(&second.to_be_bytes());
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// Why a reminder is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A break is due: a new offer.
    Due,
    /// Nobody answered the offer.
    Repeat,
    /// The person asked for it.
    Later,
}

/// The offers of one device: the open one, and what the next ones depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offers {
    pub(super) device: Uuid,
    /// The number of the next offer.
    pub(super) next: u64,
    pub(super) open: Option<Open>,
    /// When the last reminder was shown.
    pub(super) last: Option<Mono>,
}

impl Offers {
    /// Those of a device that has made `made` offers so far.
    #[must_use]
    pub const fn new(device: Uuid, made: u64) -> Self {
        Self { device, next: made, open: None, last: None }
    }

    /// Those of a device after a restart, as its ledger tells them.
    #[must_use]
    pub fn resume(ledger: &Ledger, device: Uuid, now: &Now) -> Self {
        let mono = |wall: Wall| now.mono - now.wall.since(wall);
        let mut offers = Self::new(device, ledger.offers_made(device));
        for event in ledger.events().filter(|event| event.device == device) {
            offers.recall(event, mono(event.at));
        }
        offers
    }

    /// Takes in what the ledger tells of a moment.
    pub(super) fn recall(&mut self, event: &LedgerEvent, at: Mono) {
        let open = self.open.as_mut().filter(|open| event.fact.offer() == Some(open.id));
        match (&event.fact, open) {
            (Fact::Offered { offer, number, due_at, sat }, _) => {
                let (id, level, due_at) = (*offer, *sat, *due_at);
                self.open = Some(Open { id, level, due_at, first_shown: at, anchor: at, repeats: 0, showings: 0, later: None });
                self.next = self.next.max(number.saturating_add(1));
            }
            (Fact::Shown { kind, .. }, Some(open)) => {
                open.showings += 1;
                open.later = None;
                match kind {
                    Kind::Repeat => open.repeats += 1,
                    Kind::Due | Kind::Later => (open.anchor, open.repeats) = (at, 0),
                }
                self.last = Some(at);
            }
            (Fact::Shown { .. }, None) => self.last = Some(at),
            (Fact::Later { until, .. }, Some(open)) => open.later = Some(at + until.since(event.at)),
            (Fact::Answered { .. } | Fact::Corrected { .. } | Fact::Closed { .. }, Some(_)) => self.open = None,
            (Fact::Later { .. } | Fact::Answered { .. } | Fact::Corrected { .. } | Fact::Closed { .. }, None)
            | (Fact::Rest { .. } | Fact::FlareUp { .. }, _) => {}
        }
    }

    /// The break that waits for an answer.
    #[must_use]
    pub fn open(&self) -> Option<OfferId> {
        self.open.as_ref().map(|open| open.id)
    }

    /// When it came due.
    #[must_use]
    pub fn open_since(&self) -> Option<Wall> {
        self.open.as_ref().map(|open| open.due_at)
    }

    /// Whether the person has asked for it again, and it did not come yet.
    #[must_use]
    pub fn is_put_off(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.later.is_some())
    }
}

/// A break that was offered and has no outcome yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub id: OfferId,
    /// How much sitting made it due.
    pub level: Millis,
    pub due_at: Wall,
    pub first_shown: Mono,
    /// When it was shown as due or as asked for; repeats are counted from here.
    pub anchor: Mono,
    /// Repeats since then, given or let pass.
    pub repeats: u32,
    /// How often it was shown.
    pub showings: u32,
    /// The person asked for it again at this time.
    pub later: Option<Mono>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_the_same_each_time_and_differ_from_each_other() {
        let device = Uuid::from_u128(7);
        assert_eq!(OfferId::of(device, 3), OfferId::of(device, 3));
        let mut names = BTreeSet::new();
        for device in 0..20 {
            for number in 0..200 {
                let offer = OfferId::of(Uuid::from_u128(device), number);
                names.insert(offer.0);
                names.extend((0..5).map(|showing| ReminderId::of(offer, showing).0));
            }
        }
        assert_eq!(names.len(), 20 * 200 * 6);
        assert!(names.iter().all(|name| name.get_version_num() == 8));
    }
}
