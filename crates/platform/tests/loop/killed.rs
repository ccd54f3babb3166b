//! What a process that was killed has left.

use unsit_core::app::{Change, Control, Effect, Message, view};
use unsit_core::text::Language;
use unsit_core::{Millis, Wall};

use crate::world::{NOON, beat_after, beats, cues, effects, idle, last_save, notice, saves, seconds, start, voice, woken_after, world};

#[test]
fn a_session_that_a_kill_ended_goes_on_in_the_same_hold() {
    let beat = beat_after(seconds(22));
    let mut world = woken_after(seconds(29 * 60), &beat);
    assert_eq!(view::today(world.model()).offer.unwrap().body, "Quick bridge: 5 of 30 s held so far.");
    assert_eq!((effects(&mut world), world.wants().screen_on), (vec![], false));
    world.send(Message::Continue);
    world.pass(seconds(60));
    let deeds = world.deeds();
    let cues = cues(&deeds);
    assert!(cues.starts_with("0 count_3\n1 count_2\n2 count_1\n3 lift\n5 hold\n7 last_3\n"), "{cues}");
    let voice = voice(&deeds);
    let begin = "0 en Bridge. From where you were.\n3 en Lift your hips.\n5 en Squeeze, keep breathing.\n7 en Three.\n";
    assert!(voice.starts_with(begin), "{voice}");
    let (_, record) = &saves(&deeds)[0];
    assert_eq!((record.id, record.started_at, record.completed), (beat.id, NOON, true));
    assert_eq!(record.held(), seconds(30));
    assert_eq!(beats(&deeds)[0].1.id, beat.id);
}

#[test]
fn whoever_goes_on_after_a_kill_hears_what_comes_on_which_side() {
    let said = |seconds_in, language| {
        let mut world = self::world();
        world.send(start("bridge-and-donkey-kicks"));
        world.pass(seconds(seconds_in));
        let beat = beats(&world.deeds()).pop().unwrap().1;
        let mut world = woken_after(seconds(60), &beat);
        world.send(Message::Change(Change::Language(Some(language))));
        world.deeds();
        world.send(Message::Continue);
        voice(&world.deeds())
    };
    assert_eq!(said(30, Language::English), "0 en Bridge. From where you were.", "in a rest");
    assert_eq!(said(103, Language::English), "0 en Donkey kick, the left side. From where you were.", "in a second hold");
    assert_eq!(said(103, Language::German), "0 de Beinheben im Vierfüßlerstand, die linke Seite. Weiter, wo du warst.");
    assert_eq!(said(135, Language::English), "0 en Donkey kick, the right side. From where you were.", "in the switch");
    let setup = "Lie on your back, knees bent, feet flat and hip-width apart.";
    assert_eq!(said(3, Language::English), format!("0 en Bridge. From where you were. {setup}"), "12 s are left to get ready");
    assert_eq!(said(10, Language::English), "0 en Bridge. From where you were.");
}

#[test]
fn a_sentence_that_a_pause_cut_off_keeps_no_count_from_being_spoken() {
    let mut world = woken_after(seconds(60), &beat_after(seconds(22)));
    world.send(Message::Continue);
    world.pass(Millis(500));
    world.send(Message::Control(Control::Toggle));
    world.deeds();
    world.send(Message::Control(Control::Toggle));
    assert_eq!(voice(&world.deeds()), "0.5 en Three.");
}

#[test]
fn without_a_voice_going_on_after_a_kill_says_nothing() {
    let mut world = woken_after(seconds(60), &beat_after(seconds(22)));
    world.send(Message::Change(Change::Voice(false)));
    world.deeds();
    world.send(Message::Continue);
    world.pass(seconds(2));
    let deeds = world.deeds();
    assert_eq!((voice(&deeds), cues(&deeds)), (String::new(), "0 count_3\n1 count_2\n2 count_1".to_owned()));
}

#[test]
fn a_session_that_a_kill_ended_can_be_left_at_that() {
    let beat = beat_after(seconds(22));
    let mut world = woken_after(seconds(60), &beat);
    world.send(Message::EndInterrupted);
    let record = last_save(&mut world);
    assert_eq!((record.id, record.held(), record.completed), (beat.id, seconds(5), false));
    assert_eq!((record.started_at, record.ended_at), (NOON, Wall(NOON.0 + 22_000)));
    world.send(Message::Saved(record.id));
    assert_eq!(effects(&mut world)[0], Effect::Unbeat);
}

#[test]
fn a_kill_before_the_first_hold_leaves_nothing_to_record() {
    let mut world = woken_after(seconds(60), &beat_after(seconds(3)));
    world.send(Message::EndInterrupted);
    assert_eq!(effects(&mut world), [Effect::Unbeat]);
}

#[test]
fn half_an_hour_later_it_is_recorded_without_a_question() {
    let beat = beat_after(seconds(22));
    assert!(woken_after(seconds(30 * 60), &beat).model().interrupted.is_some());
    let mut world = woken_after(seconds(30 * 60 + 1), &beat);
    assert!(world.model().interrupted.is_none());
    assert_eq!(last_save(&mut world).id, beat.id);
}

#[test]
fn a_start_records_the_session_that_was_offered_first() {
    let beat = beat_after(seconds(22));
    let mut world = woken_after(seconds(60), &beat);
    world.send(start("at-the-desk"));
    let effects = effects(&mut world);
    let [Effect::Save(old), Effect::Beat(new), Effect::Tell(_)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(old.id, beat.id);
    assert_ne!(new.id, beat.id);
    world.send(Message::Saved(beat.id));
    assert!(!self::effects(&mut world).contains(&Effect::Unbeat), "the heartbeat is the new session's");
}

#[test]
fn the_turn_of_a_session_that_was_left_is_over() {
    let mut world = self::world();
    world.send(start("release-and-strengthen"));
    world.pass(seconds(60));
    let beat = beats(&world.deeds()).pop().unwrap().1;
    let mut world = woken_after(seconds(60), &beat);
    world.send(Message::EndInterrupted);
    world.send(start("release-and-strengthen"));
    assert_eq!(world.model().playing.as_ref().unwrap().variant, Some("b".into()));
}

#[test]
fn a_session_recorded_after_the_clock_was_set_back_does_not_end_before_it_began() {
    let mut beat = beat_after(seconds(22));
    beat.at = Wall(NOON.0 - 3_600_000);
    let mut world = woken_after(seconds(0), &beat);
    world.send(Message::EndInterrupted);
    assert_eq!(last_save(&mut world).ended_at, NOON);
}

#[test]
fn a_session_that_another_process_left_is_recorded_while_this_one_goes_on() {
    let left = beat_after(seconds(22));
    let mut empty = beat_after(seconds(3));
    empty.id.0 = unsit_core::app::Mint::new(9).mint(NOON);
    let mut world = world();
    world.send(start("at-the-desk"));
    world.deeds();
    world.send(Message::LeftBehind(Box::new(left.clone())));
    assert_eq!(last_save(&mut world).id, left.id);
    world.send(Message::LeftBehind(Box::new(empty)));
    assert_eq!(effects(&mut world), [], "the heartbeat is the running session's");
}

#[test]
fn a_session_that_may_not_begin_is_dropped_and_the_reason_told() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.deeds();
    world.send(Message::Refused);
    assert!(world.model().playing.is_none());
    assert_eq!(effects(&mut world), [Effect::Hush]);
    assert_eq!(world.wants(), idle());
    assert_eq!(notice(&world), "Another window or terminal has a session that is not over. End it there first.");
}
