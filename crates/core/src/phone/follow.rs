//! Plays a journal to the breaks: what an app that was open all the time would have written down.
//!
//! The facts that come of a record are named after it, and so is the end of a break that nobody answered after the break. So it
//! does not matter how often a journal is read, nor how much of it was read when the last process was killed.

use std::collections::BTreeSet;

use uuid::{Builder, Uuid};

use super::journal::{By, Deed, Record};
use crate::breaks::{Breaks, Event, Fact, Ledger, LedgerEvent, OfferId, Reason, ReminderId, Snooze, Zone, derived};
use crate::{Millis, Now, Wall};

/// Hours of twenty minutes each for years on end; what lies beyond is passed in one step.
const STEPS: usize = 50_000;

/// Moves the breaks on along the records, and then until now. Nothing is shown on the way: what was shown is in the records.
pub fn follow(breaks: &mut Breaks, records: &[Record], now: &Now) -> Vec<LedgerEvent> {
    let was_silent = breaks.set_silent(true);
    let begins = *breaks.now();
    let mut pace = Pace { clock: begins.wall, passed: Millis::ZERO };
    let mut zone = Zone::of(&begins);
    let mut facts = Vec::new();
    for record in records {
        pace.reach(record, now.wall);
        zone = Zone::parse(&record.zone).unwrap_or(zone);
        // One that was written before the breaks were kept comes at the moment of that.
        let at = zone.now(pace.clock, (begins.mono + pace.passed).min(now.mono));
        facts.extend(let_pass(breaks, &at));
        facts.extend(take(breaks, record, &at));
    }
    facts.extend(let_pass(breaks, now));
    breaks.set_silent(was_silent);
    facts
}

/// Moves the breaks on along what the ledger tells of the time since they were kept: a process that was killed had stored it, and had
/// no time to keep more. What comes of it and is not in the ledger is returned.
pub fn remember(breaks: &mut Breaks, ledger: &Ledger, now: &Now) -> Vec<LedgerEvent> {
    let was_silent = breaks.set_silent(true);
    let begins = *breaks.now();
    let device = breaks.device();
    let mut facts = Vec::new();
    for event in ledger.events().filter(|event| event.device == device && event.at > begins.wall) {
        let mono = (now.mono - now.wall.since(event.at)).max(breaks.now().mono);
        let at = Now { wall: event.at, offset_seconds: event.offset_seconds, mono, ..*now };
        facts.extend(let_pass(breaks, &at));
        breaks.recall(event, &at);
    }
    breaks.set_silent(was_silent);
    let told: BTreeSet<Uuid> = ledger.events().map(|event| event.id).collect();
    facts.retain(|event| !told.contains(&event.id));
    facts
}

/// The records of which the ledger does not tell yet. Those that tell of nothing are among them, and change nothing.
#[must_use]
pub fn untold(ledger: &Ledger, records: &[Record]) -> Vec<Record> {
    let told: BTreeSet<[u8; 10]> = ledger.events().map(|event| tail(event.id)).collect();
    records.iter().filter(|record| !told.contains(&tail(name_of(record.id, 0, Wall(0))))).cloned().collect()
}

/// How much time passes from a moment along the records until now, as far as the clock that people read can tell.
pub(super) fn length(from: Wall, records: &[Record], now: Wall) -> Millis {
    let mut pace = Pace { clock: from, passed: Millis::ZERO };
    for record in records {
        pace.reach(record, now);
    }
    pace.passed + now.since(pace.clock)
}

/// How much time has passed on the way through the records.
struct Pace {
    /// The latest that the clock has shown since it was set last.
    clock: Wall,
    passed: Millis,
}

impl Pace {
    /// Nobody knows for how long a clock was wrong that has been set back; nothing has happened later than now.
    fn reach(&mut self, record: &Record, now: Wall) {
        let at = record.at.min(now);
        self.passed += at.since(self.clock);
        self.clock = if record.deed == Deed::Clock { at } else { self.clock.max(at) };
    }
}

/// Goes from moment to moment as a program would that was awake all the time.
fn let_pass(breaks: &mut Breaks, until: &Now) -> Vec<LedgerEvent> {
    let mut facts = Vec::new();
    for _ in 0..STEPS {
        let before = *breaks.now();
        let Some(at) = breaks.deadline().filter(|at| *at < until.mono && *at > before.mono) else { break };
        let then = Zone::of(&before).now(before.wall + at.since(before.mono), at);
        facts.extend(breaks.update_as(Event::Wake, &then, |fact, at| ended(fact, at, &then)));
    }
    facts.extend(breaks.update_as(Event::Wake, until, |fact, place| ended(fact, place, until)));
    facts
}

fn take(breaks: &mut Breaks, record: &Record, at: &Now) -> Vec<LedgerEvent> {
    let mut named = 0;
    let mut facts = Vec::new();
    for event in events(breaks, &record.deed) {
        let so_far = named;
        let told = breaks.update_as(event, at, |fact, place| match fact {
            Fact::Closed { .. } => ended(fact, place, at),
            _ => name_of(record.id, so_far + place, at.wall),
        });
        named += told.len();
        facts.extend(told);
    }
    facts
}

/// What a record is to the breaks. Who answers a reminder has seen it, also where nothing else tells of it.
fn events(breaks: &Breaks, deed: &Deed) -> Vec<Event> {
    let answered = |offer: OfferId, event: Event| {
        let seen = Event::Delivered { offer, reminder: ReminderId::of(offer, 0) };
        match breaks.offers().open() {
            Some(open) if open == offer => vec![event],
            _ if breaks.takes_answers_to(offer) => vec![seen, event],
            // It may be older than the break that is open now.
            _ => vec![],
        }
    };
    match deed {
        Deed::Shown { reminder, offer } => vec![Event::Delivered { offer: *offer, reminder: *reminder }],
        Deed::Later { offer, minutes } => answered(*offer, Event::Later(Snooze::nearest(*minutes))),
        Deed::Moved { offer, by: By::Button } => answered(*offer, Event::Moved),
        Deed::Moved { offer, by: By::Steps } if breaks.takes_answers_to(*offer) => vec![Event::Walked(*offer), Event::Moved],
        Deed::Skip { offer, reason } => answered(*offer, Event::Skip(Reason::new(reason))),
        Deed::Boot => vec![Event::Resume],
        Deed::Moved { by: By::Steps, .. } | Deed::Dismissed { .. } | Deed::Start { .. } | Deed::Clock | Deed::Other { .. } => vec![],
    }
}

/// The name of what came of a record.
fn name_of(record: Uuid, place: usize, at: Wall) -> Uuid {
    stamped(derived(record, place as u64, 2), at)
}

/// The name of a break's end that came of nothing but time.
fn ended(fact: &Fact, place: usize, at: &Now) -> Uuid {
    let offer = fact.offer().map_or_else(Uuid::nil, |offer| offer.0);
    stamped(derived(offer, place as u64, 3), at.wall)
}

/// A `UUIDv7` with the bits of another name, so that names are in the order of time.
fn stamped(name: Uuid, at: Wall) -> Uuid {
    let [_, _, _, _, _, _, bits @ ..] = name.into_bytes();
    Builder::from_unix_timestamp_millis(at.0.max(0).unsigned_abs(), &bits).into_uuid()
}

/// A name without its time.
fn tail(name: Uuid) -> [u8; 10] {
    let [_, _, _, _, _, _, bits @ ..] = name.into_bytes();
    bits
}
