//! A person builds, changes, saves, removes.

use serde_json::json;
use unsit_core::app::{Answer, Build, Direction, FailureReason, Message, Notice, Screen, Start, StepChange, StepKey, StoreFailure, view};
use unsit_core::routine::{SideOrder, own};

use crate::App;

#[test]
fn a_new_routine_is_built_saved_and_there_after_a_restart() {
    let (app, id) = App::built();
    assert!(own::is_own(id.as_str()));
    assert_eq!(app.model.screen, Screen::Routine(id.clone()));
    assert_eq!(app.model.own.draft, None);
    let document = json!({"version": 1, "name": "After lunch", "steps": [
        {"exercise": "bridge", "holds": 3, "hold_s": 10, "rest_s": 5},
        {"exercise": "donkey-kick", "holds": 3, "hold_s": 10, "rest_s": 5, "sides": "left-first"}
    ]});
    assert_eq!(app.rows[&format!("routine.{id}")], document);
    assert_eq!(view::routine(&app.restarted().model, &id), view::routine(&app.model, &id));
}

#[test]
fn an_own_routine_is_played_and_named_in_the_history() {
    let (mut app, id) = App::built();
    app.send(Message::Start(Start::routine(&id)));
    assert_eq!(app.model.playing.as_ref().unwrap().routine, id);
    app.pass(10 * 60);
    assert_eq!(view::finished(&app.model).unwrap().of_planned, "Of 90 planned.");
}

#[test]
fn the_total_is_that_of_the_plan_that_will_be_played() {
    let mut app = App::building();
    let shown = view::builder(&app.model).unwrap().total.unwrap().length;
    let id = app.draft().id.clone();
    app.build(Build::Save);
    assert_eq!(view::routine(&app.model, &id).unwrap().card.length, shown);
    assert_eq!(shown, "3 min 11");
}

#[test]
fn numbers_take_the_nearest_value_that_is_allowed() {
    let mut app = App::building();
    let step = app.key(1);
    for change in [StepChange::Count(0), StepChange::Each(10_000), StepChange::Rest(u64::MAX), StepChange::Sides(SideOrder::RightOnly)] {
        app.build(Build::Change(step, change));
    }
    // An exercise of both sides has no order of sides.
    app.build(Build::Change(app.key(0), StepChange::Sides(SideOrder::RightOnly)));
    let document = app.draft().finished(app.model.catalogue).unwrap().document();
    assert_eq!(
        document["steps"],
        json!([
            {"exercise": "bridge", "holds": 3, "hold_s": 10, "rest_s": 5},
            {"exercise": "donkey-kick", "holds": 1, "hold_s": 600, "rest_s": 600, "sides": "right-only"}
        ])
    );
}

#[test]
fn steps_move_up_down_and_to_a_place() {
    let mut app = App::building();
    app.build(Build::Add("wall-sit".into()));
    let first = app.key(0);
    app.build(Build::Shift(first, Direction::Up));
    assert_eq!(app.exercises(), ["bridge", "donkey-kick", "wall-sit"]);
    app.build(Build::Shift(first, Direction::Down));
    assert_eq!(app.exercises(), ["donkey-kick", "bridge", "wall-sit"]);
    app.build(Build::Put { step: first, to: 99 });
    assert_eq!(app.exercises(), ["donkey-kick", "wall-sit", "bridge"]);
    assert_eq!(view::builder(&app.model).unwrap().announce, "Bridge is now step 3 of 3.");
    app.build(Build::Put { step: first, to: 0 });
    assert_eq!(app.exercises(), ["bridge", "donkey-kick", "wall-sit"]);
}

#[test]
fn a_step_that_was_removed_comes_back_to_its_place() {
    let mut app = App::building();
    app.build(Build::Change(app.key(0), StepChange::Count(7)));
    let before = app.draft().steps.clone();
    app.build(Build::Remove(app.key(0)));
    assert_eq!(app.exercises(), ["donkey-kick"]);
    assert_eq!(view::builder(&app.model).unwrap().removed.unwrap().text, "Bridge removed.");
    app.build(Build::Undo);
    assert_eq!(app.draft().steps, before);
    app.build(Build::Undo);
    assert_eq!(app.draft().steps, before, "once");
}

#[test]
fn a_step_is_duplicated_below_itself_with_its_numbers() {
    let mut app = App::building();
    app.build(Build::Change(app.key(0), StepChange::Each(25)));
    app.build(Build::Duplicate(app.key(0)));
    assert_eq!(app.exercises(), ["bridge", "bridge", "donkey-kick"]);
    assert_eq!(app.draft().steps[1].step, app.draft().steps[0].step);
    assert_ne!(app.key(0), app.key(1));
}

#[test]
fn forty_steps_are_the_most() {
    let mut app = App::new();
    app.build(Build::New);
    for _ in 0..41 {
        app.build(Build::Add("bridge".into()));
    }
    assert_eq!(app.draft().steps.len(), 40);
    assert_eq!(view::builder(&app.model).unwrap().full.unwrap(), "A routine has at most 40 steps.");
    app.build(Build::Duplicate(app.key(0)));
    app.build(Build::Remove(app.key(39)));
    app.build(Build::Add("bridge".into()));
    app.build(Build::Undo);
    assert_eq!(app.draft().steps.len(), 40);
}

#[test]
fn what_is_not_there_changes_nothing() {
    let mut app = App::building();
    let before = app.draft().clone();
    let nobody = StepKey(77);
    for build in [
        Build::Remove(nobody),
        Build::Duplicate(nobody),
        Build::Put { step: nobody, to: 0 },
        Build::Shift(nobody, Direction::Down),
        Build::Change(nobody, StepChange::Count(2)),
        Build::Add("headstand".into()),
        Build::Edit("own-1".into()),
        Build::Copy { routine: "headstand".into(), variant: None },
        Build::Delete("quick-bridge".into()),
        Build::Leave,
        Build::Restore,
        Build::Undo,
    ] {
        app.build(build);
    }
    assert_eq!((app.draft(), &app.rows), (&before, &std::collections::BTreeMap::new()));
}

#[test]
fn nothing_is_saved_until_it_has_a_name_and_a_step() {
    let mut app = App::new();
    app.build(Build::New);
    assert_eq!(view::builder(&app.model).unwrap().name_problem, None, "nobody is scolded before they begin");
    app.build(Build::Save);
    let shown = view::builder(&app.model).unwrap();
    assert_eq!((shown.name_problem.as_deref(), shown.save.as_str()), (Some("Give it a name."), "Name it to save it"));
    assert_eq!(shown.focus, view::BuilderFocus::Name);
    app.build(Build::Rename("Legs".to_owned()));
    app.build(Build::Save);
    let shown = view::builder(&app.model).unwrap();
    assert_eq!((shown.save.as_str(), shown.focus), ("Add a step to save it", view::BuilderFocus::Add));
    app.build(Build::Add("bridge".into()));
    app.build(Build::Save);
    assert_eq!((app.rows.len(), app.model.own.draft.is_none()), (1, true));
}

#[test]
fn a_name_is_typed_as_one_line() {
    let mut app = App::building();
    app.build(Build::Rename("Legs\u{7}\n and \u{202E}back".to_owned()));
    assert_eq!(app.draft().name, "Legs and back");
    app.build(Build::Rename("n".repeat(61)));
    assert_eq!(view::builder(&app.model).unwrap().name_problem.unwrap(), "61 characters are too many, 60 fit.");
}

#[test]
fn leaving_asks_before_anything_is_lost() {
    let mut app = App::building();
    app.show(Screen::Today);
    assert_eq!((&app.model.screen, view::builder(&app.model).unwrap().leaving), (&Screen::Builder, true));
    app.build(Build::Stay);
    assert!(!view::builder(&app.model).unwrap().leaving);
    app.show(Screen::History);
    app.build(Build::Leave);
    assert_eq!((&app.model.screen, &app.model.own.draft), (&Screen::History, &None));
}

#[test]
fn leaving_a_draft_without_changes_asks_nothing() {
    let (mut app, id) = App::built();
    for open in [Build::New, Build::Edit(id.clone()), Build::Copy { routine: id, variant: None }] {
        app.build(open);
        assert_eq!(app.model.screen, Screen::Builder);
        app.show(Screen::Routines);
        assert_eq!((&app.model.screen, &app.model.own.draft), (&Screen::Routines, &None));
    }
}

#[test]
fn choosing_an_exercise_is_no_leaving() {
    let mut app = App::building();
    app.show(Screen::Exercises);
    assert_eq!(app.model.screen, Screen::Exercises);
    app.show(Screen::Builder);
    assert_eq!(view::builder(&app.model).unwrap().focus, view::BuilderFocus::Add);
    app.show(Screen::Exercises);
    app.build(Build::Add("wall-sit".into()));
    assert_eq!(app.model.screen, Screen::Builder);
    assert_eq!(view::builder(&app.model).unwrap().focus, view::BuilderFocus::Step(app.key(2)));
}

#[test]
fn without_a_draft_there_is_nothing_to_build() {
    let mut app = App::new();
    for screen in [Screen::Builder, Screen::Exercises] {
        app.show(screen);
        assert_eq!(app.model.screen, Screen::Routines);
    }
    assert_eq!(view::builder(&app.model), None);
}

#[test]
fn a_routine_that_cannot_be_stored_stays_open_and_is_told() {
    let mut app = App::building();
    let why = StoreFailure { reason: FailureReason::DiskFull, detail: "unsit.db".to_owned() };
    app.fails = Some(why.clone());
    app.build(Build::Save);
    assert_eq!(app.model.notices, [Notice::NotSaved(why)]);
    assert_eq!((&app.model.screen, app.exercises().len()), (&Screen::Builder, 2));
    assert!(app.draft().is_changed(), "leaving still asks");
    app.fails = None;
    app.build(Build::Save);
    assert_eq!(app.rows.len(), 1);
    assert_eq!(app.model.own.draft, None);
}

#[test]
fn what_was_typed_while_the_store_was_at_work_is_not_lost() {
    let mut app = App::building();
    let id = app.draft().id.clone();
    let effects = unsit_core::app::update(&mut app.model, Message::Build(Build::Save), app.now);
    assert_eq!(effects.len(), 1);
    app.build(Build::Rename("After dinner".to_owned()));
    app.build(Build::Save);
    assert_eq!(app.rows.len(), 0, "one save at a time");
    app.send(Message::RoutineSaved(id));
    assert_eq!((app.draft().name.as_str(), app.draft().is_changed()), ("After dinner", true));
    app.build(Build::Save);
    assert_eq!(app.model.own.draft, None);
    assert!(app.rows.values().all(|row| row["name"] == "After dinner"));
}

#[test]
fn a_built_in_routine_becomes_an_own_one_of_the_same_length() {
    for routine in &App::new().model.catalogue.routines {
        for variant in &routine.variants {
            let mut app = App::new();
            app.build(Build::Copy { routine: routine.id.clone(), variant: variant.id.clone() });
            let id = app.draft().id.clone();
            app.build(Build::Save);
            let original = view::routine_variant(&app.model, &routine.id, variant.id.as_ref()).unwrap();
            let copy = view::routine(&app.model, &id).unwrap();
            assert_eq!((copy.card.length, copy.steps), (original.card.length, without_alternatives(original.steps)));
            assert!(copy.is_own && !original.is_own);
        }
    }
}

/// A copy is done as it is.
fn without_alternatives(mut steps: Vec<view::StepView>) -> Vec<view::StepView> {
    for step in &mut steps {
        step.instead.retain(|line| !line.starts_with("Or: "));
    }
    steps
}

#[test]
fn a_change_is_stored_under_the_same_id_and_keeps_what_it_does_not_know() {
    let (app, id) = App::built();
    let mut rows = app.rows;
    rows.get_mut(&format!("routine.{id}")).unwrap()["colour"] = json!("green");
    let mut app = App::with(rows, unsit_core::text::Language::English);
    app.build(Build::Edit(id.clone()));
    app.build(Build::Remove(app.key(0)));
    app.build(Build::Save);
    let row = &app.rows[&format!("routine.{id}")];
    assert_eq!((&row["colour"], row["steps"].as_array().unwrap().len(), app.rows.len()), (&json!("green"), 1, 1));
}

#[test]
fn safety_answers_change_an_own_routine_and_keep_its_numbers() {
    let mut app = App::building();
    app.build(Build::Change(app.key(1), StepChange::Each(4)));
    app.build(Build::Change(app.key(1), StepChange::Rest(9)));
    let id = app.draft().id.clone();
    app.build(Build::Save);
    app.send(Message::Answer(Answer::Question { question: "wrist-pain".into(), yes: true }));
    let shown = view::routine(&app.model, &id).unwrap();
    assert_eq!(shown.changes.len(), 1);
    app.send(Message::Start(Start::routine(&id)));
    let plan = app.model.playing.as_ref().unwrap().session.plan().clone();
    assert!(plan.sets().iter().all(|set| set.exercise.as_str() != "donkey-kick" && set.hold.secs_floor() <= 10));
    let instead = plan.sets().last().unwrap();
    assert_eq!((instead.exercise.as_str(), instead.hold.secs_floor()), ("kickback-standing", 4));
}

#[test]
fn a_routine_that_was_deleted_leaves_its_name_and_can_be_had_back() {
    let (mut app, id) = App::built();
    let stored = app.rows.clone();
    app.build(Build::Delete(id.clone()));
    assert_eq!(app.model.screen, Screen::Routines);
    assert_eq!(app.rows[&format!("routine.{id}")], json!({"version": 1, "removed": true, "name": "After lunch"}));
    assert_eq!(view::routine(&app.model, &id), None);
    let shown = view::routines(&app.model);
    assert_eq!((shown.own.len(), shown.removed.as_deref()), (0, Some("After lunch is deleted.")));
    app.build(Build::Restore);
    assert_eq!(app.rows, stored);
    let shown = view::routines(&app.model);
    assert_eq!((shown.own.len(), shown.removed), (1, None));
}

#[test]
fn a_deletion_that_fails_changes_nothing() {
    let (mut app, id) = App::built();
    app.fails = Some(StoreFailure { reason: FailureReason::Busy, detail: String::new() });
    app.build(Build::Delete(id.clone()));
    assert!(view::routine(&app.model, &id).is_some());
    assert_eq!(app.model.screen, Screen::Routine(id));
    assert_eq!(app.model.notices.len(), 1);
}

#[test]
fn whoever_goes_on_has_seen_that_it_could_be_had_back() {
    let (mut app, id) = App::built();
    app.build(Build::Delete(id));
    app.show(Screen::Today);
    app.show(Screen::Routines);
    assert_eq!(view::routines(&app.model).removed, None);
}

#[test]
fn a_session_interrupts_nothing_that_is_being_built() {
    let mut app = App::building();
    app.send(Message::Start(Start::routine("quick-bridge")));
    app.pass(100);
    app.send(Message::CloseFinished);
    assert_eq!((&app.model.screen, app.exercises().len()), (&Screen::Builder, 2));
}

#[test]
fn a_routine_that_cannot_be_played_says_why_and_can_be_mended() {
    let id = "own-0197aaaabbbb7ccc8dddeeeeffff0001";
    let step = |exercise: &str| json!({"exercise": exercise, "holds": 2, "hold_s": 10});
    let row = json!({"version": 1, "name": "Circus", "steps": [step("headstand"), step("bridge")]});
    let mut app = App::with([(format!("routine.{id}"), row.clone())].into(), unsit_core::text::Language::English);
    app.send(Message::Start(Start::routine(id)));
    let why = "Circus cannot be played. It uses the exercise headstand, which this version of Unsit does not know. Update Unsit, or change the routine.";
    assert_eq!(view::notice(&app.model).unwrap().text, why);
    app.build(Build::Edit(id.into()));
    app.build(Build::Save);
    assert_eq!(app.rows[&format!("routine.{id}")], row, "not overwritten");
    assert_eq!(view::builder(&app.model).unwrap().save, "Remove what cannot be played to save it");
    app.build(Build::Remove(app.key(0)));
    app.build(Build::Save);
    assert!(app.model.routine(id).is_some());
}
