//! What there is to know.

use unsit_core::app::{LearnPage, Message, Screen};

use super::super::world::World;
use super::{State, answer};

pub(super) const STATES: &[State] = &[
    ("learn", |world| show(world, LearnPage::All)),
    ("learn-muscle", |world| show(world, muscle("gluteus-maximus"))),
    ("learn-muscle-cautious", |world| {
        answer(world, "osteoporosis", true);
        show(world, muscle("erector-spinae"));
    }),
    ("learn-sitting", |world| show(world, topic("sitting"))),
    ("learn-opposites", |world| show(world, topic("opposites"))),
    ("learn-how-common", |world| show(world, topic("how-common"))),
    ("learn-how-long", |world| show(world, topic("how-long"))),
    ("learn-other-causes", |world| show(world, topic("other-causes"))),
    ("learn-clinician", |world| show(world, LearnPage::Clinician)),
    ("learn-evidence", |world| show(world, LearnPage::Evidence)),
    ("learn-sources", |world| show(world, LearnPage::Sources)),
];

fn show(world: &World, page: LearnPage) {
    world.tell(Message::Show(Screen::Learn(page)));
}

fn muscle(id: &str) -> LearnPage {
    LearnPage::Muscle(id.into())
}

fn topic(id: &str) -> LearnPage {
    LearnPage::Topic(id.into())
}
