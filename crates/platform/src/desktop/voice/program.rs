//! A program at work: what it is told, what it answers, when it is given up.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::super::spawn;

/// How often a running program is asked whether it has finished. Nothing is asked while nobody speaks.
pub(super) const POLL: Duration = Duration::from_millis(50);
/// How long a program may take to say whether it works, or to fall silent.
pub(super) const CHECK_LIMIT: Duration = Duration::from_secs(5);
/// How long the last words of a finished program are waited for.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// Why an engine cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not installed.
    Absent,
    /// It is, but does not work.
    Broken(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Absent,
            _ => Self::Broken(error.to_string()),
        }
    }
}

pub(super) fn unfinished(limit: Duration) -> Fault {
    Fault::Broken(format!("it did not finish within {} s", limit.as_secs()))
}

/// Runs a program to its end and returns what it printed.
pub(super) fn outcome(program: &str, arguments: &[String]) -> Result<Vec<String>, Fault> {
    let mut running = Running::start(program, arguments, "")?;
    let mut left = CHECK_LIMIT;
    loop {
        if let Some(lines) = running.finished()? {
            return Ok(lines);
        }
        if left.is_zero() {
            return Err(unfinished(CHECK_LIMIT));
        }
        thread::sleep(POLL);
        left = left.saturating_sub(POLL);
    }
}

/// A program at work. Dropping it ends the program.
pub(super) struct Running {
    child: Child,
    /// The lines it prints, to either output.
    printed: Receiver<String>,
}

impl Running {
    pub(super) fn start(program: &str, arguments: &[String], input: &str) -> Result<Self, Fault> {
        let (reader, writer) = io::pipe()?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(writer.try_clone()?).stderr(writer);
        without_window(&mut command);
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A program that does not listen fails in a way its exit status tells.
            let _ = stdin.write_all(input.as_bytes());
        }
        let (sender, printed) = mpsc::channel();
        let running = Self { child, printed };
        spawn("unsit-voice-log", move || pass_on(reader, &sender))?;
        Ok(running)
    }

    /// What the program printed, once it has ended well.
    pub(super) fn finished(&mut self) -> Result<Option<Vec<String>>, Fault> {
        let Some(status) = self.child.try_wait()? else {
            return Ok(None);
        };
        // A daemon that the program started may keep the outputs open for good: do not wait for their end.
        let lines: Vec<String> = std::iter::from_fn(|| self.printed.recv_timeout(LAST_WORDS).ok()).collect();
        let complaint = lines.iter().find(|line| !line.is_empty() && !line.starts_with("ALSA lib"));
        if !status.success() {
            return Err(Fault::Broken(complaint.map_or_else(|| status.to_string(), Clone::clone)));
        }
        // Without a sound card espeak-ng says so and claims success.
        match lines.iter().find_map(|line| line.strip_prefix("error:")) {
            Some(error) => Err(Fault::Broken(format!("it cannot play sound ({})", error.trim()))),
            None => Ok(Some(lines)),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both only fail for a program that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes on the lines of `reader` until its end, or until nobody reads them any more.
fn pass_on(reader: impl io::Read, lines: &Sender<String>) {
    for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
        if lines.send(String::from_utf8_lossy(&line).trim().to_owned()).is_err() {
            return;
        }
    }
}

/// Keeps Windows from flashing a console window for every phrase.
#[cfg(windows)]
fn without_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;

    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_window(_: &mut Command) {}
