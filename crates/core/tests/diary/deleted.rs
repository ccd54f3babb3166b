//! Sessions that are deleted, and taken back.

use std::collections::BTreeMap;

use unsit_core::Millis;
use unsit_core::app::view::AfterSheets;
use unsit_core::app::{Desired, FailureReason, Leaf, Message, Notice, StoreFailure, update, view};
use unsit_core::text::Language::English;

use crate::app::{App, full, said};

#[test]
fn a_deleted_session_comes_back_when_it_is_taken_back() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-06-25"]);
    let before = app.counting();
    app.open(before[1].id);
    app.leaf(Leaf::Delete);
    assert_eq!(app.counting(), before[..1]);
    assert_eq!(view::history(&app.model).days.len(), 1);
    assert_eq!(app.model.diary.sheets, []);
    assert_eq!(said(&app).as_deref(), Some("Session deleted."));
    app.pass(3600);
    assert!(view::undo(&app.model).is_some(), "there is no hurry");
    app.leaf(Leaf::Undo);
    assert_eq!(app.counting(), before);
    assert_eq!(view::history(&app.model).days.len(), 2);
}

#[test]
fn the_keyboard_goes_back_to_the_row_unless_it_goes_away() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-06-25"]);
    let (newer, older) = (app.counting()[0].id, app.counting()[1].id);
    app.open(newer);
    app.leaf(Leaf::Close);
    assert_eq!(view::after_sheets(&app.model), AfterSheets::Opener);

    app.log("2025-06-25", "12:00", "10");
    assert_eq!(view::after_sheets(&app.model), AfterSheets::Opener, "what was logged took nothing away");

    app.delete(newer);
    assert_eq!(view::after_sheets(&app.model), AfterSheets::Undo);
    app.leaf(Leaf::Undo);
    assert_eq!(view::after_sheets(&app.model), AfterSheets::Opener);

    app.open(older);
    let _on_its_way = update(&mut app.model, Message::Leaf(Leaf::Delete), app.now);
    assert_eq!(view::after_sheets(&app.model), AfterSheets::Page, "nothing is offered before the store has answered");
}

#[test]
fn a_deletion_that_failed_leaves_the_row_for_the_keyboard() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    app.broken = Some(full());
    app.delete(app.counting()[0].id);
    assert_eq!(view::after_sheets(&app.model), AfterSheets::Opener);
}

#[test]
fn only_the_last_deed_can_be_taken_back_and_only_until_it_is_put_away() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-06-25"]);
    let [newer, older] = app.counting().try_into().unwrap();
    app.delete(newer.id);
    app.delete(older.id);
    app.leaf(Leaf::Undo);
    assert_eq!(app.counting(), [older]);
    app.leaf(Leaf::Undo);
    app.delete(app.counting()[0].id);
    app.leaf(Leaf::Done);
    app.leaf(Leaf::Undo);
    assert_eq!(app.counting(), []);
}

#[test]
fn deleting_twice_is_deleting_once() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    app.open(app.newest().id);
    app.leaf(Leaf::Delete);
    app.leaf(Leaf::Delete);
    assert_eq!(app.revisions.len(), 1);
}

#[test]
fn a_deletion_that_failed_is_told_once_and_tried_again() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    app.broken = Some(full());
    app.delete(app.newest().id);
    assert_eq!(app.model.notices, [Notice::NotRevised(full())]);
    assert_eq!((app.counting().len(), said(&app)), (1, None));
    app.send(Message::DismissNotice);
    app.pass(30);
    assert_eq!(app.model.notices, [], "told once");
    app.broken = None;
    app.pass(30);
    assert_eq!((app.counting().len(), app.model.notices.as_slice()), (0, [].as_slice()));
    assert_eq!(said(&app).as_deref(), Some("Session deleted."));
    assert!(Desired::of(&app.model).wake_at.unwrap() > app.now.mono + Millis::from_secs(60), "nothing is left to be tried");
}

#[test]
fn a_deletion_that_is_never_taken_is_told_and_not_tried_again() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    app.broken = Some(StoreFailure { reason: FailureReason::Refused, ..full() });
    app.delete(app.newest().id);
    assert!(view::notice(&app.model).unwrap().text.starts_with("This change does not fit"));
    app.broken = None;
    app.pass(60);
    assert_eq!((app.counting().len(), app.revisions.len()), (1, 0));
}

#[test]
fn a_long_list_stays_as_long_when_something_in_it_is_deleted() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-06-25", "2025-06-24", "2025-06-23"]);
    app.page = 2;
    app.send(Message::Saved(app.newest().id));
    app.send(Message::ShowOlder);
    assert_eq!(app.model.history.sessions.len(), 4);
    app.delete(app.counting()[2].id);
    let shown: Vec<_> = app.model.history.sessions.clone();
    assert_eq!(shown, app.counting());
}

#[test]
fn the_variant_whose_turn_it_is_follows_from_what_counts() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    app.last_variants = BTreeMap::from([("release-and-strengthen".into(), "a".into())]);
    app.delete(app.newest().id);
    assert_eq!(app.model.last_variant("release-and-strengthen").map(unsit_core::routine::Id::as_str), Some("a"));
}
