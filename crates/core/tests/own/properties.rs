//! What holds for every document and every order of edits.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use unsit_core::app::{Build, Direction, Message, OwnRoutines, Problem, Screen, StepChange, StepKey, view};
use unsit_core::routine::own::OwnRoutine;
use unsit_core::routine::{Catalogue, Choices, Id, Plan, SideOrder};

use crate::App;

const ID: &str = "own-0197aaaabbbb7ccc8dddeeeeffff0001";

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_edits_leaves_a_draft_that_is_playable_or_says_why_not(edits in prop::collection::vec(edit(), 1..60)) {
        let mut app = App::new();
        app.build(Build::New);
        for edit in edits {
            app.send(edit.message(&app));
            check(&app);
        }
        let reread = app.restarted();
        prop_assert_eq!(&reread.model.own.routines, &app.model.own.routines, "the store has what is shown");
    }

    #[test]
    fn a_document_comes_back_as_it_was_stored(document in document()) {
        let own = OwnRoutine::parse(Id::new(ID), &document).unwrap();
        prop_assert_eq!(own.document(), document);
    }

    #[test]
    fn no_json_makes_reading_panic_or_loses_a_row(document in any_json()) {
        let read = OwnRoutine::parse(Id::new(ID), &document);
        let rows = [(format!("routine.{ID}"), document.clone())].into();
        let routines = OwnRoutines::from_rows(&rows, Catalogue::built_in());
        let there = routines.playable().count() + routines.unplayable().count();
        let is_gone = document.is_null() || document.get("removed") == Some(&json!(true));
        prop_assert_eq!(there, usize::from(!is_gone));
        if let Ok(own) = read {
            prop_assert_eq!(own.document(), document);
        }
    }

    #[test]
    fn a_damaged_document_never_panics(document in document(), key in key(), value in any_json()) {
        let mut damaged = document;
        match key {
            Ok(key) => damaged[key] = value,
            Err((step, key)) => {
                let steps = damaged["steps"].as_array_mut().unwrap();
                let step = step.index(steps.len());
                steps[step][key] = value;
            }
        }
        let mut app = App::with([(format!("routine.{ID}"), damaged)].into(), unsit_core::text::Language::German);
        app.show(Screen::Routines);
        let shown = view::routines(&app.model);
        prop_assert!(shown.own.len() + shown.unplayable.len() <= 1);
        for card in shown.own {
            prop_assert!(view::routine(&app.model, &card.id).is_some());
        }
        app.build(Build::Edit(ID.into()));
        let _ = view::builder(&app.model);
    }
}

/// A draft that can be saved can be played, and one that cannot says why.
fn check(app: &App) {
    let catalogue = app.model.catalogue;
    for routine in app.model.own.routines.playable() {
        let plan = Plan::unfold(routine, &routine.variants[0], catalogue, &Choices::default()).unwrap();
        assert!(plan.is_sound());
    }
    let Some(draft) = &app.model.own.draft else { return };
    let problems = draft.problems(catalogue);
    let shown = view::builder(&app.model).unwrap();
    assert_eq!(shown.can_save, problems.is_empty());
    match draft.finished(catalogue) {
        Some(own) => {
            assert_eq!(problems, []);
            let own = OwnRoutine::parse(own.id.clone(), &own.document()).unwrap();
            assert_eq!(own.check(catalogue), Ok(()));
            let (routine, choices) = (own.routine(), app.model.settings.choices(catalogue.timing, false));
            let plan = Plan::unfold(&routine, &routine.variants[0], catalogue, &choices).unwrap();
            assert_eq!(Some(plan.total()), draft.plan(catalogue, &choices).map(|plan| plan.total()));
        }
        None => assert!(!problems.is_empty()),
    }
    assert!(!problems.iter().any(|problem| matches!(problem, Problem::Step(..))), "only stored steps can be unfit");
    let keys: std::collections::BTreeSet<StepKey> = draft.steps.iter().map(|step| step.key).collect();
    assert_eq!(keys.len(), draft.steps.len(), "each step can be told apart");
    assert!(draft.open.is_none_or(|open| keys.contains(&open)));
    assert!(draft.steps.len() <= 40);
}

/// What a person does; steps are named by a place that may be none.
#[derive(Clone, Debug)]
enum Edit {
    Does(Build),
    Shows(Screen),
    Changes(usize, StepChange),
    Moves(usize, usize),
    Shifts(usize, Direction),
    Removes(usize),
    Duplicates(usize),
    Toggles(usize),
    DeletesAny,
    EditsAny,
}

impl Edit {
    fn message(self, app: &App) -> Message {
        let key = |place: usize| {
            let steps = app.model.own.draft.as_ref().map_or(&[][..], |draft| &draft.steps);
            steps.get(place % steps.len().max(1)).map_or(StepKey(999), |step| step.key)
        };
        let any = || app.model.own.routines.playable().next().map_or_else(|| "own-1".into(), |routine| routine.id.clone());
        Message::Build(match self {
            Self::Shows(screen) => return Message::Show(screen),
            Self::Does(build) => build,
            Self::Changes(step, change) => Build::Change(key(step), change),
            Self::Moves(step, to) => Build::Put { step: key(step), to },
            Self::Shifts(step, direction) => Build::Shift(key(step), direction),
            Self::Removes(step) => Build::Remove(key(step)),
            Self::Duplicates(step) => Build::Duplicate(key(step)),
            Self::Toggles(step) => Build::Toggle(key(step)),
            Self::DeletesAny => Build::Delete(any()),
            Self::EditsAny => Build::Edit(any()),
        })
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let exercise = prop::sample::select(vec!["bridge", "donkey-kick", "hip-hinge", "clamshell", "roll-glutes", "headstand"]);
    let change = prop_oneof![
        any::<u64>().prop_map(StepChange::Count),
        (0..700_u64).prop_map(StepChange::Each),
        (0..700_u64).prop_map(StepChange::Rest),
        prop::sample::select(SideOrder::ALL.to_vec()).prop_map(StepChange::Sides),
    ];
    let press = prop::sample::select(vec![
        Edit::Does(Build::New),
        Edit::Does(Build::Undo),
        Edit::Does(Build::Save),
        Edit::Does(Build::Save),
        Edit::Does(Build::Leave),
        Edit::Does(Build::Stay),
        Edit::Does(Build::Restore),
        Edit::Does(Build::Copy { routine: "release-and-strengthen".into(), variant: None }),
        Edit::DeletesAny,
        Edit::EditsAny,
        Edit::Shows(Screen::Today),
        Edit::Shows(Screen::Builder),
        Edit::Shows(Screen::Exercises),
    ]);
    let direction = prop::sample::select(vec![Direction::Up, Direction::Down]);
    prop_oneof![
        4 => exercise.prop_map(|exercise| Edit::Does(Build::Add(exercise.into()))),
        2 => "\\PC{0,70}".prop_map(|name| Edit::Does(Build::Rename(name))),
        4 => (0..50_usize, change).prop_map(|(step, change)| Edit::Changes(step, change)),
        2 => (0..50_usize, 0..50_usize).prop_map(|(step, to)| Edit::Moves(step, to)),
        2 => (0..50_usize, direction).prop_map(|(step, direction)| Edit::Shifts(step, direction)),
        2 => (0..50_usize).prop_map(Edit::Removes),
        2 => (0..50_usize).prop_map(Edit::Duplicates),
        1 => (0..50_usize).prop_map(Edit::Toggles),
        5 => press,
    ]
}

/// A document as Unsit writes them, of this version or a newer one that knows more.
fn document() -> impl Strategy<Value = Value> {
    let amount = prop_oneof![
        (1..=20_u32, 1..=600_u32).prop_map(|(holds, seconds)| json!({"holds": holds, "hold_s": seconds})),
        (1..=20_u32, 1..=50_u32).prop_map(|(sets, reps)| json!({"sets": sets, "reps": reps})),
    ];
    let rest = prop::option::of(0..=600_u32);
    let sides = prop::option::of(prop::sample::select(SideOrder::ALL.to_vec()));
    let step = ("[a-z][a-z0-9-]{0,20}", amount, rest, sides, any::<bool>()).prop_map(|(exercise, mut step, rest, sides, newer)| {
        step["exercise"] = json!(exercise);
        if let Some(rest) = rest {
            step["rest_s"] = json!(rest);
        }
        if let Some(sides) = sides {
            step["sides"] = json!(sides.id());
        }
        if newer {
            step["tempo"] = json!([2, 1, 2]);
        }
        step
    });
    ("[^\\s\\pC]{1,60}", prop::collection::vec(step, 1..=40), any::<bool>()).prop_map(|(name, steps, newer)| {
        let mut document = json!({"version": 1, "name": name, "steps": steps});
        if newer {
            document["colour"] = json!({"hue": 7});
        }
        document
    })
}

/// Any JSON, often with the keys that mean something.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3..700_i64).prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<String>().prop_map(Value::from),
        Just(json!("bridge")),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let keys = vec!["version", "name", "steps", "removed", "exercise", "holds", "hold_s", "sets", "reps", "rest_s", "sides", "x"];
        let object = prop::collection::vec((prop::sample::select(keys), inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Value::from),
            object.prop_map(|fields| Value::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())),
        ]
    })
}

/// A key of the document, or of one of its steps.
fn key() -> impl Strategy<Value = Result<&'static str, (prop::sample::Index, &'static str)>> {
    let step = prop::sample::select(vec!["exercise", "holds", "hold_s", "sets", "reps", "rest_s", "sides"]);
    prop_oneof![
        prop::sample::select(vec!["version", "name", "steps", "removed"]).prop_map(Ok),
        (any::<prop::sample::Index>(), step).prop_map(Err),
    ]
}
