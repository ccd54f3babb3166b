//! Routines: those that come with the app, and those that a person builds.

use serde_json::json;
use unsit_core::app::{Build, FailureReason, Message, Screen, StepChange, StepKey};

use super::super::world::World;
use super::today::failure;
use super::{State, answer};

pub(super) const NAME: &str = "After-lunch reset";
pub(super) const CIRCUS: &str = "Circus";
pub(super) const TORN: &str = "Torn";
/// An exercise of another version.
pub(super) const UNKNOWN: &str = "headstand";
pub(super) const WHY_TORN: &str = "steps: count must be from 1 to 40, is 0";

pub(super) const ROUTINES: &[State] = &[
    ("routines", |world| world.tell(Message::Show(Screen::Routines))),
    ("routines-own", |world| {
        own(world);
        world.tell(Message::Show(Screen::Routines));
    }),
    ("routines-kept", |world| {
        own(world);
        let step = json!({"exercise": UNKNOWN, "holds": 3, "hold_s": 10});
        world.store("routine.own-0197ac2168407dbead14b0e6ef47c81c", json!({"version": 1, "name": CIRCUS, "steps": [step]}));
        world.store("routine.own-0197ac2168407dbead14b0e6ef47c81d", json!({"version": 1, "name": TORN, "steps": []}));
        world.restart();
        world.tell(Message::Show(Screen::Routines));
    }),
    ("routines-deleted", |world| {
        let id = own(world);
        build(world, Build::Delete(id.as_str().into()));
    }),
    ("routines-clinician", |world| {
        answer(world, "recent-surgery", true);
        world.tell(Message::Show(Screen::Routines));
    }),
    ("routine-bridge", |world| show(world, "quick-bridge")),
    ("routine-kicks", |world| show(world, "bridge-and-donkey-kicks")),
    ("routine-desk", |world| show(world, "at-the-desk")),
    ("routine-before", |world| show(world, "before-activity")),
    ("routine-full", |world| show(world, "release-and-strengthen")),
    ("routine-full-other", |world| {
        world.play("release-and-strengthen");
        show(world, "release-and-strengthen");
    }),
    ("routine-own", |world| {
        let id = own(world);
        show(world, &id);
    }),
    ("routine-changed", |world| {
        answer(world, "wrist-pain", true);
        answer(world, "disc-herniation", true);
        show(world, "bridge-and-donkey-kicks");
    }),
    ("routine-emergency", |world| {
        answer(world, "chest-pain", true);
        show(world, "quick-bridge");
    }),
];

pub(super) const STATES: &[State] = &[
    ("builder-new", |world| build(world, Build::New)),
    ("builder", |world| {
        begin(world);
        build(world, Build::Toggle(StepKey(1)));
    }),
    ("builder-long", |world| {
        build(world, Build::Copy { routine: "release-and-strengthen".into(), variant: None });
        build(world, Build::Toggle(StepKey(6)));
    }),
    ("builder-removed", |world| {
        begin(world);
        build(world, Build::Remove(StepKey(1)));
    }),
    ("builder-refused", |world| {
        build(world, Build::New);
        build(world, Build::Save);
    }),
    ("builder-unsaved", |world| {
        world.fill(Some(failure(FailureReason::DiskFull)));
        begin(world);
        build(world, Build::Save);
    }),
    ("builder-leaving", |world| {
        begin(world);
        world.tell(Message::Show(Screen::Today));
    }),
    ("exercises", |world| {
        begin(world);
        world.tell(Message::Show(Screen::Exercises));
    }),
];

fn build(world: &World, act: Build) {
    world.tell(Message::Build(act));
}

fn show(world: &World, routine: &str) {
    world.tell(Message::Show(Screen::Routine(routine.into())));
}

/// A routine in the making.
fn begin(world: &World) {
    build(world, Build::New);
    build(world, Build::Rename(NAME.to_owned()));
    build(world, Build::Add("bridge".into()));
    build(world, Build::Add("donkey-kick".into()));
    build(world, Build::Change(StepKey(1), StepChange::Count(2)));
    build(world, Build::Change(StepKey(1), StepChange::Rest(4)));
    build(world, Build::Toggle(StepKey(1)));
}

/// The same, stored; its id.
pub(super) fn own(world: &World) -> String {
    begin(world);
    build(world, Build::Save);
    let key = world.routines().into_keys().next().expect("it was saved");
    key.trim_start_matches("routine.").to_owned()
}
