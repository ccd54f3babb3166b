//! Sound, voice and keep-awake of a desktop.
//!
//! None of the three may hold up an exercise: a sound card can take a second to open, a speech program can hang and
//! a D-Bus call can wait for half a minute. Each therefore lives on its own thread, takes commands through a channel
//! and tells a callback how it is doing. Calling one of them never blocks and never fails.

use std::io;
use std::sync::Arc;
use std::thread;

mod awake;
mod outlet;
#[cfg(target_os = "linux")]
mod reader;
mod sound;
mod voice;

pub use crate::tone::Tone;
pub use awake::{Awake, AwakeStatus};
pub use outlet::{Speakers, Surface};
pub use sound::Sound;
pub use voice::Voice;

/// Whether sound or voice can be heard. Reported when it becomes known and whenever it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Heard through `name`: the output device, or the speech program.
    Ready { name: String },
    /// Silent; `why` is a sentence for the person in front of the screen.
    Missing { why: String },
}

/// Where a thread tells how it is doing; called on that thread.
type Report<S> = Arc<dyn Fn(S) + Send + Sync>;

/// Tells a status only when it differs from the one told before.
struct Teller<S> {
    report: Report<S>,
    told: Option<S>,
}

impl<S: Clone + PartialEq> Teller<S> {
    fn new(report: Report<S>) -> Self {
        Self { report, told: None }
    }

    fn tell(&mut self, status: S) {
        if self.told.as_ref() != Some(&status) {
            self.told = Some(status.clone());
            (self.report)(status);
        }
    }
}

/// Starts `work` on a thread of its own, named for whoever looks at the process.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}
