//! What can go wrong, said as what the person loses and what to do about it.
//!
//! A screen matches on [`Reason`] and writes its own words; the English texts serve the terminal and the log.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

#[cfg(not(target_arch = "wasm32"))]
use rusqlite::ErrorCode;
use thiserror::Error;
use unsit_core::record::SessionId;

/// Why the store could not do what it was asked. Nothing is ever half done: after an error the database is as before.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The database did not open. It is untouched.
    #[error("{}: the history and the settings in {} stay closed. {}", source.reason, path.display(), source.reason.advice())]
    Open { path: PathBuf, source: Cause },
    /// `what` is not in the database; saving it again is safe.
    #[error("{}: {what} is not stored yet. {}", source.reason, source.reason.advice())]
    Save { what: String, source: Cause },
    /// `what` could not be read.
    #[error("{}: {what} cannot be shown. {}", source.reason, source.reason.advice())]
    Read { what: &'static str, source: Cause },
    /// A later version of Unsit wrote the database. It is untouched.
    #[error("{}: {} has schema {found}, this Unsit knows {known}. {}", Reason::Newer, path.display(), Reason::Newer.advice())]
    Newer { path: PathBuf, found: i32, known: i32 },
    /// Another process changed the schema since this one opened the database. Nothing was written.
    #[error("{}: it has schema {found}, this Unsit knows {known}. {}", Reason::Changed, Reason::Changed.advice())]
    SchemaChanged { found: i32, known: i32 },
    /// Another record has this id already. It stays, and nothing was written.
    #[error("{} ({}): {what} is not stored. {}", Reason::Conflict, id.0, Reason::Conflict.advice())]
    Conflict { what: String, id: SessionId },
    /// A value that the column cannot mean, found in a row or about to be written into one.
    #[error("{}: {table} {id}, column {column}. {}", Reason::Odd, Reason::Odd.advice())]
    Row { table: &'static str, id: String, column: &'static str },
}

impl StoreError {
    #[must_use]
    pub fn reason(&self) -> Reason {
        match self {
            Self::Open { source, .. } | Self::Save { source, .. } | Self::Read { source, .. } => source.reason,
            Self::Newer { .. } => Reason::Newer,
            Self::SchemaChanged { .. } => Reason::Changed,
            Self::Conflict { .. } => Reason::Conflict,
            Self::Row { .. } => Reason::Odd,
        }
    }
}

/// The kind of trouble, for a screen to match on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Another process writes, or sets a damaged file aside, and took longer than the wait.
    Busy,
    /// No space left for the database.
    Full,
    /// The path leads to nothing that can be opened as a file.
    CannotOpen,
    /// The disk or the file system failed.
    Unreadable,
    /// The user may not read or write there.
    Permission,
    /// The file is no sound database any more.
    Damaged,
    /// Written by a later version.
    Newer,
    /// A later version took over while this one ran.
    Changed,
    /// Another record has the same id.
    Conflict,
    /// A value that no column of Unsit's can mean.
    Odd,
    /// Anything else that `SQLite` reports: a mistake in Unsit.
    Other,
}

impl Reason {
    /// What the person can do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Busy => "Unsit tries again; if this stays, close other programs that have it open.",
            Self::Full => "Free some space; Unsit tries again.",
            Self::CannotOpen => "Check that the folder exists and that nothing else has this name.",
            Self::Unreadable => "Check the disk, then start Unsit again.",
            Self::Permission => "Allow your user to write there, then start Unsit again.",
            Self::Damaged => "Close every window of Unsit and start it again: the file is kept under a new name and a new one begins.",
            Self::Newer => "Update Unsit; the file is unchanged.",
            Self::Changed => "Start Unsit again; the file is unchanged.",
            Self::Conflict => "The stored one is unchanged.",
            Self::Odd => "Nothing was changed; please report it.",
            Self::Other => "Please report it.",
        }
    }

    const fn headline(self) -> &'static str {
        match self {
            Self::Busy => "Another program is using the database",
            Self::Full => "The disk is full",
            Self::CannotOpen => "The database file cannot be opened",
            Self::Unreadable => "The disk could not be read or written",
            Self::Permission => "Unsit may not write in its folder",
            Self::Damaged => "The database is damaged",
            Self::Newer => "A newer Unsit wrote the database",
            Self::Changed => "A newer Unsit has taken over the database",
            Self::Conflict => "Another session has the same id",
            Self::Odd => "A value in the database makes no sense",
            Self::Other => "The database refused",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.headline())
    }
}

/// What `SQLite` or the operating system reported, for the log.
#[derive(Debug, Error)]
#[error("{detail}")]
pub struct Cause {
    reason: Reason,
    detail: String,
}

/// Why the heartbeat could not do what it was asked.
#[derive(Debug, Error)]
pub enum HeartbeatError {
    /// A session runs in another process, or elsewhere in this one.
    #[error("Another window of Unsit is running a session. Finish or stop it there first.")]
    Claimed,
    /// What an earlier process left is no JSON. It was moved to `kept`.
    #[error("The session that was interrupted cannot be read any more. What is left of it is kept in {}.", kept.display())]
    Unreadable { kept: PathBuf },
    /// The snapshot could not be read or written; the session itself goes on.
    #[error("The running session cannot be kept in {}: it would be lost if Unsit were killed now.", path.display())]
    Io { path: PathBuf, source: io::Error },
}

/// A failure inside the store, before it is known what it costs the person.
#[derive(Debug)]
pub(crate) enum Fault {
    Cause(Cause),
    Known(StoreError),
}

impl Fault {
    pub(crate) fn new(reason: Reason, detail: &str) -> Self {
        Self::Cause(Cause { reason, detail: detail.to_owned() })
    }

    /// A value that `column` cannot mean.
    pub(crate) fn odd(table: &'static str, id: impl fmt::Display, column: &'static str) -> Self {
        Self::Known(StoreError::Row { table, id: id.to_string(), column })
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn is_damage(&self) -> bool {
        matches!(self, Self::Cause(Cause { reason: Reason::Damaged, .. }))
    }

    pub(crate) fn opening(self, path: &Path) -> StoreError {
        self.or_else(|source| StoreError::Open { path: path.to_owned(), source })
    }

    pub(crate) fn saving(self, what: impl Into<String>) -> StoreError {
        self.or_else(|source| StoreError::Save { what: what.into(), source })
    }

    pub(crate) fn reading(self, what: &'static str) -> StoreError {
        self.or_else(|source| StoreError::Read { what, source })
    }

    fn or_else(self, name: impl FnOnce(Cause) -> StoreError) -> StoreError {
        match self {
            Self::Cause(cause) => name(cause),
            Self::Known(error) => error,
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Known(error)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        let reason = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => Reason::Busy,
            Some(ErrorCode::DiskFull) => Reason::Full,
            Some(ErrorCode::CannotOpen) => Reason::CannotOpen,
            Some(ErrorCode::SystemIoFailure) => Reason::Unreadable,
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => Reason::Permission,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Reason::Damaged,
            _ => Reason::Other,
        };
        Self::Cause(Cause { reason, detail: error.to_string() })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Reason::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Reason::Permission,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory | io::ErrorKind::AlreadyExists => {
                Reason::CannotOpen
            }
            _ => Reason::Unreadable,
        };
        Self::Cause(Cause { reason, detail: error.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn each_trouble_of_sqlite_has_its_reason() {
        for (code, expected) in [
            (ffi::SQLITE_BUSY, Reason::Busy),
            (ffi::SQLITE_LOCKED, Reason::Busy),
            (ffi::SQLITE_FULL, Reason::Full),
            (ffi::SQLITE_CANTOPEN, Reason::CannotOpen),
            (ffi::SQLITE_IOERR_FSYNC, Reason::Unreadable),
            (ffi::SQLITE_PERM, Reason::Permission),
            (ffi::SQLITE_READONLY_DIRECTORY, Reason::Permission),
            (ffi::SQLITE_CORRUPT, Reason::Damaged),
            (ffi::SQLITE_NOTADB, Reason::Damaged),
            (ffi::SQLITE_MISUSE, Reason::Other),
        ] {
            let fault = Fault::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            assert_eq!(fault.reading("the history").reason(), expected, "{code}");
        }
    }

    #[test]
    fn each_trouble_of_the_file_system_has_its_reason() {
        for (kind, expected) in [
            (io::ErrorKind::StorageFull, Reason::Full),
            (io::ErrorKind::ReadOnlyFilesystem, Reason::Permission),
            (io::ErrorKind::NotADirectory, Reason::CannotOpen),
            (io::ErrorKind::UnexpectedEof, Reason::Unreadable),
        ] {
            assert_eq!(Fault::from(io::Error::from(kind)).opening(Path::new("x")).reason(), expected, "{kind}");
        }
    }
}
