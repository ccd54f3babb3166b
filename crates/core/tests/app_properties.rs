//! Whatever happens, in whatever order: the loop's pure half neither panics nor loses or doubles a session.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;
use unsit_core::app::{
    self, Appearance, Beat, Change, Channel, ChannelState, Control, Desired, Draft, Effect, FailureReason, FirstPage, FirstRun,
    HistoryPage, Leaf, Message, Model, Query, SafetyPage, Saving, Screen, Start, StoreFailure, Volume, Waking, update, view,
};
use unsit_core::content::Group;
use unsit_core::record::{Origin, SessionId, SessionRecord};
use unsit_core::routine::Id;
use unsit_core::text::Language;
use unsit_core::{Millis, Mono, Now, Wall};
use uuid::Uuid;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_loses_or_doubles_a_session(steps in prop::collection::vec((step(), 0..90_000_u64), 1..80)) {
        let mut app = App::new();
        for (step, time) in steps {
            app.pass(Millis(time));
            app.take(step);
            app.check();
        }
        app.settle();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_history_that_grows_while_it_is_read_has_neither_gaps_nor_doubles(steps in prop::collection::vec(turn(), 1..60)) {
        let mut reader = Reader::new();
        for step in steps {
            reader.take(step);
        }
        reader.settle();
    }
}

/// What happens while a history is read.
#[derive(Clone, Copy, Debug)]
enum Turn {
    /// A session that began then is stored.
    Saves(u8),
    ShowsOlder,
    /// The disk answers the oldest request.
    Reads,
    /// The loop hears the oldest answer.
    Hears,
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        2 => any::<u8>().prop_map(Turn::Saves),
        2 => Just(Turn::ShowsOlder),
        3 => Just(Turn::Reads),
        3 => Just(Turn::Hears),
    ]
}

/// A history in pages of two, with a disk and a loop that both take their time.
struct Reader {
    model: Model,
    /// Newest first.
    stored: Vec<Arc<SessionRecord>>,
    asked: VecDeque<Query>,
    answers: VecDeque<Message>,
}

impl Reader {
    fn new() -> Self {
        let now = Now { wall: Wall(1_750_939_200_000), offset_seconds: 0, zone: None, mono: Mono(0) };
        Self { model: Model::new(now, 0), stored: Vec::new(), asked: VecDeque::new(), answers: VecDeque::new() }
    }

    fn take(&mut self, turn: Turn) {
        match turn {
            Turn::Saves(at) => {
                let id = SessionId(Uuid::from_u128(self.stored.len() as u128));
                self.stored.push(Arc::new(record(id, Wall(at.into()))));
                self.stored.sort_by_key(|record| Reverse((record.started_at, record.id)));
                self.answers.push_back(Message::Saved(id));
            }
            Turn::ShowsOlder => self.send(Message::ShowOlder),
            Turn::Reads => {
                if let Some(query) = self.asked.pop_front() {
                    let page = self.page(&query);
                    self.answers.push_back(Message::Loaded(page));
                }
            }
            Turn::Hears => {
                if let Some(answer) = self.answers.pop_front() {
                    self.send(answer);
                }
            }
        }
        assert!(places(&self.model.history.sessions).is_sorted_by(|newer, older| newer > older), "newest first, each once");
    }

    fn send(&mut self, message: Message) {
        let now = self.model.now;
        for effect in update(&mut self.model, message, now) {
            if let Effect::Load(query) = effect {
                self.asked.push_back(query);
            }
        }
    }

    fn page(&self, query: &Query) -> HistoryPage {
        let (older, below): (Vec<_>, _) = match *query {
            Query::Newest { .. } | Query::Again { .. } | Query::Overview { .. } | Query::Day(_) => (self.stored.clone(), None),
            Query::Older { started_at, id, .. } => {
                let is_older = |record: &&Arc<SessionRecord>| (record.started_at, record.id) < (started_at, id);
                (self.stored.iter().filter(is_older).cloned().collect(), Some(id))
            }
        };
        HistoryPage { sessions: older.iter().take(2).cloned().collect(), totals: vec![], more: older.len() > 2, below }
    }

    /// In the end what is shown is the top of what is stored, and the rest is there on request.
    fn settle(&mut self) {
        while !self.asked.is_empty() || !self.answers.is_empty() || self.model.history.more {
            self.take(Turn::Reads);
            self.take(Turn::Hears);
            if self.asked.is_empty() && self.answers.is_empty() {
                let shown = places(&self.model.history.sessions);
                assert_eq!(shown, places(&self.stored[..shown.len()]));
                self.take(Turn::ShowsOlder);
            }
        }
        assert_eq!(self.model.history.sessions, self.stored);
    }
}

fn places(records: &[Arc<SessionRecord>]) -> Vec<(Wall, SessionId)> {
    records.iter().map(|record| (record.started_at, record.id)).collect()
}

fn record(id: SessionId, started_at: Wall) -> SessionRecord {
    SessionRecord {
        id,
        device: Uuid::nil(),
        routine: "quick-bridge".into(),
        variant: None,
        started_at,
        ended_at: started_at,
        offset_seconds: 0,
        local_day: Now { wall: started_at, offset_seconds: 0, zone: None, mono: Mono(0) }.local_day(chrono::NaiveTime::MIN),
        completed: false,
        reached_end: false,
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: Vec::new(),
    }
}

/// What a person, the store and the device do.
#[derive(Clone, Debug)]
enum Step {
    Does(Message),
    /// The device sleeps.
    Sleeps(u64),
    /// The store answers the oldest request.
    Answers(Answer),
    /// The process is killed; the next one finds the last heartbeat after this time.
    Dies(u64),
    SetsTheClock(i64),
}

#[derive(Clone, Copy, Debug)]
enum Answer {
    Takes,
    Fails,
    /// For good; the platform keeps the session elsewhere.
    Refuses,
}

fn step() -> impl Strategy<Value = Step> {
    let routine = prop::sample::select(vec!["quick-bridge", "at-the-desk", "release-and-strengthen", "before-activity", "headstand"]);
    let start = (routine, any::<bool>(), any::<bool>()).prop_map(|(routine, alternative, rehearsal)| {
        Message::Start(Start { routine: Id::new(routine), variant: None, alternative, rehearsal })
    });
    let control = prop::sample::select(vec![
        Control::Pause,
        Control::Resume,
        Control::Toggle,
        Control::Skip,
        Control::Back,
        Control::Back,
        Control::Stop,
    ]);
    let press = prop::sample::select(vec![
        Message::AskToStop,
        Message::KeepGoing,
        Message::Continue,
        Message::EndInterrupted,
        Message::CloseFinished,
        Message::DismissNotice,
        Message::NewVersion,
        Message::Reload,
        Message::OpenAgain,
        Message::ShowOlder,
        Message::Refused,
        Message::Show(Screen::Today),
        Message::Show(Screen::Routine("quick-bridge".into())),
        Message::Show(Screen::History),
        Message::Test(Channel::Voice),
        Message::Report { channel: Channel::Sound, state: ChannelState::Unsupported },
        Message::Change(Change::GetReady(60)),
        Message::Change(Change::GetReadyFloor(0)),
        Message::Change(Change::Voice(false)),
        Message::Change(Change::SoundVolume(Volume::nearest(3))),
        Message::Change(Change::Appearance(Appearance::Dark)),
        Message::Change(Change::Language(Some(Language::German))),
        Message::Change(Change::DayStart(9)),
        says("chest-pain", true),
        says("chest-pain", false),
        says("fever", true),
        says("wrist-pain", true),
        says("disc-herniation", true),
        Message::Answer(app::Answer::NoToTheRest(Group::Emergency)),
        Message::Answer(app::Answer::Cleared(true)),
        Message::Answer(app::Answer::Cleared(false)),
        Message::FirstRun(FirstRun::Next),
        Message::FirstRun(FirstRun::Back),
        Message::FirstRun(FirstRun::Skip),
        Message::Show(Screen::Safety(SafetyPage::Stop)),
        Message::Show(Screen::FirstRun(FirstPage::Check(Group::Emergency))),
        Message::NotLoaded(failure()),
        Message::Leaf(Leaf::Log { day: None }),
        Message::Leaf(Leaf::Submit(Draft { day: "2025-06-20".to_owned(), time: "12:00".to_owned(), held: vec!["7".to_owned()] })),
        Message::Leaf(Leaf::Submit(Draft::default())),
        Message::Leaf(Leaf::Close),
        Message::Leaf(Leaf::Undo),
    ]);
    prop_oneof![
        3 => start.prop_map(Step::Does),
        4 => control.prop_map(|control| Step::Does(Message::Control(control))),
        5 => press.prop_map(Step::Does),
        1 => (0..5_000_000_u64).prop_map(Step::Sleeps),
        4 => prop::sample::select(vec![Answer::Takes, Answer::Takes, Answer::Fails, Answer::Refuses]).prop_map(Step::Answers),
        1 => (0..4_000_000_u64).prop_map(Step::Dies),
        1 => (-100_000_000..100_000_000_i64).prop_map(Step::SetsTheClock),
    ]
}

/// The app with a store and a device.
struct App {
    model: Model,
    now: Now,
    starts: u128,
    /// Saves that were not answered yet.
    asked: Vec<Arc<SessionRecord>>,
    stored: BTreeMap<SessionId, Arc<SessionRecord>>,
    refused: BTreeSet<SessionId>,
    heartbeat: Option<Beat>,
}

impl App {
    fn new() -> Self {
        let now = Now { wall: Wall(1_750_939_200_000), offset_seconds: 7200, zone: None, mono: Mono(1000) };
        let (stored, refused) = (BTreeMap::new(), BTreeSet::new());
        let mut app = Self { model: Model::new(now, 0), now, starts: 0, asked: Vec::new(), stored, refused, heartbeat: None };
        app.wake_up();
        app
    }

    fn wake_up(&mut self) {
        self.starts += 1;
        self.model = Model::new(self.now, self.starts);
        let interrupted = self.heartbeat.clone().filter(|beat| !self.stored.contains_key(&beat.id));
        let settings = BTreeMap::from([("get_ready_seconds".to_owned(), json!(4)), ("voice".to_owned(), json!("perhaps"))]);
        self.send(Message::Woken(Box::new(Waking { interrupted, settings, ..Waking::default() })));
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Does(Message::Refused) => {
                // The store took no heartbeat of it.
                if self.model.is_in_session() {
                    self.heartbeat = None;
                }
                self.send(Message::Refused);
            }
            Step::Does(message) => self.send(message),
            Step::Sleeps(time) => {
                let due = Desired::of(&self.model).wake_at;
                self.advance(Millis(time));
                if let Some(due) = due.filter(|due| *due <= self.now.mono) {
                    self.send(Message::Wake { heard_until: due });
                }
            }
            Step::Answers(answer) => self.answer(answer),
            Step::Dies(time) => {
                self.asked.clear();
                self.advance(Millis(time));
                self.wake_up();
            }
            Step::SetsTheClock(by) => self.now.wall = Wall(self.now.wall.0 + by),
        }
    }

    fn answer(&mut self, answer: Answer) {
        if self.asked.is_empty() {
            return;
        }
        let record = self.asked.remove(0);
        match answer {
            Answer::Takes => {
                let before = self.stored.insert(record.id, record.clone());
                assert!(before.is_none_or(|before| before == record), "one session, one record");
                self.send(Message::Saved(record.id));
                self.send(Message::Loaded(HistoryPage { sessions: self.stored.values().cloned().collect(), ..HistoryPage::default() }));
            }
            Answer::Fails => self.send(Message::NotSaved { record, why: failure() }),
            Answer::Refuses => {
                self.refused.insert(record.id);
                self.send(Message::NotSaved { record, why: StoreFailure { reason: FailureReason::Refused, ..failure() } });
            }
        }
    }

    /// Lets time pass on a device that is awake.
    fn pass(&mut self, time: Millis) {
        let until = self.now.mono + time;
        while let Some(due) = Desired::of(&self.model).wake_at.filter(|due| *due <= until) {
            self.advance(due.since(self.now.mono));
            self.send(Message::Wake { heard_until: self.now.mono });
        }
        self.advance(until.since(self.now.mono));
    }

    fn advance(&mut self, time: Millis) {
        self.now.mono = self.now.mono + time;
        self.now.wall = Wall(self.now.wall.0.saturating_add_unsigned(time.0));
    }

    fn send(&mut self, message: Message) {
        let (ran, stops) = (self.model.is_in_session(), self.model.barrier().is_some());
        for effect in update(&mut self.model, message, self.now) {
            match effect {
                Effect::Save(record) => self.asked.push(record),
                Effect::Beat(beat) => self.heartbeat = Some(*beat),
                Effect::Unbeat => {
                    assert!(!self.model.is_in_session() && self.model.interrupted.is_none());
                    self.heartbeat = None;
                }
                Effect::SaveSettings(_)
                | Effect::SaveRoutine { .. }
                | Effect::Load(_)
                | Effect::Revise(_)
                | Effect::SaveFacts(_)
                | Effect::KeepSitting(_)
                | Effect::ReadJournal
                | Effect::EndJournal(_) => {}
                other => assert!(!other.is_for_the_store(), "{other:?}"),
            }
        }
        assert!(ran || !stops || !self.model.is_in_session(), "no session begins against the safety answers");
        if let Some(playing) = self.model.playing.as_ref().filter(|playing| ran && playing.session.is_done()) {
            let asked = self.asked.iter().filter(|record| record.id == playing.id).count();
            assert_eq!(asked, usize::from(playing.saving != Saving::Nothing), "saved once, or empty");
        }
    }

    fn check(&self) {
        let want = Desired::of(&self.model);
        let runs = self.model.playing.as_ref().is_some_and(|playing| playing.session.is_running());
        assert_eq!(want.screen_on, runs);
        assert!(want.wake_at.is_none_or(|at| at > self.model.now.mono));
        let rehearses = self.model.playing.as_ref().is_some_and(|playing| playing.rehearsal);
        assert!(want.wake_at.is_some() || rehearses && !runs, "the next second or the next day");
        for record in self.asked.iter().chain(self.stored.values()) {
            assert!(record.sets.iter().all(|set| set.held <= set.planned && set.reps <= set.planned_reps));
            assert!(record.ended_at >= record.started_at);
            assert!(record.held() > Millis::ZERO || record.sets.iter().any(|set| set.reps > 0 || !set.attempts.is_empty()));
        }
        let guide = view::guide(&self.model);
        assert_eq!(guide.is_some(), self.model.is_in_session());
        assert!(view::finished(&self.model).is_none() || guide.is_none());
        let _ = (view::today(&self.model), view::history(&self.model), view::notice(&self.model), view::settings(&self.model));
        let _ = (view::sheet(&self.model), view::undo(&self.model));
        let _ = view::routine(&self.model, &"release-and-strengthen".into());
        let _ = (view::check(&self.model), view::first_run(&self.model), view::learn(&self.model));
        assert_eq!(view::barrier(&self.model).is_some(), self.model.barrier().is_some());
        if self.model.screen == Screen::Safety(SafetyPage::Stop) {
            assert!(self.model.barrier().is_some(), "the page that says why has a reason");
        }
    }

    /// In the end everything is stored, the heartbeat is gone and nothing is armed but the next day.
    fn settle(&mut self) {
        self.send(Message::EndInterrupted);
        self.send(Message::Control(Control::Stop));
        let half_a_minute = Millis(30_000);
        while !self.asked.is_empty() || Desired::of(&self.model).wake_at.is_some_and(|at| at <= self.now.mono + half_a_minute) {
            self.answer(Answer::Takes);
            self.pass(half_a_minute);
        }
        assert!(self.heartbeat.as_ref().is_none_or(|beat| self.stored.contains_key(&beat.id) || self.refused.contains(&beat.id)));
        self.check();
    }
}

fn says(question: &str, yes: bool) -> Message {
    Message::Answer(app::Answer::Question { question: question.into(), yes })
}

fn failure() -> StoreFailure {
    StoreFailure { reason: FailureReason::DiskFull, detail: "no space".to_owned() }
}
