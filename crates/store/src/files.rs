//! Small files that are there whole or not at all, and the folder that they are in.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Whether a file is on disk when its writer returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// It outlives the process.
    Process,
    /// It outlives the power, too.
    Power,
}

/// Replaces the file at `path`.
pub(crate) fn replace(path: &Path, content: &[u8], durability: Durability) -> io::Result<()> {
    let fresh = fresh(path);
    let mut file = File::create(&fresh)?;
    file.write_all(content)?;
    if durability == Durability::Power {
        file.sync_all()?;
    }
    drop(file);
    fs::rename(&fresh, path)
}

/// Where a file is written before it takes its place.
pub(crate) fn fresh(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// Removes a file; one that is not there is removed already.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// Moves a file to `stem-1.json` beside it, or the next free number, and returns that name.
pub(crate) fn set_aside(path: &Path, stem: &str) -> io::Result<PathBuf> {
    let kept = (1..=u32::MAX)
        .map(|number| path.with_file_name(format!("{stem}-{number}.json")))
        .find(|name| matches!(name.try_exists(), Ok(false)))
        .ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &kept)?;
    Ok(kept)
}

/// Creates the data directory when it is missing, for this user only.
pub(crate) fn private_dir(dir: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}
