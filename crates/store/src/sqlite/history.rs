//! Sums, last choices and days in a row. Neither rehearsals nor deleted sessions count here.

use std::collections::BTreeMap;
use std::iter;

use rusqlite::{Connection, OptionalExtension, Row, Statement, ToSql};
use unsit_core::record::{DayTotal, streak as days_in_a_row};
use unsit_core::routine::Id;
use unsit_core::{LocalDay, Millis};
use uuid::Uuid;

use super::amendment::COUNTS;
use super::fields::{Fields, uuid};
use crate::error::Fault;
use crate::query::Totals;
use crate::row::day_bound;

/// Sums over sessions joined with their sets. Lengths that no set can have are kept out of the sum, which could overflow,
/// and named as `odd`.
const SUMS: &str = "count(*) FILTER (WHERE position = 0) AS sessions,
    coalesce(sum(planned_ms) FILTER (WHERE planned_ms BETWEEN 0 AND 4294967295), 0) AS planned_ms,
    coalesce(sum(held_ms) FILTER (WHERE held_ms BETWEEN 0 AND 4294967295), 0) AS held_ms,
    min(session.id) FILTER (WHERE planned_ms NOT BETWEEN 0 AND 4294967295) AS odd_planned,
    min(session.id) FILTER (WHERE held_ms NOT BETWEEN 0 AND 4294967295) AS odd_held
    FROM session JOIN held_set ON held_set.session = session.id WHERE rehearsal = 0";

pub(super) fn day_totals(connection: &Connection, from: LocalDay, to: LocalDay) -> Result<Vec<DayTotal>, Fault> {
    let sql = format!("SELECT local_day, {SUMS} AND {COUNTS} AND local_day BETWEEN :from AND :to GROUP BY local_day ORDER BY local_day");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query((day_bound(from), day_bound(to)))?;
    let mut days = Vec::new();
    while let Some(row) = rows.next()? {
        let Sums { sessions, planned, held } = Sums::read(row)?;
        let fields = Fields { row, table: "session", id: Uuid::nil() };
        days.push(DayTotal { day: fields.day("local_day")?, sessions, planned, held });
    }
    Ok(days)
}

pub(super) fn totals(connection: &Connection) -> Result<Totals, Fault> {
    let mut statement = connection.prepare_cached(&format!("SELECT count(DISTINCT local_day) AS days, {SUMS} AND {COUNTS}"))?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(Totals::default()) };
    let Sums { sessions, planned, held } = Sums::read(row)?;
    Ok(Totals { sessions, days: row.get("days")?, planned, held })
}

pub(super) fn last_variant(connection: &Connection, routine: &Id) -> Result<Option<Id>, Fault> {
    let sql = format!(
        "SELECT variant FROM session WHERE session.routine = :routine AND rehearsal = 0 AND {COUNTS}
         ORDER BY local_day DESC, started_ms DESC, id DESC LIMIT 1"
    );
    let variant: Option<String> = connection.prepare_cached(&sql)?.query_row([routine.as_str()], |row| row.get("variant")).optional()?;
    Ok(variant.filter(|name| !name.is_empty()).map(|name| Id::new(&name)))
}

/// Steps from routine to routine along the index instead of reading every session.
pub(super) fn last_variants(connection: &Connection) -> Result<BTreeMap<Id, Id>, Fault> {
    let mut next = connection.prepare_cached("SELECT min(routine) AS routine FROM session WHERE routine > :routine")?;
    let mut variants = BTreeMap::new();
    let mut name = String::new();
    while let Some(routine) = next.query_row([&name], |row| row.get::<_, Option<String>>("routine"))? {
        let id = Id::new(&routine);
        if let Some(variant) = last_variant(connection, &id)? {
            variants.insert(id, variant);
        }
        name = routine;
    }
    Ok(variants)
}

/// Steps from day to day along the index, and no further than the days follow each other.
pub(super) fn streak(connection: &Connection, today: LocalDay) -> Result<u32, Fault> {
    let sql =
        format!("SELECT local_day FROM session WHERE rehearsal = 0 AND local_day < :before AND {COUNTS} ORDER BY local_day DESC LIMIT 1");
    let mut step = connection.prepare_cached(&sql)?;
    // Between today and any other day.
    let mut before = format!("{}~", day_bound(today));
    let mut fault = None;
    let days = iter::from_fn(|| match day_of(&mut step, &[&before]) {
        Ok(day) => {
            before = day_bound(day?);
            day
        }
        Err(why) => {
            fault = Some(why);
            None
        }
    });
    let streak = days_in_a_row(days, today);
    fault.map_or(Ok(streak), Err)
}

pub(super) fn span(connection: &Connection) -> Result<Option<(LocalDay, LocalDay)>, Fault> {
    let end = |order: &str| {
        let sql = format!("SELECT local_day FROM session WHERE rehearsal = 0 AND {COUNTS} ORDER BY local_day {order} LIMIT 1");
        let mut statement = connection.prepare_cached(&sql)?;
        day_of(&mut statement, &[])
    };
    Ok(end("ASC")?.zip(end("DESC")?))
}

/// The day of the one row that a statement finds.
fn day_of(statement: &mut Statement, parameters: &[&dyn ToSql]) -> Result<Option<LocalDay>, Fault> {
    let mut rows = statement.query(parameters)?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Fields { row, table: "session", id: Uuid::nil() }.day("local_day").map(Some)
}

struct Sums {
    sessions: u32,
    planned: Millis,
    held: Millis,
}

impl Sums {
    fn read(row: &Row) -> Result<Self, Fault> {
        for (odd, column) in [("odd_planned", "planned_ms"), ("odd_held", "held_ms")] {
            if let Some(id) = uuid(row.get_ref(odd)?) {
                return Err(Fault::odd("held_set", id, column));
            }
        }
        let sum = |column| row.get::<_, i64>(column).map(|ms| Millis(ms.unsigned_abs()));
        Ok(Self { sessions: row.get("sessions")?, planned: sum("planned_ms")?, held: sum("held_ms")? })
    }
}
