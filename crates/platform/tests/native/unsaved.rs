//! What could not be stored.

use std::fs;
use std::path::Path;

use tempfile::tempdir;
use unsit_core::app::{Control, FailureReason, Leaf, Message, Model, Notice, Saving, Screen};
use unsit_core::record::SessionRecord;
use unsit_platform::clock::Clock;
use unsit_store::{Store, Unsaved};

use crate::app::{Heard, begin, held, kill, player_of_two, record, saving, start, stored, until, until_it_beats, waiting};

#[test]
fn a_session_that_could_not_be_stored_outlives_the_next_session_and_a_kill() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    kill(player_of_two(dir.path(), "at-the-desk"));
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    let told = |notice: &Notice| matches!(notice, Notice::NotSaved(why) if why.reason == FailureReason::Unreadable);
    assert!(model.notices.iter().any(told), "it is still not stored: {:?}", model.notices);
    running.finish();

    fs::remove_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    let [stored] = model.history.sessions.as_slice() else { panic!("{:?}", model.history) };
    assert_eq!((stored.routine.as_str(), stored.held().secs_floor(), stored.completed), ("quick-bridge", 30, true));
    assert_eq!(model.interrupted.as_ref().unwrap().beat.routine.as_str(), "at-the-desk");
    assert_eq!((model.notices.as_slice(), waiting(dir.path())), ([].as_slice(), 0));
    running.finish();
}

#[test]
fn a_session_that_could_not_be_stored_before_a_kill_is_not_offered_again() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    kill(player_of_two(dir.path(), ""));
    fs::remove_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    assert_eq!((&model.interrupted, model.history.sessions.len(), waiting(dir.path())), (&None, 1, 0));
    assert!(!dir.path().join("session.json").exists());
    running.finish();
}

#[test]
fn a_session_that_another_process_kept_before_its_death_is_not_taken_for_one_left_behind() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    kill(player_of_two(dir.path(), ""));
    fs::remove_dir(&blocked).unwrap();
    running.handle.send(start("at-the-desk"));
    until_it_beats(dir.path(), "at-the-desk");
    running.finish();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    let [stored] = model.history.sessions.as_slice() else { panic!("{:?}", model.history) };
    assert!(stored.completed && model.notices.is_empty());
    running.finish();
}

#[test]
fn a_session_that_could_not_be_stored_is_stored_as_soon_as_it_can_be() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("at-the-desk"));
    until(&running, "not saved", |model| matches!(saving(model), Some(Saving::Failed(_))));
    assert_eq!(waiting(dir.path()), 1);
    fs::remove_dir(&blocked).unwrap();
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    assert_eq!((stored(dir.path()).len(), waiting(dir.path())), (1, 0));
}

#[test]
fn several_sessions_that_wait_are_told_once_and_stored_together() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    (0..3).for_each(|n| Unsaved::of(dir.path()).keep(&record(n)).unwrap());
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    let told = running.handle.model().notices.iter().filter(|notice| matches!(notice, Notice::NotSaved(_))).count();
    assert_eq!((told, waiting(dir.path())), (1, 3));
    fs::remove_dir(&blocked).unwrap();
    until(&running, "stored", |model| model.history.sessions.len() == 3);
    running.finish();
    assert_eq!((stored(dir.path()), waiting(dir.path())), ([2, 1, 0].map(record).to_vec(), 0));
}

#[test]
fn a_deletion_is_on_disk_when_it_is_offered_to_be_undone_and_so_is_its_undoing() {
    let dir = tempdir().unwrap();
    Store::open(dir.path()).unwrap().store.save_sessions(&[record(1), record(2)]).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    running.handle.send(Message::Show(Screen::History));
    until(&running, "read", |model| model.diary.overview.is_some());
    running.handle.send(Message::Leaf(Leaf::Session(record(2).id)));
    running.handle.send(Message::Leaf(Leaf::Delete));
    until(&running, "deleted", |model| model.diary.undo.is_some() && model.history.sessions.len() == 1);
    assert_eq!(stored(dir.path()), [record(1)]);
    running.handle.send(Message::Leaf(Leaf::Undo));
    until(&running, "undone", |model| model.history.sessions.len() == 2);
    assert_eq!(stored(dir.path()), [record(2), record(1)]);
    running.finish();
}

#[test]
fn a_deletion_that_could_not_be_stored_outlives_its_process() {
    let dir = tempdir().unwrap();
    Store::open(dir.path()).unwrap().store.save_sessions(&[record(1), record(2)]).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let database = rusqlite::Connection::open(dir.path().join("unsit.sqlite3")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    running.handle.send(Message::Leaf(Leaf::Session(record(2).id)));
    running.handle.send(Message::Leaf(Leaf::Delete));
    until(&running, "told", |model| matches!(model.notices.as_slice(), [Notice::NotRevised(_)]));
    running.finish();
    database.pragma_update(None, "user_version", 4).unwrap();
    drop(database);
    assert_eq!((stored(dir.path()).len(), waiting(dir.path())), (2, 1));
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    assert_eq!((model.history.sessions.len(), model.notices.as_slice()), (1, [].as_slice()));
    running.finish();
    assert_eq!((stored(dir.path()), waiting(dir.path())), (vec![record(1)], 0));
}

#[test]
fn a_session_whose_id_is_taken_is_kept_beside_the_history_and_told_once() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "begun", Model::is_in_session);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    let other = SessionRecord { id, ..record(1) };
    Store::open(dir.path()).unwrap().store.save_session(&other).unwrap();
    until(&running, "refused", |model| matches!(saving(model), Some(Saving::Failed(_))));
    let kept = dir.path().join("session-refused-1.json");
    let model = running.handle.model();
    let [Notice::NotSaved(why)] = model.notices.as_slice() else { panic!("{:?}", model.notices) };
    assert!(why.reason == FailureReason::Refused && why.detail.ends_with(&format!("It is kept in {}.", kept.display())), "{why:?}");
    assert!(serde_json::from_str::<SessionRecord>(&fs::read_to_string(kept).unwrap()).unwrap().completed);
    running.finish();
    assert_eq!((stored(dir.path()), waiting(dir.path())), (vec![other], 0));
    assert!(!dir.path().join("session.json").exists());
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().notices, []);
    running.finish();
}

#[test]
fn a_heartbeat_that_is_all_that_is_left_of_a_session_is_not_replaced() {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("unsit.sqlite3")).unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "begun", Model::is_in_session);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    let in_the_way = dir.path().join(format!("unsaved-{}.json.new", id.0));
    fs::create_dir(&in_the_way).unwrap();
    until(&running, "not saved", |model| matches!(saving(model), Some(Saving::Failed(_))));
    running.handle.send(start("at-the-desk"));
    until(&running, "the first hold over", |model| model.is_in_session() && held(model) >= 10_000);
    assert!(fs::read_to_string(dir.path().join("session.json")).unwrap().contains("quick-bridge"));
    fs::remove_dir(&in_the_way).unwrap();
    until_it_beats(dir.path(), "at-the-desk");
    assert_eq!(waiting(dir.path()), 1);
    running.finish();
}

/// The other process: plays a quick bridge that cannot be stored, begins the session that it is told and waits for the end.
#[test]
#[ignore = "the process that the tests kill"]
fn player_of_one_and_another() {
    let Some(dir) = std::env::var_os("UNSIT_TEST_DIR") else { return };
    let then = std::env::var("UNSIT_TEST_THEN").unwrap();
    let running = begin(Path::new(&dir), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "not saved", |model| matches!(saving(model), Some(Saving::Failed(_))));
    if !then.is_empty() {
        running.handle.send(start(&then));
        until(&running, "a hold", |model| model.is_in_session() && held(model) >= 1000);
        running.handle.send(Message::Control(Control::Pause));
        until(&running, "paused", |model| model.playing.as_ref().is_some_and(|playing| !playing.session.is_running()));
        until_it_beats(Path::new(&dir), &then);
    }
    println!("ready");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}
