//! Sessions as rows of texts: written once, read whole.

use std::collections::BTreeMap;

use indexed_db_futures::KeyRange;
use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use js_sys::Reflect;
use unsit_core::LocalDay;
use unsit_core::record::{SessionId, SessionRecord};
use unsit_core::routine::Id;
use uuid::Uuid;
use wasm_bindgen::JsValue;

use super::place::{AFTER_ALL, after_turns, before_turns, place, turn};
use super::shelf::{self, Odd};
use super::{BY_PLACE, BY_TURN, SESSION, Store};
use crate::error::{Fault, StoreError};
use crate::query::{Cursor, Filter};
use crate::row::{self, day_bound, day_text};

/// Stores records that are not stored yet. One that is there already is written again, so that it is flushed by now.
pub(super) async fn insert(store: &Store, records: &[SessionRecord]) -> Result<(), Fault> {
    let rows = records.iter().map(write).collect::<Result<Vec<_>, Fault>>()?;
    let transaction = store.write(&[SESSION])?;
    let sessions = transaction.object_store(SESSION)?;
    for (record, row) in records.iter().zip(rows) {
        let stored = sessions.get::<JsValue, _, _>(key(record.id)).await?;
        if stored.is_some_and(|stored| read(&stored).ok().as_ref() != Some(record)) {
            return Err(StoreError::Conflict { what: row::name(record), id: record.id }.into());
        }
        sessions.put(row).without_key_type().await?;
    }
    Ok(transaction.commit().await?)
}

pub(super) async fn page(store: &Store, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, Fault> {
    let since = filter.since.map(day_bound).unwrap_or_default();
    let end = before.map_or_else(|| AFTER_ALL.to_owned(), |cursor| place(&cursor));
    if since >= end || limit == 0 {
        return Ok(Vec::new());
    }
    let (mut records, mut odd) = (Vec::new(), Vec::new());
    {
        let transaction = store.read(SESSION)?;
        let sessions = transaction.object_store(SESSION)?;
        let index = sessions.index(BY_PLACE)?;
        let range = KeyRange::Bound(since, false, end, true);
        let cursor = index.open_cursor().with_query::<String, _>(range).with_direction(CursorDirection::Prev).await?;
        if let Some(mut cursor) = cursor {
            while records.len() < limit as usize {
                let Some(row) = cursor.next_record::<JsValue>().await? else { break };
                match read(&row) {
                    Ok(record) if record.rehearsal && !filter.rehearsals => {}
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
    let rows = {
        let transaction = store.read(SESSION)?;
        let sessions = transaction.object_store(SESSION)?;
        let index = sessions.index(BY_PLACE)?;
        let range = KeyRange::Bound(day_bound(from), false, format!("{}{AFTER_ALL}", day_bound(to)), false);
        index.get_all::<JsValue>().with_query::<String, _>(range).await?.collect::<Result<Vec<_>, Error>>()?
    };
    let (mut records, mut odd) = (Vec::new(), Vec::new());
    for row in rows {
        match read(&row) {
            Ok(record) if record.rehearsal => {}
            Ok(record) => records.push(record),
            Err(why) => odd.push(odd_row(row, why)),
        }
    }
    shelf::keep(store, odd).await?;
    Ok(records)
}

pub(super) async fn last_variant(store: &Store, routine: &Id) -> Result<Option<Id>, Fault> {
    let newest = newest_turn(store, before_turns(routine.as_str()), after_turns(routine.as_str())).await?;
    Ok(newest.and_then(|record| record.variant))
}

/// Steps from routine to routine along the index instead of reading every session.
pub(super) async fn last_variants(store: &Store) -> Result<BTreeMap<Id, Id>, Fault> {
    let mut variants = BTreeMap::new();
    let mut end = AFTER_ALL.to_owned();
    while let Some(newest) = newest_turn(store, String::new(), end).await? {
        end = before_turns(newest.routine.as_str());
        if let Some(variant) = newest.variant {
            variants.insert(newest.routine, variant);
        }
    }
    Ok(variants)
}

/// The last session whose turn is between two texts.
async fn newest_turn(store: &Store, from: String, to: String) -> Result<Option<SessionRecord>, Fault> {
    loop {
        let row = {
            let transaction = store.read(SESSION)?;
            let sessions = transaction.object_store(SESSION)?;
            let index = sessions.index(BY_TURN)?;
            let range = KeyRange::Bound(from.clone(), false, to.clone(), true);
            let cursor = index.open_cursor().with_query::<String, _>(range).with_direction(CursorDirection::Prev).await?;
            match cursor {
                Some(mut cursor) => cursor.next_record::<JsValue>().await?,
                None => None,
            }
        };
        let Some(row) = row else { return Ok(None) };
        match read(&row) {
            Ok(record) => return Ok(Some(record)),
            Err(why) => shelf::keep(store, vec![odd_row(row, why)]).await?,
        }
    }
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
