//! Pauses, days of rest, hours, and what a person says of a break afterwards.

use chrono::Weekday;
use serde_json::json;
use unsit_core::Millis;
use unsit_core::app::{Break, BreakSheet, HoursEdit, OddRange};
use unsit_core::breaks::{Answer, Pause, ReminderChange};

use crate::day::{Day, Living, skip};

#[test]
fn a_pause_is_quiet_and_ends_by_itself() {
    let mut day = Day::at("09:00");
    day.until("09:30");
    day.send(Break::Pause(Pause::TwoHours));
    day.until("12:29");
    assert_eq!(day.seen.len(), 0);
    day.until("12:30");
    assert_eq!(day.seen.len(), 1, "an hour after its end");
    assert!(day.settings.contains_key("reminders.pause_until"));
}

#[test]
fn a_day_of_rest_has_no_reminders_and_can_be_taken_back() {
    let mut day = Day::at("09:00");
    day.until("09:30");
    day.send(Break::RestToday(true));
    day.until("12:00");
    let today = day.world.model().today();
    assert_eq!((day.seen.len(), day.world.model().watch.rests_on(today)), (0, true));
    assert!(!day.world.model().watch.streak(today).counts_today);
    day.send(Break::RestToday(false));
    day.until("13:00");
    assert_eq!((day.seen.len(), day.world.model().watch.rests_on(today)), (1, false));
}

#[test]
fn a_day_of_a_flare_up_ends_no_streak_and_reminders_go_on() {
    let mut day = Day::at("09:00");
    let today = day.world.model().today();
    let stands = |day: &Day| (day.world.model().watch.flares_up_on(today), day.world.model().watch.streak(today).counts_today);
    assert_eq!(stands(&day), (false, true));
    for _ in 0..2 {
        day.send(Break::FlareUpToday(true));
    }
    assert_eq!(stands(&day), (true, false));
    assert_eq!(day.facts.len(), 1, "the same again is nothing new");
    day.until("10:00");
    assert_eq!(day.seen.len(), 1, "getting up is fine");
    day.send(Break::FlareUpToday(false));
    assert_eq!(stands(&day), (false, true));
}

#[test]
fn hours_are_set_range_by_range_and_what_makes_no_sense_changes_nothing() {
    let mut day = Day::at("09:00");
    let put = |start: &str, end: &str| Break::Hours(HoursEdit::Put { day: Weekday::Mon, place: 0, start: start.into(), end: end.into() });
    day.send(put("09:00", "12:30"));
    day.send(Break::Hours(HoursEdit::Add(Weekday::Mon)));
    let hours = |day: &Day| {
        let ranges = day.world.model().watch.reminders().active.on(Weekday::Mon).to_vec();
        ranges.iter().map(|range| format!("{}-{}", range.start(), range.end())).collect::<Vec<_>>()
    };
    assert_eq!(hours(&day), ["09:00-12:30", "13:30-14:30"]);
    for odd in [put("", "12:00"), put("12:00", "12:00"), put("24:00", "12:00")] {
        day.send(odd);
        assert_eq!(day.world.model().watch.odd_range, Some(OddRange::Of(Weekday::Mon, 0)));
        assert_eq!(hours(&day), ["09:00-12:30", "13:30-14:30"]);
    }
    day.send(put("08:00", "00:00"));
    assert_eq!((hours(&day)[0].as_str(), day.world.model().watch.odd_range), ("08:00-24:00", None));
    day.send(Break::Hours(HoursEdit::Remove(Weekday::Mon, 0)));
    day.send(Break::Hours(HoursEdit::Copy { from: Weekday::Mon, to: Weekday::Sun }));
    let stored = json!([["13:30", "14:30"]]);
    assert_eq!((&day.settings["reminders.active"]["mon"], &day.settings["reminders.active"]["sun"]), (&stored, &stored));
}

#[test]
fn other_settings_hold_at_once() {
    let mut day = Day::at("09:00");
    day.until("09:30");
    day.send(Break::Change(ReminderChange::SitLimit(30)));
    day.settle();
    assert_eq!(day.seen.len(), 1, "thirty minutes are over");
    day.send(Break::Change(ReminderChange::Enabled(false)));
    day.until("12:00");
    assert_eq!(day.seen.len(), 1);
}

#[test]
fn a_break_that_was_missed_can_be_put_right_and_one_that_is_open_cannot() {
    let mut day = Day::at("09:00");
    day.until("11:00");
    let [missed, open] = [0, 1].map(|place| day.rows()[place].id);
    day.send(Break::Correct(missed, Answer::Moved));
    day.send(Break::Correct(open, Answer::Moved));
    assert_eq!(day.ledger(), ["10:00 moved", "11:00 open"]);
    let restarted = day.killed_for(Millis::from_secs(1));
    assert_eq!(restarted.ledger(), ["10:00 moved", "11:00 open"]);
}

#[test]
fn who_skips_because_something_hurts_is_asked_about_a_clinician() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    day.send(skip("hurts"));
    assert_eq!(day.world.model().watch.sheet, Some(BreakSheet::Hurts));
    day.send(Break::Close);
    assert_eq!((day.world.model().watch.sheet, day.ledger()), (None, vec!["10:00 skipped: hurts".to_owned()]));
}
