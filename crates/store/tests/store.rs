//! What only a file does. What every backend does is in `conformance`.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::fs;
use std::thread;

use common::{EVERYTHING, open, record};
use tempfile::tempdir;
use unsit_store::{Store, StoreError};

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
    newer.pragma_update(None, "user_version", 5).unwrap();
    let error = store.save_session(&record(1)).unwrap_err();
    assert!(matches!(error, StoreError::SchemaChanged { found: 5, known: 4 }), "{error:?}");
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), []);
}

#[test]
#[cfg(unix)]
fn a_new_data_directory_is_for_its_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let data = dir.path().join("share/unsit");
    Store::open(&data).unwrap();
    assert_eq!(fs::metadata(data).unwrap().permissions().mode() & 0o777, 0o700);
}
