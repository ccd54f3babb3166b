//! Setting a damaged database aside.
//!
//! A file is moved only when it is certain that it is no database any more, and only while nobody else has it open. Every
//! open [`Store`](super::Store) holds `unsit.lock` shared; moving takes it alone.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{connect, schema};
use crate::error::{Fault, Reason};
use crate::lock;

/// The files that belong to a database beside itself, in the order in which they are moved. The database comes last: a
/// crash in between must never leave a stale write-ahead log beside a new database.
const COMPANIONS: [&str; 4] = ["-journal", "-wal", "-shm", ""];

/// The announcement that this process has the database open.
#[derive(Debug)]
pub(super) struct Presence {
    lock: File,
}

impl Presence {
    /// Fails as busy while another process sets the database aside.
    pub(super) fn announce(dir: &Path) -> Result<Self, Fault> {
        let presence = Self { lock: lock::open(&dir.join("unsit.lock"))? };
        presence.share()?;
        Ok(presence)
    }

    /// Lets other processes open the database again.
    pub(super) fn be_one_of_many(&self) -> Result<(), Fault> {
        lock::release(&self.lock)?;
        self.share()
    }

    /// Fails as damaged while another process has the database open: the person has to close that one first.
    pub(super) fn be_alone(&self) -> Result<(), Fault> {
        lock::release(&self.lock)?;
        if lock::granted(self.lock.try_lock())? {
            Ok(())
        } else {
            Err(Fault::new(Reason::Damaged, "another process has the damaged database open"))
        }
    }

    fn share(&self) -> Result<(), Fault> {
        if lock::granted(self.lock.try_lock_shared())? {
            Ok(())
        } else {
            Err(Fault::new(Reason::Busy, "another process is setting the database aside"))
        }
    }
}

/// Moves the database at `path` to a new name when it is damaged beyond doubt, and returns that name. The caller is alone.
pub(super) fn set_aside_if_damaged(path: &Path) -> Result<Option<PathBuf>, Fault> {
    if !is_damaged(path)? {
        return Ok(None);
    }
    let aside = free_name(path)?;
    for companion in COMPANIONS {
        match fs::rename(beside(path, companion), beside(&aside, companion)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(Some(aside))
}

/// Whether `SQLite` says that this is no database, or its own check finds faults. Any other trouble, and a later schema, is an
/// error and not damage.
fn is_damaged(path: &Path) -> Result<bool, Fault> {
    match is_sound(path) {
        Ok(sound) => Ok(!sound),
        Err(fault) if fault.is_damage() => Ok(true),
        Err(fault) => Err(fault),
    }
}

fn is_sound(path: &Path) -> Result<bool, Fault> {
    let connection = connect::untouched(path)?;
    schema::refuse_newer(&connection, path)?;
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(verdict == "ok")
}

/// The first of `unsit-damaged-1.sqlite3`, `unsit-damaged-2.sqlite3`, ... that no file uses.
fn free_name(path: &Path) -> io::Result<PathBuf> {
    (1..=u32::MAX)
        .map(|number| path.with_file_name(format!("unsit-damaged-{number}.sqlite3")))
        .find(|name| COMPANIONS.iter().all(|companion| matches!(beside(name, companion).try_exists(), Ok(false))))
        .ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}

fn beside(path: &Path, companion: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(companion);
    name.into()
}
