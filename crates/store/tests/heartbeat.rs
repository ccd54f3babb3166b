//! One process runs a session; when it is killed, the next one finds what it left.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Command;
use std::thread;

use common::{start, started_with, wait_for_the_end};
use tempfile::tempdir;
use unsit_store::{Claim, HeartbeatError};

#[test]
fn a_claim_is_given_back_while_other_programs_are_being_started() {
    let dir = tempdir().unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..100).for_each(|_| drop(Command::new(std::env::current_exe().unwrap()).arg("--list").output().unwrap())));
        }
        for _ in 0..20_000 {
            drop(Claim::take(dir.path()).unwrap());
        }
    });
}

#[test]
fn killing_a_process_frees_its_claim_and_leaves_its_snapshot() {
    let dir = tempdir().unwrap();
    let mut child = start("session", dir.path(), "");
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    said.find(|line| line.as_deref().is_ok_and(|line| line == "running")).unwrap().unwrap();
    assert!(matches!(Claim::take(dir.path()), Err(HeartbeatError::Claimed)));

    child.kill().unwrap();
    child.wait().unwrap();

    assert_eq!(Claim::take(dir.path()).unwrap().read().unwrap().as_deref(), Some(r#"{"held_ms":7000}"#));
}

#[test]
#[ignore = "the process that another test kills"]
fn session() {
    let Some((dir, _)) = started_with() else { return };
    let mut claim = Claim::take(&dir).unwrap();
    claim.write(r#"{"held_ms":7000}"#).unwrap();
    println!("running");
    wait_for_the_end();
}

#[test]
fn a_torn_temporary_file_is_never_read() {
    let dir = tempdir().unwrap();
    let mut claim = Claim::take(dir.path()).unwrap();
    fs::write(dir.path().join("session.json.new"), r#"{"held_"#).unwrap();
    assert_eq!(claim.read().unwrap(), None);
    claim.write(r#"{"held_ms":1000}"#).unwrap();
    fs::write(dir.path().join("session.json.new"), r#"{"held_"#).unwrap();
    assert_eq!(claim.read().unwrap().as_deref(), Some(r#"{"held_ms":1000}"#));
    claim.write(r#"{"held_ms":2000}"#).unwrap();
    assert_eq!(claim.read().unwrap().as_deref(), Some(r#"{"held_ms":2000}"#));
}

#[test]
fn an_unreadable_snapshot_is_kept_under_another_name_and_reported_once() {
    let dir = tempdir().unwrap();
    let mut claim = Claim::take(dir.path()).unwrap();
    for (content, name) in [
        (&b""[..], "session-unreadable-1.json"),
        (&[0; 64], "session-unreadable-2.json"),
        (&[0xff, 0xfe], "session-unreadable-3.json"),
        (br#"{"held_ms":10"#, "session-unreadable-4.json"),
    ] {
        fs::write(dir.path().join("session.json"), content).unwrap();
        let error = claim.read().unwrap_err();
        assert!(matches!(&error, HeartbeatError::Unreadable { kept } if *kept == dir.path().join(name)), "{error:?}");
        assert_eq!(fs::read(dir.path().join(name)).unwrap(), content);
        assert_eq!(claim.read().unwrap(), None);
    }
}

#[test]
fn a_snapshot_that_the_caller_cannot_use_can_be_set_aside() {
    let dir = tempdir().unwrap();
    let mut claim = Claim::take(dir.path()).unwrap();
    claim.write("[]").unwrap();
    assert_eq!(claim.set_aside().unwrap(), dir.path().join("session-unreadable-1.json"));
    assert_eq!(claim.read().unwrap(), None);
}

#[test]
fn clearing_leaves_the_snapshot_of_a_newer_process() {
    let dir = tempdir().unwrap();
    let mut old = Claim::take(dir.path()).unwrap();
    old.write(r#"{"session":"old"}"#).unwrap();
    fs::remove_file(dir.path().join("session.lock")).unwrap();
    let mut new = Claim::take(dir.path()).unwrap();
    new.write(r#"{"session":"new"}"#).unwrap();
    old.clear().unwrap();
    assert_eq!(new.read().unwrap().as_deref(), Some(r#"{"session":"new"}"#));
}
