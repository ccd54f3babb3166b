//! The agent on a desktop of its own: a bus, a screen that nobody sees, and dunst.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rusqlite::OptionalExtension;
use serde_json::json;
use tempfile::TempDir;
use zbus::zvariant::{OwnedValue, Value};

use crate::breaks::{now, sits_day_and_night};
use crate::{Ran, Unsit, copy_into};

#[test]
fn a_reminder_comes_as_a_notification_whose_body_opens_the_window() {
    let desktop = Desktop::open();
    let agent = desktop.agent();
    eventually("the reminder is in sight", || desktop.in_sight() == 1);
    desktop.dunst(&["action", "0"]);
    eventually("the window was opened", || desktop.opened().as_deref() == Some("--break due\n"));
    assert_eq!(agent.end("TERM"), Some(143));
    assert_eq!(desktop.ledger()[0]["outcome"], json!(null), "looking is no answer");
}

#[test]
fn an_agent_that_was_killed_shows_nothing_twice_and_is_asked_by_the_terminal() {
    let desktop = Desktop::open();
    let agent = desktop.agent();
    eventually("the reminder is in sight", || desktop.in_sight() == 1);
    agent.end("KILL");
    let agent = desktop.agent();
    let second = desktop.run(&["agent"]);
    assert_eq!((second.code, second.err.as_str()), (Some(1), "unsit: an agent is at work already\n"));
    assert_eq!(desktop.ledger().as_array().unwrap().len(), 1, "the same break");
    assert_eq!(desktop.in_sight(), 1, "and the same notification");
    desktop.run(&["break", "moved"]).succeeded();
    assert_eq!(desktop.ledger()[0]["outcome"], "moved");
    assert_eq!(agent.end("INT"), Some(130));
}

#[test]
fn without_notifications_the_small_window_is_opened_when_a_break_is_due() {
    let desktop = Desktop { _dunst: None, ..Desktop::open() };
    let agent = desktop.agent();
    eventually("the small window was opened", || desktop.opened().as_deref() == Some("--break due --on-top\n"));
    agent.end("TERM");
}

/// A thread for each service of the desktop, with timers of its own, would keep a processor from resting.
#[test]
fn one_thread_speaks_to_the_desktop() {
    let desktop = Desktop::open();
    let tray = TrayHost::open(&desktop.address);
    let agent = desktop.agent();
    tray.menu_of_the_next_icon();
    eventually("the reminder is in sight", || desktop.in_sight() == 1);
    let mut threads: Vec<String> = fs::read_dir(format!("/proc/{}/task", agent.0.0.id()))
        .unwrap()
        .filter_map(|thread| fs::read_to_string(thread.unwrap().path().join("comm")).ok())
        .map(|name| name.trim().to_owned())
        // Opens files for connections that begin, and ends when there was nothing to do for some seconds.
        .filter(|name| name != "tokio-rt-worker")
        .collect();
    threads.sort();
    assert_eq!(threads, ["unsit", "unsit-bus", "unsit-disk", "unsit-loop", "unsit-socket"]);
    agent.end("TERM");
}

#[test]
fn quit_in_the_tray_ends_the_agent_and_the_next_one_goes_on_from_there() {
    let desktop = Desktop::open();
    let tray = TrayHost::open(&desktop.address);
    let agent = desktop.agent();
    let menu = tray.menu_of_the_next_icon();
    eventually("the reminder is in sight", || desktop.in_sight() == 1);
    press(&menu, "Quit");
    assert_eq!(agent.ended(), Some(0));
    assert_eq!(desktop.in_sight(), 0, "what would lead nowhere is taken away");
    let agent = desktop.agent();
    press(&tray.menu_of_the_next_icon(), "I already moved");
    eventually("the same break is answered", || desktop.ledger()[0]["outcome"] == "moved");
    assert_eq!(desktop.ledger().as_array().unwrap().len(), 1);
    assert_eq!(agent.end("TERM"), Some(143));
}

#[test]
fn an_agent_whose_database_a_newer_unsit_has_changed_becomes_the_program_that_is_installed_now() {
    let desktop = Desktop::open();
    desktop.sits_for_all_but(6);
    let _agent = desktop.agent();
    let known = desktop.schema(99);
    desktop.update();
    eventually("it is started anew", || fs::read_to_string(desktop.unsit.file("again")).ok().as_deref() == Some("agent\n"));
    assert_eq!(desktop.ledger_of(known), json!([]), "nothing was written into what a newer one wrote");

    desktop.unsit.run(&["break", "moved"]).succeeded();
    let ledger = desktop.ledger();
    assert_eq!((ledger.as_array().unwrap().len(), &ledger[0]["outcome"]), (1, &json!("moved")), "what happened meanwhile is not lost");
    assert_eq!(desktop.kept(), 0, "and stands where it belongs");
}

#[test]
fn a_pause_that_is_asked_of_an_overtaken_agent_holds_in_the_program_that_follows() {
    let desktop = Desktop::open();
    desktop.sits_for_all_but(600);
    let tray = TrayHost::open(&desktop.address);
    let _agent = desktop.agent();
    let menu = tray.menu_of_the_next_icon();
    let known = desktop.schema(99);
    desktop.update();
    let begun = now().0;
    press(&menu, "2 hours");
    eventually("it is started anew", || fs::read_to_string(desktop.unsit.file("again")).ok().as_deref() == Some("agent\n"));
    assert_eq!(desktop.pause_until(), None, "nothing was written into what a newer one wrote");

    desktop.schema(known);
    desktop.unsit.run(&["break", "moved"]).succeeded();
    let pause = desktop.pause_until().expect("a pause") - begun;
    assert!((7_200_000..7_230_000).contains(&pause), "two hours from then: {pause}");
    assert!(!desktop.unsit.file("unsaved-settings.json").exists(), "and stands where it belongs");
}

#[test]
fn an_agent_whose_program_is_gone_says_so_and_ends() {
    let desktop = Desktop::open();
    desktop.sits_for_all_but(6);
    let mut agent = desktop.command(&["agent"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut works = String::new();
    BufReader::new(agent.stdout.take().unwrap()).read_line(&mut works).unwrap();
    desktop.schema(99);
    let program = desktop.programs.path().join("unsit");
    fs::remove_file(&program).unwrap();
    let ended = Ran::of(agent.wait_with_output().unwrap());
    let said = format!(
        "unsit: a newer Unsit has changed the database; the agent starts anew\n\
         unsit: the agent ends, because its program is gone: {}: No such file or directory (os error 2). Start the one that is installed now\n",
        program.display()
    );
    assert_eq!((ended.code, ended.err), (Some(1), said));
    assert_ne!(desktop.kept(), 0, "what happened is kept for it");
}

#[test]
fn the_agent_is_started_at_login_and_no_longer() {
    let unsit = Unsit::new();
    let run = |switch| {
        Ran::of(
            unsit
                .command(&["agent", "--at-login", switch])
                .env("XDG_CONFIG_HOME", unsit.folder())
                .env("HOME", unsit.folder())
                .output()
                .unwrap(),
        )
    };
    let entry = unsit.file("autostart/unsit-agent.desktop");
    assert_eq!(run("on").succeeded().out, "Unsit starts with your next login.\n");
    let written = fs::read_to_string(&entry).unwrap();
    assert!(written.contains(&format!("Exec=\"{}\" agent\n", env!("CARGO_BIN_EXE_unsit"))), "{written}");
    for _ in 0..2 {
        assert_eq!(run("off").succeeded().out, "Unsit no longer starts with your login.\n");
        assert!(!entry.exists());
    }
}

/// Asks another program again and again; each asking takes it some milliseconds.
fn eventually(what: &str, holds: impl Fn() -> bool) {
    let begun = now().0;
    while now().0 - begun < 20_000 {
        if holds() {
            return;
        }
        std::thread::yield_now();
    }
    panic!("waited for: {what}");
}

/// The desktop of somebody who has sat for an hour in two seconds.
struct Desktop {
    unsit: Unsit,
    /// The command beside a window that only says what it was opened for.
    programs: TempDir,
    _dunst: Option<Guard>,
    _screen: Guard,
    _bus: Guard,
    address: String,
}

struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Desktop {
    fn open() -> Self {
        let unsit = Unsit::new();
        drop(sits_day_and_night(&unsit));
        let programs = tempfile::tempdir().unwrap();
        copy_into(programs.path());
        let window = programs.path().join("unsit-app");
        fs::write(
            &window,
            "#!/bin/sh\necho \"$@\" > \"$UNSIT_DATA_DIR/opened.new\"\n/bin/mv \"$UNSIT_DATA_DIR/opened.new\" \"$UNSIT_DATA_DIR/opened\"\n",
        )
        .unwrap();
        fs::set_permissions(&window, fs::Permissions::from_mode(0o755)).unwrap();
        let (bus, address) = said(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]));
        let (screen, number) = said(Command::new("Xvfb").args(["-displayfd", "1", "-nolisten", "tcp"]));
        let dunst = Command::new("dunst")
            .env("DISPLAY", format!(":{number}"))
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let wait = ["wait", "--session", "--timeout", "10", "org.freedesktop.Notifications"];
        assert!(Command::new("gdbus").args(wait).env("DBUS_SESSION_BUS_ADDRESS", &address).status().unwrap().success());
        let desktop = Self { unsit, programs, _dunst: Some(Guard(dunst)), _screen: screen, _bus: bus, address };
        desktop.sits_for_all_but(2);
        desktop
    }

    /// Leaves what an agent would have written down that was killed a moment ago, so many seconds before a break is due.
    fn sits_for_all_but(&self, seconds: i64) {
        let sitting = json!({ "at": now().0, "sat_ms": 3_600_000 - 1000 * seconds, "asked_ms": 0 });
        fs::write(self.unsit.file("sitting.json"), sitting.to_string()).unwrap();
    }

    /// Makes the database one of another version, and tells which one it was of.
    fn schema(&self, version: i32) -> i32 {
        let database = rusqlite::Connection::open(self.unsit.file("unsit.sqlite3")).unwrap();
        let before = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        database.pragma_update(None, "user_version", version).unwrap();
        before
    }

    /// Puts another file in the place of the program, which says how it was started; the one that runs has no name any more.
    fn update(&self) {
        let update = self.programs.path().join("update");
        fs::write(
            &update,
            "#!/bin/sh\necho \"$@\" > \"$UNSIT_DATA_DIR/again.new\"\n/bin/mv \"$UNSIT_DATA_DIR/again.new\" \"$UNSIT_DATA_DIR/again\"\n",
        )
        .unwrap();
        fs::set_permissions(&update, fs::Permissions::from_mode(0o755)).unwrap();
        fs::rename(&update, self.programs.path().join("unsit")).unwrap();
    }

    /// Until when reminders are paused, as the database has it.
    fn pause_until(&self) -> Option<i64> {
        let database = rusqlite::Connection::open(self.unsit.file("unsit.sqlite3")).unwrap();
        let value = "SELECT value FROM setting WHERE key = 'reminders.pause_until'";
        let value: Option<String> = database.query_row(value, (), |row| row.get(0)).optional().unwrap();
        let until: String = serde_json::from_str(&value?).unwrap();
        Some(chrono::DateTime::parse_from_rfc3339(&until).unwrap().timestamp_millis())
    }

    /// The ledger, when the database is of this version again.
    fn ledger_of(&self, version: i32) -> serde_json::Value {
        self.schema(version);
        self.ledger()
    }

    /// How many facts wait in files of their own.
    fn kept(&self) -> usize {
        let entries = fs::read_dir(self.unsit.folder()).unwrap();
        entries.filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with("unsaved-break-")).count()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.programs.path().join("unsit"));
        let from = self.unsit.command(&[]);
        command.args(arguments).env_clear().envs(from.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// An agent at work.
    fn agent(&self) -> Agent {
        let (agent, works) = said(&mut self.command(&["agent"]));
        assert_eq!(works, "Unsit reminds you. Ctrl-C ends it.");
        Agent(agent)
    }

    fn dunst(&self, arguments: &[&str]) -> String {
        let ran = Command::new("dunstctl").args(arguments).env("DBUS_SESSION_BUS_ADDRESS", &self.address).output().unwrap();
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    }

    fn in_sight(&self) -> u32 {
        self.dunst(&["count", "displayed"]).parse().unwrap()
    }

    fn opened(&self) -> Option<String> {
        fs::read_to_string(self.unsit.file("opened")).ok()
    }

    fn ledger(&self) -> serde_json::Value {
        self.unsit.json(&["ledger", "--json"])
    }
}

struct Agent(Guard);

/// Keeps and shows icons, as a desktop does.
struct TrayHost {
    bus: zbus::blocking::Connection,
    registered: Receiver<String>,
}

struct Watcher(Sender<String>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.0.send(service).unwrap();
    }
}

impl TrayHost {
    fn open(address: &str) -> Self {
        let (registers, registered) = channel();
        let bus = zbus::blocking::connection::Builder::address(address)
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher(registers))
            .unwrap()
            .name("org.kde.StatusNotifierWatcher")
            .unwrap()
            .build()
            .unwrap();
        Self { bus, registered }
    }

    fn menu_of_the_next_icon(&self) -> zbus::blocking::Proxy<'static> {
        let icon = self.registered.recv_timeout(Duration::from_secs(20)).unwrap();
        zbus::blocking::Proxy::new(&self.bus, icon, "/MenuBar", "com.canonical.dbusmenu").unwrap()
    }
}

type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

fn press(menu: &zbus::blocking::Proxy, label: &str) {
    let (_, layout): (u32, Layout) = menu.call("GetLayout", &(0, -1, ["label"].as_slice())).unwrap();
    let id = entry(layout, label).unwrap();
    menu.call_method("Event", &(id, "clicked", Value::from(0), 0_u32)).unwrap();
}

/// The entry of this name, in the menu or in one of its own menus.
fn entry((id, properties, entries): Layout, label: &str) -> Option<i32> {
    if properties.get("label").is_some_and(|is| **is == Value::from(label)) {
        return Some(id);
    }
    entries.into_iter().find_map(|one| entry(Layout::try_from(one).unwrap(), label))
}

impl Agent {
    /// Waits until it has ended by itself, and tells its exit status.
    fn ended(mut self) -> Option<i32> {
        self.0.0.wait().unwrap().code()
    }

    /// Ends it by a signal, and tells its exit status.
    fn end(mut self, signal: &str) -> Option<i32> {
        let child = &mut self.0.0;
        assert!(Command::new("/bin/kill").args(["-s", signal, &child.id().to_string()]).status().unwrap().success());
        child.wait().unwrap().code()
    }
}

/// A program and the first line that it says.
fn said(command: &mut Command) -> (Guard, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Guard(child), line.trim().to_owned())
}
