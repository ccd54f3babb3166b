//! Lock and sleep: with logind as the test plays it, and without one.

use std::io::Read;
use std::os::fd::OwnedFd;
use std::sync::mpsc::{Receiver, Sender, channel};

use unsit_core::Millis;
use unsit_core::app::Channel;
use zbus::blocking::connection;
use zbus::interface;
use zbus::zvariant::OwnedObjectPath;

use crate::desk::{Desk, SOON, is_away, on_a_bus};

const MANAGER: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_31";

#[test]
fn a_machine_that_sleeps_waits_until_it_is_noted_and_reminds_nobody_right_after() {
    on_a_bus("login::with_logind_and_sleep");
}

#[test]
fn who_locks_the_screen_is_away_until_it_is_unlocked() {
    on_a_bus("login::with_logind_and_a_lock");
}

#[test]
fn where_there_is_no_logind_the_screen_saver_tells_of_locks() {
    on_a_bus("login::with_a_screen_saver_only");
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_logind_and_sleep() {
    let (asked, inhibitors) = channel();
    let bus = play(asked, false);
    let prepare = |begins: bool| {
        bus.emit_signal(None::<&str>, MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep", &(begins)).unwrap();
    };
    let desk = Desk::begin();
    desk.until_ready(Channel::Sleep, "logind");
    let mut held = next(&inhibitors);
    prepare(true);
    desk.until_away();
    // What logind waits for before it lets the machine sleep.
    assert_eq!(held.read(&mut [0]).unwrap(), 0, "it is let go");
    prepare(false);
    desk.until_back();
    let next_one = {
        let model = desk.model();
        let breaks = model.watch.breaks.as_ref().unwrap();
        let (due, now) = (breaks.next_reminder().unwrap().at, model.now.wall);
        due.since(now)
    };
    assert!(next_one >= Millis::from_secs(5 * 60), "{next_one:?}");
    // And the next time likewise.
    drop(next(&inhibitors));
    prepare(true);
    desk.until_away();
    desk.end();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_logind_and_a_lock() {
    let (asked, _inhibitors) = channel();
    let bus = play(asked, true);
    let lock = |locked: bool| {
        let session = bus.object_server().interface::<_, Session>(SESSION).unwrap();
        session.get_mut().locked = locked;
        zbus::block_on(session.get().locked_hint_changed(session.signal_emitter())).unwrap();
    };
    let desk = Desk::begin();
    // It was locked before Unsit began.
    desk.until_away();
    lock(false);
    desk.until_back();
    lock(true);
    desk.until_away();
    lock(false);
    desk.until_back();
    desk.end();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_a_screen_saver_only() {
    let bus = connection::Builder::session().unwrap().build().unwrap();
    let tell = |path: &str, interface: &str, active: bool| {
        bus.emit_signal(None::<&str>, path, interface, "ActiveChanged", &(active)).unwrap();
    };
    let desk = Desk::begin();
    desk.until_ready(Channel::Sleep, "ScreenSaver");
    tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", true);
    desk.until_away();
    tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", false);
    desk.until_back();
    // KDE tells it from two paths.
    tell("/ScreenSaver", "org.freedesktop.ScreenSaver", true);
    tell("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", true);
    desk.until_away();
    // Something else of that name comes first, and says nothing.
    tell("/elsewhere", "com.example.Player", false);
    tell("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", false);
    desk.until_back();
    assert!(!is_away(&desk.model()));
    desk.end();
}

fn play(asked: Sender<OwnedFd>, locked: bool) -> zbus::blocking::Connection {
    connection::Builder::system()
        .unwrap()
        .serve_at(MANAGER, Manager { asked })
        .unwrap()
        .serve_at(SESSION, Session { locked })
        .unwrap()
        .name("org.freedesktop.login1")
        .unwrap()
        .build()
        .unwrap()
}

/// The end of the next inhibitor that logind keeps: it reads nothing more once the other end is closed.
fn next(inhibitors: &Receiver<OwnedFd>) -> std::fs::File {
    inhibitors.recv_timeout(SOON).unwrap().into()
}

struct Manager {
    asked: Sender<OwnedFd>,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::zvariant::OwnedFd {
        assert_eq!((what, who, why.is_empty(), mode), ("sleep", "Unsit", false, "delay"));
        let (kept, given) = std::io::pipe().unwrap();
        self.asked.send(kept.into()).unwrap();
        OwnedFd::from(given).into()
    }

    fn get_session(&self, id: &str) -> OwnedObjectPath {
        assert_eq!(id, "auto");
        OwnedObjectPath::try_from(SESSION).unwrap()
    }
}

struct Session {
    locked: bool,
}

#[interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn locked_hint(&self) -> bool {
        self.locked
    }
}
