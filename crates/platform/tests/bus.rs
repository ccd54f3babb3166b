//! Notifications on the bus of a desktop: with a server that the test plays, and with dunst.
#![cfg(all(feature = "bus", target_os = "linux"))]
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute
// Services are played as their specifications have them.
#![allow(clippy::similar_names, clippy::unused_self, clippy::used_underscore_binding)]

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};

use unsit_core::Millis;
use unsit_core::app::{Break, Channel, ChannelState, Message, Model, Reminder, Telling};
use unsit_core::breaks::SittingRecord;
use unsit_core::text::Language;
use unsit_platform::bus::{Bus, Notifications, Presence};
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Options, Outlet, Running, Watching};
use unsit_store::Store;
use zbus::blocking::connection;
use zbus::interface;
use zbus::zvariant::OwnedValue;

const SOON: Duration = Duration::from_secs(20);

/// Each runs a part below on a bus of its own.
#[test]
fn reminders_are_shown_replaced_withdrawn_and_answered_by_their_buttons() {
    on_a_bus("with_a_server_that_the_test_plays");
}

#[test]
fn a_desktop_without_a_server_is_told_so() {
    on_a_bus("with_no_server");
}

#[test]
fn a_server_that_begins_late_or_in_the_place_of_another_one_shows_what_is_due() {
    on_a_bus("with_servers_that_come_and_go");
}

#[test]
fn a_server_that_holds_reminders_back_is_heard_whenever_that_changes() {
    on_a_bus("with_a_server_that_holds_back");
}

#[test]
fn who_gives_no_input_is_away_until_the_next_one() {
    on_a_bus("with_a_monitor_that_the_test_plays");
}

#[test]
fn dunst_shows_a_reminder_opens_the_break_and_takes_it_away() {
    let missing: Vec<&str> = ["dunst", "dunstctl", "Xvfb"].into_iter().filter(|name| which(name).is_none()).collect();
    assert!(missing.is_empty(), "install {missing:?}: scripts/test does");
    on_a_bus("with_dunst");
}

fn which(name: &str) -> Option<std::path::PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|dir| dir.join(name)).find(|path| path.is_file())
}

fn on_a_bus(part: &str) {
    let ran = Command::new("dbus-run-session")
        .arg("--")
        .arg(std::env::current_exe().unwrap())
        .args([part, "--exact", "--ignored", "--nocapture", "--quiet"])
        .output()
        .expect("dbus-run-session is installed");
    let said = [ran.stdout, ran.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(ran.status.success(), "{}{}", said[0], said[1]);
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
    let home = Home::new();
    let running = home.begin();
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
    let home = Home::new();
    let running = home.begin();
    until(&running, "it is told", |model| matches!(model.channel(Channel::Notifications), ChannelState::Missing { .. }));
    running.finish();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_servers_that_come_and_go() {
    let home = Home::new();
    let running = home.begin();
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
    let home = Home::new();
    let running = home.begin();
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
fn with_a_monitor_that_the_test_plays() {
    let (watches, watched) = channel();
    let bus = connection::Builder::session()
        .unwrap()
        .name("org.gnome.Mutter.IdleMonitor")
        .unwrap()
        .serve_at("/org/gnome/Mutter/IdleMonitor/Core", Monitor { watches, number: 0 })
        .unwrap()
        .build()
        .unwrap();
    let ring = |id: u32| {
        bus.emit_signal(None::<&str>, "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor", "WatchFired", &(id)).unwrap();
    };
    let home = Home::new();
    let running = home.begin();
    assert_eq!(watched.recv_timeout(SOON).unwrap(), (1, 60_000));
    until(&running, "it is found", |model| matches!(model.channel(Channel::Presence), ChannelState::Ready { .. }));
    ring(1);
    let is_away = |model: &Model| model.watch.breaks.as_ref().unwrap().sitting().is_away();
    until(&running, "nobody is there", is_away);
    assert_eq!(watched.recv_timeout(SOON).unwrap(), (2, 0), "the next input is waited for");
    ring(2);
    until(&running, "somebody is back", |model| !is_away(model));
    running.finish();
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_dunst() {
    let _display = Display::open();
    let mut dunst =
        Command::new("dunst").env("DISPLAY", DISPLAY.get().unwrap()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let tell = |arguments: &[&str]| {
        let ran = Command::new("dunstctl").args(arguments).output().unwrap();
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    };
    // It answers as soon as it has its name on the bus.
    let ready = Command::new("gdbus").args(["wait", "--session", "--timeout", "10", "org.freedesktop.Notifications"]).status().unwrap();
    assert!(ready.success());
    let home = Home::new();
    let running = home.begin();
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

/// The data of somebody who sits day and night, and has sat for an hour in two seconds.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let whole_days: BTreeMap<&str, Value> =
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| (day, json!([["00:00", "24:00"]]))).into();
        let mut store = Store::open(home.path()).unwrap().store;
        store.save_settings(&BTreeMap::from([("reminders.active".to_owned(), json!(whole_days))])).unwrap();
        let sitting = SittingRecord { at: Clock::real().now().wall, sat_ms: Millis(3_598_000), asked_ms: Millis::ZERO, away: false };
        std::fs::write(home.path().join("sitting.json"), serde_json::to_string(&sitting).unwrap()).unwrap();
        Self(home)
    }

    fn begin(&self) -> Running {
        let options = Options {
            directory: self.0.path().to_owned(),
            clock: Clock::real(),
            system_language: Language::English,
            system_region: None,
            watching: Watching::Reminds,
        };
        native::start(options, |reporter| {
            let bus = Bus::open();
            Presence::watch(&bus, &reporter, &Clock::real());
            Desk(Notifications::open(&bus, &reporter), bus)
        })
        .unwrap()
    }
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

/// Waits for a model of which this is true.
fn until(running: &Running, what: &str, mut holds: impl FnMut(&Model) -> bool) {
    let mut models = running.handle.watch();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let waited = tokio.block_on(async { tokio::time::timeout(SOON, models.wait_for(|model| holds(model))).await.map(|seen| seen.is_ok()) });
    assert_eq!(waited, Ok(true), "waited for: {what}");
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

/// A screen that nobody sees.
struct Display(Child);

impl Display {
    fn open() -> Self {
        let mut screen = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(screen.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        DISPLAY.set(display).unwrap();
        Self(screen)
    }
}

static DISPLAY: OnceLock<String> = OnceLock::new();

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
