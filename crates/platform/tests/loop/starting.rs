//! How a session begins, and how it is stopped.

use unsit_core::Wall;
use unsit_core::app::{Control, Effect, Message, Notice, Query, Saving, Screen, Start};

use crate::world::{NOON, cues, done, effects, last_save, seconds, start, world};

#[test]
fn a_second_start_is_refused_with_a_notice() {
    let mut world = world();
    world.send(start("quick-bridge"));
    let before = world.model().playing.clone();
    world.deeds();
    world.send(start("at-the-desk"));
    world.send(start("at-the-desk"));
    assert_eq!(world.model().notices, [Notice::SessionRunning]);
    assert_eq!(world.model().playing, before);
    assert_eq!(effects(&mut world), []);
    world.send(Message::DismissNotice);
    assert_eq!(world.model().notices, []);
}

#[test]
fn an_unknown_routine_cannot_be_started_nor_shown() {
    let mut world = world();
    world.send(start("headstand"));
    assert_eq!(world.model().notices, [Notice::CannotStart("headstand".into())]);
    assert!(world.model().playing.is_none());
    world.send(Message::Show(Screen::Routine("headstand".into())));
    assert_eq!(world.model().screen, Screen::Routines);
}

#[test]
fn a_start_takes_the_place_of_a_summary_that_nobody_closed() {
    let mut world = done();
    let first = last_save(&mut world);
    world.send(start("at-the-desk"));
    world.deeds();
    world.send(Message::Saved(first.id));
    let today = world.model().today();
    assert_eq!(effects(&mut world), [Effect::Load(Query::Newest { today })], "the heartbeat is the new session's");
    assert_eq!(world.model().playing.as_ref().unwrap().saving, Saving::NotYet);
}

#[test]
fn the_alternative_of_a_step_is_taken_when_asked_for() {
    let mut world = world();
    world.send(Message::Start(Start { alternative: true, ..Start::routine("at-the-desk") }));
    world.pass(seconds(57));
    assert_eq!(last_save(&mut world).sets[0].exercise.as_str(), "glute-squeeze-standing");
}

#[test]
fn two_variants_take_turns() {
    let mut world = world();
    let mut played = Vec::new();
    for _ in 0..3 {
        world.send(start("release-and-strengthen"));
        world.pass(seconds(1200));
        let record = last_save(&mut world);
        played.push(record.variant.clone().unwrap());
        world.send(Message::Saved(record.id));
    }
    assert_eq!(played, ["a".into(), "b".into(), "a".into()]);
}

#[test]
fn a_rehearsal_takes_no_turn() {
    let mut world = world();
    world.send(Message::Start(Start { rehearsal: true, ..Start::routine("release-and-strengthen") }));
    world.pass(seconds(1200));
    let record = last_save(&mut world);
    world.send(Message::Saved(record.id));
    world.send(start("release-and-strengthen"));
    assert_eq!(world.model().playing.as_ref().unwrap().variant, Some("a".into()));
}

#[test]
fn a_variant_can_be_chosen_and_an_unknown_one_cannot_be_started() {
    let mut world = world();
    world.send(Message::Start(Start { variant: Some("c".into()), ..Start::routine("release-and-strengthen") }));
    assert_eq!(world.model().notices, [Notice::CannotStart("release-and-strengthen".into())]);
    world.send(Message::Start(Start { variant: Some("b".into()), ..Start::routine("release-and-strengthen") }));
    assert_eq!(world.model().playing.as_ref().unwrap().variant, Some("b".into()));
}

#[test]
fn the_question_whether_to_stop_pauses_and_going_on_takes_three_seconds() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(20));
    world.send(Message::AskToStop);
    assert_eq!(world.model().playing.as_ref().unwrap().asking_to_stop, Some(true));
    world.pass(seconds(10));
    world.deeds();
    world.send(Message::KeepGoing);
    world.pass(seconds(5));
    assert_eq!(cues(&world.deeds()), "30 count_3\n31 count_2\n32 count_1\n33 lift\n35 hold");
    assert_eq!(world.model().playing.as_ref().unwrap().asking_to_stop, None);
}

#[test]
fn a_session_that_was_paused_before_the_question_stays_paused_after_it() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.send(Message::Control(Control::Pause));
    world.send(Message::AskToStop);
    world.send(Message::AskToStop);
    let playing = world.model().playing.as_ref().unwrap();
    assert_eq!((playing.asking_to_stop, playing.session.is_running()), (None, false));
}

#[test]
fn stopping_saves_what_was_held() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(45));
    world.send(Message::AskToStop);
    world.send(Message::Control(Control::Stop));
    let record = last_save(&mut world);
    assert_eq!((record.held(), record.planned(), record.completed), (seconds(19), seconds(30), false));
    assert_eq!(record.ended_at, Wall(NOON.0 + 45_000));
}

#[test]
fn a_session_in_which_nothing_was_held_leaves_no_row() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(16));
    world.deeds();
    world.send(Message::Control(Control::Stop));
    assert_eq!(effects(&mut world), [Effect::Hush, Effect::Unbeat]);
    assert_eq!(world.model().playing.as_ref().unwrap().saving, Saving::Nothing);
}
