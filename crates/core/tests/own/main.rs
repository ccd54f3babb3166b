//! Own routines: how they are stored, built, shown and played.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod building;
mod documents;
mod properties;
mod screens;

use std::collections::BTreeMap;

use serde_json::Value;
use unsit_core::app::{Build, Desired, Effect, Message, Model, RoutineDraft, Screen, StepKey, StoreFailure, Waking, update};
use unsit_core::routine::Id;
use unsit_core::text::Language;
use unsit_core::{Millis, Mono, Now, Wall};

/// An app with a store that takes routines, or fails while it is told to.
struct App {
    model: Model,
    now: Now,
    rows: BTreeMap<String, Value>,
    fails: Option<StoreFailure>,
}

impl App {
    fn new() -> Self {
        Self::with(BTreeMap::new(), Language::English)
    }

    fn with(rows: BTreeMap<String, Value>, language: Language) -> Self {
        let now = Now { wall: Wall(1_750_939_560_000), offset_seconds: 7200, zone: None, mono: Mono(0) };
        let mut app = Self { model: Model::new(now, 1), now, rows: rows.clone(), fails: None };
        app.send(Message::Woken(Box::new(Waking { settings: rows, system_language: language, ..Waking::default() })));
        app
    }

    /// The same store, read by the next process.
    fn restarted(&self) -> Self {
        Self::with(self.rows.clone(), self.model.language())
    }

    fn send(&mut self, message: Message) {
        for effect in update(&mut self.model, message, self.now) {
            if let Effect::SaveRoutine { id, document } = effect {
                if let Some(why) = self.fails.clone() {
                    self.send(Message::RoutineNotSaved { id, why });
                } else {
                    self.rows.insert(format!("routine.{id}"), document);
                    self.send(Message::RoutineSaved(id));
                }
            }
        }
    }

    fn build(&mut self, build: Build) {
        self.send(Message::Build(build));
    }

    fn show(&mut self, screen: Screen) {
        self.send(Message::Show(screen));
    }

    fn pass(&mut self, seconds: u64) {
        let until = self.now.mono + Millis::from_secs(seconds);
        while let Some(due) = Desired::of(&self.model).wake_at.filter(|due| *due <= until) {
            self.now.mono = due;
            self.send(Message::Wake { heard_until: due });
        }
        self.now.mono = until;
    }

    fn draft(&self) -> &RoutineDraft {
        self.model.own.draft.as_ref().unwrap()
    }

    /// The exercises of the draft, in order.
    fn exercises(&self) -> Vec<String> {
        self.draft().steps.iter().map(|step| step.step.exercise.to_string()).collect()
    }

    fn key(&self, place: usize) -> StepKey {
        self.draft().steps[place].key
    }

    /// A routine of bridge and donkey kick that is being built.
    fn building() -> Self {
        let mut app = Self::new();
        app.build(Build::New);
        app.build(Build::Rename("After lunch".to_owned()));
        app.build(Build::Add("bridge".into()));
        app.build(Build::Add("donkey-kick".into()));
        app
    }

    /// The same, stored, with its id.
    fn built() -> (Self, Id) {
        let mut app = Self::building();
        let id = app.draft().id.clone();
        app.build(Build::Save);
        (app, id)
    }
}
