//! Records that tests store. Nothing is random: record 7 is the same in every process and every browser.
#![allow(dead_code, unreachable_pub)] // each test binary uses a part
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use chrono::NaiveDate;
use unsit_core::breaks::{Answer, Fact, Kind, LedgerEvent, OfferId, Reason, ReminderId, Why};
use unsit_core::record::{HeldSet, Origin, SessionId, SessionRecord};
use unsit_core::routine::{Id, Side};
use unsit_core::{LocalDay, Millis, Wall};
use unsit_store::Filter;
use uuid::Uuid;

pub const DEVICE: Uuid = Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_00d1);
pub const EVERYTHING: Filter = Filter { rehearsals: true, since: None };

/// 2026-03-02 09:00 in Vienna, a Monday.
pub const MONDAY_NINE: i64 = 1_772_438_400_000;

/// Session number `n`: one an hour, eight a day, from Monday on; with two to six sets and now and then a redone one.
pub fn record(n: u32) -> SessionRecord {
    let (day, hour) = (i64::from(n / 8), i64::from(n % 8));
    let started_at = MONDAY_NINE + day * 86_400_000 + hour * 3_600_000;
    SessionRecord {
        id: id(n),
        device: DEVICE,
        routine: Id::new(if n.is_multiple_of(3) { "quick-bridge" } else { "bridge-and-donkey-kicks" }),
        variant: (n % 3 == 1).then(|| Id::new(if n.is_multiple_of(2) { "mat" } else { "standing" })),
        started_at: Wall(started_at),
        ended_at: Wall(started_at + 67_000 + i64::from(n)),
        offset_seconds: 3_600,
        local_day: LocalDay(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + chrono::Days::new(u64::from(n / 8))),
        completed: n % 5 != 4,
        reached_end: n % 5 != 4 || n.is_multiple_of(2),
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: (0..2 + n % 5).map(|position| held_set(n, position)).collect(),
    }
}

pub fn id(n: u32) -> SessionId {
    SessionId(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + (u128::from(n) << 80)))
}

fn held_set(n: u32, position: u32) -> HeldSet {
    HeldSet {
        exercise: Id::new(if position < 2 { "bridge" } else { "donkey-kick" }),
        side: [None, None, Some(Side::Left), Some(Side::Right)][position as usize % 4],
        set: 1 + position % 3,
        planned: Millis(10_000),
        held: Millis(10_000 - u64::from((n + position) % 7) * 500),
        planned_reps: 0,
        reps: 0,
        attempts: (0..(n + position) % 3).map(|attempt| Millis(u64::from(1_500 + attempt))).collect(),
    }
}

pub fn day(text: &str) -> LocalDay {
    LocalDay(text.parse().unwrap())
}

/// A fact of each kind: a break put off, skipped and corrected, another one that nobody answered, and two kinds of days.
pub fn facts() -> [LedgerEvent; 9] {
    let [first, second] = [1, 2].map(|number| OfferId(Uuid::from_u128(0xb0 + number)));
    let at = |minutes: i64| Wall(MONDAY_NINE + minutes * 60_000);
    let shown = |offer, kind| Fact::Shown { offer, reminder: ReminderId(Uuid::from_u128(0xa0)), kind };
    let session = Answer::Session { session: Some(id(1)), held: Millis(19_500), planned: Millis(30_000) };
    let day = day("2026-03-02");
    let facts = [
        (at(60), Fact::Offered { offer: first, number: 0, due_at: at(60), sat: Millis(3_600_000) }),
        (at(60), shown(first, Kind::Due)),
        (at(61), Fact::Later { offer: first, until: at(71) }),
        (at(72), Fact::Answered { offer: Some(first), answer: Answer::Skipped { reason: Reason::new("In a call — „kurz“") } }),
        (at(80), Fact::Corrected { offer: first, answer: session }),
        (at(120), Fact::Offered { offer: second, number: 1, due_at: at(119), sat: Millis(u64::from(u32::MAX) + 1) }),
        (at(150), Fact::Closed { offer: second, why: Why::Missed }),
        (at(151), Fact::Rest { day, on: true }),
        (at(152), Fact::FlareUp { day, on: false }),
    ];
    let mut number = 0;
    facts.map(|(at, fact)| {
        number += 1;
        LedgerEvent { id: Uuid::from_u128(0xfac7_0000 + number), device: DEVICE, at, offset_seconds: 3_600, local_day: day, fact }
    })
}
