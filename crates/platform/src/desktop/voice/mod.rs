//! Speaks phrases through the system's own speech program.
//!
//! The first program that works is used; one that fails hands its phrase to the next. A phrase reaches its program
//! through standard input, never through a shell or an argument: `spd-say` reads its argument as a format string,
//! and arguments are visible to every user of the machine.
//!
//! All of this happens on the thread "unsit-voice". A new phrase replaces the one being spoken, because what was
//! true a moment ago no longer helps.

mod engine;
mod program;
mod speaker;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use self::engine::{Engine, engines};
use self::speaker::Speaker;
use super::{Report, Status, spawn};

/// How long a program may take for a phrase, beyond [`PER_LETTER`].
const PHRASE_LIMIT: Duration = Duration::from_secs(10);
/// The time of one letter in very slow speech.
const PER_LETTER: Duration = Duration::from_millis(150);
/// Longer phrases are cut: nobody listens to them, and this much fits into a pipe without waiting.
const LETTERS: usize = 1_000;

/// The system's voice. Dropping it ends the phrase being spoken.
#[derive(Debug)]
pub struct Voice {
    orders: Sender<Order>,
}

impl Voice {
    /// Looks for a speech program in the background and reports which one was found, then every change of that.
    pub fn start(report: impl Fn(Status) + Send + Sync + 'static) -> Self {
        Self::with(report, engines())
    }

    /// Speaks `text` in `language` (a tag such as "en" or "de") at `volume` (0..=100; 0 is silent) instead of
    /// whatever is being spoken.
    pub fn say(&self, text: impl Into<String>, language: &str, volume: u8) {
        self.send(Order::Say(Phrase::new(&text.into(), language, volume)));
    }

    /// Ends the phrase being spoken.
    pub fn stop(&self) {
        self.send(Order::Stop);
    }

    fn send(&self, order: Order) {
        // Only fails when the thread could not be started, which was reported.
        let _ = self.orders.send(order);
    }

    fn with(report: impl Fn(Status) + Send + Sync + 'static, engines: Vec<Engine>) -> Self {
        let report: Report<Status> = Arc::new(report);
        let for_thread = Arc::clone(&report);
        let (orders, inbox) = mpsc::channel();
        if let Err(error) = spawn("unsit-voice", move || Speaker::new(for_thread, engines).run(&inbox)) {
            report(Status::Missing { why: format!("The voice could not be started: {error}.") });
        }
        Self { orders }
    }
}

#[derive(Debug)]
enum Order {
    Say(Phrase),
    Stop,
}

/// What to say, in a form that no speech program mistakes for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    text: String,
    language: String,
    volume: u8,
}

impl Phrase {
    fn new(text: &str, language: &str, volume: u8) -> Self {
        let text = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LETTERS);
        let language = language.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-');
        Self {
            text: text.collect::<String>().trim().to_owned(),
            language: language.collect::<String>().trim_matches('-').to_owned(),
            volume: volume.min(100),
        }
    }

    fn is_silent(&self) -> bool {
        self.volume == 0 || self.text.is_empty()
    }

    /// How long a working program may take to speak it.
    fn limit(&self) -> Duration {
        let letters = u32::try_from(self.text.chars().count()).unwrap_or(u32::MAX);
        PHRASE_LIMIT.saturating_add(PER_LETTER.saturating_mul(letters))
    }
}
