//! Every screen and state of the app, to be looked at and to be checked.

mod breaks;
mod build;
mod history;
mod later;
mod learn;
mod play;
mod safety;
mod settings;
mod today;
pub(crate) mod unstarted;

use unsit_core::app::{Answer, Change, Message, Start};
use unsit_core::text::Language;

use super::world::World;

/// How a state is called, and how the app gets there. What begins with `first` begins with a first start, what begins with
/// `breaks` with somebody who has just sat down.
pub(crate) type State = (&'static str, fn(&World));

/// What people have typed or been given in these states, in a language that is theirs.
pub(crate) const DATA: &[&str] = &[
    build::NAME,
    build::TORN,
    build::CIRCUS,
    today::FILE,
    settings::FOLDER,
    settings::SPEAKERS,
    settings::NO_VOICE,
    breaks::SERVER,
    breaks::MONITOR,
    breaks::SESSION,
    breaks::MANAGERS,
    breaks::IN_CALL,
    breaks::NO_SERVER,
    breaks::PROGRAM,
    breaks::NOBODY,
];

/// What the app itself says in one language only: ids, the names of licences, and why a row makes no sense, for a report.
pub(crate) const TECHNICAL: &[&str] = &[today::KEYS, build::UNKNOWN, build::WHY_TORN, env!("CARGO_PKG_LICENSE")];

/// All states, in the order in which a person meets them.
pub(crate) fn all() -> impl Iterator<Item = &'static State> {
    [
        safety::FIRST,
        today::STATES,
        breaks::STATES,
        safety::STATES,
        play::STATES,
        build::ROUTINES,
        build::STATES,
        history::STATES,
        settings::STATES,
        learn::STATES,
        later::STATES,
    ]
    .into_iter()
    .flatten()
}

/// A world in this state.
pub(crate) fn world(state: &State, language: Language) -> World {
    let (name, prepare) = state;
    let world = match name.split('-').next() {
        Some("first") => World::first(),
        Some("breaks") => World::watching(),
        Some(_) | None => World::new(),
    };
    world.tell(Message::Change(Change::Language(Some(language))));
    prepare(&world);
    world
}

fn answer(world: &World, question: &str, yes: bool) {
    world.tell(Message::Answer(Answer::Question { question: question.into(), yes }));
}

fn start(world: &World, routine: &str, seconds: f64) {
    world.tell(Message::Start(Start::routine(routine)));
    world.wait(seconds);
}
