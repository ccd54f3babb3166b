//! Opening the file: first look, then write.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::schema;
use crate::error::Fault;

/// How long the store waits and how large it grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long a call waits for another process before it reports [`Reason::Busy`](crate::Reason::Busy).
    pub busy_timeout: Duration,
    /// The largest size of the database in pages of 4,096 bytes; none for `SQLite`'s own limit.
    pub max_pages: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { busy_timeout: Duration::from_secs(5), max_pages: None }
    }
}

/// What the app asks for first. A page damaged here is found while opening, not by the first screen.
const FIRST_READS: [&str; 5] = [
    "SELECT id FROM device",
    "SELECT key, value FROM setting",
    "SELECT local_day FROM session ORDER BY local_day DESC, started_ms DESC LIMIT 50",
    "SELECT kind FROM amendment ORDER BY session DESC, at_ms DESC LIMIT 50",
    "SELECT planned_ms, held_ms FROM held_set ORDER BY session DESC, position DESC LIMIT 50",
];

/// Opens the database for good: current schema, write-ahead log, each commit on disk before it returns.
pub(super) fn ready(path: &Path, limits: &Limits) -> Result<Connection, Fault> {
    let mut connection = untouched(path)?;
    connection.busy_timeout(limits.busy_timeout)?;
    schema::refuse_newer(&connection, path)?;
    if schema::version(&connection)? == schema::KNOWN {
        FIRST_READS.iter().try_for_each(|sql| read_through(&connection, sql))?;
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // macOS and iOS: ask the drive to write its cache out too. Elsewhere this means nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    if let Some(pages) = limits.max_pages {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// Opens the database so that neither reading nor closing writes to it: closing would otherwise move the write-ahead log
/// into it.
pub(super) fn untouched(path: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

fn read_through(connection: &Connection, sql: &str) -> Result<(), Fault> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_on_disk_before_it_returns() {
        let dir = tempfile::tempdir().unwrap();
        let connection = ready(&dir.path().join("unsit.sqlite3"), &Limits::default()).unwrap();
        let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        let full = 2;
        assert_eq!(pragma("synchronous"), full);
        assert_eq!(pragma("fullfsync"), 1);
        assert_eq!(pragma("foreign_keys"), 1);
        let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(journal, "wal");
    }
}
