//! A database in this browser, the cases that only a browser has, and the run of one case.

use std::collections::BTreeMap;

use serde_json::Value;
use unsit_core::LocalDay;
use unsit_core::record::{DayTotal, SessionRecord};
use unsit_core::routine::Id;
use unsit_store::{Claim, Cursor, Filter, HeartbeatError, Store, StoreError, Totals};
use uuid::Uuid;

use crate::cases;
use crate::place::{Backend, Place, Snapshots};

/// A database of this name, deleted before the case begins by whoever opens the page.
struct Origin(String);

impl Place for Origin {
    type Store = Store;
    type Claim = Claim;

    async fn open(&self) -> Store {
        Store::open(&self.0).await.unwrap()
    }

    async fn claim(&self) -> Result<Claim, HeartbeatError> {
        Claim::take(&Store::open(&self.0).await.unwrap()).await
    }
}

impl Backend for Store {
    async fn save_session(&mut self, record: &SessionRecord) -> Result<(), StoreError> {
        Self::save_session(self, record).await
    }

    async fn save_sessions(&mut self, records: &[SessionRecord]) -> Result<(), StoreError> {
        Self::save_sessions(self, records).await
    }

    async fn sessions(&self, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, StoreError> {
        Self::sessions(self, filter, before, limit).await
    }

    async fn sessions_of_day(&self, day: LocalDay) -> Result<Vec<SessionRecord>, StoreError> {
        Self::sessions_of_day(self, day).await
    }

    async fn day_totals(&self, from: LocalDay, to: LocalDay) -> Result<Vec<DayTotal>, StoreError> {
        Self::day_totals(self, from, to).await
    }

    async fn totals(&self) -> Result<Totals, StoreError> {
        Self::totals(self).await
    }

    async fn last_variant(&self, routine: &Id) -> Result<Option<Id>, StoreError> {
        Self::last_variant(self, routine).await
    }

    async fn last_variants(&self) -> Result<BTreeMap<Id, Id>, StoreError> {
        Self::last_variants(self).await
    }

    async fn settings(&self) -> Result<BTreeMap<String, Value>, StoreError> {
        Self::settings(self).await
    }

    async fn save_settings(&mut self, settings: &BTreeMap<String, Value>) -> Result<(), StoreError> {
        Self::save_settings(self, settings).await
    }

    async fn device_id(&mut self, fresh: Uuid) -> Result<Uuid, StoreError> {
        Self::device_id(self, fresh).await
    }
}

impl Snapshots for Claim {
    async fn read(&mut self) -> Result<Option<String>, HeartbeatError> {
        Self::read(self).await
    }

    async fn write(&mut self, text: &str) -> Result<(), HeartbeatError> {
        Self::write(self, text).await
    }

    async fn clear(&mut self) -> Result<(), HeartbeatError> {
        Self::clear(self).await
    }

    async fn set_aside(&mut self) -> Result<String, HeartbeatError> {
        Self::set_aside(self).await
    }
}
