//! The history as a person leafs through it and puts it right.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use insta::assert_debug_snapshot;
use proptest::prelude::*;
use unsit_core::app::view::{AfterSheets, SheetView};
use unsit_core::app::{
    Desired, Draft, Effect, FailureReason, Field, Flaw, HistoryPage, Leaf, Message, Model, Notice, Overview, Query, Screen, Sheet, Start,
    StoreFailure, Waking, update, view,
};
use unsit_core::record::{AmendmentKind, ByDay, DayTotal, Month, Origin, Revision, SessionId, SessionRecord, heat, streak};
use unsit_core::text::Language::{self, English, German};
use unsit_core::{LocalDay, Millis, Mono, Now, Wall};
use uuid::Uuid;

// ---- to log ----

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

// ---- to correct ----

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

// ---- to delete ----

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

// ---- to leaf through ----

#[test]
fn only_the_shown_month_is_read() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-05-31"]);
    app.queries.clear();
    app.leaf(Leaf::Month(Month::of(day("2025-05-02"))));
    let [Query::Overview { today, month, weeks_from, weeks_to }] = app.queries.as_slice() else { panic!("{:?}", app.queries) };
    assert_eq!((*today, month.first(), month.last()), (day("2025-06-26"), day("2025-05-01"), day("2025-05-31")));
    assert_eq!((*weeks_from, *weeks_to), (day("2025-06-16"), day("2025-06-29")), "this week and the one before");
    assert_eq!(app.overview().month.name, "May");
}

#[test]
fn an_answer_for_a_month_that_was_left_changes_nothing() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-05-31"]);
    let june = app.model.diary.overview.clone().unwrap();
    app.leaf(Leaf::Month(Month::of(day("2025-05-01"))));
    app.send(Message::LoadedOverview(Box::new(june)));
    assert_eq!(app.overview().month.name, "May");
}

#[test]
fn the_months_go_as_far_as_there_is_something() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-04-30"]);
    let mut names = vec![app.overview().month.name];
    while let Some((month, _)) = app.overview().month.previous {
        app.leaf(Leaf::Month(month));
        names.push(app.overview().month.name);
    }
    while let Some((month, _)) = app.overview().month.next {
        app.leaf(Leaf::Month(month));
        names.push(app.overview().month.name);
    }
    assert_eq!(names, ["June", "May", "April", "May", "June"]);
}

#[test]
fn a_day_opens_with_its_sessions_and_leads_to_each() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-06-26", "2025-06-25"]);
    app.leaf(Leaf::Day(day("2025-06-26")));
    let Some(SheetView::Day(sheet)) = view::sheet(&app.model) else { panic!("a day") };
    assert_eq!((sheet.title.as_str(), sheet.about.as_deref()), ("Today", Some("2 sessions, 60 of 60 s held")));
    app.leaf(Leaf::Session(sheet.sessions[1].id));
    app.leaf(Leaf::Close);
    assert!(matches!(view::sheet(&app.model), Some(SheetView::Day(_))), "back to the day");
    app.leaf(Leaf::Close);
    assert_eq!(view::sheet(&app.model), None);
    app.leaf(Leaf::Close);
}

#[test]
fn another_screen_closes_what_lies_over_the_history() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    app.leaf(Leaf::Day(day("2025-06-26")));
    app.send(Message::Show(Screen::Today));
    assert_eq!(app.model.diary.sheets, []);
}

#[test]
fn a_day_that_is_not_over_keeps_the_days_in_a_row() {
    for (days, expected) in [
        (vec![], 0),
        (vec!["2025-06-26"], 1),
        (vec!["2025-06-25", "2025-06-24"], 2),
        (vec!["2025-06-26", "2025-06-25", "2025-06-23"], 2),
        (vec!["2025-06-24", "2025-06-23"], 0),
        (vec!["2025-06-27", "2025-06-26"], 1),
    ] {
        assert_eq!(streak(days.iter().map(|text| day(text)), day("2025-06-26")), expected, "{days:?}");
    }
}

#[test]
fn without_sessions_there_is_no_map_but_a_way_to_log_one() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    assert!(view::history(&app.model).overview.is_some());
    app.delete(app.newest().id);
    assert_eq!(view::history(&app.model).overview, None);
}

// ---- what a person reads ----

#[test]
fn the_history_of_two_months() {
    for (language, name) in [(English, "the_history_of_two_months"), (German, "the_history_of_two_months_in_german")] {
        let mut app = App::with_days(language, &TWO_MONTHS);
        app.log("2025-06-26", "13:00", "12");
        let overview = app.overview();
        let weeks: Vec<String> = overview.month.weeks.iter().map(|week| week.iter().map(Option::as_ref).map(letter).collect()).collect();
        let labels: Vec<&str> =
            overview.month.weeks.iter().flatten().flatten().filter(|day| day.heat > 0).map(|day| day.label.as_str()).collect();
        let month =
            (&overview.month.name, &overview.month.caption, &overview.month.previous, &overview.month.next, &overview.month.weekdays);
        assert_debug_snapshot!(name, (&overview.stats, month, weeks, labels, &overview.week, &view::history(&app.model).days[0]));
    }
}

#[test]
fn a_session_in_full() {
    let mut told = Vec::new();
    for language in [English, German] {
        let mut app = App::with_days(language, &["2025-06-26"]);
        app.open(app.newest().id);
        told.push(view::sheet(&app.model));
        app.leaf(Leaf::Correct);
        app.leaf(Leaf::Submit(Draft { held: ["10", "10", "3"].map(str::to_owned).to_vec(), ..app.form().draft.clone() }));
        app.open(app.newest().id);
        told.push(view::sheet(&app.model));
    }
    assert_debug_snapshot!(told);
}

#[test]
fn the_forms() {
    let mut told = Vec::new();
    for language in [English, German] {
        let mut app = App::with_days(language, &["2025-06-26"]);
        app.leaf(Leaf::Log { day: None });
        app.leaf(Leaf::Submit(Draft { day: "1999-01-01".to_owned(), time: String::new(), held: vec!["99".to_owned()] }));
        told.push(view::sheet(&app.model));
        app.leaf(Leaf::Close);
        app.open(app.newest().id);
        app.leaf(Leaf::Correct);
        app.leaf(Leaf::Submit(Draft { day: "2026-01-01".to_owned(), time: "12:00".to_owned(), held: vec!["0".to_owned(); 3] }));
        told.push(view::sheet(&app.model));
    }
    assert_debug_snapshot!(told);
}

// ---- whatever is typed, whatever happens ----

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_through_the_form_is_sound(
        routine in prop::sample::select(vec!["quick-bridge", "bridge-and-donkey-kicks", "before-activity", "at-the-desk"]),
        day in prop_oneof![3 => "20(25|26|24)-0[1-9]-[0-2][0-9]", 1 => ".*"],
        time in prop_oneof![3 => "[01][0-9]:[0-5][0-9]", 1 => ".*"],
        held in prop_oneof![3 => (0..120_u32).prop_map(|held| held.to_string()), 1 => ".*"],
    ) {
        let mut app = App::new(English);
        app.leaf(Leaf::Log { day: None });
        let draft = app.form().draft.clone();
        app.leaf(Leaf::Choose { routine: routine.into(), variant: None, draft });
        app.leaf(Leaf::Submit(Draft { day, time, held: vec![held.clone()] }));
        match app.counting().as_slice() {
            [] => prop_assert!(!app.form().flaws.is_empty(), "what is refused is named"),
            [record] => {
                prop_assert!(record.started_at <= record.ended_at && record.ended_at <= app.now.wall);
                prop_assert_eq!(record.held().secs_floor(), held.parse::<u64>().unwrap());
                prop_assert!(record.sets.iter().all(|set| set.held <= set.planned && set.reps <= set.planned_reps));
                prop_assert_eq!(record.completed, record.held() == record.planned());
                prop_assert_eq!(record.completed, record.sets.iter().all(|set| set.reps == set.planned_reps && set.held == set.planned));
            }
            more => prop_assert!(false, "one submission, {} sessions", more.len()),
        }
    }

    #[test]
    fn what_counts_is_what_was_done_last_to_each_session(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut app = App::with_days(English, &["2025-06-26", "2025-06-25", "2025-06-20"]);
        let mut before: Option<Vec<Arc<SessionRecord>>> = None;
        for deed in deeds {
            let counted = app.counting();
            match deed {
                Deed::Fails(fails) => app.broken = fails.then(full),
                Deed::Logs(held) => {
                    app.log("2025-06-24", "12:00", &held.to_string());
                    prop_assert_eq!(app.counting().len(), counted.len() + usize::from(app.broken.is_none()));
                    before = Some(counted);
                }
                Deed::Deletes(at) | Deed::Corrects(at) if counted.is_empty() || at > 99 => {}
                Deed::Deletes(at) => {
                    app.delete(counted[at % counted.len()].id);
                    before = Some(counted);
                }
                Deed::Corrects(at) => {
                    let id = counted[at % counted.len()].id;
                    app.correct(id, |draft| draft.held[0] = if draft.held[0] == "4" { "5".to_owned() } else { "4".to_owned() });
                    prop_assert_eq!(app.counting().len(), counted.len());
                    before = Some(counted);
                }
                Deed::Undoes => {
                    let offered = view::undo(&app.model).is_some();
                    app.leaf(Leaf::Undo);
                    if offered && app.broken.is_none() {
                        prop_assert_eq!(Some(app.counting()), before.take());
                    } else if !offered {
                        prop_assert_eq!(app.counting(), counted);
                    }
                }
                Deed::Waits => app.pass(31),
            }
            if app.broken.is_some() {
                // What waits is stored in its order as soon as it can be; the deeds after it begin from there.
                app.broken = None;
                app.pass(31);
                before = None;
                app.leaf(Leaf::Done);
            }
            prop_assert_eq!(&app.model.history.sessions, &app.counting());
            let ids: Vec<SessionId> = app.counting().iter().map(|record| record.id).collect();
            let corrected: Vec<SessionId> = app.counting().iter().filter_map(|record| record.corrects).collect();
            prop_assert!(corrected.iter().all(|old| !ids.contains(old)), "never a session and its correction");
        }
    }

    #[test]
    fn a_streak_is_the_longest_run_that_ends_today_or_yesterday(days in prop::collection::btree_set(0..40_u64, 0..40), today in 0..45_u64) {
        let base = day("2025-03-01");
        let on = |number: u64| LocalDay(base.0 + chrono::Days::new(number));
        let run = |from: u64| (0..=from).rev().take_while(|number| days.contains(number)).count();
        let expected = run(today).max(if days.contains(&today) { 0 } else { today.checked_sub(1).map_or(0, run) });
        let found = streak(days.iter().rev().map(|number| on(*number)), on(today));
        prop_assert_eq!(usize::try_from(found).unwrap(), expected);
    }

    #[test]
    fn a_month_has_each_of_its_days_once_under_its_weekday(year in 1990..2100_i32, month in 1..=12_u32, first in 0..7_u8) {
        let first = chrono::Weekday::try_from(first).unwrap();
        let month = Month::of(LocalDay(chrono::NaiveDate::from_ymd_opt(year, month, 9).unwrap()));
        let weeks = month.weeks(first);
        let days: Vec<LocalDay> = weeks.iter().flatten().flatten().copied().collect();
        prop_assert_eq!(days, month.days().collect::<Vec<_>>());
        for week in &weeks {
            prop_assert!(week.iter().any(Option::is_some));
            for (place, day) in week.iter().enumerate() {
                prop_assert!(day.is_none_or(|day| chrono::Datelike::weekday(&day.0).days_since(first) as usize == place));
            }
        }
        prop_assert_eq!(month.next().previous(), month);
    }

    #[test]
    fn sums_of_months_are_the_sum_of_everything(counts in prop::collection::btree_map(0..120_u64, 1..9_u32, 0..60)) {
        let totals: Vec<DayTotal> = counts
            .iter()
            .map(|(number, sessions)| {
                let day = LocalDay(day("2025-01-15").0 + chrono::Days::new(*number));
                DayTotal { day, sessions: *sessions, planned: Millis(u64::from(*sessions) * 30), held: Millis(u64::from(*sessions) * 20) }
            })
            .collect();
        let by_day = ByDay::of(&totals);
        let mut month = Month::of(day("2025-01-01"));
        let (mut sessions, mut held) = (0, Millis::ZERO);
        for _ in 0..6 {
            let sum = by_day.sum(month.first(), month.last());
            sessions += sum.sessions;
            held += sum.held;
            month = month.next();
        }
        prop_assert_eq!(sessions, counts.values().sum::<u32>());
        prop_assert_eq!(held, totals.iter().map(|total| total.held).sum::<Millis>());
        prop_assert!(counts.values().all(|sessions| heat(*sessions) <= heat(sessions + 1) && heat(*sessions) > 0));
    }
}

#[derive(Clone, Debug)]
enum Deed {
    Logs(u32),
    Deletes(usize),
    Corrects(usize),
    Undoes,
    Waits,
    Fails(bool),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        2 => (1..30_u32).prop_map(Deed::Logs),
        3 => (0..99_usize).prop_map(Deed::Deletes),
        3 => (0..99_usize).prop_map(Deed::Corrects),
        3 => Just(Deed::Undoes),
        1 => Just(Deed::Waits),
        1 => Just(Deed::Fails(true)),
    ]
}

// ---- helpers ----

/// Thursday 26 June 2025, 16:06 in Vienna.
const THURSDAY_16_06: i64 = 1_750_946_760_000;
const MINUTE: i64 = 60_000;

const TWO_MONTHS: [&str; 16] = [
    "2025-06-26",
    "2025-06-25",
    "2025-06-24",
    "2025-06-24",
    "2025-06-24",
    "2025-06-22",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-17",
    "2025-06-17",
    "2025-05-31",
    "2025-05-01",
];

/// The loop's pure half with a store that answers at once.
struct App {
    model: Model,
    now: Now,
    /// Everything that was ever stored.
    sessions: Vec<Arc<SessionRecord>>,
    revisions: Vec<Arc<Revision>>,
    last_variants: BTreeMap<unsit_core::routine::Id, unsit_core::routine::Id>,
    queries: Vec<Query>,
    broken: Option<StoreFailure>,
    page: usize,
}

impl App {
    fn new(language: Language) -> Self {
        let now = Now { wall: Wall(THURSDAY_16_06), offset_seconds: 7200, zone: None, mono: Mono(0) };
        let mut app = Self {
            model: Model::new(now, 1),
            now,
            sessions: Vec::new(),
            revisions: Vec::new(),
            last_variants: BTreeMap::new(),
            queries: Vec::new(),
            broken: None,
            page: 99,
        };
        app.send(Message::Woken(Box::new(Waking { system_language: language, ..Waking::default() })));
        app.send(Message::Show(Screen::History));
        app
    }

    /// With a quick bridge at 14:00 on each of these days; a second one on the same day ten minutes earlier.
    fn with_days(language: Language, days: &[&str]) -> Self {
        let mut app = Self::new(language);
        let sample = guided();
        for (number, text) in days.iter().enumerate() {
            let earlier = days[..number].iter().filter(|before| *before == text).count();
            let at =
                day(text).0.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis() - i64::try_from(earlier).unwrap() * 10 * MINUTE;
            app.put(SessionRecord {
                id: SessionId(Uuid::from_u128(0xa000 + number as u128)),
                started_at: Wall(at),
                ended_at: Wall(at + 67_000),
                local_day: day(text),
                ..sample.clone()
            });
        }
        app
    }

    /// Stores a session, or another one under its id, as an earlier run may have.
    fn put(&mut self, record: SessionRecord) {
        self.sessions.retain(|stored| stored.id != record.id);
        let id = record.id;
        self.sessions.push(Arc::new(record));
        self.send(Message::Saved(id));
    }

    fn leaf(&mut self, leaf: Leaf) {
        self.send(Message::Leaf(leaf));
    }

    fn log(&mut self, day: &str, time: &str, held: &str) {
        self.leaf(Leaf::Log { day: None });
        let draft = self.form().draft.clone();
        self.leaf(Leaf::Choose { routine: "quick-bridge".into(), variant: None, draft });
        self.leaf(Leaf::Submit(Draft { day: day.to_owned(), time: time.to_owned(), held: vec![held.to_owned()] }));
    }

    fn open(&mut self, id: SessionId) {
        self.leaf(Leaf::Session(id));
    }

    fn delete(&mut self, id: SessionId) {
        self.open(id);
        self.leaf(Leaf::Delete);
    }

    fn correct(&mut self, id: SessionId, change: impl FnOnce(&mut Draft)) {
        self.open(id);
        self.leaf(Leaf::Correct);
        let mut draft = self.form().draft.clone();
        change(&mut draft);
        self.leaf(Leaf::Submit(draft));
    }

    fn form(&self) -> &unsit_core::app::Form {
        self.model.diary.form().unwrap()
    }

    fn overview(&self) -> view::OverviewView {
        view::history(&self.model).overview.unwrap()
    }

    fn newest(&self) -> Arc<SessionRecord> {
        // Of those stored last; ids of those written down come after those of `with_days`.
        self.counting().into_iter().max_by_key(|record| self.sessions.iter().position(|stored| stored.id == record.id)).unwrap()
    }

    /// The fold of everything that was stored, newest first.
    fn counting(&self) -> Vec<Arc<SessionRecord>> {
        let mut said = BTreeMap::new();
        for amendment in self.revisions.iter().flat_map(|revision| &revision.amends) {
            said.insert(amendment.session, amendment.kind);
        }
        let mut counting: Vec<_> =
            self.sessions.iter().filter(|record| said.get(&record.id) != Some(&AmendmentKind::Deleted)).cloned().collect();
        counting.sort_by_key(|record| Reverse((record.local_day, record.started_at, record.id)));
        counting
    }

    fn pass(&mut self, seconds: u64) {
        let until = self.now.mono + Millis::from_secs(seconds);
        while let Some(due) = Desired::of(&self.model).wake_at.filter(|due| *due <= until) {
            self.advance(due);
            self.send(Message::Wake { heard_until: due });
        }
        self.advance(until);
    }

    fn advance(&mut self, to: Mono) {
        let passed = to.since(self.now.mono);
        self.now.wall = Wall(self.now.wall.0.saturating_add_unsigned(passed.0));
        self.now.mono = to;
    }

    fn send(&mut self, message: Message) {
        for effect in update(&mut self.model, message, self.now) {
            if let Some(answer) = self.perform(effect) {
                self.send(answer);
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Message> {
        match (effect, self.broken.clone()) {
            (Effect::Save(record), Some(why)) => Some(Message::NotSaved { record, why }),
            (Effect::Save(record), None) => {
                let id = record.id;
                self.sessions.push(record);
                Some(Message::Saved(id))
            }
            (Effect::Revise(revision), Some(why)) => Some(Message::NotRevised { revision, why }),
            (Effect::Revise(revision), None) => {
                self.sessions.extend(revision.adds.clone());
                self.revisions.push(revision.clone());
                Some(Message::Revised(revision.id))
            }
            (Effect::Load(query), _) => {
                self.queries.push(query.clone());
                Some(self.read(&query))
            }
            (
                Effect::Tell(_)
                | Effect::Hush
                | Effect::Sample(..)
                | Effect::SaveSettings(_)
                | Effect::SaveRoutine { .. }
                | Effect::Beat(_)
                | Effect::Unbeat
                | Effect::SaveFacts(_)
                | Effect::KeepSitting(_)
                | Effect::ReadJournal
                | Effect::EndJournal(_)
                | Effect::HandOver(_)
                | Effect::TakeWatch
                | Effect::OpenWindow(_)
                | Effect::Quit
                | Effect::ComeForward
                | Effect::OpenPage(_)
                | Effect::GoBehind
                | Effect::AskForSteps
                | Effect::ReadAtLogin
                | Effect::StartAtLogin(_)
                | Effect::TryReminder(_)
                | Effect::AskToNotify
                | Effect::Reload,
                _,
            ) => None,
        }
    }

    fn read(&self, query: &Query) -> Message {
        let counting = self.counting();
        match *query {
            Query::Newest { .. } => Message::Loaded(self.of_page(&counting, None, self.page)),
            Query::Again { at_least, .. } => Message::Loaded(self.of_page(&counting, None, self.page.max(at_least as usize))),
            Query::Older { id, .. } => {
                let after = counting.iter().position(|record| record.id == id).unwrap() + 1;
                Message::Loaded(self.of_page(&counting[after..], Some(id), self.page))
            }
            Query::Overview { today, month, weeks_from, weeks_to } => {
                let totals = totals(&counting);
                let within = |from, to| totals.iter().filter(|total| (from..=to).contains(&total.day)).copied().collect();
                Message::LoadedOverview(Box::new(Overview {
                    month,
                    days: within(month.first(), month.last()),
                    weeks: within(weeks_from, weeks_to),
                    streak: streak(totals.iter().rev().map(|total| total.day), today),
                    span: totals.first().map(|total| total.day).zip(totals.last().map(|total| total.day)),
                    last_variants: self.last_variants.clone(),
                }))
            }
            Query::Day(day) => {
                let sessions = counting.into_iter().filter(|record| record.local_day == day).collect();
                Message::LoadedDay { day, sessions }
            }
        }
    }

    fn of_page(&self, counting: &[Arc<SessionRecord>], below: Option<SessionId>, length: usize) -> HistoryPage {
        let sessions: Vec<_> = counting.iter().take(length).cloned().collect();
        HistoryPage { totals: totals(&self.counting()), more: counting.len() > length, sessions, below }
    }
}

/// Oldest first.
fn totals(counting: &[Arc<SessionRecord>]) -> Vec<DayTotal> {
    let mut days = BTreeMap::new();
    for record in counting {
        let day = record.local_day;
        let total = days.entry(day).or_insert(DayTotal { day, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO });
        total.sessions += 1;
        total.planned += record.planned();
        total.held += record.held();
    }
    days.into_values().collect()
}

/// A quick bridge that was played to its end.
fn guided() -> SessionRecord {
    let mut app = App::new(English);
    app.send(Message::Start(Start::routine("quick-bridge")));
    app.pass(67);
    SessionRecord::clone(&app.sessions[0])
}

/// What can be taken back.
fn said(app: &App) -> Option<String> {
    view::undo(&app.model).map(|undo| undo.said)
}

/// A day of the map: a gap, its warmth, a day to come, or today with its warmth.
fn letter(day: Option<&view::MonthDay>) -> String {
    match day {
        None => " . ".to_owned(),
        Some(day) if day.future => " - ".to_owned(),
        Some(day) if day.is_today => format!("[{}]", day.heat),
        Some(day) => format!(" {} ", day.heat),
    }
}

fn full() -> StoreFailure {
    StoreFailure { reason: FailureReason::DiskFull, detail: "no space".to_owned() }
}

fn day(text: &str) -> LocalDay {
    LocalDay(text.parse().unwrap())
}
