//! The thread that speaks to the bus of a desktop, for everything that has to do with it.
//!
//! One thread, one connection to the bus of the session and one to that of the system: each connection keeps what it has not
//! sent and read yet, and each thread has a stack and a heap of its own, which a program that runs all day should not pay
//! for several times. The thread sleeps until something is said.

use std::future::Future;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::sync::{OnceCell, mpsc, oneshot};
use zbus::Connection;

/// Longer than a server takes to put a notification away, shorter than a person waits for a program to end.
const FAREWELL: Duration = Duration::from_secs(1);

/// Where tasks are done that speak to the bus. What still has to be said is said before it is gone.
#[derive(Debug)]
pub struct Bus {
    work: Option<Work>,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Work {
    tasks: Handle,
    lines: Lines,
    /// Held by each task that comes to an end of its own.
    farewells: mpsc::Sender<()>,
}

/// The connections, each made when it is asked for first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines(Arc<[OnceCell<Connection>; 2]>);

impl Bus {
    #[must_use]
    pub fn open() -> Self {
        // A machine that has no threads left shows no reminders; nothing could be told about it either.
        Self::begin().unwrap_or(Self { work: None, end: None, thread: None })
    }

    fn begin() -> std::io::Result<Self> {
        let tokio = Builder::new_current_thread().enable_all().build()?;
        let tasks = tokio.handle().clone();
        let (end, ended) = oneshot::channel();
        let (farewells, mut said) = mpsc::channel::<()>(1);
        let thread = std::thread::Builder::new().name("unsit-bus".into()).spawn(move || {
            tokio.block_on(async {
                let _ = ended.await;
                let _ = tokio::time::timeout(FAREWELL, said.recv()).await;
            });
        })?;
        let work = Work { tasks, lines: Lines::default(), farewells };
        Ok(Self { work: Some(work), end: Some(end), thread: Some(thread) })
    }

    /// Does this until it is done, or until the program ends.
    pub(crate) fn spawn<F: Future + Send + 'static>(&self, task: impl FnOnce(Lines) -> F) {
        if let Some(work) = &self.work {
            let task = task(work.lines.clone());
            work.tasks.spawn(async { drop(task.await) });
        }
    }

    /// Does this until it is done, also when the program ends meanwhile: whoever holds the other end of what it waits for lets
    /// go before the bus is dropped.
    pub(super) fn spawn_to_the_end<F: Future + Send + 'static>(&self, task: impl FnOnce(Lines) -> F) {
        let Some(farewell) = self.work.as_ref().map(|work| work.farewells.clone()) else { return };
        self.spawn(|lines| {
            let task = task(lines);
            async move {
                task.await;
                drop(farewell);
            }
        });
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.work = None;
        self.end = None;
        if let Some(thread) = self.thread.take() {
            // If it panicked, standard error has it.
            let _ = thread.join();
        }
    }
}

impl Lines {
    /// The bus of this person's session.
    pub(crate) async fn session(&self) -> zbus::Result<&Connection> {
        self.0[0].get_or_try_init(Connection::session).await
    }

    /// The bus of the machine.
    pub(crate) async fn system(&self) -> zbus::Result<&Connection> {
        self.0[1].get_or_try_init(Connection::system).await
    }
}
