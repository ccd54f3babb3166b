//! What the loop's thread, the main thread and the threads of iOS know together.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use unsit_core::Now;
use unsit_core::app::{Channel, ChannelState, Message, Steps};
use unsit_core::phone::{PhoneFile, Record};

use super::cues::Cues;
use super::reconcile::Wanted;
use super::record;
use super::system::System;
use crate::clock::Clock;
use crate::native::Reporter;

/// One for each program.
#[derive(Debug)]
pub struct Shared {
    pub reporter: Reporter,
    pub directory: PathBuf,
    clock: Clock,
    pub system: Box<dyn System>,
    is_behind: AtomicBool,
    /// Whether iOS takes notifications.
    may_notify: AtomicBool,
    /// For how many minutes *Later* puts a reminder off, as its button says.
    snooze: AtomicU64,
    /// An answer was written down, and no plan has come of it yet.
    awaits_plan: AtomicBool,
    /// How many steps before a reminder count as having moved.
    steps: Mutex<Option<Steps>>,
    wanted: Mutex<Wanted>,
    cues: Mutex<Cues>,
    pass: Mutex<Pass>,
}

/// Whether iOS is just being asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pass {
    #[default]
    Idle,
    Runs,
    /// Something has changed since it began.
    RunsAgain,
}

impl Shared {
    #[must_use]
    pub fn new(reporter: Reporter, directory: PathBuf, clock: Clock, system: Box<dyn System>) -> Self {
        Self {
            reporter,
            directory,
            clock,
            system,
            is_behind: AtomicBool::new(false),
            may_notify: AtomicBool::new(false),
            snooze: AtomicU64::new(10),
            awaits_plan: AtomicBool::new(false),
            steps: Mutex::default(),
            wanted: Mutex::default(),
            cues: Mutex::default(),
            pass: Mutex::default(),
        }
    }

    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// The name of the zone where the person is; empty where it is not known.
    pub fn zone(&self) -> String {
        self.now().zone.map(|zone| zone.name().to_owned()).unwrap_or_default()
    }

    pub fn say(&self, message: Message) {
        self.reporter.send(message);
    }

    pub fn report(&self, channel: Channel, state: ChannelState) {
        self.say(Message::Report { channel, state });
    }

    /// Adds records to the journal, and has the person told where that cannot be done.
    pub fn write_down(&self, records: &[Record]) -> io::Result<()> {
        let written = record::append(&self.directory, records);
        self.say_whether_it_is_written();
        written
    }

    pub fn say_whether_it_is_written(&self) {
        self.say(Message::PhoneFile(PhoneFile::Written(record::is_written())));
    }

    /// Whether other apps are before this one, which may stand still at any moment.
    pub fn is_behind(&self) -> bool {
        self.is_behind.load(Ordering::SeqCst)
    }

    pub fn go_behind(&self, is_behind: bool) {
        self.is_behind.store(is_behind, Ordering::SeqCst);
    }

    pub fn may_notify(&self) -> bool {
        self.may_notify.load(Ordering::SeqCst)
    }

    /// Whether that has changed.
    pub fn allow_notifications(&self, may: bool) -> bool {
        self.may_notify.swap(may, Ordering::SeqCst) != may
    }

    pub fn snooze(&self) -> u64 {
        self.snooze.load(Ordering::SeqCst)
    }

    pub fn put_off_by(&self, minutes: u64) {
        self.snooze.store(minutes, Ordering::SeqCst);
    }

    /// An answer will make another plan, for which the program has to run on.
    pub fn await_plan(&self) {
        self.awaits_plan.store(true, Ordering::SeqCst);
    }

    pub fn has_planned(&self) {
        self.awaits_plan.store(false, Ordering::SeqCst);
    }

    pub fn awaits_plan(&self) -> bool {
        self.awaits_plan.load(Ordering::SeqCst)
    }

    pub fn steps(&self) -> Option<Steps> {
        *self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether steps count from now on that did not before.
    pub fn count_steps(&self, steps: Option<Steps>) -> bool {
        let mut before = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = steps.is_some() && *before != steps;
        *before = steps;
        is_new
    }

    pub fn wanted(&self) -> MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn cues(&self) -> MutexGuard<'_, Cues> {
        self.cues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether whoever asks may begin to ask iOS; else it is asked once more when the one who asks now is done.
    pub fn begins(&self) -> bool {
        let mut pass = self.pass.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = *pass == Pass::Idle;
        *pass = if begins { Pass::Runs } else { Pass::RunsAgain };
        begins
    }

    /// Whether there is more to ask.
    pub fn goes_on(&self) -> bool {
        let mut pass = self.pass.lock().unwrap_or_else(PoisonError::into_inner);
        let goes_on = *pass == Pass::RunsAgain;
        *pass = if goes_on { Pass::Runs } else { Pass::Idle };
        goes_on
    }
}
