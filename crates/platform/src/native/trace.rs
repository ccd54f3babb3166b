//! Writes down when cues were given, for whoever measures them: set `UNSIT_TRACE` to a file's name.

use std::fs::File;
use std::io::Write;

use unsit_core::Mono;
use unsit_core::app::Telling;

/// A file of one JSON line per moment with cues.
#[derive(Debug)]
pub(super) struct Trace(Option<File>);

impl Trace {
    pub(super) fn from_environment() -> Self {
        Self(std::env::var_os("UNSIT_TRACE").and_then(|path| File::options().create(true).append(true).open(path).ok()))
    }

    pub(super) fn told(&mut self, at: Mono, telling: &Telling) {
        let Some(file) = &mut self.0 else { return };
        let cues: Vec<&str> = telling.cues.iter().map(|cue| cue.id()).collect();
        let line = serde_json::json!({ "at_ms": at.0, "cues": cues, "voice": telling.voice.as_ref().map(|voice| &voice.text) });
        // A measurement that cannot be written must not disturb what it measures.
        let _ = writeln!(file, "{line}");
    }
}
