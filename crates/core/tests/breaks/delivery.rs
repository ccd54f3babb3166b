//! What a system is given ahead: at most fifty reminders, with names that stay.

use serde_json::json;
use unsit_core::breaks::{Breaks, Due, Event, Kind, Offers, ReminderSettings, Sitting, SittingRecord, delivery, plan_reminders};
use unsit_core::{Millis, Mono, Now, Wall};
use uuid::Uuid;

use super::timeline::{dues_only, with};

/// A Monday in Vienna, at so many minutes after midnight.
fn monday(minutes: u64) -> Now {
    let midnight = Wall(1_803_855_600_000);
    let passed = Millis::from_secs(minutes * 60);
    Now { wall: midnight + passed, offset_seconds: 3600, zone: Some(chrono_tz::Europe::Vienna.into()), mono: Mono(0) + passed }
}

fn begin(settings: &ReminderSettings, now: &Now) -> (Sitting, Offers) {
    (Sitting::begin(settings, now), Offers::new(Uuid::from_u128(7), 0))
}

fn planned(settings: &ReminderSettings, now: &Now) -> Vec<Due> {
    let (sitting, offers) = begin(settings, now);
    delivery(plan_reminders(settings, &sitting, &offers, now)).collect()
}

fn line(due: &Due) -> String {
    let local = due.at.to_utc().with_timezone(&chrono_tz::Europe::Vienna);
    format!("{} {:?}", local.format("%a %d %H:%M"), due.kind).to_lowercase()
}

#[test]
fn a_delivery_has_the_repeats_of_the_first_due_and_then_dues_only() {
    let lines: Vec<String> = planned(&with(json!({})), &monday(9 * 60)).iter().map(line).collect();
    assert_eq!(
        lines[..10],
        [
            "mon 01 10:00 due",
            "mon 01 10:10 repeat",
            "mon 01 10:20 repeat",
            "mon 01 10:30 repeat",
            "mon 01 11:00 due",
            "mon 01 12:00 due",
            "mon 01 14:30 due",
            "mon 01 15:30 due",
            "mon 01 16:30 due",
            "tue 02 10:00 due",
        ]
    );
    assert_eq!(lines.len(), 50);
    assert!(lines[50 - 1].starts_with("wed 10"), "{}", lines[49]);
}

#[test]
fn reminders_come_in_order_and_no_two_have_one_name() {
    for settings in [with(json!({})), with(json!({ "sit_limit_min": 20, "repeat": { "every_min": 1, "times": 10 } }))] {
        let (sitting, offers) = begin(&settings, &monday(0));
        let all: Vec<Due> = plan_reminders(&settings, &sitting, &offers, &monday(0)).take(2000).collect();
        assert_eq!(all.len(), 2000);
        assert!(all.windows(2).all(|pair| pair[0].at < pair[1].at));
        let names: std::collections::BTreeSet<_> = all.iter().map(|due| due.id).collect();
        assert_eq!(names.len(), 2000);
    }
}

#[test]
fn planning_again_later_names_the_same_reminders_alike() {
    let settings = with(json!({}));
    let now = monday(9 * 60);
    let plan = planned(&settings, &now);
    let (mut sitting, offers) = begin(&settings, &now);
    for minutes in [9 * 60 + 1, 9 * 60 + 17, 9 * 60 + 59] {
        sitting.pass(&settings, &monday(minutes));
        let again: Vec<Due> = delivery(plan_reminders(&settings, &sitting, &offers, &monday(minutes))).collect();
        assert_eq!(again, plan, "nothing happened but time");
    }
}

#[test]
fn a_break_that_moves_to_another_time_keeps_its_name() {
    let settings = dues_only(json!({}));
    let now = monday(9 * 60);
    let before = planned(&settings, &now);
    let (mut sitting, offers) = begin(&settings, &now);
    sitting.pass(&settings, &monday(9 * 60 + 30));
    sitting.suspend();
    sitting.pass(&settings, &monday(9 * 60 + 32));
    sitting.wake(&monday(9 * 60 + 32));
    let after: Vec<Due> = delivery(plan_reminders(&settings, &sitting, &offers, &monday(9 * 60 + 32))).collect();
    assert_eq!(line(&after[0]), "mon 01 10:14 due");
    assert_eq!(after.iter().map(|due| due.id).collect::<Vec<_>>(), before.iter().map(|due| due.id).collect::<Vec<_>>());
}

#[test]
fn after_the_first_due_was_shown_the_rest_keeps_its_names() {
    let settings = with(json!({}));
    let now = monday(9 * 60);
    let plan = planned(&settings, &now);
    let offers = Offers::new(Uuid::from_u128(7), 0);
    let mut breaks = Breaks::begin(settings.clone(), offers, 1, &now);
    breaks.update(Event::Wake, &monday(10 * 60));
    let after = delivery(plan_reminders(&settings, breaks.sitting(), breaks.offers(), &monday(10 * 60)));
    assert_eq!(after.take(48).collect::<Vec<_>>(), plan[1..49]);
}

#[test]
fn who_assumes_sitting_since_the_last_answer_needs_no_more_than_that() {
    // A phone: somebody answered at 10:20 and has been sitting since, for all it knows.
    let settings = dues_only(json!({}));
    let answered = SittingRecord { at: monday(10 * 60 + 20).wall, sat_ms: Millis::ZERO, asked_ms: Millis::ZERO, away: false };
    let now = monday(10 * 60 + 20);
    let sitting = Sitting::resume(answered, &settings, &now);
    let offers = Offers::new(Uuid::nil(), 3);
    let next = plan_reminders(&settings, &sitting, &offers, &now).next().unwrap();
    assert_eq!((line(&next), next.kind), ("mon 01 11:20 due".to_owned(), Kind::Due));
}

#[test]
fn hours_that_are_too_short_for_a_due_have_none() {
    let short = with(json!({ "active": { "mon": [["09:00", "09:50"]], "tue": [], "wed": [], "thu": [], "fri": [] } }));
    assert_eq!(planned(&short, &monday(0)), []);
    let off = with(json!({ "enabled": false }));
    assert_eq!(planned(&off, &monday(0)), []);
}

#[test]
fn weeks_without_an_end_of_hours_have_a_due_in_each_hour() {
    let day = json!([["00:00", "24:00"]]);
    let always = dues_only(json!({ "active": { "mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": day, "sun": day } }));
    let (sitting, offers) = begin(&always, &monday(0));
    let all: Vec<Due> = plan_reminders(&always, &sitting, &offers, &monday(0)).take(1000).collect();
    assert!(all.windows(2).all(|pair| pair[1].at.since(pair[0].at) == Millis::from_secs(3600)));
}

#[test]
fn a_long_holiday_is_skipped_in_one_step() {
    let holidays = dues_only(json!({ "holidays": [{ "from": "2027-01-01", "to": "9990-01-01" }] }));
    let next = planned(&holidays, &monday(9 * 60))[0];
    assert_eq!(next.at.to_utc().to_string(), "9990-01-02 09:00:00 UTC");
}
