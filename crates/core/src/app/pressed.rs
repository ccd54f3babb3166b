//! What a person does about breaks, on a page, in a notification or at the tray.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use crate::Wall;
use crate::breaks::{Answer, Holiday, OfferId, Pause, Reason, ReminderChange, Snooze};

/// Something about breaks that lies over the page and is closed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakSheet {
    /// The break that is open.
    Due,
    /// It was skipped because something hurts.
    Hurts,
    /// One that is over, to be put right.
    Correct(OfferId),
    /// For how long to hear nothing.
    Pause,
    /// The hours of a weekday.
    Hours(Weekday),
    /// A stretch of days off, to be added.
    DayOff,
}

/// What a person does about breaks.
#[derive(Clone, Debug, PartialEq)]
pub enum Break {
    Open(BreakSheet),
    Close,
    /// Starts the quick routine for the open break.
    Start,
    /// None: for as long as the settings say.
    Later(Option<Snooze>),
    /// The person has got up already.
    Moved,
    Skip(Option<Reason>),
    /// A button of a notification. The break it was about may be over by now.
    Press(OfferId, Pressed),
    Pause(Pause),
    /// A pause that ends at this instant, or no pause.
    PauseUntil(Option<Wall>),
    /// The person rests today, or does not after all.
    RestToday(bool),
    /// It hurts more today, or does not after all. Reminders still come; the day ends no streak.
    FlareUpToday(bool),
    /// What a break really was.
    Correct(OfferId, Answer),
    Change(ReminderChange),
    Hours(HoursEdit),
    /// Days off; the same pair again changes nothing.
    AddHoliday(Holiday),
    RemoveHoliday(usize),
    /// Shows a reminder as a sample.
    Try,
    /// Has the system ask whether it may show notifications.
    Allow,
}

/// A button of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The notification itself.
    Body,
    Start,
    Later,
    Moved,
}

/// What a window is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// The session for a break.
    Start,
    /// The break that is open.
    Due,
    /// Nothing in particular.
    Any,
}

impl Pressed {
    /// From the word by which a notification's button is known.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [("body", Self::Body), ("start", Self::Start), ("later", Self::Later), ("moved", Self::Moved)]
            .into_iter()
            .find_map(|(known, pressed)| (known == word).then_some(pressed))
    }

    /// The same, about whatever break is open.
    #[must_use]
    pub const fn deed(self) -> Break {
        match self {
            Self::Body => Break::Open(BreakSheet::Due),
            Self::Start => Break::Start,
            Self::Later => Break::Later(None),
            Self::Moved => Break::Moved,
        }
    }
}

impl Opening {
    /// What the window does then.
    #[must_use]
    pub const fn deed(self) -> Option<Break> {
        match self {
            Self::Start => Some(Break::Start),
            Self::Due => Some(Break::Open(BreakSheet::Due)),
            Self::Any => None,
        }
    }
}

/// What a person does to the ranges of a weekday. Times come as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursEdit {
    Add(Weekday),
    Remove(Weekday, usize),
    Put {
        day: Weekday,
        place: usize,
        start: String,
        end: String,
    },
    /// Takes over the hours of another day.
    Copy {
        from: Weekday,
        to: Weekday,
    },
    /// A day with the usual hours, or a day of rest.
    Day(Weekday, bool),
    /// The same hours on every day that has some.
    Usual {
        start: String,
        end: String,
    },
}

/// Hours that were typed and cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddRange {
    /// This range of a weekday.
    Of(Weekday, usize),
    /// Those of every day.
    Usual,
}
