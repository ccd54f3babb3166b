//! What was said about a session afterwards decides whether it counts, and rewrites nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use unsit_core::Wall;
use unsit_core::record::AmendmentKind::{Deleted, Restored};
use unsit_core::record::{Amendment, AmendmentKind, Origin, Revision, SessionRecord};
use unsit_core::routine::Id;
use unsit_store::{Reason, Totals};
use uuid::Uuid;

use crate::place::{Backend, Place};
use crate::records::{DEVICE, EVERYTHING, day, id, record};

pub async fn a_deleted_session_counts_nowhere_and_is_still_stored<P: Place>(place: &P) {
    let mut store = with(place, &[0, 1]).await;
    store.revise(&said(1, &[(1, Deleted)])).await.unwrap();
    for store in [&store, &place.open().await] {
        assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(0)]);
        assert_eq!(store.sessions_of_day(day("2026-03-02")).await.unwrap(), [record(0)]);
        assert_eq!(store.day_totals(day("2026-03-02"), day("2026-03-02")).await.unwrap()[0].sessions, 1);
        assert_eq!(store.totals().await.unwrap().sessions, 1);
        assert!(store.has_session(id(1)).await.unwrap());
    }
}

pub async fn a_restored_session_is_as_it_was<P: Place>(place: &P) {
    let mut store = with(place, &[0, 1]).await;
    store.revise(&said(1, &[(1, Deleted)])).await.unwrap();
    store.revise(&said(2, &[(1, Restored)])).await.unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(1), record(0)]);
}

pub async fn deleting_everything_leaves_nothing_to_sum_up<P: Place>(place: &P) {
    let mut store = with(place, &[0]).await;
    store.revise(&said(1, &[(0, Deleted)])).await.unwrap();
    assert_eq!(store.totals().await.unwrap(), Totals::default());
    assert_eq!((store.span().await.unwrap(), store.streak(day("2026-03-02")).await.unwrap()), (None, 0));
}

pub async fn the_last_variant_is_that_of_a_session_that_counts<P: Place>(place: &P) {
    let mut store = place.open().await;
    let with = |n, variant| SessionRecord { routine: Id::new("hips"), variant: Some(Id::new(variant)), ..record(n) };
    store.save_sessions(&[with(1, "mat"), with(2, "seated")]).await.unwrap();
    store.revise(&said(1, &[(2, Deleted)])).await.unwrap();
    assert_eq!(store.last_variants().await.unwrap(), BTreeMap::from([(Id::new("hips"), Id::new("mat"))]));
    assert_eq!(store.last_variant(&Id::new("hips")).await.unwrap(), Some(Id::new("mat")));
}

pub async fn a_correction_takes_the_place_of_its_session_in_one_step_and_can_be_taken_back<P: Place>(place: &P) {
    let mut store = with(place, &[0, 1]).await;
    let corrected = SessionRecord { id: id(9), origin: Origin::ByHand, corrects: Some(id(1)), ..record(1) };
    let correction = Revision { adds: Some(Arc::new(corrected.clone())), ..said(1, &[(1, Deleted)]) };
    store.revise(&correction).await.unwrap();
    assert_eq!(place.open().await.sessions(EVERYTHING, None, 9).await.unwrap(), [corrected, record(0)]);
    store.revise(&said(2, &[(1, Restored), (9, Deleted)])).await.unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(1), record(0)]);
}

pub async fn a_revision_is_stored_as_a_whole_or_not_at_all<P: Place>(place: &P) {
    let mut store = with(place, &[0, 1]).await;
    store.revise(&said(1, &[(0, Deleted)])).await.unwrap();
    // The first amendment's id is taken by one that says something else.
    let adds = Some(Arc::new(record(2)));
    let [first, second] = [said(7, &[(1, Deleted)]), said(1, &[(0, Restored)])].map(|one| one.amends[0].clone());
    let error = store.revise(&Revision { id: Uuid::nil(), adds, amends: vec![first, second] }).await.unwrap_err();
    assert_eq!(error.reason(), Reason::Odd);
    assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(1)]);
    assert!(!store.has_session(id(2)).await.unwrap());
}

pub async fn a_revision_that_was_stored_already_changes_nothing<P: Place>(place: &P) {
    let mut store = with(place, &[0]).await;
    let (deleted, restored) = (said(1, &[(0, Deleted)]), said(2, &[(0, Restored)]));
    for revision in [&deleted, &restored, &deleted] {
        store.revise(revision).await.unwrap();
    }
    assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(0)]);
}

pub async fn what_is_said_last_decides_although_the_clock_was_set_back<P: Place>(place: &P) {
    let mut store = with(place, &[0]).await;
    for (number, at, kind, left) in [(1, 9_000, Deleted, 0), (2, 1, Restored, 1), (3, i64::MIN, Deleted, 0), (4, 0, Restored, 1)] {
        let mut revision = said(number, &[(0, kind)]);
        revision.amends[0].at = Wall(at);
        store.revise(&revision).await.unwrap();
        assert_eq!(store.totals().await.unwrap().sessions, left, "{kind:?} at {at}");
    }
}

pub async fn an_amendment_may_come_before_its_session<P: Place>(place: &P) {
    let mut store = with(place, &[0]).await;
    store.revise(&said(1, &[(5, Deleted)])).await.unwrap();
    store.save_session(&record(5)).await.unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(0)]);
}

pub async fn days_in_a_row_end_where_one_is_missing_and_skip_what_was_deleted<P: Place>(place: &P) {
    // Eight sessions a day from Monday on; Thursday is missing.
    let mut store = with(place, &[0, 8, 16, 32]).await;
    assert_eq!(rows(&store).await, [2, 3, 3, 1, 0]);
    store.revise(&said(1, &[(8, Deleted)])).await.unwrap();
    assert_eq!(rows(&store).await, [1, 1, 1, 1, 0]);
    assert_eq!(store.span().await.unwrap(), Some((day("2026-03-02"), day("2026-03-06"))));
}

async fn rows<S: Backend>(store: &S) -> Vec<u32> {
    let mut rows = Vec::new();
    for today in ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-08"] {
        rows.push(store.streak(day(today)).await.unwrap());
    }
    rows
}

/// A store that holds these records.
async fn with<P: Place>(place: &P, numbers: &[u32]) -> P::Store {
    let mut store = place.open().await;
    let records: Vec<SessionRecord> = numbers.iter().copied().map(record).collect();
    store.save_sessions(&records).await.unwrap();
    store
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
