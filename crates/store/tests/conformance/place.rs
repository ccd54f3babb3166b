//! One face for both backends: `SQLite`'s calls return, those of a browser are awaited.

use std::collections::BTreeMap;

use serde_json::Value;
use unsit_core::LocalDay;
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{DayTotal, Revision, SessionId, SessionRecord};
use unsit_core::routine::Id;
use unsit_store::{BreakFacts, Cursor, Filter, HeartbeatError, StoreError, Totals};
use uuid::Uuid;

/// Where one person's data lives; empty at first, and opened as often as one likes.
pub trait Place {
    type Store: Backend;
    type Claim: Snapshots;

    async fn open(&self) -> Self::Store;
    async fn claim(&self) -> Result<Self::Claim, HeartbeatError>;
    /// Claims the sitting.
    async fn watch(&self) -> Result<Self::Claim, HeartbeatError>;
}

/// The operations of a store.
pub trait Backend {
    async fn save_session(&mut self, record: &SessionRecord) -> Result<(), StoreError>;
    async fn save_sessions(&mut self, records: &[SessionRecord]) -> Result<(), StoreError>;
    async fn revise(&mut self, revision: &Revision) -> Result<(), StoreError>;
    async fn has_session(&self, id: SessionId) -> Result<bool, StoreError>;
    async fn streak(&self, today: LocalDay) -> Result<u32, StoreError>;
    async fn span(&self) -> Result<Option<(LocalDay, LocalDay)>, StoreError>;
    async fn sessions(&self, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, StoreError>;
    async fn sessions_of_day(&self, day: LocalDay) -> Result<Vec<SessionRecord>, StoreError>;
    async fn day_totals(&self, from: LocalDay, to: LocalDay) -> Result<Vec<DayTotal>, StoreError>;
    async fn totals(&self) -> Result<Totals, StoreError>;
    async fn last_variant(&self, routine: &Id) -> Result<Option<Id>, StoreError>;
    async fn last_variants(&self) -> Result<BTreeMap<Id, Id>, StoreError>;
    async fn settings(&self) -> Result<BTreeMap<String, Value>, StoreError>;
    async fn save_settings(&mut self, settings: &BTreeMap<String, Value>) -> Result<(), StoreError>;
    async fn device_id(&mut self, fresh: Uuid) -> Result<Uuid, StoreError>;
    async fn save_facts(&mut self, events: &[LedgerEvent]) -> Result<(), StoreError>;
    async fn facts(&self) -> Result<BreakFacts, StoreError>;
}

/// The operations of a claim.
pub trait Snapshots {
    async fn read(&mut self) -> Result<Option<String>, HeartbeatError>;
    async fn write(&mut self, text: &str) -> Result<(), HeartbeatError>;
    async fn clear(&mut self) -> Result<(), HeartbeatError>;
    /// Where the snapshot is kept.
    async fn set_aside(&mut self) -> Result<String, HeartbeatError>;
}
