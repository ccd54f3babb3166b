//! What both backends do alike, as a person would say it.
//!
//! Each case gets an empty [`Place`]. Natively a place is a directory with an `SQLite` file, in a browser a database.

#[path = "facts.rs"]
mod facts;
#[path = "revisions.rs"]
mod revisions;

use std::collections::BTreeMap;

use serde_json::json;
use unsit_core::record::{DayTotal, SessionRecord};
use unsit_core::routine::Id;
use unsit_core::{LocalDay, Millis, Wall};
use unsit_store::{Cursor, Filter, HeartbeatError, Reason, StoreError, Totals};
use uuid::Uuid;

pub use self::facts::*;
pub use self::revisions::*;
use super::place::{Backend, Place, Snapshots};
use super::records::{DEVICE, EVERYTHING, day, id, record};

/// Calls a macro with the name of every case.
macro_rules! every_case {
    ($run:ident) => {
        $run! {
            a_saved_session_is_read_back_whole_after_a_restart,
            saving_the_same_session_again_changes_nothing,
            another_session_with_the_same_id_is_refused_and_the_stored_one_stays,
            an_import_is_stored_as_a_whole_or_not_at_all,
            values_that_no_column_can_hold_are_refused,
            pages_follow_each_other_from_the_newest_session_to_the_oldest,
            sessions_of_the_same_instant_are_neither_lost_nor_shown_twice,
            history_may_begin_at_a_day,
            rehearsals_are_listed_only_when_asked_for_and_count_nowhere,
            a_day_is_the_sum_of_its_sessions_and_days_without_any_are_left_out,
            an_empty_history_sums_up_to_nothing,
            the_last_variant_is_that_of_the_newest_session,
            settings_given_are_replaced_and_others_kept,
            the_first_id_of_a_device_is_its_id_for_good,
            odd_clocks_and_offsets_come_back_as_they_were,
            two_windows_write_to_one_database,
            a_deleted_session_counts_nowhere_and_is_still_stored,
            a_restored_session_is_as_it_was,
            deleting_everything_leaves_nothing_to_sum_up,
            the_last_variant_is_that_of_a_session_that_counts,
            a_correction_takes_the_place_of_its_session_in_one_step_and_can_be_taken_back,
            a_revision_is_stored_as_a_whole_or_not_at_all,
            a_revision_that_was_stored_already_changes_nothing,
            what_is_said_last_decides_although_the_clock_was_set_back,
            an_amendment_may_come_before_its_session,
            days_in_a_row_end_where_one_is_missing_and_skip_what_was_deleted,
            what_happened_to_breaks_is_read_back_after_a_restart,
            a_fact_that_was_stored_already_changes_nothing,
            facts_are_stored_as_a_whole_or_not_at_all,
            whoever_watches_the_sitting_watches_alone_and_beside_a_session,
            the_last_snapshot_written_is_the_one_read,
            a_second_claim_is_refused_until_the_first_is_given_back,
            a_snapshot_that_is_no_json_is_kept_and_reported_once,
            a_snapshot_that_the_caller_cannot_use_can_be_set_aside,
            clearing_removes_what_this_claim_wrote_or_read,
        }
    };
}
pub(crate) use every_case;

pub async fn a_saved_session_is_read_back_whole_after_a_restart<P: Place>(place: &P) {
    place.open().await.save_session(&record(4)).await.unwrap();
    assert_eq!(place.open().await.sessions(EVERYTHING, None, 10).await.unwrap(), [record(4)]);
}

pub async fn saving_the_same_session_again_changes_nothing<P: Place>(place: &P) {
    let mut store = place.open().await;
    store.save_session(&record(4)).await.unwrap();
    store.save_session(&record(4)).await.unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 10).await.unwrap(), [record(4)]);
}

pub async fn another_session_with_the_same_id_is_refused_and_the_stored_one_stays<P: Place>(place: &P) {
    let mut store = place.open().await;
    store.save_session(&record(4)).await.unwrap();
    let mut other = record(4);
    other.sets[0].held = Millis(1);
    let error = store.save_session(&other).await.unwrap_err();
    assert_eq!(error.reason(), Reason::Conflict);
    assert!(error.to_string().contains("the session of 13:00 is not stored"), "{error}");
    assert_eq!(store.sessions(EVERYTHING, None, 10).await.unwrap(), [record(4)]);
}

pub async fn an_import_is_stored_as_a_whole_or_not_at_all<P: Place>(place: &P) {
    let mut store = place.open().await;
    let empty = SessionRecord { sets: Vec::new(), ..record(3) };
    let error = store.save_sessions(&[record(1), record(2), empty]).await.unwrap_err();
    assert!(matches!(error, StoreError::Row { table: "held_set", column: "position", .. }), "{error:?}");
    assert_eq!(store.sessions(EVERYTHING, None, 10).await.unwrap(), []);
}

pub async fn values_that_no_column_can_hold_are_refused<P: Place>(place: &P) {
    let mut store = place.open().await;
    let mut endless = record(1);
    endless.sets[1].planned = Millis(u64::MAX);
    let refused = [
        (endless, "planned_ms"),
        (SessionRecord { local_day: LocalDay(chrono::NaiveDate::MAX), ..record(1) }, "local_day"),
        (SessionRecord { variant: Some(Id::new("")), ..record(1) }, "variant"),
        (SessionRecord { routine: Id::new(""), ..record(1) }, "routine"),
    ];
    for (record, expected) in refused {
        let error = store.save_session(&record).await.unwrap_err();
        assert!(matches!(error, StoreError::Row { column, .. } if column == expected), "{error:?}");
    }
    assert_eq!(store.sessions(EVERYTHING, None, 10).await.unwrap(), []);
}

pub async fn pages_follow_each_other_from_the_newest_session_to_the_oldest<P: Place>(place: &P) {
    let mut store = place.open().await;
    store.save_sessions(&[record(2), record(0), record(4), record(1), record(3)]).await.unwrap();
    let first = store.sessions(EVERYTHING, None, 2).await.unwrap();
    assert_eq!(first, [record(4), record(3)]);
    let second = store.sessions(EVERYTHING, Some(Cursor::at(&first[1])), 2).await.unwrap();
    assert_eq!(second, [record(2), record(1)]);
    assert_eq!(store.sessions(EVERYTHING, Some(Cursor::at(&second[1])), 2).await.unwrap(), [record(0)]);
}

pub async fn sessions_of_the_same_instant_are_neither_lost_nor_shown_twice<P: Place>(place: &P) {
    let mut store = place.open().await;
    let at_once = [1, 2, 3].map(|n| SessionRecord { id: id(n), ..record(0) });
    store.save_sessions(&at_once).await.unwrap();
    let first = store.sessions(EVERYTHING, None, 1).await.unwrap();
    assert_eq!(first, [at_once[2].clone()]);
    assert_eq!(store.sessions(EVERYTHING, Some(Cursor::at(&first[0])), 9).await.unwrap(), [at_once[1].clone(), at_once[0].clone()]);
}

pub async fn history_may_begin_at_a_day<P: Place>(place: &P) {
    let mut store = place.open().await;
    store.save_sessions(&[record(7), record(8), record(16)]).await.unwrap();
    let since = |text| Filter { since: Some(day(text)), ..EVERYTHING };
    assert_eq!(store.sessions(since("2026-03-03"), None, 9).await.unwrap(), [record(16), record(8)]);
    assert_eq!(store.sessions(since("2026-03-05"), None, 9).await.unwrap(), []);
    let all_days = Filter { since: Some(LocalDay(chrono::NaiveDate::MIN)), ..EVERYTHING };
    assert_eq!(store.sessions(all_days, None, 9).await.unwrap().len(), 3);
}

pub async fn rehearsals_are_listed_only_when_asked_for_and_count_nowhere<P: Place>(place: &P) {
    let mut store = place.open().await;
    let rehearsal = SessionRecord { rehearsal: true, variant: Some(Id::new("fast")), ..record(1) };
    store.save_sessions(&[record(0), rehearsal.clone()]).await.unwrap();
    let monday = day("2026-03-02");
    assert_eq!(store.sessions(Filter::default(), None, 9).await.unwrap(), [record(0)]);
    assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [rehearsal, record(0)]);
    assert_eq!(store.sessions_of_day(monday).await.unwrap(), [record(0)]);
    assert_eq!(store.day_totals(monday, monday).await.unwrap()[0].sessions, 1);
    assert_eq!(store.totals().await.unwrap().sessions, 1);
    assert_eq!(store.last_variants().await.unwrap(), BTreeMap::new());
}

pub async fn a_day_is_the_sum_of_its_sessions_and_days_without_any_are_left_out<P: Place>(place: &P) {
    let mut store = place.open().await;
    store.save_sessions(&[record(0), record(1), record(16)]).await.unwrap();
    let monday = DayTotal { day: day("2026-03-02"), sessions: 2, planned: Millis(50_000), held: Millis(46_500) };
    let wednesday = DayTotal { day: day("2026-03-04"), sessions: 1, planned: Millis(30_000), held: Millis(25_500) };
    assert_eq!(store.day_totals(day("2026-03-02"), day("2026-03-04")).await.unwrap(), [monday, wednesday]);
    assert_eq!(store.day_totals(LocalDay(chrono::NaiveDate::MIN), day("2026-03-03")).await.unwrap(), [monday]);
    assert_eq!(store.totals().await.unwrap(), Totals { sessions: 3, days: 2, planned: Millis(80_000), held: Millis(72_000) });
}

pub async fn an_empty_history_sums_up_to_nothing<P: Place>(place: &P) {
    assert_eq!(place.open().await.totals().await.unwrap(), Totals::default());
}

pub async fn the_last_variant_is_that_of_the_newest_session<P: Place>(place: &P) {
    let mut store = place.open().await;
    let with = |n, routine, variant: Option<&str>| SessionRecord { routine: Id::new(routine), variant: variant.map(Id::new), ..record(n) };
    store
        .save_sessions(&[
            with(5, "hips", Some("seated")),
            with(2, "hips", Some("mat")),
            with(3, "bridge", Some("mat")),
            with(4, "bridge", None),
            with(1, "walk", Some("stairs")),
        ])
        .await
        .unwrap();
    assert_eq!(store.last_variant(&Id::new("hips")).await.unwrap(), Some(Id::new("seated")));
    assert_eq!(store.last_variant(&Id::new("bridge")).await.unwrap(), None);
    assert_eq!(store.last_variant(&Id::new("swim")).await.unwrap(), None);
    assert_eq!(
        store.last_variants().await.unwrap(),
        BTreeMap::from([(Id::new("hips"), Id::new("seated")), (Id::new("walk"), Id::new("stairs"))])
    );
}

pub async fn settings_given_are_replaced_and_others_kept<P: Place>(place: &P) {
    let mut store = place.open().await;
    store
        .save_settings(&BTreeMap::from([("of.a.later.version".into(), json!({"ü": [1, null]})), ("limit_min".into(), json!(60))]))
        .await
        .unwrap();
    store.save_settings(&BTreeMap::from([("limit_min".into(), json!(45))])).await.unwrap();
    assert_eq!(
        place.open().await.settings().await.unwrap(),
        BTreeMap::from([("of.a.later.version".into(), json!({"ü": [1, null]})), ("limit_min".into(), json!(45))])
    );
}

pub async fn the_first_id_of_a_device_is_its_id_for_good<P: Place>(place: &P) {
    assert_eq!(place.open().await.device_id(DEVICE).await.unwrap(), DEVICE);
    assert_eq!(place.open().await.device_id(Uuid::from_u128(1)).await.unwrap(), DEVICE);
}

pub async fn odd_clocks_and_offsets_come_back_as_they_were<P: Place>(place: &P) {
    let mut store = place.open().await;
    let before_1970 = SessionRecord {
        started_at: Wall(-1),
        ended_at: Wall(i64::MIN),
        offset_seconds: i32::MIN,
        local_day: day("1969-12-31"),
        ..record(1)
    };
    store.save_session(&before_1970).await.unwrap();
    assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [before_1970]);
}

pub async fn two_windows_write_to_one_database<P: Place>(place: &P) {
    let (mut one, mut two) = (place.open().await, place.open().await);
    one.save_session(&record(1)).await.unwrap();
    two.save_session(&record(2)).await.unwrap();
    one.save_session(&record(2)).await.unwrap();
    assert_eq!(one.sessions(EVERYTHING, None, 9).await.unwrap(), [record(2), record(1)]);
    assert_eq!(two.sessions(EVERYTHING, None, 9).await.unwrap(), [record(2), record(1)]);
}

pub async fn the_last_snapshot_written_is_the_one_read<P: Place>(place: &P) {
    let mut claim = place.claim().await.unwrap();
    assert_eq!(claim.read().await.unwrap(), None);
    claim.write(r#"{"held_ms":1000}"#).await.unwrap();
    claim.write(r#"{"held_ms":2000}"#).await.unwrap();
    drop(claim);
    assert_eq!(place.claim().await.unwrap().read().await.unwrap().as_deref(), Some(r#"{"held_ms":2000}"#));
}

pub async fn a_second_claim_is_refused_until_the_first_is_given_back<P: Place>(place: &P) {
    let claim = place.claim().await.unwrap();
    assert!(matches!(place.claim().await, Err(HeartbeatError::Claimed)));
    drop(claim);
    place.claim().await.unwrap();
}

pub async fn a_snapshot_that_is_no_json_is_kept_and_reported_once<P: Place>(place: &P) {
    let mut claim = place.claim().await.unwrap();
    claim.write(r#"{"held_ms":10"#).await.unwrap();
    assert!(matches!(claim.read().await, Err(HeartbeatError::Unreadable { .. })));
    assert_eq!(claim.read().await.unwrap(), None);
}

pub async fn a_snapshot_that_the_caller_cannot_use_can_be_set_aside<P: Place>(place: &P) {
    let mut claim = place.claim().await.unwrap();
    claim.write("[]").await.unwrap();
    assert!(!claim.set_aside().await.unwrap().is_empty(), "where it is kept");
    assert_eq!(claim.read().await.unwrap(), None);
}

pub async fn clearing_removes_what_this_claim_wrote_or_read<P: Place>(place: &P) {
    let mut claim = place.claim().await.unwrap();
    claim.clear().await.unwrap();
    claim.write("1").await.unwrap();
    claim.clear().await.unwrap();
    assert_eq!(claim.read().await.unwrap(), None);
    claim.write("2").await.unwrap();
    drop(claim);
    let mut next = place.claim().await.unwrap();
    assert_eq!(next.read().await.unwrap().as_deref(), Some("2"));
    next.clear().await.unwrap();
    assert_eq!(next.read().await.unwrap(), None);
}
