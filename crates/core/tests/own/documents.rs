//! What is stored of an own routine, and what becomes of untrusted JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unsit_core::app::{OwnRoutines, Why};
use unsit_core::routine::own::{OwnRoutine, removal};
use unsit_core::routine::{Catalogue, Choices, Id, Plan, Side};

const ID: &str = "own-0197aaaabbbb7ccc8dddeeeeffff0001";

#[test]
fn a_document_becomes_a_routine_and_a_routine_its_document() {
    let stored = json!({"version": 1, "name": "After lunch", "steps": [
        {"exercise": "bridge", "holds": 3, "hold_s": 10, "rest_s": 5},
        {"exercise": "donkey-kick", "holds": 2, "hold_s": 8, "rest_s": 4, "sides": "right-first"},
        {"exercise": "hip-hinge", "sets": 2, "reps": 8}
    ]});
    let own = OwnRoutine::parse(Id::new(ID), &stored).unwrap();
    assert_eq!(own.document(), stored);
    let routine = own.routine();
    let plan = Plan::unfold(&routine, &routine.variants[0], Catalogue::built_in(), &Choices::default()).unwrap();
    let sides: Vec<_> = plan.sets().iter().filter_map(|set| set.side).collect();
    assert_eq!(sides, [Side::Right, Side::Right, Side::Left, Side::Left]);
}

#[test]
fn what_a_newer_version_added_is_written_back() {
    let stored = json!({"version": 1, "name": "Legs", "colour": "green", "steps": [
        {"exercise": "bridge", "holds": 1, "hold_s": 20, "note": {"by": "physio"}}
    ]});
    assert_eq!(OwnRoutine::parse(Id::new(ID), &stored).unwrap().document(), stored);
}

#[test]
fn what_makes_no_sense_is_named_with_its_bounds() {
    let step = |step: Value| json!({"version": 1, "name": "n", "steps": [{"exercise": "bridge", "holds": 1, "hold_s": 1}, step]});
    let wrong = |document: &Value| OwnRoutine::parse(Id::new(ID), document).unwrap_err().to_string();
    let cases = [
        (json!("bridge"), "must be an object"),
        (json!({"name": "n", "steps": []}), "version: is missing"),
        (json!({"version": 0, "name": "n", "steps": []}), "version: must be 1, is 0"),
        (json!({"version": 2}), "version: a newer version of Unsit wrote it"),
        (json!({"version": 1, "steps": []}), "name: is missing"),
        (json!({"version": 1, "name": " ", "steps": []}), "name: must not be empty"),
        (json!({"version": 1, "name": "n".repeat(61), "steps": []}), "name: characters must be from 1 to 60, is 61"),
        (json!({"version": 1, "name": "a\nb", "steps": []}), "name: must be one line without control characters"),
        (json!({"version": 1, "name": "n", "steps": []}), "steps: count must be from 1 to 40, is 0"),
        (json!({"version": 1, "name": "n", "steps": vec![1; 41]}), "steps: count must be from 1 to 40, is 41"),
        (step(json!(7)), "step 2: must be an object"),
        (step(json!({"holds": 1, "hold_s": 1})), "step 2: exercise: is missing"),
        (
            step(json!({"exercise": "../bridge", "holds": 1, "hold_s": 1})),
            "step 2: exercise: must be an id of lowercase letters, digits and hyphens",
        ),
        (step(json!({"exercise": "bridge"})), "step 2: holds: must have either holds and hold_s, or sets and reps"),
        (step(json!({"exercise": "bridge", "holds": 1})), "step 2: hold_s: is missing"),
        (step(json!({"exercise": "bridge", "holds": 0, "hold_s": 1})), "step 2: holds: must be from 1 to 20, is 0"),
        (step(json!({"exercise": "bridge", "holds": 1, "hold_s": 601})), "step 2: hold_s: must be from 1 to 600, is 601"),
        (step(json!({"exercise": "bridge", "holds": 1, "hold_s": 1, "rest_s": -1})), "step 2: rest_s: must be from 0 to 600, is -1"),
        (step(json!({"exercise": "hip-hinge", "sets": 21, "reps": 1})), "step 2: sets: must be from 1 to 20, is 21"),
        (step(json!({"exercise": "hip-hinge", "sets": 1, "reps": 51})), "step 2: reps: must be from 1 to 50, is 51"),
    ];
    for (document, why) in cases {
        assert_eq!(wrong(&document), why, "{document}");
    }
    assert!(
        wrong(&step(json!({"exercise": "bridge", "holds": 1, "hold_s": 1, "sides": "up"}))).starts_with("step 2: sides: unknown variant")
    );
    assert!(wrong(&step(json!({"exercise": "bridge", "holds": 1.5, "hold_s": 1}))).starts_with("step 2: holds: invalid type"));
}

#[test]
fn a_routine_that_this_version_cannot_play_is_kept_with_the_reason() {
    let kept = |document: Value| {
        let routines = stored(&document);
        assert!(routines.routine(ID).is_none() && routines.playable().next().is_none());
        assert_eq!(routines.name(ID), Some("Legs"));
        match routines.unplayable_one(ID).unwrap().why {
            Why::Misfit(misfit) => misfit.to_string(),
            Why::Document(error) => error.to_string(),
        }
    };
    let step = |step: Value| json!({"version": 1, "name": "Legs", "steps": [step]});
    assert_eq!(
        kept(step(json!({"exercise": "headstand", "holds": 1, "hold_s": 1}))),
        "the exercise `headstand` is not known to this version of Unsit"
    );
    assert_eq!(kept(step(json!({"exercise": "bridge", "sets": 1, "reps": 1}))), "the exercise `bridge` is held, not repeated");
    assert_eq!(kept(step(json!({"exercise": "hip-hinge", "holds": 1, "hold_s": 1}))), "the exercise `hip-hinge` is repeated, not held");
    assert_eq!(
        kept(step(json!({"exercise": "bridge", "holds": 1, "hold_s": 1, "sides": "left-only"}))),
        "the exercise `bridge` works both sides at once"
    );
    assert_eq!(kept(json!({"version": 9, "name": "Legs", "phases": []})), "version: a newer version of Unsit wrote it");
}

#[test]
fn a_routine_that_was_removed_leaves_its_name() {
    let routines = stored(&removal(Some("Legs")));
    assert_eq!((routines.name(ID), routines.routine(ID)), (Some("Legs"), None));
    assert_eq!((routines.playable().count(), routines.unplayable().count()), (0, 0));
    assert_eq!(stored(&Value::Null).name(ID), None);
}

#[test]
fn other_rows_are_passed_over() {
    let document = json!({"version": 1, "name": "n", "steps": [{"exercise": "bridge", "holds": 1, "hold_s": 1}]});
    let rows = ["voice", "routine.quick", "routine.own-1", "routines.own-0197aaaabbbb7ccc8dddeeeeffff0001"];
    let rows = rows.into_iter().map(|key| (key.to_owned(), document.clone())).collect();
    assert_eq!(OwnRoutines::from_rows(&rows, Catalogue::built_in()), OwnRoutines::default());
}

#[test]
fn routines_are_listed_in_the_order_in_which_they_were_built() {
    let ids = ["own-00000000000070008000000000000002", "own-00000000000070008000000000000001"];
    let document = |name: &str| json!({"version": 1, "name": name, "steps": [{"exercise": "bridge", "holds": 1, "hold_s": 1}]});
    let rows = BTreeMap::from([
        (format!("routine.{}", ids[0]), document("A, built later")),
        (format!("routine.{}", ids[1]), document("Z, built first")),
    ]);
    let routines = OwnRoutines::from_rows(&rows, Catalogue::built_in());
    assert_eq!(routines.playable().map(|routine| routine.id.as_str()).collect::<Vec<_>>(), [ids[1], ids[0]]);
}

fn stored(document: &Value) -> OwnRoutines {
    OwnRoutines::from_rows(&BTreeMap::from([(format!("routine.{ID}"), document.clone())]), Catalogue::built_in())
}
