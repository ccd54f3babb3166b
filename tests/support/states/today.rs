//! Today, and what the person is told there.

use unsit_core::app::{Control, FailureReason, Message, Start, StoreFailure};

use super::super::world::World;
use super::{State, answer, start};

pub(super) const FILE: &str = "/home/you/.local/share/unsit/unsit.db";
pub(super) const KEYS: &str = "get_ready_seconds, safety";

pub(super) const STATES: &[State] = &[
    ("today-empty", |_| {}),
    ("today", three_days),
    ("today-full", |world| {
        three_days(world);
        for _ in 0..6 {
            world.play("at-the-desk");
        }
    }),
    ("today-rest", |world| {
        world.play("quick-bridge");
        world.wait(24.0 * 3600.0);
    }),
    ("today-offer", |world| {
        start(world, "quick-bridge", 30.0);
        world.restart();
    }),
    ("today-offer-stopped", |world| {
        start(world, "quick-bridge", 30.0);
        answer(world, "recent-surgery", true);
        world.restart();
    }),
    ("today-clinician", |world| answer(world, "recent-surgery", true)),
    ("today-emergency", |world| answer(world, "chest-pain", true)),
    ("today-invited", |world| {
        world.restart_finding(|waking| {
            waking.settings.remove("first_run_done");
            waking.failures.push(failure(FailureReason::RowsSetAside));
        });
        world.tell(Message::DismissNotice);
    }),
    ("notice-damaged", |world| found(world, FailureReason::SetAside)),
    ("notice-rows", |world| found(world, FailureReason::RowsSetAside)),
    ("notice-locked", |world| found(world, FailureReason::Busy)),
    ("notice-full", |world| not_saved(world, FailureReason::DiskFull)),
    ("notice-newer", |world| found(world, FailureReason::Newer)),
    ("notice-unreadable", |world| found(world, FailureReason::Unreadable)),
    ("notice-refused", |world| not_saved(world, FailureReason::Refused)),
    ("notice-settings", |world| {
        world.store("get_ready_seconds", "soon".into());
        world.store("safety", 7.into());
        world.restart();
    }),
    ("notice-elsewhere", |world| {
        start(world, "quick-bridge", 0.0);
        world.tell(Message::Refused);
    }),
    ("notice-unknown", |world| world.tell(Message::Start(Start::routine("headstand")))),
    ("notice-not-loaded", |world| world.tell(Message::NotLoaded(failure(FailureReason::Other)))),
    ("notice-version", |world| world.tell(Message::NewVersion)),
];

pub(super) fn failure(reason: FailureReason) -> StoreFailure {
    StoreFailure { reason, detail: FILE.to_owned() }
}

/// Something went wrong when the store was opened.
fn found(world: &World, reason: FailureReason) {
    world.play("quick-bridge");
    world.restart_finding(|waking| waking.failures.push(failure(reason)));
}

/// A session was done, and the store did not take it.
fn not_saved(world: &World, reason: FailureReason) {
    world.close(Some(failure(reason)));
    world.play("quick-bridge");
}

/// A session the day before yesterday, two yesterday of which one ended early, two today.
pub(super) fn three_days(world: &World) {
    const HOUR: f64 = 3600.0;
    world.play("quick-bridge");
    world.wait(20.0 * HOUR);
    start(world, "quick-bridge", 45.0);
    world.tell(Message::Control(Control::Stop));
    world.wait(HOUR);
    world.play("bridge-and-donkey-kicks");
    world.wait(21.0 * HOUR);
    world.play("quick-bridge");
    world.wait(3.0 * HOUR);
    world.play("at-the-desk");
}
