//! The JSON contract: a key that goes or means something else breaks other people's programs.

use std::fs;

use serde_json::{Value, json};

use crate::{ROUTINES, Unsit, column};

#[test]
fn routines_have_their_ids_lengths_positions_and_kit() {
    let routines = Unsit::new().json(&["routines", "--json"]);
    let rows = routines.as_array().unwrap();
    assert_eq!(column(rows, "id"), ROUTINES);
    assert_eq!(
        rows[0],
        json!({
            "id": "quick-bridge",
            "name": "Quick bridge",
            "summary": "Three holds on the floor. Your quick break.",
            "total_seconds": 67,
            "hold_seconds": 30,
            "position": "floor-back",
            "equipment": [],
            "exercises": ["bridge"],
            "variant": null,
            "variants": []
        })
    );
    assert_eq!(rows[1]["total_seconds"], 191);
    assert_eq!((&rows[2]["position"], &rows[2]["equipment"]), (&json!("seated"), &json!(["chair"])));
}

#[test]
fn a_dry_run_lists_phases_and_cues() {
    let plan = Unsit::new().json(&["guide", "quick-bridge", "--dry-run", "--json"]);
    assert_eq!(keys(&plan), ["changes", "cues", "hold_seconds", "phases", "routine", "total_seconds", "variant"]);
    assert_eq!((&plan["routine"], &plan["total_seconds"]), (&json!("quick-bridge"), &json!(67)));
    let phases = plan["phases"].as_array().unwrap();
    let set = ["lift", "hold", "lower", "rest", "lift", "hold", "lower", "rest", "lift", "hold", "lower"];
    assert_eq!(column(phases, "kind"), [&["get_ready"][..], &set].concat());
    assert_eq!(column(phases, "starts_at_seconds"), [0, 15, 17, 27, 29, 34, 36, 46, 48, 53, 55, 65]);
    assert_eq!(
        phases[2],
        json!({
            "index": 2, "kind": "hold", "exercise": "bridge", "side": null, "set": 1, "sets": 3, "rep": 0, "reps": 0,
            "starts_at_seconds": 17, "seconds": 10
        })
    );
    let cues = plan["cues"].as_array().unwrap();
    assert_eq!(cues[0], json!({ "at_seconds": 12, "cue": "count_3" }));
    assert_eq!(cues.last(), Some(&json!({ "at_seconds": 67, "cue": "done" })));
}

#[test]
fn sides_are_left_right_or_null() {
    let plan = Unsit::new().json(&["guide", "bridge-and-donkey-kicks", "--dry-run", "--json"]);
    let mut sides = column(plan["phases"].as_array().unwrap(), "side");
    sides.dedup();
    assert_eq!(sides, [&json!(null), &json!("left"), &json!("right")]);
    let kinds = column(plan["phases"].as_array().unwrap(), "kind");
    assert!(kinds.contains(&&json!("switch_sides")) && kinds.contains(&&json!("change_position")));
}

#[test]
fn phases_follow_each_other_without_gaps_up_to_the_total() {
    for routine in ROUTINES {
        let plan = Unsit::new().json(&["guide", routine, "--dry-run", "--json"]);
        let mut at = 0.0;
        for (index, phase) in plan["phases"].as_array().unwrap().iter().enumerate() {
            assert_eq!((&phase["index"], phase["starts_at_seconds"].as_f64()), (&json!(index), Some(at)), "{routine}");
            at += phase["seconds"].as_f64().unwrap();
        }
        assert_eq!(plan["total_seconds"].as_f64(), Some(at), "{routine}");
    }
}

#[test]
fn the_alternative_of_a_routine_is_another_exercise() {
    let unsit = Unsit::new();
    let exercise = |plan: Value| plan["phases"][0]["exercise"].clone();
    assert_eq!(exercise(unsit.json(&["guide", "at-the-desk", "--dry-run", "--json"])), "glute-squeeze-seated");
    assert_ne!(exercise(unsit.json(&["guide", "at-the-desk", "--alternative", "--dry-run", "--json"])), "glute-squeeze-seated");
}

#[test]
fn each_event_is_one_line() {
    let events = Unsit::new().rehearse("quick-bridge").events();
    assert_eq!(
        events[..2],
        [
            json!({
                "event": "phase", "at_seconds": 0, "index": 0, "kind": "get_ready", "exercise": "bridge", "side": null, "set": 1,
                "sets": 3, "rep": 0, "reps": 0, "starts_at_seconds": 0, "seconds": 15
            }),
            json!({ "event": "cue", "at_seconds": 12, "cue": "count_3" }),
        ]
    );
    let mut done = events.last().unwrap().clone();
    assert_eq!(done["id"].take().as_str().unwrap().len(), 36);
    assert_eq!(
        done,
        json!({
            "event": "done", "at_seconds": 67, "id": null, "routine": "quick-bridge", "planned_hold_seconds": 30, "held_seconds": 30,
            "completed": true, "rehearsal": true, "logged": true
        })
    );
}

#[test]
fn a_session_in_the_history_has_its_holds() {
    let unsit = Unsit::new();
    let id = unsit.rehearse("bridge-and-donkey-kicks").events().last().unwrap()["id"].clone();
    let mut history = unsit.history();
    assert_eq!(history[0]["id"].take(), id, "the id that `done` gave");
    for changes in ["started_at", "ended_at", "local_day"] {
        assert!(history[0][changes].take().is_string());
    }
    insta::assert_json_snapshot!(history);
}

#[test]
fn times_are_rfc_3339_and_days_iso_8601() {
    let unsit = Unsit::new();
    unsit.rehearse("quick-bridge");
    let session = &unsit.history()[0];
    assert!(shape(&session["started_at"]).starts_with("0000-00-00T00:00:00."), "{session}");
    assert!(shape(&session["started_at"]).ends_with("+00:00"), "{session}");
    assert_eq!(shape(&session["local_day"]), "0000-00-00");
}

#[test]
fn today_sums_up_its_sessions() {
    let mut today = Unsit::new().json(&["today", "--json"]);
    assert_eq!(shape(&today["local_day"].take()), "0000-00-00");
    assert_eq!(today, json!({ "local_day": null, "planned_hold_seconds": 0, "held_seconds": 0, "sessions": [] }));
}

#[test]
fn an_empty_history_is_an_empty_list() {
    assert_eq!(Unsit::new().json(&["history", "--json"]), json!([]));
}

#[test]
fn the_examples_of_the_documentation_have_the_real_keys() {
    let told = include_str!("../../../../docs/command-line.md");
    let examples: Vec<&str> = told.split("```json\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    let [routines, timeline, events, history, today, reminders @ ..] = &examples[..] else { panic!("{} examples", examples.len()) };
    let &[settings, planned, script, played] = reminders else { panic!("{} examples of reminders", reminders.len()) };
    let read = |text: &str| -> Value { serde_json::from_str(text).unwrap() };

    let unsit = Unsit::new();
    let rehearsed = unsit.rehearse("quick-bridge").events();
    let session = &unsit.history()[0];
    assert_eq!(keys(&read(routines)[0]), keys(&unsit.json(&["routines", "--json"])[0]));
    let printed = unsit.json(&["guide", "quick-bridge", "--dry-run", "--json"]);
    for part in ["", "/phases/0", "/cues/0"] {
        assert_eq!(keys(read(timeline).pointer(part).unwrap()), keys(printed.pointer(part).unwrap()));
    }
    for kind in ["phase", "cue", "done"] {
        let example = events.lines().map(read).find(|event| event["event"] == kind).unwrap();
        assert_eq!(keys(&example), keys(rehearsed.iter().find(|event| event["event"] == kind).unwrap()));
    }
    assert_eq!(keys(&read(history)[0]), keys(session));
    assert_eq!(keys(&read(history)[0]["holds"][0]), keys(&session["holds"][0]));
    assert_eq!(keys(&read(today)), keys(&unsit.json(&["today", "--json"])));

    fs::write(unsit.file("settings"), settings).unwrap();
    fs::write(unsit.file("script"), script).unwrap();
    let [settings_file, script_file] = ["settings", "script"].map(|name| unsit.file(name).display().to_string());
    let options = ["--json", "--tz", "Europe/Vienna", "--settings", &settings_file];
    let due = unsit.json(&[&["reminders", "--at", "2027-03-01T09:00"][..], &options].concat())[0].clone();
    assert_eq!((keys(&read(planned)[0]), &read(planned)[0]["local"]), (keys(&due), &due["local"]));
    let simulated = unsit.json(&[&["simulate", "--events", &script_file][..], &options].concat());
    assert_eq!(keys(&read(played)), keys(&simulated));
    let (mut told, mut row) = (read(played)["ledger"][0].clone(), simulated["ledger"][0].clone());
    (told["id"], row["id"]) = (Value::Null, Value::Null); // names are examples
    assert_eq!(told, row);
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// The text with each digit as 0.
fn shape(value: &Value) -> String {
    value.as_str().unwrap().chars().map(|sign| if sign.is_ascii_digit() { '0' } else { sign }).collect()
}
