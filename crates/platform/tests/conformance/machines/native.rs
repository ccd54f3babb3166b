//! The loop of `native` on its threads, over a folder: with an outlet that writes down, or the real one of a system around which
//! something writes down.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tempfile::TempDir;
use unsit_core::app::{Channel, Message, Model, Reminder, SystemPage, Telling, TrayDeed};
use unsit_core::breaks::ReminderId;
use unsit_core::{Millis, Mono, Now};
use unsit_platform::clock::{Clock, Hands};
use unsit_platform::native::{self, Options, Outlet, Reporter, Running, Watching};

use super::runs::on;
use crate::conformance::cases::every_case;
use crate::conformance::subject::{BEGINS, LANGUAGE, Left, Machine, Profile, Run, region};

every_case!(on on_the_loop_of_a_desktop { Native::new(Plain) } 24);

const SOON: Duration = Duration::from_secs(60);

/// What is around the loop.
pub trait Body: Clone + 'static {
    /// Where this start writes down what leaves it.
    type Notes: Clone + Send + 'static;

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
pub struct Native<B> {
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

impl<B: Body> Native<B> {
    pub fn new(body: B) -> Self {
        let now = Now { wall: BEGINS, offset_seconds: 0, zone: Some(chrono_tz::UTC.into()), mono: Mono(1 << 40) };
        Self { body, hands: Hands::at(now), folders: Rc::new(Folders(RefCell::new(vec![tempfile::tempdir().unwrap()]))) }
    }
}

impl<B: Body> Machine for Native<B> {
    type Run = NativeRun<B>;

    async fn start(&self) -> NativeRun<B> {
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
        NativeRun { first, running, notes, hands: Arc::clone(&self.hands), folders: Rc::clone(&self.folders) }
    }

    fn profile(&self) -> Profile {
        self.body.profile()
    }

    fn fail(&self) {
        self.body.fail();
    }
}

#[derive(Debug)]
pub struct NativeRun<B: Body> {
    first: Arc<Model>,
    running: Running,
    notes: B::Notes,
    hands: Arc<Hands>,
    folders: Rc<Folders>,
}

impl<B: Body> Run for NativeRun<B> {
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

/// What has left the machine, and what holds.
#[derive(Clone, Debug, Default)]
pub struct Notes(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    left: Vec<Left>,
    screen_on: bool,
    reminder: Option<ReminderId>,
}

impl Notes {
    pub fn add(&self, left: Left) {
        self.note(|noted| noted.left.push(left));
    }

    pub fn all(&self) -> Vec<Left> {
        self.note(|noted| noted.left.clone())
    }

    fn note<T>(&self, work: impl FnOnce(&mut Noted) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn telling(&self, telling: &Telling) {
        let cues = telling.cues.iter().map(|cue| Left::Cue(cue.id().to_owned()));
        let words = telling.voice.iter().map(|spoken| Left::Words(spoken.text.clone()));
        self.note(|noted| noted.left.extend(cues.chain(words)));
    }

    /// A standing wish: only what changes about it is noted.
    pub fn screen(&self, on: bool) {
        self.note(|noted| {
            if std::mem::replace(&mut noted.screen_on, on) != on {
                noted.left.push(Left::Screen(on));
            }
        });
    }

    pub fn reminder(&self, reminder: Option<&Reminder>) {
        let wanted = reminder.map(|reminder| reminder.id);
        self.note(|noted| {
            if std::mem::replace(&mut noted.reminder, wanted) != wanted {
                noted.left.push(if wanted.is_some() { Left::Reminder } else { Left::Withdrawn });
            }
        });
    }
}

/// Writes down what it is asked for, and hands it on.
#[derive(Debug)]
pub struct Noting<O> {
    pub notes: Notes,
    pub under: O,
}

impl<O: Outlet> Outlet for Noting<O> {
    fn tell(&mut self, telling: &Telling) {
        self.notes.telling(telling);
        self.under.tell(telling);
    }

    fn hush(&mut self) {
        self.notes.add(Left::Hush);
        self.under.hush();
    }

    fn sample(&mut self, channel: Channel, telling: &Telling) {
        self.under.sample(channel, telling);
    }

    fn keep_awake(&mut self, on: bool) {
        self.notes.screen(on);
        self.under.keep_awake(on);
    }

    fn remind(&mut self, reminder: Option<&Reminder>) {
        self.notes.reminder(reminder);
        self.under.remind(reminder);
    }
}

/// No sound card, no bus, no window: the loop and the disk.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

/// Hears nothing.
#[derive(Debug)]
pub struct Nothing;

impl Outlet for Nothing {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}
}

impl Body for Plain {
    type Notes = Notes;

    fn watching(&self) -> Watching {
        Watching::Reminds
    }

    fn notes(&self, _: &Path, _: &Arc<Hands>) -> Notes {
        Notes::default()
    }

    fn start(&self, options: Options, notes: &Notes) -> std::io::Result<Running> {
        let notes = notes.clone();
        native::start(options, move |_: Reporter| Noting { notes, under: Nothing })
    }

    fn left(notes: &Notes) -> Vec<Left> {
        notes.all()
    }

    fn profile(&self) -> Profile {
        Profile {
            heard_as: |cue| Some(cue.id().to_owned()),
            asked: None,
            fails: None,
            idle: of_a_desktop,
            left_out: &[(
                "a_channel_that_fails_is_reported_and_stops_nothing",
                "it has no channel; that of a desktop and of both phones have",
            )],
        }
    }
}

/// What only a page or a phone knows what to do about.
pub fn of_a_desktop() -> Vec<Message> {
    vec![Message::OpenAgain, Message::OpenPage(SystemPage::Battery), Message::Back, Message::JournalGrew, Message::Tray(TrayDeed::Quit)]
}
