//! Sessions, and changes to what counts, that the database did not take, each in an entry of its own until it does.
//!
//! The entries are in the origin's local storage, not in the database: whatever makes the database refuse a session (a full
//! disk, a newer Unsit that has taken it over, a browser that cannot open it) would make it refuse them there as well. The
//! browser has an entry once `keep` has returned, so that it outlives the page; it writes it to the disk within seconds.

use std::io;

use serde::de::DeserializeOwned;
use unsit_core::record::{Revision, SessionId, SessionRecord};
use uuid::Uuid;
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The sessions of an origin that wait to be stored: `unsit.unsaved-<id>` for a database called `unsit`.
#[derive(Clone, Debug)]
pub struct Unsaved {
    name: String,
}

impl Unsaved {
    /// Those that the database called `name` did not take.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self { name: name.to_owned() }
    }

    /// Keeps a session. Once this has returned `Ok`, it outlives the page.
    pub fn keep(&self, record: &SessionRecord) -> io::Result<()> {
        let (storage, key) = (storage()?, self.key(record.id));
        match storage.get_item(&key).map_err(refused)? {
            Some(_) => Ok(()),
            None => storage.set_item(&key, &serde_json::to_string(record)?).map_err(refused),
        }
    }

    /// Whether this session is kept: it is over then, whatever else says that it was interrupted.
    #[must_use]
    pub fn keeps(&self, id: SessionId) -> bool {
        storage().is_ok_and(|storage| matches!(storage.get_item(&self.key(id)), Ok(Some(_))))
    }

    /// Every session kept, in the order of their starts, and the new names of entries that were moved aside because they hold
    /// none.
    #[must_use]
    pub fn read(&self) -> (Vec<SessionRecord>, Vec<String>) {
        let (mut records, unreadable) = self.read_all(SESSION, |record: &SessionRecord| record.id.0);
        records.sort_by_key(|record| (record.started_at, record.id));
        (records, unreadable)
    }

    /// Keeps a change to what counts. As durable as [`Unsaved::keep`].
    pub fn keep_revision(&self, revision: &Revision) -> io::Result<()> {
        let key = format!("{}{REVISION}{}", self.name, revision.id);
        storage()?.set_item(&key, &serde_json::to_string(revision)?).map_err(refused)
    }

    /// Every change kept, oldest first, and the new names of entries that hold none.
    #[must_use]
    pub fn revisions(&self) -> (Vec<Revision>, Vec<String>) {
        let (mut revisions, unreadable) = self.read_all(REVISION, |revision: &Revision| revision.id);
        revisions.sort_by_key(|revision| (revision.amends.iter().map(|amendment| amendment.at).min(), revision.id));
        (revisions, unreadable)
    }

    /// Removes a change that is stored, or never will be.
    pub fn forget_revision(&self, id: Uuid) -> io::Result<()> {
        storage()?.remove_item(&format!("{}{REVISION}{id}", self.name)).map_err(refused)
    }

    /// What the entries of one kind hold.
    fn read_all<T: DeserializeOwned>(&self, kind: &str, id_of: impl Fn(&T) -> Uuid) -> (Vec<T>, Vec<String>) {
        let (mut kept, mut unreadable) = (Vec::new(), Vec::new());
        let Ok(storage) = storage() else { return (kept, unreadable) };
        for key in keys(&storage) {
            let Some(id) = self.id(&key, kind) else { continue };
            let Ok(Some(text)) = storage.get_item(&key) else { continue };
            match serde_json::from_str::<T>(&text) {
                Ok(one) if id_of(&one) == id => kept.push(one),
                Ok(_) | Err(_) => unreadable.extend(self.move_aside(&storage, &key, &text, "unreadable")),
            }
        }
        unreadable.sort();
        (kept, unreadable)
    }

    /// Removes a session that is stored.
    pub fn forget(&self, id: SessionId) -> io::Result<()> {
        storage()?.remove_item(&self.key(id)).map_err(refused)
    }

    /// Keeps a session that the database will never take as `unsit.session-refused-1`, or the next free number, where nothing
    /// reads it again, and returns that name.
    pub fn set_aside(&self, record: &SessionRecord) -> io::Result<String> {
        self.move_aside(&storage()?, &self.key(record.id), &serde_json::to_string(record)?, "refused")
    }

    fn move_aside(&self, storage: &Storage, key: &str, text: &str, why: &str) -> io::Result<String> {
        let mut names = (1..=u32::MAX).map(|number| format!("{}.session-{why}-{number}", self.name));
        let free = names.find(|name| matches!(storage.get_item(name), Ok(None)));
        let kept = free.ok_or(io::ErrorKind::AlreadyExists)?;
        storage.set_item(&kept, text).map_err(refused)?;
        storage.remove_item(key).map_err(refused)?;
        Ok(kept)
    }

    fn key(&self, id: SessionId) -> String {
        format!("{}{SESSION}{}", self.name, id.0)
    }

    /// What an entry of this kind is named after.
    fn id(&self, key: &str, kind: &str) -> Option<Uuid> {
        Uuid::parse_str(key.strip_prefix(&self.name)?.strip_prefix(kind)?).ok()
    }
}

const SESSION: &str = ".unsaved-";
const REVISION: &str = ".unsaved-revision-";

/// Every key, read before anything is moved: moving changes their order.
fn keys(storage: &Storage) -> Vec<String> {
    let count = storage.length().unwrap_or_default();
    (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect()
}

fn storage() -> io::Result<Storage> {
    let window = web_sys::window().ok_or_else(|| io::Error::other("there is no page"))?;
    window.local_storage().map_err(refused)?.ok_or_else(|| io::Error::other("this browser keeps nothing"))
}

#[allow(clippy::needless_pass_by_value, reason = "as map_err gives it")]
fn refused(error: JsValue) -> io::Error {
    io::Error::other(String::from(js_sys::Error::from(error).message()))
}
