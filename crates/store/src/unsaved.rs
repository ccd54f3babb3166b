//! Sessions, and changes to what counts, that the database did not take, each in a file of its own until it does.
//!
//! A save can fail: the disk is full, another program holds the database, a newer Unsit has taken it over. Until it is tried
//! again the session would live in memory only, and the heartbeat's file belongs to the next session that begins. One file
//! for each session needs no lock between processes: ids never meet, records never change, and storing one twice is fine.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{Revision, SessionId, SessionRecord};
use uuid::Uuid;

use crate::files::{self, Durability};

/// What of a data directory waits to be stored: `unsaved-<id>.json` for a session, `unsaved-revision-<id>.json` for a change,
/// `unsaved-break-<id>.json` for what happened to a break, `unsaved-settings.json` for what was set.
#[derive(Clone, Debug)]
pub struct Unsaved {
    dir: PathBuf,
}

impl Unsaved {
    /// Those of `dir`, whether it exists or not.
    #[must_use]
    pub fn of(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// Keeps a session. Once this has returned `Ok`, it outlives a crash and a power cut.
    pub fn keep(&self, record: &SessionRecord) -> io::Result<()> {
        let path = self.path(record.id);
        if path.try_exists()? { Ok(()) } else { files::replace(&path, &serde_json::to_vec(record)?, Durability::Power) }
    }

    /// Whether this session is kept: it is over then, whatever else says that it was interrupted.
    #[must_use]
    pub fn keeps(&self, id: SessionId) -> bool {
        self.path(id).exists()
    }

    /// Every session kept, in the order of their starts, and the new names of files that were moved aside because they hold none.
    #[must_use]
    pub fn read(&self) -> (Vec<SessionRecord>, Vec<PathBuf>) {
        let (mut records, unreadable) = self.read_all(SESSION, |record: &SessionRecord| record.id.0);
        records.sort_by_key(|record| (record.started_at, record.id));
        (records, unreadable)
    }

    /// Keeps a change to what counts. As durable as [`Unsaved::keep`].
    pub fn keep_revision(&self, revision: &Revision) -> io::Result<()> {
        let path = self.revision_path(revision.id);
        if path.try_exists()? { Ok(()) } else { files::replace(&path, &serde_json::to_vec(revision)?, Durability::Power) }
    }

    /// Every change kept, oldest first, and the new names of files that hold none.
    #[must_use]
    pub fn revisions(&self) -> (Vec<Revision>, Vec<PathBuf>) {
        let (mut revisions, unreadable) = self.read_all(REVISION, |revision: &Revision| revision.id);
        revisions.sort_by_key(|revision| (revision.amends.iter().map(|amendment| amendment.at).min(), revision.id));
        (revisions, unreadable)
    }

    /// Removes a change that is stored, or never will be.
    pub fn forget_revision(&self, id: Uuid) -> io::Result<()> {
        let path = self.revision_path(id);
        files::remove(&files::fresh(&path))?;
        files::remove(&path)
    }

    /// Keeps what happened to breaks. As durable as [`Unsaved::keep`]; the same fact again changes nothing.
    pub fn keep_fact(&self, event: &LedgerEvent) -> io::Result<()> {
        let path = self.fact_path(event.id);
        if path.try_exists()? { Ok(()) } else { files::replace(&path, &serde_json::to_vec(event)?, Durability::Power) }
    }

    /// Every fact kept, in the order in which they happened, and the new names of files that hold none.
    #[must_use]
    pub fn facts(&self) -> (Vec<LedgerEvent>, Vec<PathBuf>) {
        let (mut facts, unreadable) = self.read_all(FACT, |event: &LedgerEvent| event.id);
        facts.sort_by_key(|event| event.id);
        (facts, unreadable)
    }

    /// Removes a fact that is stored.
    pub fn forget_fact(&self, id: Uuid) -> io::Result<()> {
        let path = self.fact_path(id);
        files::remove(&files::fresh(&path))?;
        files::remove(&path)
    }

    /// Keeps what was set, with what was kept before: the later value of a key holds. As durable as [`Unsaved::keep`]. Returns
    /// the new name of a file that was in the way and holds nothing of the kind.
    pub fn keep_settings(&self, rows: &BTreeMap<String, Value>) -> io::Result<Option<PathBuf>> {
        let (mut kept, unreadable) = self.settings();
        kept.extend(rows.iter().map(|(key, value)| (key.clone(), value.clone())));
        files::replace(&self.dir.join(SETTINGS), &serde_json::to_vec(&kept)?, Durability::Power)?;
        Ok(unreadable)
    }

    /// What was set, and the new name of a file that was moved aside because it holds nothing of the kind.
    #[must_use]
    pub fn settings(&self) -> (BTreeMap<String, Value>, Option<PathBuf>) {
        let path = self.dir.join(SETTINGS);
        let Ok(bytes) = fs::read(&path) else { return (BTreeMap::new(), None) };
        match serde_json::from_slice(&bytes) {
            Ok(rows) => (rows, None),
            Err(_) => (BTreeMap::new(), files::set_aside(&path, "settings-unreadable").ok()),
        }
    }

    /// Removes settings that are stored.
    pub fn forget_settings(&self) -> io::Result<()> {
        let path = self.dir.join(SETTINGS);
        files::remove(&files::fresh(&path))?;
        files::remove(&path)
    }

    /// What the files of one kind hold. One that cannot be read now stays for another time.
    fn read_all<T: DeserializeOwned>(&self, kind: &str, id_of: impl Fn(&T) -> Uuid) -> (Vec<T>, Vec<PathBuf>) {
        let (mut kept, mut unreadable) = (Vec::new(), Vec::new());
        let paths = fs::read_dir(&self.dir).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        for (id, path) in paths.filter_map(|path| Some((id(&path, kind)?, path))) {
            let Ok(bytes) = fs::read(&path) else { continue };
            match serde_json::from_slice::<T>(&bytes) {
                Ok(one) if id_of(&one) == id => kept.push(one),
                Ok(_) | Err(_) => unreadable.extend(files::set_aside(&path, "session-unreadable")),
            }
        }
        (kept, unreadable)
    }

    /// Removes a session that is stored.
    pub fn forget(&self, id: SessionId) -> io::Result<()> {
        let path = self.path(id);
        files::remove(&files::fresh(&path))?;
        files::remove(&path)
    }

    /// Keeps a session that the database will never take as `session-refused-1.json`, or the next free number, where nothing
    /// reads it again, and returns that name.
    pub fn set_aside(&self, record: &SessionRecord) -> io::Result<PathBuf> {
        self.keep(record)?;
        files::set_aside(&self.path(record.id), "session-refused")
    }

    fn path(&self, id: SessionId) -> PathBuf {
        self.dir.join(format!("{SESSION}{}.json", id.0))
    }

    fn fact_path(&self, id: Uuid) -> PathBuf {
        self.dir.join(format!("{FACT}{id}.json"))
    }

    fn revision_path(&self, id: Uuid) -> PathBuf {
        self.dir.join(format!("{REVISION}{id}.json"))
    }
}

const SESSION: &str = "unsaved-";
const REVISION: &str = "unsaved-revision-";
const FACT: &str = "unsaved-break-";
const SETTINGS: &str = "unsaved-settings.json";

/// What a file of this kind is named after.
fn id(path: &Path, kind: &str) -> Option<Uuid> {
    let name = path.file_name()?.to_str()?;
    Uuid::parse_str(name.strip_prefix(kind)?.strip_suffix(".json")?).ok()
}
