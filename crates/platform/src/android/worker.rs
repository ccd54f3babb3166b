//! Work for Kotlin, one thing after the other, on a thread of its own: the system may take its time, and no cue waits for it.

use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

type Work = Box<dyn FnOnce() + Send>;

/// A thread that does what it is given, in turn. Dropping it waits until that is done.
#[derive(Debug)]
pub(super) struct Worker {
    work: Option<Sender<Work>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub(super) fn start(name: &str) -> Self {
        let (work, given) = mpsc::channel::<Work>();
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || given.into_iter().for_each(|work| work()));
        // Without a thread nothing is done; the check-up then has nothing to say of it.
        Self { work: Some(work), thread: thread.ok() }
    }

    pub(super) fn give(&self, work: impl FnOnce() + Send + 'static) {
        if let Some(queue) = &self.work {
            // The thread ends only with this sender.
            let _ = queue.send(Box::new(work));
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.work = None;
        if let Some(thread) = self.thread.take() {
            // If it panicked, the log has it.
            let _ = thread.join();
        }
    }
}
