//! The journal that a phone's system writes while Unsit does not run: read, and taken away once it is stored.
//!
//! Whoever writes it may be at it in this moment. So it is renamed first, and what was renamed is read once more before it goes,
//! with the next journal. What makes no sense in it is not thrown away.

use std::fs;
use std::io;
use std::path::PathBuf;

use unsit_core::app::{FailureReason, StoreFailure};
use unsit_core::phone::{Journal, Record};

pub(crate) const NAME: &str = "reminders.journal";
/// The one that was renamed.
const BEFORE: &str = "reminders.journal.1";

/// The journal in a data directory.
#[derive(Debug)]
pub(super) struct JournalFile {
    directory: PathBuf,
    /// What was read last, of the renamed one and of the one that is written, and how many records that were.
    read: Option<([Vec<u8>; 2], usize)>,
    /// What was said of it last.
    said: Option<String>,
}

impl JournalFile {
    pub(super) const fn of(directory: PathBuf) -> Self {
        Self { directory, read: None, said: None }
    }

    /// All that is there, in the order in which it was written.
    pub(super) fn read(&mut self) -> (Vec<Record>, Option<StoreFailure>) {
        self.read = None;
        let both = match [BEFORE, NAME].map(|name| self.bytes(name)) {
            [Ok(before), Ok(now)] => [before, now],
            [Err(error), _] | [_, Err(error)] => {
                let detail = format!("{NAME}: {error}");
                return (vec![], self.tell(FailureReason::Unreadable, detail));
            }
        };
        let [before, now] = both.each_ref().map(|bytes| Journal::read(bytes));
        let lost = before.damaged + before.odd + usize::from(before.torn) + now.damaged + now.odd;
        let beyond = before.beyond + now.beyond;
        let records: Vec<Record> = before.records.into_iter().chain(now.records).collect();
        self.read = Some((both, records.len()));
        let failure = if lost + beyond == 0 {
            None
        } else {
            self.tell(FailureReason::Breaks, format!("{NAME}: {lost} lines, {beyond} bytes beyond its end"))
        };
        (records, failure)
    }

    /// So many records are stored. Where more were read since, they are still on their way, and all of it stays.
    pub(super) fn end(&mut self, records: usize) -> io::Result<()> {
        let Some(([before, now], _)) = self.read.take_if(|(_, read)| *read == records) else { return Ok(()) };
        if self.bytes(BEFORE)? != before {
            // Somebody was still writing when it was renamed. It is read again with what comes next.
            return Ok(());
        }
        if !before.is_empty() {
            self.put_away(&before)?;
        }
        if !now.is_empty() {
            fs::rename(self.directory.join(NAME), self.directory.join(BEFORE))?;
        }
        Ok(())
    }

    /// What was understood is in the database; the rest is kept for whoever wants to see it.
    fn put_away(&self, before: &[u8]) -> io::Result<()> {
        let from = self.directory.join(BEFORE);
        if Journal::read(before).is_whole() {
            return fs::remove_file(from);
        }
        let kept = (1..=u32::MAX).map(|number| self.directory.join(format!("{NAME}.damaged-{number}"))).find(|kept| !kept.exists());
        kept.map_or(Ok(()), |kept| fs::rename(from, kept))
    }

    fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        match fs::read(self.directory.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(vec![]),
            outcome => outcome,
        }
    }

    /// The same thing is said once.
    fn tell(&mut self, reason: FailureReason, detail: String) -> Option<StoreFailure> {
        let is_new = self.said.as_ref() != Some(&detail);
        self.said = Some(detail.clone());
        is_new.then_some(StoreFailure { reason, detail })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // in a test a panic is the answer

    use std::io::Write;
    use std::path::Path;

    use unsit_core::Wall;
    use unsit_core::phone::Deed;
    use uuid::Uuid;

    use super::*;

    fn record(number: u128) -> Record {
        Record { id: Uuid::from_u128(number), at: Wall(1), zone: "Europe/Vienna".to_owned(), deed: Deed::Boot }
    }

    fn append(folder: &Path, name: &str, text: &str) {
        fs::File::options().create(true).append(true).open(folder.join(name)).unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn numbers(journal: &mut JournalFile) -> Vec<u128> {
        journal.read().0.iter().map(|record| record.id.as_u128()).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_journal_goes_in_two_steps_and_nothing_is_lost_between_them() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalFile::of(folder.path().to_owned());
        assert_eq!(numbers(&mut journal), []);
        append(folder.path(), NAME, &record(1).line());
        assert_eq!(numbers(&mut journal), [1]);
        append(folder.path(), NAME, &record(2).line());
        journal.end(1).unwrap();
        assert_eq!(names(folder.path()), [BEFORE]);
        append(folder.path(), NAME, &record(3).line());
        assert_eq!(numbers(&mut journal), [1, 2, 3], "the second came after the first was read");
        // Somebody has had it open since before it was renamed.
        append(folder.path(), BEFORE, &record(4).line());
        journal.end(3).unwrap();
        assert_eq!(numbers(&mut journal), [1, 2, 4, 3]);
        journal.end(3).unwrap();
        assert_eq!(numbers(&mut journal), [1, 2, 4, 3], "the fourth is not stored yet");
        journal.end(4).unwrap();
        assert_eq!(numbers(&mut journal), [3]);
        journal.end(1).unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn what_was_not_read_does_not_go() {
        let folder = tempfile::tempdir().unwrap();
        append(folder.path(), NAME, &record(1).line());
        JournalFile::of(folder.path().to_owned()).end(1).unwrap();
        assert_eq!(names(folder.path()), [NAME]);
    }

    #[test]
    fn damaged_lines_are_named_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalFile::of(folder.path().to_owned());
        append(folder.path(), NAME, "half a li\n");
        append(folder.path(), NAME, &record(1).line());
        let (records, failure) = journal.read();
        assert_eq!(records.len(), 1);
        assert_eq!(failure.unwrap().detail, "reminders.journal: 1 lines, 0 bytes beyond its end");
        assert_eq!(journal.read().1, None);
        journal.end(1).unwrap();
        assert_eq!(numbers(&mut journal), [1]);
        journal.end(1).unwrap();
        assert_eq!(names(folder.path()), ["reminders.journal.damaged-1"]);
    }
}
