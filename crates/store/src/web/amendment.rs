//! What was said about sessions afterwards, as rows of texts: added, never changed, and decisive for what counts.
//!
//! They are few: whoever asks for sessions reads all of them, in the same transaction.

use std::collections::{BTreeMap, BTreeSet};

use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use js_sys::Reflect;
use unsit_core::Wall;
use unsit_core::record::{Amendment, AmendmentKind, Revision, SessionId};
use uuid::Uuid;
use wasm_bindgen::JsValue;

use super::{AMENDMENT, SESSION, Store, session, shelf};
use crate::error::Fault;

/// Stores the session and the amendments of a revision, all or nothing. What is there already is written again, so that it is
/// flushed by now.
pub(super) async fn revise(store: &Store, revision: &Revision) -> Result<(), Fault> {
    keep_odd(store).await?;
    let transaction = store.write(&[SESSION, AMENDMENT])?;
    if let Some(record) = &revision.adds {
        session::insert_into(&transaction, record).await?;
    }
    let amendments = transaction.object_store(AMENDMENT)?;
    for amendment in &revision.amends {
        let stored = all(&transaction).await?;
        let known = stored.iter().find(|known| known.id == amendment.id);
        let said = match known {
            Some(known) if (known.session, known.kind) == (amendment.session, amendment.kind) => known.clone(),
            Some(_) => return Err(Fault::odd(AMENDMENT, amendment.id, "id")),
            None => later(&stored, amendment),
        };
        amendments.put(write(&said)?).without_key_type().await?;
    }
    Ok(transaction.commit().await?)
}

/// The sessions that do not count.
pub(super) async fn deleted(transaction: &Transaction<'_>) -> Result<BTreeSet<SessionId>, Fault> {
    let mut latest = BTreeMap::<SessionId, Amendment>::new();
    for amendment in all(transaction).await? {
        let before = latest.get(&amendment.session);
        if before.is_none_or(|before| (before.at, before.id) < (amendment.at, amendment.id)) {
            latest.insert(amendment.session, amendment);
        }
    }
    Ok(latest.into_iter().filter(|(_, last)| last.kind == AmendmentKind::Deleted).map(|(session, _)| session).collect())
}

/// Moves amendments that cannot be understood to the shelf, where they are told.
pub(super) async fn keep_odd(store: &Store) -> Result<(), Fault> {
    let rows = store.rows(AMENDMENT).await?;
    let odd = rows.into_iter().filter_map(|(key, row)| {
        let why = read(&row).err()?;
        Some(shelf::Odd { store: AMENDMENT, key, row, why })
    });
    shelf::keep(store, odd.collect()).await
}

/// What is said last is the latest, also when the clock was set back in between.
fn later(stored: &[Amendment], amendment: &Amendment) -> Amendment {
    let before = stored.iter().filter(|known| known.session == amendment.session).map(|known| known.at).max();
    let at = before.map_or(amendment.at, |before| amendment.at.max(Wall(before.0.saturating_add(1))));
    Amendment { at, ..amendment.clone() }
}

async fn all(transaction: &Transaction<'_>) -> Result<Vec<Amendment>, Fault> {
    let rows = transaction.object_store(AMENDMENT)?.get_all::<JsValue>().await?.collect::<Result<Vec<_>, Error>>()?;
    Ok(rows.iter().filter_map(|row| read(row).ok()).collect())
}

fn write(amendment: &Amendment) -> Result<BTreeMap<&'static str, String>, Fault> {
    let text = serde_json::to_string(amendment).map_err(|_| Fault::odd(AMENDMENT, amendment.id, "amendment"))?;
    Ok(BTreeMap::from([("id", key(amendment.id)), ("amendment", text)]))
}

/// The amendment of a row, or the field that makes no sense.
fn read(row: &JsValue) -> Result<Amendment, &'static str> {
    let text = |field: &str| Reflect::get(row, &field.into()).ok().and_then(|value| value.as_string());
    let amendment: Amendment = text("amendment").and_then(|text| serde_json::from_str(&text).ok()).ok_or("amendment")?;
    if text("id") == Some(key(amendment.id)) { Ok(amendment) } else { Err("id") }
}

fn key(id: Uuid) -> String {
    id.hyphenated().to_string()
}
