//! The machine under a desktop window and a terminal: a loop on a thread of its own, a disk on another.
//!
//! The loop runs outside of any user interface, because a hidden window stalls what runs inside one. Sound, voice and
//! keep-awake differ between window and terminal; they come as an [`Outlet`].

mod disk;
mod front;
mod journal;
#[cfg(unix)]
mod socket;
#[cfg(not(unix))]
#[path = "no_socket.rs"]
mod socket;
mod trace;
mod waking;

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot, watch};
use unsit_core::app::view::TrayView;
use unsit_core::app::{
    Ahead, Channel, Desired, Effect, Message, Mint, Model, Ongoing, Opening, PhaseNotice, Reminder, SystemPage, Telling,
};
use unsit_core::breaks::ReminderId;
use unsit_core::text::{Language, Region};
use unsit_core::{Mono, Now};

use self::disk::Disk;
pub use self::front::{BreakFront, Front, Fronted, summon};
pub(crate) use self::journal::NAME as JOURNAL;
use self::trace::Trace;
use crate::Platform;
use crate::clock::Clock;
use crate::runtime::{self, Engine};

/// What a person hears, and a screen that stays on.
pub trait Outlet: Send + 'static {
    /// Gives cues in every channel that they name.
    fn tell(&mut self, telling: &Telling);
    /// Ends what is being said.
    fn hush(&mut self);
    /// Plays a sample on one channel.
    fn sample(&mut self, channel: Channel, telling: &Telling);
    /// Keeps the screen on, or lets it go.
    fn keep_awake(&mut self, on: bool);
    /// Keeps this reminder in sight outside of the app, and no other one. The same wish twice is one wish.
    fn remind(&mut self, _reminder: Option<&Reminder>) {}
    /// A reminder is about to be wished for, and is written down before. Until then whatever is in sight stays there.
    fn is_about_to_remind(&mut self) {}
    /// Gives the system the reminders to come, which it shows also while this program does not run. None: what it has stays.
    fn ahead(&mut self, _ahead: Option<&Arc<Ahead>>) {}
    /// Shows this session on a locked screen, and keeps it going there. The same wish twice is one wish.
    fn go_on(&mut self, _session: Option<&Ongoing>) {}
    /// Has the system ask the person whether it may show notifications. On a desktop nobody has to allow them.
    fn ask_to_notify(&mut self) {}
    /// Has the system ask the person whether steps may be counted.
    fn ask_for_steps(&mut self) {}
    /// Opens a page of the system's settings.
    fn open_page(&mut self, _page: SystemPage) {}
    /// Puts the app behind the others, as a phone does at the end of the way back.
    fn go_behind(&mut self) {}
    /// Has the system say what is still to be heard of a session, while this program may stand still. The same wish twice is one
    /// wish.
    fn phases(&mut self, _phases: &[PhaseNotice]) {}
    /// Until when cues were given to a loop that should have run at `due`, and comes to it only `now`.
    fn heard_until(&self, due: Mono, _now: Mono) -> Mono {
        due
    }
    /// Opens a window; only asked of programs that have none, or a small one.
    fn open_window(&mut self, _opening: Opening) {}
    /// Keeps an icon in the tray that says this, or none. The same wish twice is one wish.
    fn show_tray(&mut self, _tray: Option<&TrayView>) {}
    /// Ends the program; only asked of programs without a window.
    fn quit(&mut self) {}
    /// Has the small window ask about this reminder, unless it does already. The same wish twice is one wish; the window closes by
    /// itself.
    fn ask_on_top(&mut self, _reminder: Option<ReminderId>) {}
    /// Brings the window before all others.
    fn come_forward(&mut self) {}
    /// Shows a reminder as a sample.
    fn try_reminder(&mut self, _reminder: &Reminder) {}
    /// Sees every model, in its turn with the cues: for outlets that write events down.
    fn show(&mut self, _model: &Arc<Model>) {}
}

/// How to start the loop.
#[derive(Debug)]
pub struct Options {
    /// Folder of the person's data.
    pub directory: PathBuf,
    pub clock: Clock,
    pub system_language: Language,
    /// Where the system says that the person is.
    pub system_region: Option<Region>,
    pub watching: Watching,
}

/// What this process has to do with breaks from sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// Nothing: its clock is not the one that people sit by.
    Never,
    /// It answers breaks, and is gone in a moment.
    Answers,
    /// It watches, where no other process does, and looks on where one does.
    Reminds,
    /// As [`Watching::Reminds`], where the system shows reminders by itself, from a plan that it is given ahead, and nobody sees
    /// who sits: a phone.
    Ahead,
    /// As [`Watching::Reminds`], without a window: a program in the background.
    Tends,
    /// As [`Watching::Reminds`], by the small window that asks about the open break.
    Asks,
}

/// The running loop: takes messages, shows the model.
#[derive(Clone, Debug)]
pub struct Handle {
    inbox: mpsc::UnboundedSender<Message>,
    model: watch::Receiver<Arc<Model>>,
    clock: Clock,
}

impl Handle {
    pub fn send(&self, message: Message) {
        // After the loop has ended nobody is left to be told.
        let _ = self.inbox.send(message);
    }

    /// A way to send messages that does not keep the loop alive.
    #[must_use]
    pub fn reporter(&self) -> Reporter {
        Reporter(self.inbox.downgrade())
    }

    /// Follows the model: each message makes a new one.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Arc<Model>> {
        self.model.clone()
    }

    /// The model now.
    #[must_use]
    pub fn model(&self) -> Arc<Model> {
        self.model.borrow().clone()
    }

    /// The clock of the loop, for pictures that move between two models.
    #[must_use]
    pub fn mono(&self) -> Mono {
        self.clock.mono()
    }
}

/// Sends messages to the loop without keeping it alive.
#[derive(Clone, Debug)]
pub struct Reporter(mpsc::WeakUnboundedSender<Message>);

impl Reporter {
    /// Says something to the loop; nobody listens any more once it has ended.
    pub fn send(&self, message: Message) {
        if let Some(inbox) = self.0.upgrade() {
            let _ = inbox.send(message);
        }
    }
}

/// The loop on its thread.
#[derive(Debug)]
pub struct Running {
    pub handle: Handle,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Running {
    /// Ends the loop and waits until everything that it was sent is done and on disk.
    pub fn finish(self) {
        // Neither can fail in a way that matters: a loop that has ended needs no word, and if it panicked, standard error
        // has it.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// The socket in which programs of one person meet over a data directory, where the system has such things.
#[must_use]
pub fn socket_of(directory: &std::path::Path) -> Option<PathBuf> {
    cfg!(unix).then(|| socket::place(directory))
}

/// The socket on which the window of a data directory is called, where the system has such things.
#[must_use]
pub fn window_socket_of(directory: &std::path::Path) -> Option<PathBuf> {
    cfg!(unix).then(|| socket::place_of(directory, "window"))
}

/// Starts the loop. `outlet` is made on the loop's thread and may send messages about its channels.
pub fn start<O: Outlet>(options: Options, outlet: impl FnOnce(Reporter) -> O + Send + 'static) -> std::io::Result<Running> {
    let Options { directory, clock, system_language, system_region, watching } = options;
    let (inbox, messages) = mpsc::unbounded_channel();
    let reporter = Reporter(inbox.downgrade());
    let mut mint = Mint::new(seed());
    let now = clock.now();
    let folder = directory.display().to_string();
    let place = socket::place(&directory);
    let (disk, mut waking) = Disk::open(directory.clone(), mint.mint(now.wall), &now, watching);
    (waking.system_language, waking.system_region, waking.folder) = (system_language, system_region, Some(folder));
    waking.at_login = crate::login::read();
    let (stop, stopped) = oneshot::channel();
    let (publish, published) = std::sync::mpsc::channel();
    let loop_clock = clock.clone();
    let thread = std::thread::Builder::new().name("unsit-loop".into()).spawn(move || {
        let Ok(tokio) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        let disk = disk.start(reporter.clone());
        let socket = socket::Server::new(place, reporter.clone(), watching).into();
        let (outlet, trace) = (outlet(reporter.clone()).into(), Trace::from_environment().into());
        let native = Native { clock: loop_clock.clone(), directory, reporter, socket, disk, outlet, trace };
        let model = Model::new(native.now(), seed());
        let mut engine = Engine::new(model, native);
        engine.turn(Message::Woken(Box::new(waking)));
        // The starter waits for this; if it is gone, so is the reason to run.
        if publish.send(engine.watch()).is_ok() {
            tokio.block_on(async {
                let waiter = loop_clock.waiter();
                runtime::run(engine, messages, stopped, async |at| waiter.wait_until(at).await).await;
            });
        }
    })?;
    let model = published.recv().map_err(|_| std::io::Error::other("the app loop could not be started"))?;
    Ok(Running { handle: Handle { inbox, model, clock }, stop, thread })
}

struct Native<O> {
    clock: Clock,
    directory: PathBuf,
    reporter: Reporter,
    // Closed before the disk is: who follows in watching makes a socket of the same name.
    socket: RefCell<socket::Server>,
    disk: disk::Requests,
    outlet: RefCell<O>,
    trace: RefCell<Trace>,
}

impl<O: Outlet> Platform for Native<O> {
    fn now(&self) -> Now {
        self.clock.now()
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Tell(telling) => {
                self.outlet.borrow_mut().tell(&telling);
                self.trace.borrow_mut().told(self.clock.mono(), &telling);
            }
            Effect::Hush => self.outlet.borrow_mut().hush(),
            Effect::Sample(channel, telling) => self.outlet.borrow_mut().sample(channel, &telling),
            // A program that is installed is renewed by whoever installed it, and never hears of a new version.
            Effect::Reload => {}
            Effect::AskToNotify => self.outlet.borrow_mut().ask_to_notify(),
            Effect::AskForSteps => self.outlet.borrow_mut().ask_for_steps(),
            Effect::OpenPage(page) => self.outlet.borrow_mut().open_page(page),
            Effect::GoBehind => self.outlet.borrow_mut().go_behind(),
            Effect::OpenWindow(opening) => {
                if summon(&self.directory, opening).is_ok() {
                    self.reporter.send(Message::OpenedElsewhere);
                } else {
                    self.outlet.borrow_mut().open_window(opening);
                }
            }
            Effect::Quit => self.outlet.borrow_mut().quit(),
            Effect::ComeForward => self.outlet.borrow_mut().come_forward(),
            Effect::TryReminder(reminder) => self.outlet.borrow_mut().try_reminder(&reminder),
            Effect::Save(_)
            | Effect::SaveSettings(_)
            | Effect::SaveRoutine { .. }
            | Effect::Revise(_)
            | Effect::SaveFacts(_)
            | Effect::ReadJournal
            | Effect::EndJournal(_)
            | Effect::KeepSitting(_)
            | Effect::HandOver(_)
            | Effect::TakeWatch
            | Effect::Load(_)
            | Effect::ReadAtLogin
            | Effect::StartAtLogin(_)
            | Effect::Beat(_)
            | Effect::Unbeat => {
                self.disk.ask(effect);
            }
        }
    }

    fn reconcile(&self, want: &Desired) {
        let mut outlet = self.outlet.borrow_mut();
        outlet.keep_awake(want.screen_on);
        if want.reminder_is_coming {
            outlet.is_about_to_remind();
        } else {
            outlet.remind(want.reminder.as_ref());
        }
        outlet.ahead(want.ahead.as_ref());
        outlet.go_on(want.ongoing.as_ref());
        outlet.phases(&want.phases);
        outlet.show_tray(want.tray.as_ref());
        outlet.ask_on_top(want.break_window);
    }

    fn heard_until(&self, due: Mono, now: Mono) -> Mono {
        self.outlet.borrow().heard_until(due, now)
    }

    fn show(&self, model: &Arc<Model>) {
        self.socket.borrow_mut().show(model);
        self.outlet.borrow_mut().show(model);
    }
}

/// FNV-1a: the same in every build of Unsit, which names that two of them share need.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Randomness for new ids.
pub(crate) fn seed() -> u128 {
    let mut bytes = [0; 16];
    // Without a source of randomness ids still differ by their time; a session must not fail for it.
    let _ = getrandom::fill(&mut bytes);
    u128::from_le_bytes(bytes)
}
