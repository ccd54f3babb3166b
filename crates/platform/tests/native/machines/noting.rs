//! The loop of a window or a terminal, with an outlet that writes down what it is asked for, around nothing or around the real one.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use unsit_core::app::{Channel, Message, Model, Opening, Reminder, SystemPage, Telling, TrayDeed};
use unsit_core::breaks::ReminderId;
use unsit_platform::clock::Hands;
use unsit_platform::native::{self, Options, Outlet, Reporter, Running, Watching};

use crate::conformance::subject::{Left, Profile};
use crate::conformance::threads::Body;

/// What has left the machine, and what holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    left: Vec<Left>,
    screen_on: bool,
    reminder: Option<ReminderId>,
}

impl Notes {
    pub(crate) fn add(&self, left: Left) {
        self.note(|noted| noted.left.push(left));
    }

    pub(crate) fn all(&self) -> Vec<Left> {
        self.note(|noted| noted.left.clone())
    }

    fn note<T>(&self, work: impl FnOnce(&mut Noted) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn telling(&self, telling: &Telling) {
        let cues = telling.cues.iter().map(|cue| Left::Cue(cue.id().to_owned()));
        let words = telling.voice.iter().map(|spoken| Left::Words(spoken.text.clone()));
        self.note(|noted| noted.left.extend(cues.chain(words)));
    }

    /// A standing wish: only what changes about it is noted.
    pub(crate) fn screen(&self, on: bool) {
        self.note(|noted| {
            if std::mem::replace(&mut noted.screen_on, on) != on {
                noted.left.push(Left::Screen(on));
            }
        });
    }

    pub(crate) fn reminder(&self, reminder: Option<&Reminder>) {
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
pub(crate) struct Noting<O> {
    pub(crate) notes: Notes,
    pub(crate) under: O,
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

    fn try_reminder(&mut self, reminder: &Reminder) {
        self.under.try_reminder(reminder);
    }

    fn open_window(&mut self, opening: Opening) {
        self.under.open_window(opening);
    }

    fn ask_on_top(&mut self, reminder: Option<ReminderId>) {
        self.under.ask_on_top(reminder);
    }

    fn come_forward(&mut self) {
        self.under.come_forward();
    }

    fn quit(&mut self) {
        self.under.quit();
    }

    fn show(&mut self, model: &Arc<Model>) {
        self.under.show(model);
    }
}

/// No sound card, no bus, no window: the loop and the disk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain;

/// Hears nothing.
#[derive(Debug)]
pub(crate) struct Nothing;

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
pub(crate) fn of_a_desktop() -> Vec<Message> {
    vec![Message::OpenAgain, Message::OpenPage(SystemPage::Battery), Message::Back, Message::JournalGrew, Message::Tray(TrayDeed::Quit)]
}
