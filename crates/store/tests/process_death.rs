//! Proof 1, process death: whatever `save_session` has acknowledged outlives the death of the process at any moment.
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

use common::{Dice, EVERYTHING, open, record, start, started_with, wait_for_the_end};
use tempfile::tempdir;

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
/// It is a copy that is opened: the next writer is to find what the killed one left.
fn check(dir: &Path, acknowledged: u32, depth: u32) -> Result<(), String> {
    let copy = tempdir().unwrap();
    for name in ["unsit.sqlite3", "unsit.sqlite3-wal"] {
        fs::copy(dir.join(name), copy.path().join(name)).unwrap();
    }
    let store = open(copy.path());
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
