//! Snapshots of what goes on: small files that a killed process leaves behind, of the running session and of the sitting.
//!
//! They are replaced again and again, so they are not forced to disk: losing the last seconds in a power cut is accepted, and a
//! torn file is noticed. Whoever holds the [`Claim`] runs the session, or watches the sitting; the operating system frees it
//! when that process dies.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

use crate::error::HeartbeatError;
use crate::files::{self, Durability};
use crate::lock;

/// The right to run a session in a data directory, or to watch the sitting there, held until dropped or until the process dies.
#[derive(Debug)]
pub struct Claim {
    /// Of the snapshot.
    path: PathBuf,
    /// What the snapshot is of.
    name: &'static str,
    /// The snapshot as this claim last read or wrote it. Only that one is ever removed.
    known: Option<Vec<u8>>,
    lock: File,
}

impl Claim {
    /// Claims the session of `dir`, which exists. Fails with [`HeartbeatError::Claimed`] while another such claim is held, and
    /// with [`HeartbeatError::Io`].
    pub fn take(dir: &Path) -> Result<Self, HeartbeatError> {
        Self::of(dir, "session")
    }

    /// Claims the sitting of `dir`, as [`Claim::take`] does the session. The two have nothing to do with each other.
    pub fn watch(dir: &Path) -> Result<Self, HeartbeatError> {
        Self::of(dir, "sitting")
    }

    /// Claims the work in the background of `dir`: one program of a person does it. It keeps no snapshot.
    pub fn tend(dir: &Path) -> Result<Self, HeartbeatError> {
        Self::of(dir, "agent")
    }

    /// Claims to be the window of `dir`: a second one is not opened. It keeps no snapshot. Makes `dir` when it is missing.
    pub fn window(dir: &Path) -> Result<Self, HeartbeatError> {
        files::private_dir(dir).map_err(|source| failed(dir, source))?;
        Self::of(dir, "window")
    }

    /// Claims to be the small window that asks about a break, as [`Claim::window`] does for the large one.
    pub fn ask(dir: &Path) -> Result<Self, HeartbeatError> {
        files::private_dir(dir).map_err(|source| failed(dir, source))?;
        Self::of(dir, "break")
    }

    /// Every claim on `dir`, which exists: nobody else works there as long as they are held.
    pub(crate) fn all(dir: &Path) -> Result<Vec<Self>, HeartbeatError> {
        ["session", "sitting", "agent", "window", "break"].into_iter().map(|name| Self::of(dir, name)).collect()
    }

    fn of(dir: &Path, name: &'static str) -> Result<Self, HeartbeatError> {
        let path = dir.join(format!("{name}.lock"));
        let lock = lock::open(&path).map_err(|source| failed(&path, source))?;
        if lock::granted(lock.try_lock()).map_err(|source| failed(&path, source))? {
            Ok(Self { path: dir.join(format!("{name}.json")), name, known: None, lock })
        } else {
            Err(HeartbeatError::Claimed)
        }
    }

    /// The snapshot that an earlier process left or this claim wrote, if any: one JSON value.
    ///
    /// Anything else is moved aside and reported as [`HeartbeatError::Unreadable`]; reading again then gives none.
    pub fn read(&mut self) -> Result<Option<String>, HeartbeatError> {
        let bytes = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            outcome => outcome.map_err(|source| failed(&self.path, source))?,
        };
        match String::from_utf8(bytes) {
            Ok(text) if serde_json::from_str::<IgnoredAny>(&text).is_ok() => {
                self.known = Some(text.clone().into_bytes());
                Ok(Some(text))
            }
            Ok(_) | Err(_) => Err(HeartbeatError::Unreadable { kept: self.set_aside()? }),
        }
    }

    /// Replaces the snapshot, whole or not at all. `text` is one JSON value.
    pub fn write(&mut self, text: &str) -> Result<(), HeartbeatError> {
        files::replace(&self.path, text.as_bytes(), Durability::Process).map_err(|source| failed(&self.path, source))?;
        self.known = Some(text.as_bytes().to_owned());
        Ok(())
    }

    /// Removes the snapshot that this claim read or wrote last. Another one stays: it is not this session's.
    pub fn clear(&mut self) -> Result<(), HeartbeatError> {
        let Some(known) = self.known.take() else { return Ok(()) };
        match fs::read(&self.path) {
            Ok(found) if found == known => files::remove(&self.path).map_err(|source| failed(&self.path, source)),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(failed(&self.path, source)),
        }
    }

    /// Moves the snapshot to a name such as `session-unreadable-1.json`, or the next free number, and returns that name: for a caller that
    /// cannot make sense of what it read.
    pub fn set_aside(&mut self) -> Result<PathBuf, HeartbeatError> {
        let kept = files::set_aside(&self.path, &format!("{}-unreadable", self.name)).map_err(|source| failed(&self.path, source))?;
        self.known = None;
        Ok(kept)
    }
}

impl Drop for Claim {
    /// Closing the file is not enough: a program that is being started at this moment holds it for a little longer.
    fn drop(&mut self) {
        // The system frees it at the latest when that program has begun.
        let _ = lock::release(&self.lock);
    }
}

fn failed(path: &Path, source: io::Error) -> HeartbeatError {
    HeartbeatError::Io { path: path.to_owned(), source }
}
