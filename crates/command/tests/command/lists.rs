//! What is printed for a person, from a history that is known.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use unsit_core::record::{Amendment, AmendmentKind, HeldSet, Origin, Revision, SessionId, SessionRecord};
use unsit_core::{LocalDay, Millis, Wall};
use unsit_store::{Opened, Store};
use uuid::Uuid;

use crate::{Unsit, column};

const HOUR: i64 = 3_600_000;

#[test]
fn history_tells_each_day_with_its_sessions_newest_first() {
    let (unsit, today) = with_three_sessions();
    let text = unsit.run(&["history"]).succeeded().out;
    let (now, before) = (day(today), day(today.days_back(1)));
    let expected = format!(
        "Today ({now}): 2 sessions, 42 of 60 s held\n   9:30  Quick bridge, 12 of 30 s held, ended early\n   8:00  At the desk, 30 of 30 s held\n\
         Yesterday ({before}): 1 session, 30 of 30 s held\n  10:15  Quick bridge, 30 of 30 s held\n"
    );
    assert_eq!(text, expected);
}

#[test]
fn history_of_one_day_is_today() {
    let (unsit, today) = with_three_sessions();
    let days = |count: &str| column(unsit.json(&["history", "--json", "--days", count]).as_array().unwrap(), "local_day").len();
    assert_eq!([days("1"), days("2"), days("100000")], [2, 3, 3]);
    let text = unsit.run(&["history", "--days", "1"]).succeeded().out;
    assert!(text.contains(&day(today)) && !text.contains("Yesterday"), "{text}");
}

#[test]
fn today_tells_what_was_held_today() {
    let (unsit, today) = with_three_sessions();
    unsit.rehearse("quick-bridge");
    let text = unsit.run(&["today"]).succeeded().out;
    assert!(text.starts_with(&format!("Today ({}): 2 sessions, 42 of 60 s held\n", day(today))), "{text}");
    let json = unsit.json(&["today", "--json"]);
    assert_eq!((&json["planned_hold_seconds"], &json["held_seconds"]), (&json!(60), &json!(42.345)));
    assert_eq!(column(json["sessions"].as_array().unwrap(), "routine"), ["quick-bridge", "at-the-desk"]);
}

#[test]
fn what_was_deleted_or_corrected_is_told_nowhere() {
    let (unsit, today) = with_three_sessions();
    let mut store = Store::open(unsit.folder()).unwrap().store;
    let amend = |number, kind| Amendment {
        id: Uuid::from_u128(100 + number),
        device: Uuid::nil(),
        at: Wall(0),
        session: SessionId(Uuid::from_u128(number)),
        kind,
    };
    let corrected = session(4, "quick-bridge", today, 9 * HOUR + HOUR / 2, Millis(20_000));
    let corrected = SessionRecord { origin: Origin::ByHand, corrects: Some(SessionId(Uuid::from_u128(3))), ..corrected };
    let amends = vec![amend(2, AmendmentKind::Deleted), amend(3, AmendmentKind::Deleted)];
    store.revise(&Revision { id: Uuid::nil(), adds: Some(Arc::new(corrected)), amends }).unwrap();
    let text = unsit.run(&["today"]).succeeded().out;
    assert!(text.starts_with(&format!("Today ({}): 1 session, 20 of 30 s held\n", day(today))), "{text}");
    let history = unsit.json(&["history", "--json"]);
    assert_eq!(column(history.as_array().unwrap(), "origin"), ["by_hand", "guided"]);
    assert_eq!((&history[0]["corrects"], &history[1]["corrects"]), (&json!(Uuid::from_u128(3)), &Value::Null));
}

#[test]
fn names_are_german_when_asked_for_or_set() {
    let unsit = Unsit::new();
    let german = unsit.run(&["routines", "--language", "de"]).succeeded().out;
    assert!(german.contains("Am Schreibtisch"), "{german}");
    let store = Store::open(unsit.folder()).unwrap().store;
    set_language(store, "de");
    assert_eq!(unsit.run(&["routines"]).succeeded().out, german);
    assert!(unsit.run(&["guide", "at-the-desk", "--speed", "1000"]).succeeded().out.contains("Halten"));
    let english = unsit.run(&["--language", "en", "guide", "at-the-desk", "--speed", "1000"]).succeeded().out;
    assert!(english.contains("Hold") && !english.contains("Halten"), "an argument beats the settings: {english}");
}

#[test]
fn routines_are_a_table_of_ids_lengths_and_names() {
    insta::assert_snapshot!(Unsit::new().run(&["routines"]).succeeded().out);
}

#[test]
fn a_dry_run_is_a_timeline() {
    insta::assert_snapshot!(Unsit::new().run(&["guide", "quick-bridge", "--dry-run"]).succeeded().out);
}

/// Two sessions of today, one of yesterday.
fn with_three_sessions() -> (Unsit, LocalDay) {
    let unsit = Unsit::new();
    let today: LocalDay = serde_json::from_value(unsit.json(&["today", "--json"])["local_day"].clone()).unwrap();
    let Opened { mut store, .. } = Store::open(unsit.folder()).unwrap();
    for record in [
        session(1, "quick-bridge", today.days_back(1), 10 * HOUR + HOUR / 4, Millis(30_000)),
        session(2, "at-the-desk", today, 8 * HOUR, Millis(30_000)),
        session(3, "quick-bridge", today, 9 * HOUR + HOUR / 2, Millis(12_345)),
    ] {
        store.save_session(&record).unwrap();
    }
    (unsit, today)
}

pub(crate) fn session(id: u128, routine: &str, local_day: LocalDay, time: i64, held: Millis) -> SessionRecord {
    let planned = Millis(30_000);
    SessionRecord {
        id: SessionId(Uuid::from_u128(id)),
        device: Uuid::from_u128(9),
        routine: routine.into(),
        variant: None,
        started_at: Wall(time),
        ended_at: Wall(time + 67_000),
        offset_seconds: 0,
        local_day,
        completed: held == planned,
        reached_end: held == planned,
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: vec![HeldSet { exercise: "bridge".into(), side: None, set: 1, planned, held, planned_reps: 0, reps: 0, attempts: vec![] }],
    }
}

fn set_language(mut store: Store, tag: &str) {
    store.save_settings(&BTreeMap::from([("language".to_owned(), Value::from(tag))])).unwrap();
}

fn day(day: LocalDay) -> String {
    day.to_string()
}
