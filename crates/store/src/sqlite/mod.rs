//! The native backend: one `SQLite` file, `unsit.sqlite3`, in the data directory.
//!
//! Each write is one `BEGIN IMMEDIATE` transaction that first checks `user_version`, so that a process which another one
//! has overtaken cannot write rows in an old shape. Reads need no transaction: a session appears whole or not at all, and
//! rows never change. What counts is decided by the latest amendment of a session, in the same statement that reads it.

mod amendment;
mod connect;
mod facts;
mod fields;
mod history;
mod recover;
mod schema;
mod session;
mod setting;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::slice;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde_json::Value;
use unsit_core::LocalDay;
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{DayTotal, Revision, SessionId, SessionRecord};
use unsit_core::routine::Id;
use uuid::Uuid;

pub use self::connect::Limits;
use self::recover::Presence;
use crate::error::{Fault, StoreError};
use crate::files;
use crate::query::{BreakFacts, Cursor, Filter, Totals};
use crate::row;

const FILE: &str = "unsit.sqlite3";

/// The database of one data directory, open.
#[derive(Debug)]
pub struct Store {
    // Closed before the presence ends: fields drop in this order.
    connection: Connection,
    presence: Presence,
    dir: PathBuf,
    limits: Limits,
}

/// A database, and what had to make way for it.
#[derive(Debug)]
pub struct Opened {
    pub store: Store,
    /// The new name of a damaged database. To be shown: what it held is not in `store`.
    pub set_aside: Option<PathBuf>,
}

impl Store {
    /// Opens the database in `dir`; creates both when missing, the directory for this user only.
    ///
    /// A file that is no database any more is set aside. After any error it is as it was.
    pub fn open(dir: &Path) -> Result<Opened, StoreError> {
        Self::open_with(dir, &Limits::default())
    }

    /// [`Store::open`] with other limits.
    pub fn open_with(dir: &Path, limits: &Limits) -> Result<Opened, StoreError> {
        Self::open_or_replace(dir, limits).map_err(|fault| fault.opening(&dir.join(FILE)))
    }

    /// Closes the database, checks it, and opens it again or, if it is damaged, a new one in its place.
    ///
    /// The way on after a call failed with [`Reason::Damaged`](crate::Reason::Damaged).
    pub fn recover(self) -> Result<Opened, StoreError> {
        let Self { connection, presence, dir, limits } = self;
        drop(connection);
        Self::replace_if_damaged(presence, &dir, &limits).map_err(|fault| fault.opening(&dir.join(FILE)))
    }

    /// Stores a session. Once this has returned `Ok`, it outlives a crash and a power cut.
    ///
    /// Storing the same record again is fine; another record with the same id is a [`StoreError::Conflict`].
    pub fn save_session(&mut self, record: &SessionRecord) -> Result<(), StoreError> {
        self.save_sessions(slice::from_ref(record))
    }

    /// Stores all of `records` or, after an error, none of them.
    pub fn save_sessions(&mut self, records: &[SessionRecord]) -> Result<(), StoreError> {
        self.write(|transaction| records.iter().try_for_each(|record| session::insert(transaction, record)))
            .map_err(|fault| fault.saving(row::name_all(records)))
    }

    /// Stores a change to what counts as a whole or, after an error, not at all. As durable as a session, and storing it again
    /// is fine, too.
    ///
    /// On this device what is said last about a session decides, also when the clock was set back: an amendment is stored as
    /// later than those before it.
    pub fn revise(&mut self, revision: &Revision) -> Result<(), StoreError> {
        self.write(|transaction| amendment::revise(transaction, revision)).map_err(|fault| fault.saving(row::name_of(revision)))
    }

    /// Whether a session is stored, deleted or not.
    pub fn has_session(&self, id: SessionId) -> Result<bool, StoreError> {
        session::exists(&self.connection, id).map_err(|fault| fault.reading("the session"))
    }

    /// At most `limit` sessions that were not deleted, newest first; after a first page those older than `before`.
    pub fn sessions(&self, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, StoreError> {
        session::page(&self.connection, filter, before, limit).map_err(|fault| fault.reading("the history"))
    }

    /// The sessions of one day, newest first, rehearsals left out.
    pub fn sessions_of_day(&self, day: LocalDay) -> Result<Vec<SessionRecord>, StoreError> {
        session::of_day(&self.connection, day).map_err(|fault| fault.reading("the day"))
    }

    /// The sum of each day from `from` to `to`, both included, oldest first. Days without a session are left out.
    pub fn day_totals(&self, from: LocalDay, to: LocalDay) -> Result<Vec<DayTotal>, StoreError> {
        history::day_totals(&self.connection, from, to).map_err(|fault| fault.reading("the sum of each day"))
    }

    /// How many days in a row had a session, until `today` or the day before.
    pub fn streak(&self, today: LocalDay) -> Result<u32, StoreError> {
        history::streak(&self.connection, today).map_err(|fault| fault.reading("the days in a row"))
    }

    /// The first and the last day that have a session.
    pub fn span(&self) -> Result<Option<(LocalDay, LocalDay)>, StoreError> {
        history::span(&self.connection).map_err(|fault| fault.reading("the first and the last day"))
    }

    /// The sum of everything.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        history::totals(&self.connection).map_err(|fault| fault.reading("the total"))
    }

    /// The variant of the newest session of `routine`, rehearsals left out.
    pub fn last_variant(&self, routine: &Id) -> Result<Option<Id>, StoreError> {
        history::last_variant(&self.connection, routine).map_err(|fault| fault.reading("the last variant"))
    }

    /// [`Store::last_variant`] of every routine that has one.
    pub fn last_variants(&self) -> Result<BTreeMap<Id, Id>, StoreError> {
        history::last_variants(&self.connection).map_err(|fault| fault.reading("the last variants"))
    }

    /// Stores what happened to breaks: all of it or, after an error, nothing. As durable as a session, and storing a fact again is
    /// fine, too.
    pub fn save_facts(&mut self, events: &[LedgerEvent]) -> Result<(), StoreError> {
        self.write(|transaction| events.iter().try_for_each(|event| facts::insert(transaction, event)))
            .map_err(|fault| fault.saving(row::BREAKS))
    }

    /// Every fact about breaks. One that cannot be understood is named and left as it is; the others are read.
    pub fn facts(&self) -> Result<BreakFacts, StoreError> {
        facts::all(&self.connection).map_err(|fault| fault.reading(row::BREAKS))
    }

    /// Every setting stored, also those that this version does not know.
    pub fn settings(&self) -> Result<BTreeMap<String, Value>, StoreError> {
        setting::all(&self.connection).map_err(|fault| fault.reading("the settings"))
    }

    /// Stores the given settings, all or none. Others stay as they are.
    pub fn save_settings(&mut self, settings: &BTreeMap<String, Value>) -> Result<(), StoreError> {
        self.write(|transaction| setting::save(transaction, settings)).map_err(|fault| fault.saving("the change of settings"))
    }

    /// The id of this installation: `fresh` at the first call, the same ever after.
    pub fn device_id(&mut self, fresh: Uuid) -> Result<Uuid, StoreError> {
        self.write(|transaction| setting::device_id(transaction, fresh)).map_err(|fault| fault.saving("the id of this device"))
    }

    fn open_or_replace(dir: &Path, limits: &Limits) -> Result<Opened, Fault> {
        files::private_dir(dir)?;
        let presence = Presence::announce(dir)?;
        match connect::ready(&dir.join(FILE), limits) {
            Ok(connection) => Ok(Opened { store: Self { connection, presence, dir: dir.to_owned(), limits: *limits }, set_aside: None }),
            Err(fault) if fault.is_damage() => Self::replace_if_damaged(presence, dir, limits),
            Err(fault) => Err(fault),
        }
    }

    fn replace_if_damaged(presence: Presence, dir: &Path, limits: &Limits) -> Result<Opened, Fault> {
        let path = dir.join(FILE);
        presence.be_alone()?;
        let set_aside = recover::set_aside_if_damaged(&path)?;
        let connection = connect::ready(&path, limits)?;
        presence.be_one_of_many()?;
        Ok(Opened { store: Self { connection, presence, dir: dir.to_owned(), limits: *limits }, set_aside })
    }

    fn write<T>(&mut self, work: impl FnOnce(&Transaction) -> Result<T, Fault>) -> Result<T, Fault> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        schema::refuse_changed(&transaction)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}
