//! When a database does not open: what is damaged is set aside, whatever else is wrong is reported and left alone.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use common::{EVERYTHING, open, record};
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};
use unsit_store::{Limits, Reason, Store, StoreError};

const AT_ONCE: Limits = Limits { busy_timeout: Duration::ZERO, max_pages: None };
const PAGE: usize = 4096;

#[test]
fn a_file_that_is_no_database_is_set_aside_with_its_companions_and_named() {
    let dir = tempdir().unwrap();
    let noise: Vec<u8> = (0..9000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    fs::write(database(&dir), &noise).unwrap();
    fs::write(dir.path().join("unsit.sqlite3-wal"), "log").unwrap();

    let mut opened = Store::open(dir.path()).unwrap();

    let aside = dir.path().join("unsit-damaged-1.sqlite3");
    assert_eq!(opened.set_aside, Some(aside.clone()));
    assert_eq!(fs::read(aside).unwrap(), noise);
    assert_eq!(fs::read(dir.path().join("unsit-damaged-1.sqlite3-wal")).unwrap(), b"log");
    opened.store.save_session(&record(1)).unwrap();
    drop(opened);
    assert_eq!(open(dir.path()).sessions(EVERYTHING, None, 9).unwrap(), [record(1)]);
}

#[test]
fn a_second_damaged_database_takes_the_next_free_name() {
    let dir = tempdir().unwrap();
    for expected in ["unsit-damaged-1.sqlite3", "unsit-damaged-2.sqlite3"] {
        fs::write(database(&dir), [7; 5000]).unwrap();
        assert_eq!(Store::open(dir.path()).unwrap().set_aside, Some(dir.path().join(expected)));
    }
    fs::write(dir.path().join("unsit-damaged-3.sqlite3-wal"), "of an interrupted move").unwrap();
    fs::write(database(&dir), [7; 5000]).unwrap();
    assert_eq!(Store::open(dir.path()).unwrap().set_aside, Some(dir.path().join("unsit-damaged-4.sqlite3")));
}

#[test]
fn a_database_with_overwritten_pages_is_set_aside_while_opening_or_after_the_first_failed_read() {
    let sound = stored(200);
    let pages = fs::read(database(&sound)).unwrap().len() / PAGE;
    let mut noticed = 0;
    for page in 1..pages {
        let dir = copy(&sound);
        overwrite(&database(&dir), page * PAGE, PAGE);
        let damaged = fs::read(database(&dir)).unwrap();
        if let Some(aside) = set_aside_by_use(dir.path()) {
            noticed += 1;
            assert_eq!(fs::read(&aside).unwrap(), damaged, "page {page} was set aside as it was");
            assert_eq!(open(dir.path()).sessions(EVERYTHING, None, 9).unwrap(), [], "and a new database began");
        }
    }
    assert!(noticed > pages / 2, "{noticed} of {pages} pages were noticed: the rest belong to what was not read");
}

#[test]
fn damage_is_not_set_aside_while_another_window_has_the_database_open() {
    let dir = stored(200);
    let other = open(dir.path());
    overwrite(&database(&dir), PAGE, fs::read(database(&dir)).unwrap().len() - PAGE);
    let damaged = fs::read(database(&dir)).unwrap();

    let error = Store::open(dir.path()).unwrap_err();

    assert_eq!(error.reason(), Reason::Damaged);
    assert!(error.to_string().contains("Close every window of Unsit"), "{error}");
    assert_eq!(fs::read(database(&dir)).unwrap(), damaged);
    drop(other);
    assert!(Store::open(dir.path()).unwrap().set_aside.is_some());
}

#[test]
fn opening_while_another_window_sets_damage_aside_is_busy() {
    let dir = stored(5);
    let other = File::options().write(true).open(dir.path().join("unsit.lock")).unwrap();
    other.lock().unwrap();
    assert_eq!(Store::open(dir.path()).unwrap_err().reason(), Reason::Busy);
    drop(other);
    assert_eq!(open(dir.path()).totals().unwrap().sessions, 5);
}

#[test]
fn recovering_a_sound_database_keeps_it() {
    let dir = stored(5);
    let recovered = open(dir.path()).recover().unwrap();
    assert_eq!(recovered.set_aside, None);
    assert_eq!(recovered.store.totals().unwrap().sessions, 5);
}

#[test]
fn a_locked_database_is_busy_and_left_alone() {
    let dir = stored(5);
    let before = fs::read(database(&dir)).unwrap();
    let other = Connection::open(database(&dir)).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();

    let error = Store::open_with(dir.path(), &AT_ONCE).unwrap_err();

    assert!(matches!(error, StoreError::Open { .. }), "{error:?}");
    assert_eq!(error.reason(), Reason::Busy);
    assert_eq!(fs::read(database(&dir)).unwrap(), before);
    assert_only_ours(&dir);
}

#[test]
fn a_save_that_another_writer_blocks_is_busy_and_says_which_session_is_not_stored() {
    let dir = stored(1);
    let mut store = Store::open_with(dir.path(), &AT_ONCE).unwrap().store;
    let other = Connection::open(database(&dir)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    let error = store.save_session(&record(5)).unwrap_err();

    assert_eq!(error.reason(), Reason::Busy);
    assert_eq!(
        error.to_string(),
        "Another program is using the database: the session of 14:00 is not stored yet. \
         Unsit tries again; if this stays, close other programs that have it open."
    );
    other.execute_batch("ROLLBACK").unwrap();
    store.save_session(&record(5)).unwrap();
}

#[test]
fn a_full_disk_is_reported_and_nothing_stored_before_is_lost() {
    let dir = stored(1);
    let full = Limits { max_pages: Some(20), ..AT_ONCE };
    let mut store = Store::open_with(dir.path(), &full).unwrap().store;
    let (saved, error) =
        (1..1000).find_map(|n| store.save_session(&record(n)).err().map(|error| (n, error))).expect("twenty pages fill up");

    assert_eq!(error.reason(), Reason::Full);
    assert!(error.to_string().starts_with("The disk is full: the session of "), "{error}");
    assert!(error.to_string().ends_with(" is not stored yet. Free some space; Unsit tries again."), "{error}");
    assert_eq!(store.totals().unwrap().sessions, saved);
    drop(store);
    let mut store = open(dir.path());
    store.save_session(&record(saved)).unwrap();
    assert_eq!(store.totals().unwrap().sessions, saved + 1);
}

#[test]
fn a_path_that_leads_to_no_file_cannot_be_opened() {
    let dir = tempdir().unwrap();
    fs::create_dir(database(&dir)).unwrap();
    assert_eq!(Store::open(dir.path()).unwrap_err().reason(), Reason::CannotOpen);
    assert!(database(&dir).is_dir());

    let file = dir.path().join("file");
    fs::write(&file, "text").unwrap();
    assert_eq!(Store::open(&file.join("unsit")).unwrap_err().reason(), Reason::CannotOpen);
    assert_eq!(fs::read(&file).unwrap(), b"text");
}

#[cfg(unix)]
#[test]
fn a_directory_that_the_user_may_not_write_is_reported_and_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let root_may_write_everywhere = fs::write(dir.path().join("probe"), "").is_ok();
    if !root_may_write_everywhere {
        assert_eq!(Store::open(dir.path()).unwrap_err().reason(), Reason::Permission);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}

#[cfg(unix)]
#[test]
fn a_database_that_the_user_may_not_write_is_reported_when_a_session_is_saved() {
    use std::os::unix::fs::PermissionsExt;
    let dir = stored(1);
    fs::set_permissions(database(&dir), fs::Permissions::from_mode(0o400)).unwrap();
    let root_may_write_everywhere = File::options().append(true).open(database(&dir)).is_ok();
    if !root_may_write_everywhere {
        let outcome = Store::open(dir.path()).and_then(|mut opened| opened.store.save_session(&record(5)));
        assert_eq!(outcome.unwrap_err().reason(), Reason::Permission);
        assert_eq!(open(dir.path()).sessions(EVERYTHING, None, 9).unwrap(), [record(0)]);
    }
}

#[test]
fn a_database_of_a_newer_version_is_reported_and_left_alone_byte_for_byte() {
    let dir = stored(3);
    let other = Connection::open(database(&dir)).unwrap();
    other.execute_batch("PRAGMA user_version = 7; CREATE TABLE later (n INTEGER NOT NULL) STRICT").unwrap();
    let before = [fs::read(database(&dir)).unwrap(), fs::read(beside(&dir, "-wal")).unwrap()];
    let copied = copy(&dir);

    let error = Store::open(copied.path()).unwrap_err();

    assert!(matches!(error, StoreError::Newer { found: 7, known: 4, .. }), "{error:?}");
    assert_eq!(error.reason(), Reason::Newer);
    assert_eq!([fs::read(database(&copied)).unwrap(), fs::read(beside(&copied, "-wal")).unwrap()], before);
    assert_only_ours(&copied);
}

#[test]
fn a_damaged_log_costs_what_was_only_in_it_and_nothing_else() {
    let dir = stored(3);
    let store = open(dir.path());
    let copied = copy(&dir);
    drop(store);
    fs::write(beside(&copied, "-wal"), vec![9; 40_000]).unwrap();
    assert_eq!(open(copied.path()).totals().unwrap().sessions, 3);
}

/// A directory with sessions `0..count`, closed.
fn stored(count: u32) -> TempDir {
    let dir = tempdir().unwrap();
    open(dir.path()).save_sessions(&(0..count).map(record).collect::<Vec<_>>()).unwrap();
    dir
}

/// Opens and reads everything; the name under which the database was set aside, if any call noticed damage.
fn set_aside_by_use(dir: &Path) -> Option<PathBuf> {
    let opened = Store::open(dir).unwrap();
    if opened.set_aside.is_some() {
        return opened.set_aside;
    }
    let read = opened.store.sessions(EVERYTHING, None, 1000).map(drop).and_then(|()| opened.store.totals().map(drop));
    match read {
        Err(error) if error.reason() == Reason::Damaged => opened.store.recover().unwrap().set_aside,
        Ok(()) | Err(_) => None,
    }
}

fn overwrite(path: &Path, offset: usize, length: usize) {
    let mut file = File::options().read(true).write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(offset as u64)).unwrap();
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes).unwrap();
    for byte in &mut bytes {
        *byte ^= 0xa5;
    }
    file.seek(SeekFrom::Start(offset as u64)).unwrap();
    file.write_all(&bytes).unwrap();
}

fn copy(from: &TempDir) -> TempDir {
    let to = tempdir().unwrap();
    for name in ["unsit.sqlite3", "unsit.sqlite3-wal"] {
        if from.path().join(name).exists() {
            fs::copy(from.path().join(name), to.path().join(name)).unwrap();
        }
    }
    to
}

fn assert_only_ours(dir: &TempDir) {
    for entry in fs::read_dir(dir.path()).unwrap() {
        let name = entry.unwrap().file_name();
        let ours = ["unsit.lock", "unsit.sqlite3", "unsit.sqlite3-shm", "unsit.sqlite3-wal"];
        assert!(ours.iter().any(|ours| name == *ours), "{} was left behind", name.display());
    }
}

fn database(dir: &TempDir) -> PathBuf {
    dir.path().join("unsit.sqlite3")
}

fn beside(dir: &TempDir, companion: &str) -> PathBuf {
    dir.path().join(format!("unsit.sqlite3{companion}"))
}
