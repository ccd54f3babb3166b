//! A session on the real threads.

use tempfile::tempdir;
use unsit_core::app::{Channel, Control, Message, Saving, Start};
use unsit_platform::clock::Clock;

use crate::app::{Heard, begin, held, saving, start, stored, until};

#[test]
fn a_rehearsed_quick_bridge_is_logged_as_one_with_every_cue_in_order() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::rehearsal(200), &heard);
    running.handle.send(Message::Start(Start { rehearsal: true, ..Start::routine("quick-bridge") }));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    let hold = "lift hold halfway last_3 last_2 last_1 lower";
    let cues = format!("count_3 count_2 count_1 {hold} rest {hold} rest last_set {hold} done");
    assert_eq!(heard.cues().join(" "), cues);
    assert_eq!(heard.awake(), [true, false]);
    let [record] = stored(dir.path()).try_into().unwrap();
    assert!(record.rehearsal && record.completed);
    assert_eq!(record.held().secs_floor(), 30);
    assert!(!dir.path().join("session.json").exists());
}

#[test]
fn rehearsals_stay_out_of_the_history() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(Message::Start(Start { rehearsal: true, ..Start::routine("at-the-desk") }));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().history.sessions, []);
    running.finish();
}

#[test]
fn pause_and_stop_save_what_was_held() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::rehearsal(20), &heard);
    running.handle.send(start("quick-bridge"));
    until(&running, "a hold", |model| held(model) >= 1000);
    running.handle.send(Message::Control(Control::Pause));
    running.handle.send(Message::Control(Control::Stop));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    until(&running, "shown", |model| model.history.sessions.len() == 1);
    running.finish();
    let [record] = stored(dir.path()).try_into().unwrap();
    assert!((1000..10_000).contains(&record.held().0) && !record.completed && !record.rehearsal);
    assert!(!dir.path().join("session.json").exists());
}

#[test]
fn a_real_clock_starts_pauses_and_stops_in_the_order_of_the_messages() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::real(), &heard);
    running.handle.send(start("quick-bridge"));
    running.handle.send(Message::Control(Control::Skip));
    running.handle.send(Message::Control(Control::Pause));
    running.handle.send(Message::Control(Control::Stop));
    until(&running, "over", |model| saving(model) == Some(&Saving::Nothing));
    running.finish();
    assert_eq!(heard.cues(), ["lift"]);
    assert_eq!(heard.words(), ["Get ready. Bridge. Lie on your back, knees bent, feet flat and hip-width apart.", "Lift your hips."]);
    assert_eq!(heard.awake(), [true, false]);
    assert_eq!(stored(dir.path()), []);
}

#[test]
fn a_session_that_was_on_when_the_loop_ended_is_offered_by_the_next() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::rehearsal(20), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "a hold", |model| held(model) >= 1000);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    running.finish();

    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted.as_ref().unwrap().beat.id, id);
    running.handle.send(Message::Continue);
    until(&running, "going on", |model| model.playing.as_ref().is_some_and(|playing| playing.session.is_running()));
    assert_eq!(running.handle.model().playing.as_ref().unwrap().id, id);
    running.handle.send(Message::Control(Control::Stop));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    assert_eq!(stored(dir.path())[0].id, id);
}

#[test]
fn a_sample_reaches_the_outlet() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::real(), &heard);
    running.handle.send(Message::Test(Channel::Voice));
    running.finish();
    assert_eq!(heard.words(), ["This is how Unsit sounds."]);
}
