//! Reminders where clocks change: summer time, journeys, odd offsets.

use serde_json::json;
use unsit_core::breaks::ReminderSettings;

use super::timeline::{dues_only, play_from, shown};

fn every_day(ranges: &[[&str; 2]]) -> ReminderSettings {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| (day.to_owned(), json!(ranges)));
    dues_only(json!({ "active": serde_json::Map::from_iter(days) }))
}

use chrono_tz::Europe::Vienna;

#[test]
fn the_day_on_which_summer_time_begins_keeps_its_hours_by_the_clock() {
    let played = play_from(&every_day(&[["09:00", "12:30"]]), Vienna, "2027-03-27", &["09:00 active", "+1 12:40 active"]);
    let days = ["10:00 due", "11:00 due", "12:00 due", "+1 10:00 due", "+1 11:00 due", "+1 12:00 due"];
    assert_eq!(shown(&played), days);
}

#[test]
fn hours_that_begin_in_the_gap_begin_at_its_end() {
    let played = play_from(&every_day(&[["02:30", "05:00"]]), Vienna, "2027-03-28", &["00:00 active", "06:00 active"]);
    assert_eq!(shown(&played), ["04:00 due"]);
}

#[test]
fn hours_with_an_hour_that_comes_twice_are_an_hour_longer() {
    let played = play_from(&every_day(&[["01:30", "03:30"]]), Vienna, "2027-10-31", &["00:00 active", "06:00 active"]);
    let local: Vec<String> = played.shown.iter().map(|shown| shown.local.format("%H:%M%:z").to_string()).collect();
    assert_eq!(local, ["02:30+02:00", "02:30+01:00"]);
}

#[test]
fn elapsed_time_counts_when_the_clock_changes_in_mid_sitting() {
    // From 1:30 an hour of sitting is full at 3:30, because 2:00 to 3:00 is left out.
    let played = play_from(&every_day(&[["01:30", "05:00"]]), Vienna, "2027-03-28", &["01:30 active", "03:40 active"]);
    assert_eq!(shown(&played), ["03:30 due"]);
}

#[test]
fn a_change_of_half_an_hour_is_one() {
    // Lord Howe's summer time is half an hour.
    let zone = chrono_tz::Australia::Lord_Howe;
    let played = play_from(&every_day(&[["01:00", "03:00"]]), zone, "2027-04-04", &["00:00 active", "06:00 active"]);
    let local: Vec<String> = played.shown.iter().map(|shown| shown.local.format("%H:%M%:z").to_string()).collect();
    assert_eq!(local, ["01:30+10:30", "02:30+10:30"]);
}

#[test]
fn after_a_flight_the_hours_are_those_of_the_new_zone() {
    let lines = ["09:00 active", "09:30 suspend", "22:00 zone zone=America/New_York", "22:00 wake", "+1 01:00 active"];
    let played = play_from(&dues_only(json!({})), Vienna, "2027-03-01", &lines);
    // 22:00 in Vienna is 16:00 in New York; the hours there end at 17:30.
    let local: Vec<String> = played.shown.iter().map(|shown| shown.local.format("%d %H:%M%:z").to_string()).collect();
    assert_eq!(local, ["01 17:00-05:00"]);
}

#[test]
fn a_zone_that_is_already_past_its_hours_is_quiet() {
    let lines = ["09:00 active", "09:55 zone zone=Asia/Tokyo", "12:00 active"];
    let played = play_from(&dues_only(json!({})), Vienna, "2027-03-01", &lines);
    assert_eq!(shown(&played), [""; 0], "17:55 in Tokyo");
}
