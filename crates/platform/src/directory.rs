//! Where this person's data lives.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The system has no place for a person's data: no home directory is known.
#[derive(Debug, thiserror::Error)]
#[error("no place for your data was found: set HOME, or name a folder with --data-dir")]
pub struct NoDirectory;

/// The folder of this person's data, by the rules of the system (on Linux `$XDG_DATA_HOME/unsit`).
pub fn data() -> Result<PathBuf, NoDirectory> {
    ProjectDirs::from("app", "Unsit", "unsit").map(|dirs| dirs.data_dir().to_owned()).ok_or(NoDirectory)
}
