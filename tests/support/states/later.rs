//! Screens that a page has not fetched yet, or could not fetch.

use unsit_core::app::{FirstRun, Message, Screen};

use super::super::world::Reach;
use super::State;

pub(super) const STATES: &[State] = &[
    ("later-coming", |world| {
        world.reach(Reach::Coming);
        world.tell(Message::Show(Screen::History));
    }),
    ("later-missing", |world| {
        world.reach(Reach::Missing);
        world.tell(Message::Show(Screen::History));
    }),
    ("later-missing-below", |world| {
        world.reach(Reach::Missing);
        world.tell(Message::Show(Screen::Settings));
    }),
    ("first-later-missing", |world| {
        world.reach(Reach::Missing);
        world.tell(Message::FirstRun(FirstRun::Next));
    }),
];
