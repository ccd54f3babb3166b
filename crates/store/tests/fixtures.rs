//! Databases of every released schema, as people have them on their disks: each still opens, with every row.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use common::{DEVICE, EVERYTHING, MONDAY_NINE, day, id, open};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};
use unsit_core::record::{Amendment, AmendmentKind, DayTotal, HeldSet, Origin, Revision, SessionId, SessionRecord};
use unsit_core::routine::{Id, Side};
use unsit_core::{Millis, Wall};
use unsit_store::{Filter, Totals};
use uuid::Uuid;

#[test]
fn every_row_of_schema_1_is_still_read() {
    every_row_is_read_of("schema-1");
}

#[test]
fn every_row_of_schema_2_is_still_read() {
    every_row_is_read_of("schema-2");
}

#[test]
fn every_row_of_schema_3_is_still_read_and_what_was_deleted_still_counts_nowhere() {
    every_row_is_read_of("schema-3");
    let dir = copy_of("schema-3");
    assert!(open(dir.path()).has_session(id(4)).unwrap());
}

fn copy_of(schema: &str) -> TempDir {
    let dir = tempdir().unwrap();
    fs::copy(fixture(schema), dir.path().join("unsit.sqlite3")).unwrap();
    dir
}

fn every_row_is_read_of(schema: &str) {
    let dir = copy_of(schema);
    let mut store = open(dir.path());

    let [bridge, kicks, rehearsal] = sessions();
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [rehearsal, kicks.clone(), bridge.clone()]);
    assert_eq!(store.sessions(Filter::default(), None, 9).unwrap(), [kicks, bridge]);
    assert_eq!(store.settings().unwrap(), settings());
    assert_eq!(store.device_id(Uuid::nil()).unwrap(), DEVICE);
    assert_eq!(store.last_variants().unwrap(), BTreeMap::from([(Id::new("bridge-and-donkey-kicks"), Id::new("standing"))]));
    assert_eq!(
        store.day_totals(day("2026-03-02"), day("2026-03-04")).unwrap(),
        [
            DayTotal { day: day("2026-03-02"), sessions: 1, planned: Millis(20_000), held: Millis(20_000) },
            DayTotal { day: day("2026-03-03"), sessions: 1, planned: Millis(50_000), held: Millis(38_250) },
        ]
    );
    assert_eq!(store.totals().unwrap(), Totals { sessions: 2, days: 2, planned: Millis(70_000), held: Millis(58_250) });
}

/// Run once before a schema gets a successor, with its name here; such files never change.
#[test]
#[ignore = "writes the fixture of the newest schema; refuses to replace one"]
fn write_the_fixture_of_the_newest_schema() {
    let fixture = fixture("schema-3");
    assert!(!fixture.exists(), "a fixture never changes");
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.device_id(DEVICE).unwrap();
    store.save_settings(&settings()).unwrap();
    store.save_sessions(&sessions()).unwrap();
    let by_hand = SessionRecord { id: id(4), origin: Origin::ByHand, ..sessions()[0].clone() };
    store.revise(&Revision { id: Uuid::from_u128(90), adds: Some(by_hand.into()), amends: vec![deleted(id(4))] }).unwrap();
    drop(store);
    fs::copy(dir.path().join("unsit.sqlite3"), fixture).unwrap();
}

fn deleted(session: SessionId) -> Amendment {
    Amendment { id: Uuid::from_u128(91), device: DEVICE, at: Wall(MONDAY_NINE + 90_000), session, kind: AmendmentKind::Deleted }
}

fn fixture(schema: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/{schema}.sqlite3"))
}

fn settings() -> BTreeMap<String, Value> {
    BTreeMap::from([
        ("language".to_owned(), json!("Türkçe")),
        ("greeting".to_owned(), json!("起立! 🧍 — \"now\"\n\u{0}")),
        ("sitting.limit_min".to_owned(), json!(60)),
        ("sound.volume".to_owned(), json!(0.7)),
        ("of-a-later-version".to_owned(), json!({"ranges": [["09:00", "12:30"], null], "on": true})),
    ])
}

/// A bridge; donkey kicks on both sides with redone sets, ended early far from home; a rehearsal.
fn sessions() -> [SessionRecord; 3] {
    let bridge = SessionRecord {
        id: id(1),
        device: DEVICE,
        routine: Id::new("quick-bridge"),
        variant: None,
        started_at: Wall(MONDAY_NINE),
        ended_at: Wall(MONDAY_NINE + 67_000),
        offset_seconds: 3_600,
        local_day: day("2026-03-02"),
        completed: true,
        reached_end: true,
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: vec![set("bridge", None, 1, 10_000, &[]), set("bridge", None, 2, 10_000, &[])],
    };
    let kicks = SessionRecord {
        id: id(2),
        device: Uuid::from_u128(2),
        routine: Id::new("bridge-and-donkey-kicks"),
        variant: Some(Id::new("standing")),
        started_at: Wall(MONDAY_NINE + 86_400_000),
        ended_at: Wall(MONDAY_NINE + 86_591_000),
        offset_seconds: -34_200,
        local_day: day("2026-03-03"),
        completed: false,
        reached_end: false,
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: vec![
            set("bridge", None, 1, 10_000, &[3_001]),
            set("donkey-kick", Some(Side::Left), 1, 10_000, &[]),
            set("donkey-kick", Some(Side::Left), 2, 10_000, &[250, 0, 9_999]),
            set("donkey-kick", Some(Side::Right), 1, 8_250, &[]),
            HeldSet { planned_reps: 12, reps: 5, ..set("donkey-kick", Some(Side::Right), 2, 0, &[]) },
        ],
    };
    let rehearsal = SessionRecord {
        id: id(3),
        variant: Some(Id::new("mat")),
        started_at: Wall(MONDAY_NINE + 2 * 86_400_000),
        ended_at: Wall(MONDAY_NINE + 2 * 86_400_000 + 1_910),
        offset_seconds: 0,
        local_day: day("2026-03-04"),
        rehearsal: true,
        ..kicks.clone()
    };
    [bridge, kicks, rehearsal]
}

fn set(exercise: &str, side: Option<Side>, set: u32, held: u64, attempts: &[u64]) -> HeldSet {
    let attempts = attempts.iter().copied().map(Millis).collect();
    HeldSet { exercise: Id::new(exercise), side, set, planned: Millis(10_000), held: Millis(held), planned_reps: 0, reps: 0, attempts }
}
