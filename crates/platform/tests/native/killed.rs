//! A session whose process is killed.

use std::path::Path;

use tempfile::tempdir;
use unsit_core::app::{Message, Model, Notice};
use unsit_platform::clock::Clock;

use crate::app::{Heard, another_process, begin, start, until, until_it_beats};

#[test]
fn a_killed_process_leaves_its_session_to_the_next() {
    let dir = tempdir().unwrap();
    let mut other = another_process(dir.path());
    other.kill().unwrap();
    other.wait().unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted.as_ref().unwrap().beat.routine.as_str(), "quick-bridge");
    running.handle.send(Message::EndInterrupted);
    running.finish();
    assert!(!dir.path().join("session.json").exists(), "nothing was held");
}

#[test]
fn while_one_process_has_a_session_another_is_refused_and_takes_over_after_its_death() {
    let dir = tempdir().unwrap();
    let mut other = another_process(dir.path());
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted, None, "it is not over");
    running.handle.send(start("at-the-desk"));
    until(&running, "refused", |model| model.playing.is_none() && model.notices.contains(&Notice::SessionElsewhere));
    other.kill().unwrap();
    other.wait().unwrap();
    running.handle.send(start("at-the-desk"));
    until(&running, "begun", Model::is_in_session);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    until_it_beats(dir.path(), "at-the-desk");
    running.finish();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted.as_ref().unwrap().beat.id, id);
    running.finish();
}

/// The other process: begins a session, says so by its heartbeat and waits for the end.
#[test]
#[ignore = "the process that the tests kill"]
fn player() {
    let Some(dir) = std::env::var_os("UNSIT_TEST_DIR") else { return };
    let running = begin(Path::new(&dir), Clock::real(), &Heard::default());
    running.handle.send(start("quick-bridge"));
    std::io::stdin().read_line(&mut String::new()).unwrap();
}
