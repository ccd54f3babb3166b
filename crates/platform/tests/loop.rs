//! The whole loop on a simulated machine: what a person does, what the machine is asked for, and when.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::json;
use unsit_core::app::{
    Beat, Change, Channel, ChannelState, Control, Desired, Effect, FailureReason, HistoryPage, Message, Notice, Query, Remote, Saving,
    Screen, Start, StoreFailure, Unsaved, Waking, view,
};
use unsit_core::record::{SessionId, SessionRecord};
use unsit_core::routine::Id;
use unsit_core::session::{Pause, Stage};
use unsit_core::text::Language;
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::fake::{Deed, World};

// ---- a whole session ----

#[test]
fn a_quick_bridge_is_told_on_time_and_saved_when_it_is_done() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(70));
    let deeds = world.deeds();
    insta::assert_snapshot!(cues(&deeds), @r"
    0
    12 count_3
    13 count_2
    14 count_1
    15 lift
    17 hold
    22 halfway
    24 last_3
    25 last_2
    26 last_1
    27 lower
    29 rest
    34 lift
    36 hold
    41 halfway
    43 last_3
    44 last_2
    45 last_1
    46 lower
    48 rest
    53 last_set lift
    55 hold
    60 halfway
    62 last_3
    63 last_2
    64 last_1
    65 lower
    67 done
    ");
    let saves = saves(&deeds);
    let [(at, record)] = saves.as_slice() else { panic!("{saves:?}") };
    assert_eq!(*at, 67_000);
    assert_eq!((record.held(), record.planned(), record.completed), (seconds(30), seconds(30), true));
    assert_eq!((record.started_at, record.ended_at), (NOON, Wall(NOON.0 + 67_000)));
    assert_eq!((record.routine.as_str(), record.rehearsal), ("quick-bridge", false));
}

#[test]
fn a_saved_session_needs_no_heartbeat_and_shows_in_the_history() {
    let mut world = done();
    let record = last_save(&mut world);
    assert_eq!(world.model().playing.as_ref().unwrap().saving, Saving::Pending);
    world.send(Message::Saved(record.id));
    let today = world.model().today();
    assert_eq!(effects(&mut world), [Effect::Unbeat, Effect::Load(Query::Newest { today })]);
    assert_eq!(world.model().playing.as_ref().unwrap().saving, Saving::Saved);
    world.send(Message::CloseFinished);
    assert!(world.model().playing.is_none());
}

#[test]
fn a_running_session_beats_once_a_second() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(66));
    let beats: Vec<u64> = beats(&world.deeds()).into_iter().map(|(at, _)| at).collect();
    assert_eq!(beats, (0..=66).map(|second| second * 1000).collect::<Vec<u64>>());
}

/// docs/reliability.md says why that is light enough.
#[test]
fn no_heartbeat_is_heavier_than_24_kilobytes() {
    for routine in &world().model().catalogue.routines {
        for variant in &routine.variants {
            let mut world = world();
            world.send(Message::Start(Start { variant: variant.id.clone(), ..Start::routine(routine.id.clone()) }));
            world.pass(seconds(1200));
            let beats = beats(&world.deeds());
            let heaviest = beats.iter().map(|(_, beat)| serde_json::to_string(beat).unwrap().len()).max();
            assert!(heaviest.is_some_and(|bytes| bytes < 24_000), "{} {:?}: {heaviest:?}", routine.id, variant.id);
        }
    }
}

#[test]
fn a_rehearsal_beats_never_and_is_saved_as_one() {
    let mut world = world();
    world.send(Message::Start(Start { rehearsal: true, ..Start::routine("quick-bridge") }));
    world.pass(seconds(67));
    let deeds = world.deeds();
    assert_eq!(beats(&deeds), []);
    assert!(saves(&deeds)[0].1.rehearsal);
}

#[test]
fn the_screen_stays_on_only_while_a_session_runs() {
    let mut world = world();
    assert!(!world.wants().screen_on);
    world.send(start("quick-bridge"));
    assert!(world.wants().screen_on);
    world.send(Message::Control(Control::Pause));
    assert!(!world.wants().screen_on);
    world.send(Message::Control(Control::Resume));
    assert!(world.wants().screen_on);
    world.pass(seconds(67));
    assert!(!world.wants().screen_on);
}

#[test]
fn only_the_next_day_is_armed_before_a_session_while_it_is_paused_and_after_it() {
    let mut world = world();
    assert_eq!(world.wants(), idle());
    world.send(start("quick-bridge"));
    assert!(world.wants().wake_at.is_some());
    world.send(Message::Control(Control::Toggle));
    assert_eq!(world.wants(), paused());
    let before = world.deeds().len();
    world.pass(seconds(3600));
    assert_eq!((before, world.deeds().len()), (4, 0), "beat, words; hush, beat; then an hour of silence");
    world.send(Message::Control(Control::Toggle));
    world.pass(seconds(67));
    assert_eq!(world.wants(), idle());
}

#[test]
fn a_pause_keeps_what_is_left_and_takes_up_with_three_seconds_and_a_lift() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(21));
    world.send(Message::Control(Control::Pause));
    assert_eq!(effects(&mut world).iter().filter(|effect| **effect == Effect::Hush).count(), 1);
    world.pass(seconds(100));
    world.send(Message::Control(Control::Resume));
    world.pass(seconds(51));
    let deeds = world.deeds();
    let cues = cues(&deeds);
    assert!(cues.starts_with("121 count_3\n122 count_2\n123 count_1\n124 lift\n126 hold\n127 halfway\n129 last_3\n"), "{cues}");
    assert!(cues.ends_with("172 done"), "{cues}");
    assert_eq!(saves(&deeds)[0].1.held(), seconds(30));
}

#[test]
fn ten_minutes_asleep_in_a_hold_pause_the_session_and_credit_only_what_was_heard() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(20));
    world.deeds();
    world.sleep(seconds(600));
    let view = world.model().playing.as_ref().unwrap().session.view(world.model().now.mono);
    assert_eq!(view.stage, Stage::Paused(Pause::Gap));
    assert_eq!(view.held, [seconds(4), seconds(0), seconds(0)], "until the wake-up that was due");
    let deeds = world.deeds();
    assert_eq!(cues(&deeds), "");
    assert!(deeds.iter().any(|deed| deed.effect == Effect::Hush));
    assert_eq!(world.wants(), paused());
    world.send(Message::Control(Control::Stop));
    assert_eq!(last_save(&mut world).held(), seconds(4));
}

#[test]
fn a_loop_that_is_held_up_for_a_second_and_a_half_tells_only_the_latest_cue() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(24));
    world.deeds();
    world.sleep(Millis(2500));
    assert_eq!(cues(&world.deeds()), "26.5 last_1");
}

#[test]
fn every_key_works_in_every_phase() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.send(Message::Control(Control::Skip));
    world.pass(seconds(5));
    world.send(Message::Control(Control::Back));
    world.pass(seconds(14));
    world.send(Message::Control(Control::Skip));
    world.send(Message::Control(Control::Skip));
    world.send(Message::Control(Control::Skip));
    let record = last_save(&mut world);
    assert_eq!((record.held(), record.completed), (seconds(10), false));
    assert_eq!(record.sets[0].attempts, [seconds(3)]);
}

// ---- starting ----

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

// ---- stopping ----

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

// ---- after a kill ----

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

// ---- a store in trouble ----

#[test]
fn a_session_that_cannot_be_stored_is_told_once_and_tried_again_every_half_minute() {
    let mut world = done();
    let record = last_save(&mut world);
    world.send(not_saved(&record));
    assert_eq!(view::finished(world.model()).unwrap().logged, "This session is not saved yet.");
    world.send(Message::DismissNotice);
    for _ in 0..3 {
        world.pass(Millis(29_999));
        assert_eq!(effects(&mut world), []);
        world.pass(Millis(1));
        assert_eq!(effects(&mut world), [Effect::Save(record.clone())]);
        world.send(not_saved(&record));
        assert_eq!(world.model().notices, []);
    }
    world.send(Message::Saved(record.id));
    assert_eq!(world.wants(), idle());
    assert_eq!(world.model().playing.as_ref().unwrap().saving, Saving::Saved);
}

#[test]
fn a_session_that_the_history_never_takes_is_told_once_and_not_tried_again() {
    let mut world = done();
    let record = last_save(&mut world);
    world.send(Message::NotSaved { record: record.clone(), why: failure(FailureReason::Busy) });
    world.send(Message::NotSaved { record, why: failure(FailureReason::Refused) });
    assert_eq!(effects(&mut world), [Effect::Unbeat], "the platform keeps it elsewhere");
    let told = view::notice(world.model()).unwrap();
    assert!(told.text.starts_with("A session does not fit into your history."));
    assert_eq!((told.detail.as_str(), world.model().notices.len()), ("the system's words", 1));
    assert_eq!(view::finished(world.model()).unwrap().logged, "This session could not be saved. It is kept outside your history.");
    assert_eq!(world.wants(), idle());
    world.pass(seconds(3600));
    assert_eq!(effects(&mut world), []);
}

#[test]
fn a_session_that_waits_for_an_update_of_unsit_is_not_tried_before_the_next_start() {
    let mut world = done();
    let first = last_save(&mut world);
    world.send(Message::NotSaved { record: first.clone(), why: failure(FailureReason::Newer) });
    assert_eq!(notice(&world), "It could not be saved: a newer Unsit has taken over your data. Please update Unsit.");
    assert_eq!((effects(&mut world), world.wants()), (vec![], idle()));
    world.send(Message::CloseFinished);
    world.send(start("at-the-desk"));
    world.pass(seconds(57));
    let second = last_save(&mut world);
    world.send(Message::NotSaved { record: second.clone(), why: failure(FailureReason::Busy) });
    world.pass(seconds(30));
    assert_eq!(effects(&mut world), [Effect::Save(second)]);
}

#[test]
fn a_session_that_an_earlier_run_could_not_store_is_tried_again() {
    let record = last_save(&mut done());
    let unsaved = vec![Unsaved { record: record.clone(), why: failure(FailureReason::Busy) }];
    let mut world = woken(Waking { unsaved, ..Waking::default() });
    assert!(notice(&world).starts_with("It could not be saved: another program is using the data."));
    world.pass(seconds(30));
    assert_eq!(effects(&mut world), [Effect::Save(record.clone())]);
    world.send(Message::Saved(record.id));
    assert_eq!((world.model().notices.as_slice(), world.wants()), ([].as_slice(), idle()));
}

#[test]
fn a_trouble_that_is_over_is_not_shown_any_more() {
    let mut world = done();
    let record = last_save(&mut world);
    world.send(not_saved(&record));
    assert!(notice(&world).starts_with("It could not be saved: this device has no space left."));
    world.send(Message::Saved(record.id));
    assert_eq!(world.model().notices, []);
}

#[test]
fn a_failed_read_is_not_told_as_a_failed_save() {
    for reason in [FailureReason::Busy, FailureReason::DiskFull, FailureReason::Unreadable, FailureReason::Newer, FailureReason::Other] {
        let mut world = world();
        world.send(Message::NotLoaded(failure(reason)));
        let read = notice(&world);
        world.send(Message::DismissNotice);
        world.send(Message::SettingsNotSaved(failure(reason)));
        assert!(!read.contains("saved") && notice(&world).starts_with("It could not be saved"), "{reason:?}: {read} {}", notice(&world));
    }
}

#[test]
fn an_empty_session_does_not_take_the_heartbeat_of_one_that_is_not_saved_yet() {
    let mut world = done();
    let record = last_save(&mut world);
    world.send(not_saved(&record));
    world.send(Message::Start(Start { rehearsal: true, ..Start::routine("at-the-desk") }));
    world.send(Message::Control(Control::Stop));
    assert!(!effects(&mut world).contains(&Effect::Unbeat));
    world.send(Message::Saved(record.id));
    assert!(effects(&mut world).contains(&Effect::Unbeat));
}

#[test]
fn a_settings_row_that_cannot_be_used_is_named() {
    let rows = BTreeMap::from([("get_ready_seconds".to_owned(), json!(2)), ("sound_volume".to_owned(), json!(40))]);
    let world = woken(Waking { settings: rows, ..Waking::default() });
    assert_eq!(notice(&world), "Some settings could not be read and are at their defaults: get_ready_seconds");
    assert_eq!(world.model().settings.sound_volume.percent(), 40);
}

#[test]
fn a_change_stores_the_one_setting_that_was_changed() {
    let rows = BTreeMap::from([("sound_volume".to_owned(), json!("loud"))]);
    let mut world = woken(Waking { settings: rows, ..Waking::default() });
    world.send(Message::Change(Change::GetReady(2)));
    assert_eq!(effects(&mut world), [Effect::SaveSettings(BTreeMap::from([("get_ready_seconds".to_owned(), json!(3))]))]);
    world.send(Message::Change(Change::Language(None)));
    assert_eq!(effects(&mut world), [Effect::SaveSettings(BTreeMap::from([("language".to_owned(), json!(null))]))]);
}

#[test]
fn older_sessions_are_asked_for_once_at_a_time() {
    let mut world = done();
    let newest = last_save(&mut world);
    world.send(Message::Loaded(page(&newest, 2..=2, None, true)));
    world.send(Message::ShowOlder);
    world.send(Message::ShowOlder);
    let older = Query::Older { local_day: newest.local_day, started_at: Wall(2), id: id(2) };
    assert_eq!(effects(&mut world), [Effect::Load(older.clone())]);
    world.send(Message::NotLoaded(failure(FailureReason::Busy)));
    world.send(Message::ShowOlder);
    assert_eq!(effects(&mut world), [Effect::Load(older)]);
    world.send(Message::Loaded(page(&newest, 1..=1, Some(2), false)));
    world.send(Message::ShowOlder);
    assert_eq!((effects(&mut world), shown(&world)), (vec![], vec![2, 1]));
}

#[test]
fn a_session_saved_while_older_ones_are_read_leaves_no_gap() {
    let mut world = done();
    let some = last_save(&mut world);
    world.send(Message::Loaded(page(&some, 4..=5, None, true)));
    world.send(Message::Saved(some.id));
    world.send(Message::ShowOlder);
    // Session 6 pushes session 4 out of the newest page; what was asked for lies below 4.
    world.send(Message::Loaded(page(&some, 5..=6, None, true)));
    world.send(Message::ShowOlder);
    world.deeds();
    world.send(Message::Loaded(page(&some, 2..=3, Some(4), true)));
    assert_eq!(shown(&world), [6, 5]);
    assert_eq!(effects(&mut world), [Effect::Load(Query::Older { local_day: some.local_day, started_at: Wall(5), id: id(5) })]);
    world.send(Message::Loaded(page(&some, 3..=4, Some(5), true)));
    assert_eq!(shown(&world), [6, 5, 4, 3]);
}

#[test]
fn an_answer_that_comes_twice_is_shown_once() {
    let mut world = done();
    let some = last_save(&mut world);
    world.send(Message::Loaded(page(&some, 3..=4, None, true)));
    for _ in 0..2 {
        world.send(Message::ShowOlder);
        world.send(Message::NotLoaded(failure(FailureReason::Busy)));
    }
    world.send(Message::Loaded(page(&some, 1..=2, Some(3), false)));
    world.send(Message::Loaded(page(&some, 1..=2, Some(3), false)));
    assert_eq!(shown(&world), [4, 3, 2, 1]);
}

// ---- voice and sound ----

#[test]
fn the_voice_leads_through_a_quick_bridge() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    insta::assert_snapshot!(voice(&world.deeds()), @r"
    0 en Get ready. Bridge. Lie on your back, knees bent, feet flat and hip-width apart.
    12 en Three.
    13 en Two.
    14 en One.
    15 en Lift your hips.
    17 en Squeeze, keep breathing.
    22 en Halfway.
    24 en Three.
    25 en Two.
    26 en One.
    27 en Lower slowly.
    29 en Rest. Next, hold 2 of 3.
    34 en Lift your hips.
    36 en Squeeze, keep breathing.
    41 en Halfway.
    43 en Three.
    44 en Two.
    45 en One.
    46 en Lower slowly.
    48 en Rest. Next, hold 3 of 3.
    53 en Last one. Lift your hips.
    55 en Squeeze, keep breathing.
    60 en Halfway.
    62 en Three.
    63 en Two.
    64 en One.
    65 en Lower slowly.
    67 en Done. 30 seconds held.
    ");
}

#[test]
fn the_voice_leads_through_a_quick_bridge_in_german() {
    let mut world = woken(Waking { system_language: Language::German, ..Waking::default() });
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    insta::assert_snapshot!(voice(&world.deeds()), @r"
    0 de Mach dich bereit. Brücke. Leg dich auf den Rücken, Knie gebeugt, Füße hüftbreit aufgestellt.
    12 de Drei.
    13 de Zwei.
    14 de Eins.
    15 de Becken heben.
    17 de Anspannen und weiteratmen.
    22 de Die Hälfte.
    24 de Drei.
    25 de Zwei.
    26 de Eins.
    27 de Langsam senken.
    29 de Pause. Als Nächstes: Halten 2 von 3.
    34 de Becken heben.
    36 de Anspannen und weiteratmen.
    41 de Die Hälfte.
    43 de Drei.
    44 de Zwei.
    45 de Eins.
    46 de Langsam senken.
    48 de Pause. Als Nächstes: Halten 3 von 3.
    53 de Das letzte Mal. Becken heben.
    55 de Anspannen und weiteratmen.
    60 de Die Hälfte.
    62 de Drei.
    63 de Zwei.
    64 de Eins.
    65 de Langsam senken.
    67 de Fertig. 30 Sekunden gehalten.
    ");
}

#[test]
fn the_voice_says_how_to_lie_down_when_there_is_time_for_it() {
    let said = |routine, floor| {
        let mut world = world();
        world.send(Message::Change(Change::GetReadyFloor(floor)));
        world.send(start(routine));
        world.pass(seconds(floor));
        voice(&world.deeds())
    };
    let setup = "Lie on your back, knees bent, feet flat and hip-width apart.";
    let lift = "en Lift your hips.";
    assert_eq!(said("quick-bridge", 7), format!("0 en Get ready. Bridge.\n4 en Three.\n5 en Two.\n6 en One.\n7 {lift}"));
    let in_eight = said("quick-bridge", 8);
    assert_eq!(in_eight, format!("0 en Get ready. Bridge. {setup}\n6 en Two.\n7 en One.\n8 {lift}"), "a count does not cut it off");
    let in_nine = said("quick-bridge", 9);
    assert_eq!(in_nine, format!("0 en Get ready. Bridge. {setup}\n6 en Three.\n7 en Two.\n8 en One.\n9 {lift}"));
    let seated = said("at-the-desk", 15);
    assert!(seated.starts_with("0 en Get ready. Seated glute squeeze.\n3 en Two.\n4 en One.\n"), "in five seconds: {seated}");
}

#[test]
fn the_voice_names_sides_and_counts_repetitions() {
    let mut world = world();
    world.send(start("before-activity"));
    world.pass(seconds(66));
    world.deeds();
    world.pass(seconds(16));
    assert_eq!(voice(&world.deeds()), "67 en Next: Donkey kick, the left side.\n82 en Lift, sole to the ceiling.");
    world.pass(seconds(52));
    assert!(voice(&world.deeds()).ends_with("\n134 en Switch. Now the right side."));
    world.pass(seconds(56));
    world.deeds();
    world.pass(seconds(64));
    insta::assert_snapshot!(voice(&world.deeds()), @r"
    191 en Next: Sit to stand.
    206 en Lean and stand.
    209 en Sit down slowly.
    212 en 2
    218 en 3
    224 en 4
    230 en 5
    236 en 6
    242 en 7
    248 en 8
    254 en Done. 98 seconds held.
    ");
}

#[test]
fn without_voice_only_sounds_are_given() {
    let mut world = world();
    world.send(Message::Change(Change::Voice(false)));
    world.send(start("quick-bridge"));
    world.pass(seconds(17));
    let deeds = world.deeds();
    assert_eq!((voice(&deeds), cues(&deeds)), (String::new(), "12 count_3\n13 count_2\n14 count_1\n15 lift\n17 hold".to_owned()));
    assert!(tellings(&deeds).all(|(_, telling)| telling.sound.is_some()));
}

#[test]
fn without_sounds_the_voice_goes_on() {
    let mut world = world();
    world.send(Message::Change(Change::Sound(false)));
    world.send(start("quick-bridge"));
    world.pass(seconds(17));
    let deeds = world.deeds();
    assert!(tellings(&deeds).all(|(_, telling)| telling.sound.is_none() && telling.voice.is_some()));
}

#[test]
fn a_sample_is_played_whether_the_channel_is_on_or_not() {
    let mut world = world();
    world.send(Message::Change(Change::Voice(false)));
    world.send(Message::Change(Change::Sound(false)));
    world.deeds();
    world.send(Message::Test(Channel::Voice));
    world.send(Message::Test(Channel::Sound));
    world.send(Message::Test(Channel::Vibration));
    world.send(Message::Test(Channel::Awake));
    let effects = effects(&mut world);
    let [Effect::Sample(Channel::Voice, words), Effect::Sample(Channel::Sound, tone), Effect::Sample(Channel::Vibration, buzz)] =
        effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert!(buzz.vibration && buzz.sound.is_none() && buzz.voice.is_none() && !tone.vibration);
    let spoken = words.voice.as_ref().unwrap();
    assert_eq!((spoken.text.as_str(), spoken.volume.percent(), words.sound), ("This is how Unsit sounds.", 80, None));
    assert_eq!((tone.sound.unwrap().percent(), tone.cues.len()), (70, 1));
}

#[test]
fn vibration_goes_with_every_cue_unless_it_is_off() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(6));
    assert!(tellings(&world.deeds()).filter(|(_, telling)| !telling.cues.is_empty()).all(|(_, telling)| telling.vibration));
    world.send(Message::Change(Change::Vibration(false)));
    world.pass(seconds(20));
    let deeds = world.deeds();
    assert!(tellings(&deeds).count() > 0 && tellings(&deeds).all(|(_, telling)| !telling.vibration));
}

#[test]
fn the_voice_yields_to_a_screen_reader_and_the_sounds_stay() {
    let mut world = world();
    world.send(Message::ScreenReader(true));
    world.send(start("quick-bridge"));
    world.pass(seconds(20));
    let deeds = world.deeds();
    assert!(tellings(&deeds).count() > 0 && tellings(&deeds).all(|(_, telling)| telling.voice.is_none() && telling.sound.is_some()));
    assert!(view::settings(world.model()).voice.yields.is_some());
    world.send(Message::ScreenReader(false));
    world.pass(seconds(20));
    assert!(tellings(&world.deeds()).any(|(_, telling)| telling.voice.is_some()));
    assert_eq!(view::settings(world.model()).voice.yields, None);
}

#[test]
fn the_button_of_a_headset_is_wanted_from_start_to_end() {
    let mut world = world();
    assert_eq!(world.wants().remote, None);
    world.send(start("quick-bridge"));
    assert_eq!(world.wants().remote, Some(Remote::Playing));
    world.send(Message::Control(Control::Pause));
    assert_eq!(world.wants().remote, Some(Remote::Paused));
    world.send(Message::Control(Control::Resume));
    world.pass(seconds(67));
    assert_eq!(world.wants().remote, None);
}

#[test]
fn a_change_of_language_changes_the_next_words() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(14));
    world.send(Message::Change(Change::Language(Some(Language::German))));
    world.deeds();
    world.pass(seconds(1));
    assert_eq!(voice(&world.deeds()), "15 de Becken heben.");
    assert_eq!(view::guide(world.model()).unwrap().word, "Heben");
}

#[test]
fn what_a_channel_says_of_itself_is_shown() {
    let mut world = world();
    let why = "No voice is installed.".to_owned();
    world.send(Message::Report { channel: Channel::Voice, state: ChannelState::Missing { why: why.clone() } });
    assert_eq!(view::settings(world.model()).voice.missing, Some(why));
}

// ---- days ----

#[test]
fn a_session_at_half_past_one_belongs_to_the_day_before() {
    let mut world = World::at(Wall(MIDNIGHT.0 + 90 * 60_000));
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    assert_eq!(last_save(&mut world).local_day.to_string(), "2025-06-25");
    let mut world = World::at(Wall(MIDNIGHT.0 + 4 * 3_600_000));
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    assert_eq!(last_save(&mut world).local_day.to_string(), "2025-06-26");
}

#[test]
fn a_session_over_the_start_of_a_day_belongs_to_the_day_it_began_on() {
    let mut world = World::at(Wall(MIDNIGHT.0 + 4 * 3_600_000 - 30_000));
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    assert_eq!(last_save(&mut world).local_day.to_string(), "2025-06-25");
    assert_eq!(world.model().today().to_string(), "2025-06-26");
}

#[test]
fn today_begins_anew_at_four_while_nobody_touches_the_app() {
    let mut world = done();
    let record = last_save(&mut world);
    world.send(Message::Saved(record.id));
    world.send(Message::Loaded(HistoryPage { sessions: vec![record], ..HistoryPage::default() }));
    world.send(Message::CloseFinished);
    world.deeds();
    world.pass(Millis(UNTIL_FOUR.0 - 67_000 - 1));
    let today = view::today(world.model());
    assert_eq!((effects(&mut world), today.date.as_str(), today.held), (vec![], "Thursday 26 June", 30));
    world.pass(Millis(1));
    let friday = world.model().today();
    assert_eq!(effects(&mut world), [Effect::Load(Query::Newest { today: friday })]);
    let today = view::today(world.model());
    assert_eq!((friday.to_string().as_str(), today.date.as_str(), today.held), ("2025-06-27", "Friday 27 June", 0));
}

#[test]
fn an_idle_app_wakes_up_once_a_day() {
    let mut world = world();
    let week = Mono(seconds(7 * 86_400).0);
    let mut wakes = Vec::new();
    while let Some(due) = world.wants().wake_at.filter(|due| *due <= week) {
        world.pass(due.since(world.model().now.mono));
        wakes.push(due);
    }
    assert_eq!(wakes, (0..7).map(|day| Mono(UNTIL_FOUR.0 + day * 86_400_000)).collect::<Vec<_>>());
    assert_eq!(effects(&mut world).len(), 7, "the totals of each new day");
}

#[test]
fn a_machine_that_slept_over_the_start_of_two_days_wakes_up_in_the_right_one() {
    let mut world = world();
    world.sleep(seconds(44 * 3600));
    let saturday = world.model().today();
    assert_eq!((saturday.to_string().as_str(), view::today(world.model()).date.as_str()), ("2025-06-28", "Saturday 28 June"));
    assert_eq!(effects(&mut world), [Effect::Load(Query::Newest { today: saturday })]);
    assert_eq!(world.wants().wake_at, Some(Mono(UNTIL_FOUR.0 + 2 * 86_400_000)));
}

#[test]
fn a_paused_rehearsal_arms_nothing_because_its_clock_would_run_there() {
    let mut world = world();
    world.send(Message::Start(Start { rehearsal: true, ..Start::routine("quick-bridge") }));
    world.send(Message::Control(Control::Pause));
    assert_eq!(world.wants(), Desired { wake_at: None, ..paused() });
    world.send(Message::Control(Control::Stop));
    world.send(Message::CloseFinished);
    assert_eq!(world.wants(), idle());
}

#[test]
fn a_wall_clock_set_back_makes_the_day_longer() {
    let mut world = world();
    world.set_wall(Wall(NOON.0 - 2 * 3_600_000));
    world.pass(UNTIL_FOUR);
    assert_eq!((effects(&mut world), world.model().today().to_string().as_str()), (vec![], "2025-06-26"));
    world.pass(seconds(2 * 3600));
    assert_eq!((effects(&mut world).len(), world.model().today().to_string().as_str()), (1, "2025-06-27"));
}

#[test]
fn another_start_of_the_day_is_armed_at_once() {
    let mut world = world();
    world.send(Message::Change(Change::DayStart(0)));
    assert_eq!(world.wants().wake_at, Some(Mono(12 * 3_600_000)));
    world.deeds();
    world.set_wall(Wall(MIDNIGHT.0 + 3 * 3_600_000));
    world.send(Message::Change(Change::DayStart(4)));
    let wednesday = world.model().today();
    assert_eq!(wednesday.to_string(), "2025-06-25");
    assert_eq!(effects(&mut world)[1..], [Effect::Load(Query::Newest { today: wednesday })]);
}

#[test]
fn a_clock_set_back_in_mid_session_changes_neither_cues_nor_credit() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(20));
    world.set_wall(Wall(NOON.0 - 2 * 3_600_000));
    world.pass(seconds(47));
    let deeds = world.deeds();
    assert!(cues(&deeds).ends_with("67 done"));
    let (_, record) = &saves(&deeds)[0];
    assert_eq!((record.held(), record.started_at, record.ended_at), (seconds(30), NOON, NOON));
}

// ---- helpers ----

/// Thursday 26 June 2025, midnight in UTC.
const MIDNIGHT: Wall = Wall(1_750_896_000_000);
const NOON: Wall = Wall(MIDNIGHT.0 + 12 * 3_600_000);
/// From noon until the next day begins.
const UNTIL_FOUR: Millis = Millis(16 * 3_600_000);

/// What an app wants that was started at noon and has nothing to do but to begin the next day.
fn idle() -> Desired {
    Desired { wake_at: Some(Mono(UNTIL_FOUR.0)), ..Desired::default() }
}

/// The same with a session that stands still.
fn paused() -> Desired {
    Desired { remote: Some(Remote::Paused), ..idle() }
}

fn world() -> World {
    woken(Waking::default())
}

fn woken(waking: Waking) -> World {
    let mut world = World::at(NOON);
    world.send(Message::Woken(Box::new(waking)));
    world
}

/// After a quick bridge.
fn done() -> World {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    world
}

/// The last heartbeat of a quick bridge that was killed.
fn beat_after(time: Millis) -> Beat {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(time);
    beats(&world.deeds()).pop().unwrap().1
}

/// An app that finds this heartbeat, so long after it was written.
fn woken_after(time: Millis, beat: &Beat) -> World {
    let mut world = World::at(Wall(beat.at.0.saturating_add_unsigned(time.0)));
    world.send(Message::Woken(Box::new(Waking { interrupted: Some(beat.clone()), ..Waking::default() })));
    world
}

fn start(routine: &str) -> Message {
    Message::Start(Start::routine(Id::new(routine)))
}

const fn seconds(seconds: u64) -> Millis {
    Millis::from_secs(seconds)
}

/// Sessions like `some`, the later the higher their number, as the store answers.
fn page(some: &SessionRecord, numbers: RangeInclusive<u8>, below: Option<u8>, more: bool) -> HistoryPage {
    let session = |number: u8| Arc::new(SessionRecord { id: id(number), started_at: Wall(number.into()), ..some.clone() });
    HistoryPage { sessions: numbers.rev().map(session).collect(), totals: vec![], more, below: below.map(id) }
}

fn id(number: u8) -> SessionId {
    SessionId(unsit_core::app::Mint::new(number.into()).mint(Wall(0)))
}

/// The numbers of the sessions in the history, from the top.
fn shown(world: &World) -> Vec<i64> {
    world.model().history.sessions.iter().map(|session| session.started_at.0).collect()
}

fn not_saved(record: &Arc<SessionRecord>) -> Message {
    Message::NotSaved { record: record.clone(), why: failure(FailureReason::DiskFull) }
}

fn failure(reason: FailureReason) -> StoreFailure {
    StoreFailure { reason, detail: "the system's words".to_owned() }
}

fn notice(world: &World) -> String {
    view::notice(world.model()).unwrap().text
}

fn effects(world: &mut World) -> Vec<Effect> {
    world.deeds().into_iter().map(|deed| deed.effect).collect()
}

fn tellings(deeds: &[Deed]) -> impl Iterator<Item = (f64, &unsit_core::app::Telling)> {
    deeds.iter().filter_map(|deed| match &deed.effect {
        Effect::Tell(telling) => Some((Millis(deed.at.0).as_secs_f64(), telling)),
        _ => None,
    })
}

/// Every moment at which something was told: its second and its cues.
fn cues(deeds: &[Deed]) -> String {
    let line = |(at, telling): (f64, &unsit_core::app::Telling)| {
        let cues = telling.cues.iter().map(|cue| cue.id().to_owned());
        std::iter::once(at.to_string()).chain(cues).collect::<Vec<_>>().join(" ")
    };
    tellings(deeds).map(line).collect::<Vec<_>>().join("\n")
}

/// Everything that was said: its second, language and words.
fn voice(deeds: &[Deed]) -> String {
    let line = |(at, telling): (f64, &unsit_core::app::Telling)| {
        telling.voice.as_ref().map(|spoken| format!("{at} {} {}", spoken.language.tag(), spoken.text))
    };
    tellings(deeds).filter_map(line).collect::<Vec<_>>().join("\n")
}

fn saves(deeds: &[Deed]) -> Vec<(u64, Arc<SessionRecord>)> {
    let saved = |deed: &Deed| match &deed.effect {
        Effect::Save(record) => Some((deed.at.0, record.clone())),
        _ => None,
    };
    deeds.iter().filter_map(saved).collect()
}

fn last_save(world: &mut World) -> Arc<SessionRecord> {
    saves(&world.deeds()).pop().unwrap().1
}

fn beats(deeds: &[Deed]) -> Vec<(u64, Beat)> {
    let beat = |deed: &Deed| match &deed.effect {
        Effect::Beat(beat) => Some((deed.at.0, Beat::clone(beat))),
        _ => None,
    };
    deeds.iter().filter_map(beat).collect()
}
