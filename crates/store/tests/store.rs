//! What is stored is what is read, in the order and with the sums that the screens ask for.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::thread;

use common::{DEVICE, EVERYTHING, day, id, open, record};
use serde_json::json;
use tempfile::tempdir;
use unsit_core::record::{DayTotal, SessionRecord};
use unsit_core::routine::Id;
use unsit_core::{LocalDay, Millis, Wall};
use unsit_store::{Cursor, Filter, Reason, Store, StoreError, Totals};
use uuid::Uuid;

#[test]
fn a_saved_session_is_read_back_whole_after_a_restart() {
    let dir = tempdir().unwrap();
    open(dir.path()).save_session(&record(4)).unwrap();
    assert_eq!(open(dir.path()).sessions(EVERYTHING, None, 10).unwrap(), [record(4)]);
}

#[test]
fn saving_the_same_session_again_changes_nothing() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_session(&record(4)).unwrap();
    store.save_session(&record(4)).unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 10).unwrap(), [record(4)]);
}

#[test]
fn another_session_with_the_same_id_is_refused_and_the_stored_one_stays() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_session(&record(4)).unwrap();
    let mut other = record(4);
    other.sets[0].held = Millis(1);
    let error = store.save_session(&other).unwrap_err();
    assert_eq!(error.reason(), Reason::Conflict);
    assert!(error.to_string().contains("the session of 13:00 is not stored"), "{error}");
    assert_eq!(store.sessions(EVERYTHING, None, 10).unwrap(), [record(4)]);
}

#[test]
fn an_import_is_stored_as_a_whole_or_not_at_all() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let empty = SessionRecord { sets: Vec::new(), ..record(3) };
    let error = store.save_sessions(&[record(1), record(2), empty]).unwrap_err();
    assert!(matches!(error, StoreError::Row { table: "held_set", column: "position", .. }), "{error:?}");
    assert_eq!(store.sessions(EVERYTHING, None, 10).unwrap(), []);
}

#[test]
fn values_that_no_column_can_hold_are_refused() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let mut endless = record(1);
    endless.sets[1].planned = Millis(u64::MAX);
    let refused = [
        (endless, "planned_ms"),
        (SessionRecord { local_day: LocalDay(chrono::NaiveDate::MAX), ..record(1) }, "local_day"),
        (SessionRecord { variant: Some(Id::new("")), ..record(1) }, "variant"),
        (SessionRecord { routine: Id::new(""), ..record(1) }, "routine"),
    ];
    for (record, expected) in refused {
        let error = store.save_session(&record).unwrap_err();
        assert!(matches!(error, StoreError::Row { column, .. } if column == expected), "{error:?}");
    }
    assert_eq!(store.sessions(EVERYTHING, None, 10).unwrap(), []);
}

#[test]
fn pages_follow_each_other_from_the_newest_session_to_the_oldest() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_sessions(&[record(2), record(0), record(4), record(1), record(3)]).unwrap();
    let first = store.sessions(EVERYTHING, None, 2).unwrap();
    assert_eq!(first, [record(4), record(3)]);
    let second = store.sessions(EVERYTHING, Some(Cursor::at(&first[1])), 2).unwrap();
    assert_eq!(second, [record(2), record(1)]);
    assert_eq!(store.sessions(EVERYTHING, Some(Cursor::at(&second[1])), 2).unwrap(), [record(0)]);
}

#[test]
fn sessions_of_the_same_instant_are_neither_lost_nor_shown_twice() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let at_once = [1, 2, 3].map(|n| SessionRecord { id: id(n), ..record(0) });
    store.save_sessions(&at_once).unwrap();
    let first = store.sessions(EVERYTHING, None, 1).unwrap();
    assert_eq!(first, [at_once[2].clone()]);
    assert_eq!(store.sessions(EVERYTHING, Some(Cursor::at(&first[0])), 9).unwrap(), [at_once[1].clone(), at_once[0].clone()]);
}

#[test]
fn history_may_begin_at_a_day() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_sessions(&[record(7), record(8), record(16)]).unwrap();
    let since = |text| Filter { since: Some(day(text)), ..EVERYTHING };
    assert_eq!(store.sessions(since("2026-03-03"), None, 9).unwrap(), [record(16), record(8)]);
    assert_eq!(store.sessions(since("2026-03-05"), None, 9).unwrap(), []);
    let all_days = Filter { since: Some(LocalDay(chrono::NaiveDate::MIN)), ..EVERYTHING };
    assert_eq!(store.sessions(all_days, None, 9).unwrap().len(), 3);
}

#[test]
fn rehearsals_are_listed_only_when_asked_for_and_count_nowhere() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let rehearsal = SessionRecord { rehearsal: true, variant: Some(Id::new("fast")), ..record(1) };
    store.save_sessions(&[record(0), rehearsal.clone()]).unwrap();
    let monday = day("2026-03-02");
    assert_eq!(store.sessions(Filter::default(), None, 9).unwrap(), [record(0)]);
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [rehearsal, record(0)]);
    assert_eq!(store.sessions_of_day(monday).unwrap(), [record(0)]);
    assert_eq!(store.day_totals(monday, monday).unwrap()[0].sessions, 1);
    assert_eq!(store.totals().unwrap().sessions, 1);
    assert_eq!(store.last_variants().unwrap(), BTreeMap::new());
}

#[test]
fn a_day_is_the_sum_of_its_sessions_and_days_without_any_are_left_out() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_sessions(&[record(0), record(1), record(16)]).unwrap();
    let monday = DayTotal { day: day("2026-03-02"), sessions: 2, planned: Millis(50_000), held: Millis(46_500) };
    let wednesday = DayTotal { day: day("2026-03-04"), sessions: 1, planned: Millis(30_000), held: Millis(25_500) };
    assert_eq!(store.day_totals(day("2026-03-02"), day("2026-03-04")).unwrap(), [monday, wednesday]);
    assert_eq!(store.day_totals(LocalDay(chrono::NaiveDate::MIN), day("2026-03-03")).unwrap(), [monday]);
    assert_eq!(store.totals().unwrap(), Totals { sessions: 3, days: 2, planned: Millis(80_000), held: Millis(72_000) });
}

#[test]
fn an_empty_history_sums_up_to_nothing() {
    let dir = tempdir().unwrap();
    assert_eq!(open(dir.path()).totals().unwrap(), Totals::default());
}

#[test]
fn the_last_variant_is_that_of_the_newest_session() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let with = |n, routine, variant: Option<&str>| SessionRecord { routine: Id::new(routine), variant: variant.map(Id::new), ..record(n) };
    store
        .save_sessions(&[
            with(5, "hips", Some("seated")),
            with(2, "hips", Some("mat")),
            with(3, "bridge", Some("mat")),
            with(4, "bridge", None),
            with(1, "walk", Some("stairs")),
        ])
        .unwrap();
    assert_eq!(store.last_variant(&Id::new("hips")).unwrap(), Some(Id::new("seated")));
    assert_eq!(store.last_variant(&Id::new("bridge")).unwrap(), None);
    assert_eq!(store.last_variant(&Id::new("swim")).unwrap(), None);
    assert_eq!(
        store.last_variants().unwrap(),
        BTreeMap::from([(Id::new("hips"), Id::new("seated")), (Id::new("walk"), Id::new("stairs"))])
    );
}

#[test]
fn settings_given_are_replaced_and_others_kept() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store
        .save_settings(&BTreeMap::from([("of.a.later.version".into(), json!({"ü": [1, null]})), ("limit_min".into(), json!(60))]))
        .unwrap();
    store.save_settings(&BTreeMap::from([("limit_min".into(), json!(45))])).unwrap();
    assert_eq!(
        open(dir.path()).settings().unwrap(),
        BTreeMap::from([("of.a.later.version".into(), json!({"ü": [1, null]})), ("limit_min".into(), json!(45))])
    );
}

#[test]
fn the_first_id_of_a_device_is_its_id_for_good() {
    let dir = tempdir().unwrap();
    assert_eq!(open(dir.path()).device_id(DEVICE).unwrap(), DEVICE);
    assert_eq!(open(dir.path()).device_id(Uuid::from_u128(1)).unwrap(), DEVICE);
}

#[test]
fn odd_clocks_and_offsets_come_back_as_they_were() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let before_1970 = SessionRecord {
        started_at: Wall(-1),
        ended_at: Wall(i64::MIN),
        offset_seconds: i32::MIN,
        local_day: day("1969-12-31"),
        ..record(1)
    };
    store.save_session(&before_1970).unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [before_1970]);
}

#[test]
fn windows_opened_at_the_same_moment_share_one_new_database() {
    let dir = tempdir().unwrap();
    thread::scope(|scope| {
        for n in 0..8 {
            let dir = dir.path();
            scope.spawn(move || open(dir).save_session(&record(n)).unwrap());
        }
    });
    assert_eq!(open(dir.path()).sessions(EVERYTHING, None, 99).unwrap(), [7, 6, 5, 4, 3, 2, 1, 0].map(record));
}

#[test]
fn a_window_that_was_overtaken_by_a_newer_version_writes_nothing() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let newer = rusqlite::Connection::open(dir.path().join("unsit.sqlite3")).unwrap();
    newer.pragma_update(None, "user_version", 3).unwrap();
    let error = store.save_session(&record(1)).unwrap_err();
    assert!(matches!(error, StoreError::SchemaChanged { found: 3, known: 2 }), "{error:?}");
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), []);
}

#[cfg(unix)]
#[test]
fn a_new_data_directory_is_for_its_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let data = dir.path().join("share/unsit");
    Store::open(&data).unwrap();
    assert_eq!(fs::metadata(data).unwrap().permissions().mode() & 0o777, 0o700);
}
