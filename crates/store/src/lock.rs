//! Advisory locks of the operating system. They belong to an open file, so the death of a process frees them.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Opens the file that carries a lock, and creates it when missing. Its content means nothing and is left alone.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(path)
}

/// Whether the lock was given.
///
/// Where std knows no file locks (Android before Rust 1.98) the answer is yes: an app is one process there.
pub(crate) fn granted(outcome: Result<(), TryLockError>) -> io::Result<bool> {
    match outcome {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Gives the lock back while the file stays open.
pub(crate) fn release(file: &File) -> io::Result<()> {
    granted(file.unlock().map_err(TryLockError::Error)).map(|_| ())
}
