//! A machine whose loop is that of `native`, on its threads, over a folder. What is around it differs: see [`Body`].

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use unsit_core::app::{Message, Model};
use unsit_core::{Millis, Mono, Now};
use unsit_platform::clock::{Clock, Hands};
use unsit_platform::native::{Options, Running, Watching};

use super::subject::{BEGINS, LANGUAGE, Left, Machine, Profile, Run, region};

const SOON: Duration = Duration::from_secs(60);

/// What is around the loop.
pub trait Body {
    /// Where this start writes down what leaves it.
    type Notes;

    fn watching(&self) -> Watching;
    fn notes(&self, folder: &Path, hands: &Arc<Hands>) -> Self::Notes;
    /// Starts the loop with what the system has.
    fn start(&self, options: Options, notes: &Self::Notes) -> std::io::Result<Running>;
    fn left(notes: &Self::Notes) -> Vec<Left>;
    /// Waits until everything that was asked for has left.
    fn flush(_notes: &Self::Notes, _running: &Running) {}
    fn profile(&self) -> Profile;
    fn fail(&self) {
        unreachable!("its profile names no channel that can fail");
    }
}

/// A device with a folder of data.
#[derive(Debug)]
pub struct Threads<B> {
    body: B,
    hands: Arc<Hands>,
    folders: Rc<Folders>,
}

/// The folder in use, which a kill replaces, and those before it.
#[derive(Debug)]
struct Folders(RefCell<Vec<TempDir>>);

impl Folders {
    fn last(&self) -> PathBuf {
        self.0.borrow().last().unwrap().path().to_owned()
    }

    /// Goes on in a copy of the folder: what would be there if everything had ended now.
    fn leave_behind(&self) {
        let copy = tempfile::tempdir().unwrap();
        copy_all(&self.last(), copy.path());
        self.0.borrow_mut().push(copy);
    }
}

fn copy_all(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            fs::create_dir(&to).unwrap();
            copy_all(&entry.path(), &to);
        } else if kind.is_file() {
            // A socket has nobody behind it any more.
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

impl<B: Body> Threads<B> {
    pub fn new(body: B) -> Self {
        let now = Now { wall: BEGINS, offset_seconds: 0, zone: Some(chrono_tz::UTC.into()), mono: Mono(1 << 40) };
        Self { body, hands: Hands::at(now), folders: Rc::new(Folders(RefCell::new(vec![tempfile::tempdir().unwrap()]))) }
    }
}

impl<B: Body> Machine for Threads<B> {
    type Run = ThreadsRun<B>;

    async fn start(&self) -> ThreadsRun<B> {
        let directory = self.folders.last();
        let notes = self.body.notes(&directory, &self.hands);
        let options = Options {
            directory,
            clock: Clock::of(&self.hands),
            system_language: LANGUAGE,
            system_region: region(),
            watching: self.body.watching(),
        };
        let running = self.body.start(options, &notes).unwrap();
        let first = running.handle.model();
        ThreadsRun { first, running, notes, hands: Arc::clone(&self.hands), folders: Rc::clone(&self.folders) }
    }

    fn profile(&self) -> Profile {
        self.body.profile()
    }

    fn fail(&self) {
        self.body.fail();
    }
}

#[derive(Debug)]
pub struct ThreadsRun<B: Body> {
    first: Arc<Model>,
    running: Running,
    notes: B::Notes,
    hands: Arc<Hands>,
    folders: Rc<Folders>,
}

impl<B: Body> Run for ThreadsRun<B> {
    fn first(&self) -> Arc<Model> {
        Arc::clone(&self.first)
    }

    fn model(&self) -> Arc<Model> {
        self.running.handle.model()
    }

    fn post(&self, message: Message) {
        self.running.handle.send(message);
    }

    async fn until(&self, what: &str, holds: impl Fn(&Model) -> bool) {
        let mut models = self.running.handle.watch();
        let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let waited =
            tokio.block_on(async { tokio::time::timeout(SOON, models.wait_for(|model| holds(model))).await.map(|seen| seen.is_ok()) });
        assert_eq!(waited, Ok(true), "waited for: {what}");
    }

    async fn turn(&self, time: Millis) {
        self.hands.pass(time).unwrap();
    }

    async fn sleep(&self, time: Millis) {
        self.hands.jump(time).unwrap();
    }

    async fn flush(&self) {
        B::flush(&self.notes, &self.running);
    }

    fn left(&self) -> Vec<Left> {
        B::left(&self.notes)
    }

    async fn end(self) {
        self.running.finish();
    }

    async fn die(self) {
        self.folders.leave_behind();
        // What this one still writes, nobody reads.
        self.running.finish();
    }
}
