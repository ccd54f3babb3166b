//! Routines that a person built: listed, played and named in the terminal as in the window.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unsit_store::Store;

use crate::{Unsit, column};

const LEGS: &str = "own-0197aaaabbbb7ccc8dddeeeeffff0001";
const CIRCUS: &str = "own-0197aaaabbbb7ccc8dddeeeeffff0002";

#[test]
fn own_routines_are_listed_after_the_built_in_ones() {
    let unsit = with(&[(LEGS, legs())]);
    let text = unsit.run(&["routines"]).succeeded().out;
    let last = text.lines().last().unwrap();
    assert_eq!(last, format!("{LEGS}        52 s  Legs, slowly: Wall sit, Donkey kick"));
    let rows = unsit.json(&["routines", "--json"]);
    let row = rows.as_array().unwrap().last().unwrap();
    assert_eq!((&row["id"], &row["name"], &row["total_seconds"]), (&json!(LEGS), &json!("Legs, slowly"), &json!(52)));
    assert_eq!(row["exercises"], json!(["wall-sit", "donkey-kick"]));
}

#[test]
fn an_own_routine_is_planned_and_played_by_its_id() {
    let unsit = with(&[(LEGS, legs())]);
    let plan = unsit.json(&["guide", LEGS, "--dry-run", "--json"]);
    assert_eq!((&plan["routine"], &plan["hold_seconds"]), (&json!(LEGS), &json!(18)));
    let sides = plan["phases"].as_array().unwrap().iter().filter_map(|phase| phase["side"].as_str()).collect::<Vec<_>>();
    assert!(!sides.is_empty() && sides.iter().all(|side| *side == "right"), "{sides:?}");
    let events = unsit.rehearse(LEGS).out;
    let done: Value = serde_json::from_str(events.lines().last().unwrap()).unwrap();
    assert_eq!((&done["event"], &done["routine"], &done["held_seconds"]), (&json!("done"), &json!(LEGS), &json!(18)));
    assert_eq!(column(&unsit.history(), "routine"), [LEGS]);
}

#[test]
fn the_history_names_a_routine_that_was_removed() {
    let unsit = with(&[(LEGS, legs())]);
    play(&unsit);
    assert!(unsit.run(&["history"]).succeeded().out.contains("  Legs, slowly, "));
    store(&unsit, &[(LEGS, json!({"version": 1, "removed": true, "name": "Legs, slowly"}))]);
    assert!(unsit.run(&["history"]).succeeded().out.contains("  Legs, slowly, "));
    assert!(unsit.run(&["today"]).succeeded().out.contains("  Legs, slowly, "));
    let gone = unsit.run(&["guide", LEGS, "--dry-run"]);
    assert_eq!(gone.code, Some(2));
    assert!(gone.err.starts_with(&format!("unsit: no routine is called `{LEGS}`; there are quick-bridge, ")), "{}", gone.err);
}

#[test]
fn a_routine_that_cannot_be_played_is_named_with_the_reason() {
    let step = json!({"exercise": "headstand", "holds": 1, "hold_s": 10});
    let unsit = with(&[(CIRCUS, json!({"version": 1, "name": "Circus\u{1b}[2J", "steps": [step.clone()]}))]);
    let ran = unsit.run(&["routines"]);
    assert_eq!(ran.code, Some(0));
    assert!(!ran.out.contains("own-"), "{}", ran.out);
    assert!(ran.err.contains("Circus[2J cannot be played.") && !ran.err.contains('\u{1b}'), "{:?}", ran.err);
    store(&unsit, &[(CIRCUS, json!({"version": 1, "name": "Circus", "steps": [step]}))]);
    for arguments in [vec!["guide", CIRCUS, "--dry-run"], vec!["guide", CIRCUS, "--speed", "1000"]] {
        let ran = unsit.run(&arguments);
        let why = "It uses the exercise headstand, which this version of Unsit does not know. Update Unsit, or change the routine.";
        assert_eq!((ran.code, ran.err), (Some(1), format!("unsit: the routine `{CIRCUS}` cannot be played: {why}\n")));
    }
}

#[test]
fn an_unknown_routine_is_answered_with_all_there_are() {
    let unsit = with(&[(LEGS, legs())]);
    let ran = unsit.run(&["guide", "own-1"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.ends_with(&format!("release-and-strengthen, {LEGS}\n")), "{}", ran.err);
}

/// A wall sit, and a donkey kick of one side.
fn legs() -> Value {
    json!({"version": 1, "name": "Legs, slowly", "steps": [
        {"exercise": "wall-sit", "holds": 1, "hold_s": 10},
        {"exercise": "donkey-kick", "holds": 2, "hold_s": 4, "rest_s": 2, "sides": "right-only"}
    ]})
}

fn with(routines: &[(&str, Value)]) -> Unsit {
    let unsit = Unsit::new();
    store(&unsit, routines);
    unsit
}

fn store(unsit: &Unsit, routines: &[(&str, Value)]) {
    let rows: BTreeMap<String, Value> = routines.iter().map(|(id, document)| (format!("routine.{id}"), document.clone())).collect();
    Store::open(unsit.folder()).unwrap().store.save_settings(&rows).unwrap();
}

/// A session of today that counts, as the window would store it.
fn play(unsit: &Unsit) {
    let today = serde_json::from_value(unsit.json(&["today", "--json"])["local_day"].clone()).unwrap();
    let record = crate::lists::session(7, LEGS, today, 3_600_000, unsit_core::Millis(30_000));
    Store::open(unsit.folder()).unwrap().store.save_session(&record).unwrap();
}
