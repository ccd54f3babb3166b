//! What can happen to the app: a person does something, time passes, or an effect has its answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;

use super::diary::{Leaf, Overview};
use super::draft::{Direction, StepChange, StepKey};
use super::effect::Beat;
use super::login::AtLogin;
use super::model::Screen;
use super::person::Seen;
use super::pressed::{Break, Opening};
use super::request::{BreaksLeft, Mirror, Request};
use super::settings::Change;
use super::tray::TrayDeed;
use crate::content::Group;
use crate::phone::{PhoneFile, Record};
use crate::record::{DayTotal, Revision, SessionId, SessionRecord};
use crate::routine::Id;
use crate::text::{Language, Region};
use crate::{LocalDay, Mono};

/// Everything that moves the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The platform has read what an earlier run left.
    Woken(Box<Waking>),
    /// The armed wake-up is over. Cues were really given until `heard_until`.
    Wake {
        heard_until: Mono,
    },
    /// A person starts a routine.
    Start(Start),
    Control(Control),
    /// The close button of the guide: asks before it stops.
    AskToStop,
    /// A person does not stop after all.
    KeepGoing,
    /// Takes up the session that an earlier run left.
    Continue,
    /// Records the session that an earlier run left as ended early.
    EndInterrupted,
    /// Another process died in a session after this one had started up; nobody can take it up any more.
    LeftBehind(Box<Beat>),
    /// Another window or terminal plays a session, so this one may not begin.
    Refused,
    /// Leaves the summary of a finished session.
    CloseFinished,
    Show(Screen),
    Change(Change),
    /// An answer in the safety check.
    Answer(Answer),
    FirstRun(FirstRun),
    /// Own routines: to build, change, save or remove one.
    Build(Build),
    /// Plays a sample on a channel.
    Test(Channel),
    DismissNotice,
    /// A new version of the app waits until this one makes way.
    NewVersion,
    /// A person takes the new version.
    Reload,
    /// A person opens the app again: a part of it could not be fetched.
    OpenAgain,
    /// More of the history, older than what is shown.
    ShowOlder,
    /// A person leafs through the history, or puts it right.
    Leaf(Leaf),
    /// A person does something about breaks from sitting.
    Break(Break),
    /// A person does something at the icon in the tray.
    Tray(TrayDeed),
    /// Somebody wants this window, and for what: a second one that was started, a program without a window.
    Summoned(Opening),
    /// What a window was wanted for is shown by one that is open elsewhere.
    OpenedElsewhere,
    /// A person wants reminders to start with each login, or no longer.
    StartAtLogin(bool),
    /// What the system says of that.
    AtLogin(AtLogin),
    /// The machine has seen whether somebody sits at it.
    Seen(Seen),
    /// A phone's way back, from wherever the person is.
    Back,
    /// A person wants to see a page of the system's settings.
    OpenPage(SystemPage),
    /// A phone has brought this program before the person, or put it behind others.
    InSight(bool),
    /// Something was added to the journal of the system.
    JournalGrew,
    /// What the system did, and what a person answered it, as far as its journal tells; in that order.
    Journal(Vec<Record>),
    /// How it stands with a file that a phone's reminders are made of.
    PhoneFile(PhoneFile),
    /// What happened to breaks is stored.
    FactsSaved(Vec<Uuid>),
    FactsNotSaved(StoreFailure),
    /// Another process asks the one that watches the sitting.
    Asked(Box<Request>),
    /// This program ends: what it has counted is kept for the next one.
    Ending,
    /// Another process begins to look on: it is told how things stand now, not when something happened last.
    LookedOn,
    /// What the process that watches the sitting says of it, for one that looks on.
    Mirrored(Box<Mirror>),
    /// The process that watched the sitting has ended, or does not answer.
    WatcherGone,
    /// This page came to the front: it watches from now on, whichever did until now.
    InFront,
    /// Another page has come to the front, and watches instead of this one.
    Overtaken,
    /// Nobody else could be asked.
    NotAsked(StoreFailure),
    /// Nobody watches the sitting any more; this process has the right to.
    Watch(Box<BreaksLeft>),
    Saved(SessionId),
    NotSaved {
        record: Arc<SessionRecord>,
        why: StoreFailure,
    },
    SettingsNotSaved(StoreFailure),
    RoutineSaved(Id),
    RoutineNotSaved {
        id: Id,
        why: StoreFailure,
    },
    /// A change to what counts is stored.
    Revised(Uuid),
    NotRevised {
        revision: Arc<Revision>,
        why: StoreFailure,
    },
    Loaded(HistoryPage),
    LoadedOverview(Box<Overview>),
    LoadedDay {
        day: LocalDay,
        /// Newest first.
        sessions: Vec<Arc<SessionRecord>>,
    },
    NotLoaded(StoreFailure),
    /// How a standing wish of the app fares on this device.
    Report {
        channel: Channel,
        state: ChannelState,
    },
    /// Whether the program that shows reminders holds them back, because the person does not want to be disturbed; none where
    /// it does not tell.
    DoNotDisturb(Option<bool>),
    /// Whether a screen reader speaks on this device.
    ScreenReader(bool),
}

/// What an earlier run left, and what this device is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waking {
    pub device: Uuid,
    pub system_language: Language,
    /// Where the system says that the person is.
    pub system_region: Option<Region>,
    /// Where everything is stored, to be shown.
    pub folder: Option<String>,
    /// Whether the system starts reminders at login; none where it has no such thing.
    pub at_login: Option<AtLogin>,
    /// Settings and history could be read: whatever is not in them was never there.
    pub all_read: bool,
    pub settings: BTreeMap<String, Value>,
    /// A session that was not over when the app ended.
    pub interrupted: Option<Beat>,
    /// The variant of each routine that was done last.
    pub last_variants: BTreeMap<Id, Id>,
    pub page: HistoryPage,
    /// Sessions of earlier runs that still could not be stored.
    pub unsaved: Vec<Unsaved>,
    /// What happened to breaks, and how things stand; none where it could not be read.
    pub breaks: Option<BreaksLeft>,
    /// Changes to what counts, of earlier runs, that still could not be stored.
    pub unrevised: Vec<(Arc<Revision>, StoreFailure)>,
    /// What went wrong on the way.
    pub failures: Vec<StoreFailure>,
}

/// A session that the store did not take. Until it does, the platform keeps it, so that a kill does not lose it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    pub record: Arc<SessionRecord>,
    pub why: StoreFailure,
}

/// A routine to be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub routine: Id,
    /// None: the one whose turn it is.
    pub variant: Option<Id>,
    /// Takes the alternative of each step that has one.
    pub alternative: bool,
    /// A trial: marked in the log, kept out of all totals, not offered after a kill.
    pub rehearsal: bool,
}

impl Start {
    /// The routine as it is meant.
    #[must_use]
    pub fn routine(id: impl Into<Id>) -> Self {
        Self { routine: id.into(), variant: None, alternative: false, rehearsal: false }
    }
}

impl From<&Id> for Id {
    fn from(id: &Self) -> Self {
        id.clone()
    }
}

/// What a person does about own routines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Build {
    /// Begins one.
    New,
    /// Changes one.
    Edit(Id),
    /// Begins one as a copy of another routine; variant none: the one whose turn it is.
    Copy {
        routine: Id,
        variant: Option<Id>,
    },
    Rename(String),
    /// Adds a step of this exercise at the end.
    Add(Id),
    /// Shows or hides the numbers of a step.
    Toggle(StepKey),
    Change(StepKey, StepChange),
    Shift(StepKey, Direction),
    /// Moves a step to a place, counted from 0.
    Put {
        step: StepKey,
        to: usize,
    },
    Duplicate(StepKey),
    Remove(StepKey),
    /// Brings the step back that was removed last.
    Undo,
    Save,
    /// Leaves without saving, once asked.
    Leave,
    /// Does not leave after all.
    Stay,
    /// Removes a routine that is stored.
    Delete(Id),
    /// Brings the routine back that was removed last.
    Restore,
}

/// What a person does in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    Pause,
    Resume,
    /// Pause or resume, whichever it is time for.
    Toggle,
    Skip,
    Back,
    Stop,
}

/// What a person says in the safety check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Question {
        question: Id,
        yes: bool,
    },
    /// No to every question of the group that was not answered.
    NoToTheRest(Group),
    /// "I have talked to a clinician", or no longer.
    Cleared(bool),
}

/// What a person does in the first run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstRun {
    Next,
    Back,
    /// Leaves the rest out, for good.
    Skip,
}

/// A way to reach the person, or to keep the device from getting in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    Sound,
    Voice,
    Vibration,
    /// Keeping the screen on while a session runs.
    Awake,
    /// Reminders of the system, outside of the app.
    Notifications,
    /// Noticing whether somebody is there.
    Presence,
    /// Noticing that the screen is locked or the machine sleeps.
    Sleep,
    /// Noticing calls and whatever fills the screen.
    Calls,
    /// An icon in the tray of the desktop.
    Tray,
    /// Alarms that ring to the second, also in a phone's deepest sleep.
    Alarms,
    /// Whether a phone lets notifications be heard and seen now.
    Quiet,
    /// The steps that a phone counts.
    Steps,
    /// Whether a phone lets this program work while it is behind others.
    Background,
}

/// A page of the system's settings, where a person can allow what keeps reminders away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemPage {
    Notifications,
    Alarms,
    Battery,
    App,
}

/// Whether a channel works here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ChannelState {
    /// Nothing was asked of it yet.
    #[default]
    Unknown,
    Ready {
        /// The device or voice in use; empty where the system is all there is to name.
        name: String,
    },
    /// The person has to allow it, and was not asked yet.
    Unasked,
    /// The person, or whoever looks after the machine, has forbidden it.
    Forbidden,
    Missing {
        /// Why, and what to do about it; one line for the person.
        why: String,
    },
    /// This platform has no such thing.
    Unsupported,
}

/// A stretch of history, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryPage {
    pub sessions: Vec<Arc<SessionRecord>>,
    /// Totals of all days from the oldest session's on.
    pub totals: Vec<DayTotal>,
    /// Whether older sessions exist.
    pub more: bool,
    /// The session right above the page; none for the newest page, which takes the place of all that is shown.
    pub below: Option<SessionId>,
}

/// Why something could not be read or written, in words that a person can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreFailure {
    pub reason: FailureReason,
    /// The file, or the system's own words.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FailureReason {
    /// Another program holds the file.
    Busy,
    DiskFull,
    /// The folder or file cannot be opened, read or written.
    Unreadable,
    /// The database was not one; it was set aside under the name in the detail.
    SetAside,
    /// Single rows made no sense; they were set aside under the names in the detail.
    RowsSetAside,
    /// A newer version of the app wrote it.
    Newer,
    /// The store will never take this session. It is kept where nothing tries it again; the detail says where.
    Refused,
    /// A session left by an earlier run cannot be understood; it was set aside under the name in the detail.
    Interrupted,
    /// Some settings could not be used; the detail names them.
    Settings,
    /// Some of what happened to breaks could not be understood; the detail names it. It is kept as it is.
    Breaks,
    /// A value that makes no sense, or a mistake of ours; the detail is for a report.
    Other,
}

impl FailureReason {
    /// Whether the same save may succeed later in this run.
    pub(super) const fn may_pass(self) -> bool {
        match self {
            Self::Busy | Self::DiskFull | Self::Unreadable | Self::Other => true,
            Self::Newer | Self::Refused | Self::SetAside | Self::RowsSetAside | Self::Interrupted | Self::Settings | Self::Breaks => false,
        }
    }
}
