//! What is asked of Apple's frameworks: nothing that could be decided without them.

use std::fmt;

use chrono::{NaiveDateTime, NaiveTime, Weekday};
use unsit_core::app::{ChannelState, Telling};
use unsit_core::{Millis, Wall};

/// What only a phone of Apple can do. It is asked on any thread, never waits, and answers on whichever thread it likes.
pub trait System: fmt::Debug + Send + Sync + 'static {
    /// Gives cues in every channel that they name.
    fn tell(&self, telling: &Telling);
    /// Ends what is being said.
    fn hush(&self);
    /// Keeps the screen on, or lets it go.
    fn keep_awake(&self, on: bool);
    /// Opens the one page that iOS has for all that an app may do.
    fn open_settings(&self);
    /// Asks the person whether notifications may come, once and for all.
    fn ask_to_notify(&self, then: Then<()>);
    /// Whether notifications may come.
    fn permission(&self, then: Then<ChannelState>);
    /// The names of the notifications that are still to come.
    fn pending(&self, then: Then<Vec<String>>);
    /// The names of what is in sight, and when it came.
    fn delivered(&self, then: Then<Vec<(String, Wall)>>);
    /// Has a notification come; answered by whether iOS has taken it.
    fn add(&self, request: &Request, then: Then<bool>);
    fn take_from_pending(&self, names: &[String]);
    fn take_from_sight(&self, names: &[String]);
    /// Tells which buttons a reminder has.
    fn name_buttons(&self, buttons: &Buttons);
    /// Whether steps may be asked about.
    fn steps(&self) -> ChannelState;
    /// How many steps were taken in the time before a moment. None where that is not known, or must not be. The first time, iOS asks
    /// the person.
    fn count_steps(&self, until: Wall, within: Millis, then: Then<Option<u64>>);
    /// Everything is where it belongs: the little time that an app has behind others may end.
    fn rest(&self);
}

/// What follows from an answer.
pub type Then<T> = Box<dyn FnOnce(T) + Send>;

/// A notification, as iOS takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The one thing that iOS knows it by.
    pub name: String,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    pub trigger: Trigger,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A reminder, with buttons.
    Break,
    /// A moment of a session.
    Cue,
}

/// When a notification comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    Now,
    Once(NaiveDateTime),
    Weekly { day: Weekday, time: NaiveTime },
    After(Millis),
}

/// Words of the buttons, as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buttons {
    pub start: String,
    pub later: String,
    pub moved: String,
}
