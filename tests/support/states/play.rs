//! A session, from its first second to its summary.

use unsit_core::app::{Control, FailureReason, Message};

use super::super::world::World;
use super::today::failure;
use super::{State, answer, start};

pub(super) const STATES: &[State] = &[
    ("guide-ready", |world| start(world, "quick-bridge", 11.5)),
    ("guide-lift", |world| start(world, "quick-bridge", 16.2)),
    ("guide-hold", |world| start(world, "quick-bridge", 21.0)),
    ("guide-hold-ten", |world| start(world, "quick-bridge", 17.2)),
    ("guide-lower", |world| start(world, "quick-bridge", 27.4)),
    ("guide-rest", |world| start(world, "quick-bridge", 30.0)),
    ("guide-paused", |world| {
        start(world, "quick-bridge", 42.0);
        world.tell(Message::Control(Control::Pause));
    }),
    ("guide-stop", |world| {
        start(world, "quick-bridge", 42.0);
        world.tell(Message::AskToStop);
    }),
    ("guide-change", |world| start(world, "bridge-and-donkey-kicks", 70.0)),
    ("guide-left-lift", |world| start(world, "bridge-and-donkey-kicks", 83.2)),
    ("guide-left-hold", |world| start(world, "bridge-and-donkey-kicks", 88.0)),
    ("guide-left-rest", |world| start(world, "bridge-and-donkey-kicks", 98.0)),
    ("guide-switch", |world| start(world, "bridge-and-donkey-kicks", 134.0)),
    ("guide-right-hold", |world| start(world, "bridge-and-donkey-kicks", 143.0)),
    ("guide-right-paused", |world| {
        start(world, "bridge-and-donkey-kicks", 143.0);
        world.tell(Message::Control(Control::Pause));
    }),
    ("guide-desk", |world| start(world, "at-the-desk", 10.0)),
    ("guide-roll", |world| start(world, "release-and-strengthen", 30.0)),
    ("guide-reps", |world| start(world, "before-activity", 208.0)),
    ("guide-halved", |world| {
        answer(world, "wrist-pain", true);
        start(world, "bridge-and-donkey-kicks", 90.0);
    }),
    ("finished", |world| start(world, "quick-bridge", 100.0)),
    ("finished-long", |world| start(world, "release-and-strengthen", 1300.0)),
    ("finished-early", |world| {
        start(world, "bridge-and-donkey-kicks", 95.0);
        world.tell(Message::Control(Control::Stop));
    }),
    ("finished-nothing", |world| {
        start(world, "quick-bridge", 3.0);
        world.tell(Message::Control(Control::Stop));
    }),
    ("finished-not-saved", |world| unsaved(world, FailureReason::DiskFull)),
    ("finished-refused", |world| unsaved(world, FailureReason::Refused)),
];

fn unsaved(world: &World, reason: FailureReason) {
    world.close(Some(failure(reason)));
    start(world, "quick-bridge", 100.0);
}
