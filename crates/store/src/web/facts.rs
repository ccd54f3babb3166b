//! What happened to breaks, as rows of texts: added, never changed.

use std::collections::BTreeMap;

use indexed_db_futures::prelude::*;
use js_sys::Reflect;
use unsit_core::breaks::LedgerEvent;
use uuid::Uuid;
use wasm_bindgen::JsValue;

use super::{BREAK_FACT, Store};
use crate::error::Fault;
use crate::query::BreakFacts;
use crate::row::day_text;

/// Stores facts that are not stored yet. One that is there already is written again, so that it is flushed by now.
pub(super) async fn insert(store: &Store, events: &[LedgerEvent]) -> Result<(), Fault> {
    let transaction = store.write(&[BREAK_FACT])?;
    let facts = transaction.object_store(BREAK_FACT)?;
    for event in events {
        let stored = facts.get::<JsValue, _, _>(key(event.id)).await?;
        if stored.is_some_and(|stored| read(&stored).ok().as_ref() != Some(event)) {
            return Err(Fault::odd(BREAK_FACT, event.id, "id"));
        }
        facts.put(write(event)?).without_key_type().await?;
    }
    Ok(transaction.commit().await?)
}

/// Every fact that can be understood, in the order of their ids; the others stay where they are and are named.
pub(super) async fn all(store: &Store) -> Result<BreakFacts, Fault> {
    let mut facts = BreakFacts::default();
    for (key, row) in store.rows(BREAK_FACT).await? {
        match read(&row) {
            Ok(event) => facts.events.push(event),
            Err(column) => {
                let id = key.as_string().unwrap_or_else(|| format!("{key:?}"));
                facts.unusable.push(format!("{BREAK_FACT} {id} ({column})"));
            }
        }
    }
    Ok(facts)
}

fn write(event: &LedgerEvent) -> Result<BTreeMap<&'static str, String>, Fault> {
    let odd = |column| Fault::odd(BREAK_FACT, event.id, column);
    day_text(event.local_day).ok_or_else(|| odd("local_day"))?;
    let text = serde_json::to_string(event).map_err(|_| odd("fact"))?;
    Ok(BTreeMap::from([("id", key(event.id)), ("fact", text)]))
}

/// The fact of a row, or the field that makes no sense.
fn read(row: &JsValue) -> Result<LedgerEvent, &'static str> {
    let text = |field: &str| Reflect::get(row, &field.into()).ok().and_then(|value| value.as_string());
    let event: LedgerEvent = text("fact").and_then(|text| serde_json::from_str(&text).ok()).ok_or("fact")?;
    if text("id") == Some(key(event.id)) { Ok(event) } else { Err("id") }
}

fn key(id: Uuid) -> String {
    id.hyphenated().to_string()
}
