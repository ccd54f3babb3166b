//! Routines unfold into the seconds that the specification names.
#![allow(clippy::unwrap_used)] // in a test a panic is the answer

mod common;

use common::{built_in_plans, name, plan, plan_of, plan_of_steps, plan_with, step};
use unsit_core::Millis;
use unsit_core::routine::{Catalogue, Choices, Id, PhaseKind, Plan, PlanError, Side, SideOrder, Sides, Step, Timing};
use unsit_core::session::timeline;

#[test]
fn every_built_in_routine_has_its_exact_length() {
    let seconds = |name| plan(name).total().secs_ceil();
    assert_eq!(seconds("quick-bridge"), 67);
    assert_eq!(seconds("bridge-and-donkey-kicks"), 191);
    assert_eq!(seconds("at-the-desk"), 57);
    assert_eq!(seconds("before-activity"), 254);
    assert_eq!(seconds("release-and-strengthen/a"), 918);
    assert_eq!(seconds("release-and-strengthen/b"), 1095);
}

#[test]
fn the_alternative_at_the_desk_is_as_long() {
    let standing = plan_with("at-the-desk", Choices { alternative: true, ..Choices::default() });
    assert_eq!(standing.sets()[0].exercise, Id::new("glute-squeeze-standing"));
    assert_eq!(standing.total(), Millis::from_secs(57));
}

#[test]
fn quick_bridge_unfolds() {
    insta::assert_snapshot!(table(&plan("quick-bridge")), @"
     0 15  get_ready       bridge 1/3
    15  2  lift            bridge 1/3
    17 10  hold            bridge 1/3
    27  2  lower           bridge 1/3
    29  5  rest            bridge 2/3
    34  2  lift            bridge 2/3
    36 10  hold            bridge 2/3
    46  2  lower           bridge 2/3
    48  5  rest            bridge 3/3
    53  2  lift            bridge 3/3
    55 10  hold            bridge 3/3
    65  2  lower           bridge 3/3
    ");
}

#[test]
fn bridge_and_donkey_kicks_unfolds() {
    insta::assert_snapshot!(table(&plan("bridge-and-donkey-kicks")), @"
      0 15  get_ready       bridge 1/3
     15  2  lift            bridge 1/3
     17 10  hold            bridge 1/3
     27  2  lower           bridge 1/3
     29  5  rest            bridge 2/3
     34  2  lift            bridge 2/3
     36 10  hold            bridge 2/3
     46  2  lower           bridge 2/3
     48  5  rest            bridge 3/3
     53  2  lift            bridge 3/3
     55 10  hold            bridge 3/3
     65  2  lower           bridge 3/3
     67 15  change_position donkey-kick left 1/3
     82  2  lift            donkey-kick left 1/3
     84 10  hold            donkey-kick left 1/3
     94  2  lower           donkey-kick left 1/3
     96  5  rest            donkey-kick left 2/3
    101  2  lift            donkey-kick left 2/3
    103 10  hold            donkey-kick left 2/3
    113  2  lower           donkey-kick left 2/3
    115  5  rest            donkey-kick left 3/3
    120  2  lift            donkey-kick left 3/3
    122 10  hold            donkey-kick left 3/3
    132  2  lower           donkey-kick left 3/3
    134  5  switch_sides    donkey-kick right 1/3
    139  2  lift            donkey-kick right 1/3
    141 10  hold            donkey-kick right 1/3
    151  2  lower           donkey-kick right 1/3
    153  5  rest            donkey-kick right 2/3
    158  2  lift            donkey-kick right 2/3
    160 10  hold            donkey-kick right 2/3
    170  2  lower           donkey-kick right 2/3
    172  5  rest            donkey-kick right 3/3
    177  2  lift            donkey-kick right 3/3
    179 10  hold            donkey-kick right 3/3
    189  2  lower           donkey-kick right 3/3
    ");
}

#[test]
fn sit_to_stand_unfolds_into_repetitions() {
    let two = Step { reps: Some(2), ..step("sit-to-stand") };
    insta::assert_snapshot!(table(&plan_of_steps(vec![two], Timing::default()).unwrap()), @"
     0  5  get_ready       sit-to-stand 1/2
     5  2  lift            sit-to-stand 1/2 rep 1
     7  1  hold            sit-to-stand 1/2 rep 1
     8  3  lower           sit-to-stand 1/2 rep 1
    11  2  lift            sit-to-stand 1/2 rep 2
    13  1  hold            sit-to-stand 1/2 rep 2
    14  3  lower           sit-to-stand 1/2 rep 2
    17 15  rest            sit-to-stand 2/2
    32  2  lift            sit-to-stand 2/2 rep 1
    34  1  hold            sit-to-stand 2/2 rep 1
    35  3  lower           sit-to-stand 2/2 rep 1
    38  2  lift            sit-to-stand 2/2 rep 2
    40  1  hold            sit-to-stand 2/2 rep 2
    41  3  lower           sit-to-stand 2/2 rep 2
    ");
}

#[test]
fn rolling_has_no_holds() {
    let two = Step { reps: Some(2), ..step("roll-glutes") };
    insta::assert_snapshot!(table(&plan_of_steps(vec![two], Timing::default()).unwrap()), @"
     0 15  get_ready       roll-glutes left 1/1
    15  5  lift            roll-glutes left 1/1 rep 1
    20  5  lower           roll-glutes left 1/1 rep 1
    25  5  lift            roll-glutes left 1/1 rep 2
    30  5  lower           roll-glutes left 1/1 rep 2
    35  5  switch_sides    roll-glutes right 1/1
    40  5  lift            roll-glutes right 1/1 rep 1
    45  5  lower           roll-glutes right 1/1 rep 1
    50  5  lift            roll-glutes right 1/1 rep 2
    55  5  lower           roll-glutes right 1/1 rep 2
    ");
}

#[test]
fn quick_bridge_is_cued() {
    let cues: Vec<String> = timeline(&plan("quick-bridge")).iter().map(|(at, cue)| format!("{at} {}", cue.id())).collect();
    insta::assert_snapshot!(cues.join("\n"), @"
    12 count_3
    13 count_2
    14 count_1
    15 lift
    17 hold
    22 halfway
    24 last_3
    25 last_2
    26 last_1
    27 lower
    29 rest
    34 lift
    36 hold
    41 halfway
    43 last_3
    44 last_2
    45 last_1
    46 lower
    48 rest
    53 last_set
    53 lift
    55 hold
    60 halfway
    62 last_3
    63 last_2
    64 last_1
    65 lower
    67 done
    ");
}

#[test]
fn a_way_onto_the_floor_takes_fifteen_seconds_and_any_other_five() {
    let first = |exercise| {
        let plan = plan_of(exercise);
        (plan.phases()[0].kind, plan.phases()[0].length)
    };
    for on_the_floor in ["bridge", "clamshell", "roll-front-thigh", "roll-glutes"] {
        assert_eq!(first(on_the_floor), (PhaseKind::GetReady, Millis(15_000)), "{on_the_floor}");
    }
    for elsewhere in ["donkey-kick", "child-reach", "sit-to-stand", "wall-sit"] {
        assert_eq!(first(elsewhere), (PhaseKind::GetReady, Millis(5_000)), "{elsewhere}");
    }
}

#[test]
fn nobody_rests_before_a_switch_or_at_the_end() {
    for exercise in Catalogue::built_in().exercises() {
        let plan = plan_of(exercise.id.as_str());
        let kinds: Vec<PhaseKind> = plan.phases().iter().map(|phase| phase.kind).collect();
        assert!(kinds.last().unwrap().is_work(), "{}", exercise.id);
        assert!(kinds.windows(2).all(|pair| pair[0].is_work() || pair[1] == PhaseKind::Lift), "{}", exercise.id);
        let switches = kinds.iter().filter(|kind| **kind == PhaseKind::SwitchSides).count();
        assert_eq!(switches, usize::from(exercise.sides == Sides::Each), "{}", exercise.id);
    }
}

#[test]
fn rolling_over_to_the_other_side_takes_ten_seconds() {
    let switch = |exercise| plan_of(exercise).phases().iter().find(|phase| phase.kind == PhaseKind::SwitchSides).unwrap().length;
    assert_eq!(switch("clamshell"), Millis(10_000));
    assert_eq!(switch("donkey-kick"), Millis(5_000));
}

#[test]
fn a_change_of_position_or_equipment_takes_fifteen_seconds() {
    assert_eq!(between("bridge", "donkey-kick"), (PhaseKind::ChangePosition, Millis(15_000)));
    assert_eq!(between("bridge", "bridge-banded"), (PhaseKind::ChangePosition, Millis(15_000)));
}

#[test]
fn without_a_change_the_finished_exercise_says_how_long_one_rests() {
    assert_eq!(between("bridge", "bridge-single"), (PhaseKind::Rest, Millis(5_000)));
    assert_eq!(between("hip-hinge", "glute-squeeze-standing"), (PhaseKind::Rest, Millis(15_000)));
}

#[test]
fn a_step_may_ask_for_another_rest_also_after_it() {
    let long = Step { rest: Some(Millis(20_000)), ..step("bridge") };
    let plan = plan_of_steps(vec![long, step("bridge-single")], Timing::default()).unwrap();
    let rests = plan.phases().iter().filter(|phase| phase.kind == PhaseKind::Rest).map(|phase| phase.length.secs_floor());
    assert_eq!(rests.collect::<Vec<_>>(), [20, 20, 20, 5, 5, 5, 5]);
    let none = Step { rest: Some(Millis::ZERO), ..step("bridge") };
    let plan = plan_of_steps(vec![none], Timing::default()).unwrap();
    assert_eq!(plan.total(), Millis(15_000 + 3 * 14_000));
    assert!(plan.is_sound());
}

#[test]
fn a_step_says_which_side_comes_first_or_comes_alone() {
    let sides = |sides| {
        let plan = plan_of_steps(vec![Step { sides: Some(sides), ..step("donkey-kick") }], Timing::default()).unwrap();
        assert!(plan.is_sound());
        let switches = plan.phases().iter().filter(|phase| phase.kind == PhaseKind::SwitchSides).count();
        let sides: Vec<_> = plan.sets().iter().filter(|set| set.set == 1).map(|set| set.side.unwrap()).collect();
        (sides, switches)
    };
    assert_eq!(sides(SideOrder::LeftFirst), (vec![Side::Left, Side::Right], 1));
    assert_eq!(sides(SideOrder::RightFirst), (vec![Side::Right, Side::Left], 1));
    assert_eq!(sides(SideOrder::LeftOnly), (vec![Side::Left], 0));
    assert_eq!(sides(SideOrder::RightOnly), (vec![Side::Right], 0));
}

#[test]
fn sides_mean_nothing_to_an_exercise_that_works_both_at_once() {
    let odd = Step { sides: Some(SideOrder::RightOnly), ..step("bridge") };
    assert_eq!(plan_of_steps(vec![odd], Timing::default()), plan_of_steps(vec![step("bridge")], Timing::default()));
}

#[test]
fn a_step_may_ask_for_another_dose() {
    let step = Step { holds: Some(2), hold: Some(Millis(4_500)), ..step("bridge") };
    let plan = plan_of_steps(vec![step], Timing::default()).unwrap();
    assert_eq!(plan.sets().len(), 2);
    assert_eq!(plan.planned_hold(), Millis(9_000));
    assert_eq!(plan.total(), Millis(15_000 + 2 * (2_000 + 4_500 + 2_000) + 5_000));
}

#[test]
fn a_choice_of_timing_is_followed() {
    let timing = Timing { get_ready_lying: Millis::from_secs(3), change: Millis::ZERO, ..Timing::default() };
    let plan = plan_with("bridge-and-donkey-kicks", Choices { timing, alternative: false });
    assert_eq!(plan.total(), Millis::from_secs(191 - 12 - 15));
    assert!(plan.is_sound());
}

#[test]
fn every_exercise_makes_a_sound_plan_of_its_own() {
    assert_eq!(Catalogue::built_in().exercises().count(), 31);
    for exercise in Catalogue::built_in().exercises() {
        let plan = plan_of(exercise.id.as_str());
        assert!(plan.is_sound(), "{}", exercise.id);
        assert_eq!(plan.total(), plan.phases().iter().map(|phase| phase.length).sum(), "{}", exercise.id);
    }
}

#[test]
fn every_built_in_plan_is_sound_and_comes_back_from_json() {
    for plan in built_in_plans() {
        assert!(plan.is_sound(), "{}", plan.routine);
        let text = serde_json::to_string(&plan).unwrap();
        assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    }
}

#[test]
fn the_largest_routine_that_the_bounds_allow_is_sound() {
    let most = Step { sets: Some(20), reps: Some(50), ..step("roll-outer-hip") };
    let plan = plan_of_steps(vec![most; 50], Timing::default()).unwrap();
    assert_eq!(plan.sets().len(), 50 * 2 * 20);
    assert!(plan.is_sound());
}

#[test]
fn a_step_that_asks_for_nothing_is_left_out() {
    let none = Step { reps: Some(0), ..step("sit-to-stand") };
    let plan = plan_of_steps(vec![none.clone(), step("bridge")], Timing::default()).unwrap();
    assert_eq!(plan.total(), Millis::from_secs(67));

    let only_none = plan_of_steps(vec![none], Timing::default());
    assert_eq!(only_none, Err(PlanError::Empty { routine: Id::new("own") }));
    let no_hold = Step { hold: Some(Millis::ZERO), ..step("bridge") };
    assert_eq!(plan_of_steps(vec![no_hold], Timing::default()), Err(PlanError::Empty { routine: Id::new("own") }));
}

#[test]
fn an_exercise_that_nobody_knows_is_named() {
    let error = plan_of_steps(vec![step("handstand")], Timing::default()).unwrap_err();
    assert_eq!(error.to_string(), "routine `own` names the exercise `handstand`, which is not in the catalogue");
}

#[test]
fn endless_lengths_do_not_overflow() {
    let endless = Step { hold: Some(Millis(u64::MAX)), ..step("bridge") };
    let plan = plan_of_steps(vec![endless], Timing::default()).unwrap();
    assert_eq!(plan.planned_hold(), Millis(u64::MAX));
    assert!(!plan.is_sound());
}

/// One line for each phase: second it starts at, seconds it lasts, what it is, the set it is of or leads to.
fn table(plan: &Plan) -> String {
    let rows = plan.phases().iter().map(|phase| {
        let rep = if phase.rep > 0 { format!(" rep {}", phase.rep) } else { String::new() };
        let set = name(&plan.sets()[phase.set]);
        format!("{:>3} {:>2}  {:<15} {set}{rep}", phase.starts_at.to_string(), phase.length.to_string(), phase.kind.id())
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn between(first: &str, second: &str) -> (PhaseKind, Millis) {
    let plan = plan_of_steps(vec![step(first), step(second)], Timing::default()).unwrap();
    let into_second = plan.sets().iter().find(|set| set.exercise.as_str() == second).unwrap().phases.start;
    let way = &plan.phases()[into_second - 1];
    (way.kind, way.length)
}
