//! Rows that cannot be understood: kept as they are, out of the way, and told.

use std::collections::BTreeSet;

use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::session::read;
use super::{BY_PLACE, SESSION, SET_ASIDE, Store};
use crate::error::Fault;

/// A row, where it was, and the field that makes no sense.
pub(super) struct Odd {
    pub(super) store: &'static str,
    pub(super) key: JsValue,
    pub(super) row: JsValue,
    pub(super) why: &'static str,
}

/// Moves rows to the shelf, all in one transaction. One that another page has moved already is left to that page.
pub(super) async fn keep(store: &Store, odd: Vec<Odd>) -> Result<(), Fault> {
    for row in odd {
        let transaction = store.write(&[row.store, SET_ASIDE])?;
        let home = transaction.object_store(row.store)?;
        if home.get::<JsValue, JsValue, _>(row.key.clone()).await?.is_some() {
            transaction.object_store(SET_ASIDE)?.put(row.kept()?).without_key_type().await?;
            home.delete::<JsValue, _>(row.key.clone()).await?;
            transaction.commit().await?;
            store.set_aside.borrow_mut().push(row.name());
        }
    }
    Ok(())
}

/// Finds sessions that no index leads to, which would be there and never seen, and moves them to the shelf.
pub(super) async fn keep_lost(store: &Store) -> Result<(), Fault> {
    let counts = {
        let transaction = store.read(&[SESSION])?;
        let sessions = transaction.object_store(SESSION)?;
        (sessions.count().await?, sessions.index(BY_PLACE)?.count().await?)
    };
    if counts.0 == counts.1 {
        return Ok(());
    }
    let seen = {
        let transaction = store.read(&[SESSION])?;
        let sessions = transaction.object_store(SESSION)?;
        let keys = sessions.index(BY_PLACE)?.get_all_keys::<JsValue>().await?.collect::<Result<Vec<_>, Error>>()?;
        keys.iter().filter_map(JsValue::as_string).collect::<BTreeSet<_>>()
    };
    let rows = store.rows(SESSION).await?;
    let lost = rows.into_iter().filter(|(key, _)| key.as_string().is_none_or(|key| !seen.contains(&key)));
    keep(store, lost.map(|(key, row)| Odd { store: SESSION, why: read(&row).err().unwrap_or("place"), key, row }).collect()).await
}

impl Odd {
    /// What a message calls it.
    fn name(&self) -> String {
        let key = self.key.as_string().unwrap_or_else(|| format!("{:?}", self.key));
        format!("{} {key} ({})", self.store, self.why)
    }

    fn kept(&self) -> Result<JsValue, Error> {
        let kept = Object::new();
        for (field, value) in
            [("store", JsValue::from(self.store)), ("key", self.key.clone()), ("row", self.row.clone()), ("why", JsValue::from(self.why))]
        {
            Reflect::set(&kept, &field.into(), &value)?;
        }
        Ok(kept.into())
    }
}
