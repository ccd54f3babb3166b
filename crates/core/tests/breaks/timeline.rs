//! A day as a list of lines: what happened, and every reminder that came of it. A missing one fails, and so does an extra one.

use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde_json::{Value, json};
use unsit_core::breaks::{Played, ReminderSettings, Script, SettingsFile, replay};

/// Two ranges each day but Sunday, an hour, ten minutes: the product's usual day.
pub(crate) fn usual() -> Value {
    let day = json!([["09:00", "12:30"], ["13:30", "17:30"]]);
    json!({ "active": { "mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": [], "sun": [] } })
}

/// The usual day with other values.
pub(crate) fn with(changes: Value) -> ReminderSettings {
    let mut reminders = usual();
    for (key, value) in changes.as_object().unwrap() {
        reminders[key] = value.clone();
    }
    settings(reminders)
}

pub(crate) fn settings(reminders: Value) -> ReminderSettings {
    SettingsFile::from_value(&json!({ "reminders": reminders })).unwrap().reminders
}

/// Without repeats, where only dues matter.
pub(crate) fn dues_only(changes: Value) -> ReminderSettings {
    let mut changes = changes;
    changes["repeat"] = json!({ "every_min": 10, "times": 0 });
    with(changes)
}

pub(crate) const MONDAY: &str = "2027-03-01";

/// Plays lines such as `09:30 away`, `+1 09:00 back`, `10:05:30 later minutes=5` in Vienna, from Monday on.
pub(crate) fn play(settings: &ReminderSettings, lines: &[&str]) -> Played {
    play_from(settings, chrono_tz::Europe::Vienna, MONDAY, lines)
}

pub(crate) fn play_from(settings: &ReminderSettings, zone: Tz, date: &str, lines: &[&str]) -> Played {
    let date: NaiveDate = date.parse().unwrap();
    let steps: Vec<Value> = lines.iter().map(|line| step(zone, date, line)).collect();
    replay(settings, zone, &Script::parse(&Value::from(steps).to_string()).unwrap())
}

fn step(zone: Tz, date: NaiveDate, line: &str) -> Value {
    let mut words = line.split(' ').peekable();
    let days = words.next_if(|word| word.starts_with('+')).map_or(0, |days| days[1..].parse().unwrap());
    let time = words.next().unwrap();
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    let local = date.checked_add_days(Days::new(days)).unwrap().and_time(time.parse::<NaiveTime>().unwrap());
    let at = zone.from_local_datetime(&local).earliest().unwrap();
    let mut step = json!({ "at": at.to_rfc3339(), "event": words.next().unwrap() });
    for word in words {
        let (key, value) = word.split_once('=').unwrap();
        let key = if key == "held" || key == "planned" { format!("{key}_seconds") } else { key.to_owned() };
        step[key] =
            value.parse::<i64>().map_or_else(|_| if key == "reason" { value.replace('_', " ").into() } else { value.into() }, Value::from);
    }
    step
}

/// Every reminder as `10:00 due`; on another day than the first as `+1 10:00 due`.
pub(crate) fn shown(played: &Played) -> Vec<String> {
    let first = played.shown.first().map(|shown| shown.local.date_naive());
    let line = |shown: &unsit_core::breaks::Shown| {
        let days = (shown.local.date_naive() - first.unwrap()).num_days();
        let day = if days == 0 { String::new() } else { format!("+{days} ") };
        let seconds = shown.local.format("%S").to_string();
        let time = shown.local.format(if seconds == "00" { "%H:%M" } else { "%H:%M:%S" });
        format!("{day}{time} {}", format!("{:?}", shown.kind).to_lowercase())
    };
    played.shown.iter().map(line).collect()
}

/// Every row as `10:00 taken`, with the times it was put off as `later 2`.
pub(crate) fn rows(played: &Played) -> Vec<String> {
    let row = |row: &unsit_core::breaks::Row| {
        let due = row.due_at.to_utc().with_timezone(&chrono_tz::Europe::Vienna).format("%H:%M");
        let outcome = row.outcome.map_or("open".to_owned(), |outcome| format!("{outcome:?}").to_lowercase());
        let later = if row.snoozes == 0 { String::new() } else { format!(" later {}", row.snoozes) };
        format!("{due} {outcome}{later}")
    };
    played.ledger.rows().iter().map(row).collect()
}

#[test]
fn an_hour_of_sitting_is_due_in_each_hour_of_the_usual_day() {
    let played = play(&dues_only(json!({})), &["09:00 active", "17:40 active"]);
    assert_eq!(shown(&played), ["10:00 due", "11:00 due", "12:00 due", "14:30 due", "15:30 due", "16:30 due"]);
    assert_eq!(rows(&played), ["10:00 missed", "11:00 missed", "12:00 missed", "14:30 missed", "15:30 missed", "16:30 missed"]);
}

// 2. On time: with the app closed, after a reboot, across zones and DST (zones.rs has the rest).

#[test]
fn a_reminder_comes_at_the_second_it_is_due() {
    let played = play(&dues_only(json!({})), &["09:00:17 active", "10:30 active"]);
    assert_eq!(shown(&played), ["10:00:17 due"]);
    assert_eq!(played.ledger.rows()[0].due_at, played.ledger.rows()[0].shown_at.unwrap());
}

#[test]
fn sitting_before_the_hours_begin_does_not_count() {
    assert_eq!(shown(&play(&dues_only(json!({})), &["07:00 active", "10:30 active"])), ["10:00 due"]);
}

// 4. No break right after a wake-up or after getting up, and no pile-up.

#[test]
fn being_away_takes_back_what_was_sat() {
    // Two minutes earn twelve, ten earn all.
    assert_eq!(shown(&play(&dues_only(json!({})), &["09:00 active", "09:30 away", "09:32 back", "10:30 active"])), ["10:14 due"]);
    assert_eq!(shown(&play(&dues_only(json!({})), &["09:00 active", "09:50 away", "10:00 back", "11:10 active"])), ["11:00 due"]);
    assert_eq!(shown(&play(&dues_only(json!({})), &["09:00 active", "09:50 away", "11:00 back", "12:10 active"])), ["12:00 due"]);
}

#[test]
fn no_break_comes_right_after_a_wake_up() {
    // Half a minute asleep takes back three minutes: due at 10:03:30, in the five minutes after the wake-up.
    let lines = ["09:00 active", "09:59 suspend", "09:59:30 wake", "10:30 active"];
    let played = play(&dues_only(json!({})), &lines);
    assert_eq!(shown(&played), ["10:04:30 due"]);
    assert_eq!(rows(&played), ["10:03 open"]);
    let none = dues_only(json!({ "wake_grace_min": 0 }));
    assert_eq!(shown(&play(&none, &lines)), ["10:03:30 due"]);
}

#[test]
fn a_night_asleep_begins_the_sitting_anew() {
    let lines = ["16:00 active", "16:50 suspend", "+1 09:00 wake", "+1 10:10 active"];
    assert_eq!(shown(&play(&dues_only(json!({})), &lines)), ["10:00 due"]);
}

#[test]
fn quiet_hours_are_followed_by_no_pile_of_reminders() {
    let played = play(&with(json!({ "active": { "mon": [["09:00", "10:30"], ["15:00", "16:30"]] } })), &["09:00 active", "16:40 active"]);
    assert_eq!(shown(&played), ["10:00 due", "10:10 repeat", "10:20 repeat", "16:00 due", "16:10 repeat", "16:20 repeat"]);
}

#[test]
fn nothing_is_shown_while_nobody_is_there_and_who_comes_back_is_left_alone() {
    let lines = ["09:00 active", "10:05 away", "10:14 back", "11:00 active"];
    // Nine minutes away take back 54 of 65: the repeats of 10:00 have no ground any more.
    assert_eq!(shown(&play(&with(json!({})), &lines)), ["10:00 due"]);
    let short = ["09:00 active", "10:09:30 away", "10:10:10 back", "10:35 active"];
    assert_eq!(shown(&play(&with(json!({})), &short)), ["10:00 due", "10:10:10 repeat", "10:30 repeat"]);
}

#[test]
fn a_moment_away_makes_no_second_break_of_the_same_hour() {
    // 20 s away take back 2 minutes, so that the hour is full again at 10:03.
    let lines = ["09:00 active", "10:01 away", "10:01:20 back", "11:30 active"];
    assert_eq!(shown(&play(&dues_only(json!({})), &lines)), ["10:00 due", "11:02:20 due"]);
}

#[test]
fn a_break_that_is_due_again_after_some_minutes_away_is_another_one() {
    let played = play(&with(json!({})), &["09:00 active", "10:02 away", "10:07 back", "10:50 active"]);
    assert_eq!(shown(&played), ["10:00 due", "10:35 due", "10:45 repeat"]);
    assert_eq!(rows(&played), ["10:00 missed", "10:35 open"]);
}

// 5. Working hours per weekday, days off, quiet in calls.

#[test]
fn a_break_due_in_a_call_is_offered_once_when_it_ends() {
    let played = play(&with(json!({})), &["09:00 active", "09:50 call_start", "10:25 call_end", "11:30 active"]);
    assert_eq!(shown(&played), ["10:25 due", "10:35 repeat", "10:45 repeat", "11:00 due", "11:10 repeat", "11:20 repeat", "11:30 repeat"]);
    assert_eq!(rows(&played), ["10:00 missed", "11:00 open"]);
}

#[test]
fn two_breaks_due_in_one_call_are_one_offer() {
    let played = play(&dues_only(json!({})), &["09:00 active", "09:50 call_start", "11:20 call_end", "12:10 active"]);
    assert_eq!(shown(&played), ["11:20 due", "12:00 due"]);
    assert_eq!(rows(&played), ["10:00 missed", "12:00 open"]);
}

#[test]
fn a_due_shortly_after_the_offer_at_the_end_of_a_call_falls_together_with_it() {
    let played = play(&dues_only(json!({})), &["09:00 active", "09:50 call_start", "10:55 call_end", "12:10 active"]);
    assert_eq!(shown(&played), ["10:55 due", "12:00 due"]);
}

#[test]
fn repeats_that_fell_in_a_call_are_one_when_it_ends() {
    let played = play(&with(json!({})), &["09:00 active", "10:05 call_start", "10:25 call_end", "10:59 active"]);
    assert_eq!(shown(&played), ["10:00 due", "10:25 repeat"]);
}

#[test]
fn a_break_due_in_a_call_that_outlasts_the_hours_is_dropped() {
    let played = play(&with(json!({})), &["09:00 active", "11:50 call_start", "12:40 call_end", "14:40 active"]);
    assert_eq!(
        shown(&played)[..],
        [
            "10:00 due",
            "10:10 repeat",
            "10:20 repeat",
            "10:30 repeat",
            "11:00 due",
            "11:10 repeat",
            "11:20 repeat",
            "11:30 repeat",
            "14:30 due",
            "14:40 repeat"
        ]
    );
}

#[test]
fn who_wants_reminders_in_calls_gets_them() {
    let lines = ["09:00 active", "09:50 call_start", "10:25 call_end"];
    assert_eq!(shown(&play(&dues_only(json!({ "quiet_in_call": false })), &lines)), ["10:00 due"]);
}

#[test]
fn a_due_at_the_very_end_of_the_hours_is_dropped_not_carried() {
    let tight = |second: &str| dues_only(json!({ "active": { "mon": [["09:00", "11:00"], [second, "17:30"]], "tue": [] } }));
    // Five minutes between the ranges keep what was sat; the due of 11:00 is gone all the same.
    assert_eq!(shown(&play(&tight("11:05"), &["09:00 active", "13:00 active"])), ["10:00 due", "12:05 due"]);
    assert_eq!(shown(&play(&tight("11:10"), &["09:00 active", "13:00 active"])), ["10:00 due", "12:10 due"]);
}

#[test]
fn a_break_is_missed_when_its_hours_have_been_over_for_as_long_as_a_reset() {
    let gap = |back: &str| with(json!({ "active": { "mon": [["09:00", "10:20"], [back, "17:30"]] } }));
    let at = |back: &str, until: &str| rows(&play(&gap(back), &["09:00 active", until]));
    assert_eq!(at("13:00", "10:29:59 active"), ["10:00 open"]);
    assert_eq!(at("13:00", "10:30 active"), ["10:00 missed"]);
    assert_eq!(at("10:29", "11:08 active"), ["10:00 open"], "a short gap ends nothing");
    assert_eq!(at("10:30", "10:30 active"), ["10:00 missed"], "the hours begin again at that very moment");
    // Who is up at that moment may still make it a natural one.
    let away = |back: &str| rows(&play(&gap("13:00"), &["09:00 active", "10:25 away", back]));
    assert_eq!(away("10:33 back"), ["10:00 missed"]);
    assert_eq!(away("10:35 back"), ["10:00 natural"]);
}

#[test]
fn repeats_end_with_the_hours_and_keep_away_from_the_next_due() {
    let played = play(&with(json!({ "repeat": { "every_min": 25, "times": 9 } })), &["09:00 active", "12:50 active"]);
    assert_eq!(shown(&played), ["10:00 due", "10:25 repeat", "11:00 due", "11:25 repeat", "12:00 due", "12:25 repeat"]);
}

#[test]
fn weekends_and_holidays_are_free() {
    let holidays = json!({ "holidays": [{ "from": "2027-03-02", "to": "2027-03-04" }] });
    let played = play(&dues_only(holidays), &["16:00 active", "+8 10:00 active"]);
    let days: Vec<String> = shown(&played).into_iter().filter(|line| line.ends_with("10:00 due")).collect();
    assert_eq!(days, ["+4 10:00 due", "+7 10:00 due", "+8 10:00 due"], "Friday, Monday, Tuesday");
}

#[test]
fn a_range_over_midnight_goes_on_into_a_day_off() {
    let night = json!({
        "active": { "mon": [["22:00", "02:30"]], "tue": [["22:00", "02:30"]], "wed": [], "thu": [], "fri": [], "sat": [], "sun": [] },
        "holidays": [{ "from": "2027-03-02", "to": "2027-03-02" }],
    });
    let played = play(&dues_only(night), &["20:00 active", "+3 00:00 active"]);
    assert_eq!(shown(&played), ["23:00 due", "+1 00:00 due", "+1 01:00 due", "+1 02:00 due"]);
}

#[test]
fn a_pause_is_quiet_and_the_sitting_begins_anew_after_it() {
    let paused = dues_only(json!({ "pause_until": "2027-03-01T11:00:00+01:00" }));
    assert_eq!(shown(&play(&paused, &["09:00 active", "12:29 active"])), ["12:00 due"]);
}

// 6. History: taken, snoozed, skipped, missed. A postponed break is not a taken one.

#[test]
fn later_is_the_same_offer_again_and_counts_as_nothing_else() {
    let lines = ["09:00 active", "10:01 later", "10:12 later minutes=5", "10:17:30 skip reason=In_a_call", "11:05 active"];
    let played = play(&with(json!({})), &lines);
    assert_eq!(shown(&played), ["10:00 due", "10:11 later", "10:17 later", "11:00 due"]);
    assert_eq!(rows(&played), ["10:00 skipped later 2", "11:00 open"]);
    assert_eq!(played.ledger.rows()[0].reason.as_ref().unwrap().as_str(), "In a call");
    assert!(played.shown[..3].iter().all(|shown| shown.offer == played.shown[0].offer));
}

#[test]
fn an_offer_that_was_put_off_is_repeated_like_any_other() {
    let played = play(&with(json!({})), &["09:00 active", "10:01 later minutes=3", "10:50 active"]);
    assert_eq!(shown(&played), ["10:00 due", "10:04 later", "10:14 repeat", "10:24 repeat", "10:34 repeat"]);
}

#[test]
fn a_due_falls_together_with_a_later_that_waits_or_has_just_come() {
    let waits = play(&dues_only(json!({})), &["09:00 active", "10:55 later", "12:10 active"]);
    assert_eq!(shown(&waits), ["10:00 due", "11:05 later", "12:00 due"]);
    let came = play(&dues_only(json!({})), &["09:00 active", "10:45 later", "12:10 active"]);
    assert_eq!(shown(&came), ["10:00 due", "10:55 later", "12:00 due"]);
    assert_eq!(rows(&came), ["10:00 missed later 1", "12:00 open"]);
}

#[test]
fn a_later_outside_the_hours_is_dropped() {
    let played = play(&dues_only(json!({})), &["09:00 active", "12:25 later", "14:40 active"]);
    assert_eq!(shown(&played), ["10:00 due", "11:00 due", "12:00 due", "14:30 due"]);
}

#[test]
fn a_later_that_waits_over_midnight_comes_where_the_hours_go_on() {
    let nights =
        json!({ "active": { "mon": [["20:00", "24:00"]], "tue": [["00:00", "06:00"]] }, "repeat": { "every_min": 10, "times": 0 } });
    let lines = [
        "22:50 active",
        "23:49 call_start",
        "23:50:10 call_end",
        "23:50:30 later minutes=5",
        "23:52 call_start",
        "+1 00:03 call_end",
        "+1 00:20 active",
    ];
    assert_eq!(shown(&play(&with(nights), &lines)), ["23:50:10 due", "+1 00:03 later"]);
}

#[test]
fn a_later_waits_for_who_has_just_left() {
    let played = play(&with(json!({})), &["09:00 active", "10:01 later", "10:10 away", "10:12 back", "10:20 active"]);
    assert_eq!(shown(&played), ["10:00 due", "10:12 later"]);
}

#[test]
fn each_outcome_has_its_own_word() {
    let lines = [
        "09:00 active",
        "10:01 done held=28 planned=30",
        "11:03 skip",
        "12:01:30 partly held=10 planned=30",
        "12:22 moved",
        "14:31 away",
        "14:42 back",
        "+0 17:00 active",
        "17:40 active",
    ];
    let played = play(&dues_only(json!({})), &lines);
    assert_eq!(shown(&played), ["10:00 due", "11:01 due", "12:01 due", "12:21 due", "14:30 due", "15:42 due", "16:42 due"]);
    assert_eq!(
        rows(&played),
        ["10:00 taken", "11:01 skipped", "12:01 partly", "12:21 moved", "14:30 natural", "15:42 missed", "16:42 missed"]
    );
    let held: Vec<_> = played.ledger.rows().iter().filter_map(|row| row.held).map(unsit_core::Millis::secs_floor).collect();
    assert_eq!(held, [28, 10]);
}

#[test]
fn a_taken_break_resets_the_clock_and_a_skipped_or_put_off_one_does_not() {
    let next = |answer: &str| shown(&play(&dues_only(json!({})), &["09:00 active", answer, "11:20 active"])).last().unwrap().clone();
    assert_eq!(next("10:05 done"), "11:05 due");
    assert_eq!(next("10:05 moved"), "11:05 due");
    assert_eq!(next("10:05 skip"), "11:00 due");
    assert_eq!(next("10:05 later"), "11:00 due");
    // A third of the break earns a third of the hour: from 65 to 45.
    assert_eq!(next("10:05 partly held=10 planned=30"), "11:20 due");
}

#[test]
fn half_of_what_was_planned_is_taken_and_less_is_partly() {
    let outcome = |held: u32| {
        rows(&play(&with(json!({})), &["09:00 active", &format!("10:01 done held={held} planned=30"), "10:02 active"]))[0].clone()
    };
    assert_eq!(outcome(15), "10:00 taken");
    assert_eq!(outcome(14), "10:00 partly");
    assert_eq!(outcome(0), "10:00 open", "nothing was held: no answer");
}

#[test]
fn a_session_started_by_hand_answers_the_open_offer_or_stands_for_itself() {
    let played = play(&dues_only(json!({})), &["09:00 active", "09:30 done", "10:40 done", "12:20 active"]);
    assert_eq!(shown(&played), ["10:30 due", "11:40 due"]);
    assert_eq!(rows(&played), ["10:30 taken", "11:40 open"]);
}

#[test]
fn an_answer_to_nothing_is_named() {
    let played = play(&with(json!({})), &["09:00 active", "09:30 later", "09:31 skip", "09:32 moved"]);
    assert_eq!((played.unanswerable, played.ledger.rows().len()), (vec![1, 2], 0));
}

// 7. No data loss at midnight, with another zone, with a clock that is set.

#[test]
fn a_clock_set_back_shows_nothing_again() {
    let played = play(&dues_only(json!({})), &["09:00 active", "10:05 clock_jump by_seconds=-1800", "10:50 active", "11:10 active"]);
    // By a clock that nobody set the second hour is full at 11:00; this one shows 10:30.
    assert_eq!(shown(&played), ["10:00 due", "10:30 due"]);
    assert_eq!(rows(&played), ["10:00 missed", "10:30 open"]);
}

#[test]
fn the_same_minute_twice_is_two_breaks_with_two_names() {
    let played = play(&dues_only(json!({})), &["09:00 active", "10:05 clock_jump by_seconds=-3600", "11:10 active"]);
    assert_eq!(shown(&played), ["10:00 due", "10:00 due"]);
    assert_ne!(played.shown[0].id, played.shown[1].id);
    assert_eq!(played.ledger.rows().len(), 2);
}

#[test]
fn a_clock_set_forward_neither_shortens_nor_lengthens_the_sitting() {
    let played = play(&dues_only(json!({})), &["09:00 active", "09:30 clock_jump by_seconds=3600", "10:10 active"]);
    assert_eq!(shown(&played), ["11:00 due"]);
}

// 8. Several sessions a day; a day that ends after midnight.

#[test]
fn a_break_after_midnight_belongs_to_the_evening_before() {
    let night = dues_only(json!({ "active": { "mon": [["22:00", "03:00"]] } }));
    let played = play(&night, &["22:00 active", "+1 01:01 done", "+1 01:30 done", "+1 02:40 done"]);
    let days: Vec<String> = played.ledger.rows().iter().map(|row| row.local_day.to_string()).collect();
    assert_eq!(days, ["2027-03-01"; 4]);
    assert_eq!(rows(&played), ["23:00 missed", "00:00 missed", "01:00 taken", "02:30 taken"]);
}

// 14. Skip with light friction, without locking anybody out.

#[test]
fn a_skipped_break_is_left_alone_until_the_next_one() {
    let played = play(&with(json!({})), &["09:00 active", "10:00:30 skip", "11:05 active"]);
    assert_eq!(shown(&played), ["10:00 due", "11:00 due"]);
}
