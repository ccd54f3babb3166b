//! The command as the shell and other programs meet it: the built binary, with a data folder of its own for each test.

#![allow(clippy::unwrap_used)] // a test that cannot go on stops here

#[cfg(target_os = "linux")]
mod agent;
mod breaks;
mod failures;
mod help;
#[cfg(target_os = "linux")]
mod install;
mod json;
mod lists;
mod own;
mod rehearsals;
mod reminders;
mod safety;
#[cfg(unix)]
mod sessions;
#[cfg(unix)]
mod terminal;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The command with a data folder that goes when the test ends.
struct Unsit {
    data: TempDir,
}

/// What a run left.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Unsit {
    fn new() -> Self {
        Self { data: tempfile::tempdir().unwrap() }
    }

    fn folder(&self) -> &Path {
        self.data.path()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// A run that is still to be started, in English and UTC.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = bare(arguments);
        command.env("UNSIT_DATA_DIR", self.folder());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs a rehearsal of a routine to its end.
    fn rehearse(&self, routine: &str) -> Ran {
        self.run(&["guide", routine, "--speed", "1000", "--json"]).succeeded()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(arguments).succeeded().out).unwrap()
    }

    fn history(&self) -> Vec<Value> {
        self.json(&["history", "--json"]).as_array().unwrap().clone()
    }
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Expects success with nothing to complain about.
    fn succeeded(self) -> Self {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self
    }

    /// The lines of JSON that it printed.
    fn events(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Puts a copy of the program into a folder. Another process writes it: what this one has open for writing cannot be started while
/// any other test starts a program.
#[cfg(target_os = "linux")]
fn copy_into(folder: &Path) {
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_unsit")).arg(folder.join("unsit")).status();
    assert!(copied.unwrap().success());
}

/// The command without a place for its data.
fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unsit"));
    command.args(arguments).env_clear().env("LC_ALL", "en_GB.UTF-8").env("TZ", "UTC").env("COLUMNS", "80");
    command
}

const ROUTINES: [&str; 5] = ["quick-bridge", "bridge-and-donkey-kicks", "at-the-desk", "before-activity", "release-and-strengthen"];

/// The values of one key, in the order of the rows.
fn column<'a>(rows: &'a [Value], key: &str) -> Vec<&'a Value> {
    rows.iter().map(|row| &row[key]).collect()
}
