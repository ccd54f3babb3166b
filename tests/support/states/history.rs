//! What was done.

use unsit_core::LocalDay;
use unsit_core::app::{Control, Draft, FailureReason, Leaf, Message, Screen};
use unsit_core::record::Month;

use super::super::world::World;
use super::today::{failure, three_days};
use super::{State, start};

pub(super) const STATES: &[State] = &[
    ("history-empty", |world| world.tell(Message::Show(Screen::History))),
    ("history", |world| {
        three_days(world);
        world.tell(Message::Show(Screen::History));
    }),
    ("history-weeks", weeks),
    ("history-before", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Month(Month::of(day("2025-06-01")))));
    }),
    ("history-day", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Day(day("2025-07-23"))));
    }),
    ("history-day-none", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Day(day("2025-06-29"))));
    }),
    ("history-session", |world| open(world, 0)),
    ("history-session-long", |world| open(world, 1)),
    ("history-log", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Log { day: None }));
    }),
    ("history-log-wrong", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Log { day: None }));
        let draft = Draft { day: "2031-01-01".to_owned(), time: String::new(), held: vec!["400".to_owned()] };
        world.tell(Message::Leaf(Leaf::Submit(draft)));
    }),
    ("history-correct", |world| {
        open(world, 1);
        world.tell(Message::Leaf(Leaf::Correct));
    }),
    ("history-correct-wrong", |world| {
        open(world, 1);
        world.tell(Message::Leaf(Leaf::Correct));
        let held = vec!["ten".to_owned(); 9];
        let draft = Draft { day: "1999-12-31".to_owned(), time: "9:00".to_owned(), held };
        world.tell(Message::Leaf(Leaf::Submit(draft)));
    }),
    ("history-undo", |world| {
        open(world, 1);
        world.tell(Message::Leaf(Leaf::Delete));
    }),
    ("history-unsaved", |world| {
        open(world, 1);
        world.break_store(Some(failure(FailureReason::Busy)));
        world.tell(Message::Leaf(Leaf::Delete));
    }),
];

/// Four weeks of more and less, the last day today.
fn weeks(world: &World) {
    for (day, sessions) in (0_u32..).zip([1, 2, 0, 3, 4, 6, 0, 1, 1, 2, 3, 0, 5, 7, 2, 1, 0, 3, 2, 6, 1, 2, 2, 0, 4, 1, 3, 2]) {
        for session in 0..sessions {
            if (day + session) % 5 == 3 {
                start(world, "quick-bridge", 45.0);
                world.tell(Message::Control(Control::Stop));
                world.tell(Message::CloseFinished);
                world.wait(1155.0);
            } else {
                world.play(if session % 3 == 1 { "bridge-and-donkey-kicks" } else { "quick-bridge" });
            }
        }
        world.wait(24.0 * 3600.0 - 1200.0 * f64::from(sessions));
    }
    world.play("quick-bridge");
    world.tell(Message::Leaf(Leaf::Log { day: None }));
    let draft = Draft { day: "2025-07-24".to_owned(), time: "13:30".to_owned(), held: vec!["20".to_owned()] };
    world.tell(Message::Leaf(Leaf::Submit(draft)));
    world.tell(Message::Leaf(Leaf::Done));
    world.tell(Message::Show(Screen::History));
}

/// The session at this place of the list.
fn open(world: &World, place: usize) {
    weeks(world);
    let id = world.model().history.sessions[place].id;
    world.tell(Message::Leaf(Leaf::Session(id)));
}

fn day(text: &str) -> LocalDay {
    LocalDay(text.parse().expect("a day of the calendar"))
}
