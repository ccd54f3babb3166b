//! What was said about a session afterwards decides whether it counts, and rewrites nothing.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::{DEVICE, EVERYTHING, day, id, open, record};
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};
use unsit_core::Wall;
use unsit_core::record::AmendmentKind::{Deleted, Restored};
use unsit_core::record::{Amendment, AmendmentKind, Origin, Revision, SessionRecord};
use unsit_core::routine::Id;
use unsit_store::{Reason, Store, Totals};
use uuid::Uuid;

#[test]
fn a_deleted_session_counts_nowhere_and_is_still_stored() {
    let (dir, mut store) = with([0, 1]);
    store.revise(&said(1, &[(1, Deleted)])).unwrap();
    for store in [&store, &open(dir.path())] {
        assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [record(0)]);
        assert_eq!(store.sessions_of_day(day("2026-03-02")).unwrap(), [record(0)]);
        assert_eq!(store.day_totals(day("2026-03-02"), day("2026-03-02")).unwrap()[0].sessions, 1);
        assert_eq!(store.totals().unwrap().sessions, 1);
        assert!(store.has_session(id(1)).unwrap());
    }
}

#[test]
fn a_restored_session_is_as_it_was() {
    let (_dir, mut store) = with([0, 1]);
    store.revise(&said(1, &[(1, Deleted)])).unwrap();
    store.revise(&said(2, &[(1, Restored)])).unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [record(1), record(0)]);
}

#[test]
fn deleting_everything_leaves_nothing_to_sum_up() {
    let (_dir, mut store) = with([0]);
    store.revise(&said(1, &[(0, Deleted)])).unwrap();
    assert_eq!(store.totals().unwrap(), Totals::default());
    assert_eq!((store.span().unwrap(), store.streak(day("2026-03-02")).unwrap()), (None, 0));
}

#[test]
fn the_last_variant_is_that_of_a_session_that_counts() {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    let with = |n, variant| SessionRecord { routine: Id::new("hips"), variant: Some(Id::new(variant)), ..record(n) };
    store.save_sessions(&[with(1, "mat"), with(2, "seated")]).unwrap();
    store.revise(&said(1, &[(2, Deleted)])).unwrap();
    assert_eq!(store.last_variants().unwrap(), BTreeMap::from([(Id::new("hips"), Id::new("mat"))]));
    assert_eq!(store.last_variant(&Id::new("hips")).unwrap(), Some(Id::new("mat")));
}

#[test]
fn a_correction_takes_the_place_of_its_session_in_one_step_and_can_be_taken_back() {
    let (dir, mut store) = with([0, 1]);
    let corrected = SessionRecord { id: id(9), origin: Origin::ByHand, corrects: Some(id(1)), ..record(1) };
    let correction = Revision { adds: Some(Arc::new(corrected.clone())), ..said(1, &[(1, Deleted)]) };
    store.revise(&correction).unwrap();
    assert_eq!(open(dir.path()).sessions(EVERYTHING, None, 9).unwrap(), [corrected, record(0)]);
    store.revise(&said(2, &[(1, Restored), (9, Deleted)])).unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [record(1), record(0)]);
}

#[test]
fn a_revision_is_stored_as_a_whole_or_not_at_all() {
    let (_dir, mut store) = with([0, 1]);
    store.revise(&said(1, &[(0, Deleted)])).unwrap();
    // The first amendment's id is taken by one that says something else.
    let adds = Some(Arc::new(record(2)));
    let [first, second] = [said(7, &[(1, Deleted)]), said(1, &[(0, Restored)])].map(|one| one.amends[0].clone());
    let error = store.revise(&Revision { id: Uuid::nil(), adds, amends: vec![first, second] }).unwrap_err();
    assert_eq!(error.reason(), Reason::Odd);
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [record(1)]);
    assert!(!store.has_session(id(2)).unwrap());
}

#[test]
fn a_revision_that_was_stored_already_changes_nothing() {
    let (_dir, mut store) = with([0]);
    let (deleted, restored) = (said(1, &[(0, Deleted)]), said(2, &[(0, Restored)]));
    for revision in [&deleted, &restored, &deleted] {
        store.revise(revision).unwrap();
    }
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [record(0)]);
}

#[test]
fn what_is_said_last_decides_although_the_clock_was_set_back() {
    let (_dir, mut store) = with([0]);
    for (number, at, kind, left) in [(1, 9_000, Deleted, 0), (2, 1, Restored, 1), (3, i64::MIN, Deleted, 0), (4, 0, Restored, 1)] {
        let mut revision = said(number, &[(0, kind)]);
        revision.amends[0].at = Wall(at);
        store.revise(&revision).unwrap();
        assert_eq!(store.totals().unwrap().sessions, left, "{kind:?} at {at}");
    }
}

/// Rows of two devices that are put together decide by instant, then by id, in whatever order they come.
#[test]
fn two_devices_come_together_as_a_union() {
    let rows = ["x'01', x'0a', 10", "x'02', x'0b', 20", "x'03', x'0a', 20"].into_iter().zip(["deleted", "deleted", "restored"]);
    let rows: Vec<_> = rows.collect();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let (dir, store) = with([0]);
        let other = Connection::open(dir.path().join("unsit.sqlite3")).unwrap();
        for (row, kind) in order.map(|at| rows[at]) {
            let sql = format!("INSERT INTO amendment (id, device, at_ms, session, kind) SELECT {row}, id, '{kind}' FROM session");
            other.execute(&sql, []).unwrap();
        }
        assert_eq!(store.totals().unwrap().sessions, 1, "{order:?}");
    }
}

#[test]
fn an_amendment_may_come_before_its_session() {
    let (_dir, mut store) = with([0]);
    store.revise(&said(1, &[(5, Deleted)])).unwrap();
    store.save_session(&record(5)).unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), [record(0)]);
}

#[test]
fn days_in_a_row_end_where_one_is_missing_and_skip_what_was_deleted() {
    // Eight sessions a day from Monday on; Thursday is missing.
    let (_dir, mut store) = with([0, 8, 16, 32]);
    let rows =
        |store: &Store| ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-08"].map(|to| store.streak(day(to)).unwrap());
    assert_eq!(rows(&store), [2, 3, 3, 1, 0]);
    store.revise(&said(1, &[(8, Deleted)])).unwrap();
    assert_eq!(rows(&store), [1, 1, 1, 1, 0]);
    assert_eq!(store.span().unwrap(), Some((day("2026-03-02"), day("2026-03-06"))));
}

fn with<const N: usize>(numbers: [u32; N]) -> (TempDir, Store) {
    let dir = tempdir().unwrap();
    let mut store = open(dir.path());
    store.save_sessions(&numbers.map(record)).unwrap();
    (dir, store)
}

/// Revision `number`, with an amendment for each of these sessions.
fn said(number: u128, about: &[(u32, AmendmentKind)]) -> Revision {
    let amend = |(place, (session, kind)): (u128, &(u32, AmendmentKind))| Amendment {
        id: Uuid::from_u128(number * 100 + place),
        device: DEVICE,
        at: Wall(i64::try_from(number).unwrap()),
        session: id(*session),
        kind: *kind,
    };
    Revision { id: Uuid::from_u128(number), adds: None, amends: (0..).zip(about).map(amend).collect() }
}
