//! Input as Mutter tells of it, played by the test: what it does when Mutter comes and goes.

use std::sync::mpsc::{Receiver, Sender, channel};

use unsit_core::app::Channel;
use zbus::blocking::{Connection, connection};
use zbus::interface;

use crate::desk::{Desk, IDLE, SOON, on_a_bus};

const SERVICE: &str = "org.gnome.Mutter.IdleMonitor";
const CORE: &str = "/org/gnome/Mutter/IdleMonitor/Core";

#[test]
fn nobody_is_away_for_good_when_mutter_ends_and_the_next_one_is_found() {
    on_a_bus("mutter::with_a_mutter_that_comes_and_goes");
}

#[test]
fn a_person_is_away_after_a_minute_without_input() {
    on_a_bus("mutter::with_the_time_of_a_person");
}

#[test]
fn a_desktop_that_tells_nothing_is_told_so() {
    on_a_bus("mutter::with_nothing");
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_a_mutter_that_comes_and_goes() {
    let desk = Desk::begin();
    desk.until_missing(Channel::Presence);
    for _ in 0..2 {
        let (bus, watches) = play();
        let ring = |id: u32| bus.emit_signal(None::<&str>, CORE, SERVICE, "WatchFired", &(id)).unwrap();
        desk.until_ready(Channel::Presence, "Mutter");
        assert_eq!(watches.recv_timeout(SOON).unwrap(), (1, IDLE.0));
        ring(1);
        desk.until_away();
        assert_eq!(watches.recv_timeout(SOON).unwrap(), (2, 0), "the next input is waited for");
        ring(7); // another program's
        ring(2);
        desk.until_back();
        ring(1);
        desk.until_away();
        bus.release_name(SERVICE).unwrap();
        desk.until_back();
        desk.until_missing(Channel::Presence);
    }
    desk.end();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_the_time_of_a_person() {
    let (bus, watches) = play();
    let ring = |id: u32| bus.emit_signal(None::<&str>, CORE, SERVICE, "WatchFired", &(id)).unwrap();
    let desk = Desk::as_it_is();
    assert_eq!(watches.recv_timeout(SOON).unwrap(), (1, 60_000));
    desk.until_ready(Channel::Presence, "Mutter");
    ring(1);
    desk.until_away();
    assert_eq!(watches.recv_timeout(SOON).unwrap(), (2, 0), "the next input is waited for");
    ring(2);
    desk.until_back();
    desk.end();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_nothing() {
    let desk = Desk::begin();
    let why = desk.until_missing(Channel::Presence);
    assert!(["Mutter: ", "Wayland: ", "X11: "].iter().all(|source| why.contains(source)), "{why}");
    desk.until_missing(Channel::Calls);
    desk.until_back();
    desk.end();
}

fn play() -> (Connection, Receiver<(u32, u64)>) {
    let (watches, asked) = channel();
    let bus = connection::Builder::session()
        .unwrap()
        .serve_at(CORE, Monitor { watches, number: 0 })
        .unwrap()
        .name(SERVICE)
        .unwrap()
        .build()
        .unwrap();
    (bus, asked)
}

/// Watches are named by the number that this one gives them; 0 ms stands for the next input.
struct Monitor {
    watches: Sender<(u32, u64)>,
    number: u32,
}

impl Monitor {
    fn add(&mut self, length: u64) -> u32 {
        self.number += 1;
        self.watches.send((self.number, length)).unwrap();
        self.number
    }
}

#[interface(name = "org.gnome.Mutter.IdleMonitor")]
impl Monitor {
    fn add_idle_watch(&mut self, length: u64) -> u32 {
        self.add(length)
    }

    fn add_user_active_watch(&mut self) -> u32 {
        self.add(0)
    }
}
