//! Settings and the id of this installation.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction};
use serde_json::Value;
use uuid::Uuid;

use super::fields;
use crate::error::Fault;

pub(super) fn all(connection: &Connection) -> Result<BTreeMap<String, Value>, Fault> {
    let mut statement = connection.prepare_cached("SELECT key, value FROM setting")?;
    let mut rows = statement.query([])?;
    let mut settings = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key = row.get_ref("key")?.as_str().map_err(|_| Fault::odd("setting", "?", "key"))?;
        let text = row.get_ref("value")?.as_str().map_err(|_| Fault::odd("setting", key, "value"))?;
        let value = serde_json::from_str(text).map_err(|_| Fault::odd("setting", key, "value"))?;
        settings.insert(key.to_owned(), value);
    }
    Ok(settings)
}

pub(super) fn save(transaction: &Transaction, settings: &BTreeMap<String, Value>) -> Result<(), Fault> {
    let mut upsert = transaction
        .prepare_cached("INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value")?;
    for (key, value) in settings {
        upsert.execute((key, value.to_string()))?;
    }
    Ok(())
}

pub(super) fn device_id(transaction: &Transaction, fresh: Uuid) -> Result<Uuid, Fault> {
    transaction.execute("INSERT INTO device (only, id) VALUES (1, ?1) ON CONFLICT (only) DO NOTHING", [fresh.as_bytes()])?;
    let mut statement = transaction.prepare("SELECT id FROM device")?;
    let mut rows = statement.query([])?;
    let stored = rows.next()?.map(|row| row.get_ref("id").map(fields::uuid)).transpose()?.flatten();
    stored.ok_or_else(|| Fault::odd("device", 1, "id"))
}
