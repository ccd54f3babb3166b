//! The planner from the shell: which reminders would come, and what a day of events would have led to.

use std::fs;

use serde_json::{Value, json};

use crate::{Ran, Unsit, column};

const SETTINGS: &str = r#"{"reminders":{"sit_limit_min":60,"active":{"mon":[["09:00","12:30"],["13:30","17:30"]],"tue":[],"wed":[],"thu":[],
    "fri":[],"sat":[],"sun":[]},"repeat":{"every_min":10,"times":1}}}"#;

#[test]
fn reminders_are_those_of_somebody_who_sits_on_and_answers_nothing() {
    let unsit = with_settings(SETTINGS);
    let arguments = ["reminders", "--json", "--at", "2027-03-01T09:00:00+01:00", "--tz", "Europe/Vienna", "--horizon", "8d"];
    let rows = unsit.settings(&arguments).rows();
    assert_eq!(times(&rows)[..4], ["03-01T10:00", "03-01T10:10", "03-01T11:00", "03-01T12:00"]);
    assert_eq!(rows.len(), 7 + 6, "on this Monday, and on the next one without the repeat");
    assert_eq!(rows[0]["local"], "2027-03-01T10:00:00+01:00");
    assert_eq!(column(&rows, "kind")[..3], ["due", "repeat", "due"]);
    assert_eq!(rows[0]["at"], "2027-03-01T09:00:00Z");
    assert_eq!(rows[0]["break"], rows[1]["break"]);
    assert_ne!(rows[0]["id"], rows[1]["id"]);
    assert_eq!(unsit.settings(&arguments).rows(), rows, "the same names each time");
}

#[test]
fn a_delivery_has_fifty_reminders_at_most() {
    let unsit = Unsit::new();
    let rows = unsit.run(&["reminders", "--json", "--at", "2027-03-01T09:00", "--tz", "UTC", "--horizon", "52w"]).succeeded().rows();
    assert_eq!(rows.len(), 50);
    let at: Vec<&str> = rows.iter().map(|row| row["at"].as_str().unwrap()).collect();
    assert!(at.is_sorted_by(|one, next| one < next));
}

#[test]
fn a_time_without_an_offset_is_read_in_the_zone() {
    let first = |at: &str| {
        let ran = Unsit::new().run(&["reminders", "--json", "--at", at, "--tz", "America/New_York", "--horizon", "1d"]);
        ran.rows()[0]["local"].clone()
    };
    assert_eq!(first("2027-03-01T09:00"), "2027-03-01T10:00:00-05:00");
    assert_eq!(first("2027-03-01T14:00:00Z"), "2027-03-01T10:00:00-05:00");
    let skipped = Unsit::new().run(&["reminders", "--at", "2027-03-14T02:30", "--tz", "America/New_York"]);
    assert_eq!((skipped.code, skipped.err.as_str()), (Some(2), "unsit: the clock of this time zone skips that time\n"));
}

#[test]
fn reminders_are_lines_for_a_person() {
    let unsit = with_settings(SETTINGS);
    let text = unsit.settings(&["reminders", "--at", "2027-03-01T11:30", "--tz", "Europe/Vienna", "--horizon", "4h"]).out;
    assert_eq!(text, "2027-03-01 14:30:00 +01:00  A break is due\n2027-03-01 14:40:00 +01:00  The same break again\n");
    let none = unsit.settings(&["reminders", "--at", "2027-03-02T11:30", "--tz", "Europe/Vienna", "--horizon", "4h"]).out;
    assert_eq!(none, "No reminder.\n");
}

#[test]
fn a_script_of_a_day_leads_to_what_was_shown_and_to_rows() {
    let unsit = with_settings(SETTINGS);
    unsit.events(&json!([
        { "at": "2027-03-01T09:00:00+01:00", "event": "active" },
        { "at": "2027-03-01T10:01:00+01:00", "event": "later", "minutes": 4 },
        { "at": "2027-03-01T10:06:00+01:00", "event": "done", "held_seconds": 28, "planned_seconds": 30 },
        { "at": "2027-03-01T11:06:30+01:00", "event": "skip", "reason": "In a call" },
        { "at": "2027-03-01T11:06:40+01:00", "event": "active" },
    ]));
    let ran = unsit.settings(&["simulate", "--json", "--tz", "Europe/Vienna", "--events", &unsit.events_file()]);
    let played: Value = serde_json::from_str(&ran.out).unwrap();
    let shown = played["shown"].as_array().unwrap();
    assert_eq!(times(shown), ["03-01T10:00", "03-01T10:05", "03-01T11:06"]);
    assert_eq!(column(shown, "kind"), ["due", "repeat", "due"]);
    let first = &played["ledger"][0];
    assert_eq!(first["id"], shown[0]["break"]);
    let mut told = first.clone();
    told.as_object_mut().unwrap().remove("id");
    assert_eq!(
        told,
        json!({
            "due_at": "2027-03-01T09:00:00Z", "shown_at": "2027-03-01T09:00:00Z", "outcome": "taken", "snoozes": 1, "reason": null,
            "session": null, "held_seconds": 28, "planned_seconds": 30,
        })
    );
    let second = &played["ledger"][1];
    assert_eq!((&second["outcome"], &second["reason"]), (&json!("skipped"), &json!("In a call")));

    let text = unsit.settings(&["simulate", "--tz", "Europe/Vienna", "--events", &unsit.events_file()]).out;
    assert!(text.ends_with("\n\n2027-03-01 10:00:00 +01:00  Taken\n2027-03-01 11:06:00 +01:00  Skipped\n"), "{text}");
}

#[test]
fn an_answer_to_nothing_and_a_key_that_means_nothing_are_named() {
    let unsit = with_settings(r#"{"reminders":{"haptics":1}}"#);
    unsit.events(&json!([{ "at": "2027-03-01T09:00:00Z", "event": "skip", "mood": "good" }]));
    let ran = unsit.run(&["simulate", "--json", "--tz", "UTC", "--settings", &unsit.settings_file(), "--events", &unsit.events_file()]);
    assert_eq!(ran.code, Some(0));
    let said: Vec<&str> = ran.err.lines().map(|line| line.rsplit_once("json: ").unwrap().1).collect();
    assert_eq!(
        said,
        [
            "unknown keys are left as they are: reminders.haptics",
            "unknown keys mean nothing here: [0].mood",
            "[0]: no break was open then; nothing was put off or skipped"
        ]
    );
}

#[test]
fn a_wrong_value_is_refused_with_file_and_path() {
    let unsit = with_settings(r#"{"reminders":{"sit_limit_min":5,"active":{"mon":[["09:00","25:00"]]}}}"#);
    let ran = unsit.run(&["reminders", "--tz", "UTC", "--settings", &unsit.settings_file()]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    let said: Vec<&str> = ran.err.lines().map(|line| line.rsplit_once("json: ").unwrap().1).collect();
    assert_eq!(
        said,
        [
            "reminders.sit_limit_min: found 5, allowed is a whole number from 20 to 120",
            "reminders.active.mon[0][1]: found \"25:00\", allowed is a time from \"00:00\" to \"24:00\""
        ]
    );
    unsit.events(&json!([{ "at": "2027-03-01T09:00:00Z", "event": "nap" }]));
    let ran = unsit.run(&["simulate", "--tz", "UTC", "--events", &unsit.events_file()]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("[0].event: found \"nap\""), "{}", ran.err);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let ran = Unsit::new().run(&["simulate", "--tz", "UTC", "--events", "/nowhere/events.json"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with("unsit: /nowhere/events.json cannot be read: "), "{}", ran.err);
}

#[test]
fn wrong_arguments_say_what_is_allowed() {
    for (arguments, allowed) in [
        (["reminders", "--tz", "Mars/Olympus"], "a time zone such as Europe/Vienna"),
        (["reminders", "--horizon", "7y"], "a number with m, h, d or w"),
        (["reminders", "--at", "noon"], "a time such as 2027-03-01T09:00:00+01:00"),
    ] {
        let ran = Unsit::new().run(&arguments);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains(allowed), "{}", ran.err);
    }
}

/// Month, day, hour and minute of each reminder, by the clock of its place.
fn times(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| row["local"].as_str().unwrap()[5..16].to_owned()).collect()
}

fn with_settings(text: &str) -> Unsit {
    let unsit = Unsit::new();
    fs::write(unsit.settings_file(), text).unwrap();
    unsit
}

impl Unsit {
    fn settings_file(&self) -> String {
        self.file("reminders.json").display().to_string()
    }

    fn events_file(&self) -> String {
        self.file("events.json").display().to_string()
    }

    fn events(&self, events: &Value) {
        fs::write(self.events_file(), events.to_string()).unwrap();
    }

    /// A run with the settings of the file.
    fn settings(&self, arguments: &[&str]) -> Ran {
        let file = self.settings_file();
        self.run(&[arguments, &["--settings", &file]].concat()).succeeded()
    }
}

impl Ran {
    fn rows(&self) -> Vec<Value> {
        serde_json::from_str(&self.out).unwrap()
    }
}
