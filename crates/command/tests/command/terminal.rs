//! A terminal of 80 columns with the command in it: what is typed, and what the screen shows.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};

/// Longer than any wait of a test that passes.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Terminal {
    keyboard: Option<File>,
    /// Stays open, so that the settings can be read after the command has ended.
    line: File,
    written: Option<Receiver<Vec<u8>>>,
    screen: vt100::Parser,
    /// All that was written so far.
    raw: Vec<u8>,
    command: Child,
}

impl Terminal {
    pub(crate) fn start(command: Command) -> Self {
        Self::of_columns(80, command)
    }

    pub(crate) fn of_columns(columns: u16, mut command: Command) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        tcsetwinsize(&master, Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let line = File::options().read(true).write(true).open(name).unwrap();
        let end = || Stdio::from(line.try_clone().unwrap());
        let command = command.env("TERM", "xterm-256color").stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
        let keyboard = File::from(master);
        let mut display = keyboard.try_clone().unwrap();
        let (write, written) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = display.read(&mut bytes) {
                if write.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(24, columns, 0);
        Self { keyboard: Some(keyboard), line, written: Some(written), screen, raw: Vec::new(), command }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the screen shows the text.
    pub(crate) fn wait_for(&mut self, text: &str) {
        while !self.shows(text) {
            match self.written.as_ref().unwrap().recv_timeout(PATIENCE) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("`{text}` does not come:\n{}", self.screen.screen().contents())
                }
            }
        }
    }

    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen.screen().contents().contains(text)
    }

    /// The rows of the screen that are not empty.
    pub(crate) fn lines(&self) -> Vec<String> {
        let (_, columns) = self.screen.screen().size();
        self.screen.screen().rows(0, columns).filter(|row| !row.is_empty()).collect()
    }

    pub(crate) fn hides_cursor(&self) -> bool {
        self.screen.screen().hide_cursor()
    }

    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// The settings of the line, as `stty -a` prints them.
    pub(crate) fn settings(&self) -> String {
        let Termios { input_modes, output_modes, control_modes, local_modes, .. } = tcgetattr(&self.line).unwrap();
        format!("{input_modes:?} {output_modes:?} {control_modes:?} {local_modes:?}")
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.command), signal).unwrap();
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.command.wait().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves no session behind; otherwise it has ended already.
        let _ = self.command.kill();
        let _ = self.command.wait();
    }
}
