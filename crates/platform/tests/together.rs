//! Two programs of one person on one data folder: one watches the sitting, the other one asks it and sees what it knows.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use tempfile::tempdir;
use unsit_core::app::{Break, Channel, Message, Model, Telling};
use unsit_core::breaks::{Answer, Fact, ReminderChange};
use unsit_core::text::Language;
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Options, Outlet, Running, Watching};

const SOON: Duration = Duration::from_secs(20);

#[test]
fn what_is_done_in_one_window_is_seen_in_the_other_and_written_down_once() {
    let dir = tempdir().unwrap();
    let (first, second) = (begin(dir.path(), Watching::Reminds), begin(dir.path(), Watching::Reminds));
    until(&first, "the first watches", |model| model.watch.is_watching());
    until(&second, "the second looks on", |model| model.watch.breaks.is_some() && !model.watch.is_watching());
    second.handle.send(Message::Break(Break::Moved));
    until(&first, "the first does it", |model| moved(model) == 1 && model.watch.is_settled());
    until(&second, "the second sees it", |model| moved(model) == 1 && model.watch.is_settled());
    first.handle.send(Message::Break(Break::Moved));
    until(&second, "the second sees what nobody told it to do", |model| moved(model) == 2);
    second.handle.send(Message::Break(Break::Change(ReminderChange::SitLimit(45))));
    until(&first, "settings hold in both", |model| model.watch.reminders().sit_limit.get() == 45);
    second.finish();
    first.finish();
    let third = begin(dir.path(), Watching::Reminds);
    assert_eq!(moved(&third.handle.model()), 2, "each stands in the store once");
    third.finish();
}

#[test]
fn when_the_one_that_watches_ends_the_other_one_watches() {
    let dir = tempdir().unwrap();
    let (first, second) = (begin(dir.path(), Watching::Reminds), begin(dir.path(), Watching::Reminds));
    until(&second, "the second looks on", |model| model.watch.breaks.is_some() && !model.watch.is_watching());
    first.handle.send(Message::Break(Break::Moved));
    first.finish();
    until(&second, "the second watches", |model| model.watch.is_watching());
    assert_eq!(moved(&second.handle.model()), 1);
    let third = begin(dir.path(), Watching::Answers);
    third.handle.send(Message::Break(Break::Moved));
    until(&second, "and is asked", |model| moved(model) == 2);
    third.finish();
    second.finish();
}

#[test]
fn an_agent_that_has_slept_counts_until_now_for_whoever_begins_to_look_on() {
    let dir = tempdir().unwrap();
    let agent = begin(dir.path(), Watching::Tends);
    until(&agent, "it watches", |model| model.watch.is_watching() && model.watch.times_asked() == 0);
    let before = Clock::real().now().wall;
    let window = begin(dir.path(), Watching::Reminds);
    until(&window, "the window looks on", |model| model.watch.breaks.is_some() && !model.watch.is_watching());
    until(&agent, "it was woken for that", |model| model.watch.times_asked() == 1 && model.now.wall >= before);
    window.finish();
    agent.finish();
}

#[test]
fn nobody_else_can_speak_to_the_socket() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Watching::Reminds);
    until(&running, "it watches", |model| model.watch.is_watching());
    let socket = native::socket_of(dir.path()).unwrap();
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    running.finish();
    assert!(!socket.exists(), "it goes with whoever made it");
}

#[test]
fn whatever_else_is_said_to_the_socket_changes_nothing() {
    use std::io::{Read, Write};
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Watching::Reminds);
    until(&running, "it watches", |model| model.watch.is_watching());
    for said in ["", "\n", "GET / HTTP/1.1\r\n\r\n", "{\"ask\":\"dance\"}\n"] {
        let mut stream = std::os::unix::net::UnixStream::connect(native::socket_of(dir.path()).unwrap()).unwrap();
        stream.write_all(said.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_eq!(answer, "", "{said:?}");
    }
    running.handle.send(Message::Break(Break::Moved));
    until(&running, "it goes on", |model| moved(model) == 1);
    running.finish();
}

fn moved(model: &Model) -> usize {
    model.watch.ledger.events().filter(|event| matches!(event.fact, Fact::Answered { answer: Answer::Moved, .. })).count()
}

fn begin(dir: &Path, watching: Watching) -> Running {
    let options =
        Options { directory: dir.to_owned(), clock: Clock::real(), system_language: Language::English, system_region: None, watching };
    native::start(options, |_| Nothing).unwrap()
}

/// Waits for a model of which this is true.
fn until(running: &Running, what: &str, mut holds: impl FnMut(&Model) -> bool) {
    let mut models = running.handle.watch();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let waited = tokio.block_on(async { tokio::time::timeout(SOON, models.wait_for(|model| holds(model))).await.map(|seen| seen.is_ok()) });
    assert_eq!(waited, Ok(true), "waited for: {what}");
}

struct Nothing;

impl Outlet for Nothing {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}
}
