//! The app in a test: on its threads in this process, and in processes that are killed.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use unsit_core::app::{Channel, Message, Model, Saving, Start, Telling};
use unsit_core::record::{HeldSet, Origin, SessionId, SessionRecord};
use unsit_core::session::Cue;
use unsit_core::text::Language;
use unsit_core::{LocalDay, Millis, Wall};
use unsit_platform::clock::Clock;
use unsit_platform::native;
use unsit_platform::native::{Options, Outlet, Running, Watching};
use unsit_store::{Filter, Store, Unsaved};
use uuid::Uuid;

pub(crate) const SOON: Duration = Duration::from_secs(30);

/// An outlet that writes down what it is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard(Arc<Mutex<Notes>>);

#[derive(Debug, Default)]
struct Notes {
    cues: Vec<Cue>,
    words: Vec<String>,
    awake: Vec<bool>,
}

impl Heard {
    pub(crate) fn cues(&self) -> Vec<String> {
        self.0.lock().unwrap().cues.iter().map(|cue| cue.id().to_owned()).collect()
    }

    pub(crate) fn words(&self) -> Vec<String> {
        self.0.lock().unwrap().words.clone()
    }

    /// Each change of the wish to keep the screen on.
    pub(crate) fn awake(&self) -> Vec<bool> {
        self.0.lock().unwrap().awake.clone()
    }
}

impl Outlet for Heard {
    fn tell(&mut self, telling: &Telling) {
        let mut notes = self.0.lock().unwrap();
        notes.cues.extend(&telling.cues);
        notes.words.extend(telling.voice.iter().map(|spoken| spoken.text.clone()));
    }

    fn hush(&mut self) {}

    fn sample(&mut self, _: Channel, telling: &Telling) {
        self.0.lock().unwrap().words.extend(telling.voice.iter().map(|spoken| spoken.text.clone()));
    }

    fn keep_awake(&mut self, on: bool) {
        let mut notes = self.0.lock().unwrap();
        if notes.awake.last().copied().unwrap_or(false) != on {
            notes.awake.push(on);
        }
    }
}

pub(crate) fn begin(dir: &Path, clock: Clock, heard: &Heard) -> Running {
    begin_as(dir, clock, heard, Watching::Reminds)
}

pub(crate) fn begin_as(dir: &Path, clock: Clock, heard: &Heard, watching: Watching) -> Running {
    let heard = heard.clone();
    let directory = dir.to_owned();
    native::start(Options { directory, clock, system_language: Language::English, system_region: None, watching }, move |_| heard).unwrap()
}

/// Waits for a model of which this is true.
pub(crate) fn until(running: &Running, what: &str, holds: impl FnMut(&Model) -> bool) {
    let mut holds = holds;
    let mut models = running.handle.watch();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let waited = tokio.block_on(async { tokio::time::timeout(SOON, models.wait_for(|model| holds(model))).await.map(|seen| seen.is_ok()) });
    assert_eq!(waited, Ok(true), "waited for: {what}");
}

/// A process of its own that has played a quick bridge in `dir`, could not store it, and has begun another session.
pub(crate) fn player_of_two(dir: &Path, then: &str) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["unsaved::player_of_one_and_another", "--exact", "--ignored", "--nocapture", "--quiet"])
        .env("UNSIT_TEST_DIR", dir)
        .env("UNSIT_TEST_THEN", then)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap() == "ready"));
    child
}

pub(crate) fn kill(mut process: Child) {
    process.kill().unwrap();
    process.wait().unwrap();
}

/// Sessions in `dir` that wait to be stored.
pub(crate) fn waiting(dir: &Path) -> usize {
    Unsaved::of(dir).read().0.len() + Unsaved::of(dir).revisions().0.len()
}

/// A process of its own that has begun a session in `dir`.
pub(crate) fn another_process(dir: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["killed::player", "--exact", "--ignored", "--quiet"])
        .env("UNSIT_TEST_DIR", dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !dir.join("session.json").exists() {
        assert_eq!(child.try_wait().unwrap(), None, "the other process lives until it is killed");
        std::thread::yield_now();
    }
    child
}

/// Waits until the heartbeat in `dir` is that of this routine. A file has no message to wait for.
pub(crate) fn until_it_beats(dir: &Path, routine: &str) {
    while !fs::read_to_string(dir.join("session.json")).is_ok_and(|beat| beat.contains(routine)) {
        std::thread::yield_now();
    }
}

pub(crate) fn stored(dir: &Path) -> Vec<SessionRecord> {
    let store = Store::open(dir).unwrap().store;
    store.sessions(Filter { rehearsals: true, ..Filter::default() }, None, 10).unwrap()
}

/// Session number `n` of a long history, one an hour.
pub(crate) fn record(n: u32) -> SessionRecord {
    let started_at = Wall(1_750_896_000_000 + i64::from(n) * 3_600_000);
    SessionRecord {
        id: SessionId(Uuid::from_u128(n.into())),
        device: Uuid::nil(),
        routine: "quick-bridge".into(),
        variant: None,
        started_at,
        ended_at: Wall(started_at.0 + 67_000),
        offset_seconds: 0,
        local_day: LocalDay(started_at.to_utc().date_naive()),
        completed: true,
        reached_end: true,
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: vec![HeldSet {
            exercise: "bridge".into(),
            side: None,
            set: 1,
            planned: Millis(10_000),
            held: Millis(10_000),
            planned_reps: 0,
            reps: 0,
            attempts: Vec::new(),
        }],
    }
}

pub(crate) fn start(routine: &str) -> Message {
    Message::Start(Start::routine(routine))
}

pub(crate) fn saving(model: &Model) -> Option<&Saving> {
    model.playing.as_ref().map(|playing| &playing.saving)
}

/// Milliseconds held so far.
pub(crate) fn held(model: &Model) -> u64 {
    model.playing.as_ref().map_or(0, |playing| playing.session.view(model.now.mono).held.iter().map(|held| held.0).sum())
}
