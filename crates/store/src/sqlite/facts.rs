//! What happened to breaks: facts that are added, never changed.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use unsit_core::Wall;
use unsit_core::breaks::LedgerEvent;

use super::fields::{self, Fields};
use crate::error::{Fault, StoreError};
use crate::query::BreakFacts;
use crate::row::day_text;

const TABLE: &str = "break_fact";
const SELECT: &str = "SELECT id, device, at_ms, offset_s, local_day, fact FROM break_fact";

/// Stores a fact, or finds that it is stored already.
pub(super) fn insert(transaction: &Transaction, event: &LedgerEvent) -> Result<(), Fault> {
    let stored = transaction
        .prepare_cached(&format!("{SELECT} WHERE id = :id"))?
        .query_row([event.id.as_bytes()], |row| Ok(read(row).ok()))
        .optional()?;
    match stored {
        None => insert_new(transaction, event),
        Some(Some(stored)) if stored == *event => Ok(()),
        Some(_) => Err(Fault::odd(TABLE, event.id, "id")),
    }
}

/// Every fact that can be understood, in the order of their ids; the others stay where they are and are named.
pub(super) fn all(connection: &Connection) -> Result<BreakFacts, Fault> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY id"))?;
    let mut rows = statement.query([])?;
    let mut facts = BreakFacts::default();
    while let Some(row) = rows.next()? {
        match read(row) {
            Ok(event) => facts.events.push(event),
            Err(Fault::Known(StoreError::Row { table, id, column })) => facts.unusable.push(format!("{table} {id} ({column})")),
            Err(fault) => return Err(fault),
        }
    }
    Ok(facts)
}

fn insert_new(transaction: &Transaction, event: &LedgerEvent) -> Result<(), Fault> {
    let odd = |column| Fault::odd(TABLE, event.id, column);
    transaction
        .prepare_cached(
            "INSERT INTO break_fact (id, device, at_ms, offset_s, local_day, fact)
             VALUES (:id, :device, :at_ms, :offset_s, :local_day, :fact)",
        )?
        .execute(named_params! {
            ":id": event.id.as_bytes(),
            ":device": event.device.as_bytes(),
            ":at_ms": event.at.0,
            ":offset_s": event.offset_seconds,
            ":local_day": day_text(event.local_day).ok_or_else(|| odd("local_day"))?,
            ":fact": serde_json::to_string(&event.fact).map_err(|_| odd("fact"))?,
        })?;
    Ok(())
}

fn read(row: &Row) -> Result<LedgerEvent, Fault> {
    let id = row.get_ref("id")?;
    let id = fields::uuid(id).ok_or_else(|| Fault::odd(TABLE, format!("{id:02x?}"), "id"))?;
    let fields = Fields { row, table: TABLE, id };
    Ok(LedgerEvent {
        id,
        device: fields.uuid("device")?,
        at: Wall(fields.integer("at_ms")?),
        offset_seconds: fields.integer("offset_s")?,
        local_day: fields.day("local_day")?,
        fact: serde_json::from_str(fields.text("fact")?).map_err(|_| fields.odd("fact"))?,
    })
}
