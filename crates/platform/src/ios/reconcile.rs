//! What has to change so that iOS keeps the notifications that are wanted.

use std::collections::BTreeSet;

use unsit_core::app::{First, Pending, Reminder, Subject, When};
use unsit_core::breaks::ReminderId;
use unsit_core::{Millis, Now, Wall};

use super::name::Name;

/// What should be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub pending: Vec<Pending>,
    /// Whether the reminders among them are known; until then those that wait stay.
    pub knows_reminders: bool,
    /// The reminder that should be in sight; any other one is taken away. None while it is not known which.
    pub in_sight: Option<Option<Reminder>>,
}

/// What iOS has: pending ones by their names, and shown ones with the time at which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub pending: Vec<String>,
    pub delivered: Vec<(String, Wall)>,
}

/// What is to be done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub add: Vec<(String, Pending)>,
    /// To be shown at once.
    pub show: Option<(String, Reminder)>,
    pub take_from_pending: Vec<String>,
    pub take_from_sight: Vec<String>,
}

impl Changes {
    #[must_use]
    pub fn of(wanted: &Wanted, found: &Found, now: &Now) -> Self {
        let in_sight = wanted.in_sight.as_ref().and_then(Option::as_ref);
        let is_in_sight = |subject| in_sight.is_some_and(|reminder| is_about(subject, reminder.id));
        let names: Vec<(String, &Pending)> = wanted.pending.iter().map(|pending| (Name::of(pending).to_string(), pending)).collect();
        let wanted_names: BTreeSet<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        let stays = |name: &&String| {
            wanted_names.contains(name.as_str())
                || match name.parse::<Name>().map(|name| name.subject) {
                    // One that is about to come is shown by the system, which needs no second one.
                    Ok(subject @ (Subject::Reminder { .. } | Subject::Week { .. })) => {
                        !wanted.knows_reminders || wanted.in_sight.is_none() || is_in_sight(subject)
                    }
                    Ok(Subject::Phase { .. }) | Err(_) => false,
                }
        };
        let is_there = |name: &str| found.pending.iter().any(|pending| pending == name);
        let comes = |pending: &Pending| match pending.when {
            When::Once { at, .. } => at > now.wall,
            When::Weekly { .. } => true,
            When::Mono(at) => at > now.mono,
        };
        let add = names
            .iter()
            .filter(|(name, pending)| !is_there(name) && comes(pending))
            .map(|(name, pending)| (name.clone(), (*pending).clone()));
        Self {
            add: add.collect(),
            show: in_sight.filter(|reminder| !reminder.is_in_sight && !is_known(found, reminder.id)).and_then(shown),
            take_from_pending: found.pending.iter().filter(|name| !stays(name)).cloned().collect(),
            take_from_sight: found.delivered.iter().filter(|(name, at)| is_over(wanted, name, *at)).map(|(name, _)| name.clone()).collect(),
        }
    }

    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

fn shown(reminder: &Reminder) -> Option<(String, Reminder)> {
    let name = Name::shown(reminder.id, reminder.offer?, &reminder.title, &reminder.body);
    Some((name.to_string(), reminder.clone()))
}

/// Whether this reminder is in sight, or about to be.
fn is_known(found: &Found, reminder: ReminderId) -> bool {
    let is_pending = found.pending.iter().filter_map(|name| name.parse::<Name>().ok()).any(|name| is_about(name.subject, reminder));
    is_pending || found.delivered.iter().any(|(name, at)| reminder_of(name, *at).is_some_and(|first| first.reminder == reminder))
}

fn is_about(subject: Subject, reminder: ReminderId) -> bool {
    match subject {
        Subject::Reminder { reminder: own, .. } | Subject::Week { first: Some(First { reminder: own, .. }), .. } => own == reminder,
        Subject::Week { first: None, .. } | Subject::Phase { .. } => false,
    }
}

/// Whether a notification in sight has nothing more to say. What is no reminder never has: a cue is over at once.
fn is_over(wanted: &Wanted, name: &str, at: Wall) -> bool {
    match (name.parse::<Name>().map(|name| name.subject), &wanted.in_sight) {
        (Ok(Subject::Phase { .. }), _) => true,
        (Ok(Subject::Reminder { .. } | Subject::Week { .. }), Some(in_sight)) => {
            let shown = reminder_of(name, at).map(|first| first.reminder);
            in_sight.as_ref().is_none_or(|reminder| shown != Some(reminder.id))
        }
        // A sample stays until it is put away.
        (Ok(Subject::Reminder { .. } | Subject::Week { .. }), None) | (Err(_), _) => false,
    }
}

/// The reminder that a notification was when it came. A weekly one is known the first time only.
#[must_use]
pub fn reminder_of(name: &str, came: Wall) -> Option<First> {
    match name.parse::<Name>().ok()?.subject {
        Subject::Reminder { reminder, offer } => Some(First { reminder, offer, at: came }),
        Subject::Week { first: Some(first), .. } => {
            const MINUTE: Millis = Millis(60_000);
            (came.since(first.at).max(first.at.since(came)) <= MINUTE).then_some(First { at: came, ..first })
        }
        Subject::Week { first: None, .. } | Subject::Phase { .. } => None,
    }
}
