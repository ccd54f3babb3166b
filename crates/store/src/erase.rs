//! Deleting everything that Unsit keeps in a data directory, when a person asks for it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::HeartbeatError;
use crate::files;
use crate::heartbeat::Claim;

/// The right to delete what a data directory holds: nobody else works there.
#[derive(Debug)]
pub struct Erasure {
    dir: PathBuf,
    /// Held until everything is gone, so that no program begins meanwhile.
    _claims: Vec<Claim>,
}

impl Erasure {
    /// Asks for the right. Fails with [`HeartbeatError::Claimed`] while a window, an agent or a session is at work there.
    pub fn of(dir: &Path) -> Result<Self, HeartbeatError> {
        let claims = if dir.is_dir() { Claim::all(dir)? } else { Vec::new() };
        Ok(Self { dir: dir.to_owned(), _claims: claims })
    }

    /// Deletes each file of ours and, when nothing else is left, the folder. Returns what was deleted.
    pub fn erase(self) -> Result<Vec<PathBuf>, HeartbeatError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| HeartbeatError::Io { path, source }
        };
        let entries = match fs::read_dir(&self.dir) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            outcome => outcome.map_err(failed(&self.dir))?,
        };
        let mut ours: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_ours(path)).collect();
        ours.sort();
        for path in &ours {
            files::remove(path).map_err(failed(path))?;
        }
        // Whatever else a person keeps there stays, and the folder with it.
        if fs::remove_dir(&self.dir).is_ok() {
            ours.push(self.dir.clone());
        }
        Ok(ours)
    }
}

/// Whether a file of this name is one that Unsit makes.
fn is_ours(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let name = name.strip_suffix(".new").unwrap_or(name);
    let numbered = |stem: &str, end: &str| {
        let number = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(end));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let database = |name: &str| ["", "-wal", "-shm", "-journal"].iter().any(|end| name.strip_suffix(end) == Some("unsit.sqlite3"));
    let lock = ["unsit", "session", "sitting", "agent", "window", "break"].iter().any(|who| name == format!("{who}.lock"));
    let damaged = ["", "-wal", "-shm", "-journal"].iter().any(|end| numbered("unsit-damaged-", &format!(".sqlite3{end}")));
    let snapshot = ["session", "sitting"].iter().any(|of| name == format!("{of}.json") || numbered(&format!("{of}-unreadable-"), ".json"));
    let unsaved = name.strip_prefix("unsaved-").and_then(|rest| rest.strip_suffix(".json")).is_some();
    let socket = ["sitting.sock", "window.sock"].contains(&name);
    database(name) || lock || damaged || snapshot || unsaved || numbered("session-refused-", ".json") || socket
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_ours_are_deleted() {
        for ours in [
            "unsit.sqlite3",
            "unsit.sqlite3-wal",
            "unsit.lock",
            "agent.lock",
            "window.lock",
            "session.json",
            "sitting.json.new",
            "unsaved-00000000-0000-0000-0000-000000000001.json",
            "unsit-damaged-2.sqlite3",
            "unsit-damaged-2.sqlite3-wal",
            "session-unreadable-1.json",
            "session-refused-12.json",
        ] {
            assert!(is_ours(Path::new(ours)), "{ours}");
        }
        for theirs in
            ["diary.txt", "unsit.sqlite3.backup", "unsit-damaged-.sqlite3", "session-unreadable-x.json", "other.lock", "unsaved-list.txt"]
        {
            assert!(!is_ours(Path::new(theirs)), "{theirs}");
        }
    }

    #[test]
    fn nothing_is_deleted_while_a_program_is_at_work_and_what_is_not_ours_stays() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        drop(crate::Store::open(&data).unwrap());
        let window = Claim::window(&data).unwrap();
        assert!(matches!(Erasure::of(&data), Err(HeartbeatError::Claimed)));
        drop(window);
        fs::write(data.join("diary.txt"), "mine").unwrap();
        let deleted = Erasure::of(&data).unwrap().erase().unwrap();
        assert!(deleted.contains(&data.join("unsit.sqlite3")) && !deleted.contains(&data), "{deleted:?}");
        assert_eq!(fs::read_dir(&data).unwrap().count(), 1);
        fs::remove_file(data.join("diary.txt")).unwrap();
        assert_eq!(Erasure::of(&data).unwrap().erase().unwrap().last(), Some(&data));
        assert_eq!(Erasure::of(&data).unwrap().erase().unwrap(), [""; 0].map(PathBuf::from), "again is no failure");
    }
}
