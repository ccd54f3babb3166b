//! `reminders.journal`: what a phone's system did, and what a person answered it, one line each, in the order in which it
//! happened.

use std::str::FromStr;

use uuid::Uuid;

use super::lines::{self, Read};
use crate::Wall;
use crate::breaks::{OfferId, ReminderId};

/// What was read of a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    pub records: Vec<Record>,
    /// Lines that are whole, and make no sense as records.
    pub odd: usize,
    /// Lines that are not whole.
    pub damaged: usize,
    pub torn: bool,
    /// Bytes that nobody looked at.
    pub beyond: usize,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Names it for all time; what follows from it is named after it.
    pub id: Uuid,
    pub at: Wall,
    /// Where the person was, such as `Europe/Vienna`.
    pub zone: String,
    pub deed: Deed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A reminder was shown.
    Shown {
        reminder: ReminderId,
        offer: OfferId,
    },
    /// A reminder was swiped away, which is no answer.
    Dismissed {
        reminder: ReminderId,
        offer: OfferId,
    },
    /// The person wants the session; what becomes of it is told by the app.
    Start {
        offer: OfferId,
    },
    Later {
        offer: OfferId,
        minutes: u64,
    },
    Moved {
        offer: OfferId,
        by: By,
    },
    Skip {
        offer: OfferId,
        reason: String,
    },
    /// The phone was switched on.
    Boot,
    /// The clock was set, or the person is in another zone.
    Clock,
    /// A word of a newer version.
    Other {
        word: String,
        arguments: Vec<String>,
    },
}

/// Through what it is known that somebody moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Button,
    /// Steps that were counted before the reminder came, which was not shown then.
    Steps,
}

impl Journal {
    /// Reads a journal. It does not fail: what it cannot use it leaves out and counts.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let Read { lines, damaged, torn, beyond } = lines::read(bytes);
        let mut journal = Self { damaged, torn, beyond, ..Self::default() };
        for fields in lines {
            match Record::of(&fields) {
                Some(record) => journal.records.push(record),
                None => journal.odd += 1,
            }
        }
        journal
    }

    /// How many lines make no sense, as records or at all.
    #[must_use]
    pub const fn lost(&self) -> usize {
        self.odd + self.damaged + if self.torn { 1 } else { 0 }
    }

    /// Whether everything in it was understood.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.lost() == 0 && self.beyond == 0
    }
}

impl Record {
    /// The line of this record.
    #[must_use]
    pub fn line(&self) -> String {
        let mut fields = vec![self.id.to_string(), self.at.0.to_string(), self.zone.clone()];
        let (word, arguments) = self.deed.words();
        fields.push(word.to_owned());
        fields.extend(arguments);
        lines::line(fields)
    }

    /// None where the fields make no sense. More of them than are known come from a newer version.
    fn of(fields: &[String]) -> Option<Self> {
        let [id, at, zone, word, arguments @ ..] = fields else { return None };
        Some(Self { id: uuid(id)?, at: Wall(at.parse().ok()?), zone: zone.clone(), deed: Deed::of(word, arguments)? })
    }
}

impl Deed {
    /// What the offer is that it is about.
    #[must_use]
    pub const fn offer(&self) -> Option<OfferId> {
        match self {
            Self::Shown { offer, .. }
            | Self::Dismissed { offer, .. }
            | Self::Start { offer }
            | Self::Later { offer, .. }
            | Self::Moved { offer, .. }
            | Self::Skip { offer, .. } => Some(*offer),
            Self::Boot | Self::Clock | Self::Other { .. } => None,
        }
    }

    fn of(word: &str, arguments: &[String]) -> Option<Self> {
        let text = |place: usize| arguments.get(place).map(String::as_str);
        let offer = |place| text(place).and_then(uuid).map(OfferId);
        let reminder = || text(0).and_then(uuid).map(ReminderId);
        Some(match word {
            "shown" => Self::Shown { reminder: reminder()?, offer: offer(1)? },
            "dismissed" => Self::Dismissed { reminder: reminder()?, offer: offer(1)? },
            "start" => Self::Start { offer: offer(0)? },
            "later" => Self::Later { offer: offer(0)?, minutes: text(1).and_then(whole)? },
            "moved" => Self::Moved {
                offer: offer(0)?,
                by: match text(1)? {
                    "button" => By::Button,
                    "steps" => By::Steps,
                    _ => return None,
                },
            },
            "skip" => Self::Skip { offer: offer(0)?, reason: text(1)?.to_owned() },
            "boot" => Self::Boot,
            "clock" => Self::Clock,
            other => Self::Other { word: other.to_owned(), arguments: arguments.to_vec() },
        })
    }

    fn words(&self) -> (&str, Vec<String>) {
        let named = |offer: &OfferId| offer.0.to_string();
        match self {
            Self::Shown { reminder, offer } => ("shown", vec![reminder.0.to_string(), named(offer)]),
            Self::Dismissed { reminder, offer } => ("dismissed", vec![reminder.0.to_string(), named(offer)]),
            Self::Start { offer } => ("start", vec![named(offer)]),
            Self::Later { offer, minutes } => ("later", vec![named(offer), minutes.to_string()]),
            Self::Moved { offer, by: By::Button } => ("moved", vec![named(offer), "button".to_owned()]),
            Self::Moved { offer, by: By::Steps } => ("moved", vec![named(offer), "steps".to_owned()]),
            Self::Skip { offer, reason } => ("skip", vec![named(offer), reason.clone()]),
            Self::Boot => ("boot", vec![]),
            Self::Clock => ("clock", vec![]),
            Self::Other { word, arguments } => (word, arguments.clone()),
        }
    }
}

/// In the one form that both languages write: 36 lower-case characters.
pub(super) fn uuid(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok().filter(|uuid| uuid.to_string() == text)
}

/// Digits only: no sign.
pub(super) fn whole(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| u64::from_str(text).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(fields: &[&[&str]]) -> Journal {
        let text: String = fields.iter().map(|fields| lines::line(fields.iter())).collect();
        Journal::read(text.as_bytes())
    }

    const ID: &str = "0193c1a0-0000-7000-8000-000000000001";
    const OFFER: &str = "0193c1a0-0000-8000-8000-000000000002";

    #[test]
    fn every_word_is_read_and_written() {
        let start = |word: &'static str| [ID, "1803891600000", "Europe/Vienna", word];
        let all: [Vec<&str>; 10] = [
            [&start("shown")[..], &[ID, OFFER]].concat(),
            [&start("dismissed")[..], &[ID, OFFER]].concat(),
            [&start("start")[..], &[OFFER]].concat(),
            [&start("later")[..], &[OFFER, "10"]].concat(),
            [&start("moved")[..], &[OFFER, "button"]].concat(),
            [&start("moved")[..], &[OFFER, "steps"]].concat(),
            [&start("skip")[..], &[OFFER, "no\ttime\n\\"]].concat(),
            start("boot").to_vec(),
            start("clock").to_vec(),
            [&start("danced")[..], &["a", ""]].concat(),
        ];
        let text: String = all.iter().map(lines::line).collect();
        let journal = Journal::read(text.as_bytes());
        assert!(journal.is_whole());
        assert_eq!(journal.records.iter().map(Record::line).collect::<String>(), text);
    }

    #[test]
    fn what_makes_no_sense_is_left_out_and_counted() {
        let odd: [&[&str]; 9] = [
            &[ID, "1803891600000", "Europe/Vienna"],
            &["one", "1803891600000", "Europe/Vienna", "boot"],
            &[ID, "soon", "Europe/Vienna", "boot"],
            &[ID, "1", "", "later", OFFER],
            &[ID, "1", "", "later", OFFER, "+5"],
            &[ID, "1", "", "later", OFFER, "99999999999999999999"],
            &[ID, "1", "", "moved", OFFER, "danced"],
            &[ID, "1", "", "shown", OFFER],
            &[ID, "1", "", "skip", OFFER],
        ];
        let journal = journal(&odd);
        assert_eq!((journal.records.len(), journal.odd, journal.damaged), (0, 9, 0));
    }

    #[test]
    fn what_a_newer_version_adds_to_a_word_does_no_harm() {
        let journal = journal(&[&[ID, "1", "Europe/Vienna", "later", OFFER, "5", "loudly"]]);
        assert_eq!(journal.records[0].deed, Deed::Later { offer: OfferId(uuid(OFFER).unwrap()), minutes: 5 });
    }
}
