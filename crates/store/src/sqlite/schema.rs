//! The schema and how an older database comes to it.
//!
//! `user_version` is the number of migrations applied. Migrations are only ever added: `fixtures/` keeps one database of
//! each released schema, and tests read every row of each.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{Fault, StoreError};

const MIGRATIONS: [&str; 4] =
    [include_str!("schema-1.sql"), include_str!("schema-2.sql"), include_str!("schema-3.sql"), include_str!("schema-4.sql")];

/// The schema that this program reads and writes.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // a handful
pub(super) const KNOWN: i32 = MIGRATIONS.len() as i32;

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Refuses a database of a later schema, before anything is written.
pub(super) fn refuse_newer(connection: &Connection, path: &Path) -> Result<(), Fault> {
    let found = version(connection)?;
    if (0..=KNOWN).contains(&found) { Ok(()) } else { Err(StoreError::Newer { path: path.to_owned(), found, known: KNOWN }.into()) }
}

/// Brings the database to [`KNOWN`], all or nothing. Two processes may try at once: the second finds nothing left to do.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    if version(connection)? == KNOWN {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied = usize::try_from(version(&transaction)?).unwrap_or(MIGRATIONS.len());
    for sql in MIGRATIONS.iter().skip(applied) {
        transaction.execute_batch(sql)?;
    }
    transaction.pragma_update(None, "user_version", KNOWN)?;
    Ok(transaction.commit()?)
}

/// Fails when another process moved the schema on since the database was opened.
pub(super) fn refuse_changed(transaction: &Transaction) -> Result<(), Fault> {
    let found = version(transaction)?;
    if found == KNOWN { Ok(()) } else { Err(StoreError::SchemaChanged { found, known: KNOWN }.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_that_people_have_never_change() {
        let fixtures: [(&[u8], usize); 3] = [
            (include_bytes!("../../fixtures/schema-1.sqlite3"), 7),
            (include_bytes!("../../fixtures/schema-2.sqlite3"), 7),
            (include_bytes!("../../fixtures/schema-3.sqlite3"), 9),
        ];
        let new = Connection::open_in_memory().unwrap();
        for ((fixture, tables_and_indices), migration) in fixtures.into_iter().zip(MIGRATIONS) {
            let dir = tempfile::tempdir().unwrap();
            let copy = dir.path().join("copy");
            std::fs::write(&copy, fixture).unwrap();
            new.execute_batch(migration).unwrap();
            assert_eq!(definitions(&new), definitions(&Connection::open(copy).unwrap()));
            assert_eq!(definitions(&new).len(), tables_and_indices);
        }
    }

    fn definitions(connection: &Connection) -> Vec<(String, String, String)> {
        connection
            .prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }
}
