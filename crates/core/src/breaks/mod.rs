//! Breaks from sitting: how long one has sat, when a break is due, and what became of it.
//!
//! - [`ReminderSettings`] say when somebody sits and how to be reminded; [`SettingsFile`] reads them from where nobody checked.
//! - [`ReminderRows`] are these settings as the store keeps them.
//! - [`Calendar`] turns active hours into instants of a [`Zone`].
//! - [`Sitting`] is the sitting clock, a state machine of (state, event, now).
//! - [`plan_reminders`] says what would be shown, and when, if nobody did anything more.
//! - [`Breaks`] holds both together: events in, facts for the ledger out.
//! - [`Ledger`] folds the facts to a row for each break; [`streak`] folds them to days.
//! - [`replay`] plays a script of events over all of it.

mod calendar;
mod delivered;
mod fault;
mod ledger;
mod machine;
mod offer;
mod pause;
mod planner;
mod read;
mod replay;
mod rows;
mod script;
mod settings;
mod sitting;
mod stored;
mod streak;
mod to_come;
mod weeks;
mod zone;

use chrono::SecondsFormat;
pub use chrono::{NaiveDate, Weekday};

pub use calendar::{Calendar, Span, Spans};
#[cfg(feature = "faults")]
pub use fault::Fault;
pub use ledger::{Answer, Fact, Ledger, LedgerEvent, Outcome, Reason, Row, Why};
pub use machine::{Breaks, Event};
pub(crate) use offer::derived;
pub use offer::{Kind, OfferId, Offers, ReminderId};
pub use pause::Pause;
pub use planner::{DELIVERY, Due, delivery, plan_reminders};
pub use read::{Refusal, Refused, SettingsFile};
pub use replay::{Played, Shown, replay};
pub use rows::{ReminderChange, ReminderRows};
pub use script::{Script, Step, What};
pub use settings::{
    AwayReset, DayStarts, Holiday, Minutes, NoticeSeconds, Range, ReminderSettings, Repeat, RepeatEvery, RepeatTimes, SitLimit, Snooze,
    TimeOfDay, WakeGrace, Week,
};
pub use sitting::{IDLE, Sitting, SittingRecord, UNWATCHED};
pub use stored::BreaksRecord;
pub use streak::{Standing, Streak, standings, streak};
pub use weeks::Weeks;
pub use zone::Zone;

use crate::Wall;

/// An instant in UTC as text, such as `2027-03-01T09:00:00Z`; with milliseconds where there are some.
#[must_use]
pub fn utc_text(at: Wall) -> String {
    at.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
