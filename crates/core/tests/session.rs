//! What a session does, told as timelines: a missing cue fails, and so does an extra one.
#![allow(clippy::unwrap_used)] // in a test a panic is the answer

mod common;

use common::{Play, at, plan, plan_from, plan_of, plan_of_steps, state, step};
use unsit_core::content::ContentFiles;
use unsit_core::routine::{Catalogue, Step, Timing};
use unsit_core::session::{Event, Session, Snapshot};
use unsit_core::{Millis, Mono};

// Every event in every state, under a frozen clock.

#[test]
fn each_event_while_getting_ready() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(4)), @"
    wake:   running get_ready of bridge 1/3, 11 left, held nothing []
    pause:  paused in get_ready of bridge 1/3, 11 left, held nothing []
    resume: running get_ready of bridge 1/3, 11 left, held nothing []
    skip:   running lift of bridge 1/3, 2 left, held nothing [4 lift]
    back:   running get_ready of bridge 1/3, 15 left, held nothing []
    stop:   done, held nothing []
    ");
}

#[test]
fn each_event_in_the_first_second_of_a_lift() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(35)), @"
    wake:   running lift of bridge 2/3, 1 left, held 10 []
    pause:  paused in lift of bridge 2/3, 1 left, held 10 []
    resume: running lift of bridge 2/3, 1 left, held 10 []
    skip:   running lift of bridge 3/3, 2 left, held 10 [35 last_set, 35 lift]
    back:   running lift of bridge 1/3, 2 left, held 10 [35 lift]
    stop:   done, held 10 []
    ");
}

#[test]
fn each_event_in_a_hold() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(40)), @"
    wake:   running hold of bridge 2/3, 6 left, held 10 4 []
    pause:  paused in hold of bridge 2/3, 6 left, held 10 4 []
    resume: running hold of bridge 2/3, 6 left, held 10 4 []
    skip:   running lift of bridge 3/3, 2 left, held 10 4 [40 last_set, 40 lift]
    back:   running lift of bridge 2/3, 2 left, held 10 4 [40 lift]
    stop:   done, held 10 4 []
    ");
}

#[test]
fn each_event_while_lowering() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(47)), @"
    wake:   running lower of bridge 2/3, 1 left, held 10 10 []
    pause:  paused in lower of bridge 2/3, 1 left, held 10 10 []
    resume: running lower of bridge 2/3, 1 left, held 10 10 []
    skip:   running lift of bridge 3/3, 2 left, held 10 10 [47 last_set, 47 lift]
    back:   running lift of bridge 2/3, 2 left, held 10 10 [47 lift]
    stop:   done, held 10 10 []
    ");
}

#[test]
fn each_event_in_a_rest() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(50)), @"
    wake:   running rest of bridge 3/3, 3 left, held 10 10 []
    pause:  paused in rest of bridge 3/3, 3 left, held 10 10 []
    resume: running rest of bridge 3/3, 3 left, held 10 10 []
    skip:   running lift of bridge 3/3, 2 left, held 10 10 [50 last_set, 50 lift]
    back:   running lift of bridge 2/3, 2 left, held 10 10 [50 lift]
    stop:   done, held 10 10 []
    ");
}

#[test]
fn each_event_while_changing_position() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(70)), @"
    wake:   running change_position of donkey-kick left 1/3, 12 left, held 10 10 10 []
    pause:  paused in change_position of donkey-kick left 1/3, 12 left, held 10 10 10 []
    resume: running change_position of donkey-kick left 1/3, 12 left, held 10 10 10 []
    skip:   running lift of donkey-kick left 1/3, 2 left, held 10 10 10 [70 lift]
    back:   running lift of bridge 3/3, 2 left, held 10 10 10 [70 last_set, 70 lift]
    stop:   done, held 10 10 10 []
    ");
}

#[test]
fn each_event_while_switching_sides() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(136)), @"
    wake:   running switch_sides of donkey-kick right 1/3, 3 left, held 10 10 10 10 10 10 []
    pause:  paused in switch_sides of donkey-kick right 1/3, 3 left, held 10 10 10 10 10 10 []
    resume: running switch_sides of donkey-kick right 1/3, 3 left, held 10 10 10 10 10 10 []
    skip:   running lift of donkey-kick right 1/3, 2 left, held 10 10 10 10 10 10 [136 lift]
    back:   running lift of donkey-kick left 3/3, 2 left, held 10 10 10 10 10 10 [136 last_set, 136 lift]
    stop:   done, held 10 10 10 10 10 10 []
    ");
}

#[test]
fn each_event_while_getting_ready_to_take_up_a_hold_again() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(40).act(Event::Pause).at(60).act(Event::Resume).at(61)), @"
    wake:   taking up again, get_ready of bridge 2/3, 2 left, held 10 4 []
    pause:  paused in hold of bridge 2/3, 6 left, held 10 4 []
    resume: taking up again, get_ready of bridge 2/3, 2 left, held 10 4 []
    skip:   running lift of bridge 3/3, 2 left, held 10 4 [61 last_set, 61 lift]
    back:   running lift of bridge 2/3, 2 left, held 10 4 [61 lift]
    stop:   done, held 10 4 []
    ");
}

#[test]
fn each_event_while_lifting_to_take_up_a_hold_again() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(40).act(Event::Pause).at(60).act(Event::Resume).at(64)), @"
    wake:   taking up again, lift of bridge 2/3, 1 left, held 10 4 []
    pause:  paused in hold of bridge 2/3, 6 left, held 10 4 []
    resume: taking up again, lift of bridge 2/3, 1 left, held 10 4 []
    skip:   running lift of bridge 3/3, 2 left, held 10 4 [64 last_set, 64 lift]
    back:   running lift of bridge 2/3, 2 left, held 10 4 [64 lift]
    stop:   done, held 10 4 []
    ");
}

#[test]
fn each_event_when_paused_in_a_hold() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(40).act(Event::Pause).at(60)), @"
    wake:   paused in hold of bridge 2/3, 6 left, held 10 4 []
    pause:  paused in hold of bridge 2/3, 6 left, held 10 4 []
    resume: taking up again, get_ready of bridge 2/3, 3 left, held 10 4 [60 count_3]
    skip:   paused in lift of bridge 3/3, 2 left, held 10 4 []
    back:   paused in lift of bridge 2/3, 2 left, held 10 4 []
    stop:   done, held 10 4 []
    ");
}

#[test]
fn each_event_when_paused_in_a_rest() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(50).act(Event::Pause).at(60)), @"
    wake:   paused in rest of bridge 3/3, 3 left, held 10 10 []
    pause:  paused in rest of bridge 3/3, 3 left, held 10 10 []
    resume: running rest of bridge 3/3, 3 left, held 10 10 []
    skip:   paused in lift of bridge 3/3, 2 left, held 10 10 []
    back:   paused in lift of bridge 2/3, 2 left, held 10 10 []
    stop:   done, held 10 10 []
    ");
}

#[test]
fn each_event_when_paused_in_the_last_hold() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(180).act(Event::Pause).at(200)), @"
    wake:   paused in hold of donkey-kick right 3/3, 9 left, held 10 10 10 10 10 10 10 10 1 []
    pause:  paused in hold of donkey-kick right 3/3, 9 left, held 10 10 10 10 10 10 10 10 1 []
    resume: taking up again, get_ready of donkey-kick right 3/3, 3 left, held 10 10 10 10 10 10 10 10 1 [200 count_3]
    skip:   done, held 10 10 10 10 10 10 10 10 1 [200 done]
    back:   paused in lift of donkey-kick right 3/3, 2 left, held 10 10 10 10 10 10 10 10 1 []
    stop:   done, held 10 10 10 10 10 10 10 10 1 []
    ");
}

#[test]
fn each_event_when_done() {
    insta::assert_snapshot!(each_event(&donkey_kicks().at(191)), @"
    wake:   done, held 10 10 10 10 10 10 10 10 10 []
    pause:  done, held 10 10 10 10 10 10 10 10 10 []
    resume: done, held 10 10 10 10 10 10 10 10 10 []
    skip:   done, held 10 10 10 10 10 10 10 10 10 []
    back:   done, held 10 10 10 10 10 10 10 10 10 []
    stop:   done, held 10 10 10 10 10 10 10 10 10 []
    ");
}

// Played through.

#[test]
fn a_quick_bridge_from_start_to_end() {
    let mut play = bridge().at(67);
    insta::assert_snapshot!(play.cues(), @"
    12 count_3, 13 count_2, 14 count_1, 15 lift, 17 hold, 22 halfway, 24 last_3, 25 last_2, 26 last_1, 27 lower
    29 rest, 34 lift, 36 hold, 41 halfway, 43 last_3, 44 last_2, 45 last_1, 46 lower
    48 rest, 53 last_set, 53 lift, 55 hold, 60 halfway, 62 last_3, 63 last_2, 64 last_1, 65 lower, 67 done
    ");
    insta::assert_snapshot!(play.state(), @"done, held 10 10 10");
    assert!(play.session.summary(play.now).is_completed());
    assert_eq!(play.session.deadline(), None);
}

#[test]
fn donkey_kicks_on_both_sides() {
    let mut play = Play::start(plan_of("donkey-kick")).at(114);
    insta::assert_snapshot!(play.cues(), @"
    2 count_3, 3 count_2, 4 count_1, 5 lift, 7 hold, 12 halfway, 14 last_3, 15 last_2, 16 last_1, 17 lower
    19 rest, 24 lift, 26 hold, 31 halfway, 33 last_3, 34 last_2, 35 last_1, 36 lower
    38 rest, 43 last_set, 43 lift, 45 hold, 50 halfway, 52 last_3, 53 last_2, 54 last_1, 55 lower
    57 switch_right, 62 lift, 64 hold, 69 halfway, 71 last_3, 72 last_2, 73 last_1, 74 lower
    76 rest, 81 lift, 83 hold, 88 halfway, 90 last_3, 91 last_2, 92 last_1, 93 lower
    95 rest, 100 last_set, 100 lift, 102 hold, 107 halfway, 109 last_3, 110 last_2, 111 last_1, 112 lower, 114 done
    ");
    insta::assert_snapshot!(play.state(), @"done, held 10 10 10 10 10 10");
}

#[test]
fn repetitions_are_counted_and_their_holds_are_held() {
    let two = Step { reps: Some(2), ..step("sit-to-stand") };
    let mut play = Play::start(plan_of_steps(vec![two], Timing::default()).unwrap()).at(13);
    insta::assert_snapshot!(play.cues(), @"2 count_3, 3 count_2, 4 count_1, 5 lift, 7 hold, 8 lower, 11 lift, 13 hold");
    insta::assert_snapshot!(play.state(), @"running hold of sit-to-stand 1/2, 1 left, held 1/1r");
    let mut play = play.at(44);
    insta::assert_snapshot!(play.cues(), @"
    14 lower
    17 rest, 32 last_set, 32 lift, 34 hold, 35 lower, 38 lift, 40 hold, 41 lower, 44 done
    ");
    insta::assert_snapshot!(play.state(), @"done, held 2/2r 2/2r");
    assert!(play.session.summary(play.now).is_completed());
}

#[test]
fn rolling_counts_repetitions_and_holds_nothing() {
    let mut play = Play::start(plan_of("roll-front-thigh")).at(36);
    insta::assert_snapshot!(play.cues(), @"12 count_3, 13 count_2, 14 count_1, 15 lift, 20 lower, 25 lift, 30 lower, 35 lift");
    insta::assert_snapshot!(play.state(), @"running lift of roll-front-thigh 1/1, 4 left, held 0/2r");
}

#[test]
fn a_lift_of_no_length_is_told_together_with_its_hold() {
    let timing = Timing { get_ready_lying: Millis::ZERO, lift: Millis::ZERO, ..Timing::default() };
    let mut play = Play::start(plan_of_steps(vec![step("bridge")], timing).unwrap());
    insta::assert_snapshot!(play.cues(), @"0 lift, 0 hold");
    let mut play = play.at(18).act(Event::Skip);
    insta::assert_snapshot!(play.cues(), @"
    5 halfway, 7 last_3, 8 last_2, 9 last_1, 10 lower
    12 rest, 17 lift, 17 hold, 18 last_set, 18 lift, 18 hold
    ");
    insta::assert_snapshot!(play.state(), @"running hold of bridge 3/3, 10 left, held 10 1");
}

// Pause and resume.

#[test]
fn a_hold_paused_at_four_seconds_is_taken_up_again_with_six_left() {
    let mut play = bridge().at(21).act(Event::Pause);
    insta::assert_snapshot!(play.cues(), @"12 count_3, 13 count_2, 14 count_1, 15 lift, 17 hold");
    let mut play = play.at(100).act(Event::Resume).at(114);
    insta::assert_snapshot!(play.cues(), @"
    100 count_3, 101 count_2, 102 count_1, 103 lift, 105 hold, 106 halfway, 108 last_3, 109 last_2, 110 last_1, 111 lower
    113 rest
    ");
    insta::assert_snapshot!(play.state(), @"running rest of bridge 2/3, 4 left, held 10");
}

#[test]
fn a_hold_paused_in_its_middle_says_halfway_only_once() {
    let mut play = bridge().at(22).act(Event::Pause);
    assert!(play.cues().ends_with("22 halfway"));
    let mut play = play.at(100).act(Event::Resume).at(104);
    insta::assert_snapshot!(play.cues(), @"100 count_3, 101 count_2, 102 count_1, 103 lift");
    let mut play = play.at(110);
    insta::assert_snapshot!(play.cues(), @"105 hold, 107 last_3, 108 last_2, 109 last_1, 110 lower");
}

#[test]
fn a_hold_paused_with_two_seconds_left_counts_only_the_last_one() {
    let mut play = bridge().at(25).act(Event::Pause);
    play.cues();
    let mut play = play.at(100).act(Event::Resume).at(107);
    insta::assert_snapshot!(play.cues(), @"100 count_3, 101 count_2, 102 count_1, 103 lift, 105 hold, 106 last_1, 107 lower");
}

#[test]
fn a_lift_that_was_paused_is_done_again_from_its_start() {
    let mut play = bridge().at(16).act(Event::Pause);
    play.cues();
    let mut play = play.at(100).act(Event::Resume).at(105);
    insta::assert_snapshot!(play.cues(), @"100 count_3, 101 count_2, 102 count_1, 103 lift, 105 hold");
}

#[test]
fn getting_ready_goes_on_where_it_was_paused() {
    let mut play = bridge().at(13).act(Event::Pause);
    play.cues();
    let mut play = play.at(100).act(Event::Resume).at(102);
    insta::assert_snapshot!(play.cues(), @"101 count_1, 102 lift");
}

#[test]
fn a_pause_while_taking_up_a_hold_again_loses_nothing_of_it() {
    let play = bridge().at(21).act(Event::Pause).at(30).act(Event::Resume).at(34).act(Event::Pause);
    insta::assert_snapshot!(play.state(), @"paused in hold of bridge 1/3, 6 left, held 4");
    let mut play = play.at(40).act(Event::Resume).at(44);
    play.cues();
    let mut play = play.at(51);
    insta::assert_snapshot!(play.cues(), @"45 hold, 46 halfway, 48 last_3, 49 last_2, 50 last_1, 51 lower");
    insta::assert_snapshot!(play.state(), @"running lower of bridge 1/3, 2 left, held 10");
}

#[test]
fn a_pause_silences_the_cue_that_it_meets() {
    let mut play = bridge().at(21);
    play.cues();
    play.now = at(22);
    let mut play = play.act(Event::Pause);
    assert_eq!(play.cues(), "");
}

// Skip, back and stop.

#[test]
fn a_skip_while_getting_ready_begins_at_once() {
    let mut play = bridge().at(4).act(Event::Skip).at(6);
    insta::assert_snapshot!(play.cues(), @"4 lift, 6 hold");
}

#[test]
fn a_skip_in_a_hold_keeps_what_was_held_and_lifts_for_the_next() {
    let mut play = bridge().at(20);
    play.cues();
    let mut play = play.act(Event::Skip).at(22);
    insta::assert_snapshot!(play.cues(), @"20 lift, 22 hold");
    insta::assert_snapshot!(play.state(), @"running hold of bridge 2/3, 10 left, held 3");
}

#[test]
fn a_skip_in_the_last_set_ends_the_session_as_not_completed() {
    let mut play = bridge().at(58);
    play.cues();
    let mut play = play.act(Event::Skip);
    insta::assert_snapshot!(play.cues(), @"58 done");
    let summary = play.session.summary(play.now);
    assert!(summary.reached_end && !summary.is_completed());
    assert_eq!(summary.held(), Millis(23_000));
}

#[test]
fn back_after_two_seconds_begins_this_set_again() {
    let mut play = bridge().at(36);
    play.cues();
    let mut play = play.act(Event::Back);
    insta::assert_snapshot!(play.cues(), @"36 lift");
    insta::assert_snapshot!(play.state(), @"running lift of bridge 2/3, 2 left, held 10");
}

#[test]
fn back_within_two_seconds_begins_the_set_before() {
    let mut play = bridge().at(35);
    play.cues();
    let mut play = play.act(Event::Back);
    insta::assert_snapshot!(play.cues(), @"35 lift");
    insta::assert_snapshot!(play.state(), @"running lift of bridge 1/3, 2 left, held 10");
}

#[test]
fn back_while_getting_ready_takes_the_time_again() {
    let mut play = bridge().at(13);
    play.cues();
    let mut play = play.act(Event::Back).at(28);
    insta::assert_snapshot!(play.cues(), @"25 count_3, 26 count_2, 27 count_1, 28 lift");
}

#[test]
fn a_redone_hold_replaces_its_credit_and_keeps_the_attempt() {
    let play = bridge().at(24).act(Event::Back);
    insta::assert_snapshot!(play.state(), @"running lift of bridge 1/3, 2 left, held 7");
    let play = play.at(26);
    insta::assert_snapshot!(play.state(), @"running hold of bridge 1/3, 10 left, held 0(7)");
    let play = play.at(29);
    insta::assert_snapshot!(play.state(), @"running hold of bridge 1/3, 7 left, held 3(7)");
    let play = play.act(Event::Back).at(50);
    insta::assert_snapshot!(play.state(), @"running hold of bridge 2/3, 10 left, held 10(7)(3)");
}

#[test]
fn going_back_twice_redoes_both_sets() {
    let timing = Timing { lift: Millis::from_secs(1), ..Timing::default() };
    let play = Play::start(plan_of_steps(vec![step("bridge")], timing).unwrap());
    let mut play = play.at(34);
    insta::assert_snapshot!(play.state(), @"running hold of bridge 2/3, 10 left, held 10");
    play.now = Mono(34_500);
    let play = play.act(Event::Back);
    insta::assert_snapshot!(play.state(), @"running lift of bridge 1/3, 1 left, held 10 0.5");
    let play = play.at(57);
    insta::assert_snapshot!(play.state(), @"running hold of bridge 2/3, 6.5 left, held 10(10) 3.5(0.5)");
    assert!(Session::restore(play.session.snapshot(play.now).unwrap(), at(0)).is_ok());
}

#[test]
fn redone_repetitions_are_counted_anew() {
    let play = Play::start(plan_of("sit-to-stand")).at(18).act(Event::Back);
    insta::assert_snapshot!(play.state(), @"running lift of sit-to-stand 1/2, 2 left, held 2/2r");
    let play = play.at(25);
    insta::assert_snapshot!(play.state(), @"running lift of sit-to-stand 1/2, 1 left, held 1/1r(2)");
}

#[test]
fn redone_repetitions_that_only_lift_are_counted_anew() {
    let exercises =
        ContentFiles::BUILT_IN.exercises.replace("{ lift_s = 3, hold_s = 1, lower_s = 2 }", "{ lift_s = 3, hold_s = 0, lower_s = 0 }");
    let catalogue = Catalogue::parse(&ContentFiles { exercises: &exercises, ..ContentFiles::BUILT_IN }).unwrap();
    let play = Play::start(plan_from(&catalogue, vec![step("hip-hinge")], Timing::default()).unwrap()).at(15).act(Event::Back);
    insta::assert_snapshot!(play.state(), @"running lift of hip-hinge 1/2, 3 left, held 0/3r");
    let play = play.at(19);
    insta::assert_snapshot!(play.state(), @"running lift of hip-hinge 1/2, 2 left, held 0/1r(0)");
}

#[test]
fn stop_in_a_hold_keeps_what_was_held() {
    let mut play = bridge().at(40);
    play.cues();
    let mut play = play.act(Event::Stop);
    assert_eq!(play.cues(), "");
    insta::assert_snapshot!(play.state(), @"done, held 10 4");
    assert!(!play.session.summary(play.now).reached_end);
}

#[test]
fn a_session_stopped_while_getting_ready_is_empty() {
    let play = bridge().at(10).act(Event::Stop);
    assert!(play.session.summary(play.now).is_empty());
}

// Late wakes and gaps.

#[test]
fn a_late_wake_plays_only_the_latest_cue() {
    let mut play = bridge().at(14);
    play.cues();
    let mut play = play.late_at(28);
    insta::assert_snapshot!(play.cues(), @"28 lower");
    insta::assert_snapshot!(play.state(), @"running lower of bridge 1/3, 1 left, held 10");
}

#[test]
fn two_seconds_without_a_cue_are_no_gap() {
    let play = bridge().at(20).asleep_until(22, 20);
    insta::assert_snapshot!(play.state(), @"running hold of bridge 1/3, 5 left, held 5");
}

#[test]
fn a_longer_gap_pauses_where_the_last_cue_was_heard() {
    let mut play = bridge().at(20);
    play.cues();
    let mut play = play.asleep_until(600, 20);
    assert_eq!(play.cues(), "");
    insta::assert_snapshot!(play.state(), @"paused by a gap in hold of bridge 1/3, 7 left, held 3");
    assert_eq!(play.session.deadline(), None);
    let mut play = play.act(Event::Resume).at(605);
    insta::assert_snapshot!(play.cues(), @"600 count_3, 601 count_2, 602 count_1, 603 lift, 605 hold");
    insta::assert_snapshot!(play.state(), @"running hold of bridge 1/3, 7 left, held 3");
}

#[test]
fn cues_heard_while_asleep_count_until_the_last_of_them() {
    let mut play = bridge().at(12);
    play.cues();
    let mut play = play.asleep_until(600, 43);
    assert_eq!(play.cues(), "");
    insta::assert_snapshot!(play.state(), @"paused by a gap in hold of bridge 2/3, 3 left, held 10 7");
}

#[test]
fn a_session_heard_to_its_end_while_asleep_is_completed_in_silence() {
    let mut play = bridge().at(12);
    play.cues();
    let mut play = play.asleep_until(600, 67);
    assert_eq!(play.cues(), "");
    assert!(play.session.summary(play.now).is_completed());
}

#[test]
fn a_tap_after_a_missed_deadline_finds_the_session_paused_there() {
    let mut play = bridge().at(21);
    play.now = at(300);
    let play = play.act(Event::Pause);
    insta::assert_snapshot!(play.state(), @"paused by a gap in hold of bridge 1/3, 5 left, held 5");
}

#[test]
fn a_stop_after_a_missed_deadline_credits_nothing_behind_it() {
    let mut play = bridge().at(21);
    play.now = at(300);
    assert_eq!(play.session.summary(play.now).held(), Millis(5_000));
    let play = play.act(Event::Stop);
    insta::assert_snapshot!(play.state(), @"done, held 5");
}

#[test]
fn a_clock_that_steps_back_loses_nothing() {
    let mut play = bridge().at(25);
    play.cues();
    play.now = at(3);
    let mut play = play.act(Event::Wake { heard_until: at(3) });
    play.now = at(25);
    assert_eq!(play.cues(), "");
    insta::assert_snapshot!(play.state(), @"running hold of bridge 1/3, 2 left, held 8");
}

#[test]
fn the_screen_changes_at_the_whole_seconds_of_the_phase() {
    let mut play = bridge().at(17);
    assert_eq!(play.session.next_second(at(17)), Some(at(18)));
    assert_eq!(play.session.next_second(Mono(17_300)), Some(at(18)));
    play.now = Mono(18_300);
    let play = play.act(Event::Pause).at(20).act(Event::Resume).at(25);
    assert_eq!(play.session.next_second(at(25)), Some(Mono(25_700)));
}

// Killed and found again.

#[test]
fn a_killed_session_is_found_again_in_every_phase() {
    for second in [0, 4, 15, 16, 17, 21, 26, 27, 28, 29, 33, 34, 70, 83, 90, 133, 136, 140, 150, 190] {
        let play = donkey_kicks().at(second);
        let found = killed(&play);
        let now = at(1_000_000);
        assert_eq!(found.summary(now).sets, play.session.summary(play.now).sets, "at {second} s");
        let (before, after) = (play.session.view(play.now), found.view(now));
        assert_eq!((before.kind, before.set_index, before.left), (after.kind, after.set_index, after.left), "at {second} s");
        assert_eq!(before.held, after.held, "at {second} s");
    }
}

#[test]
fn a_session_found_again_goes_on_like_a_paused_one() {
    let found = killed(&bridge().at(21));
    insta::assert_snapshot!(state(&found, at(0)), @"interrupted in hold of bridge 1/3, 6 left, held 4");
    let mut play = Play { session: found, now: at(0), log: Vec::new() }.act(Event::Resume).at(51);
    insta::assert_snapshot!(play.cues(), @"
    0 count_3, 1 count_2, 2 count_1, 3 lift, 5 hold, 6 halfway, 8 last_3, 9 last_2, 10 last_1, 11 lower
    13 rest, 18 lift, 20 hold, 25 halfway, 27 last_3, 28 last_2, 29 last_1, 30 lower
    32 rest, 37 last_set, 37 lift, 39 hold, 44 halfway, 46 last_3, 47 last_2, 48 last_1, 49 lower, 51 done
    ");
    assert!(play.session.summary(play.now).is_completed());
}

#[test]
fn a_session_killed_while_taking_up_a_hold_again_is_found_in_that_hold() {
    let play = bridge().at(21).act(Event::Pause).at(30).act(Event::Resume).at(34);
    insta::assert_snapshot!(state(&killed(&play), at(0)), @"interrupted in hold of bridge 1/3, 6 left, held 4");
}

#[test]
fn attempts_survive_a_kill() {
    let play = bridge().at(24).act(Event::Back).at(29);
    insta::assert_snapshot!(state(&killed(&play), at(0)), @"interrupted in hold of bridge 1/3, 7 left, held 3(7)");
    let play = bridge().at(24).act(Event::Back).at(25);
    insta::assert_snapshot!(state(&killed(&play), at(0)), @"interrupted in lift of bridge 1/3, 1 left, held 7");
}

#[test]
fn a_session_that_is_over_leaves_no_snapshot() {
    assert_eq!(bridge().at(67).session.snapshot(at(67)), None);
    assert_eq!(bridge().at(66).session.snapshot(at(67)), None);
    assert_eq!(bridge().at(20).act(Event::Stop).session.snapshot(at(20)), None);
}

#[test]
fn a_damaged_snapshot_is_refused() {
    let refused = |damage: &dyn Fn(&mut serde_json::Value)| {
        let mut json = serde_json::to_value(bridge().at(40).session.snapshot(at(40)).unwrap()).unwrap();
        damage(&mut json);
        Session::restore(serde_json::from_value(json).unwrap(), at(0)).unwrap_err().to_string()
    };
    let plan = "the interrupted session cannot be read: its plan does not fit together";
    assert_eq!(refused(&|json| json["plan"]["phases"] = serde_json::json!([])), plan);
    assert_eq!(refused(&|json| json["plan"]["sets"] = serde_json::json!([])), plan);
    assert_eq!(refused(&|json| json["plan"]["phases"][3]["length"] = 9_000.into()), plan);
    assert_eq!(refused(&|json| json["plan"]["phases"][2]["kind"] = "rest".into()), plan);
    assert_eq!(refused(&|json| json["plan"]["phases"][2]["set"] = 7.into()), plan);
    assert_eq!(refused(&|json| json["plan"]["sets"][0]["phases"]["end"] = 99.into()), plan);
    assert_eq!(refused(&|json| json["plan"]["sets"][0]["reps"] = 4_000_000_000_u32.into()), plan);
    assert_eq!(refused(&|json| json["plan"]["sets"][1]["hold"] = 11_000.into()), plan);

    let credits = "the interrupted session cannot be read: it credits other sets than it plans";
    assert_eq!(refused(&|json| json["credits"] = serde_json::json!([])), credits);

    let outside = "the interrupted session cannot be read: it stands outside of its plan";
    assert_eq!(refused(&|json| json["phase"] = 12.into()), outside);
    assert_eq!(refused(&|json| json["left"] = 10_001.into()), outside);

    let too_much = "the interrupted session cannot be read: it holds more than it plans";
    assert_eq!(refused(&|json| json["credits"][0]["held"] = 10_001.into()), too_much);
    assert_eq!(refused(&|json| json["credits"][1]["held"] = 4_001.into()), too_much);
    assert_eq!(refused(&|json| json["credits"][0]["reps"] = 1.into()), too_much);
    assert_eq!(refused(&|json| json["credits"][0]["attempts"] = serde_json::json!([10_001])), too_much);
}

fn bridge() -> Play {
    Play::start(plan("quick-bridge"))
}

fn donkey_kicks() -> Play {
    Play::start(plan("bridge-and-donkey-kicks"))
}

/// What each event makes of this moment, and the cues that it gives.
fn each_event(play: &Play) -> String {
    let event = |name: &str, event| {
        let mut after = Play { log: Vec::new(), ..play.clone() }.act(event);
        format!("{name:<7} {} [{}]", after.state(), after.cues())
    };
    let rows = [
        event("wake:", Event::Wake { heard_until: play.now }),
        event("pause:", Event::Pause),
        event("resume:", Event::Resume),
        event("skip:", Event::Skip),
        event("back:", Event::Back),
        event("stop:", Event::Stop),
    ];
    rows.join("\n")
}

/// The session as it is found after a kill, through the file that it was kept in.
fn killed(play: &Play) -> Session {
    let text = serde_json::to_string(&play.session.snapshot(play.now).unwrap()).unwrap();
    let snapshot: Snapshot = serde_json::from_str(&text).unwrap();
    assert_eq!(snapshot.plan(), play.session.plan());
    Session::restore(snapshot, at(0)).unwrap()
}
