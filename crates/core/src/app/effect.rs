//! What the app asks of its shell. Each answer comes back as a message.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::message::{Channel, SystemPage};
use super::pressed::Opening;
use super::reminder::Reminder;
use super::request::Request;
use super::settings::Volume;
use crate::breaks::{LedgerEvent, SittingRecord};
use crate::record::{Month, Revision, SessionId, SessionRecord};
use crate::routine::Id;
use crate::session::{Cue, Snapshot};
use crate::text::Language;
use crate::{LocalDay, Wall};

/// One thing to be done now.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Gives cues in every channel that is on.
    Tell(Telling),
    /// Ends what is being said: the session was paused or stopped.
    Hush,
    /// Plays a sample, whether the channel is on or not.
    Sample(Channel, Telling),
    /// Stores a session; answered by `Saved` or `NotSaved`.
    Save(Arc<SessionRecord>),
    /// Stores these settings; others stay as they are.
    SaveSettings(BTreeMap<String, Value>),
    /// Stores a change to what counts; answered by `Revised` or `NotRevised`.
    Revise(Arc<Revision>),
    /// Stores an own routine, or what is left of one; answered by `RoutineSaved` or `RoutineNotSaved`.
    SaveRoutine {
        id: Id,
        document: Value,
    },
    Load(Query),
    /// Replaces the heartbeat of the running session.
    Beat(Box<Beat>),
    /// Removes the heartbeat: its session is stored or given up.
    Unbeat,
    /// Stores what happened to breaks; answered by `FactsSaved` or `FactsNotSaved`.
    SaveFacts(Vec<LedgerEvent>),
    /// Replaces the snapshot of the sitting.
    KeepSitting(SittingRecord),
    /// Reads the journal of the system; answered by `Journal`.
    ReadJournal,
    /// Everything of the journal is stored, which had so many records when it was read: it may go.
    EndJournal(usize),
    /// Asks the person to allow steps to be counted; answered by the state of their channel.
    AskForSteps,
    /// Opens a page of the system's settings.
    OpenPage(SystemPage),
    /// Puts this program behind the others: there is nothing left to go back to.
    GoBehind,
    /// Asks the person to allow notifications; answered by the state of their channel.
    AskToNotify,
    /// Gives this to the process that watches the sitting; answered by `Mirrored`, `Watch` or `NotAsked`.
    HandOver(Request),
    /// Begins to watch, if nobody else does; answered by `Watch`.
    TakeWatch,
    /// Opens a window, or has one that is open come forward.
    OpenWindow(Opening),
    /// Ends this program, which has no window to be closed.
    Quit,
    /// Brings this window before the others.
    ComeForward,
    /// Asks the system whether it starts reminders at login; answered by `AtLogin`, or by nothing where there is no such thing.
    ReadAtLogin,
    /// Has reminders started with each login, or no longer; answered by `AtLogin`.
    StartAtLogin(bool),
    /// Shows a reminder as a sample.
    TryReminder(Reminder),
    /// Starts the new version that waits in the place of this one.
    Reload,
}

impl Effect {
    /// Whether the store has to do with it: something is read, or is to outlive this process.
    #[must_use]
    pub const fn is_for_the_store(&self) -> bool {
        match self {
            Self::Save(_)
            | Self::SaveSettings(_)
            | Self::Revise(_)
            | Self::SaveRoutine { .. }
            | Self::Load(_)
            | Self::Beat(_)
            | Self::Unbeat
            | Self::SaveFacts(_)
            | Self::KeepSitting(_)
            | Self::ReadJournal
            | Self::EndJournal(_) => true,
            Self::Tell(_)
            | Self::Hush
            | Self::Sample(..)
            | Self::AskToNotify
            | Self::HandOver(_)
            | Self::TakeWatch
            | Self::OpenWindow(_)
            | Self::Quit
            | Self::ComeForward
            | Self::OpenPage(_)
            | Self::GoBehind
            | Self::AskForSteps
            | Self::ReadAtLogin
            | Self::StartAtLogin(_)
            | Self::TryReminder(_)
            | Self::Reload => false,
        }
    }
}

/// Cues of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    pub cues: Vec<Cue>,
    /// None when sounds are off.
    pub sound: Option<Volume>,
    /// None when the voice is off or has nothing to say.
    pub voice: Option<Spoken>,
    pub vibration: bool,
}

/// Words to be spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    pub text: String,
    pub language: Language,
    pub volume: Volume,
}

/// What to read from the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// The newest sessions, with day totals of at least the week that ends today.
    Newest { today: LocalDay },
    /// Sessions before this one.
    Older { local_day: LocalDay, started_at: Wall, id: SessionId },
    /// As `Newest`, with at least so many sessions: what is shown stays in sight when some of it has changed.
    Again { today: LocalDay, at_least: u32 },
    /// Totals of a month and of two weeks, and what holds for the whole history; answered by `LoadedOverview`.
    Overview { today: LocalDay, month: Month, weeks_from: LocalDay, weeks_to: LocalDay },
    /// The sessions of a day; answered by `LoadedDay`.
    Day(LocalDay),
}

/// Where a running session stands and whose it is; written each second, so that a kill loses nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beat {
    pub id: SessionId,
    pub routine: Id,
    pub variant: Option<Id>,
    pub started_at: Wall,
    pub offset_seconds: i32,
    pub local_day: LocalDay,
    /// When it was written.
    pub at: Wall,
    pub session: Snapshot,
}
