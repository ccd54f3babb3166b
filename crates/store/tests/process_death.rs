//! Proof 1, process death: whatever `save_session` or `revise` has acknowledged outlives the death of the process at any moment.
//!
//! A child process saves one session after the other and prints a line when a save has returned. The parent reads some of
//! these lines and then kills the child, wherever it is by then, 500 times over the same database. The next child has to
//! recover what the one before left. Power loss is another matter: see `power_loss.rs`.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::fs;
use std::hint::spin_loop;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use common::{DEVICE, Dice, EVERYTHING, id, open, record, start, started_with, wait_for_the_end};
use tempfile::tempdir;
use unsit_core::Wall;
use unsit_core::record::{Amendment, AmendmentKind, Revision};
use unsit_store::Store;
use uuid::Uuid;

const KILLS: u32 = 500;

#[test]
fn five_hundred_kills_lose_no_acknowledged_session() {
    let dir = tempdir().unwrap();
    let mut dice = Dice(0x5eed);
    let mut acknowledged = 0;
    for kill in 1..=KILLS {
        let Deed { found, acknowledged: now } = kill_a_writer(dir.path(), "honest", 1 + dice.below(10), dice.below(200_000));
        assert!(found >= acknowledged, "kill {kill}: {acknowledged} acknowledged, the next process found {found}");
        acknowledged = now;
        match kill % 50 {
            0 => check(dir.path(), acknowledged, u32::MAX).unwrap(),
            10 | 20 | 30 | 40 => check(dir.path(), acknowledged, 100).unwrap(),
            _ => (),
        }
    }
    assert!(acknowledged >= KILLS, "each writer got to save something");
}

/// Each correction takes the place of the one before: whenever the writer dies, exactly one session counts.
#[test]
fn a_hundred_kills_leave_no_correction_in_part() {
    let dir = tempdir().unwrap();
    let mut dice = Dice(0x5eed);
    let mut acknowledged = 0;
    for kill in 1..=100 {
        let deed = kill_a_writer(dir.path(), "correcting", 1 + dice.below(10), dice.below(200_000));
        assert!(deed.found >= acknowledged, "kill {kill}: {acknowledged} acknowledged, the next process found {}", deed.found);
        acknowledged = deed.acknowledged;
        let counted = copy_of(dir.path(), |store| store.sessions(EVERYTHING, None, 9).unwrap());
        let [counted] = counted.as_slice() else { panic!("kill {kill}: {} sessions count", counted.len()) };
        assert!((acknowledged..).map(|saved| record(saved - 1)).take(2).any(|expected| expected == *counted), "kill {kill}: {counted:?}");
    }
}

#[test]
fn the_proof_notices_an_acknowledgement_before_the_commit() {
    let dir = tempdir().unwrap();
    let deed = kill_a_writer(dir.path(), "hasty", 3, 0);
    assert_eq!(check(dir.path(), deed.acknowledged, u32::MAX), Err("3 sessions acknowledged, 2 stored".to_owned()));
}

/// The child. An honest writer acknowledges after the save has returned. A hasty one does so before it, and dawdles at the
/// third session, so that the kill always comes in between.
#[test]
#[ignore = "the process that the proof kills"]
fn writer() {
    let Some((dir, mode)) = started_with() else { return };
    let mut store = open(&dir);
    if mode == "correcting" {
        return correct_again_and_again(&mut store);
    }
    let found = store.totals().unwrap().sessions;
    say("found", found);
    for n in found.. {
        if mode == "hasty" {
            say("saved", n + 1);
            if n == 2 {
                wait_for_the_end();
            }
        }
        store.save_session(&record(n)).unwrap();
        if mode == "honest" {
            say("saved", n + 1);
        }
    }
}

/// A child that corrects one session over and over.
fn correct_again_and_again(store: &mut Store) {
    let newest = store.sessions(EVERYTHING, None, 1).unwrap();
    let found = newest.first().map_or(0, |newest| 1 + u32::try_from((newest.id.0.as_u128() - id(0).0.as_u128()) >> 80).unwrap());
    say("found", found);
    for n in found.. {
        let number = Uuid::from_u128(n.into());
        let amend = |before| Amendment { id: number, device: DEVICE, at: Wall(0), session: id(before), kind: AmendmentKind::Deleted };
        let amends = n.checked_sub(1).map(amend).into_iter().collect();
        store.revise(&Revision { id: number, adds: Some(Arc::new(record(n))), amends }).unwrap();
        say("saved", n + 1);
    }
}

/// What a killed writer had said: how many sessions it found, and how many there were when it last acknowledged one.
struct Deed {
    found: u32,
    acknowledged: u32,
}

/// Starts a writer, reads `lines` acknowledgements, lets `delay` turns of a loop pass and kills it with SIGKILL. What it had
/// said until then counts, also what was not read yet.
fn kill_a_writer(dir: &Path, mode: &str, lines: u32, delay: u32) -> Deed {
    let mut child = start("writer", dir, mode);
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let found = said.find_map(|line| heard(&line, "found")).expect("a writer opens the database");
    let mut saved = said.by_ref().filter_map(|line| heard(&line, "saved"));
    let mut acknowledged = saved.by_ref().take(lines as usize).last().expect("a writer saves");
    (0..delay).for_each(|_| spin_loop());
    child.kill().unwrap();
    acknowledged = saved.last().unwrap_or(acknowledged);
    child.wait().unwrap();
    Deed { found, acknowledged }
}

/// Whether the database holds sessions `0..n` for an `n` of at least `acknowledged`; the newest `depth` are compared whole.
fn check(dir: &Path, acknowledged: u32, depth: u32) -> Result<(), String> {
    copy_of(dir, |store| check_store(store, acknowledged, depth))
}

/// Looks into a copy: the next writer is to find what the killed one left.
fn copy_of<T>(dir: &Path, look: impl FnOnce(&Store) -> T) -> T {
    let copy = tempdir().unwrap();
    for name in ["unsit.sqlite3", "unsit.sqlite3-wal"] {
        fs::copy(dir.join(name), copy.path().join(name)).unwrap();
    }
    look(&open(copy.path()))
}

fn check_store(store: &Store, acknowledged: u32, depth: u32) -> Result<(), String> {
    let stored = store.totals().unwrap().sessions;
    if stored < acknowledged {
        return Err(format!("{acknowledged} sessions acknowledged, {stored} stored"));
    }
    let newest = store.sessions(EVERYTHING, None, depth).unwrap();
    match newest.iter().zip((0..stored).rev()).find(|(found, n)| **found != record(*n)) {
        Some((found, n)) => Err(format!("session {n} came back as {found:?}")),
        None if newest.len() == stored.min(depth) as usize => Ok(()),
        None => Err(format!("{stored} sessions counted, {} read", newest.len())),
    }
}

fn say(word: &str, number: u32) {
    println!("{word} {number}.");
}

/// The number of a line that [`say`] wrote. A line cut off by death lacks its point and says nothing.
fn heard(line: &str, word: &str) -> Option<u32> {
    line.strip_prefix(word)?.strip_prefix(' ')?.strip_suffix('.')?.parse().ok()
}
