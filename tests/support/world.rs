//! The program around the window, as small as it can be: the core's update under a clock that tests move.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use unsit_app::ui::screens::later::{Part, Source};
use unsit_app::ui::{Shell, style};
use unsit_core::app::{
    Beat, BreaksLeft, Desired, Effect, HistoryPage, Message, Model, Overview, Query, Start, StoreFailure, Waking, own_key, update,
};
use unsit_core::breaks::LedgerEvent;
use unsit_core::record::{AmendmentKind, DayTotal, SessionId, SessionRecord, streak};
use unsit_core::{LocalDay, Millis, Mono, Now, Wall};

/// Thursday 26 June 2025, 14:06 in a zone two hours east of UTC.
const BEGINS: Now = Now { wall: Wall(1_750_939_560_000), offset_seconds: 7200, zone: None, mono: Mono(1_000_000) };

/// A loop, its store and its clock. Clones are the same world.
#[derive(Clone)]
pub(crate) struct World(Rc<RefCell<State>>);

struct State {
    model: Model,
    now: Now,
    models: watch::Sender<Arc<Model>>,
    told: Vec<Message>,
    stored: Vec<Arc<SessionRecord>>,
    /// What was said last about a session.
    said: BTreeMap<SessionId, AmendmentKind>,
    /// Why nothing can be revised.
    broken: Option<StoreFailure>,
    beat: Option<Beat>,
    settings: BTreeMap<String, serde_json::Value>,
    page: usize,
    frames: u32,
    /// Each with randomness of its own.
    starts: u128,
    /// Why routines cannot be stored.
    full: Option<StoreFailure>,
    /// Why sessions cannot be stored.
    closed: Option<StoreFailure>,
    /// What happened to breaks; none where nobody watches the sitting.
    breaks: Option<Vec<LedgerEvent>>,
    part: Reach,
}

/// How the screens that come later are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Linked,
    Coming,
    Missing,
}

impl Reach {
    fn source(self) -> Source {
        let fetched = |comes: bool| Source::Fetched {
            idle: Rc::new(|| Box::pin(std::future::pending())),
            fetch: Rc::new(move || if comes { Box::pin(std::future::pending()) } else { Box::pin(std::future::ready(None)) }),
        };
        match self {
            Self::Linked => Source::Linked(Part::linked()),
            Self::Coming => fetched(true),
            Self::Missing => fetched(false),
        }
    }
}

impl World {
    /// As [`World::new`], with somebody who has just sat down in front of it.
    #[allow(dead_code)] // one of the test binaries needs it
    pub(crate) fn watching() -> Self {
        let world = Self::new();
        world.0.borrow_mut().breaks = Some(Vec::new());
        world.restart();
        world
    }

    /// A day on which nothing was done before, by a person past the first run.
    pub(crate) fn new() -> Self {
        let world = Self::asleep();
        world.0.borrow_mut().settings.insert("first_run_done".to_owned(), true.into());
        world.restart();
        world
    }

    /// A first start, with a store that could be read and has nothing.
    pub(crate) fn first() -> Self {
        let world = Self::asleep();
        world.tell(Message::Woken(Box::new(Waking { all_read: true, ..Waking::default() })));
        world
    }

    fn asleep() -> Self {
        let model = Model::new(BEGINS, 7);
        let (models, _) = watch::channel(Arc::new(model.clone()));
        let state = State {
            model,
            now: BEGINS,
            models,
            told: vec![],
            stored: vec![],
            said: BTreeMap::new(),
            broken: None,
            beat: None,
            settings: BTreeMap::new(),
            page: 20,
            frames: 0,
            starts: 0,
            full: None,
            closed: None,
            breaks: None,
            part: Reach::Linked,
        };
        Self(Rc::new(RefCell::new(state)))
    }

    /// From now on the store takes routines, or does not.
    pub(crate) fn fill(&self, why: Option<StoreFailure>) {
        self.0.borrow_mut().full = why;
    }

    /// From now on the store takes sessions, or does not.
    pub(crate) fn close(&self, why: Option<StoreFailure>) {
        self.0.borrow_mut().closed = why;
    }

    /// The stored rows of own routines.
    pub(crate) fn routines(&self) -> BTreeMap<String, serde_json::Value> {
        let state = self.0.borrow();
        state.settings.iter().filter(|(key, _)| key.starts_with("routine.")).map(|(key, row)| (key.clone(), row.clone())).collect()
    }

    /// What an earlier version or a newer one has left in the store.
    pub(crate) fn store(&self, key: &str, row: serde_json::Value) {
        self.0.borrow_mut().settings.insert(key.to_owned(), row);
    }

    /// How many sessions the store gives at once.
    pub(crate) fn with_pages_of(self, sessions: usize) -> Self {
        self.0.borrow_mut().page = sessions;
        self
    }

    /// What the window gets. Frames pass under tokio's clock and move this world's.
    pub(crate) fn shell(&self) -> Shell {
        let (to, clock, frames) = (self.clone(), self.clone(), self.clone());
        Shell {
            dispatch: Rc::new(move |message| {
                to.0.borrow_mut().told.push(message.clone());
                to.tell(message);
            }),
            models: self.0.borrow().models.subscribe(),
            mono: Rc::new(move || clock.0.borrow().now.mono),
            frame: Rc::new(move |length| {
                let frames = frames.clone();
                Box::pin(async move {
                    // Without a clock of its own, the window stands still.
                    if tokio::runtime::Handle::try_current().is_err() {
                        std::future::pending::<()>().await;
                    }
                    tokio::time::sleep(length).await;
                    let mut state = frames.0.borrow_mut();
                    state.frames += 1;
                    state.pass(millis(length));
                })
            }),
            later: self.0.borrow().part.source(),
            still: Rc::default(),
            drag: None,
            style: Some(style::sheet()),
        }
    }

    /// From now on a window finds the screens that come later so.
    pub(crate) fn reach(&self, part: Reach) {
        self.0.borrow_mut().part = part;
    }

    /// Whether a window has to wait for some of its screens.
    pub(crate) fn waits(&self) -> bool {
        self.0.borrow().part != Reach::Linked
    }

    /// How many frames the window has waited for.
    pub(crate) fn frames(&self) -> u32 {
        self.0.borrow().frames
    }

    /// What the window has asked for since the last time.
    pub(crate) fn told(&self) -> Vec<Message> {
        std::mem::take(&mut self.0.borrow_mut().told)
    }

    /// Brings a message, as the loop or a platform would.
    pub(crate) fn tell(&self, message: Message) {
        let mut state = self.0.borrow_mut();
        state.hear(message);
        state.publish();
    }

    /// Time passes, with every wake-up of the loop.
    pub(crate) fn wait(&self, seconds: f64) {
        let mut state = self.0.borrow_mut();
        let until = state.now.mono + millis(Duration::from_secs_f64(seconds));
        while let Some(wake) = Desired::of(&state.model).wake_at.filter(|wake| *wake <= until) {
            let length = wake.since(state.now.mono);
            state.pass(length);
            state.hear(Message::Wake { heard_until: wake });
        }
        let rest = until.since(state.now.mono);
        state.pass(rest);
        state.publish();
    }

    /// A routine from start to end, and its summary closed.
    pub(crate) fn play(&self, routine: &str) {
        self.tell(Message::Start(Start::routine(routine)));
        self.wait(1200.0);
        self.tell(Message::CloseFinished);
    }

    /// From now on nothing can be revised, or everything again.
    pub(crate) fn break_store(&self, why: Option<StoreFailure>) {
        self.0.borrow_mut().broken = why;
    }

    /// What is stored under a key of the settings.
    pub(crate) fn setting(&self, key: &str) -> Option<serde_json::Value> {
        self.0.borrow().settings.get(key).cloned()
    }

    /// What the loop has published.
    pub(crate) fn model(&self) -> Arc<Model> {
        self.0.borrow().models.borrow().clone()
    }

    /// The program ends and starts again.
    pub(crate) fn restart(&self) {
        self.restart_finding(|_| {});
    }

    /// The same, where the platform finds something else.
    pub(crate) fn restart_finding(&self, change: impl FnOnce(&mut Waking)) {
        let mut state = self.0.borrow_mut();
        state.starts += 1;
        state.model = Model::new(state.now, 7 + state.starts);
        let (interrupted, settings, page) = (state.beat.take(), state.settings.clone(), state.newest());
        let breaks = state.breaks.clone().map(|facts| BreaksLeft { facts, watches: true, ..BreaksLeft::default() });
        let mut waking = Waking { interrupted, settings, page, breaks, all_read: true, ..Waking::default() };
        change(&mut waking);
        state.hear(Message::Woken(Box::new(waking)));
        state.publish();
    }
}

impl State {
    fn publish(&self) {
        self.models.send_replace(Arc::new(self.model.clone()));
    }

    fn pass(&mut self, length: Millis) {
        self.now.mono = self.now.mono + length;
        self.now.wall = Wall(self.now.wall.0 + i64::try_from(length.0).expect("tests are short"));
    }

    fn hear(&mut self, message: Message) {
        let effects = update(&mut self.model, message, self.now);
        for answer in effects.into_iter().filter_map(|effect| self.perform(effect)).collect::<Vec<_>>() {
            self.hear(answer);
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Save(record) => {
                if let Some(why) = self.closed.clone() {
                    return Some(Message::NotSaved { record, why });
                }
                let id = record.id;
                self.stored.insert(0, record);
                Some(Message::Saved(id))
            }
            Effect::Load(Query::Newest { .. } | Query::Again { .. }) => Some(Message::Loaded(self.newest())),
            Effect::Load(Query::Older { id, .. }) => {
                let sessions = self.counting().skip(self.page).cloned().collect();
                Some(Message::Loaded(HistoryPage { sessions, totals: self.totals(), more: false, below: Some(id) }))
            }
            Effect::Beat(beat) => {
                self.beat = Some(*beat);
                None
            }
            Effect::Unbeat => {
                self.beat = None;
                None
            }
            Effect::Revise(revision) => {
                if let Some(why) = self.broken.clone() {
                    return Some(Message::NotRevised { revision, why });
                }
                if let Some(record) = &revision.adds {
                    self.stored.insert(0, record.clone());
                }
                self.said.extend(revision.amends.iter().map(|amendment| (amendment.session, amendment.kind)));
                Some(Message::Revised(revision.id))
            }
            Effect::Load(Query::Overview { today, month, weeks_from, weeks_to }) => {
                let within = |from, to| self.totals().into_iter().filter(|total| (from..=to).contains(&total.day)).collect();
                let days: Vec<LocalDay> = self.totals().iter().map(|total| total.day).collect();
                Some(Message::LoadedOverview(Box::new(Overview {
                    month,
                    days: within(month.first(), month.last()),
                    weeks: within(weeks_from, weeks_to),
                    streak: streak(days.iter().copied(), today),
                    span: days.last().copied().zip(days.first().copied()),
                    last_variants: BTreeMap::new(),
                })))
            }
            Effect::Load(Query::Day(day)) => {
                let sessions = self.counting().filter(|record| record.local_day == day).cloned().collect();
                Some(Message::LoadedDay { day, sessions })
            }
            Effect::SaveSettings(rows) => {
                self.settings.extend(rows);
                None
            }
            Effect::SaveRoutine { id, document } => {
                if let Some(why) = self.full.clone() {
                    return Some(Message::RoutineNotSaved { id, why });
                }
                self.settings.insert(own_key(&id), document);
                Some(Message::RoutineSaved(id))
            }
            Effect::SaveFacts(facts) => {
                let ids = facts.iter().map(|fact| fact.id).collect();
                self.breaks.get_or_insert_default().extend(facts);
                Some(Message::FactsSaved(ids))
            }
            Effect::KeepSitting(_) | Effect::ReadJournal | Effect::EndJournal(_) => None,
            other => {
                assert!(!other.is_for_the_store(), "{other:?}");
                None
            }
        }
    }

    /// Newest first, without those that were deleted.
    fn counting(&self) -> impl Iterator<Item = &Arc<SessionRecord>> {
        let mut all: Vec<_> = self.stored.iter().filter(|record| self.said.get(&record.id) != Some(&AmendmentKind::Deleted)).collect();
        all.sort_by_key(|record| Reverse((record.local_day, record.started_at)));
        all.into_iter()
    }

    fn newest(&self) -> HistoryPage {
        let sessions = self.counting().take(self.page).cloned().collect();
        HistoryPage { sessions, totals: self.totals(), more: self.counting().count() > self.page, below: None }
    }

    fn totals(&self) -> Vec<DayTotal> {
        let mut days: BTreeMap<LocalDay, DayTotal> = BTreeMap::new();
        for record in self.counting() {
            let day = record.local_day;
            let total = days.entry(day).or_insert(DayTotal { day, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO });
            total.sessions += 1;
            total.planned += record.planned();
            total.held += record.held();
        }
        days.into_values().rev().collect()
    }
}

fn millis(length: Duration) -> Millis {
    Millis(u64::try_from(length.as_millis()).expect("tests are short"))
}
