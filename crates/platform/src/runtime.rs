//! Drives the core: one queue of messages, one armed wake-up, one published model.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};
use unsit_core::app::{Desired, Message, Model, update};
use unsit_core::{Millis, Mono};

use crate::Platform;

/// A loop that ran again this late was held up: unless the platform gave cues in its place, nobody heard one in between.
const HELD_UP: Millis = Millis(2000);

/// Why the loop runs again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woke {
    /// It may be time for the armed wake-up.
    Due,
    /// The clock that people read was set: whatever was reckoned from it is reckoned anew.
    ClockSet,
}

/// The model, the machine under it, and who looks on.
#[derive(Debug)]
pub struct Engine<P> {
    model: Model,
    platform: P,
    published: watch::Sender<Arc<Model>>,
    armed: Option<Mono>,
}

impl<P: Platform> Engine<P> {
    #[must_use]
    pub fn new(model: Model, platform: P) -> Self {
        let (published, _) = watch::channel(Arc::new(model.clone()));
        Self { model, platform, published, armed: None }
    }

    /// Follows the model: each message makes a new one.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Arc<Model>> {
        self.published.subscribe()
    }

    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    #[must_use]
    pub const fn platform(&self) -> &P {
        &self.platform
    }

    /// When the loop wants to run again.
    #[must_use]
    pub const fn armed(&self) -> Option<Mono> {
        self.armed
    }

    /// One turn of the loop. A wake-up that is due goes first, so that no message is handled in a stale phase.
    pub fn turn(&mut self, message: Message) {
        if !matches!(message, Message::Wake { .. }) {
            self.wake();
        }
        self.step(message);
    }

    /// Lets time pass: handles the wake-up if it is due.
    pub fn wake(&mut self) {
        let now = self.platform.now().mono;
        let Some(due) = self.armed.filter(|due| *due <= now) else { return };
        let heard_until = if now.since(due) > HELD_UP { self.platform.heard_until(due, now) } else { now };
        self.step(Message::Wake { heard_until });
    }

    /// Reckons anew, also when nothing is due.
    pub fn look_again(&mut self) {
        self.wake();
        self.step(Message::Wake { heard_until: self.platform.now().mono });
    }

    fn step(&mut self, message: Message) {
        let effects = update(&mut self.model, message, self.platform.now());
        for effect in effects {
            self.platform.perform(effect);
        }
        let want = Desired::of(&self.model);
        self.armed = want.wake_at;
        self.platform.reconcile(&want);
        let model = Arc::new(self.model.clone());
        self.platform.show(&model);
        self.published.send_replace(model);
    }
}

/// Runs the loop until it is told to stop or nobody is left to send a message. What was sent before is still handled.
///
/// `wait_until` waits until an instant; it may come back early.
pub async fn run<P: Platform>(
    mut engine: Engine<P>,
    mut inbox: mpsc::UnboundedReceiver<Message>,
    mut stop: oneshot::Receiver<()>,
    wait_until: impl AsyncFn(Option<Mono>) -> Woke,
) {
    loop {
        tokio::select! {
            message = inbox.recv() => match message {
                Some(message) => engine.turn(message),
                None => return,
            },
            woke = wait_until(engine.armed()) => match woke {
                Woke::Due => engine.wake(),
                Woke::ClockSet => engine.look_again(),
            },
            _ = &mut stop => break,
        }
    }
    while let Ok(message) = inbox.try_recv() {
        engine.turn(message);
    }
    engine.turn(Message::Ending);
}
