//! A database in this browser, the cases that only a browser has, and the run of one case.

use std::collections::BTreeMap;

use js_sys::{Function, Reflect};
use serde_json::Value;
use unsit_core::LocalDay;
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{DayTotal, Revision, SessionId, SessionRecord};
use unsit_core::routine::Id;
use unsit_store::{BreakFacts, Claim, Cursor, Filter, HeartbeatError, Store, StoreError, Totals};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};

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

    async fn watch(&self) -> Result<Claim, HeartbeatError> {
        Claim::watch(&Store::open(&self.0).await.unwrap()).await
    }
}

impl Backend for Store {
    async fn save_session(&mut self, record: &SessionRecord) -> Result<(), StoreError> {
        Self::save_session(self, record).await
    }

    async fn save_sessions(&mut self, records: &[SessionRecord]) -> Result<(), StoreError> {
        Self::save_sessions(self, records).await
    }

    async fn revise(&mut self, revision: &Revision) -> Result<(), StoreError> {
        Self::revise(self, revision).await
    }

    async fn has_session(&self, id: SessionId) -> Result<bool, StoreError> {
        Self::has_session(self, id).await
    }

    async fn streak(&self, today: LocalDay) -> Result<u32, StoreError> {
        Self::streak(self, today).await
    }

    async fn span(&self) -> Result<Option<(LocalDay, LocalDay)>, StoreError> {
        Self::span(self).await
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

    async fn save_facts(&mut self, events: &[LedgerEvent]) -> Result<(), StoreError> {
        Self::save_facts(self, events).await
    }

    async fn facts(&self) -> Result<BreakFacts, StoreError> {
        Self::facts(self).await
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

macro_rules! in_a_browser {
    ($($case:ident,)*) => {
        const SHARED: &[&str] = &[$(stringify!($case)),*];

        async fn play(name: &str, place: &Origin) {
            match name {
                $(stringify!($case) => cases::$case(place).await,)*
                other => play_own(other, place).await,
            }
        }
    };
}
cases::every_case!(in_a_browser);

/// Runs the case that the page's address names, or lists all.
pub(crate) fn run() {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(async {
        let search = part(&part(&js_sys::global(), "location"), "search").as_string().unwrap();
        match search.strip_prefix("?case=") {
            Some(name) => {
                play(name, &Origin(name.to_owned())).await;
                say(&format!("passed: {name}"));
            }
            None => SHARED.iter().chain(own::ALL).for_each(|name| say(&format!("case: {name}"))),
        }
    });
}

async fn play_own(name: &str, place: &Origin) {
    match name {
        "a_row_that_makes_no_sense_is_set_aside_and_the_others_are_read" => own::a_row_that_makes_no_sense(place).await,
        "a_row_that_no_index_leads_to_is_set_aside" => own::a_row_that_no_index_leads_to(place).await,
        "a_setting_that_is_no_json_is_set_aside" => own::a_setting_that_is_no_json(place).await,
        "an_amendment_that_makes_no_sense_is_set_aside" => own::an_amendment_that_makes_no_sense(place).await,
        "a_fact_that_makes_no_sense_is_named_and_left_alone" => own::a_fact_that_makes_no_sense(place).await,
        "a_database_of_version_1_is_brought_up_to_date" => own::a_database_of_version_1(place).await,
        "a_newer_database_is_refused_and_left_alone" => own::a_newer_database(place).await,
        "a_window_that_was_overtaken_by_a_newer_version_writes_nothing" => own::a_window_that_was_overtaken(place).await,
        "what_is_kept_is_read_in_the_order_of_the_starts_until_it_is_stored" => own::what_is_kept(place).await,
        "an_entry_that_is_no_session_is_kept_under_another_name_and_named_once" => own::an_entry_that_is_no_session(place),
        "a_session_that_is_never_taken_is_set_aside_and_not_read_again" => own::a_session_that_is_never_taken(place),
        "a_session_is_kept_when_local_storage_has_space_again" => own::local_storage_without_space(place),
        "the_sitting_is_taken_from_a_page_that_hears_of_it_and_writes_no_more" => own::the_sitting_is_taken(place).await,
        other => panic!("there is no case {other}"),
    }
}

fn part(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn say(line: &str) {
    let console = part(&js_sys::global(), "console");
    part(&console, "log").dyn_into::<Function>().unwrap().call1(&console, &line.into()).unwrap();
}

/// What only the database of a browser does.
mod own {
    use std::collections::BTreeMap;

    use indexed_db_futures::KeyPath;
    use indexed_db_futures::database::Database;
    use indexed_db_futures::prelude::*;
    use indexed_db_futures::transaction::TransactionMode;
    use serde_json::json;
    use unsit_core::record::SessionRecord;
    use unsit_store::{Claim, Filter, HeartbeatError, Reason, Store, StoreError, Unsaved};
    use wasm_bindgen::JsValue;

    use super::{Origin, Place};
    use crate::records::{EVERYTHING, facts, id, record};

    pub(super) const ALL: &[&str] = &[
        "a_row_that_makes_no_sense_is_set_aside_and_the_others_are_read",
        "a_row_that_no_index_leads_to_is_set_aside",
        "a_setting_that_is_no_json_is_set_aside",
        "an_amendment_that_makes_no_sense_is_set_aside",
        "a_fact_that_makes_no_sense_is_named_and_left_alone",
        "a_database_of_version_1_is_brought_up_to_date",
        "a_newer_database_is_refused_and_left_alone",
        "a_window_that_was_overtaken_by_a_newer_version_writes_nothing",
        "what_is_kept_is_read_in_the_order_of_the_starts_until_it_is_stored",
        "an_entry_that_is_no_session_is_kept_under_another_name_and_named_once",
        "a_session_that_is_never_taken_is_set_aside_and_not_read_again",
        "a_session_is_kept_when_local_storage_has_space_again",
        "the_sitting_is_taken_from_a_page_that_hears_of_it_and_writes_no_more",
    ];

    pub(super) async fn a_row_that_makes_no_sense(place: &Origin) {
        let store = place.open().await;
        store.save_sessions(&[record(1), record(2), record(3)]).await.unwrap();
        let id = record(2).id.0.to_string();
        let row = [("id", id.as_str()), ("place", "2026-03-02 x"), ("turn", "quick-bridge\0x"), ("record", r#"{"id":7}"#)];
        put(&place.0, "session", BTreeMap::from(row.map(|(field, text)| (field, text.to_owned())))).await;
        assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(3), record(1)]);
        assert_eq!(store.set_aside(), [format!("session {id} (record)")]);
        assert_eq!(store.sessions(Filter::default(), None, 9).await.unwrap().len(), 2);
        assert_eq!(store.set_aside(), [""; 0], "told once");
        assert_eq!(count(&place.0, "set_aside").await, 1, "and kept");
        store.save_session(&record(2)).await.unwrap();
        assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(3), record(2), record(1)]);
    }

    pub(super) async fn a_row_that_no_index_leads_to(place: &Origin) {
        place.open().await.save_session(&record(1)).await.unwrap();
        put(&place.0, "session", BTreeMap::from([("id", "lost".to_owned())])).await;
        let store = place.open().await;
        assert_eq!(store.set_aside(), ["session lost (record)"]);
        assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(1)]);
        assert_eq!(count(&place.0, "set_aside").await, 1);
    }

    pub(super) async fn a_setting_that_is_no_json(place: &Origin) {
        let store = place.open().await;
        let good = BTreeMap::from([("limit_min".to_owned(), json!(45))]);
        store.save_settings(&good).await.unwrap();
        put_with_key(&place.0, "setting", "day_start", "{").await;
        assert_eq!(store.settings().await.unwrap(), good);
        assert_eq!(store.set_aside(), ["setting day_start (value)"]);
    }

    pub(super) async fn an_amendment_that_makes_no_sense(place: &Origin) {
        place.open().await.save_session(&record(1)).await.unwrap();
        let row = [("id", "x"), ("amendment", r#"{"kind":"forgotten"}"#)];
        put(&place.0, "amendment", BTreeMap::from(row.map(|(field, text)| (field, text.to_owned())))).await;
        let store = place.open().await;
        assert_eq!(store.set_aside(), ["amendment x (amendment)"]);
        assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(1)]);
        assert_eq!(count(&place.0, "set_aside").await, 1);
    }

    pub(super) async fn a_fact_that_makes_no_sense(place: &Origin) {
        let store = place.open().await;
        store.save_facts(&facts()).await.unwrap();
        let row = [("id", "x"), ("fact", r#"{"fact":"dreamt"}"#)];
        put(&place.0, "break_fact", BTreeMap::from(row.map(|(field, text)| (field, text.to_owned())))).await;
        for _ in 0..2 {
            let read = store.facts().await.unwrap();
            assert_eq!((read.events, read.unusable), (facts().to_vec(), vec!["break_fact x (fact)".to_owned()]));
        }
    }

    /// The first version had no amendments, and its records did not say how they came to be known.
    pub(super) async fn a_database_of_version_1(place: &Origin) {
        let made = Database::open(&place.0).with_version(1_u32).with_on_upgrade_needed(|_, database| {
            let session = database.create_object_store("session").with_key_path(KeyPath::from("id")).build()?;
            for index in ["place", "turn"] {
                session.create_index(index, KeyPath::from(index)).with_unique(true).build()?;
            }
            for name in ["setting", "device", "heartbeat"] {
                database.create_object_store(name).build()?;
            }
            database.create_object_store("set_aside").with_auto_increment(true).build()?;
            Ok(())
        });
        made.await.unwrap().close();
        let id = record(0).id.0;
        let instant = format!("2026-03-02 {:016x} {id}", record(0).started_at.0.cast_unsigned() ^ (1 << 63));
        let mut old = serde_json::to_value(record(0)).unwrap();
        for unknown in ["origin", "corrects"] {
            old.as_object_mut().unwrap().remove(unknown).unwrap();
        }
        let row = [("id", id.to_string()), ("turn", format!("quick-bridge\0{instant}")), ("place", instant), ("record", old.to_string())];
        put(&place.0, "session", BTreeMap::from(row)).await;
        let store = place.open().await;
        assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [record(0)]);
        assert_eq!(store.set_aside(), [""; 0]);
        assert_eq!((count(&place.0, "amendment").await, count(&place.0, "break_fact").await), (0, 0));
    }

    pub(super) async fn a_newer_database(place: &Origin) {
        place.open().await.save_session(&record(1)).await.unwrap();
        Database::open(&place.0).with_version(4_u32).await.unwrap().close();
        let error = Store::open(&place.0).await.unwrap_err();
        assert_eq!(error.reason(), Reason::Newer);
        assert!(error.to_string().contains("has schema 4, this Unsit knows 3. Update Unsit"), "{error}");
        assert_eq!(count(&place.0, "session").await, 1);
    }

    pub(super) async fn a_window_that_was_overtaken(place: &Origin) {
        let store = place.open().await;
        let newer = Database::open(&place.0).with_version(4_u32).await.unwrap();
        let error = store.save_session(&record(1)).await.unwrap_err();
        assert!(matches!(error, StoreError::SchemaChanged { found: 4, known: 3 }), "{error:?}");
        newer.close();
        assert_eq!(count(&place.0, "session").await, 0);
    }

    pub(super) async fn what_is_kept(place: &Origin) {
        let unsaved = Unsaved::of(&place.0);
        for n in [2, 0, 1, 2] {
            unsaved.keep(&record(n)).unwrap();
        }
        assert_eq!(unsaved.read(), ([0, 1, 2].map(record).to_vec(), vec![]));
        assert_eq!([1, 3].map(|n| unsaved.keeps(id(n))), [true, false]);
        assert_eq!(Unsaved::of("another").read(), (vec![], vec![]));
        let store = place.open().await;
        for record in unsaved.read().0 {
            store.save_session(&record).await.unwrap();
            unsaved.forget(record.id).unwrap();
        }
        assert_eq!(unsaved.read(), (vec![], vec![]));
        assert_eq!(store.sessions(EVERYTHING, None, 9).await.unwrap(), [2, 1, 0].map(record));
        unsaved.forget(id(1)).unwrap();
    }

    pub(super) fn an_entry_that_is_no_session(place: &Origin) {
        let unsaved = Unsaved::of(&place.0);
        unsaved.keep(&record(1)).unwrap();
        let key = |n| format!("{}.unsaved-{}", place.0, id(n).0);
        let of_another = storage().get_item(&key(1)).unwrap().unwrap();
        for content in ["", "{}", &of_another] {
            storage().set_item(&key(2), content).unwrap();
            let (records, unreadable) = unsaved.read();
            let [kept] = unreadable.as_slice() else { panic!("{unreadable:?}") };
            assert_eq!((records, storage().get_item(kept).unwrap().as_deref()), (vec![record(1)], Some(content)));
            assert_eq!(unsaved.read(), (vec![record(1)], vec![]));
        }
    }

    pub(super) fn a_session_that_is_never_taken(place: &Origin) {
        let unsaved = Unsaved::of(&place.0);
        unsaved.keep(&record(1)).unwrap();
        assert_eq!(unsaved.set_aside(&record(1)).unwrap(), format!("{}.session-refused-1", place.0));
        let kept = unsaved.set_aside(&record(2)).unwrap();
        assert_eq!(kept, format!("{}.session-refused-2", place.0));
        let text = storage().get_item(&kept).unwrap().unwrap();
        assert_eq!(serde_json::from_str::<SessionRecord>(&text).unwrap(), record(2));
        assert_eq!(unsaved.read(), (vec![], vec![]));
    }

    pub(super) fn local_storage_without_space(place: &Origin) {
        let unsaved = Unsaved::of(&place.0);
        let mut size = 1 << 24;
        let filler = "x".repeat(size);
        while size > 16 {
            size /= 2;
            let more = storage().get_item("filler").unwrap().unwrap_or_default() + &filler[..size];
            // What does not fit any more is tried at half the size.
            let _ = storage().set_item("filler", &more);
        }
        unsaved.keep(&record(1)).unwrap_err();
        assert!(!unsaved.keeps(id(1)));
        storage().remove_item("filler").unwrap();
        unsaved.keep(&record(1)).unwrap();
        assert!(unsaved.keeps(id(1)));
    }

    pub(super) async fn the_sitting_is_taken(place: &Origin) {
        let store = place.open().await;
        let mut before = place.watch().await.unwrap();
        before.write("1").await.unwrap();
        let lost = before.lost().expect("it is told once");
        assert!(before.lost().is_none() && !before.is_lost());
        let mut after = Claim::watch_instead(&store).await.unwrap();
        lost.await.unwrap();
        assert!(before.is_lost() && !after.is_lost());
        assert!(matches!(before.write("2").await, Err(HeartbeatError::Claimed)));
        assert_eq!(after.read().await.unwrap(), Some("1".to_owned()));
        drop(before);
        assert!(matches!(place.watch().await, Err(HeartbeatError::Claimed)), "what was lost is not given back");
        let lost = after.lost().expect("it is told once");
        drop(after);
        Claim::unwatched(&place.0).await;
        lost.await.unwrap_err();
        place.watch().await.unwrap();
    }

    fn storage() -> web_sys::Storage {
        web_sys::window().unwrap().local_storage().unwrap().unwrap()
    }

    async fn put(name: &str, store: &str, row: BTreeMap<&'static str, String>) {
        let database = Database::open(name).await.unwrap();
        let transaction = database.transaction(store).with_mode(TransactionMode::Readwrite).build().unwrap();
        transaction.object_store(store).unwrap().put(row).without_key_type().await.unwrap();
        transaction.commit().await.unwrap();
        database.close();
    }

    async fn put_with_key(name: &str, store: &str, key: &str, row: &str) {
        let database = Database::open(name).await.unwrap();
        let transaction = database.transaction(store).with_mode(TransactionMode::Readwrite).build().unwrap();
        transaction.object_store(store).unwrap().put(JsValue::from(row)).with_key(key).without_key_type().await.unwrap();
        transaction.commit().await.unwrap();
        database.close();
    }

    async fn count(name: &str, store: &str) -> u32 {
        let database = Database::open(name).await.unwrap();
        let transaction = database.transaction(store).build().unwrap();
        let rows = transaction.object_store(store).unwrap().count().await.unwrap();
        drop(transaction);
        database.close();
        u32::try_from(rows).unwrap()
    }
}
