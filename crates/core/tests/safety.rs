//! What answers change about a routine: true for every set of answers.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::collections::BTreeSet;

use proptest::prelude::*;
use unsit_core::content::{Effect, Group, Question, Safety};
use unsit_core::routine::{Catalogue, Choices, Id, PhaseKind, Plan, Routine, Variant};
use unsit_core::safety::{Adjusted, Alteration, Answers, Barrier};
use unsit_core::{Millis, Wall};

// ---- one answer at a time ----

#[test]
fn sore_wrists_take_the_standing_kick_instead_of_the_donkey_kick() {
    let adjusted = adjusted("bridge-and-donkey-kicks", &yes(&["wrist-pain"]));
    assert_eq!(exercises(&adjusted), ["bridge", "kickback-standing"]);
    assert_eq!(told(&adjusted), ["donkey-kick -> kickback-standing because wrist-pain"]);
}

#[test]
fn a_disc_halves_the_holds_of_the_bridge() {
    let adjusted = adjusted("quick-bridge", &yes(&["disc-herniation"]));
    let plan = adjusted.plan.as_ref().unwrap();
    assert_eq!((plan.planned_hold(), plan.total()), (Millis::from_secs(15), Millis::from_secs(52)));
    assert_eq!(told(&adjusted), ["halved because disc-herniation"]);
    assert!(plan.is_sound());
}

#[test]
fn two_answers_halve_only_once_and_both_are_named() {
    let adjusted = adjusted("quick-bridge", &yes(&["disc-herniation", "spinal-stenosis"]));
    assert_eq!(adjusted.plan.as_ref().unwrap().planned_hold(), Millis::from_secs(15));
    assert_eq!(told(&adjusted), ["halved because disc-herniation, spinal-stenosis"]);
}

#[test]
fn a_pregnant_person_stands_instead_of_lying_on_the_back() {
    let adjusted = adjusted("quick-bridge", &yes(&["pregnancy"]));
    assert_eq!(told(&adjusted), ["bridge -> glute-squeeze-standing because pregnancy"]);
}

#[test]
fn a_replacement_that_another_answer_rules_out_is_left_out() {
    // Shoulder pain would put a curl-up in the place of the dead bug, which pregnancy rules out; its own bird dog puts weight
    // on the hands, which shoulder pain rules out.
    let adjusted = adjusted_steps(&["dead-bug", "clamshell"], &yes(&["pregnancy", "shoulder-pain"]));
    assert_eq!(told(&adjusted), ["dead-bug left out because pregnancy, shoulder-pain"]);
}

#[test]
fn a_replacement_that_the_routine_already_has_is_left_out() {
    let has = adjusted_steps(&["sit-to-stand", "wall-sit"], &yes(&["knee-pain"]));
    assert_eq!((exercises(&has), told(&has)), (vec!["sit-to-stand"], vec!["wall-sit left out because knee-pain".to_owned()]));
    let later = adjusted_steps(&["wall-sit", "sit-to-stand"], &yes(&["knee-pain"]));
    assert_eq!(exercises(&later), ["sit-to-stand"]);
    let twice = adjusted_steps(&["bridge", "bridge-banded"], &yes(&["pregnancy"]));
    assert_eq!(exercises(&twice), ["glute-squeeze-standing"], "nor one that it has by now");
}

#[test]
fn a_replacement_comes_before_leaving_out() {
    // The tag rules the cat-camel out; the same answer names what to do instead.
    let adjusted = adjusted_steps(&["cat-camel"], &yes(&["spinal-stenosis"]));
    assert_eq!(told(&adjusted)[0], "cat-camel -> child-reach because spinal-stenosis");
}

#[test]
fn a_routine_of_which_nothing_is_left_has_no_plan_and_says_why() {
    let adjusted = adjusted_steps(&["roll-glutes", "roll-outer-hip"], &yes(&["hip-replacement"]));
    assert_eq!(adjusted.plan, None);
    assert_eq!(told(&adjusted), ["roll-glutes left out because hip-replacement", "roll-outer-hip left out because hip-replacement"]);
}

#[test]
fn an_alternative_that_was_chosen_is_what_the_answers_are_asked_about() {
    let routine = Catalogue::built_in().routine("at-the-desk").unwrap();
    let choices = Choices { alternative: true, ..Choices::default() };
    let adjusted = Adjusted::of(routine, &routine.variants[0], Catalogue::built_in(), &choices, &Answers::default());
    assert_eq!(exercises(&adjusted), ["glute-squeeze-standing"]);
}

// ---- any answers ----

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_exercise_that_an_answer_rules_out_is_in_any_plan(answers in answers(), alternative: bool) {
        for (routine, variant) in variants() {
            let adjusted = adjust(routine, variant, &answers, alternative);
            for set in adjusted.plan.iter().flat_map(Plan::sets) {
                let exercise = Catalogue::built_in().exercise(set.exercise.as_str()).unwrap();
                let against = answers.yes(safety()).find(|question| question.rules_out(exercise));
                prop_assert!(against.is_none(), "{} in {} although {}", exercise.id, routine.id, against.unwrap().id);
            }
        }
    }

    #[test]
    fn an_exercise_that_no_answer_rules_out_stays(answers in answers()) {
        for (routine, variant) in variants() {
            let left: Vec<Id> = adjust(routine, variant, &answers, false).variant.steps.into_iter().map(|step| step.exercise).collect();
            let ruled_out = |id: &Id| {
                let exercise = Catalogue::built_in().exercise(id.as_str()).unwrap();
                answers.yes(safety()).any(|question| question.rules_out(exercise))
            };
            for step in variant.steps.iter().filter(|step| !ruled_out(&step.exercise)) {
                prop_assert!(left.contains(&step.exercise), "{} is missing in {}", step.exercise, routine.id);
            }
        }
    }

    #[test]
    fn a_routine_never_has_an_exercise_twice_that_it_had_once(answers in answers()) {
        for (routine, variant) in variants() {
            let adjusted = adjust(routine, variant, &answers, false);
            let ids: Vec<&Id> = adjusted.variant.steps.iter().map(|step| &step.exercise).collect();
            let before: BTreeSet<&Id> = variant.steps.iter().map(|step| &step.exercise).collect();
            prop_assert!(before.len() < variant.steps.len() || ids.iter().collect::<BTreeSet<_>>().len() == ids.len());
            prop_assert!(ids.len() <= variant.steps.len());
        }
    }

    #[test]
    fn halved_holds_are_half_rounded_up_and_all_else_keeps_its_length(answers in answers()) {
        let halves = answers.yes(safety()).any(|question| question.yes.contains(&Effect::HalveHolds));
        for (routine, variant) in variants() {
            let Some(plan) = adjust(routine, variant, &answers, false).plan else { continue };
            // The same steps with holds as they are.
            let steps = adjust(routine, variant, &answers, false).variant;
            let whole = Plan::unfold(routine, &steps, Catalogue::built_in(), &Choices::default()).unwrap();
            prop_assert_eq!(plan.phases().len(), whole.phases().len());
            for (half, full) in plan.phases().iter().zip(whole.phases()) {
                let rounded_up = Millis(full.length.0.div_ceil(2).div_ceil(1000) * 1000);
                let expected = if halves && full.kind == PhaseKind::Hold { rounded_up } else { full.length };
                prop_assert_eq!((half.kind, half.length), (full.kind, expected));
            }
            prop_assert!(plan.is_sound());
        }
    }

    #[test]
    fn answers_that_replace_nothing_never_lengthen_a_session(answers in answers()) {
        for (routine, variant) in variants() {
            let adjusted = adjust(routine, variant, &answers, false);
            let replaces = adjusted.changes.iter().any(|change| matches!(change.what, Alteration::Replaced { .. }));
            if let (Some(plan), false) = (adjusted.plan, replaces) {
                let before = Plan::unfold(routine, variant, Catalogue::built_in(), &Choices::default()).unwrap();
                prop_assert!(plan.total() <= before.total());
                prop_assert!(plan.planned_hold() <= before.planned_hold());
            }
        }
    }

    #[test]
    fn every_change_has_its_reason_in_words_and_every_difference_is_a_change(answers in answers(), alternative: bool) {
        for (routine, variant) in variants() {
            let adjusted = adjust(routine, variant, &answers, alternative);
            for change in &adjusted.changes {
                prop_assert!(!change.because.is_empty());
                prop_assert_eq!(change.why(safety()).count(), change.because.len());
                prop_assert!(change.because.iter().all(|id| answers.of(id.as_str()) == Some(true)));
            }
            let untouched = adjust(routine, variant, &Answers::default(), alternative);
            prop_assert_eq!(adjusted.changes.is_empty(), adjusted.plan == untouched.plan);
        }
    }

    #[test]
    fn every_built_in_routine_keeps_something_to_do(answers in answers(), alternative: bool) {
        for (routine, variant) in variants() {
            prop_assert!(adjust(routine, variant, &answers, alternative).plan.is_some(), "{}", routine.id);
        }
    }

    #[test]
    fn only_adjust_answers_change_a_plan(answers in answers()) {
        let mut calm = answers.clone();
        for question in safety().questions.iter().filter(|question| question.group != Group::Adjust) {
            calm.give(question, false, Wall(1));
        }
        for (routine, variant) in variants() {
            prop_assert_eq!(adjust(routine, variant, &answers, false), adjust(routine, variant, &calm, false));
        }
    }

    #[test]
    fn an_emergency_beats_the_clinician_and_only_a_clinician_can_be_asked(answers in answers()) {
        let any = |group| answers.yes(safety()).any(|question| question.group == group);
        let expected = match (any(Group::Emergency), any(Group::Clinician) && !answers.is_cleared()) {
            (true, _) => Some(Group::Emergency),
            (false, true) => Some(Group::Clinician),
            (false, false) => None,
        };
        let barrier = answers.barrier(safety());
        let group = barrier.as_ref().map(|barrier| match barrier {
            Barrier::Emergency(_) => Group::Emergency,
            Barrier::ClinicianFirst(_) => Group::Clinician,
        });
        prop_assert_eq!(group, expected);
        let questions: Vec<&Question> = barrier.iter().flat_map(Barrier::because).map(|id| safety().question(id.as_str()).unwrap()).collect();
        prop_assert!(questions.iter().all(|question| Some(question.group) == group && answers.of(question.id.as_str()) == Some(true)));
    }

    #[test]
    fn answers_come_back_from_their_row(answers in answers()) {
        prop_assert_eq!(Answers::from_row(&answers.to_row()), Ok(answers));
    }
}

#[test]
fn without_a_yes_every_plan_is_as_it_was() {
    let mut no = Answers::default();
    for question in &safety().questions {
        no.give(question, false, Wall(1));
    }
    for answers in [Answers::default(), no] {
        for (routine, variant) in variants() {
            let adjusted = adjust(routine, variant, &answers, false);
            assert_eq!(adjusted.plan, Plan::unfold(routine, variant, Catalogue::built_in(), &Choices::default()).ok());
            assert_eq!(adjusted.changes, []);
        }
    }
}

// ---- helpers ----

fn answers() -> impl Strategy<Value = Answers> {
    let questions = safety().questions.len();
    (prop::collection::vec(prop::option::of(any::<bool>()), questions), any::<bool>()).prop_map(|(given, cleared)| {
        let mut answers = Answers::default();
        for (question, answer) in safety().questions.iter().zip(given) {
            if let Some(yes) = answer {
                answers.give(question, yes, Wall(1));
            }
        }
        answers.clear(cleared, Wall(2));
        answers
    })
}

fn yes(questions: &[&str]) -> Answers {
    let mut answers = Answers::default();
    for id in questions {
        answers.give(safety().question(id).unwrap(), true, Wall(1));
    }
    answers
}

fn safety() -> &'static Safety {
    &Catalogue::built_in().safety
}

fn variants() -> impl Iterator<Item = (&'static Routine, &'static Variant)> {
    Catalogue::built_in().routines.iter().flat_map(|routine| routine.variants.iter().map(move |variant| (routine, variant)))
}

fn adjust(routine: &Routine, variant: &Variant, answers: &Answers, alternative: bool) -> Adjusted {
    let choices = Choices { alternative, ..Choices::default() };
    Adjusted::of(routine, variant, Catalogue::built_in(), &choices, answers)
}

fn adjusted(routine: &str, answers: &Answers) -> Adjusted {
    let routine = Catalogue::built_in().routine(routine).unwrap();
    adjust(routine, &routine.variants[0], answers, false)
}

/// A routine of these exercises in their usual doses.
fn adjusted_steps(exercises: &[&str], answers: &Answers) -> Adjusted {
    let routine = Catalogue::built_in().routine("quick-bridge").unwrap();
    let step =
        |id: &&str| unsit_core::routine::Step { exercise: (*id).into(), holds: None, hold: None, ..routine.variants[0].steps[0].clone() };
    let variant = Variant { steps: exercises.iter().map(step).collect(), ..routine.variants[0].clone() };
    adjust(routine, &variant, answers, false)
}

fn exercises(adjusted: &Adjusted) -> Vec<&str> {
    adjusted.variant.steps.iter().map(|step| step.exercise.as_str()).collect()
}

fn told(adjusted: &Adjusted) -> Vec<String> {
    let what = |what: &Alteration| match what {
        Alteration::LeftOut { exercise } => format!("{exercise} left out"),
        Alteration::Replaced { exercise, by } => format!("{exercise} -> {by}"),
        Alteration::HoldsHalved => "halved".to_owned(),
    };
    let because = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
    adjusted.changes.iter().map(|change| format!("{} because {}", what(&change.what), because(&change.because))).collect()
}
