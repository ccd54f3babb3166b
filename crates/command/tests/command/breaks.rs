//! Breaks in the terminal: the ledger, answers, pauses.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use unsit_core::breaks::{Fact, Kind, LedgerEvent, OfferId, ReminderId, Why};
use unsit_core::{LocalDay, Millis, Wall};
use unsit_store::Store;
use uuid::Uuid;

use crate::Unsit;

#[test]
fn the_ledger_tells_what_became_of_each_break() {
    let unsit = with_an_open_break();
    let rows = unsit.json(&["ledger", "--json"]);
    let [open, missed] = rows.as_array().unwrap().as_slice() else { panic!("{rows}") };
    assert_eq!((&open["outcome"], &open["snoozes"], &missed["outcome"]), (&Value::Null, &json!(0), &json!("missed")));
    let keys: Vec<&String> = open.as_object().unwrap().keys().collect();
    let contract = ["due_at", "held_seconds", "id", "outcome", "planned_seconds", "reason", "session", "shown_at", "snoozes"];
    assert_eq!(keys, contract);
    let told = unsit.run(&["ledger"]).succeeded().out;
    assert!(told.contains("Open\n") && told.contains("Missed\n"), "{told}");
    assert_eq!(Unsit::new().run(&["ledger"]).succeeded().out, "No breaks yet.\n");
}

#[test]
fn a_break_is_put_off_and_skipped_with_a_reason() {
    let unsit = with_an_open_break();
    let said = unsit.run(&["break", "later", "20"]).succeeded().out;
    assert!(said.starts_with("It comes again at ") && said.contains(':'), "{said}");
    assert_eq!(row(&unsit)["snoozes"], 1);
    assert_eq!(unsit.run(&["break", "skip", "no room here"]).succeeded().out, "Skipped\n");
    assert_eq!((&row(&unsit)["outcome"], &row(&unsit)["reason"]), (&json!("skipped"), &json!("no room here")));
    let again = unsit.run(&["break", "skip"]);
    assert_eq!((again.code, again.err.as_str()), (Some(1), "unsit: No break is open.\n"));
}

#[test]
fn who_has_moved_needs_no_open_break() {
    let unsit = with_an_open_break();
    for _ in 0..2 {
        assert_eq!(unsit.run(&["break", "moved"]).succeeded().out, "Noted. The sitting begins anew.\n");
        assert_eq!(row(&unsit)["outcome"], "moved");
    }
    assert_eq!(Unsit::new().run(&["break", "moved"]).succeeded().code, Some(0));
}

#[test]
fn nothing_is_put_off_where_nothing_is_open_and_nonsense_is_refused() {
    let unsit = Unsit::new();
    let nothing = unsit.run(&["break", "later"]);
    assert_eq!((nothing.code, nothing.err.as_str()), (Some(1), "unsit: No break is open.\n"));
    for odd in [["break", "later", "0"], ["break", "later", "900"], ["break", "skip", "two\nlines"], ["pause", "2 hours", "off"]] {
        assert_eq!(unsit.run(&odd).code, Some(2), "{odd:?}");
    }
    for odd in ["", "h", "0m", "25h", "2d", "-1h"] {
        assert_eq!(unsit.run(&["pause", odd]).code, Some(2), "{odd}");
    }
}

#[test]
fn a_pause_is_stored_and_ended() {
    let unsit = Unsit::new();
    assert!(unsit.run(&["pause", "2h"]).succeeded().out.starts_with("Reminders go on at "));
    let stored = setting(&unsit, "reminders.pause_until").unwrap();
    let until = chrono::DateTime::parse_from_rfc3339(stored.as_str().unwrap()).unwrap().timestamp_millis();
    assert!((until - now().0 - 7_200_000).abs() < 60_000, "{stored}");
    assert!(unsit.run(&["pause", "tomorrow"]).succeeded().out.starts_with("Reminders go on at "));
    assert_eq!(unsit.run(&["pause", "off"]).succeeded().out, "Reminders go on.\n");
    assert_eq!(setting(&unsit, "reminders.pause_until"), Some(Value::Null));
}

#[test]
fn a_command_that_is_gone_in_a_moment_offers_nothing() {
    let unsit = with_an_open_break();
    std::fs::write(unsit.file("sitting.json"), json!({ "at": now().0 - 1000, "sat_ms": 7_199_500, "asked_ms": 3_600_000 }).to_string())
        .unwrap();
    unsit.run(&["pause", "off"]).succeeded();
    assert_eq!(unsit.json(&["ledger", "--json"]).as_array().unwrap().len(), 2, "two hours are full, and nobody would see a reminder");
}

fn row(unsit: &Unsit) -> Value {
    unsit.json(&["ledger", "--json"])[0].clone()
}

fn setting(unsit: &Unsit, key: &str) -> Option<Value> {
    Store::open(unsit.folder()).unwrap().store.settings().unwrap().remove(key)
}

/// Somebody who sits day and night, with a break that was missed and one that was shown a minute ago.
fn with_an_open_break() -> Unsit {
    let unsit = Unsit::new();
    let mut store = sits_day_and_night(&unsit);
    let device = store.device_id(Uuid::from_u128(7)).unwrap();
    let [first, second] = [0, 1].map(|number| OfferId::of(device, number));
    let at = |minutes: i64| Wall(now().0 - minutes * 60_000);
    let shown = |offer| Fact::Shown { offer, reminder: ReminderId::of(offer, 0), kind: Kind::Due };
    let facts = [
        (at(61), Fact::Offered { offer: first, number: 0, due_at: at(61), sat: Millis::from_secs(3600) }),
        (at(61), shown(first)),
        (at(1), Fact::Closed { offer: first, why: Why::Missed }),
        (at(1), Fact::Offered { offer: second, number: 1, due_at: at(1), sat: Millis::from_secs(7200) }),
        (at(1), shown(second)),
    ];
    let mut id = 0;
    let events = facts.map(|(at, fact)| {
        id += 1;
        let local_day = LocalDay(at.to_utc().date_naive());
        LedgerEvent { id: Uuid::from_u128(id), device, at, offset_seconds: 0, local_day, fact }
    });
    store.save_facts(&events).unwrap();
    unsit
}

/// Hours that do not end, so that a test may run at any time.
pub(crate) fn sits_day_and_night(unsit: &Unsit) -> Store {
    let mut store = Store::open(unsit.folder()).unwrap().store;
    let whole_days: BTreeMap<&str, Value> =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| (day, json!([["00:00", "24:00"]]))).into();
    store.save_settings(&BTreeMap::from([("reminders.active".to_owned(), json!(whole_days))])).unwrap();
    store
}

#[allow(clippy::disallowed_methods)] // the command reads the real clock
pub(crate) fn now() -> Wall {
    Wall(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap())
}
