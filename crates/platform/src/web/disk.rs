//! Everything that is written and read, one request after the other in a task of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::mpsc;
use unsit_core::app::{
    Beat, BreakWindow, BreaksLeft, Effect, FailureReason, HistoryPage, Message, Overview, Query, Request, StoreFailure, Waking, own_key,
};
use unsit_core::breaks::SittingRecord;
use unsit_core::phone::Reading;
use unsit_core::record::{Month, Revision, SessionId, SessionRecord};
use unsit_core::{LocalDay, Now};
use unsit_store::{Claim, Cursor, Filter, HeartbeatError, Reason, Store, StoreError, Unsaved};
use uuid::Uuid;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::page::is_in_front;
use super::{Reporter, js, waking};
use crate::rows::{PAGE, Page, failure};

/// The name of the database in the page's origin.
const DATABASE: &str = "unsit";

/// The store and the heartbeat of one origin.
pub(super) struct Disk {
    /// None while it cannot be opened; tried again with each request.
    store: Option<Store>,
    /// Held while a session runs or is offered.
    claim: Option<Claim>,
    /// Held as long as this page watches the sitting.
    watch: Option<Claim>,
    unsaved: Unsaved,
    /// Sessions that neither the database nor an entry of their own took: a kill would leave their heartbeat at most.
    unkept: Vec<Arc<SessionRecord>>,
    /// What the person should hear of besides the answers.
    said: Vec<StoreFailure>,
    /// Whether the browser was asked to keep the data for good.
    asked_to_keep: bool,
    /// What is to be said after an answer.
    then: Option<Message>,
}

impl Disk {
    /// Opens what is there and reads what the app needs to begin. What fails is told in the waking.
    pub(super) async fn open(fresh_device: Uuid, now: &Now) -> (Self, Waking) {
        let unsaved = Unsaved::of(DATABASE);
        let mut disk =
            Self { store: None, claim: None, watch: None, unsaved, unkept: Vec::new(), said: Vec::new(), asked_to_keep: false, then: None };
        let mut waking = waking::read(&mut disk, fresh_device, now).await;
        waking.breaks = disk.breaks(is_in_front()).await.map_err(|why| waking.failures.push(why)).ok();
        (disk, waking)
    }

    /// Goes to work in a task of its own.
    pub(super) fn start(mut self, reporter: Reporter) -> Requests {
        let (ask, mut asked) = mpsc::unbounded_channel();
        if !self.watches() {
            spawn_local(until_unwatched(reporter.clone()));
        }
        spawn_local(async move {
            self.follow_watch(&reporter);
            while let Some(effect) = asked.recv().await {
                let answer = self.perform(effect).await;
                self.follow_watch(&reporter);
                let said = self.said.drain(..).map(Message::NotLoaded);
                for message in said.chain(answer).chain(self.then.take()) {
                    reporter.send(message);
                }
            }
        });
        Requests(ask)
    }

    async fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Save(record) => Some(match self.save(&record).await {
                Ok(()) => Message::Saved(record.id),
                Err(why) => Message::NotSaved { record, why },
            }),
            Effect::SaveSettings(rows) => {
                let outcome = self.with_store(async |store| store.save_settings(&rows).await).await;
                outcome.err().map(Message::SettingsNotSaved)
            }
            Effect::Revise(revision) => Some(match self.revise(&revision).await {
                Ok(()) => Message::Revised(revision.id),
                Err(why) => Message::NotRevised { revision, why },
            }),
            Effect::SaveRoutine { id, document } => {
                let row = BTreeMap::from([(own_key(&id), document)]);
                let outcome = self.with_store(async |store| store.save_settings(&row).await).await;
                Some(match outcome {
                    Ok(()) => Message::RoutineSaved(id),
                    Err(why) => Message::RoutineNotSaved { id, why },
                })
            }
            Effect::SaveFacts(events) => {
                let outcome = self.with_store(async |store| store.save_facts(&events).await).await;
                Some(match outcome {
                    Ok(()) => Message::FactsSaved(events.iter().map(|event| event.id).collect()),
                    Err(why) => Message::FactsNotSaved(why),
                })
            }
            Effect::KeepSitting(sitting) => {
                self.keep_sitting(sitting).await;
                None
            }
            // The page that is used watches: it takes the place of the one that did.
            Effect::HandOver(request) => Some(self.hand_over(request).await),
            Effect::TakeWatch => self.take_watch(is_in_front()).await,
            Effect::Load(query) => Some(self.load(&query).await.unwrap_or_else(Message::NotLoaded)),
            Effect::Beat(beat) => self.beat(&beat).await,
            Effect::Unbeat => {
                self.unbeat().await;
                None
            }
            Effect::Tell(_)
            | Effect::Hush
            | Effect::Sample(..)
            | Effect::TryReminder(_)
            | Effect::AskToNotify
            | Effect::OpenWindow(_)
            | Effect::Quit
            | Effect::ComeForward
            | Effect::OpenPage(_)
            | Effect::GoBehind
            | Effect::AskForSteps
            // Reminders of a page are shown by it, and there is no journal.
            | Effect::ReadJournal
            | Effect::EndJournal(_)
            | Effect::ReadAtLogin
            | Effect::StartAtLogin(_)
            | Effect::Reload => None,
        }
    }

    /// Stores a session, or keeps it in an entry of its own: until it can be stored, or for good if it never can be.
    pub(super) async fn save(&mut self, record: &Arc<SessionRecord>) -> Result<(), StoreFailure> {
        let mut never = false;
        let outcome = self.with_store(async |store| {
            let outcome = store.save_session(record).await;
            outcome.inspect_err(|error| never = matches!(error.reason(), Reason::Conflict | Reason::Odd))
        });
        let Err(why) = outcome.await else {
            self.forget(record.id).await;
            self.ask_to_keep();
            return Ok(());
        };
        let kept = if never { self.unsaved.set_aside(record).map(Some) } else { self.unsaved.keep(record).map(|()| None) };
        match kept {
            Ok(None) => Err(why),
            Ok(Some(kept)) => {
                let detail = format!("{} It is kept in the local storage of this page as {kept}.", why.detail);
                Err(StoreFailure { reason: FailureReason::Refused, detail })
            }
            Err(_) => {
                if !self.unkept.contains(record) {
                    self.unkept.push(Arc::clone(record));
                }
                Err(why)
            }
        }
    }

    /// What happened to breaks and, for the tab that watches, the sitting as it was kept.
    async fn breaks(&mut self, anyway: bool) -> Result<BreaksLeft, StoreFailure> {
        let (facts, watch) = {
            let watches = self.watches();
            self.with_store(async |store| {
                // The claim first: what the page wrote that had it until now is read then.
                let claim = if watches {
                    None
                } else if anyway {
                    Claim::watch_instead(store).await.ok()
                } else {
                    Claim::watch(store).await.ok()
                };
                Ok((store.facts().await?, claim))
            })
            .await?
        };
        if let Some(claim) = watch {
            self.watch = Some(claim);
        }
        let sitting = match &mut self.watch {
            Some(claim) => sitting(claim).await,
            None => None,
        };
        Ok(BreaksLeft {
            facts: facts.events,
            unusable: facts.unusable,
            sitting,
            watches: self.watches(),
            silent: false,
            windowless: false,
            break_window: BreakWindow::Never,
            plans_ahead: false,
            journal: vec![],
            reading: Reading::Whole,
        })
    }

    fn watches(&self) -> bool {
        self.watch.as_ref().is_some_and(|claim| !claim.is_lost())
    }

    /// Tells when another page takes the watch, and when that one is gone.
    fn follow_watch(&mut self, reporter: &Reporter) {
        let Some(lost) = self.watch.as_mut().and_then(Claim::lost) else { return };
        let reporter = reporter.clone();
        spawn_local(async move {
            if lost.await.is_ok() {
                reporter.send(Message::Overtaken);
                until_unwatched(reporter).await;
            }
        });
    }

    /// This page watches from now on, if nobody else does or `anyway`.
    async fn take_watch(&mut self, anyway: bool) -> Option<Message> {
        let left = self.breaks(anyway).await.ok().filter(|left| left.watches)?;
        Some(Message::Watch(Box::new(left)))
    }

    async fn hand_over(&mut self, request: Request) -> Message {
        let Some(watch) = self.take_watch(true).await else {
            let detail = "this page cannot watch the sitting".to_owned();
            return Message::NotAsked(StoreFailure { reason: FailureReason::Busy, detail });
        };
        self.then = Some(Message::Asked(Box::new(request)));
        watch
    }

    async fn keep_sitting(&mut self, sitting: SittingRecord) {
        if let (Some(claim), Ok(text)) = (self.watch.as_mut(), serde_json::to_string(&sitting)) {
            // The next one, a minute later, tries again.
            let _ = claim.write(&text).await;
        }
    }

    /// The sessions that an earlier page could not store. What is left of one that makes no sense is named.
    pub(super) fn unsaved(&mut self) -> Vec<Arc<SessionRecord>> {
        let (records, unreadable) = self.unsaved.read();
        self.said.extend(unreadable.into_iter().map(|detail| StoreFailure { reason: FailureReason::Interrupted, detail }));
        records.into_iter().map(Arc::new).collect()
    }

    /// What the person should hear of since the last time of asking.
    pub(super) fn said(&mut self) -> Vec<StoreFailure> {
        std::mem::take(&mut self.said)
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

    async fn load(&mut self, query: &Query) -> Result<Message, StoreFailure> {
        match *query {
            Query::Newest { today } => self.newest(today, PAGE).await.map(Message::Loaded),
            Query::Again { today, at_least } => self.newest(today, PAGE.max(at_least)).await.map(Message::Loaded),
            Query::Older { local_day, started_at, id } => {
                let before = Some(Cursor { local_day, started_at, id });
                self.with_store(async |store| page(store, before, None, PAGE).await.map(Message::Loaded)).await
            }
            Query::Overview { today, month, weeks_from, weeks_to } => {
                let overview = self.with_store(async |store| overview(store, today, month, weeks_from, weeks_to).await).await?;
                Ok(Message::LoadedOverview(Box::new(overview)))
            }
            Query::Day(day) => {
                let sessions = self.with_store(async |store| store.sessions_of_day(day).await).await?;
                Ok(Message::LoadedDay { day, sessions: sessions.into_iter().map(Arc::new).collect() })
            }
        }
    }

    pub(super) async fn newest(&mut self, today: LocalDay, limit: u32) -> Result<HistoryPage, StoreFailure> {
        self.with_store(async |store| page(store, None, Some(today), limit).await).await
    }

    /// The changes that an earlier process could not store.
    pub(super) fn unrevised(&mut self) -> Vec<Arc<Revision>> {
        let (revisions, unreadable) = self.unsaved.revisions();
        self.said.extend(unreadable.into_iter().map(|detail| StoreFailure { reason: FailureReason::Interrupted, detail }));
        revisions.into_iter().map(Arc::new).collect()
    }

    /// Stores a change to what counts, or keeps it until it can be stored. One that the store will never take is not tried again.
    pub(super) async fn revise(&mut self, revision: &Revision) -> Result<(), StoreFailure> {
        let mut never = false;
        let outcome = self.with_store(async |store| {
            let outcome = store.revise(revision).await;
            outcome.inspect_err(|error| never = matches!(error.reason(), Reason::Conflict | Reason::Odd))
        });
        let outcome = outcome.await;
        // What was said already, in case it cannot be kept either, is that it is not stored; one that stays is stored twice.
        let _ = if outcome.is_err() && !never { self.unsaved.keep_revision(revision) } else { self.unsaved.forget_revision(revision.id) };
        outcome.map_err(|why| if never { StoreFailure { reason: FailureReason::Refused, ..why } } else { why })
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
                && !self.is_over(left.id).await
            {
                answer = Some(Message::LeftBehind(Box::new(left)));
            }
        }
        if answer.is_none()
            && self.others_are_kept()
            && let (Some(claim), Ok(text)) = (self.claim.as_mut(), serde_json::to_string(beat))
        {
            // The next beat, a second later, tries again.
            let _ = claim.write(&text).await;
        }
        answer
    }

    /// Whether the heartbeat may be replaced: it may be all that is left of a session that is over. Rehearsals have none.
    fn others_are_kept(&mut self) -> bool {
        self.unkept.retain(|record| self.unsaved.keep(record).is_err());
        self.unkept.iter().all(|record| record.rehearsal)
    }

    pub(super) async fn unbeat(&mut self) {
        if let Some(mut claim) = self.claim.take() {
            // A heartbeat that stays is recognised by its id when the app starts again.
            let _ = claim.clear().await;
        }
    }

    /// A session that is stored needs neither entry nor heartbeat, even when the loop has ended and cannot say so any more.
    async fn forget(&mut self, id: SessionId) {
        // An entry that stays is stored once more when the app starts again, which changes nothing.
        let _ = self.unsaved.forget(id);
        self.unkept.retain(|record| record.id != id);
        if self.interrupted().await.ok().flatten().is_some_and(|left| left.id == id) {
            self.unbeat().await;
        }
    }

    /// Whether a session that was left behind had come to its end before its page died, deleted since or not.
    pub(super) async fn is_over(&mut self, id: SessionId) -> bool {
        if self.unsaved.keeps(id) {
            return true;
        }
        self.with_store(async |store| store.has_session(id).await).await.unwrap_or(false)
    }

    pub(super) async fn take_claim(&mut self) -> Result<(), HeartbeatError> {
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
    pub(super) async fn interrupted(&mut self) -> Result<Option<Beat>, StoreFailure> {
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

    /// Lets others run sessions.
    pub(super) fn release(&mut self) {
        self.claim = None;
    }

    pub(super) async fn with_store<T>(&mut self, work: impl AsyncFnOnce(&Store) -> Result<T, StoreError>) -> Result<T, StoreFailure> {
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

async fn until_unwatched(reporter: Reporter) {
    Claim::unwatched(DATABASE).await;
    reporter.send(Message::WatcherGone);
}

async fn page(store: &Store, before: Option<Cursor>, today: Option<LocalDay>, limit: u32) -> Result<HistoryPage, StoreError> {
    let page = Page::of(store.sessions(Filter::default(), before, limit.saturating_add(1)).await?, before, today, limit);
    let totals = match page.days() {
        Some((from, to)) => store.day_totals(from, to).await?,
        None => Vec::new(),
    };
    Ok(page.with(totals))
}

async fn overview(store: &Store, today: LocalDay, month: Month, from: LocalDay, to: LocalDay) -> Result<Overview, StoreError> {
    Ok(Overview {
        month,
        days: store.day_totals(month.first(), month.last()).await?,
        weeks: store.day_totals(from, to).await?,
        streak: store.streak(today).await?,
        span: store.span().await?,
        last_variants: store.last_variants().await?,
    })
}

/// The way to the disk's task.
pub(super) struct Requests(mpsc::UnboundedSender<Effect>);

impl Requests {
    pub(super) fn ask(&self, effect: Effect) {
        // The task ends only with this sender.
        let _ = self.0.send(effect);
    }
}

/// The sitting that an earlier page kept. One that cannot be understood is set aside; the sitting then begins anew.
async fn sitting(claim: &mut Claim) -> Option<SittingRecord> {
    let text = claim.read().await.ok()??;
    let sitting = serde_json::from_str(&text).ok();
    if sitting.is_none() {
        let _ = claim.set_aside().await;
    }
    sitting
}
