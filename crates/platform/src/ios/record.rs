//! What iOS showed and was answered while the app stood still, as the journal of the phone tells it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use unsit_core::app::First;
use unsit_core::phone::{By, Deed, Record};
use unsit_core::{Millis, Wall};
use uuid::{Builder, Uuid};

use super::reconcile::reminder_of;
use crate::native::JOURNAL;

/// A reminder that iOS has shown. However often it is told, it is one record: its name follows from what it tells.
#[must_use]
pub fn shown(first: First, zone: &str) -> Record {
    let First { reminder, offer, at } = first;
    let mut tail = [0; 10];
    tail.copy_from_slice(&reminder.0.as_bytes()[6..]);
    let id = Builder::from_unix_timestamp_millis(at.0.max(0).unsigned_abs(), &tail).into_uuid();
    Record { id, at, zone: zone.to_owned(), deed: Deed::Shown { reminder, offer } }
}

/// All reminders among what iOS has shown, by their names and the times at which they came; in that order.
#[must_use]
pub fn all_shown(delivered: &[(String, Wall)], zone: &str) -> Vec<Record> {
    let mut records: Vec<Record> =
        delivered.iter().filter_map(|(name, came)| reminder_of(name, *came)).map(|first| shown(first, zone)).collect();
    records.sort_by_key(|record| (record.at, record.id));
    records.dedup_by_key(|record| record.id);
    records
}

/// Steps that were counted before a reminder which came all the same: they answer it. One record as well, however often it is told.
#[must_use]
pub fn walked(first: First, zone: &str) -> Record {
    let shown = shown(first, zone);
    let mut id = *shown.id.as_bytes();
    // Another one than that of the reminder itself.
    id[15] ^= 1;
    // It is answered as soon as it has come.
    let deed = Deed::Moved { offer: first.offer, by: By::Steps };
    Record { id: Uuid::from_bytes(id), at: first.at + Millis(1), deed, ..shown }
}

/// A button of a notification, by its word.
#[must_use]
pub fn answer(word: &str, about: First, minutes: u64, id: Uuid, at: Wall, zone: &str) -> Option<Record> {
    let First { reminder, offer, .. } = about;
    let deed = match word {
        "start" => Deed::Start { offer },
        "later" => Deed::Later { offer, minutes },
        "moved" => Deed::Moved { offer, by: By::Button },
        "dismissed" => Deed::Dismissed { reminder, offer },
        _ => return None,
    };
    Some(Record { id, at, zone: zone.to_owned(), deed })
}

/// Whether the last records could not be written, which may have happened before the loop was there to hear of it.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Whether everything that was to be written down last is in the journal.
pub fn is_written() -> bool {
    !FAILED.load(Ordering::SeqCst)
}

/// Adds records to the journal of a data directory. They are on disk when this returns.
pub fn append(directory: &Path, records: &[Record]) -> io::Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let appended = add(directory, records);
    FAILED.store(appended.is_err(), Ordering::SeqCst);
    appended
}

fn add(directory: &Path, records: &[Record]) -> io::Result<()> {
    std::fs::create_dir_all(directory)?;
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(directory.join(JOURNAL))?;
    let mut lines: String = if is_torn(&mut file)? { "\n".into() } else { String::new() };
    lines.extend(records.iter().map(Record::line));
    // In one piece, so that two who write at once do not mix their lines.
    file.write_all(lines.as_bytes())?;
    file.sync_data()
}

/// Whether the last line has no end: whoever wrote it was killed.
fn is_torn(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // in a test a panic is the answer

    use tempfile::tempdir;
    use unsit_core::breaks::{OfferId, ReminderId};
    use unsit_core::phone::Journal;

    use crate::ios::name::Name;

    use super::*;

    const FIRST: First =
        First { reminder: ReminderId(Uuid::from_u128(77)), offer: OfferId(Uuid::from_u128(78)), at: Wall(1_803_898_800_123) };

    #[test]
    fn a_reminder_that_was_shown_is_the_same_record_each_time() {
        let record = shown(FIRST, "Europe/Vienna");
        assert_eq!(record, shown(FIRST, "Europe/Vienna"));
        assert_eq!(record.id.get_version_num(), 7);
        let other = First { reminder: ReminderId(Uuid::from_u128(79)), ..FIRST };
        assert_ne!(record.id, shown(other, "Europe/Vienna").id);
    }

    #[test]
    fn what_was_shown_is_told_in_its_order_and_once() {
        let name = |number: u128| Name::shown(ReminderId(Uuid::from_u128(number)), FIRST.offer, "", "").to_string();
        let delivered = [(name(8), Wall(900)), (name(7), Wall(700)), (name(7), Wall(700)), ("sample".to_owned(), Wall(1))];
        let records = all_shown(&delivered, "UTC");
        assert_eq!(records.iter().map(|record| record.at).collect::<Vec<_>>(), [Wall(700), Wall(900)]);
    }

    #[test]
    fn a_walk_before_a_reminder_answers_it() {
        let (shown, walked) = (shown(FIRST, "UTC"), walked(FIRST, "UTC"));
        assert_ne!(shown.id, walked.id);
        assert_eq!((walked.id.get_version_num(), walked.at > shown.at), (7, true));
        assert_eq!(walked.deed, Deed::Moved { offer: FIRST.offer, by: By::Steps });
    }

    #[test]
    fn what_is_appended_is_read_by_the_one_who_drains() {
        let folder = tempdir().unwrap();
        let directory = folder.path().join("not/there/yet");
        let answers =
            ["start", "later", "moved", "dismissed"].map(|word| answer(word, FIRST, 10, Uuid::from_u128(5), Wall(7), "UTC").unwrap());
        append(&directory, &[shown(FIRST, "Europe/Vienna")]).unwrap();
        append(&directory, &answers).unwrap();
        append(&directory, &[]).unwrap();
        let journal = Journal::read(&std::fs::read(directory.join(JOURNAL)).unwrap());
        assert!(journal.is_whole());
        assert_eq!(journal.records, [vec![shown(FIRST, "Europe/Vienna")], answers.to_vec()].concat());
        assert_eq!(answer("snooze", FIRST, 10, Uuid::nil(), Wall(0), ""), None);
    }

    #[test]
    fn a_torn_line_does_not_take_the_next_one_with_it() {
        let folder = tempdir().unwrap();
        let record = shown(FIRST, "UTC");
        std::fs::write(folder.path().join(JOURNAL), &record.line()[..20]).unwrap();
        append(folder.path(), std::slice::from_ref(&record)).unwrap();
        let journal = Journal::read(&std::fs::read(folder.path().join(JOURNAL)).unwrap());
        assert_eq!((journal.records, journal.damaged), (vec![record], 1));
    }
}
