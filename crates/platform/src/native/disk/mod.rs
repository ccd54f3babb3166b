//! Everything that is written and read, on a thread of its own: a slow disk never delays a cue.

mod breaks;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use serde_json::Value;
use unsit_core::app::{Beat, Effect, FailureReason, HistoryPage, Message, Overview, Query, StoreFailure, Waking, own_key};
use unsit_core::phone::PhoneFile;
use unsit_core::record::{Month, Revision, SessionId, SessionRecord};
use unsit_core::{LocalDay, Now};
use unsit_store::{Claim, HeartbeatError};
use unsit_store::{Cursor, Filter, Opened, Reason, Store, StoreError, Unsaved};
use uuid::Uuid;

use super::journal::JournalFile;
use super::{Reporter, Watching, waking};
use crate::rows::{PAGE, Page, failure};

/// The store and the heartbeat of one data directory.
pub(super) struct Disk {
    directory: PathBuf,
    /// None while it cannot be opened; tried again with each request.
    store: Option<Store>,
    /// Held while a session runs or is offered.
    claim: Option<Claim>,
    /// Held as long as this process watches the sitting.
    watch: Option<Claim>,
    unsaved: Unsaved,
    /// Sessions that neither the database nor a file of their own took: a kill would leave their heartbeat at most.
    unkept: Vec<Arc<SessionRecord>>,
    /// Whether files hold facts about breaks that the database did not take.
    has_kept_facts: bool,
    /// What the person should hear of besides the answers.
    said: Vec<StoreFailure>,
    watching: Watching,
    /// What is to be said after an answer.
    then: Option<Message>,
    journal: JournalFile,
}

impl Disk {
    /// Opens what is there and reads what the app needs to begin. What fails is told in the waking.
    pub(super) fn open(directory: PathBuf, fresh_device: Uuid, now: &Now, watching: Watching) -> (Self, Waking) {
        let unsaved = Unsaved::of(&directory);
        let mut disk = Self {
            journal: JournalFile::of(directory.clone()),
            directory,
            store: None,
            claim: None,
            watch: None,
            unsaved,
            unkept: Vec::new(),
            has_kept_facts: false,
            said: Vec::new(),
            watching,
            then: None,
        };
        let mut waking = waking::read(&mut disk, fresh_device, now);
        waking.breaks = disk.breaks(watching).map_err(|why| waking.failures.push(why)).ok();
        (disk, waking)
    }

    /// Goes to work on a thread of its own.
    pub(super) fn start(mut self, reporter: Reporter) -> Requests {
        let (ask, asked) = mpsc::channel();
        let thread = std::thread::Builder::new().name("unsit-disk".into()).spawn(move || {
            while let Ok(effect) = asked.recv() {
                let answer = self.perform(effect);
                let said = self.said.drain(..).map(Message::NotLoaded);
                let read = self.journal.news().map(|reading| Message::PhoneFile(PhoneFile::Read(reading)));
                for message in said.chain(read).chain(answer).chain(self.then.take()) {
                    reporter.send(message);
                }
            }
        });
        // Without a thread nothing is stored; every request then finds nobody and says so.
        Requests { ask: Some(ask), thread: thread.ok() }
    }

    fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Save(record) => Some(match self.save(&record) {
                Ok(()) => Message::Saved(record.id),
                Err(why) => Message::NotSaved { record, why },
            }),
            Effect::SaveSettings(rows) => self.save_settings(&rows).err().map(Message::SettingsNotSaved),
            Effect::Revise(revision) => Some(match self.revise(&revision) {
                Ok(()) => Message::Revised(revision.id),
                Err(why) => Message::NotRevised { revision, why },
            }),
            Effect::SaveRoutine { id, document } => {
                let row = BTreeMap::from([(own_key(&id), document)]);
                Some(match self.with_store(|store| store.save_settings(&row)) {
                    Ok(()) => Message::RoutineSaved(id),
                    Err(why) => Message::RoutineNotSaved { id, why },
                })
            }
            Effect::SaveFacts(events) => Some(match self.save_facts(&events) {
                Ok(()) => Message::FactsSaved(events.iter().map(|event| event.id).collect()),
                Err(why) => Message::FactsNotSaved(why),
            }),
            Effect::ReadJournal => Some(Message::Journal(self.read_journal())),
            Effect::EndJournal(records) => {
                // Where that fails it is read once more, which changes nothing.
                if self.journal.end(records).is_ok_and(|has_more| has_more) {
                    self.then = Some(Message::JournalGrew);
                }
                None
            }
            Effect::KeepSitting(sitting) => {
                self.keep_sitting(sitting);
                None
            }
            Effect::HandOver(request) => Some(self.hand_over(request)),
            Effect::TakeWatch => self.take_watch(),
            Effect::Load(query) => Some(self.load(&query).unwrap_or_else(Message::NotLoaded)),
            Effect::Beat(beat) => self.beat(&beat),
            Effect::Unbeat => {
                self.unbeat();
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
            | Effect::Reload => None,
            Effect::ReadAtLogin => crate::login::read().map(Message::AtLogin),
            Effect::StartAtLogin(on) => Some(Message::AtLogin(crate::login::set(on))),
        }
    }

    /// Stores a session, or keeps it in a file of its own: until it can be stored, or for good if it never can be.
    pub(super) fn save(&mut self, record: &Arc<SessionRecord>) -> Result<(), StoreFailure> {
        let mut never = false;
        let outcome = self.with_store(|store| {
            store.save_session(record).inspect_err(|error| never = matches!(error.reason(), Reason::Conflict | Reason::Odd))
        });
        let Err(why) = outcome else {
            self.forget(record.id);
            return Ok(());
        };
        let kept = if never { self.unsaved.set_aside(record).map(Some) } else { self.unsaved.keep(record).map(|()| None) };
        match kept {
            Ok(None) => Err(why),
            Ok(Some(kept)) => {
                let detail = format!("{} It is kept in {}.", why.detail, kept.display());
                Err(StoreFailure { reason: FailureReason::Refused, detail })
            }
            Err(_) => {
                if !self.unkept.contains(record) {
                    self.unkept.push(record.clone());
                }
                Err(why)
            }
        }
    }

    /// Stores what was set. An agent has nobody to say it to that its database was taken over by a newer Unsit, as which it is
    /// started again at once: a pause asked at its icon is kept until then.
    fn save_settings(&mut self, rows: &BTreeMap<String, Value>) -> Result<(), StoreFailure> {
        let outcome = self.with_store(|store| store.save_settings(rows));
        if self.watching == Watching::Tends && outcome.as_ref().is_err_and(|why| why.reason == FailureReason::Newer) {
            // What was said already, in case it cannot be kept either, is that it is not stored.
            let unreadable = self.unsaved.keep_settings(rows).ok().flatten();
            self.say_set_aside(unreadable);
        }
        outcome
    }

    fn say_set_aside(&mut self, unreadable: Option<PathBuf>) {
        let detail = unreadable.map(|kept| kept.display().to_string());
        self.said.extend(detail.map(|detail| StoreFailure { reason: FailureReason::Interrupted, detail }));
    }

    /// Stores what an agent that was overtaken could not store of settings. What still cannot be stored stays kept.
    pub(super) fn store_kept_settings(&mut self) -> Result<(), StoreFailure> {
        let (rows, unreadable) = self.unsaved.settings();
        self.say_set_aside(unreadable);
        if rows.is_empty() {
            return Ok(());
        }
        self.with_store(|store| store.save_settings(&rows))?;
        // A file that stays is stored once more at the next start.
        let _ = self.unsaved.forget_settings();
        Ok(())
    }

    /// The sessions that an earlier process could not store. What is left of one that makes no sense is named.
    pub(super) fn unsaved(&mut self) -> Vec<Arc<SessionRecord>> {
        let (records, unreadable) = self.unsaved.read();
        let kept = unreadable.iter().map(|kept| kept.display().to_string());
        self.said.extend(kept.map(|detail| StoreFailure { reason: FailureReason::Interrupted, detail }));
        records.into_iter().map(Arc::new).collect()
    }

    fn load(&mut self, query: &Query) -> Result<Message, StoreFailure> {
        self.with_store(|store| match *query {
            Query::Newest { today } => page(store, None, Some(today), PAGE).map(Message::Loaded),
            Query::Again { today, at_least } => page(store, None, Some(today), PAGE.max(at_least)).map(Message::Loaded),
            Query::Older { local_day, started_at, id } => {
                page(store, Some(Cursor { local_day, started_at, id }), None, PAGE).map(Message::Loaded)
            }
            Query::Overview { today, month, weeks_from, weeks_to } => {
                overview(store, today, month, weeks_from, weeks_to).map(|overview| Message::LoadedOverview(Box::new(overview)))
            }
            Query::Day(day) => {
                let sessions = store.sessions_of_day(day)?.into_iter().map(Arc::new).collect();
                Ok(Message::LoadedDay { day, sessions })
            }
        })
    }

    pub(super) fn newest(&mut self, today: LocalDay) -> Result<HistoryPage, StoreFailure> {
        self.with_store(|store| page(store, None, Some(today), PAGE))
    }

    /// The changes that an earlier process could not store.
    pub(super) fn unrevised(&mut self) -> Vec<Arc<Revision>> {
        let (revisions, unreadable) = self.unsaved.revisions();
        let kept = unreadable.iter().map(|kept| kept.display().to_string());
        self.said.extend(kept.map(|detail| StoreFailure { reason: FailureReason::Interrupted, detail }));
        revisions.into_iter().map(Arc::new).collect()
    }

    /// Stores a change to what counts, or keeps it until it can be stored. One that the store will never take is not tried again.
    pub(super) fn revise(&mut self, revision: &Revision) -> Result<(), StoreFailure> {
        let mut never = false;
        let outcome = self.with_store(|store| {
            store.revise(revision).inspect_err(|error| never = matches!(error.reason(), Reason::Conflict | Reason::Odd))
        });
        // What was said already, in case it cannot be kept either, is that it is not stored; one that stays is stored twice.
        let _ = if outcome.is_err() && !never { self.unsaved.keep_revision(revision) } else { self.unsaved.forget_revision(revision.id) };
        outcome.map_err(|why| if never { StoreFailure { reason: FailureReason::Refused, ..why } } else { why })
    }

    /// Writes where the session stands. The first beat claims the right to run one.
    fn beat(&mut self, beat: &Beat) -> Option<Message> {
        let mut answer = None;
        if self.claim.is_none() {
            match Claim::take(&self.directory) {
                Ok(claim) => self.claim = Some(claim),
                Err(HeartbeatError::Claimed) => return Some(Message::Refused),
                // The session goes on without a heartbeat: a full disk must not stop an exercise.
                Err(HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. }) => return None,
            }
            let left = self.claim.as_mut().and_then(|claim| waking::interrupted(claim).ok().flatten());
            let left = left.filter(|left| left.id != beat.id && !self.is_over(left.id));
            answer = left.map(|left| Message::LeftBehind(Box::new(left)));
        }
        if answer.is_none()
            && self.others_are_kept()
            && let (Some(claim), Ok(text)) = (self.claim.as_mut(), serde_json::to_string(beat))
        {
            // The next beat, a second later, tries again.
            let _ = claim.write(&text);
        }
        answer
    }

    /// Whether the heartbeat may be replaced: it may be all that is left of a session that is over. Rehearsals have none.
    fn others_are_kept(&mut self) -> bool {
        self.unkept.retain(|record| self.unsaved.keep(record).is_err());
        self.unkept.iter().all(|record| record.rehearsal)
    }

    pub(super) fn unbeat(&mut self) {
        if let Some(mut claim) = self.claim.take() {
            // A heartbeat that stays is recognised by its id when the app starts again.
            let _ = claim.clear();
        }
    }

    /// A session that is stored needs neither file nor heartbeat, even when the loop has ended and cannot say so any more.
    fn forget(&mut self, id: SessionId) {
        // A file that stays is stored once more when the app starts again, which changes nothing.
        let _ = self.unsaved.forget(id);
        self.unkept.retain(|record| record.id != id);
        let left = self.claim.as_mut().and_then(|claim| waking::interrupted(claim).ok().flatten());
        if left.is_some_and(|left| left.id == id) {
            self.unbeat();
        }
    }

    /// Whether a session that was left behind had come to its end before its process died, deleted since or not.
    pub(super) fn is_over(&mut self, id: SessionId) -> bool {
        if self.unsaved.keeps(id) {
            return true;
        }
        self.with_store(|store| store.has_session(id)).unwrap_or(false)
    }

    pub(super) fn claim(&mut self) -> Result<&mut Claim, HeartbeatError> {
        let claim = match self.claim.take() {
            Some(claim) => claim,
            None => Claim::take(&self.directory)?,
        };
        Ok(self.claim.insert(claim))
    }

    pub(super) fn release(&mut self) {
        self.claim = None;
    }

    /// Opens the store unless it is open. What had to make way for it is said.
    pub(super) fn store(&mut self) -> Result<&mut Store, StoreFailure> {
        let store = match self.store.take() {
            Some(store) => store,
            None => Store::open(&self.directory).map(|opened| self.unpack(opened)).map_err(|error| failure(&error))?,
        };
        Ok(self.store.insert(store))
    }

    fn with_store<T>(&mut self, work: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, StoreFailure> {
        let outcome = work(self.store()?);
        if outcome.as_ref().is_err_and(|error| error.reason() == Reason::Damaged)
            && let Some(damaged) = self.store.take()
        {
            self.store = damaged.recover().ok().map(|opened| self.unpack(opened));
        }
        outcome.map_err(|error| failure(&error))
    }

    fn unpack(&mut self, opened: Opened) -> Store {
        let kept = opened.set_aside.map(|kept| kept.display().to_string());
        self.said.extend(kept.map(|detail| StoreFailure { reason: FailureReason::SetAside, detail }));
        opened.store
    }

    pub(super) fn said(&mut self) -> Vec<StoreFailure> {
        std::mem::take(&mut self.said)
    }
}

fn page(store: &Store, before: Option<Cursor>, today: Option<LocalDay>, limit: u32) -> Result<HistoryPage, StoreError> {
    let page = Page::of(store.sessions(Filter::default(), before, limit.saturating_add(1))?, before, today, limit);
    let totals = page.days().map_or_else(|| Ok(Vec::new()), |(from, to)| store.day_totals(from, to))?;
    Ok(page.with(totals))
}

fn overview(store: &Store, today: LocalDay, month: Month, from: LocalDay, to: LocalDay) -> Result<Overview, StoreError> {
    Ok(Overview {
        month,
        days: store.day_totals(month.first(), month.last())?,
        weeks: store.day_totals(from, to)?,
        streak: store.streak(today)?,
        span: store.span()?,
        last_variants: store.last_variants()?,
    })
}

/// The way to the disk's thread. Dropping it waits until everything that was asked for is done.
pub(super) struct Requests {
    ask: Option<mpsc::Sender<Effect>>,
    thread: Option<JoinHandle<()>>,
}

impl Requests {
    pub(super) fn ask(&self, effect: Effect) {
        if let Some(ask) = &self.ask {
            // The thread ends only with this sender.
            let _ = ask.send(effect);
        }
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            // If it panicked, standard error has it.
            let _ = thread.join();
        }
    }
}
