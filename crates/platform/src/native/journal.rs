//! The journal that a phone's system writes while Unsit does not run: read, and taken away once it is stored.
//!
//! Whoever writes it may be at it in this moment. So it is renamed first, and what was renamed is read once more before it goes,
//! with the next journal. What makes no sense in it is not thrown away. What is longer than is read at a time is read bit by bit.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use unsit_core::app::{FailureReason, StoreFailure};
use unsit_core::phone::{Journal, Reading, Record};

pub(crate) const NAME: &str = "reminders.journal";
/// The one that was renamed.
const BEFORE: &str = "reminders.journal.1";
/// What is still to be read of that one, until it takes its place.
const REST: &str = "reminders.journal.rest";

/// The journal in a data directory.
#[derive(Debug)]
pub(super) struct JournalFile {
    directory: PathBuf,
    /// What was read last, of the renamed one and of the one that is written, and how many records that were.
    read: Option<([Vec<u8>; 2], usize)>,
    reading: Reading,
    /// What was put away since this program began, because it makes no sense.
    kept: Reading,
    /// What was told of it last.
    told: Reading,
}

impl JournalFile {
    pub(super) const fn of(directory: PathBuf) -> Self {
        Self { directory, read: None, reading: Reading::Whole, kept: Reading::Whole, told: Reading::Whole }
    }

    /// All that is there, in the order in which it was written. What the person should hear of at once is told the first time.
    pub(super) fn read(&mut self) -> (Vec<Record>, Option<StoreFailure>) {
        self.read = None;
        let said = self.reading.clone();
        let both = match [BEFORE, NAME].map(|name| self.bytes(name)) {
            [Ok(before), Ok(now)] => [before, now],
            [Err(error), _] | [_, Err(error)] => {
                self.reading = Reading::Unreadable { why: error.to_string() };
                return (vec![], self.failure(&said));
            }
        };
        let [before, now] = both.each_ref().map(|bytes| Journal::read(bytes));
        let (entries, beyond) = (before.lost() + now.lost(), before.beyond + now.beyond);
        let records: Vec<Record> = before.records.into_iter().chain(now.records).collect();
        self.read = Some((both, records.len()));
        self.reading = self.came_to(entries, beyond);
        (records, self.failure(&said))
    }

    /// What came of reading it, for whoever is told so by this.
    pub(super) fn tell(&mut self) -> Reading {
        self.told.clone_from(&self.reading);
        self.reading.clone()
    }

    /// The same, if it is another than was told last.
    pub(super) fn news(&mut self) -> Option<Reading> {
        (self.told != self.reading).then(|| self.tell())
    }

    /// So many records are stored. Where more were read since, they are still on their way, and all of it stays. Whether there is
    /// more to be read now.
    pub(super) fn end(&mut self, records: usize) -> io::Result<bool> {
        let Some(([before, now], _)) = self.read.take_if(|(_, read)| *read == records) else { return Ok(false) };
        if self.bytes(BEFORE)? != before {
            // Somebody was still writing when it was renamed. It is read again with what comes next.
            return Ok(false);
        }
        let has_rest = !before.is_empty() && self.put_away(&before)?;
        // What is left of the first one would be lost under the second.
        if !has_rest && !now.is_empty() {
            fs::rename(self.directory.join(NAME), self.directory.join(BEFORE))?;
        }
        let now = Journal::read(&now);
        self.reading = self.came_to(now.lost(), now.beyond + usize::from(has_rest));
        Ok(has_rest || now.beyond > 0)
    }

    fn came_to(&self, entries: usize, beyond: usize) -> Reading {
        match (entries, beyond) {
            (0, 0) => self.kept.clone(),
            (0, _) => Reading::Begun,
            (entries, _) => Reading::Damaged { entries },
        }
    }

    /// What was understood is in the database; what was not is kept for whoever wants to see it. Whether something was not even
    /// looked at: that stays, to be read next.
    fn put_away(&mut self, before: &[u8]) -> io::Result<bool> {
        let from = self.directory.join(BEFORE);
        let journal = Journal::read(before);
        let (read, rest) = before.split_at(before.len() - journal.beyond);
        let has_no_line = read.is_empty();
        if rest.is_empty() || has_no_line {
            if journal.is_whole() {
                fs::remove_file(from)?;
            } else if let Some(kept) = self.kept_as() {
                fs::rename(from, &kept)?;
                self.keeps(journal.lost().max(1), &kept);
            }
            return Ok(false);
        }
        if let Some(kept) = self.kept_as().filter(|_| journal.lost() > 0) {
            write(&kept, read)?;
            self.keeps(journal.lost(), &kept);
        }
        let shorter = self.directory.join(REST);
        write(&shorter, rest)?;
        fs::rename(shorter, from)?;
        Ok(true)
    }

    /// A name that no file has.
    fn kept_as(&self) -> Option<PathBuf> {
        (1..=u32::MAX).map(|number| self.directory.join(format!("{NAME}.damaged-{number}"))).find(|kept| !kept.exists())
    }

    fn keeps(&mut self, entries: usize, file: &Path) {
        self.kept = Reading::Kept { entries, file: file.display().to_string() };
    }

    /// What the person hears at once of what was read, if it is anything else than before.
    fn failure(&self, before: &Reading) -> Option<StoreFailure> {
        if self.reading == *before {
            return None;
        }
        let file = self.directory.join(NAME).display().to_string();
        match &self.reading {
            Reading::Damaged { .. } => Some(StoreFailure { reason: FailureReason::Breaks, detail: file }),
            Reading::Unreadable { why } => Some(StoreFailure { reason: FailureReason::Unreadable, detail: format!("{file}: {why}") }),
            Reading::Whole | Reading::Begun | Reading::Kept { .. } => None,
        }
    }

    fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        match fs::read(self.directory.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(vec![]),
            outcome => outcome,
        }
    }
}

/// A file with this in it, which is on disk when this returns.
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // in a test a panic is the answer

    use unsit_core::Wall;
    use unsit_core::phone::Deed;
    use unsit_core::phone::lines::MOST;
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
        let failure = failure.unwrap();
        assert_eq!((failure.reason, failure.detail), (FailureReason::Breaks, folder.path().join(NAME).display().to_string()));
        assert_eq!(journal.news(), Some(Reading::Damaged { entries: 1 }));
        assert_eq!((journal.read().1, journal.news()), (None, None), "it is said once");
        journal.end(1).unwrap();
        assert_eq!((numbers(&mut journal), journal.news()), (vec![1], None), "it is still there");
        journal.end(1).unwrap();
        let kept = folder.path().join("reminders.journal.damaged-1");
        assert_eq!(fs::read_to_string(&kept).unwrap(), format!("half a li\n{}", record(1).line()));
        assert_eq!(journal.news(), Some(Reading::Kept { entries: 1, file: kept.display().to_string() }));
        assert_eq!(names(folder.path()), ["reminders.journal.damaged-1"]);
        assert_eq!((journal.read().1, journal.news()), (None, None), "that is said as well, until this program ends");
        assert_eq!(JournalFile::of(folder.path().to_owned()).news(), None, "and is over for the next one");
    }

    #[test]
    fn damage_is_put_away_without_any_record_and_told_again_when_there_is_more_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalFile::of(folder.path().to_owned());
        append(folder.path(), NAME, "rubbish\n");
        assert!(journal.read().1.is_some());
        journal.end(0).unwrap();
        append(folder.path(), NAME, "more\nrubbish\n");
        assert_eq!((journal.read().1.is_some(), &journal.reading), (true, &Reading::Damaged { entries: 3 }));
        journal.end(0).unwrap();
        assert_eq!(&journal.reading, &Reading::Damaged { entries: 2 }, "of the one that came meanwhile");
        journal.read();
        journal.end(0).unwrap();
        assert_eq!(names(folder.path()), ["reminders.journal.damaged-1", "reminders.journal.damaged-2"]);
        let file = folder.path().join("reminders.journal.damaged-2").display().to_string();
        assert_eq!(&journal.reading, &Reading::Kept { entries: 2, file });
    }

    #[test]
    fn a_journal_that_cannot_be_read_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalFile::of(folder.path().to_owned());
        fs::create_dir(folder.path().join(NAME)).unwrap();
        assert_eq!(journal.read().1.unwrap().reason, FailureReason::Unreadable);
        assert!(matches!(journal.news(), Some(Reading::Unreadable { .. })));
        assert!(!journal.end(0).unwrap());
        fs::remove_dir(folder.path().join(NAME)).unwrap();
        append(folder.path(), NAME, &record(1).line());
        assert_eq!((numbers(&mut journal), journal.news()), (vec![1], Some(Reading::Whole)));
    }

    /// Reads and ends until there is nothing more to do at once, as the loop does.
    fn drain(journal: &mut JournalFile) -> Vec<u128> {
        let mut all = numbers(journal);
        let mut last = all.len();
        while journal.end(last).unwrap() {
            let more = numbers(journal);
            last = more.len();
            all.extend(more);
        }
        all.dedup();
        all
    }

    #[test]
    fn a_journal_that_is_longer_than_is_read_at_a_time_is_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalFile::of(folder.path().to_owned());
        let many: String = (1..=40_000).map(|number| record(number).line()).collect();
        assert!(many.len() > 2 * MOST);
        append(folder.path(), NAME, &many);
        append(folder.path(), NAME, "rubbish\n");
        append(folder.path(), NAME, &record(40_001).line());
        let mut read = drain(&mut journal);
        read.sort_unstable();
        read.dedup();
        assert_eq!(read, (1..=40_001).collect::<Vec<_>>());
        assert!(matches!(&journal.reading, Reading::Kept { entries: 1, .. }));
        assert_eq!(names(folder.path()), ["reminders.journal.damaged-1"]);
    }

    #[test]
    fn a_journal_without_an_end_of_line_is_kept_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalFile::of(folder.path().to_owned());
        append(folder.path(), NAME, &"x".repeat(MOST + 1));
        assert_eq!(drain(&mut journal), []);
        assert_eq!(names(folder.path()), ["reminders.journal.damaged-1"]);
        assert!(matches!(journal.news(), Some(Reading::Kept { entries: 1, .. })));
    }
}
