//! One window a person: who is it, and how it is called.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use tempfile::tempdir;
use unsit_core::app::{Channel, Opening, Telling};
use unsit_core::text::Language;
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, BreakFront, Front, Fronted, Options, Outlet, Running, Watching, summon, window_socket_of};

const SOON: Duration = Duration::from_secs(20);

#[test]
fn a_second_window_has_the_first_one_come_forward_with_what_it_was_wanted_for() {
    let dir = tempdir().unwrap();
    let (window, forward) = window(dir.path());
    assert!(matches!(Front::take(dir.path()), Fronted::Elsewhere));
    summon(dir.path(), Opening::Any).unwrap();
    forward.recv_timeout(SOON).unwrap();
    assert!(!window.handle.model().is_in_session());
    summon(dir.path(), Opening::Start).unwrap();
    forward.recv_timeout(SOON).unwrap();
    let mut models = window.handle.watch();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let plays = tokio.block_on(async { tokio::time::timeout(SOON, models.wait_for(|model| model.is_in_session())).await.is_ok() });
    assert!(plays);
    window.finish();
}

#[test]
fn what_was_called_before_the_window_listens_is_heard_when_it_does() {
    let dir = tempdir().unwrap();
    let Fronted::Here(mut front) = Front::take(dir.path()) else { panic!("nobody else is there") };
    let folder = dir.path().to_owned();
    let caller = std::thread::spawn(move || summon(&folder, Opening::Any));
    let (forward, heard) = mpsc::channel();
    let running = native::start(options(dir.path()), move |reporter| {
        front.answer(reporter);
        Window { forward, _front: front }
    });
    heard.recv_timeout(SOON).unwrap();
    caller.join().unwrap().unwrap();
    running.unwrap().finish();
}

#[test]
fn when_the_window_has_closed_the_next_one_is_it() {
    let dir = tempdir().unwrap();
    let (first, _) = window(dir.path());
    let socket = window_socket_of(dir.path()).unwrap();
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600, "only this person calls it");
    first.finish();
    assert!(!socket.exists(), "it goes with whoever made it");
    assert!(summon(dir.path(), Opening::Any).is_err());
    let (second, forward) = window(dir.path());
    summon(dir.path(), Opening::Any).unwrap();
    forward.recv_timeout(SOON).unwrap();
    second.finish();
}

#[test]
fn whatever_else_is_said_to_a_window_is_passed_over() {
    let dir = tempdir().unwrap();
    let (window, forward) = window(dir.path());
    for said in ["", "\n", "\"dance\"\n", "GET / HTTP/1.1\r\n\r\n", &"x".repeat(100_000)] {
        let mut stream = UnixStream::connect(window_socket_of(dir.path()).unwrap()).unwrap();
        // A window that has heard enough hangs up.
        let _ = stream.write_all(said.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert_eq!(answer, b"", "{said:.20}");
    }
    summon(dir.path(), Opening::Any).unwrap();
    forward.recv_timeout(SOON).unwrap();
    assert!(forward.try_recv().is_err(), "once");
    window.finish();
}

#[test]
fn one_small_window_asks_at_a_time_and_never_keeps_the_large_one_away() {
    let dir = tempdir().unwrap();
    let asks = BreakFront::take(dir.path());
    assert!(asks.is_some() && BreakFront::take(dir.path()).is_none());
    assert!(matches!(Front::take(dir.path()), Fronted::Here(_)));
    drop(asks);
    assert!(BreakFront::take(dir.path()).is_some());
}

/// A window at work, and each time at which it comes forward.
fn window(dir: &Path) -> (Running, Receiver<()>) {
    let Fronted::Here(mut front) = Front::take(dir) else { panic!("nobody else is there") };
    let (forward, heard) = mpsc::channel();
    let running = native::start(options(dir), move |reporter| {
        front.answer(reporter);
        Window { forward, _front: front }
    });
    (running.unwrap(), heard)
}

fn options(dir: &Path) -> Options {
    let (system_language, watching) = (Language::English, Watching::Reminds);
    Options { directory: dir.to_owned(), clock: Clock::real(), system_language, system_region: None, watching }
}

struct Window {
    forward: Sender<()>,
    _front: Front,
}

impl Outlet for Window {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}

    fn come_forward(&mut self) {
        self.forward.send(()).unwrap();
    }
}
