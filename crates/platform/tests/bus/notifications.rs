//! Notifications on the bus of a desktop: with a server that the test plays, and with dunst.
// Services are played as their specifications have them.
#![allow(clippy::similar_names, clippy::used_underscore_binding)]

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use tempfile::TempDir;
use unsit_core::Millis;
use unsit_core::app::{Break, Channel, ChannelState, Message, Reminder, Telling};
use unsit_platform::bus::{Bus, Notifications};
use unsit_platform::native::{Outlet, Running, Watching};
use zbus::blocking::connection;
use zbus::interface;
use zbus::zvariant::OwnedValue;

use crate::desk::{Display, SOON, begin, home_of_somebody_who_sat, on_a_bus, until};

/// Each runs a part below on a bus of its own.
#[test]
fn reminders_are_shown_replaced_withdrawn_and_answered_by_their_buttons() {
    on_a_bus("notifications::with_a_server_that_the_test_plays");
}

#[test]
fn a_desktop_without_a_server_is_told_so() {
    on_a_bus("notifications::with_no_server");
}

#[test]
fn a_server_that_begins_late_or_in_the_place_of_another_one_shows_what_is_due() {
    on_a_bus("notifications::with_servers_that_come_and_go");
}

#[test]
fn a_server_that_holds_reminders_back_is_heard_whenever_that_changes() {
    on_a_bus("notifications::with_a_server_that_holds_back");
}

#[test]
fn dunst_shows_a_reminder_opens_the_break_and_takes_it_away() {
    let missing: Vec<&str> = ["dunst", "dunstctl", "Xvfb"].into_iter().filter(|name| which(name).is_none()).collect();
    assert!(missing.is_empty(), "install {missing:?}: scripts/test does");
    on_a_bus("notifications::with_dunst");
}

fn which(name: &str) -> Option<std::path::PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|dir| dir.join(name)).find(|path| path.is_file())
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_a_server_that_the_test_plays() {
    let (says, said) = channel();
    let bus = connection::Builder::session()
        .unwrap()
        .name("org.freedesktop.Notifications")
        .unwrap()
        .serve_at("/org/freedesktop/Notifications", Server { says, number: 0 })
        .unwrap()
        .build()
        .unwrap();
    let press = |id: u32, key: &str| {
        bus.emit_signal(None::<&str>, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked", &(id, key))
            .unwrap();
    };
    let (_home, running) = begins();
    until(
        &running,
        "the server is found",
        |model| matches!(model.channel(Channel::Notifications), ChannelState::Ready { name } if name == "Played"),
    );
    let shown = |said: &Receiver<Said>| match said.recv_timeout(SOON).unwrap() {
        Said::Notify { id, replaces, title, actions } => (id, replaces, title, actions),
        other @ Said::Close(_) => panic!("{other:?}"),
    };
    let (id, replaces, title, actions) = shown(&said);
    assert_eq!((replaces, title.as_str()), (0, "Time to get up"));
    assert_eq!(actions, ["default", "Time to get up", "start", "Start", "later", "In 10 min", "moved", "I moved"]);
    press(id + 7, "moved"); // of another program
    press(id, "dance");
    press(id, "later");
    until(&running, "it is put off", |model| model.watch.rows.iter().any(|row| row.snoozes == 1 && row.outcome.is_none()));
    assert!(matches!(said.recv_timeout(SOON).unwrap(), Said::Close(closed) if closed == id), "what is put off is taken away");
    running.finish();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_no_server() {
    let (_home, running) = begins();
    until(&running, "it is told", |model| matches!(model.channel(Channel::Notifications), ChannelState::Missing { .. }));
    running.finish();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_servers_that_come_and_go() {
    let (_home, running) = begins();
    until(&running, "a break is due", |model| model.watch.open().is_some());
    until(&running, "nobody shows it", |model| matches!(model.channel(Channel::Notifications), ChannelState::Missing { .. }));
    for _ in 0..2 {
        let (says, said) = channel();
        let server = connection::Builder::session()
            .unwrap()
            .serve_at("/org/freedesktop/Notifications", Server { says, number: 40 })
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .build()
            .unwrap();
        match said.recv_timeout(SOON).unwrap() {
            Said::Notify { replaces, title, .. } => assert_eq!((replaces, title.as_str()), (0, "Time to get up")),
            other @ Said::Close(_) => panic!("{other:?}"),
        }
        until(&running, "it is found", |model| matches!(model.channel(Channel::Notifications), ChannelState::Ready { .. }));
        server.close().unwrap();
    }
    running.finish();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_a_server_that_holds_back() {
    let (_home, running) = begins();
    until(&running, "nobody is there", |model| matches!(model.channel(Channel::Notifications), ChannelState::Missing { .. }));
    assert_eq!(running.handle.model().watch.do_not_disturb(), None);
    let quiet = Arc::new(AtomicBool::new(true));
    let server = connection::Builder::session()
        .unwrap()
        .serve_at("/org/freedesktop/Notifications", Plasma { inhibited: quiet.clone() })
        .unwrap()
        .name("org.freedesktop.Notifications")
        .unwrap()
        .build()
        .unwrap();
    until(&running, "it holds back", |model| model.watch.do_not_disturb() == Some(true));
    quiet.store(false, Ordering::Relaxed);
    let plasma = server.object_server().interface::<_, Plasma>("/org/freedesktop/Notifications").unwrap();
    zbus::block_on(plasma.get().inhibited_changed(plasma.signal_emitter())).unwrap();
    until(&running, "it does no longer", |model| model.watch.do_not_disturb() == Some(false));
    drop(plasma);
    server.close().unwrap();
    until(&running, "it has ended, and tells nothing", |model| model.watch.do_not_disturb().is_none());
    running.finish();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_dunst() {
    let display = Display::open();
    let mut dunst = Command::new("dunst").env("DISPLAY", &display.name).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let tell = |arguments: &[&str]| {
        let ran = Command::new("dunstctl").args(arguments).output().unwrap();
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    };
    // It answers as soon as it has its name on the bus.
    let ready = Command::new("gdbus").args(["wait", "--session", "--timeout", "10", "org.freedesktop.Notifications"]).status().unwrap();
    assert!(ready.success());
    let (_home, running) = begins();
    until(
        &running,
        "dunst is found",
        |model| matches!(model.channel(Channel::Notifications), ChannelState::Ready { name } if name == "dunst"),
    );
    until(&running, "the reminder is due", |model| model.watch.open().is_some());
    seen("it is in sight", || tell(&["count", "displayed"]) == "1");
    until(&running, "it is not held back", |model| model.watch.do_not_disturb() == Some(false));
    tell(&["set-paused", "true"]);
    until(&running, "it is held back", |model| model.watch.do_not_disturb() == Some(true));
    tell(&["set-paused", "false"]);
    until(&running, "and no longer", |model| model.watch.do_not_disturb() == Some(false));
    seen("it is in sight again", || tell(&["count", "displayed"]) == "1");
    tell(&["action", "0"]);
    until(&running, "its body opens the sheet", |model| model.watch.sheet.is_some());
    running.handle.send(Message::Break(Break::Moved));
    seen("what is answered is taken away", || tell(&["count", "displayed"]) == "0");
    running.finish();
    dunst.kill().unwrap();
    dunst.wait().unwrap();
}

// ---- helpers ----

/// The app of somebody who has sat for an hour in two seconds.
fn begins() -> (TempDir, Running) {
    let home = home_of_somebody_who_sat(Millis(3_598_000));
    let running = begin(home.path(), Watching::Reminds, |reporter| {
        let bus = Bus::open();
        Desk(Notifications::open(&bus, &reporter), bus)
    });
    (home, running)
}

/// A desktop without sound.
struct Desk(Notifications, #[expect(dead_code, reason = "ends last")] Bus);

impl Outlet for Desk {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}

    fn remind(&mut self, reminder: Option<&Reminder>) {
        self.0.remind(reminder);
    }

    fn try_reminder(&mut self, reminder: &Reminder) {
        self.0.sample(reminder);
    }
}

/// Asks another program again and again; each asking takes it some milliseconds.
fn seen(what: &str, holds: impl Fn() -> bool) {
    assert!((0..1000).any(|_| holds()), "waited for: {what}");
}

/// What the played server was asked.
#[derive(Debug)]
enum Said {
    Notify { id: u32, replaces: u32, title: String, actions: Vec<String> },
    Close(u32),
}

struct Server {
    says: Sender<Said>,
    number: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_server_information(&self) -> (String, String, String, String) {
        ["Played", "a test", "1", "1.2"].map(str::to_owned).into()
    }

    #[allow(clippy::too_many_arguments)] // as the specification has them
    fn notify(
        &mut self,
        _app: &str,
        replaces: u32,
        _icon: &str,
        title: &str,
        _body: &str,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _stays: i32,
    ) -> u32 {
        self.number += 1;
        self.says.send(Said::Notify { id: self.number, replaces, title: title.to_owned(), actions }).unwrap();
        self.number
    }

    fn close_notification(&self, id: u32) {
        self.says.send(Said::Close(id)).unwrap();
    }
}

/// A server that tells whether it holds back, as Plasma's does.
struct Plasma {
    inhibited: Arc<AtomicBool>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Plasma {
    fn get_server_information(&self) -> (String, String, String, String) {
        ["Plasma", "a test", "1", "1.2"].map(str::to_owned).into()
    }

    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.inhibited.load(Ordering::Relaxed)
    }
}
