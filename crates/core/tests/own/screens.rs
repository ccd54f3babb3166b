//! What the screens of own routines show, as a person reads it.

use insta::assert_debug_snapshot;
use serde_json::json;
use unsit_core::app::{Build, Message, StepChange, Waking, view};
use unsit_core::text::Language::{self, English, German};

use crate::App;

#[test]
fn the_builder_at_its_start() {
    let mut app = App::new();
    app.build(Build::New);
    assert_debug_snapshot!(view::builder(&app.model));
}

#[test]
fn the_builder_with_two_steps_of_which_one_is_open() {
    let mut app = App::building();
    app.build(Build::Change(app.key(1), StepChange::Count(2)));
    app.build(Build::Change(app.key(1), StepChange::Rest(4)));
    assert_debug_snapshot!(view::builder(&app.model));
}

#[test]
fn the_builder_in_german() {
    let mut app = App::with([].into(), German);
    app.build(Build::Copy { routine: "before-activity".into(), variant: None });
    app.build(Build::Toggle(app.key(2)));
    assert_debug_snapshot!(view::builder(&app.model));
}

#[test]
fn a_stepper_of_seconds_comes_back_the_way_it_went() {
    let mut app = App::building();
    let step = app.key(1);
    let each = |app: &App| view::builder(&app.model).unwrap().steps[1].numbers.as_ref().unwrap().each.1.clone();
    app.build(Build::Change(step, StepChange::Each(1)));
    let mut seen = vec![1];
    while let Some(more) = each(&app).more {
        app.build(Build::Change(step, StepChange::Each(more)));
        seen.push(more);
    }
    assert_eq!((seen.last(), seen.len() < 50), (Some(&600), true));
    while let Some(less) = each(&app).less {
        seen.pop();
        assert_eq!(seen.last(), Some(&less));
        app.build(Build::Change(step, StepChange::Each(less)));
    }
    assert_eq!(seen, [1]);
}

#[test]
fn all_exercises_by_kind_and_position() {
    let names = |language: Language| {
        let shown = view::exercises(&App::with([].into(), language).model, "");
        let group = |group: view::ExerciseGroup| {
            let card = |card: view::ExerciseCard| format!("{}: {} ({})", card.name, card.detail, card.muscles);
            (group.name, group.exercises.into_iter().map(card).collect::<Vec<_>>())
        };
        (shown.count, shown.groups.into_iter().map(group).collect::<Vec<_>>())
    };
    assert_debug_snapshot!(names(English));
    assert_debug_snapshot!("all_exercises_in_german", names(German));
}

#[test]
fn exercises_are_found_by_name_muscle_position_and_kit() {
    let app = App::new();
    let found = |words: &str| {
        let shown = view::exercises(&app.model, words);
        shown.groups.into_iter().flat_map(|group| group.exercises).map(|card| card.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("DONKEY band"), ["donkey-kick-banded"]);
    assert_eq!(found("  hands and knees  roller"), [""; 0]);
    assert!(found("hamstrings").contains(&"bridge".to_owned()));
    assert!(found("wall").contains(&"wall-sit".to_owned()));
    assert_eq!(found("").len(), 31);
    assert_eq!(view::exercises(&app.model, "headstand").count, "No exercise has all these words.");
}

#[test]
fn the_list_with_own_routines_of_all_sorts() {
    for (language, name) in [(English, "the_list_with_own_routines"), (German, "the_list_with_own_routines_in_german")] {
        let step = |exercise: &str| json!({"exercise": exercise, "holds": 2, "hold_s": 10});
        let rows = [
            json!({"version": 1, "name": "Legs", "steps": [step("wall-sit"), step("bridge"), step("clamshell"), step("bridge"), step("curl-up")]}),
            json!({"version": 1, "name": "Circus", "steps": [step("headstand")]}),
            json!({"version": 1, "name": "Mixed", "steps": [step("hip-hinge")]}),
            json!({"version": 2, "name": "Tomorrow"}),
            json!({"version": 1, "name": "Broken", "steps": [{"exercise": "bridge", "holds": 99, "hold_s": 1}]}),
            json!([]),
            json!({"version": 1, "removed": true, "name": "Gone"}),
        ];
        let rows = rows.into_iter().zip(1..).map(|(row, number)| (format!("routine.own-0197aaaabbbb7ccc8dddeeeeffff{number:04x}"), row));
        let shown = view::routines(&App::with(rows.collect(), language).model);
        assert_debug_snapshot!(name, (shown.own, shown.unplayable));
    }
}

#[test]
fn an_own_routine_in_full() {
    let (app, id) = App::built();
    let mut shown = view::routine(&app.model, &id).unwrap();
    assert!(shown.is_own);
    shown.sources.clear();
    assert_debug_snapshot!(shown);
}

#[test]
fn the_second_side_is_the_same_on_the_other_side_whichever_comes_first() {
    let mut app = App::building();
    app.build(Build::Change(app.key(1), StepChange::Sides(unsit_core::routine::SideOrder::RightFirst)));
    let id = app.draft().id.clone();
    app.build(Build::Save);
    let steps = view::routine(&app.model, &id).unwrap().steps;
    let same = "The same on the other side.";
    assert_eq!(
        steps.iter().map(|step| (step.name.as_str(), step.how[0] == same)).collect::<Vec<_>>(),
        [("Bridge", false), ("Donkey kick, right", false), ("Donkey kick, left", true)]
    );
}

#[test]
fn both_variants_can_be_seen_and_one_has_its_turn() {
    let mut app = App::new();
    app.send(Message::Woken(Box::new(Waking {
        last_variants: [("release-and-strengthen".into(), "a".into())].into(),
        ..Waking::default()
    })));
    let id = "release-and-strengthen".into();
    let shown = view::routine_variant(&app.model, &id, Some(&"a".into())).unwrap();
    let of = |variant: &view::VariantView| (variant.id.to_string(), variant.is_next, variant.is_shown);
    assert_eq!(shown.variants.iter().map(of).collect::<Vec<_>>(), [("a".to_owned(), false, true), ("b".to_owned(), true, false)]);
    assert_eq!(shown.card.length, "15 min 18");
    assert_eq!(view::routine(&app.model, &id).unwrap().card.length, "18 min 15");
    assert_eq!(view::routine_variant(&app.model, &id, Some(&"c".into())), view::routine(&app.model, &id));
}

#[test]
fn a_source_that_nobody_saw_says_so() {
    let mut app = App::new();
    app.build(Build::New);
    app.build(Build::Rename("Sides".to_owned()));
    app.build(Build::Add("clamshell".into()));
    let id = app.draft().id.clone();
    app.build(Build::Save);
    let sources = view::routine(&app.model, &id).unwrap().sources;
    let unseen: Vec<_> = sources.iter().filter(|source| source.unseen.is_some()).map(|source| source.title.as_str()).collect();
    assert_eq!(unseen, ["Gluteal muscle activation during common therapeutic exercises"]);
}
