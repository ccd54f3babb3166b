//! The snapshots of the running session and of the sitting, and the right to run the one and to watch the other.
//!
//! A snapshot is replaced again and again, so it is not flushed: the browser has it, which outlives the page and, once handed
//! to the operating system, the browser. The right is a Web Lock of the origin: the browser frees it when its page dies.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;

use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode};
use js_sys::{Array, Function, Object, Promise, Reflect};
use serde::de::IgnoredAny;
use tokio::sync::oneshot;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Connection, HEARTBEAT, ONLY, SET_ASIDE, Store};
use crate::error::{Fault, HeartbeatError};

/// The right to run a session in this origin, or to watch the sitting there, held until dropped or until the page dies.
#[derive(Debug)]
pub struct Claim {
    connection: Connection,
    /// Of the snapshot's row in [`HEARTBEAT`].
    key: &'static str,
    /// The snapshot as this claim last read or wrote it. Only that one is ever removed.
    known: Option<String>,
    lock: Lock,
}

impl Claim {
    /// Claims the session of the origin of `store`. Fails with [`HeartbeatError::Claimed`] while another page, or this one, holds
    /// the claim.
    pub async fn take(store: &Store) -> Result<Self, HeartbeatError> {
        Self::of(store, "session", ONLY, IF_FREE).await
    }

    /// Claims the sitting of the origin of `store`, as [`Claim::take`] does the session. The two have nothing to do with each
    /// other.
    pub async fn watch(store: &Store) -> Result<Self, HeartbeatError> {
        Self::of(store, SITTING, SITTING, IF_FREE).await
    }

    /// Claims the sitting whoever has it. The page that had it has [lost](Self::lost) it then.
    pub async fn watch_instead(store: &Store) -> Result<Self, HeartbeatError> {
        Self::of(store, SITTING, SITTING, ANYWAY).await
    }

    /// Waits until nobody watches the sitting of this database: the page that did is closed, or was killed.
    pub async fn unwatched(database: &str) {
        let granted = Closure::once_into_js(|_: JsValue| {});
        if let Ok(Some(granted)) = request(&lock_name(database, SITTING), &Object::new(), &granted) {
            // Given back at once: whoever waits for it may ask for it then.
            let _ = JsFuture::from(granted).await;
        }
    }

    /// Whether another page has taken this claim. What is written by it then is not written.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.lock.lost.get()
    }

    /// Ends when another page takes this claim, or with an error when it is given back first. Told once.
    pub fn lost(&mut self) -> Option<oneshot::Receiver<()>> {
        self.lock.told.take()
    }

    async fn of(store: &Store, name: &str, key: &'static str, manner: &str) -> Result<Self, HeartbeatError> {
        let connection = store.connection.clone();
        match Lock::take(&lock_name(&connection.0.database.name(), name), manner).await {
            Ok(Some(lock)) => Ok(Self { connection, key, known: None, lock }),
            Ok(None) => Err(HeartbeatError::Claimed),
            Err(error) => Err(failed(&format!("{error:?}"))),
        }
    }

    /// The snapshot that an earlier page left or this claim wrote, if any: one JSON value.
    ///
    /// Anything else is set aside and reported as [`HeartbeatError::Unreadable`]; reading again then gives none.
    pub async fn read(&mut self) -> Result<Option<String>, HeartbeatError> {
        let Some(stored) = self.stored().await.map_err(io_error)? else { return Ok(None) };
        match stored.as_string() {
            Some(text) if serde_json::from_str::<IgnoredAny>(&text).is_ok() => {
                self.known = Some(text.clone());
                Ok(Some(text))
            }
            Some(_) | None => Err(HeartbeatError::Unreadable { kept: self.set_aside().await?.into() }),
        }
    }

    /// Replaces the snapshot, whole or not at all. `text` is one JSON value.
    pub async fn write(&mut self, text: &str) -> Result<(), HeartbeatError> {
        if self.is_lost() {
            return Err(HeartbeatError::Claimed);
        }
        self.put(text).await.map_err(io_error)?;
        self.known = Some(text.to_owned());
        Ok(())
    }

    /// Removes the snapshot that this claim read or wrote last. Another one stays: it is not this session's.
    pub async fn clear(&mut self) -> Result<(), HeartbeatError> {
        let Some(known) = self.known.take() else { return Ok(()) };
        self.remove(&known).await.map_err(io_error)
    }

    /// Moves the snapshot to the shelf of rows that cannot be understood, and returns its name there: for a caller that
    /// cannot make sense of what it read.
    pub async fn set_aside(&mut self) -> Result<String, HeartbeatError> {
        self.known = None;
        self.shelve().await.map_err(io_error)
    }

    async fn stored(&self) -> Result<Option<JsValue>, Fault> {
        let transaction = self.connection.begin(&[HEARTBEAT], TransactionMode::Readonly, TransactionDurability::Default)?;
        Ok(transaction.object_store(HEARTBEAT)?.get::<JsValue, _, _>(self.key).await?)
    }

    async fn put(&self, text: &str) -> Result<(), Fault> {
        let transaction = self.begin(&[HEARTBEAT])?;
        transaction.object_store(HEARTBEAT)?.put(text).with_key(self.key).without_key_type().await?;
        Ok(transaction.commit().await?)
    }

    async fn remove(&self, known: &str) -> Result<(), Fault> {
        let transaction = self.begin(&[HEARTBEAT])?;
        let store = transaction.object_store(HEARTBEAT)?;
        let found = store.get::<JsValue, _, _>(self.key).await?;
        if found.and_then(|found| found.as_string()).as_deref() == Some(known) {
            store.delete::<&str, _>(self.key).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn shelve(&self) -> Result<String, Fault> {
        let transaction = self.begin(&[HEARTBEAT, SET_ASIDE])?;
        let store = transaction.object_store(HEARTBEAT)?;
        let found = store.get::<JsValue, _, _>(self.key).await?.unwrap_or(JsValue::NULL);
        let kept = Object::new();
        for (field, value) in [("store", HEARTBEAT.into()), ("key", self.key.into()), ("row", found), ("why", JsValue::from("snapshot"))] {
            Reflect::set(&kept, &field.into(), &value).map_err(indexed_db_futures::error::Error::from)?;
        }
        let number = transaction.object_store(SET_ASIDE)?.put(JsValue::from(kept)).with_key_type::<f64>().await?;
        store.delete::<&str, _>(self.key).await?;
        transaction.commit().await?;
        Ok(format!("{SET_ASIDE} {number}"))
    }

    fn begin(&self, stores: &[&str]) -> Result<Transaction<'_>, Fault> {
        self.connection.begin(stores, TransactionMode::Readwrite, TransactionDurability::Relaxed)
    }
}

fn io_error(fault: Fault) -> HeartbeatError {
    failed(&fault.reading("the running session").to_string())
}

fn failed(detail: &str) -> HeartbeatError {
    HeartbeatError::Io { path: HEARTBEAT.into(), source: io::Error::other(detail.to_owned()) }
}

/// The name of the sitting's lock, and the key of its snapshot.
const SITTING: &str = "sitting";

/// What a lock is asked for with, in the browser's words: only if nobody has it, or away from whoever has.
const IF_FREE: &str = "ifAvailable";
const ANYWAY: &str = "steal";

/// A Web Lock, given back when dropped.
#[derive(Debug)]
struct Lock {
    /// None in a browser without locks, where every claim is granted.
    give_back: Option<Function>,
    /// Whether somebody else has taken it.
    lost: Rc<Cell<bool>>,
    /// Tells it once.
    told: Option<oneshot::Receiver<()>>,
}

impl Lock {
    /// The lock called `name`; none while somebody else keeps it.
    async fn take(name: &str, manner: &str) -> Result<Option<Self>, JsValue> {
        let (answer, answered) = oneshot::channel();
        let answer = Rc::new(RefCell::new(Some(answer)));
        let granted = Closure::once_into_js({
            let answer = Rc::clone(&answer);
            move |lock: JsValue| hold(&lock, &answer)
        });
        let options = Object::new();
        Reflect::set(&options, &manner.into(), &JsValue::TRUE)?;
        let (lost, (tell, told)) = (Rc::new(Cell::new(false)), oneshot::channel());
        let Some(held) = request(name, &options, &granted)? else {
            return Ok(Some(Self { give_back: None, lost, told: None }));
        };
        let is_lost = Rc::clone(&lost);
        wasm_bindgen_futures::spawn_local(async move {
            // Settles when the lock is given back or taken away. A request that fails has no answer by then.
            let Err(error) = JsFuture::from(held).await else { return };
            if let Some(answer) = answer.take() {
                let _ = answer.send(Err(error));
                return;
            }
            is_lost.set(true);
            let _ = tell.send(());
        });
        let give_back = answered.await.unwrap_or(Ok(None))?;
        Ok(give_back.map(|give_back| Self { give_back, lost, told: Some(told) }))
    }
}

fn lock_name(database: &str, name: &str) -> String {
    format!("{database}.{name}")
}

/// Asks the browser for a lock; none where it has no such thing.
fn request(name: &str, options: &Object, granted: &JsValue) -> Result<Option<Promise>, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    if locks.is_falsy() {
        return Ok(None);
    }
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    Ok(Some(request.apply(&locks, &Array::of3(&name.into(), options, granted))?.dyn_into()?))
}

type Answer = RefCell<Option<oneshot::Sender<Result<Option<Option<Function>>, JsValue>>>>;

/// Called by the browser with the lock, or with null. The lock is held until the returned promise settles; what settles it is
/// the answer.
fn hold(lock: &JsValue, answer: &Answer) -> JsValue {
    let mut give_back = None;
    let held = Promise::new(&mut |resolve, _| give_back = Some(resolve));
    let is_granted = !lock.is_null();
    if let Some(answer) = answer.take()
        && answer.send(Ok(is_granted.then_some(give_back))).is_ok()
        && is_granted
    {
        return held.into();
    }
    // Refused, or nobody waits for it any more.
    JsValue::UNDEFINED
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(give_back) = &self.give_back {
            // Resolving a promise does not fail.
            let _ = give_back.call0(&JsValue::UNDEFINED);
        }
    }
}
