//! Sessions that are logged and corrected by hand.

use std::collections::BTreeMap;

use unsit_core::app::{Draft, Field, Flaw, Leaf, Notice, Sheet, view};
use unsit_core::record::{Origin, SessionRecord};
use unsit_core::text::Language::English;
use unsit_core::{Millis, Wall};

use crate::app::{App, MINUTE, THURSDAY_16_06, day, full, said};

#[test]
fn a_past_session_is_logged_with_what_its_plan_holds() {
    let mut app = App::new(English);
    app.leaf(Leaf::Log { day: None });
    let draft = app.form().draft.clone();
    // The plan takes 67 s: it would have begun at 16:04:53.
    assert_eq!((draft.day.as_str(), draft.time.as_str(), draft.held.as_slice()), ("2025-06-26", "16:04", ["30".to_owned()].as_slice()));
    app.leaf(Leaf::Submit(draft));
    let record = app.newest();
    assert_eq!((record.origin, record.corrects, record.held()), (Origin::ByHand, None, Millis::from_secs(30)));
    assert!(record.completed && record.reached_end && !record.rehearsal);
    assert_eq!(record.started_at, Wall(THURSDAY_16_06 - 2 * MINUTE));
    assert_eq!(record.ended_at.since(record.started_at), Millis::from_secs(67));
    assert_eq!(app.model.diary.sheets, []);
    assert_eq!(said(&app).as_deref(), Some("Session logged."));
}

#[test]
fn a_logged_session_can_be_taken_back() {
    let mut app = App::new(English);
    app.log("2025-06-25", "12:00", "10");
    app.leaf(Leaf::Undo);
    assert_eq!((app.counting().len(), app.sessions.len()), (0, 1));
    assert_eq!(said(&app), None);
}

#[test]
fn what_was_held_fills_the_sets_in_their_order() {
    let mut app = App::new(English);
    app.leaf(Leaf::Log { day: None });
    let draft = app.form().draft.clone();
    app.leaf(Leaf::Choose { routine: "bridge-and-donkey-kicks".into(), variant: None, draft: draft.clone() });
    assert_eq!(app.form().draft.held, ["90"]);
    app.leaf(Leaf::Submit(Draft { held: vec!["37".to_owned()], ..draft }));
    let held: Vec<u64> = app.newest().sets.iter().map(|set| set.held.secs_floor()).collect();
    assert_eq!(held, [10, 10, 10, 7, 0, 0, 0, 0, 0]);
    assert!(!app.newest().completed);
}

#[test]
fn repetitions_count_as_far_as_the_routine_was_done() {
    for (held, completed) in [("all", true), ("1", false)] {
        let mut app = App::new(English);
        app.leaf(Leaf::Log { day: None });
        let draft = app.form().draft.clone();
        app.leaf(Leaf::Choose { routine: "before-activity".into(), variant: None, draft });
        let mut draft = app.form().draft.clone();
        if held != "all" {
            draft.held = vec![held.to_owned()];
        }
        app.leaf(Leaf::Submit(draft));
        let record = app.newest();
        assert_eq!(record.completed, completed);
        let reps = record.sets.iter().filter(|set| set.planned_reps > 0);
        assert!(reps.clone().count() > 0);
        assert!(reps.clone().all(|set| set.reps == if completed { set.planned_reps } else { 0 }), "{record:?}");
    }
}

#[test]
fn another_routine_leaves_day_and_time_as_they_are_typed() {
    let mut app = App::new(English);
    app.leaf(Leaf::Log { day: None });
    let typed = Draft { day: "2025-06-01".to_owned(), time: "07:".to_owned(), held: vec![] };
    app.leaf(Leaf::Choose { routine: "at-the-desk".into(), variant: None, draft: typed });
    let draft = &app.form().draft;
    assert_eq!((draft.day.as_str(), draft.time.as_str(), draft.held.len()), ("2025-06-01", "07:", 1));
}

#[test]
fn a_session_of_another_day_is_proposed_for_noon() {
    let mut app = App::new(English);
    app.leaf(Leaf::Log { day: Some(day("2025-06-20")) });
    assert_eq!((app.form().draft.day.as_str(), app.form().draft.time.as_str()), ("2025-06-20", "12:00"));
}

#[test]
fn the_night_belongs_to_the_day_before() {
    let mut app = App::new(English);
    app.log("2025-06-26", "01:30", "30");
    assert_eq!(app.newest().local_day, day("2025-06-25"));
}

#[test]
fn what_cannot_be_is_named_field_by_field_and_nothing_is_stored() {
    for (day, time, held, flaws) in [
        ("", "", "", vec![(Field::Day, Flaw::Missing), (Field::Time, Flaw::Missing), (Field::Held(0), Flaw::Number { most: 30 })]),
        (
            "2025-02-30",
            "25:00",
            "3.5",
            vec![(Field::Day, Flaw::Missing), (Field::Time, Flaw::Missing), (Field::Held(0), Flaw::Number { most: 30 })],
        ),
        ("1999-12-31", "12:00", "30", vec![(Field::Day, Flaw::TooEarly)]),
        ("2025-06-27", "12:00", "30", vec![(Field::Day, Flaw::Future)]),
        ("2025-06-26", "16:07", "30", vec![(Field::Time, Flaw::Future)]),
        ("2025-06-26", "16:06", "31", vec![(Field::Held(0), Flaw::Number { most: 30 })]),
        ("2025-06-26", "16:06", "-1", vec![(Field::Held(0), Flaw::Number { most: 30 })]),
        ("2025-06-26", "16:06", "0", vec![(Field::Held(0), Flaw::Nothing)]),
    ] {
        let mut app = App::new(English);
        app.log(day, time, held);
        assert_eq!(app.form().flaws, flaws.into_iter().collect(), "{day} {time} {held}");
        assert_eq!((app.sessions.len(), app.form().draft.day.as_str()), (0, day));
    }
}

#[test]
fn a_session_may_have_begun_this_very_minute_and_does_not_end_in_the_future() {
    let mut app = App::new(English);
    app.log("2025-06-26", "16:06", "30");
    let record = app.newest();
    assert_eq!((record.started_at, record.ended_at), (Wall(THURSDAY_16_06), Wall(THURSDAY_16_06)));
}

#[test]
fn a_log_that_could_not_be_stored_is_tried_again_and_then_can_be_taken_back() {
    let mut app = App::new(English);
    app.broken = Some(full());
    app.log("2025-06-25", "12:00", "30");
    assert_eq!(app.model.notices, [Notice::NotSaved(full())]);
    assert_eq!(said(&app), None);
    app.broken = None;
    app.pass(30);
    assert_eq!((app.counting().len(), app.model.notices.as_slice()), (1, [].as_slice()));
    assert!(view::undo(&app.model).is_some());
}

#[test]
fn a_correction_stands_in_the_place_of_its_session() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    let old = app.newest();
    app.open(old.id);
    app.leaf(Leaf::Correct);
    assert_eq!(app.form().draft, Draft { day: "2025-06-26".into(), time: "14:00".into(), held: vec!["10".into(); 3] });
    let draft = Draft { held: ["10", "7", "0"].map(str::to_owned).to_vec(), ..app.form().draft.clone() };
    app.leaf(Leaf::Submit(draft));
    let [new] = app.counting().try_into().unwrap();
    assert_eq!((new.origin, new.corrects, new.completed), (Origin::ByHand, Some(old.id), false));
    assert_eq!((new.started_at, new.ended_at, new.local_day), (old.started_at, old.ended_at, old.local_day));
    assert_eq!(new.sets.iter().map(|set| set.held.secs_floor()).collect::<Vec<_>>(), [10, 7, 0]);
    assert_eq!(app.revisions.len(), 1, "in one step");
    assert_eq!(said(&app).as_deref(), Some("Session corrected."));
    app.leaf(Leaf::Undo);
    assert_eq!(app.counting(), [old]);
    assert_eq!((app.sessions.len(), app.revisions.len()), (2, 2));
}

#[test]
fn a_correction_that_corrects_nothing_is_none() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    let mut record = SessionRecord::clone(&app.newest());
    record.sets[1].held = Millis(9_999);
    app.put(record.clone());
    app.open(record.id);
    app.leaf(Leaf::Correct);
    let draft = app.form().draft.clone();
    app.leaf(Leaf::Submit(draft));
    assert_eq!((app.revisions.len(), said(&app)), (0, None));
    assert!(matches!(app.model.diary.sheets.as_slice(), [Sheet::Session(_)]), "back to the session");
}

#[test]
fn another_time_keeps_what_was_held_to_the_millisecond() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    let mut record = SessionRecord::clone(&app.newest());
    record.sets[1].held = Millis(8_765);
    app.put(record.clone());
    app.correct(record.id, |draft| draft.time = "09:15".to_owned());
    let new = app.newest();
    assert_eq!((&new.sets, new.started_at), (&record.sets, Wall(record.started_at.0 - 285 * MINUTE)));
    assert_eq!(new.ended_at.since(new.started_at), record.ended_at.since(record.started_at));
}

#[test]
fn a_session_from_far_away_is_corrected_by_the_clock_of_that_place() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    let mut record = SessionRecord::clone(&app.newest());
    record.offset_seconds = -7 * 3600;
    app.put(record.clone());
    app.open(record.id);
    app.leaf(Leaf::Correct);
    assert_eq!(app.form().draft.time, "05:00");
    let draft = Draft { time: "05:30".to_owned(), ..app.form().draft.clone() };
    app.leaf(Leaf::Submit(draft));
    let new = app.newest();
    assert_eq!((new.started_at, new.offset_seconds), (Wall(record.started_at.0 + 30 * MINUTE), -7 * 3600));
}

#[test]
fn a_correction_cannot_take_everything_away() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    let id = app.newest().id;
    app.correct(id, |draft| draft.held = vec!["0".to_owned(); 3]);
    assert_eq!(app.form().flaws, BTreeMap::from([(Field::Held(0), Flaw::Nothing)]));
    app.leaf(Leaf::Submit(Draft { held: ["0", "11", ""].map(str::to_owned).to_vec(), ..app.form().draft.clone() }));
    let number = Flaw::Number { most: 10 };
    assert_eq!(app.form().flaws, BTreeMap::from([(Field::Held(1), number), (Field::Held(2), number)]));
}
