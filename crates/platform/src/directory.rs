//! Where this person's data lives.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The system has no place for a person's data: no home directory is known.
#[derive(Debug, thiserror::Error)]
#[error("no place for your data was found: set HOME, or name a folder with --data-dir")]
pub struct NoDirectory;

/// The folder of this person's data, by the rules of the system (on Linux `$XDG_DATA_HOME/unsit`).
///
/// On Unix it must be named by `HOME` or `XDG_DATA_HOME`: the password file would often give a place that nobody looks at.
pub fn data() -> Result<PathBuf, NoDirectory> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(unix) && !is_set("HOME") && !is_set("XDG_DATA_HOME") {
        return Err(NoDirectory);
    }
    ProjectDirs::from("app", "Unsit", "unsit").map(|dirs| dirs.data_dir().to_owned()).ok_or(NoDirectory)
}

/// Folders of a person's desktop into which a program puts itself.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Launchers (`$XDG_DATA_HOME/applications`).
    pub applications: PathBuf,
    /// The theme of icons that every other one falls back to (`$XDG_DATA_HOME/icons/hicolor`).
    pub icons: PathBuf,
    /// What a program remembers of itself (`$XDG_STATE_HOME/unsit`).
    pub state: PathBuf,
}

/// Where the desktop looks for programs. None where there are no such folders.
#[must_use]
pub fn menu() -> Option<Menu> {
    let dirs = cfg!(target_os = "linux").then(directories::BaseDirs::new)??;
    let data = dirs.data_dir();
    Some(Menu { applications: data.join("applications"), icons: data.join("icons/hicolor"), state: dirs.state_dir()?.join("unsit") })
}

/// Where the desktop looks for what it starts at login (`$XDG_CONFIG_HOME/autostart`). None where there is no such folder.
#[must_use]
pub fn autostart() -> Option<PathBuf> {
    cfg!(target_os = "linux").then(directories::BaseDirs::new)?.map(|dirs| dirs.config_dir().join("autostart"))
}
