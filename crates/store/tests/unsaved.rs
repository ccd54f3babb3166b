//! A session that the database does not take is not lost with its process.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::sync::Arc;

use common::{DEVICE, EVERYTHING, id, open, record, start, started_with, wait_for_the_end};
use tempfile::tempdir;
use unsit_core::Wall;
use unsit_core::record::{Amendment, AmendmentKind, Revision};
use unsit_store::Unsaved;
use uuid::Uuid;

#[test]
fn what_is_kept_is_read_in_the_order_of_the_starts_until_it_is_stored() {
    let dir = tempdir().unwrap();
    let unsaved = Unsaved::of(dir.path());
    for n in [2, 0, 1, 2] {
        unsaved.keep(&record(n)).unwrap();
    }
    assert_eq!(unsaved.read(), ([0, 1, 2].map(record).to_vec(), vec![]));
    assert_eq!([1, 3].map(|n| unsaved.keeps(id(n))), [true, false]);
    let mut store = open(dir.path());
    for record in unsaved.read().0 {
        store.save_session(&record).unwrap();
        unsaved.forget(record.id).unwrap();
    }
    assert_eq!(unsaved.read(), (vec![], vec![]));
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [2, 1, 0].map(record));
    unsaved.forget(id(1)).unwrap();
}

#[test]
fn a_change_that_could_not_be_stored_is_kept_beside_the_sessions() {
    let dir = tempdir().unwrap();
    let unsaved = Unsaved::of(dir.path());
    let change = |number: u128| {
        let at = Wall(i64::try_from(number).unwrap());
        let amendment = Amendment { id: Uuid::from_u128(number), device: DEVICE, at, session: id(1), kind: AmendmentKind::Deleted };
        Revision { id: Uuid::from_u128(9 - number), adds: Some(Arc::new(record(2))), amends: vec![amendment] }
    };
    unsaved.keep(&record(1)).unwrap();
    for number in [2, 1, 2] {
        unsaved.keep_revision(&change(number)).unwrap();
    }
    fs::write(dir.path().join(format!("unsaved-revision-{}.json", Uuid::nil())), "{").unwrap();
    let (revisions, unreadable) = unsaved.revisions();
    assert_eq!((revisions, unreadable.len()), (vec![change(1), change(2)], 1));
    assert_eq!(unsaved.read(), (vec![record(1)], vec![]));
    unsaved.forget_revision(change(1).id).unwrap();
    assert_eq!(unsaved.revisions(), (vec![change(2)], vec![]));
}

#[test]
fn settings_that_could_not_be_stored_are_kept_each_with_its_latest_value() {
    let dir = tempdir().unwrap();
    let unsaved = Unsaved::of(dir.path());
    let rows = |pairs: &[(&str, u64)]| pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect::<BTreeMap<_, _>>();
    assert_eq!(unsaved.settings(), (rows(&[]), None));
    assert_eq!(unsaved.keep_settings(&rows(&[("pause", 1), ("limit", 60)])).unwrap(), None);
    assert_eq!(unsaved.keep_settings(&rows(&[("pause", 2)])).unwrap(), None);
    assert_eq!(unsaved.settings(), (rows(&[("limit", 60), ("pause", 2)]), None));
    assert_eq!(unsaved.read(), (vec![], vec![]), "they are no session");
    unsaved.forget_settings().unwrap();
    assert_eq!(unsaved.settings(), (rows(&[]), None));

    fs::write(dir.path().join("unsaved-settings.json"), "{").unwrap();
    let aside = dir.path().join("settings-unreadable-1.json");
    assert_eq!(unsaved.keep_settings(&rows(&[("pause", 3)])).unwrap(), Some(aside.clone()), "what makes no sense is named");
    assert_eq!((fs::read_to_string(aside).unwrap().as_str(), unsaved.settings()), ("{", (rows(&[("pause", 3)]), None)));
}

#[test]
fn a_killed_process_leaves_what_it_kept() {
    let dir = tempdir().unwrap();
    let mut child = start("keeper", dir.path(), "");
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    said.find(|line| line.as_deref().is_ok_and(|line| line == "kept")).unwrap().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(Unsaved::of(dir.path()).read(), (vec![record(7)], vec![]));
}

#[test]
#[ignore = "the process that another test kills"]
fn keeper() {
    let Some((dir, _)) = started_with() else { return };
    Unsaved::of(&dir).keep(&record(7)).unwrap();
    println!("kept");
    wait_for_the_end();
}

#[test]
fn a_file_that_is_no_session_is_kept_under_another_name_and_named_once() {
    let dir = tempdir().unwrap();
    let unsaved = Unsaved::of(dir.path());
    unsaved.keep(&record(1)).unwrap();
    let file = |n| dir.path().join(format!("unsaved-{}.json", id(n).0));
    for content in ["", "{}", &fs::read_to_string(file(1)).unwrap()] {
        fs::write(file(2), content).unwrap();
        let (records, unreadable) = unsaved.read();
        let [kept] = unreadable.as_slice() else { panic!("{unreadable:?}") };
        assert_eq!((records, fs::read_to_string(kept).unwrap().as_str()), (vec![record(1)], content));
        assert_eq!(unsaved.read(), (vec![record(1)], vec![]));
    }
}

#[test]
fn a_torn_temporary_file_and_files_of_others_are_not_read() {
    let dir = tempdir().unwrap();
    let unsaved = Unsaved::of(dir.path());
    for name in [&format!("unsaved-{}.json.new", id(1).0), "unsaved-.json", "unsaved-notes.json", "session.json"] {
        fs::write(dir.path().join(name), "{").unwrap();
    }
    assert_eq!(unsaved.read(), (vec![], vec![]));
    unsaved.forget(id(1)).unwrap();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3, "the torn one goes with its session");
}

#[test]
fn a_session_that_is_never_taken_is_set_aside_and_not_read_again() {
    let dir = tempdir().unwrap();
    let unsaved = Unsaved::of(dir.path());
    unsaved.keep(&record(1)).unwrap();
    assert_eq!(unsaved.set_aside(&record(1)).unwrap(), dir.path().join("session-refused-1.json"));
    let kept = unsaved.set_aside(&record(2)).unwrap();
    assert_eq!(kept, dir.path().join("session-refused-2.json"));
    assert_eq!(serde_json::from_str::<unsit_core::record::SessionRecord>(&fs::read_to_string(kept).unwrap()).unwrap(), record(2));
    assert_eq!(unsaved.read(), (vec![], vec![]));
}

#[test]
fn a_directory_that_is_not_there_has_none_and_keeps_none() {
    let dir = tempdir().unwrap();
    let unsaved = Unsaved::of(&dir.path().join("missing"));
    assert_eq!(unsaved.read(), (vec![], vec![]));
    unsaved.keep(&record(1)).unwrap_err();
    unsaved.forget(id(1)).unwrap();
}
