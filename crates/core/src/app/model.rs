//! Everything the app knows at one moment. Screens are functions of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Weekday;
use uuid::Uuid;

use super::diary::Diary;
use super::effect::Beat;
use super::login::AtLogin;
use super::message::{Channel, ChannelState, StoreFailure, Unsaved};
use super::mint::Mint;
use super::own::Own;
use super::pages::{FirstPage, LearnPage, SafetyPage};
use super::settings::{FirstWeekday, Settings};
use super::trail::Trail;
use super::watch::Watch;
use crate::record::{DayTotal, Origin, SessionId, SessionRecord};
use crate::routine::{Catalogue, Id, Routine, Variant};
use crate::safety::{Adjusted, Barrier};
use crate::session::{Session, Summary};
use crate::text::{Clock, Language, Region, Texts, first_weekday};
use crate::{LocalDay, Mono, Now, Wall};

/// The state of the app.
#[derive(Clone, Debug)]
pub struct Model {
    /// When the last message came; what is shown is true for this moment.
    pub now: Now,
    pub catalogue: &'static Catalogue,
    pub settings: Settings,
    /// What the person built themselves.
    pub own: Own,
    pub system_language: Language,
    pub system_region: Option<Region>,
    /// Where everything is stored.
    pub folder: Option<String>,
    pub screen: Screen,
    pub(super) trail: Trail,
    /// The session on the screen: running, paused, or over and not yet closed.
    pub playing: Option<Playing>,
    /// A session that an earlier run left.
    pub interrupted: Option<Interrupted>,
    pub history: History,
    pub diary: Diary,
    /// Breaks from sitting.
    pub watch: Watch,
    /// What the person should know; one at a time, oldest first.
    pub notices: Vec<Notice>,
    /// Safety answers are stored that could not be read, and none were given since.
    pub(super) safety_unread: bool,
    /// The safety check came into Unsit after this person did, and neither has been answered nor put off.
    pub(super) invited_to_check: bool,
    pub(super) channels: BTreeMap<Channel, ChannelState>,
    /// Whether the system starts reminders at login; none where it has no such thing, or has not said.
    pub at_login: Option<AtLogin>,
    /// Whether a screen reader speaks.
    pub(super) screen_reader: bool,
    /// The variant of each routine that was done last.
    pub(super) last_variants: BTreeMap<Id, Id>,
    /// Sessions that the store did not take.
    pub(super) unsaved: Vec<Unsaved>,
    /// When those that may be taken later are tried again.
    pub(super) retry_at: Option<Mono>,
    pub(super) device: Uuid,
    pub(super) mint: Mint,
}

impl Model {
    /// An app that has just been started and knows nothing yet. `seed` is true randomness, for new ids.
    #[must_use]
    pub fn new(now: Now, seed: u128) -> Self {
        Self {
            now,
            catalogue: Catalogue::built_in(),
            settings: Settings::default(),
            own: Own::default(),
            system_language: Language::English,
            system_region: None,
            folder: None,
            screen: Screen::Today,
            trail: Trail::default(),
            playing: None,
            interrupted: None,
            history: History::default(),
            diary: Diary::default(),
            watch: Watch::default(),
            notices: Vec::new(),
            safety_unread: false,
            invited_to_check: false,
            channels: BTreeMap::new(),
            at_login: None,
            screen_reader: false,
            last_variants: BTreeMap::new(),
            unsaved: Vec::new(),
            retry_at: None,
            device: Uuid::nil(),
            mint: Mint::new(seed),
        }
    }

    /// The screen that the way back leads to.
    #[must_use]
    pub fn above(&self) -> Screen {
        self.trail.above(&self.screen)
    }

    /// The language in force.
    #[must_use]
    pub fn language(&self) -> Language {
        self.settings.language.unwrap_or(self.system_language)
    }

    #[must_use]
    pub fn texts(&self) -> &'static Texts {
        Texts::built_in(self.language())
    }

    /// How times are read: as chosen, else as where the person is.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.settings.clock.unwrap_or_else(|| Clock::of(self.system_region))
    }

    /// The day on which a week begins: as chosen, else as where the person is.
    #[must_use]
    pub fn first_weekday(&self) -> Weekday {
        self.settings.first_weekday.map_or_else(|| first_weekday(self.system_region), FirstWeekday::weekday)
    }

    /// Why no session may begin; none when one may.
    #[must_use]
    pub fn barrier(&self) -> Option<Barrier> {
        self.settings.safety.barrier(&self.catalogue.safety)
    }

    /// A variant of a routine as this person plays it.
    #[must_use]
    pub fn adjusted(&self, routine: &Routine, variant: &Variant, alternative: bool) -> Adjusted {
        self.settings.adjusted(routine, variant, self.catalogue, alternative)
    }

    /// The person's day now.
    #[must_use]
    pub fn today(&self) -> LocalDay {
        self.now.local_day(self.settings.day_start.time())
    }

    #[must_use]
    pub fn channel(&self, channel: Channel) -> &ChannelState {
        static UNKNOWN: ChannelState = ChannelState::Unknown;
        self.channels.get(&channel).unwrap_or(&UNKNOWN)
    }

    /// A routine of the catalogue, or one that the person built and that can be played.
    #[must_use]
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        self.catalogue.routine(id).or_else(|| self.own.routines.routine(id))
    }

    /// The variant of a routine that was done last.
    #[must_use]
    pub fn last_variant(&self, routine: &str) -> Option<&Id> {
        self.last_variants.get(routine)
    }

    /// Sessions that the store may take later in this run.
    pub(super) fn to_be_tried_again(&self) -> impl Iterator<Item = &Unsaved> {
        self.unsaved.iter().filter(|unsaved| unsaved.why.reason.may_pass())
    }

    /// The notice to be shown: the oldest, news of the app last.
    pub(super) fn notice(&self) -> Option<&Notice> {
        let quiet = |notice: &&Notice| **notice == Notice::NewVersion;
        let urgent = self.notices.iter().find(|notice| !quiet(notice));
        urgent.or_else(|| self.notices.first().filter(|_| self.playing.is_none()))
    }

    /// Whether a session is on: running or paused.
    #[must_use]
    pub fn is_in_session(&self) -> bool {
        self.playing.as_ref().is_some_and(|playing| !playing.session.is_done())
    }
}

/// Where the person is in the app. The guide lies over it while a session is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    Today,
    Routines,
    Routine(Id),
    /// An own routine in the making.
    Builder,
    /// The exercises to choose a step from.
    Exercises,
    History,
    Settings,
    /// Whether reminders come, and what keeps them from coming.
    Checkup,
    Learn(LearnPage),
    Safety(SafetyPage),
    /// What a new person sees before anything else.
    FirstRun(FirstPage),
}

/// A session on the screen, and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Playing {
    pub id: SessionId,
    pub routine: Id,
    pub variant: Option<Id>,
    pub session: Session,
    pub started_at: Wall,
    pub offset_seconds: i32,
    pub local_day: LocalDay,
    pub rehearsal: bool,
    /// The person was asked whether to stop; true when the session ran before the question.
    pub asking_to_stop: Option<bool>,
    pub saving: Saving,
    pub(super) last_beat: Option<Mono>,
    /// Until when a sentence is being said that counting in would cut off. The ticks go on.
    pub(super) saying_until: Option<Mono>,
}

impl Playing {
    /// What to store of it.
    #[must_use]
    pub fn record(&self, summary: Summary, ended_at: Wall, device: Uuid) -> SessionRecord {
        SessionRecord {
            id: self.id,
            device,
            routine: self.routine.clone(),
            variant: self.variant.clone(),
            started_at: self.started_at,
            ended_at: Wall(ended_at.0.max(self.started_at.0)),
            offset_seconds: self.offset_seconds,
            local_day: self.local_day,
            completed: summary.is_completed(),
            reached_end: summary.reached_end,
            rehearsal: self.rehearsal,
            origin: Origin::Guided,
            corrects: None,
            sets: summary.sets,
        }
    }
}

/// What became of a finished session's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// The session goes on.
    NotYet,
    /// Nothing was done that is worth a row.
    Nothing,
    Pending,
    Saved,
    Failed(StoreFailure),
}

/// A session that was not over when the app ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Interrupted {
    pub beat: Beat,
    pub summary: Summary,
}

/// What was done before, as far as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Newest first; rehearsals left out.
    pub sessions: Vec<Arc<SessionRecord>>,
    pub totals: Vec<DayTotal>,
    /// Whether older sessions exist.
    pub more: bool,
    /// Whether older ones are being read.
    pub loading: bool,
}

/// Something the person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    NotRead(StoreFailure),
    NotSaved(StoreFailure),
    /// A change to what counts.
    NotRevised(StoreFailure),
    /// A session runs already.
    SessionRunning,
    /// Another window or terminal plays a session.
    SessionElsewhere,
    /// A routine that is not in the catalogue, or that holds nothing to do.
    CannotStart(Id),
    /// A new version waits. Comes after all others, and never in a session.
    NewVersion,
}
