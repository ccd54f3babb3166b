//! The sitting clock by itself: what each event does in each state, and that time may be passed in any number of steps.

use proptest::collection::vec;
use proptest::prelude::*;
use unsit_core::breaks::{Minutes, ReminderSettings, Sitting, SittingRecord};
use unsit_core::{Millis, Mono, Now, Wall};

use super::timeline::with;
use serde_json::json;

/// Monday, 1 March 2027, 09:00 in Vienna, so many minutes and seconds later.
fn at(minutes: u64, seconds: u64) -> Now {
    after(Millis::from_secs(minutes * 60 + seconds))
}

fn after(passed: Millis) -> Now {
    let zone = Some(chrono_tz::Europe::Vienna);
    Now {
        wall: Wall(1_803_888_000_000) + passed,
        offset_seconds: 3600,
        zone: zone.map(unsit_core::Zone::from),
        mono: Mono(1_000_000) + passed,
    }
}

fn minutes(sitting: &Sitting) -> u64 {
    assert_eq!(sitting.sat().0 % 60_000, 0, "{:?}", sitting.sat());
    sitting.sat().0 / 60_000
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Nothing,
    Idle,
    Active,
    Lock,
    Unlock,
    Suspend,
    Wake,
    Reset,
    Partly,
}

fn act(sitting: &mut Sitting, what: Act, settings: &ReminderSettings, now: &Now) {
    match what {
        Act::Nothing => {}
        Act::Idle => sitting.idle(settings, now.mono - Millis::from_secs(60)),
        Act::Active => sitting.active(now),
        Act::Lock => sitting.lock(),
        Act::Unlock => sitting.unlock(now),
        Act::Suspend => sitting.suspend(),
        Act::Wake => sitting.wake(now),
        Act::Reset => sitting.reset(),
        Act::Partly => sitting.partly(settings, Millis(10), Millis(30)),
    }
}

/// What has been sat five minutes after `what` happened, by who had sat 40 minutes and was left as `before` says.
fn five_minutes_after(before: &[Act], what: Act) -> (u64, bool) {
    let settings = with(json!({}));
    let mut sitting = Sitting::begin(&settings, &at(0, 0));
    sitting.pass(&settings, &at(40, 0));
    for before in before {
        act(&mut sitting, *before, &settings, &at(40, 0));
    }
    act(&mut sitting, what, &settings, &at(40, 0));
    sitting.pass(&settings, &at(45, 0));
    (minutes(&sitting), sitting.is_away())
}

#[test]
fn each_event_does_what_it_should_in_each_state() {
    let states: [&[Act]; 4] = [&[], &[Act::Suspend], &[Act::Lock], &[Act::Lock, Act::Suspend]];
    // (minutes sat, away) after five minutes: sitting, away, locked, locked and asleep.
    let cases = [
        (Act::Nothing, [(45, false), (10, true), (10, true), (10, true)]),
        // Six minutes away by then, since idleness is noticed a minute late: from 39 to 3.
        (Act::Idle, [(3, true), (10, true), (10, true), (10, true)]),
        (Act::Active, [(45, false), (45, false), (10, true), (10, true)]),
        (Act::Lock, [(10, true), (10, true), (10, true), (10, true)]),
        (Act::Unlock, [(45, false), (45, false), (45, false), (45, false)]),
        (Act::Suspend, [(10, true), (10, true), (10, true), (10, true)]),
        (Act::Wake, [(45, false), (45, false), (10, true), (10, true)]),
        (Act::Reset, [(5, false), (0, true), (0, true), (0, true)]),
        (Act::Partly, [(25, false), (0, true), (0, true), (0, true)]),
    ];
    for (what, expected) in cases {
        for (state, expected) in states.iter().zip(expected) {
            assert_eq!(five_minutes_after(state, what), expected, "{what:?} after {state:?}");
        }
    }
}

#[test]
fn ten_minutes_away_make_up_for_everything_and_more_for_no_more() {
    let settings = with(json!({}));
    for (away, left) in [(0, 60), (1, 54), (2, 48), (9, 6), (10, 0), (30, 0)] {
        let mut sitting = Sitting::begin(&settings, &at(0, 0));
        sitting.pass(&settings, &at(60, 0));
        sitting.suspend();
        sitting.pass(&settings, &at(60 + away, 0));
        sitting.wake(&at(60 + away, 0));
        assert_eq!(minutes(&sitting), left, "{away} min");
    }
}

#[test]
fn who_did_something_was_not_away_before() {
    let settings = with(json!({}));
    let mut sitting = Sitting::begin(&settings, &at(0, 0));
    sitting.pass(&settings, &at(30, 0));
    sitting.active(&at(30, 0));
    sitting.pass(&settings, &at(31, 0));
    sitting.idle(&settings, at(20, 0).mono);
    // Away since 30, not since 20: one minute takes back six.
    assert_eq!((minutes(&sitting), sitting.is_away()), (24, true));
}

#[test]
fn outside_the_hours_the_clock_stands_still_and_a_long_gap_sets_it_to_zero() {
    let tight = with(json!({ "active": { "mon": [["09:00", "09:40"], ["09:45", "10:00"], ["10:10", "17:00"]] } }));
    let mut sitting = Sitting::begin(&tight, &at(0, 0));
    for (minute, expected) in [(40, 40), (43, 40), (45, 40), (60, 55), (69, 55), (70, 0), (80, 10)] {
        sitting.pass(&tight, &at(minute, 0));
        assert_eq!(minutes(&sitting), expected, "after {minute} min");
    }
}

#[test]
fn a_gap_counts_while_a_pause_follows_the_hours() {
    // Hours until 09:40, and from 09:45 on a pause until 09:52: one gap of twelve minutes.
    let mut settings = with(json!({ "active": { "mon": [["09:00", "09:40"], ["09:45", "17:00"]] } }));
    let mut sitting = Sitting::begin(&settings, &at(0, 0));
    sitting.pass(&settings, &at(44, 0));
    settings.pause_until = Some(at(52, 0).wall);
    sitting.change(&settings, &at(44, 0));
    sitting.pass(&settings, &at(49, 59));
    assert_eq!(minutes(&sitting), 40);
    sitting.pass(&settings, &at(52, 0));
    assert_eq!(minutes(&sitting), 0);
}

#[test]
fn a_shorter_reset_ends_a_sitting_whose_hours_have_been_over_for_long_enough() {
    let mut settings = with(json!({ "active": { "mon": [["09:00", "09:40"], ["10:40", "17:00"]] } }));
    let mut sitting = Sitting::begin(&settings, &at(0, 0));
    sitting.pass(&settings, &at(47, 0));
    assert_eq!(minutes(&sitting), 40);
    settings.away_reset = Minutes::new(7).unwrap();
    sitting.change(&settings, &at(47, 0));
    assert_eq!(minutes(&sitting), 0);
}

#[test]
fn a_new_limit_keeps_what_was_sat_and_the_rate_at_which_it_falls_from_now_on() {
    let mut settings = with(json!({}));
    let mut sitting = Sitting::begin(&settings, &at(0, 0));
    sitting.pass(&settings, &at(50, 0));
    sitting.suspend();
    sitting.pass(&settings, &at(52, 0));
    assert_eq!(minutes(&sitting), 38);
    settings.sit_limit = Minutes::new(20).unwrap();
    sitting.change(&settings, &at(52, 0));
    sitting.pass(&settings, &at(55, 0));
    assert_eq!(minutes(&sitting), 32, "three minutes at two a minute");
}

#[test]
fn what_was_kept_goes_on_after_a_restart() {
    let settings = with(json!({}));
    let kept = SittingRecord { at: at(40, 0).wall, sat_ms: Millis::from_secs(2400), asked_ms: Millis::ZERO, away: false };
    let resumed = |now: Now| minutes(&Sitting::resume(kept, &settings, &now));
    assert_eq!(resumed(at(40, 0)), 40);
    assert_eq!(resumed(at(41, 0)), 41, "an update of the program is no break");
    assert_eq!(resumed(at(46, 0)), 46, "nor are five minutes that an agent had not kept, and one in which it came back");
    assert_eq!(resumed(at(46, 40)), 0, "a longer gap counts like being away");
    assert_eq!(resumed(at(60, 0)), 0);
    assert_eq!(resumed(at(30, 0)), 40, "a clock that was set back takes nothing away");
    // A machine that has just started knows no earlier instants.
    let rebooted = Now { mono: Mono(60_000), ..at(46, 30) };
    assert_eq!(minutes(&Sitting::resume(SittingRecord { sat_ms: Millis::from_secs(3000), ..kept }, &settings, &rebooted)), 11);
}

#[test]
fn who_was_away_when_it_was_kept_is_away_until_the_restart() {
    let settings = with(json!({}));
    let mut sitting = Sitting::begin(&settings, &at(0, 0));
    sitting.pass(&settings, &at(40, 0));
    sitting.lock();
    let kept = sitting.record();
    let resumed = Sitting::resume(kept, &settings, &at(43, 0));
    assert_eq!((minutes(&resumed), resumed.is_away()), (22, false), "three minutes at six a minute; whoever starts it is there");
    sitting.pass(&settings, &at(43, 0));
    assert_eq!(minutes(&sitting), 22, "as if it had gone on");
    let old: SittingRecord = serde_json::from_value(json!({ "at": kept.at, "sat_ms": kept.sat_ms, "asked_ms": 0 })).unwrap();
    assert!(!old.away, "an earlier version has not said");
}

proptest! {
    #[test]
    fn passing_time_in_one_step_or_in_many_is_the_same(moves in vec((0..9_000_000_u64, 0..9_u8), 1..12), cuts in vec(0..9_000_000_u64, 0..40)) {
        let settings = with(json!({ "sit_limit_min": 47, "away_reset_min": 7 }));
        let mut whole = Sitting::begin(&settings, &after(Millis::ZERO));
        let mut cut = whole.clone();
        let mut passed = Millis::ZERO;
        for (length, what) in moves {
            let from = passed;
            passed += Millis(length);
            let mut stops: Vec<u64> = cuts.iter().copied().filter(|cut| *cut < length).collect();
            stops.sort_unstable();
            for stop in stops {
                cut.pass(&settings, &after(from + Millis(stop)));
            }
            for sitting in [&mut whole, &mut cut] {
                sitting.pass(&settings, &after(passed));
                act(sitting, EVERY[usize::from(what)], &settings, &after(passed));
            }
            prop_assert_eq!(&whole, &cut);
        }
    }

    #[test]
    fn nobody_sits_longer_than_time_has_passed(moves in vec((0..9_000_000_u64, 0..9_u8), 1..40)) {
        let settings = with(json!({}));
        let mut sitting = Sitting::begin(&settings, &after(Millis::ZERO));
        let mut passed = Millis::ZERO;
        for (length, what) in moves {
            let before = sitting.sat();
            let was_away = sitting.is_away();
            passed += Millis(length);
            sitting.pass(&settings, &after(passed));
            prop_assert!(sitting.sat() <= before + Millis(length));
            prop_assert!(!was_away || sitting.sat() <= before, "nobody sits while away");
            let before = sitting.sat();
            act(&mut sitting, EVERY[usize::from(what)], &settings, &after(passed));
            prop_assert!(sitting.sat() <= before, "no event adds to it");
        }
    }
}

const EVERY: [Act; 9] = [Act::Nothing, Act::Idle, Act::Active, Act::Lock, Act::Unlock, Act::Suspend, Act::Wake, Act::Reset, Act::Partly];
