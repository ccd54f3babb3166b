//! Everything that is written and read, one request after the other in a task of its own.

use std::sync::Arc;

use tokio::sync::mpsc;
use unsit_core::app::{Beat, Effect, FailureReason, HistoryPage, Message, Query, Settings, StoreFailure, Waking};
use unsit_core::record::{SessionId, SessionRecord};
use unsit_core::{LocalDay, Now};
use unsit_store::{Claim, Cursor, Filter, HeartbeatError, Store, StoreError};
use uuid::Uuid;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Reporter, js};
use crate::rows::{PAGE, Page, failure};

/// The name of the database in the page's origin.
const DATABASE: &str = "unsit";

/// The store and the heartbeat of one origin.
pub(super) struct Disk {
    /// None while it cannot be opened; tried again with each request.
    store: Option<Store>,
    /// Held while a session runs or is offered.
    claim: Option<Claim>,
    /// What the person should hear of besides the answers.
    said: Vec<StoreFailure>,
    /// Whether the browser was asked to keep the data for good.
    asked_to_keep: bool,
}

impl Disk {
    /// Opens what is there and reads what the app needs to begin. What fails is told in the waking.
    pub(super) async fn open(fresh_device: Uuid, now: &Now) -> (Self, Waking) {
        let mut disk = Self { store: None, claim: None, said: Vec::new(), asked_to_keep: false };
        let mut waking = Waking { device: fresh_device, ..Waking::default() };
        let rows = disk.wake(&mut waking, now).await;
        waking.failures.extend(rows.err());
        disk.find_interrupted(&mut waking).await;
        waking.failures.append(&mut disk.said);
        (disk, waking)
    }

    /// Goes to work in a task of its own.
    pub(super) fn start(mut self, reporter: Reporter) -> Requests {
        let (ask, mut asked) = mpsc::unbounded_channel();
        spawn_local(async move {
            while let Some(effect) = asked.recv().await {
                let answer = self.perform(effect).await;
                let said = self.said.drain(..).map(Message::NotLoaded);
                for message in said.chain(answer) {
                    reporter.send(message);
                }
            }
        });
        Requests(ask)
    }

    async fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Save(record) => Some(self.save(record).await),
            Effect::SaveSettings(rows) => {
                let outcome = self.with_store(async |store| store.save_settings(&rows).await).await;
                outcome.err().map(Message::SettingsNotSaved)
            }
            Effect::Load(query) => Some(match self.load(&query).await {
                Ok(page) => Message::Loaded(page),
                Err(why) => Message::NotLoaded(why),
            }),
            Effect::Beat(beat) => self.beat(&beat).await,
            Effect::Unbeat => {
                self.unbeat().await;
                None
            }
            Effect::Tell(_) | Effect::Hush | Effect::Sample(..) => None,
        }
    }

    async fn save(&mut self, record: Arc<SessionRecord>) -> Message {
        match self.with_store(async |store| store.save_session(&record).await).await {
            Ok(()) => {
                self.forget(record.id).await;
                self.ask_to_keep();
                Message::Saved(record.id)
            }
            Err(why) => Message::NotSaved { record, why },
        }
    }

    /// Asks the browser, once, not to throw the data away when space runs short.
    fn ask_to_keep(&mut self) {
        let storage = js::part(&js::window().navigator(), "storage");
        if let Some(storage) = storage.filter(|_| !std::mem::replace(&mut self.asked_to_keep, true))
            && let Ok(answer) = js::ask(&storage, "persist", &js_sys::Array::new())
        {
            // Either answer leaves the rows as they are.
            spawn_local(async move { drop(JsFuture::from(answer).await) });
        }
    }

    async fn load(&mut self, query: &Query) -> Result<HistoryPage, StoreFailure> {
        match *query {
            Query::Newest { today } => self.with_store(async |store| page(store, None, Some(today)).await).await,
            Query::Older { local_day, started_at, id } => {
                self.with_store(async |store| page(store, Some(Cursor { local_day, started_at, id }), None).await).await
            }
        }
    }

    /// Writes where the session stands. The first beat claims the right to run one.
    async fn beat(&mut self, beat: &Beat) -> Option<Message> {
        let mut answer = None;
        if self.claim.is_none() {
            match self.take_claim().await {
                Ok(()) => {}
                Err(HeartbeatError::Claimed) => return Some(Message::Refused),
                // The session goes on without a heartbeat: a full disk must not stop an exercise.
                Err(HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. }) => return None,
            }
            let left = self.interrupted().await.ok().flatten().filter(|left| left.id != beat.id);
            if let Some(left) = left
                && !self.is_stored(left.id).await
            {
                answer = Some(Message::LeftBehind(Box::new(left)));
            }
        }
        if let (Some(claim), Ok(text)) = (self.claim.as_mut(), serde_json::to_string(beat)) {
            // The next beat, a second later, tries again.
            let _ = claim.write(&text).await;
        }
        answer
    }

    async fn unbeat(&mut self) {
        if let Some(mut claim) = self.claim.take() {
            // A heartbeat that stays is recognised by its id when the app starts again.
            let _ = claim.clear().await;
        }
    }

    /// A session that is stored needs no heartbeat, even when the loop has ended and cannot say so any more.
    async fn forget(&mut self, id: SessionId) {
        if self.interrupted().await.ok().flatten().is_some_and(|left| left.id == id) {
            self.unbeat().await;
        }
    }

    /// Whether a session that was left behind had been stored before its page died; it is among the newest then.
    async fn is_stored(&mut self, id: SessionId) -> bool {
        let newest = self.with_store(async |store| store.sessions(Filter::default(), None, PAGE).await).await;
        newest.is_ok_and(|newest| newest.iter().any(|stored| stored.id == id))
    }

    async fn take_claim(&mut self) -> Result<(), HeartbeatError> {
        if self.claim.is_none() {
            let unopened = |why: StoreFailure| HeartbeatError::Io { path: DATABASE.into(), source: std::io::Error::other(why.detail) };
            let store = self.opened().await.map_err(unopened)?;
            let claim = Claim::take(&store).await;
            self.settle(store, None);
            self.claim = Some(claim?);
        }
        Ok(())
    }

    /// The session that an earlier page left, as far as the claim on it is held. One that cannot be understood is set aside.
    async fn interrupted(&mut self) -> Result<Option<Beat>, StoreFailure> {
        let set_aside = |detail: String| StoreFailure { reason: FailureReason::Interrupted, detail };
        let Some(claim) = self.claim.as_mut() else { return Ok(None) };
        let text = match claim.read().await {
            Ok(Some(text)) => text,
            Ok(None) => return Ok(None),
            Err(error) => return Err(set_aside(error.to_string())),
        };
        match serde_json::from_str::<Beat>(&text) {
            Ok(beat) if beat.session.is_sound() => Ok(Some(beat)),
            Ok(_) | Err(_) => Err(set_aside(claim.set_aside().await.unwrap_or_else(|error| error.to_string()))),
        }
    }

    async fn wake(&mut self, waking: &mut Waking, now: &Now) -> Result<(), StoreFailure> {
        let fresh = waking.device;
        (waking.device, waking.settings, waking.last_variants) = self
            .with_store(async |store| Ok((store.device_id(fresh).await?, store.settings().await?, store.last_variants().await?)))
            .await?;
        let (settings, _) = Settings::from_rows(&waking.settings);
        waking.page = self.load(&Query::Newest { today: now.local_day(settings.day_start.time()) }).await?;
        Ok(())
    }

    async fn find_interrupted(&mut self, waking: &mut Waking) {
        if self.take_claim().await.is_err() {
            // Another tab plays a session, or nothing can be read: the rows have said so already.
            return;
        }
        match self.interrupted().await {
            // Killed between the row and the end of its heartbeat: what is stored is over.
            Ok(Some(left)) if waking.page.sessions.iter().any(|stored| stored.id == left.id) => self.unbeat().await,
            Ok(left) => waking.interrupted = left,
            Err(why) => waking.failures.push(why),
        }
        if waking.interrupted.is_none() {
            self.claim = None;
        }
    }

    async fn with_store<T>(&mut self, work: impl AsyncFnOnce(&Store) -> Result<T, StoreError>) -> Result<T, StoreFailure> {
        let store = self.opened().await?;
        let outcome = work(&store).await;
        self.settle(store, outcome.as_ref().err());
        outcome.map_err(|error| failure(&error))
    }

    /// The store, opened unless it is open.
    async fn opened(&mut self) -> Result<Store, StoreFailure> {
        match self.store.take() {
            Some(store) => Ok(store),
            // Boxed: it is rare, and would be part of every request otherwise.
            None => Box::pin(Store::open(DATABASE)).await.map_err(|error| failure(&error)),
        }
    }

    /// Puts the store back. One that another page or the browser has closed is opened anew for the next request.
    fn settle(&mut self, store: Store, error: Option<&StoreError>) {
        let kept = store.set_aside().join(", ");
        if !kept.is_empty() {
            self.said.push(StoreFailure { reason: FailureReason::RowsSetAside, detail: kept });
        }
        self.store = error.is_none().then_some(store);
    }
}

async fn page(store: &Store, before: Option<Cursor>, today: Option<LocalDay>) -> Result<HistoryPage, StoreError> {
    let page = Page::of(store.sessions(Filter::default(), before, PAGE + 1).await?, before, today);
    let totals = match page.days() {
        Some((from, to)) => store.day_totals(from, to).await?,
        None => Vec::new(),
    };
    Ok(page.with(totals))
}

/// The way to the disk's task.
pub(super) struct Requests(mpsc::UnboundedSender<Effect>);

impl Requests {
    pub(super) fn ask(&self, effect: Effect) {
        // The task ends only with this sender.
        let _ = self.0.send(effect);
    }
}
