//! Rehearsals: the real session loop, a thousand times faster.

use serde_json::{Value, json};

use crate::{ROUTINES, Unsit, column};

#[test]
fn every_routine_is_held_to_its_end() {
    for routine in ROUTINES {
        let unsit = Unsit::new();
        let events = unsit.rehearse(routine).events();
        let done = events.last().unwrap();
        assert_eq!((&done["completed"], &done["held_seconds"]), (&json!(true), &done["planned_hold_seconds"]), "{routine}");
        for hold in unsit.history()[0]["holds"].as_array().unwrap() {
            assert_eq!(hold["held_seconds"], hold["planned_seconds"], "{routine}: {hold}");
            assert_eq!(hold["reps"], hold["planned_reps"], "{routine}: {hold}");
        }
    }
}

#[test]
fn every_phase_and_cue_of_the_dry_run_comes_at_its_time() {
    for routine in ROUTINES {
        let unsit = Unsit::new();
        let plan = unsit.json(&["guide", routine, "--dry-run", "--json"]);
        let events = unsit.rehearse(routine).events();
        assert_eq!(told(&events, "cue"), plan["cues"].as_array().unwrap().clone(), "{routine}");
        let phases = told(&events, "phase");
        assert_eq!(phases.len(), plan["phases"].as_array().unwrap().len(), "{routine}");
        for (mut phase, planned) in phases.into_iter().zip(plan["phases"].as_array().unwrap()) {
            let at = phase.as_object_mut().unwrap().remove("at_seconds").unwrap();
            assert_eq!((&at, &phase), (&planned["starts_at_seconds"], planned), "{routine}");
        }
        assert_eq!(events.last().unwrap()["at_seconds"], plan["total_seconds"], "{routine}");
    }
}

#[test]
fn a_rehearsal_is_in_the_json_history_and_nowhere_else() {
    let unsit = Unsit::new();
    unsit.rehearse("quick-bridge");
    assert_eq!(column(&unsit.history(), "rehearsal"), [true]);
    assert_eq!(unsit.json(&["today", "--json"])["sessions"], json!([]));
    assert_eq!(unsit.run(&["today"]).succeeded().out, "No sessions yet today.\n");
    assert_eq!(unsit.run(&["history"]).succeeded().out, "No sessions yet. The first one will show here.\n");
}

#[test]
fn without_a_terminal_a_session_is_plain_lines() {
    let ran = Unsit::new().run(&["guide", "at-the-desk", "--speed", "1000"]).succeeded();
    let (lines, summary) = ran.out.split_at(ran.out.find("At the desk").unwrap());
    insta::assert_snapshot!(lines);
    assert!(summary.starts_with("At the desk: 30 of 30 s held. Session logged, "), "{summary}");
    assert!(summary.ends_with("\n  Hold 1  10 s\n  Hold 2  10 s\n  Hold 3  10 s\n"), "{summary}");
    assert!(!ran.out.contains(['\x1b', '\x07', '\r']), "no colour, no bell, no moving about");
}

#[test]
fn the_variant_named_is_the_one_played() {
    let unsit = Unsit::new();
    let routines = unsit.json(&["routines", "--json"]);
    let routine = routines.as_array().unwrap().iter().find(|routine| routine["variants"] != json!([])).unwrap();
    let last = routine["variants"].as_array().unwrap().last().unwrap();
    let plan = unsit.json(&["guide", routine["id"].as_str().unwrap(), "--variant", last.as_str().unwrap(), "--dry-run", "--json"]);
    assert_eq!(&plan["variant"], last);
}

#[test]
fn a_reader_that_has_enough_ends_the_session_and_keeps_what_was_held() {
    let unsit = Unsit::new();
    let mut child = unsit.command(&["guide", "quick-bridge", "--speed", "10", "--json"]);
    let mut child = child.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    assert!(lines.any(|line| line.unwrap().contains("halfway")));
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(141), ""));
    let session = &unsit.history()[0];
    assert_eq!(session["completed"], false);
    assert!(session["held_seconds"].as_f64().unwrap() >= 5.0, "{session}");
}

/// The events of a kind, without the key that tells the kind.
fn told(events: &[Value], kind: &str) -> Vec<Value> {
    let told = events.iter().filter(|event| event["event"] == kind).cloned();
    told.map(|mut event| {
        event.as_object_mut().unwrap().remove("event");
        event
    })
    .collect()
}
