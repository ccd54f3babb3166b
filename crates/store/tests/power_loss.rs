//! Proof 2, power loss: whatever was synced before the power went is there, and nothing is there in part.
//!
//! With each acknowledgement the end of the write-ahead log is noted: up to there a commit has been synced. Then copies of
//! the files are cut or torn at every sector, as a disk may leave them. Each copy must open, hold the sessions `0..n` for
//! some `n`, each whole, and lack none whose log ended before the cut. What a drive does that acknowledges a sync without
//! doing it is out of reach here. Process death is another matter: see `process_death.rs`.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Dice, EVERYTHING, open, record};
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};

const SECTOR: usize = 512;
/// Sessions that are in the database file before the log begins anew.
const BEFORE: u32 = 6;
const SESSIONS: u32 = 12;

#[test]
fn a_log_cut_at_any_sector_keeps_every_session_synced_before_the_cut() {
    assert_eq!(at_every_sector(&Disk::after(Acknowledge::AfterCommit), |log, _, cut| log[..cut].to_vec()), Ok(()));
}

#[test]
fn a_log_that_ends_in_zeros_keeps_every_session_synced_before_them() {
    let torn = |log: &[u8], _: &[u8], cut: usize| [&log[..cut], &vec![0; log.len() - cut]].concat();
    assert_eq!(at_every_sector(&Disk::after(Acknowledge::AfterCommit), torn), Ok(()));
}

#[test]
fn a_log_that_ends_in_garbage_keeps_every_session_synced_before_it() {
    let torn = |log: &[u8], _: &[u8], cut: usize| [&log[..cut], &garbage(log.len() - cut)].concat();
    assert_eq!(at_every_sector(&Disk::after(Acknowledge::AfterCommit), torn), Ok(()));
}

#[test]
fn a_log_that_ends_in_what_was_there_before_keeps_every_session_synced_before_that() {
    let torn = |log: &[u8], old: &[u8], cut: usize| [&log[..cut], &old[cut.min(old.len())..]].concat();
    assert_eq!(at_every_sector(&Disk::after(Acknowledge::AfterCommit), torn), Ok(()));
}

#[test]
fn a_log_that_lacks_one_sector_keeps_every_session_synced_before_it() {
    let torn = |log: &[u8], old: &[u8], cut: usize| {
        let end = (cut + SECTOR).min(log.len());
        let missed = old.get(cut..end).map_or_else(|| vec![0; end - cut], <[u8]>::to_vec);
        [&log[..cut], &missed, &log[end..]].concat()
    };
    assert_eq!(at_every_sector(&Disk::after(Acknowledge::AfterCommit), torn), Ok(()));
}

#[test]
fn a_checkpoint_torn_at_any_sector_loses_nothing() {
    let disk = Disk::after(Acknowledge::AfterCommit);
    let checkpointed = disk.checkpointed();
    for cut in (0..=checkpointed.len()).step_by(SECTOR) {
        let database = [&checkpointed[..cut], &disk.database[cut.min(disk.database.len())..]].concat();
        assert_eq!(check(&database, &disk.log, SESSIONS), Ok(()), "torn at {cut}");
    }
}

#[test]
fn the_proof_notices_an_acknowledgement_before_the_commit() {
    let lost = at_every_sector(&Disk::after(Acknowledge::BeforeCommit), |log, _, cut| log[..cut].to_vec());
    assert_eq!(lost, Err("cut at 0: 7 sessions synced, 6 stored".to_owned()));
}

/// When the writer notes that a session is safe.
#[derive(Clone, Copy, PartialEq)]
enum Acknowledge {
    AfterCommit,
    BeforeCommit,
}

/// The files as the writer's last sync left them.
struct Disk {
    database: Vec<u8>,
    log: Vec<u8>,
    /// The log as it was before it began anew: what a sector holds that was not written.
    old_log: Vec<u8>,
    /// The end of the log at the acknowledgement of each session from [`BEFORE`] on.
    synced: Vec<usize>,
}

impl Disk {
    fn after(acknowledge: Acknowledge) -> Self {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        (0..BEFORE).for_each(|n| store.save_session(&record(n)).unwrap());
        let old_log = fs::read(log(dir.path())).unwrap();
        checkpoint(dir.path());
        let mut synced = Vec::new();
        for n in BEFORE..SESSIONS {
            if acknowledge == Acknowledge::BeforeCommit {
                synced.push(if n == BEFORE { 0 } else { valid_end(&fs::read(log(dir.path())).unwrap()) });
            }
            store.save_session(&record(n)).unwrap();
            if acknowledge == Acknowledge::AfterCommit {
                synced.push(valid_end(&fs::read(log(dir.path())).unwrap()));
            }
        }
        Self { database: fs::read(database(dir.path())).unwrap(), log: fs::read(log(dir.path())).unwrap(), old_log, synced }
    }

    /// The database file after its log was moved into it.
    fn checkpointed(&self) -> Vec<u8> {
        let dir = self::written(&self.database, &self.log);
        checkpoint(dir.path());
        fs::read(database(dir.path())).unwrap()
    }
}

/// Tears the log at every sector and at the end of each commit. `torn` makes the log that is left from the log, the one
/// before it, and the place of the cut.
fn at_every_sector(disk: &Disk, torn: impl Fn(&[u8], &[u8], usize) -> Vec<u8>) -> Result<(), String> {
    for cut in (0..=disk.log.len()).step_by(SECTOR).chain(disk.synced.iter().copied()) {
        let safe = disk.synced.iter().filter(|end| **end <= cut).count();
        check(&disk.database, &torn(&disk.log, &disk.old_log, cut), BEFORE + u32::try_from(safe).unwrap())
            .map_err(|error| format!("cut at {cut}: {error}"))?;
    }
    Ok(())
}

/// Whether these files open as sessions `0..n`, each whole, for an `n` of at least `synced`.
fn check(database: &[u8], log: &[u8], synced: u32) -> Result<(), String> {
    let dir = written(database, log);
    let store = open(dir.path());
    let found = store.sessions(EVERYTHING, None, SESSIONS + 1).map_err(|error| error.to_string())?;
    if found.len() < synced as usize {
        return Err(format!("{synced} sessions synced, {} stored", found.len()));
    }
    let expected = (0..).take(found.len()).map(record);
    if found.iter().rev().cloned().eq(expected) { Ok(()) } else { Err(format!("no beginning of the history: {found:?}")) }
}

fn written(database_bytes: &[u8], log_bytes: &[u8]) -> TempDir {
    let dir = tempdir().unwrap();
    fs::write(database(dir.path()), database_bytes).unwrap();
    fs::write(log(dir.path()), log_bytes).unwrap();
    dir
}

/// Moves the log into the database, so that the next commit begins it anew.
fn checkpoint(dir: &Path) {
    let busy: i64 = Connection::open(database(dir)).unwrap().query_row("PRAGMA wal_checkpoint(RESTART)", [], |row| row.get(0)).unwrap();
    assert_eq!(busy, 0);
}

/// Where the frames of the log's present round end. What follows is left from rounds before: their salt differs
/// (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>).
fn valid_end(log: &[u8]) -> usize {
    let page = u32::from_be_bytes(log[8..12].try_into().unwrap()) as usize;
    let salt = &log[16..24];
    32 + log[32..].chunks_exact(24 + page).take_while(|frame| frame[8..16] == *salt).count() * (24 + page)
}

fn garbage(length: usize) -> Vec<u8> {
    let mut dice = Dice(0x5eed);
    (0..length).map(|_| u8::try_from(dice.below(256)).unwrap()).collect()
}

fn database(dir: &Path) -> PathBuf {
    dir.join("unsit.sqlite3")
}

fn log(dir: &Path) -> PathBuf {
    dir.join("unsit.sqlite3-wal")
}
