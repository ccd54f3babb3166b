//! Own routines, as a person builds, changes, plays and deletes them.

mod support;

use dioxus::prelude::Key;
use serde_json::json;
use support::{TestDom, World, open_at};
use unsit_core::app::{FailureReason, Message, Screen, StoreFailure};

#[test]
fn a_routine_is_built_saved_and_played() {
    let (world, mut dom) = open_at(Screen::Routines);
    dom.click("button", "Build your own");
    assert_eq!(dom.with_role("heading")[0].text(), "New routine");
    dom.write("Name", "After lunch");
    add(&mut dom, "Bridge");
    add(&mut dom, "Wall sit");
    assert!(dom.text().contains("2 min 14"), "{}", dom.text());
    dom.click("button", "Save routine");
    assert_eq!(dom.with_role("heading")[0].text(), "After lunch");
    dom.click("button", "Start, 2 min 14");
    assert!(dom.class("guide").is_some());
    world.wait(300.0);
    dom.settle();
    dom.click("button", "Done");
    world.tell(Message::Show(Screen::History));
    dom.settle();
    assert!(dom.text().contains("After lunch 60 of 60 s held"), "{}", dom.text());
}

#[test]
fn a_step_is_set_with_steppers_and_sides() {
    let (_, mut dom) = building();
    add(&mut dom, "Donkey kick");
    dom.click("button", "Hold, Donkey kick: More");
    dom.click("button", "Holds, Donkey kick: Less");
    dom.click("button", "Rest between, Donkey kick: Less");
    dom.click("button", "Right only");
    assert!(dom.text().contains("2 × 11 s right, rest 4 s"), "{}", dom.text());
    assert_eq!(dom.named("button", "Right only").attribute("aria-pressed"), Some("true"));
}

#[test]
fn one_step_is_open_at_a_time() {
    let (_, mut dom) = building();
    add(&mut dom, "Wall sit");
    let open = |dom: &TestDom| dom.all().iter().filter(|found| found.attribute("aria-expanded") == Some("true")).count();
    assert_eq!(open(&dom), 1);
    dom.click("button", "Bridge 3 × 10 s, rest 5 s");
    assert_eq!(dom.named("button", "Bridge 3 × 10 s, rest 5 s").attribute("aria-expanded"), Some("true"));
    assert_eq!(open(&dom), 1);
    dom.click("button", "Bridge 3 × 10 s, rest 5 s");
    assert_eq!(open(&dom), 0);
}

#[test]
fn steps_are_moved_by_buttons_and_by_the_arrow_keys_of_the_handle() {
    let (_, mut dom) = building();
    add(&mut dom, "Wall sit");
    assert!(dom.named("button", "Move Wall sit down").attribute("disabled").is_some());
    dom.click("button", "Move Wall sit up");
    assert_eq!(said(&dom), "Wall sit is now step 1 of 2.");
    assert!(dom.named("button", "Move Wall sit up").attribute("disabled").is_some());
    dom.press("button", "Move Bridge, step 2 of 2", Key::ArrowUp);
    assert_eq!(said(&dom), "Bridge is now step 1 of 2.");
    dom.press("button", "Move Bridge, step 1 of 2", Key::ArrowDown);
    assert_eq!(said(&dom), "Bridge is now step 2 of 2.");
}

#[test]
fn a_step_is_removed_and_had_back() {
    let (_, mut dom) = building();
    dom.click("button", "Bridge 3 × 10 s, rest 5 s");
    dom.click("button", "Bridge 3 × 10 s, rest 5 s");
    dom.click("button", "Remove Bridge");
    assert_eq!(said(&dom), "Bridge removed.");
    assert!(dom.text().contains("No steps yet."));
    dom.click("button", "Undo");
    assert_eq!(said(&dom), "Bridge is back, step 1 of 1.");
}

#[test]
fn a_step_is_duplicated() {
    let (_, mut dom) = building();
    dom.click("button", "Duplicate Bridge");
    let steps = dom.all().iter().filter(|found| found.attribute("class") == Some("bstep")).count();
    assert_eq!((steps, said(&dom)), (2, "Bridge added, step 2 of 2.".to_owned()));
}

#[test]
fn an_exercise_is_found_by_its_words() {
    let (_, mut dom) = building();
    dom.click("button", "Add step");
    assert!(dom.text().contains("31 exercises"));
    dom.write("Search name, muscle, position or kit", "band donkey");
    assert!(dom.text().contains("1 exercise"));
    dom.write("Search name, muscle, position or kit", "headstand");
    assert!(dom.text().contains("No exercise has all these words."));
    dom.click("button", "Back");
    assert_eq!(dom.with_role("heading")[0].text(), "New routine");
}

#[test]
fn what_is_missing_is_said_where_it_is_missing() {
    let (world, mut dom) = open_at(Screen::Routines);
    dom.click("button", "Build your own");
    assert_eq!(dom.named("button", "Name it to save it").attribute("aria-disabled"), Some("true"));
    dom.click("button", "Name it to save it");
    let name = dom.named("textbox", "Name");
    assert_eq!((name.attribute("aria-invalid"), name.attribute("aria-describedby")), (Some("true"), Some("routine-name-problem")));
    assert!(dom.text().contains("Give it a name.") && dom.text().contains("Add a step."));
    dom.write("Name", "Legs");
    assert_eq!(dom.named("textbox", "Name").attribute("aria-invalid"), None);
    assert!(world.routines().is_empty());
}

#[test]
fn leaving_asks_and_escape_stays() {
    let (_, mut dom) = building();
    dom.click("button", "Back");
    assert_eq!(dom.with_role("dialog")[0].name(), "Leave without saving?");
    assert!(dom.class("builder").unwrap().attribute("inert").is_some(), "what lies below cannot be reached");
    dom.press("button", "Keep building", Key::Escape);
    assert!(dom.with_role("dialog").is_empty());
    assert_eq!(dom.class("builder").unwrap().attribute("inert"), None, "even as false it would be inert");
    dom.click("button", "Back");
    dom.click("button", "Leave");
    assert_eq!(dom.with_role("heading")[0].text(), "Routines");
}

#[test]
fn a_routine_that_could_not_be_stored_stays_open() {
    let (world, mut dom) = building();
    world.fill(Some(StoreFailure { reason: FailureReason::DiskFull, detail: "unsit.db".to_owned() }));
    dom.click("button", "Save routine");
    assert!(dom.with_role("alert")[0].text().contains("no space left"));
    assert_eq!(dom.with_role("heading")[0].text(), "New routine");
    world.fill(None);
    dom.click("button", "Save routine");
    assert_eq!(dom.with_role("heading")[0].text(), "Legs");
}

#[test]
fn an_own_routine_is_changed() {
    let (world, mut dom) = built();
    dom.click("button", "Change it");
    assert_eq!(dom.with_role("heading")[0].text(), "Change routine");
    assert_eq!(dom.named("textbox", "Name").attribute("initial_value"), Some("Legs"));
    dom.write("Name", "Legs and back");
    dom.click("button", "Save routine");
    assert_eq!(dom.with_role("heading")[0].text(), "Legs and back");
    assert_eq!(world.routines().len(), 1);
}

#[test]
fn an_own_routine_is_deleted_and_had_back() {
    let (world, mut dom) = built();
    dom.click("button", "Delete it");
    assert!(dom.text().contains("Legs is deleted.") && !dom.text().contains("Your own"));
    assert!(world.routines().values().all(|row| row["removed"] == true));
    dom.click("button", "Undo");
    assert!(dom.text().contains("Your own Legs"), "{}", dom.text());
    assert!(!dom.text().contains("Legs is deleted."));
}

#[test]
fn a_built_in_routine_is_made_ones_own() {
    let (world, mut dom) = open_at(Screen::Routine("release-and-strengthen".into()));
    dom.click("button", "Day B: waist, outer hips, fronts of the thighs, back");
    dom.click("button", "Make it my own");
    assert_eq!(dom.named("textbox", "Name").attribute("initial_value"), Some("Release and strengthen (own)"));
    assert!(dom.text().contains("Hip hinge") && !dom.text().contains("Sit to stand"), "day B was in sight");
    dom.click("button", "Save routine");
    let rows = world.routines();
    assert_eq!(rows.values().next().unwrap()["steps"].as_array().unwrap().len(), 11);
}

#[test]
fn the_variant_in_sight_is_the_one_that_starts() {
    let (world, mut dom) = open_at(Screen::Routine("release-and-strengthen".into()));
    assert_eq!(dom.named("button", "Day A: hips, glutes, backs of the thighs next").attribute("aria-pressed"), Some("true"));
    dom.click("button", "Day B: waist, outer hips, fronts of the thighs, back");
    dom.click("button", "Start, 18 min 15");
    let Some(Message::Start(start)) = world.told().pop() else { panic!("it starts") };
    assert_eq!(start.variant, Some("b".into()));
}

#[test]
fn own_routines_are_there_after_a_restart() {
    let (world, _) = built();
    world.restart();
    world.tell(Message::Show(Screen::Routines));
    let dom = TestDom::open(world.shell());
    assert!(dom.text().contains("Your own Legs"));
}

#[test]
fn a_routine_that_cannot_be_played_is_listed_with_the_reason() {
    let world = World::new();
    let step = json!({"exercise": "headstand", "holds": 3, "hold_s": 10});
    world.store("routine.own-0197ac2168407dbead14b0e6ef47c81c", json!({"version": 1, "name": "Circus", "steps": [step]}));
    world.restart();
    world.tell(Message::Show(Screen::Routines));
    let mut dom = TestDom::open(world.shell());
    assert!(dom.text().contains("It uses the exercise headstand"));
    dom.click("button", "Change Circus");
    assert!(dom.text().contains("This version of Unsit does not know the exercise headstand."));
    dom.click("button", "Remove headstand");
    add(&mut dom, "Bridge");
    dom.click("button", "Save routine");
    dom.click("button", "Back");
    assert!(dom.text().contains("Your own Circus") && !dom.text().contains("headstand"));
}

/// A routine called Legs with a bridge, being built.
fn building() -> (World, TestDom) {
    let (world, mut dom) = open_at(Screen::Routines);
    dom.click("button", "Build your own");
    dom.write("Name", "Legs");
    add(&mut dom, "Bridge");
    (world, dom)
}

/// The same, stored and in sight.
fn built() -> (World, TestDom) {
    let (world, mut dom) = building();
    dom.click("button", "Save routine");
    (world, dom)
}

/// Chooses an exercise from the list by how its button begins.
fn add(dom: &mut TestDom, exercise: &str) {
    dom.click("button", "Add step");
    let names: Vec<String> = dom.with_role("button").iter().map(support::window::Found::name).collect();
    let name = names.into_iter().find(|name| name.starts_with(&format!("{exercise} ")) && name.chars().any(char::is_numeric));
    dom.click("button", &name.unwrap_or_else(|| panic!("no exercise is called {exercise}")));
}

/// What a screen reader was told last.
fn said(dom: &TestDom) -> String {
    dom.with_role("status").iter().map(support::window::Found::text).collect::<Vec<_>>().join(" ").trim().to_owned()
}
