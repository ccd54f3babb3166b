//! Which files were written, and what they held.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use unsit_platform::native::fingerprint;

use crate::error::Failure;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    Written,
    /// It is there already, as it would be written.
    Same,
    /// It is not ours, or is no longer as it was written.
    Kept,
    Removed,
    Gone,
}

/// The list of files, by their paths, each with the fingerprint of what was written.
#[derive(Debug)]
pub(super) struct Written {
    list: PathBuf,
    files: BTreeMap<PathBuf, String>,
}

impl Written {
    /// The list in this folder; an empty one where there is none.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let list = folder.join("installed.json");
        let files = match fs::read(&list) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            read => read
                .and_then(|bytes| Ok(serde_json::from_slice(&bytes)?))
                .map_err(|source| Failure::Input { path: list.clone(), source })?,
        };
        Ok(Self { list, files })
    }

    /// Writes a file, unless what is there is somebody else's.
    pub(super) fn put(&mut self, path: &Path, content: &[u8]) -> Result<Became, Failure> {
        let mark = mark(content);
        let became = match fs::read(path) {
            Ok(found) if found == content => Became::Same,
            Ok(found) if self.files.get(path) != Some(&self::mark(&found)) => return Ok(Became::Kept),
            Ok(_) => Became::Written,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Became::Written,
            Err(source) => return Err(Failure::Installing { path: path.to_owned(), source }),
        };
        if became == Became::Written {
            replace(path, content).map_err(|source| Failure::Installing { path: path.to_owned(), source })?;
        }
        // Written down at once: whatever comes in between, what is there can be removed again.
        self.files.insert(path.to_owned(), mark);
        self.store()?;
        Ok(became)
    }

    /// Takes a file for one of ours.
    pub(super) fn adopt(&mut self, path: &Path, content: &[u8]) {
        self.files.insert(path.to_owned(), mark(content));
    }

    /// Removes every file that is as it was written, and the list when nothing of it is left.
    pub(super) fn take_all(&mut self) -> Result<Vec<(PathBuf, Became)>, Failure> {
        let mut all = Vec::new();
        for (path, mark) in std::mem::take(&mut self.files) {
            let failed = |source| Failure::Installing { path: path.clone(), source };
            let became = match fs::read(&path) {
                Ok(found) if self::mark(&found) == mark => fs::remove_file(&path).map(|()| Became::Removed).map_err(failed)?,
                Ok(_) => Became::Kept,
                Err(error) if error.kind() == io::ErrorKind::NotFound => Became::Gone,
                Err(source) => return Err(failed(source)),
            };
            all.push((path, became));
        }
        // A file that somebody has changed is theirs from now on.
        match fs::remove_file(&self.list) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::Installing { path: self.list.clone(), source: error }),
            _ => Ok(all),
        }
    }

    pub(super) fn store(&self) -> Result<(), Failure> {
        let text = serde_json::to_vec_pretty(&self.files).map_err(io::Error::from);
        text.and_then(|text| replace(&self.list, &text)).map_err(|source| Failure::Installing { path: self.list.clone(), source })
    }
}

fn mark(content: &[u8]) -> String {
    format!("{:016x}", fingerprint(content))
}

/// Whole, or not at all.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    fs::write(&fresh, content)?;
    fs::rename(&fresh, path)
}
