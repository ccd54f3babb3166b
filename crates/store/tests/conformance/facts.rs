//! What happened to breaks is added and never changed.

use unsit_core::LocalDay;
use unsit_core::breaks::{Fact, Ledger, LedgerEvent};
use unsit_store::{HeartbeatError, Reason};
use uuid::Uuid;

use crate::place::{Backend, Place, Snapshots};
use crate::records::facts;

pub async fn what_happened_to_breaks_is_read_back_after_a_restart<P: Place>(place: &P) {
    place.open().await.save_facts(&facts()).await.unwrap();
    let read = place.open().await.facts().await.unwrap();
    assert_eq!((read.events.as_slice(), read.unusable.as_slice()), (&facts()[..], &[][..]));
    let [ledger, expected] = [Ledger::from_iter(read.events), Ledger::from_iter(facts())];
    assert_eq!((ledger.rows().len(), ledger.rows()), (2, expected.rows()));
}

pub async fn a_fact_that_was_stored_already_changes_nothing<P: Place>(place: &P) {
    let mut store = place.open().await;
    store.save_facts(&facts()[..3]).await.unwrap();
    store.save_facts(&facts()[2..]).await.unwrap();
    assert_eq!(store.facts().await.unwrap().events, facts());
}

pub async fn facts_are_stored_as_a_whole_or_not_at_all<P: Place>(place: &P) {
    let mut store = place.open().await;
    let [first, second, ..] = facts();
    store.save_facts(std::slice::from_ref(&first)).await.unwrap();
    let another = LedgerEvent { fact: Fact::Rest { day: first.local_day, on: true }, ..first.clone() };
    let endless = LedgerEvent { id: Uuid::from_u128(1), local_day: LocalDay(chrono::NaiveDate::MAX), ..first.clone() };
    for odd in [another, endless] {
        let error = store.save_facts(&[second.clone(), odd]).await.unwrap_err();
        assert_eq!(error.reason(), Reason::Odd);
        assert_eq!(store.facts().await.unwrap().events, std::slice::from_ref(&first));
    }
}

pub async fn whoever_watches_the_sitting_watches_alone_and_beside_a_session<P: Place>(place: &P) {
    let (mut session, mut sitting) = (place.claim().await.unwrap(), place.watch().await.unwrap());
    assert!(matches!(place.watch().await, Err(HeartbeatError::Claimed)));
    session.write("1").await.unwrap();
    sitting.write("2").await.unwrap();
    assert_eq!((session.read().await.unwrap(), sitting.read().await.unwrap()), (Some("1".to_owned()), Some("2".to_owned())));
    drop((session, sitting));
    assert_eq!(place.watch().await.unwrap().read().await.unwrap(), Some("2".to_owned()));
}
