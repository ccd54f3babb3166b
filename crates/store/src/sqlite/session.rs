//! Sessions, their sets, and the attempts of redone sets: written once, read whole.

use rusqlite::{Connection, Row, ToSql, Transaction, named_params};
use unsit_core::record::{HeldSet, Origin, SessionId, SessionRecord};
use unsit_core::routine::{Id, Side};
use unsit_core::{LocalDay, Wall};
use uuid::Uuid;

use super::amendment::{self, COUNTS, LATEST};
use super::fields::{self, Fields};
use crate::error::{Fault, StoreError};
use crate::query::{Cursor, Filter};
use crate::row::{self, day_bound, day_text, stored_millis};

const COLUMNS: &str = "id, device, routine, variant, started_ms, ended_ms, offset_s, local_day, completed, reached_end, rehearsal,
    origin, corrects";
const NEWEST_FIRST: &str = "ORDER BY local_day DESC, started_ms DESC, id DESC";

/// Comes after every day in the order of texts.
const AFTER_ALL_DAYS: &str = "~";

/// Stores a record, or finds that it is stored already.
pub(super) fn insert(transaction: &Transaction, record: &SessionRecord) -> Result<(), Fault> {
    match find(transaction, record.id)? {
        Some(stored) if stored == *record => Ok(()),
        Some(_) => Err(StoreError::Conflict { what: row::name(record), id: record.id }.into()),
        None => insert_new(transaction, record),
    }
}

pub(super) fn page(connection: &Connection, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS}, {LATEST} AS latest FROM session WHERE rehearsal <= :rehearsals AND local_day >= :since
         AND (local_day, started_ms, id) < (:day, :started_ms, :id) AND {COUNTS} {NEWEST_FIRST} LIMIT :limit"
    );
    let (day, started, id) = match before {
        Some(cursor) => (day_bound(cursor.local_day), cursor.started_at.0, cursor.id.0),
        None => (AFTER_ALL_DAYS.to_owned(), 0, Uuid::nil()),
    };
    let since = filter.since.map(day_bound).unwrap_or_default();
    let parameters = named_params! {
        ":rehearsals": filter.rehearsals, ":since": since, ":day": day, ":started_ms": started, ":id": id.as_bytes(), ":limit": limit,
    };
    select(connection, &sql, parameters)
}

pub(super) fn of_day(connection: &Connection, day: LocalDay) -> Result<Vec<SessionRecord>, Fault> {
    let Some(day) = day_text(day) else { return Ok(Vec::new()) };
    let sql =
        format!("SELECT {COLUMNS}, {LATEST} AS latest FROM session WHERE rehearsal = 0 AND local_day = :day AND {COUNTS} {NEWEST_FIRST}");
    select(connection, &sql, named_params! { ":day": day })
}

pub(super) fn exists(connection: &Connection, id: SessionId) -> Result<bool, Fault> {
    Ok(connection.prepare_cached("SELECT 1 FROM session WHERE id = :id")?.exists([id.0.as_bytes()])?)
}

/// A stored session, deleted or not.
fn find(connection: &Connection, id: SessionId) -> Result<Option<SessionRecord>, Fault> {
    let sql = format!("SELECT {COLUMNS}, NULL AS latest FROM session WHERE id = :id");
    let found = select(connection, &sql, named_params! { ":id": id.0.as_bytes() })?;
    Ok(found.into_iter().next())
}

fn insert_new(transaction: &Transaction, record: &SessionRecord) -> Result<(), Fault> {
    let odd = |column| Fault::odd("session", record.id.0, column);
    row::check(record)?;
    let variant = record.variant.as_ref().map_or("", Id::as_str);
    transaction
        .prepare_cached(
            "INSERT INTO session (id, device, routine, variant, started_ms, ended_ms, offset_s, local_day, completed, reached_end,
             rehearsal, origin, corrects) VALUES (:id, :device, :routine, :variant, :started_ms, :ended_ms, :offset_s, :local_day,
             :completed, :reached_end, :rehearsal, :origin, :corrects)",
        )?
        .execute(named_params! {
            ":id": record.id.0.as_bytes(),
            ":device": record.device.as_bytes(),
            ":routine": record.routine.as_str(),
            ":variant": variant,
            ":started_ms": record.started_at.0,
            ":ended_ms": record.ended_at.0,
            ":offset_s": record.offset_seconds,
            ":local_day": day_text(record.local_day).ok_or_else(|| odd("local_day"))?,
            ":completed": record.completed,
            ":reached_end": record.reached_end,
            ":rehearsal": record.rehearsal,
            ":origin": record.origin.id(),
            ":corrects": record.corrects.as_ref().map_or(&[][..], |corrected| corrected.0.as_bytes()),
        })?;
    (0..).zip(&record.sets).try_for_each(|(position, set)| insert_set(transaction, record.id, position, set))
}

fn insert_set(transaction: &Transaction, session: SessionId, position: u32, set: &HeldSet) -> Result<(), Fault> {
    let millis = |length, column| stored_millis(length).ok_or_else(|| Fault::odd("held_set", session.0, column));
    transaction
        .prepare_cached(
            "INSERT INTO held_set (session, position, exercise, side, number, planned_ms, held_ms, planned_reps, reps)
             VALUES (:session, :position, :exercise, :side, :number, :planned_ms, :held_ms, :planned_reps, :reps)",
        )?
        .execute(named_params! {
            ":session": session.0.as_bytes(),
            ":position": position,
            ":exercise": set.exercise.as_str(),
            ":side": side_text(set.side),
            ":number": set.set,
            ":planned_ms": millis(set.planned, "planned_ms")?,
            ":held_ms": millis(set.held, "held_ms")?,
            ":planned_reps": set.planned_reps,
            ":reps": set.reps,
        })?;
    let mut insert = transaction
        .prepare_cached("INSERT INTO attempt (session, position, number, held_ms) VALUES (:session, :position, :number, :held_ms)")?;
    for (number, held) in (0_u32..).zip(&set.attempts) {
        let held = stored_millis(*held).ok_or_else(|| Fault::odd("attempt", session.0, "held_ms"))?;
        insert.execute((session.0.as_bytes(), position, number, held))?;
    }
    Ok(())
}

fn select(connection: &Connection, sql: &str, parameters: &[(&str, &dyn ToSql)]) -> Result<Vec<SessionRecord>, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let mut record = read(row)?;
        record.sets = sets(connection, record.id)?;
        records.push(record);
    }
    Ok(records)
}

/// A session whose sets are still to be read.
fn read(row: &Row) -> Result<SessionRecord, Fault> {
    let id = row.get_ref("id")?;
    let id = fields::uuid(id).ok_or_else(|| Fault::odd("session", format!("{id:02x?}"), "id"))?;
    let fields = Fields { row, table: "session", id };
    amendment::judge(&fields)?;
    let variant = fields.text("variant")?;
    Ok(SessionRecord {
        id: SessionId(id),
        device: fields.uuid("device")?,
        routine: Id::new(fields.text("routine")?),
        variant: (!variant.is_empty()).then(|| Id::new(variant)),
        started_at: Wall(fields.integer("started_ms")?),
        ended_at: Wall(fields.integer("ended_ms")?),
        offset_seconds: fields.integer("offset_s")?,
        local_day: fields.day("local_day")?,
        completed: fields.flag("completed")?,
        reached_end: fields.flag("reached_end")?,
        rehearsal: fields.flag("rehearsal")?,
        origin: origin(&fields)?,
        corrects: corrects(&fields)?,
        sets: Vec::new(),
    })
}

/// Every set of a session with its attempts; the positions must be whole, from 0 on.
fn sets(connection: &Connection, session: SessionId) -> Result<Vec<HeldSet>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT position, exercise, side, number, planned_ms, held_ms, planned_reps, reps FROM held_set
         WHERE session = :session ORDER BY position",
    )?;
    let mut rows = statement.query([session.0.as_bytes()])?;
    let mut sets = Vec::new();
    while let Some(row) = rows.next()? {
        let fields = Fields { row, table: "held_set", id: session.0 };
        if fields.integer::<usize>("position")? != sets.len() {
            return Err(fields.odd("position"));
        }
        sets.push(HeldSet {
            exercise: Id::new(fields.text("exercise")?),
            side: side(&fields)?,
            set: fields.integer("number")?,
            planned: fields.millis("planned_ms")?,
            held: fields.millis("held_ms")?,
            planned_reps: fields.integer("planned_reps")?,
            reps: fields.integer("reps")?,
            attempts: Vec::new(),
        });
    }
    if sets.is_empty() {
        return Err(Fault::odd("held_set", session.0, "position"));
    }
    attempts(connection, session, &mut sets)?;
    Ok(sets)
}

/// Adds to each set what earlier attempts held.
fn attempts(connection: &Connection, session: SessionId, sets: &mut [HeldSet]) -> Result<(), Fault> {
    let mut statement =
        connection.prepare_cached("SELECT position, number, held_ms FROM attempt WHERE session = :session ORDER BY position, number")?;
    let mut rows = statement.query([session.0.as_bytes()])?;
    while let Some(row) = rows.next()? {
        let fields = Fields { row, table: "attempt", id: session.0 };
        let set = sets.get_mut(fields.integer::<usize>("position")?).ok_or_else(|| fields.odd("position"))?;
        if fields.integer::<usize>("number")? != set.attempts.len() {
            return Err(fields.odd("number"));
        }
        set.attempts.push(fields.millis("held_ms")?);
    }
    Ok(())
}

fn origin(fields: &Fields) -> Result<Origin, Fault> {
    let origins = [Origin::Guided, Origin::ByHand];
    let name = fields.text("origin")?;
    origins.into_iter().find(|origin| origin.id() == name).ok_or_else(|| fields.odd("origin"))
}

fn corrects(fields: &Fields) -> Result<Option<SessionId>, Fault> {
    let nothing = fields.row.get_ref("corrects")?.as_blob().is_ok_and(<[u8]>::is_empty);
    if nothing { Ok(None) } else { fields.uuid("corrects").map(SessionId).map(Some) }
}

const fn side_text(side: Option<Side>) -> &'static str {
    match side {
        None => "both",
        Some(Side::Left) => "left",
        Some(Side::Right) => "right",
    }
}

fn side(fields: &Fields) -> Result<Option<Side>, Fault> {
    match fields.text("side")? {
        "both" => Ok(None),
        "left" => Ok(Some(Side::Left)),
        "right" => Ok(Some(Side::Right)),
        _ => Err(fields.odd("side")),
    }
}
