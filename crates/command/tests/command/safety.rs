//! What the safety answers change about a session in the terminal, and where none may begin.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unsit_store::Store;

use crate::{Unsit, column};

#[test]
fn a_dry_run_is_of_the_adjusted_plan_and_says_what_was_changed() {
    let unsit = answered(&["wrist-pain", "disc-herniation"], false);
    let ran = unsit.run(&["guide", "bridge-and-donkey-kicks", "--dry-run", "--json"]);
    let plan: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, Some(0));
    assert_eq!((&plan["total_seconds"], &plan["hold_seconds"]), (&json!(146), &json!(45)));
    let expected = json!([
        {"change": "replaced", "exercise": "donkey-kick", "by": "kickback-standing", "because": ["wrist-pain"]},
        {"change": "holds_halved", "exercise": null, "by": null, "because": ["disc-herniation"]},
    ]);
    assert_eq!(plan["changes"], expected);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], "unsit: Standing kick-back instead of Donkey kick. Left out or changed: it puts weight on your wrists.");
    assert!(lines[1].starts_with("unsit: Each hold is half as long. "), "{}", lines[1]);
}

#[test]
fn without_answers_nothing_is_changed() {
    let plan = Unsit::new().json(&["guide", "quick-bridge", "--dry-run", "--json"]);
    assert_eq!((&plan["changes"], &plan["total_seconds"]), (&json!([]), &json!(67)));
}

#[test]
fn a_session_plays_the_adjusted_plan() {
    let unsit = answered(&["disc-herniation"], false);
    let ran = unsit.run(&["guide", "quick-bridge", "--speed", "1000", "--json"]);
    let done = ran.events().pop().unwrap();
    assert_eq!((ran.code, &done["planned_hold_seconds"], &done["held_seconds"]), (Some(0), &json!(15), &json!(15)));
    assert!(ran.err.starts_with("unsit: Each hold is half as long. "), "{}", ran.err);
}

#[test]
fn routines_are_listed_as_they_would_be_played() {
    let unsit = answered(&["pregnancy"], false);
    let rows = unsit.json(&["routines", "--json"]);
    let rows = rows.as_array().unwrap();
    assert_eq!(column(rows, "id").len(), 5);
    assert_eq!((&rows[0]["exercises"], &rows[0]["position"]), (&json!(["glute-squeeze-standing"]), &json!("standing")));
}

#[test]
fn in_an_emergency_no_session_begins() {
    let unsit = answered(&["chest-pain", "fever"], true);
    for arguments in
        [&["guide", "quick-bridge"][..], &["guide", "quick-bridge", "--speed", "1000"], &["guide", "quick-bridge", "--dry-run"]]
    {
        let ran = unsit.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(ran.err.starts_with("unsit: Get help now. Call your local emergency number"), "{}", ran.err);
        assert!(ran.err.contains("You said yes to: Chest pain or dizziness when you make an effort?)"), "{}", ran.err);
    }
    assert_eq!(unsit.history(), [json!(null); 0]);
}

#[test]
fn a_clinician_comes_first_until_one_was_asked() {
    let ran = answered(&["fever"], false).run(&["guide", "quick-bridge", "--dry-run", "--language", "de"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with("unsit: Bitte sprich zuerst mit einer medizinischen Fachperson."), "{}", ran.err);
    answered(&["fever"], true).run(&["guide", "quick-bridge", "--dry-run"]).succeeded();
}

#[test]
fn answers_that_cannot_be_read_are_named() {
    let unsit = with_row(&json!({"version": 2}));
    let ran = unsit.run(&["guide", "quick-bridge", "--dry-run"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.err, "unsit: Some settings could not be read and are at their defaults: safety\n");
}

/// Yes to these questions.
fn answered(yes: &[&str], cleared: bool) -> Unsit {
    let answers: BTreeMap<&str, bool> = yes.iter().map(|id| (*id, true)).collect();
    with_row(&json!({"version": 1, "answered_at_ms": 1_750_939_560_000_i64, "answers": answers, "cleared": cleared}))
}

fn with_row(row: &Value) -> Unsit {
    let unsit = Unsit::new();
    let mut store = Store::open(unsit.folder()).unwrap().store;
    store.save_settings(&BTreeMap::from([("safety".to_owned(), row.clone())])).unwrap();
    unsit
}
