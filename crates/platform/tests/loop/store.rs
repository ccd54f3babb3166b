//! A store that is full, slow, or not to be read.

use std::collections::BTreeMap;

use serde_json::json;
use unsit_core::app::{Change, Control, Effect, FailureReason, Message, Query, Saving, Start, Unsaved, Waking, view};
use unsit_core::{Millis, Wall};

use crate::world::{done, effects, failure, id, idle, last_save, not_saved, notice, page, seconds, shown, start, woken, world};

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
