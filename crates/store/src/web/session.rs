//! Sessions as rows of texts: written once, read whole.

use std::collections::BTreeMap;

use indexed_db_futures::KeyRange;
use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use js_sys::Reflect;
use unsit_core::LocalDay;
use unsit_core::record::{SessionId, SessionRecord, streak as days_in_a_row};
use unsit_core::routine::Id;
use uuid::Uuid;
use wasm_bindgen::JsValue;

use super::place::{AFTER_ALL, after_turns, before_turns, place, turn};
use super::shelf::{self, Odd};
use super::{AMENDMENT, BY_PLACE, BY_TURN, SESSION, Store, amendment};
use crate::error::{Fault, StoreError};
use crate::query::{Cursor, Filter};
use crate::row::{self, day_bound, day_text};

/// Stores records that are not stored yet. One that is there already is written again, so that it is flushed by now.
pub(super) async fn insert(store: &Store, records: &[SessionRecord]) -> Result<(), Fault> {
    records.iter().try_for_each(row::check)?;
    let transaction = store.write(&[SESSION])?;
    for record in records {
        insert_into(&transaction, record).await?;
    }
    Ok(transaction.commit().await?)
}

/// Stores a record that is not stored yet, as part of a transaction.
pub(super) async fn insert_into(transaction: &Transaction<'_>, record: &SessionRecord) -> Result<(), Fault> {
    let row = write(record)?;
    let sessions = transaction.object_store(SESSION)?;
    let stored = sessions.get::<JsValue, _, _>(key(record.id)).await?;
    if stored.is_some_and(|stored| read(&stored).ok().as_ref() != Some(record)) {
        return Err(StoreError::Conflict { what: row::name(record), id: record.id }.into());
    }
    sessions.put(row).without_key_type().await?;
    Ok(())
}

pub(super) async fn exists(store: &Store, id: SessionId) -> Result<bool, Fault> {
    let transaction = store.read(&[SESSION])?;
    Ok(transaction.object_store(SESSION)?.get::<JsValue, _, _>(key(id)).await?.is_some())
}

pub(super) async fn page(store: &Store, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, Fault> {
    let since = filter.since.map(day_bound).unwrap_or_default();
    let end = before.map_or_else(|| AFTER_ALL.to_owned(), |cursor| place(&cursor));
    if since >= end || limit == 0 {
        return Ok(Vec::new());
    }
    let (mut records, mut odd) = (Vec::new(), Vec::new());
    {
        let transaction = store.read(&[SESSION, AMENDMENT])?;
        let deleted = amendment::deleted(&transaction).await?;
        let sessions = transaction.object_store(SESSION)?;
        let index = sessions.index(BY_PLACE)?;
        let range = KeyRange::Bound(since, false, end, true);
        let cursor = index.open_cursor().with_query::<String, _>(range).with_direction(CursorDirection::Prev).await?;
        if let Some(mut cursor) = cursor {
            while records.len() < limit as usize {
                let Some(row) = cursor.next_record::<JsValue>().await? else { break };
                match read(&row) {
                    Ok(record) if record.rehearsal && !filter.rehearsals || deleted.contains(&record.id) => {}
                    Ok(record) => records.push(record),
                    Err(why) => odd.push(odd_row(row, why)),
                }
            }
        }
    }
    shelf::keep(store, odd).await?;
    Ok(records)
}

pub(super) async fn of_day(store: &Store, day: LocalDay) -> Result<Vec<SessionRecord>, Fault> {
    if day_text(day).is_none() {
        return Ok(Vec::new());
    }
    let mut records = between(store, day, day).await?;
    records.reverse();
    Ok(records)
}

/// The sessions of some days, oldest first, rehearsals left out.
pub(super) async fn between(store: &Store, from: LocalDay, to: LocalDay) -> Result<Vec<SessionRecord>, Fault> {
    if from > to {
        return Ok(Vec::new());
    }
    let (rows, deleted) = {
        let transaction = store.read(&[SESSION, AMENDMENT])?;
        let deleted = amendment::deleted(&transaction).await?;
        let sessions = transaction.object_store(SESSION)?;
        let index = sessions.index(BY_PLACE)?;
        let range = KeyRange::Bound(day_bound(from), false, format!("{}{AFTER_ALL}", day_bound(to)), false);
        let rows = index.get_all::<JsValue>().with_query::<String, _>(range).await?.collect::<Result<Vec<_>, Error>>()?;
        (rows, deleted)
    };
    let (mut records, mut odd) = (Vec::new(), Vec::new());
    for row in rows {
        match read(&row) {
            Ok(record) if record.rehearsal || deleted.contains(&record.id) => {}
            Ok(record) => records.push(record),
            Err(why) => odd.push(odd_row(row, why)),
        }
    }
    shelf::keep(store, odd).await?;
    Ok(records)
}

/// How many days in a row had a session. Steps from day to day along the index, and no further than they follow each other.
pub(super) async fn streak(store: &Store, today: LocalDay) -> Result<u32, Fault> {
    let mut days = Vec::new();
    let mut end = format!("{}{AFTER_ALL}", day_bound(today));
    while let Some(record) = outermost(store, BY_PLACE, String::new(), end, CursorDirection::Prev).await? {
        days.push(record.local_day);
        if (days.len() as u64) > u64::from(days_in_a_row(days.iter().copied(), today)) {
            break;
        }
        end = day_bound(record.local_day);
    }
    Ok(days_in_a_row(days, today))
}

/// The first and the last day that have a session.
pub(super) async fn span(store: &Store) -> Result<Option<(LocalDay, LocalDay)>, Fault> {
    let first = outermost(store, BY_PLACE, String::new(), AFTER_ALL.to_owned(), CursorDirection::Next).await?;
    let last = outermost(store, BY_PLACE, String::new(), AFTER_ALL.to_owned(), CursorDirection::Prev).await?;
    Ok(first.zip(last).map(|(first, last)| (first.local_day, last.local_day)))
}

pub(super) async fn last_variant(store: &Store, routine: &Id) -> Result<Option<Id>, Fault> {
    let (from, to) = (before_turns(routine.as_str()), after_turns(routine.as_str()));
    let newest = outermost(store, BY_TURN, from, to, CursorDirection::Prev).await?;
    Ok(newest.and_then(|record| record.variant))
}

/// Steps from routine to routine along the index instead of reading every session. One whose newest session was deleted is
/// still met by the newest that counts.
pub(super) async fn last_variants(store: &Store) -> Result<BTreeMap<Id, Id>, Fault> {
    let mut variants = BTreeMap::new();
    let mut end = AFTER_ALL.to_owned();
    while let Some(newest) = outermost(store, BY_TURN, String::new(), end, CursorDirection::Prev).await? {
        end = before_turns(newest.routine.as_str());
        if let Some(variant) = newest.variant {
            variants.insert(newest.routine, variant);
        }
    }
    Ok(variants)
}

/// The first session that counts between two texts of an index, in the direction of the cursor.
async fn outermost(
    store: &Store,
    index: &str,
    from: String,
    to: String,
    direction: CursorDirection,
) -> Result<Option<SessionRecord>, Fault> {
    let (mut found, mut odd) = (None, Vec::new());
    {
        let transaction = store.read(&[SESSION, AMENDMENT])?;
        let deleted = amendment::deleted(&transaction).await?;
        let sessions = transaction.object_store(SESSION)?;
        let index = sessions.index(index)?;
        let range = KeyRange::Bound(from, false, to, true);
        let cursor = index.open_cursor().with_query::<String, _>(range).with_direction(direction).await?;
        if let Some(mut cursor) = cursor {
            while let (None, Some(row)) = (&found, cursor.next_record::<JsValue>().await?) {
                match read(&row) {
                    Ok(record) if record.rehearsal || deleted.contains(&record.id) => {}
                    Ok(record) => found = Some(record),
                    Err(why) => odd.push(odd_row(row, why)),
                }
            }
        }
    }
    shelf::keep(store, odd).await?;
    Ok(found)
}

fn key(id: SessionId) -> String {
    id.0.hyphenated().to_string()
}

/// The row of a record that may be stored.
fn write(record: &SessionRecord) -> Result<BTreeMap<&'static str, String>, Fault> {
    row::check(record)?;
    let text = serde_json::to_string(record).map_err(|_| Fault::odd(SESSION, record.id.0, "record"))?;
    let mut row = BTreeMap::from([("id", key(record.id)), ("place", place(&Cursor::at(record))), ("record", text)]);
    if !record.rehearsal {
        row.insert("turn", turn(record));
    }
    Ok(row)
}

/// The record of a row, or the field that makes no sense. Nothing about a row is believed.
pub(super) fn read(row: &JsValue) -> Result<SessionRecord, &'static str> {
    let record: SessionRecord = serde_json::from_str(&text(row, "record").ok_or("record")?).map_err(|_| "record")?;
    row::check(&record).map_err(|_| "record")?;
    let expected = write(&record).map_err(|_| "record")?;
    for field in ["id", "place", "turn"] {
        if text(row, field).as_ref() != expected.get(field) {
            return Err(field);
        }
    }
    Ok(record)
}

fn odd_row(row: JsValue, why: &'static str) -> Odd {
    let key = Reflect::get(&row, &"id".into()).unwrap_or_else(|_| Uuid::nil().to_string().into());
    Odd { store: SESSION, key, row, why }
}

fn text(row: &JsValue, field: &str) -> Option<String> {
    Reflect::get(row, &field.into()).ok()?.as_string()
}
