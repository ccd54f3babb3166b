//! A whole session: cues, heartbeats, pauses, gaps.

use unsit_core::app::{Control, Effect, Message, Query, Saving, Start};
use unsit_core::session::{Pause, Stage};
use unsit_core::{Millis, Wall};

use crate::world::{NOON, beats, cues, done, effects, idle, last_save, paused, saves, seconds, start, world};

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
