//! The loop's pure half, in the order of its life: [`Message`] -> [`update()`] -> [`Effect`]s, with the [`Model`] in the
//! middle, [`Desired`] derived from it and one [`view`] model per screen.
//!
//! A shell owns the other half: it reads the clocks, hands each message to [`update()`], performs the effects, brings the
//! device in line with [`Desired::of`], and publishes the model.

mod ahead;
mod desired;
mod diary;
mod draft;
mod effect;
mod entry;
mod login;
mod message;
mod mint;
mod model;
mod ongoing;
mod own;
mod pages;
mod pending;
mod person;
mod phases;
mod pressed;
mod reminder;
mod request;
mod settings;
mod speech;
mod trail;
mod tray;
mod unstarted;
mod update;
pub mod view;
mod watch;

pub use ahead::{Ahead, AheadReminder, Rule, Steps, Weekly, Words};
pub use desired::{Desired, Remote};
pub use diary::{Deed, Diary, Leaf, Overview, Sheet, Undo};
pub use draft::{Direction, DraftStep, News, Origin, Problem, RoutineDraft, StepChange, StepKey};
pub use effect::{Beat, Effect, Query, Spoken, Telling};
pub use entry::{Draft, Field, Flaw, Form, Task};
pub use login::{AtLogin, LoginProblem};
pub use message::{
    Answer, Build, Channel, ChannelState, Control, FailureReason, FirstRun, HistoryPage, Message, Start, StoreFailure, SystemPage, Unsaved,
    Waking,
};
pub use mint::Mint;
pub use model::{History, Interrupted, Model, Notice, Playing, Saving, Screen};
pub use ongoing::Ongoing;
pub use own::{Own, OwnRoutines, Removed, Unplayable, Why, key as own_key};
pub use pages::{FirstPage, LearnPage, SafetyPage};
pub use pending::{First, KEPT, Pending, Subject, When, pending};
pub use person::{Busy, Seen};
pub use phases::{NOTICES, PhaseNotice, heard_until};
pub use pressed::{Break, BreakSheet, HoursEdit, OddRange, Opening, Pressed};
pub use reminder::Reminder;
pub use request::{BreaksLeft, Mirror, Request};
pub use settings::{Appearance, Change, DayStart, FirstWeekday, GetReady, Settings, Volume};
pub use tray::TrayDeed;
pub use unstarted::{Cause, Unstarted};
pub use update::update;
pub use watch::{BreakWindow, Role, Watch};
