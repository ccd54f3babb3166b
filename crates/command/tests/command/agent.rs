//! The agent on a desktop of its own: a bus, a screen that nobody sees, and dunst.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use tempfile::TempDir;

use crate::breaks::{now, sits_day_and_night};
use crate::{Ran, Unsit};

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
fn without_notifications_the_window_is_opened_when_a_break_is_due() {
    let desktop = Desktop { _dunst: None, ..Desktop::open() };
    let agent = desktop.agent();
    eventually("the window was opened", || desktop.opened().as_deref() == Some("--break due\n"));
    agent.end("TERM");
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
        let sitting = json!({ "at": now().0, "sat_ms": 3_598_000, "asked_ms": 0 });
        fs::write(unsit.file("sitting.json"), sitting.to_string()).unwrap();
        let programs = tempfile::tempdir().unwrap();
        fs::copy(env!("CARGO_BIN_EXE_unsit"), programs.path().join("unsit")).unwrap();
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
        Self { unsit, programs, _dunst: Some(Guard(dunst)), _screen: screen, _bus: bus, address }
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

impl Agent {
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
