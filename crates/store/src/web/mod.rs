//! The browser's backend: one `IndexedDB` of the page's origin.
//!
//! Each write is one transaction of durability `strict`, which completes when the browser has flushed it. A session is one
//! row: its record as JSON text, beside the texts by which it is found; so is an amendment. Rows never change. A row that cannot be understood
//! is moved to the object store `set_aside`, whole, and named in [`Store::set_aside`]; the others are read on.
//!
//! The schema is the database's version. A page of a newer Unsit makes older pages close theirs, which from then on
//! refuse to read and write; an older Unsit cannot open a newer database at all.

mod amendment;
mod claim;
mod facts;
mod fault;
mod place;
mod session;
mod shelf;
mod unsaved;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use indexed_db_futures::KeyPath;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use serde_json::Value;
use unsit_core::LocalDay;
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{DayTotal, Revision, SessionId, SessionRecord};
use unsit_core::routine::Id;
use uuid::Uuid;
use wasm_bindgen::JsValue;

pub use self::claim::Claim;
pub use self::unsaved::Unsaved;
use crate::error::{Fault, StoreError};
use crate::query::{BreakFacts, Cursor, Filter, Totals};
use crate::row;

/// The schema that this program reads and writes.
const KNOWN: u32 = 3;

const SESSION: &str = "session";
const AMENDMENT: &str = "amendment";
const SETTING: &str = "setting";
const DEVICE: &str = "device";
const HEARTBEAT: &str = "heartbeat";
const BREAK_FACT: &str = "break_fact";
const SET_ASIDE: &str = "set_aside";

/// Orders every session, *newest first* read backwards.
const BY_PLACE: &str = "place";
/// Orders the sessions that count by routine, then by place.
const BY_TURN: &str = "turn";

/// The key of the one row of [`DEVICE`], and of the session's row of [`HEARTBEAT`].
const ONLY: &str = "only";

/// The database of this origin, open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    set_aside: RefCell<Vec<String>>,
}

impl Store {
    /// Opens the database called `name`; creates it when missing.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let connection = Connection::open(name).await?;
        let store = Self { connection, set_aside: RefCell::default() };
        shelf::keep_lost(&store).await.map_err(|fault| fault.opening(name.as_ref()))?;
        amendment::keep_odd(&store).await.map_err(|fault| fault.opening(name.as_ref()))?;
        Ok(store)
    }

    /// What had to be set aside since the last time of asking. To be shown: it is missing from what is read.
    pub fn set_aside(&self) -> Vec<String> {
        self.set_aside.take()
    }

    /// Stores a session. Once this has returned `Ok`, the browser has flushed it: it outlives a killed page and a killed
    /// browser.
    ///
    /// Storing the same record again is fine; another record with the same id is a [`StoreError::Conflict`].
    pub async fn save_session(&self, record: &SessionRecord) -> Result<(), StoreError> {
        self.save_sessions(std::slice::from_ref(record)).await
    }

    /// Stores all of `records` or, after an error, none of them.
    pub async fn save_sessions(&self, records: &[SessionRecord]) -> Result<(), StoreError> {
        session::insert(self, records).await.map_err(|fault| fault.saving(row::name_all(records)))
    }

    /// Stores a change to what counts as a whole or, after an error, not at all. As durable as a session, and storing it again
    /// is fine, too.
    ///
    /// On this device what is said last about a session decides, also when the clock was set back: an amendment is stored as
    /// later than those before it.
    pub async fn revise(&self, revision: &Revision) -> Result<(), StoreError> {
        amendment::revise(self, revision).await.map_err(|fault| fault.saving(row::name_of(revision)))
    }

    /// Whether a session is stored, deleted or not.
    pub async fn has_session(&self, id: SessionId) -> Result<bool, StoreError> {
        session::exists(self, id).await.map_err(|fault| fault.reading("the session"))
    }

    /// At most `limit` sessions that were not deleted, newest first; after a first page those older than `before`.
    pub async fn sessions(&self, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, StoreError> {
        session::page(self, filter, before, limit).await.map_err(|fault| fault.reading("the history"))
    }

    /// The sessions of one day, newest first, rehearsals left out.
    pub async fn sessions_of_day(&self, day: LocalDay) -> Result<Vec<SessionRecord>, StoreError> {
        session::of_day(self, day).await.map_err(|fault| fault.reading("the day"))
    }

    /// The sum of each day from `from` to `to`, both included, oldest first. Days without a session are left out.
    pub async fn day_totals(&self, from: LocalDay, to: LocalDay) -> Result<Vec<DayTotal>, StoreError> {
        let records = session::between(self, from, to).await.map_err(|fault| fault.reading("the sum of each day"))?;
        Ok(row::day_totals(&records))
    }

    /// How many days in a row had a session, until `today` or the day before.
    pub async fn streak(&self, today: LocalDay) -> Result<u32, StoreError> {
        session::streak(self, today).await.map_err(|fault| fault.reading("the days in a row"))
    }

    /// The first and the last day that have a session.
    pub async fn span(&self) -> Result<Option<(LocalDay, LocalDay)>, StoreError> {
        session::span(self).await.map_err(|fault| fault.reading("the first and the last day"))
    }

    /// The sum of everything.
    pub async fn totals(&self) -> Result<Totals, StoreError> {
        let (first, last) = (LocalDay(chrono::NaiveDate::MIN), LocalDay(chrono::NaiveDate::MAX));
        let records = session::between(self, first, last).await.map_err(|fault| fault.reading("the total"))?;
        Ok(row::totals(&row::day_totals(&records)))
    }

    /// The variant of the newest session of `routine`, rehearsals left out.
    pub async fn last_variant(&self, routine: &Id) -> Result<Option<Id>, StoreError> {
        session::last_variant(self, routine).await.map_err(|fault| fault.reading("the last variant"))
    }

    /// [`Store::last_variant`] of every routine that has one.
    pub async fn last_variants(&self) -> Result<BTreeMap<Id, Id>, StoreError> {
        session::last_variants(self).await.map_err(|fault| fault.reading("the last variants"))
    }

    /// Stores what happened to breaks: all of it or, after an error, nothing. As durable as a session, and storing a fact again is
    /// fine, too.
    pub async fn save_facts(&self, events: &[LedgerEvent]) -> Result<(), StoreError> {
        facts::insert(self, events).await.map_err(|fault| fault.saving(row::BREAKS))
    }

    /// Every fact about breaks. One that cannot be understood is named and left as it is; the others are read.
    pub async fn facts(&self) -> Result<BreakFacts, StoreError> {
        facts::all(self).await.map_err(|fault| fault.reading(row::BREAKS))
    }

    /// Every setting stored, also those that this version does not know.
    pub async fn settings(&self) -> Result<BTreeMap<String, Value>, StoreError> {
        self.read_settings().await.map_err(|fault| fault.reading("the settings"))
    }

    /// Stores the given settings, all or none. Others stay as they are.
    pub async fn save_settings(&self, settings: &BTreeMap<String, Value>) -> Result<(), StoreError> {
        self.write_settings(settings).await.map_err(|fault| fault.saving("the change of settings"))
    }

    /// The id of this installation: `fresh` at the first call, the same ever after.
    pub async fn device_id(&self, fresh: Uuid) -> Result<Uuid, StoreError> {
        self.keep_device(fresh).await.map_err(|fault| fault.saving("the id of this device"))
    }

    async fn read_settings(&self) -> Result<BTreeMap<String, Value>, Fault> {
        let (mut settings, mut odd) = (BTreeMap::new(), Vec::new());
        for (key, value) in self.rows(SETTING).await? {
            let value_read = value.as_string().and_then(|text| serde_json::from_str(&text).ok());
            match (key.as_string(), value_read) {
                (Some(name), Some(value)) => drop(settings.insert(name, value)),
                _ => odd.push(shelf::Odd { store: SETTING, key, row: value, why: "value" }),
            }
        }
        shelf::keep(self, odd).await?;
        Ok(settings)
    }

    async fn write_settings(&self, settings: &BTreeMap<String, Value>) -> Result<(), Fault> {
        let transaction = self.write(&[SETTING])?;
        let store = transaction.object_store(SETTING)?;
        for (key, value) in settings {
            store.put(value.to_string()).with_key(key.as_str()).without_key_type().await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn keep_device(&self, fresh: Uuid) -> Result<Uuid, Fault> {
        let transaction = self.write(&[DEVICE])?;
        let store = transaction.object_store(DEVICE)?;
        if let Some(stored) = store.get::<JsValue, _, _>(ONLY).await? {
            let id = stored.as_string().and_then(|text| Uuid::parse_str(&text).ok());
            return id.ok_or_else(|| Fault::odd(DEVICE, 1, "id"));
        }
        store.put(fresh.to_string()).with_key(ONLY).without_key_type().await?;
        transaction.commit().await?;
        Ok(fresh)
    }

    /// Every row of an object store with its key.
    async fn rows(&self, name: &'static str) -> Result<Vec<(JsValue, JsValue)>, Fault> {
        let transaction = self.read(&[name])?;
        let store = transaction.object_store(name)?;
        let keys = store.get_all_keys::<JsValue>().await?.collect::<Result<Vec<_>, Error>>()?;
        let rows = store.get_all::<JsValue>().await?.collect::<Result<Vec<_>, Error>>()?;
        Ok(keys.into_iter().zip(rows).collect())
    }

    fn read(&self, stores: &[&'static str]) -> Result<Transaction<'_>, Fault> {
        self.connection.begin(stores, TransactionMode::Readonly, TransactionDurability::Default)
    }

    /// A transaction that is over when its rows are flushed.
    fn write(&self, stores: &[&'static str]) -> Result<Transaction<'_>, Fault> {
        self.connection.begin(stores, TransactionMode::Readwrite, TransactionDurability::Strict)
    }
}

/// An open database that makes way for a newer Unsit. Clones share it; it is closed with the last of them.
#[derive(Clone, Debug)]
struct Connection(Rc<Open>);

#[derive(Debug)]
struct Open {
    database: Database,
    overtaken: Rc<Cell<Option<i32>>>,
}

impl Connection {
    async fn open(name: &str) -> Result<Self, StoreError> {
        let path: &Path = name.as_ref();
        let request = Database::open(name).with_version(KNOWN).with_on_upgrade_needed(|event, database| {
            migrate(event.old_version(), &database)?;
            Ok(())
        });
        let database = match request.await {
            Ok(database) => database,
            Err(error) if fault::is_newer(&error) => {
                let found = version_of(name).await.unwrap_or_default();
                return Err(StoreError::Newer { path: path.to_owned(), found, known: KNOWN.cast_signed() });
            }
            Err(error) => return Err(Fault::from(error).opening(path)),
        };
        let overtaken = Rc::default();
        make_way(&database, Rc::clone(&overtaken)).map_err(|error| Fault::from(error).opening(path))?;
        Ok(Self(Rc::new(Open { database, overtaken })))
    }

    fn begin(&self, stores: &[&str], mode: TransactionMode, durability: TransactionDurability) -> Result<Transaction<'_>, Fault> {
        if let Some(found) = self.0.overtaken.get() {
            return Err(StoreError::SchemaChanged { found, known: KNOWN.cast_signed() }.into());
        }
        let options = TransactionOptions::new().with_durability(durability);
        Ok(self.0.database.transaction(stores).with_mode(mode).with_options(options).build()?)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.database.clone().close();
    }
}

/// Brings the database from `old` (0 for a new one) to [`KNOWN`]. Migrations are only ever added.
fn migrate(old: f64, database: &Database) -> Result<(), Error> {
    if old < 1.0 {
        let session = database.create_object_store(SESSION).with_key_path(KeyPath::from("id")).build()?;
        session.create_index(BY_PLACE, KeyPath::from("place")).with_unique(true).build()?;
        session.create_index(BY_TURN, KeyPath::from("turn")).with_unique(true).build()?;
        for name in [SETTING, DEVICE, HEARTBEAT] {
            database.create_object_store(name).build()?;
        }
        database.create_object_store(SET_ASIDE).with_auto_increment(true).build()?;
    }
    if old < 2.0 {
        database.create_object_store(AMENDMENT).with_key_path(KeyPath::from("id")).build()?;
    }
    if old < 3.0 {
        database.create_object_store(BREAK_FACT).with_key_path(KeyPath::from("id")).build()?;
    }
    Ok(())
}

/// Closes the database when a page of a newer Unsit wants to change its schema: it would wait for this page otherwise.
fn make_way(database: &Database, overtaken: Rc<Cell<Option<i32>>>) -> Result<(), Error> {
    let (mut changes, database) = (database.version_changes()?, database.clone());
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(change) = changes.recv().await {
            overtaken.set(Some(change.new_version().map_or(0, whole)));
            database.close();
        }
    });
    Ok(())
}

/// The version of a database that is newer than this program.
async fn version_of(name: &str) -> Option<i32> {
    let database = Database::open(name).await.ok()?;
    let version = database.version();
    database.close();
    Some(whole(version))
}

#[allow(clippy::cast_possible_truncation, reason = "versions are small whole numbers; others are cut to the nearest")]
const fn whole(version: f64) -> i32 {
    version as i32
}
