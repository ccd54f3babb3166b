//! The names of notifications. iOS knows a notification by its name only, so the name says what it is about, and changes with
//! what it says and when.

use std::fmt;
use std::str::FromStr;

use chrono::Weekday;
use unsit_core::app::{First, Pending, Subject, When};
use unsit_core::breaks::{OfferId, ReminderId};
use unsit_core::record::SessionId;
use unsit_core::{Mono, Wall};
use uuid::Uuid;

use crate::native::fingerprint;

/// What a notification is about, and a mark of its words and its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub subject: Subject,
    pub mark: u64,
}

impl Name {
    #[must_use]
    pub fn of(pending: &Pending) -> Self {
        let when = match pending.when {
            When::Once { local, .. } => local.to_string(),
            When::Weekly { day, time } => format!("{day} {time}"),
            When::Mono(at) => at.0.to_string(),
        };
        Self { subject: pending.subject, mark: mark(&when, &pending.title, &pending.body) }
    }

    /// Whether it is a moment of a session.
    #[must_use]
    pub const fn is_cue(&self) -> bool {
        matches!(self.subject, Subject::Phase { .. })
    }

    /// That of a reminder that is shown at once.
    #[must_use]
    pub fn shown(reminder: ReminderId, offer: OfferId, title: &str, body: &str) -> Self {
        Self { subject: Subject::Reminder { reminder, offer }, mark: mark("", title, body) }
    }
}

fn mark(when: &str, title: &str, body: &str) -> u64 {
    fingerprint([when, title, body].join("\n").as_bytes())
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.subject {
            Subject::Reminder { reminder, offer } => write!(f, "due:{}:{}", reminder.0, offer.0)?,
            Subject::Week { day, first: None } => write!(f, "week:{day}")?,
            Subject::Week { day, first: Some(First { reminder, offer, at }) } => {
                write!(f, "week:{day}:{}:{}:{}", reminder.0, offer.0, at.0)?;
            }
            Subject::Phase { session, at } => write!(f, "cue:{}:{}", session.0, at.0)?,
        }
        write!(f, ":{:016x}", self.mark)
    }
}

/// The name is of another version of Unsit, or of nothing of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no name of a notification")]
pub struct Unknown;

impl FromStr for Name {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let parts: Vec<&str> = text.split(':').collect();
        let [kind, subject @ .., mark] = parts.as_slice() else { return Err(Unknown) };
        let mark = u64::from_str_radix(mark, 16).map_err(|_| Unknown)?;
        let uuid = |text: &str| Uuid::parse_str(text).map_err(|_| Unknown);
        let day = |text: &str| text.parse::<Weekday>().map_err(|_| Unknown);
        let subject = match (*kind, subject) {
            ("due", [reminder, offer]) => Subject::Reminder { reminder: ReminderId(uuid(reminder)?), offer: OfferId(uuid(offer)?) },
            ("week", [own]) => Subject::Week { day: day(own)?, first: None },
            ("week", [own, reminder, offer, at]) => {
                let at = Wall(at.parse().map_err(|_| Unknown)?);
                let first = First { reminder: ReminderId(uuid(reminder)?), offer: OfferId(uuid(offer)?), at };
                Subject::Week { day: day(own)?, first: Some(first) }
            }
            ("cue", [session, at]) => Subject::Phase { session: SessionId(uuid(session)?), at: Mono(at.parse().map_err(|_| Unknown)?) },
            _ => return Err(Unknown),
        };
        let name = Self { subject, mark };
        // One spelling only: it is compared as text.
        if name.to_string() == text { Ok(name) } else { Err(Unknown) }
    }
}
