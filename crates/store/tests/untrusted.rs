//! Rows that Unsit never wrote: each odd value is an error that names it, never a panic.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use common::{EVERYTHING, day, facts, id, open, record};
use rusqlite::Connection;
use tempfile::tempdir;
use unsit_store::{Reason, StoreError};

#[test]
fn an_odd_value_in_a_session_is_named_by_table_id_and_column() {
    for (change, expected) in [
        ("UPDATE session SET device = x'0102'", "device"),
        ("UPDATE session SET offset_s = 4294967296", "offset_s"),
        ("UPDATE session SET local_day = 'yesterday'", "local_day"),
        ("UPDATE session SET local_day = '2026-3-2'", "local_day"),
        ("UPDATE session SET completed = 2", "completed"),
        ("UPDATE session SET reached_end = 2", "reached_end"),
        ("UPDATE session SET rehearsal = -1", "rehearsal"),
        ("UPDATE session SET origin = 'dreamt'", "origin"),
        ("UPDATE session SET corrects = x'0102'", "corrects"),
    ] {
        assert_eq!(read_after(change), ("session", id(1).0.to_string(), expected), "{change}");
    }
}

#[test]
fn an_odd_value_in_a_set_is_named_by_its_session() {
    for (change, expected) in [
        ("UPDATE held_set SET side = 'upper'", "side"),
        ("UPDATE held_set SET planned_ms = -1", "planned_ms"),
        ("UPDATE held_set SET held_ms = 4294967296", "held_ms"),
        ("UPDATE held_set SET number = -1", "number"),
        ("UPDATE held_set SET planned_reps = 9223372036854775807", "planned_reps"),
        ("UPDATE held_set SET reps = -9223372036854775808", "reps"),
        ("UPDATE held_set SET position = position + 1000", "position"),
        ("DELETE FROM held_set WHERE position = 1", "position"),
        ("DELETE FROM held_set", "position"),
    ] {
        assert_eq!(read_after(change), ("held_set", id(1).0.to_string(), expected), "{change}");
    }
}

#[test]
fn an_odd_value_in_an_attempt_is_named_by_its_session() {
    for (change, expected) in [
        ("UPDATE attempt SET held_ms = -5", "held_ms"),
        ("UPDATE attempt SET position = position + 77", "position"),
        ("UPDATE attempt SET position = -1 - position", "position"),
        ("UPDATE attempt SET number = number + 100", "number"),
    ] {
        assert_eq!(read_after(change), ("attempt", id(1).0.to_string(), expected), "{change}");
    }
}

#[test]
fn a_session_without_a_proper_id_is_named_by_its_bytes() {
    let change = "UPDATE session SET id = x'beef'; UPDATE held_set SET session = x'beef'";
    assert_eq!(read_after(change), ("session", "Blob([be, ef])".to_owned(), "id"));
}

#[test]
fn an_odd_amendment_is_named_by_its_session() {
    let change = "INSERT INTO amendment (id, device, at_ms, session, kind) SELECT id, device, 0, id, 'forgotten' FROM session";
    assert_eq!(read_after(change), ("amendment", id(1).0.to_string(), "kind"));
}

#[test]
fn an_odd_fact_about_a_break_is_named_and_the_others_are_read() {
    for (change, odd) in [
        ("fact = '{}'", "fact"),
        ("fact = replace(fact, 'skipped', 'dreamt')", "fact"),
        ("fact = '{\"fact\":\"rest\",\"day\":\"soon\",\"on\":true}'", "fact"),
        ("device = x'01'", "device"),
        ("offset_s = 4294967296", "offset_s"),
        ("local_day = '2026-3-2'", "local_day"),
    ] {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        store.save_facts(&facts()).unwrap();
        let skipped = facts()[3].id;
        crate::change(dir.path(), &format!("UPDATE break_fact SET {change} WHERE fact LIKE '%skipped%'"));
        for _ in 0..2 {
            let read = store.facts().unwrap();
            assert_eq!(read.unusable, [format!("break_fact {skipped} ({odd})")], "{change}");
            assert_eq!(read.events.len(), 8);
        }
    }
}

#[test]
fn sums_refuse_a_length_that_no_set_can_have() {
    for odd in ["-1", "9223372036854775807"] {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        store.save_sessions(&[record(1), record(2)]).unwrap();
        change(dir.path(), &format!("UPDATE held_set SET held_ms = {odd}"));
        let monday = day("2026-03-02");
        for error in [store.totals().unwrap_err(), store.day_totals(monday, monday).unwrap_err()] {
            assert_eq!(named(error), ("held_set", id(1).0.to_string(), "held_ms"));
        }
    }
}

#[test]
fn a_sum_over_an_odd_day_is_refused() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_session(&record(1)).unwrap();
    change(dir.path(), "UPDATE session SET local_day = '2026-03-02 '");
    let error = store.day_totals(day("2026-03-01"), day("2026-03-09")).unwrap_err();
    assert!(matches!(error, StoreError::Row { table: "session", column: "local_day", .. }), "{error:?}");
}

#[test]
fn a_setting_that_is_no_json_is_named_by_its_key() {
    let dir = tempdir().unwrap();
    let store = open(dir.path());
    change(dir.path(), "INSERT INTO setting (key, value) VALUES ('limit_min', 'sixty')");
    assert_eq!(named(store.settings().unwrap_err()), ("setting", "limit_min".to_owned(), "value"));
}

#[test]
fn a_device_without_a_proper_id_is_an_error() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    change(dir.path(), "INSERT INTO device (only, id) VALUES (1, x'01')");
    assert_eq!(named(store.device_id(common::DEVICE).unwrap_err()), ("device", "1".to_owned(), "id"));
}

/// The row that reading the history refuses after `sql` was done to a database with record 1.
fn read_after(sql: &str) -> (&'static str, String, &'static str) {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_session(&record(1)).unwrap();
    change(dir.path(), sql);
    named(store.sessions(EVERYTHING, None, 9).unwrap_err())
}

fn change(dir: &std::path::Path, sql: &str) {
    let connection = Connection::open(dir.join("unsit.sqlite3")).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
}

fn named(error: StoreError) -> (&'static str, String, &'static str) {
    assert_eq!(error.reason(), Reason::Odd);
    match error {
        StoreError::Row { table, id, column } => (table, id, column),
        other => panic!("{other:?} names no row"),
    }
}
