//! Keeps the display and the machine awake during an exercise.
//!
//! Nobody touches the mouse while lifting, so the screen would go dark. What the system is asked for differs: D-Bus
//! on Linux, power assertions on macOS, the execution state of a thread on Windows. All of that happens on the thread
//! "unsit-awake", because a D-Bus call can wait for a long time and Windows ties the request to its thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use keepawake::KeepAwake;

use super::{Report, Teller, spawn};

/// The wish to stay awake. Dropping it lets the system sleep again.
#[derive(Debug)]
pub struct Awake {
    wishes: Sender<bool>,
}

impl Awake {
    /// Starts without a wish; every change of what came of it is reported.
    pub fn start(report: impl Fn(AwakeStatus) + Send + Sync + 'static) -> Self {
        Self::with(report, ask_system)
    }

    /// Wishes to stay awake, or no longer. Repeating a wish that was granted does nothing.
    pub fn set(&self, on: bool) {
        // Only fails when the thread could not be started, which was reported.
        let _ = self.wishes.send(on);
    }

    fn with<H: 'static>(
        report: impl Fn(AwakeStatus) + Send + Sync + 'static,
        ask: impl FnMut() -> Result<H, String> + Send + 'static,
    ) -> Self {
        let report: Report<AwakeStatus> = Arc::new(report);
        let for_thread = Arc::clone(&report);
        let (wishes, inbox) = mpsc::channel();
        if let Err(error) = spawn("unsit-awake", move || grant(&inbox, for_thread, ask)) {
            report(AwakeStatus::Failed { why: unable(&error.to_string()) });
        }
        Self { wishes }
    }
}

/// What came of the latest wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AwakeStatus {
    /// The display stays on.
    Held,
    /// The system sleeps as it is set up to.
    Released,
    /// The display may turn off although it should not; `why` is a sentence for the person in front of it.
    Failed { why: String },
}

/// Follows the wishes; what `ask` returns keeps the system awake until it is dropped.
fn grant<H>(wishes: &Receiver<bool>, report: Report<AwakeStatus>, mut ask: impl FnMut() -> Result<H, String>) {
    let mut teller = Teller::new(report);
    let mut current = None;
    while let Ok(wish) = wishes.recv() {
        // Only the latest counts when several were made during a slow call.
        let on = wishes.try_iter().last().unwrap_or(wish);
        match (on, current.take()) {
            (true, Some(hold)) => current = Some(hold),
            (true, None) => match ask() {
                Ok(hold) => {
                    current = Some(hold);
                    teller.tell(AwakeStatus::Held);
                }
                Err(why) => teller.tell(AwakeStatus::Failed { why }),
            },
            (false, hold) => {
                hold.into_iter().for_each(release);
                teller.tell(AwakeStatus::Released);
            }
        }
    }
    current.into_iter().for_each(release);
}

/// Lets go of a hold whose release panics when the session bus is gone. Then nothing is held any more either.
fn release<H>(hold: H) {
    let _ = catch_unwind(AssertUnwindSafe(|| drop(hold)));
}

/// Asks for display and system; many Linux desktops only know one of the two, which is better than none.
fn ask_system() -> Result<KeepAwake, String> {
    request(true, true)
        .or_else(|error| request(true, false).or_else(|_| request(false, true)).map_err(|_| error))
        .map_err(|error| unable(&error.to_string()))
}

fn request(display: bool, idle: bool) -> keepawake::Result<KeepAwake> {
    keepawake::Builder::default()
        .display(display)
        .idle(idle)
        .reason("An exercise is running")
        .app_name("Unsit")
        .app_reverse_domain(crate::bus::APP_ID)
        .create()
}

fn unable(cause: &str) -> String {
    format!("The display may turn off during an exercise: {}.", cause.trim().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    const SOON: Duration = Duration::from_secs(30);

    #[test]
    fn a_repeated_wish_is_granted_once() {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let (awake, statuses) = awake(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        awake.set(true);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), AwakeStatus::Held);
        awake.set(true);
        awake.set(false);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), AwakeStatus::Released);
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_refusal_is_reported_and_the_next_wish_tried_again() {
        let mut refusals = vec![unable("no bus")];
        let (awake, statuses) = awake(move || refusals.pop().map_or(Ok(()), Err));
        awake.set(true);
        let why = "The display may turn off during an exercise: no bus.".to_owned();
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), AwakeStatus::Failed { why });
        awake.set(true);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), AwakeStatus::Held);
    }

    #[test]
    fn dropping_releases() {
        let (sender, dropped) = mpsc::channel::<()>();
        let (awake, statuses) = awake(move || Ok(sender.clone()));
        awake.set(true);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), AwakeStatus::Held);
        drop(awake);
        assert_eq!(dropped.recv_timeout(SOON), Err(mpsc::RecvTimeoutError::Disconnected));
    }

    #[test]
    fn the_system_answers_without_a_panic() {
        let (sender, statuses) = mpsc::channel();
        let awake = Awake::start(move |status| sender.send(status).unwrap());
        awake.set(true);
        // Which one depends on the machine.
        let status = statuses.recv_timeout(SOON).unwrap();
        assert_ne!(status, AwakeStatus::Released);
        awake.set(false);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), AwakeStatus::Released);
    }

    fn awake<H: 'static>(ask: impl FnMut() -> Result<H, String> + Send + 'static) -> (Awake, Receiver<AwakeStatus>) {
        let (sender, statuses) = mpsc::channel();
        (Awake::with(move |status| drop(sender.send(status)), ask), statuses)
    }
}
