//! What happened in a life, for the judge: each minute as it was, what the person did, what the planner showed and wrote.

use std::sync::Arc;

use chrono_tz::Tz;
use unsit_core::breaks::{Kind, OfferId, ReminderId, ReminderSettings, Row};

#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) zones: Vec<Tz>,
    pub(crate) settings: Vec<Arc<ReminderSettings>>,
    pub(crate) minutes: Vec<Minute>,
    pub(crate) acts: Vec<Act>,
    pub(crate) shown: Vec<Shown>,
    pub(crate) rows: Vec<Row>,
    /// The planner asked to be woken when it had just been.
    pub(crate) stood_still: bool,
}

impl Trace {
    /// What changed, was done and was shown around a minute, for whoever looks into a violation.
    pub(crate) fn explain(&self, minute: usize, around: usize) {
        let from = minute.saturating_sub(around);
        for index in from..(minute + around / 4).min(self.minutes.len()) {
            let (now, before) = (self.minutes[index], self.minutes[index.saturating_sub(1)]);
            let zone = self.zones[now.zone];
            let same = Minute { wall: now.wall, ..before };
            if index == from || same != now || now.wall != before.wall + 1 {
                println!("{index} {zone} {now:?}");
            }
            if index == from || now.settings != before.settings {
                println!("    {}", self.settings[now.settings].to_value());
            }
            self.acts.iter().filter(|act| act.minute == index).for_each(|act| println!("    {:?}", act.what));
            self.shown
                .iter()
                .filter(|shown| shown.minute == index)
                .for_each(|shown| println!("    {:?} at second {}", shown.kind, shown.mono / 1000 % 60));
        }
    }
}

/// A minute of a life, after what happened at its beginning.
#[allow(clippy::struct_excessive_bools)] // a record, not a state
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Minute {
    /// What the machine's clock says, in minutes of UTC.
    pub(crate) wall: i64,
    pub(crate) zone: usize,
    pub(crate) settings: usize,
    /// Whether somebody sits there.
    pub(crate) present: bool,
    /// Whether the machine can know.
    pub(crate) seems_present: bool,
    pub(crate) in_call: bool,
    pub(crate) in_session: bool,
    pub(crate) woke: bool,
}

/// What the person did at the beginning of a minute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Act {
    pub(crate) minute: usize,
    /// How many reminders had been shown before.
    pub(crate) after_shown: usize,
    pub(crate) what: Deed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Seconds held and planned.
    Session(u64, u64),
    Moved,
    Skipped,
    /// Minutes.
    Later(u64),
}

/// A reminder as the planner gave it.
#[allow(clippy::struct_excessive_bools)] // a record, not a state
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    /// The minute whose circumstances held.
    pub(crate) minute: usize,
    /// As things were at that moment, which may lie between two deeds of one minute.
    pub(crate) zone: usize,
    pub(crate) settings: usize,
    pub(crate) seems_present: bool,
    pub(crate) in_call: bool,
    pub(crate) in_session: bool,
    /// Milliseconds since the life began.
    pub(crate) mono: u64,
    /// Milliseconds of UTC by the machine's clock.
    pub(crate) wall: i64,
    pub(crate) id: ReminderId,
    pub(crate) offer: OfferId,
    pub(crate) kind: Kind,
}
