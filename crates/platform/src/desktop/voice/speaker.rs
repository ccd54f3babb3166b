//! The worker behind the voice: one phrase at a time, by the first program that works.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::super::{Report, Status, Teller};
use super::engine::{Engine, INSTALL, arguments, check};
use super::program::{Fault, POLL, Running, outcome, unfinished};
use super::{Order, Phrase};

/// The worker behind [`Voice`](super::Voice).
pub(super) struct Speaker {
    teller: Teller<Status>,
    engines: Vec<Engine>,
    /// The engine in use; those before it failed.
    current: usize,
    /// Why they failed.
    faults: Vec<(&'static str, Fault)>,
    pub(super) speaking: Option<Speaking>,
}

/// A phrase on its way to the ear.
pub(super) struct Speaking {
    phrase: Phrase,
    running: Running,
    /// What is left of the phrase's time.
    left: Duration,
}

impl Speaker {
    pub(super) fn new(report: Report<Status>, engines: Vec<Engine>) -> Self {
        Self { teller: Teller::new(report), engines, current: 0, faults: Vec::new(), speaking: None }
    }

    pub(super) fn run(mut self, inbox: &Receiver<Order>) {
        self.choose();
        self.tell_ready();
        loop {
            let order =
                if self.speaking.is_some() { inbox.recv_timeout(POLL) } else { inbox.recv().map_err(|_| RecvTimeoutError::Disconnected) };
            match order {
                Ok(Order::Say(phrase)) => self.say(phrase),
                Ok(Order::Stop) => self.hush(),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return self.hush(),
            }
        }
    }

    pub(super) fn say(&mut self, phrase: Phrase) {
        if phrase.is_silent() {
            return self.hush();
        }
        self.speaking = None;
        // What was missing may have been installed or plugged in meanwhile.
        if self.current == self.engines.len() {
            self.current = 0;
            self.faults.clear();
            self.choose();
        }
        self.attempt(phrase);
    }

    /// Gives the phrase to the current engine, or to the next that takes it.
    fn attempt(&mut self, phrase: Phrase) {
        while let Some(engine) = self.engines.get(self.current) {
            match Running::start(engine.program, &(engine.speak)(&phrase), &(engine.input)(&phrase)) {
                Ok(running) => {
                    self.speaking = Some(Speaking { left: phrase.limit(), phrase, running });
                    return;
                }
                Err(fault) => self.skip(fault),
            }
        }
    }

    /// Looks after the phrase being spoken.
    pub(super) fn look(&mut self) {
        let Some(mut speaking) = self.speaking.take() else {
            return;
        };
        match speaking.running.finished() {
            Ok(Some(_)) => self.tell_ready(),
            Ok(None) if speaking.left.is_zero() => self.skip(unfinished(speaking.phrase.limit())),
            Ok(None) => {
                speaking.left = speaking.left.saturating_sub(POLL);
                self.speaking = Some(speaking);
            }
            Err(fault) => {
                self.skip(fault);
                self.attempt(speaking.phrase);
            }
        }
    }

    fn tell_ready(&mut self) {
        if let Some(engine) = self.engines.get(self.current) {
            self.teller.tell(Status::Ready { name: engine.name.to_owned() });
        }
    }

    fn hush(&mut self) {
        if self.speaking.take().is_some()
            && let Some(engine) = self.engines.get(self.current)
            && let Some(hush) = engine.hush
        {
            // A program that will not fall silent shows that it is broken at the next phrase.
            let _ = outcome(engine.program, &arguments(hush));
        }
    }

    /// Gives up the current engine and settles on the next that works.
    fn skip(&mut self, fault: Fault) {
        if let Some(engine) = self.engines.get(self.current) {
            self.faults.push((engine.name, fault));
            self.current += 1;
        }
        self.choose();
    }

    /// Settles on the first engine from the current one on that seems to work; tells when there is none left.
    fn choose(&mut self) {
        while let Some(engine) = self.engines.get(self.current) {
            match check(engine) {
                Ok(()) => return,
                Err(fault) => self.faults.push((engine.name, fault)),
            }
            self.current += 1;
        }
        self.teller.tell(Status::Missing { why: explain(&self.faults) });
    }
}

fn explain(faults: &[(&str, Fault)]) -> String {
    let broken: Vec<String> = faults
        .iter()
        .filter_map(|(name, fault)| match fault {
            Fault::Absent => None,
            Fault::Broken(why) => Some(format!("{name}: {}", why.trim().trim_end_matches(['.', ':']))),
        })
        .collect();
    if broken.is_empty() { INSTALL.to_owned() } else { format!("The voice stays silent. {}.", broken.join(". ")) }
}
