//! Standard output, where a closed pipe is an answer and not a panic.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::error::Failure;

/// Says on standard error what went wrong.
pub(crate) fn complain(text: &str) {
    // With standard error closed too, the exit status has to do.
    let _ = writeln!(io::stderr(), "unsit: {text}");
}

/// Where results go.
pub(crate) struct Output {
    to: io::BufWriter<io::Stdout>,
    terminal: bool,
}

impl Output {
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Self { to: io::BufWriter::new(stdout), terminal }
    }

    /// Whether a person reads it.
    pub(crate) const fn is_terminal(&self) -> bool {
        self.terminal
    }

    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.to, "{text}")?)
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.to.write_all(bytes)?)
    }

    /// One value, on lines of its own for a person's eyes.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut self.to, value).map_err(io::Error::from)?;
        Ok(writeln!(self.to)?)
    }

    /// One event on one line, there at once for whoever listens.
    pub(crate) fn event(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.to, value).map_err(io::Error::from)?;
        writeln!(self.to)?;
        self.flush()
    }

    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.to.flush()?)
    }
}
