//! Both backends keep the same promises: here `SQLite`, in `examples/conformance.rs` the database of a browser.
#![allow(unreachable_pub)] // the cases are shared by two programs
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod cases;
mod place;
#[path = "../common/records.rs"]
mod records;

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::Value;
use tempfile::TempDir;
use unsit_core::LocalDay;
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{DayTotal, Revision, SessionId, SessionRecord};
use unsit_core::routine::Id;
use unsit_store::{BreakFacts, Claim, Cursor, Filter, HeartbeatError, Store, StoreError, Totals};
use uuid::Uuid;

use self::place::{Backend, Place, Snapshots};

macro_rules! natively {
    ($($case:ident,)*) => {
        $(
            #[test]
            fn $case() {
                at_once(cases::$case(&Directory(tempfile::tempdir().unwrap())));
            }
        )*
    };
}
cases::every_case!(natively);

/// Nothing here ever waits.
fn at_once(case: impl Future<Output = ()>) {
    let outcome = pin!(case).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(outcome, Poll::Ready(()));
}

struct Directory(TempDir);

impl Place for Directory {
    type Store = Store;
    type Claim = Claim;

    async fn open(&self) -> Store {
        let opened = Store::open(self.0.path()).unwrap();
        assert_eq!(opened.set_aside, None);
        opened.store
    }

    async fn claim(&self) -> Result<Claim, HeartbeatError> {
        Claim::take(self.0.path())
    }

    async fn watch(&self) -> Result<Claim, HeartbeatError> {
        Claim::watch(self.0.path())
    }
}

impl Backend for Store {
    async fn save_session(&mut self, record: &SessionRecord) -> Result<(), StoreError> {
        Self::save_session(self, record)
    }

    async fn save_sessions(&mut self, records: &[SessionRecord]) -> Result<(), StoreError> {
        Self::save_sessions(self, records)
    }

    async fn revise(&mut self, revision: &Revision) -> Result<(), StoreError> {
        Self::revise(self, revision)
    }

    async fn has_session(&self, id: SessionId) -> Result<bool, StoreError> {
        Self::has_session(self, id)
    }

    async fn streak(&self, today: LocalDay) -> Result<u32, StoreError> {
        Self::streak(self, today)
    }

    async fn span(&self) -> Result<Option<(LocalDay, LocalDay)>, StoreError> {
        Self::span(self)
    }

    async fn sessions(&self, filter: Filter, before: Option<Cursor>, limit: u32) -> Result<Vec<SessionRecord>, StoreError> {
        Self::sessions(self, filter, before, limit)
    }

    async fn sessions_of_day(&self, day: LocalDay) -> Result<Vec<SessionRecord>, StoreError> {
        Self::sessions_of_day(self, day)
    }

    async fn day_totals(&self, from: LocalDay, to: LocalDay) -> Result<Vec<DayTotal>, StoreError> {
        Self::day_totals(self, from, to)
    }

    async fn totals(&self) -> Result<Totals, StoreError> {
        Self::totals(self)
    }

    async fn last_variant(&self, routine: &Id) -> Result<Option<Id>, StoreError> {
        Self::last_variant(self, routine)
    }

    async fn last_variants(&self) -> Result<BTreeMap<Id, Id>, StoreError> {
        Self::last_variants(self)
    }

    async fn settings(&self) -> Result<BTreeMap<String, Value>, StoreError> {
        Self::settings(self)
    }

    async fn save_settings(&mut self, settings: &BTreeMap<String, Value>) -> Result<(), StoreError> {
        Self::save_settings(self, settings)
    }

    async fn device_id(&mut self, fresh: Uuid) -> Result<Uuid, StoreError> {
        Self::device_id(self, fresh)
    }

    async fn save_facts(&mut self, events: &[LedgerEvent]) -> Result<(), StoreError> {
        Self::save_facts(self, events)
    }

    async fn facts(&self) -> Result<BreakFacts, StoreError> {
        Self::facts(self)
    }
}

impl Snapshots for Claim {
    async fn read(&mut self) -> Result<Option<String>, HeartbeatError> {
        Self::read(self)
    }

    async fn write(&mut self, text: &str) -> Result<(), HeartbeatError> {
        Self::write(self, text)
    }

    async fn clear(&mut self) -> Result<(), HeartbeatError> {
        Self::clear(self)
    }

    async fn set_aside(&mut self) -> Result<String, HeartbeatError> {
        Self::set_aside(self).map(|path| path.display().to_string())
    }
}
