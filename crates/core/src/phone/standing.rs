//! How it stands with the two files of a phone's reminders, as far as the person should know.

/// What was told of them last. What nobody speaks of is as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhoneFiles {
    pub plan: PlanFile,
    /// The last thing that happened could not be written into the journal.
    pub unwritten: bool,
    pub reading: Reading,
}

/// News of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneFile {
    Plan(PlanFile),
    /// Whether the last thing that happened is in the journal.
    Written(bool),
    /// What could be read of the journal.
    Read(Reading),
}

/// The plan on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PlanFile {
    /// It is the newest one.
    #[default]
    Ready,
    /// It is none, for the reason that whoever read it gives; nothing can be armed from it.
    Damaged { why: String },
    /// The newest one could not be written. The one before is still there.
    Unwritten { why: String },
}

/// What came of reading the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    #[default]
    Whole,
    /// It holds more than is read at a time; the rest comes next.
    Begun,
    /// So many entries make no sense. They are still where they were.
    Damaged { entries: usize },
    /// The journal is whole again; so many entries that made no sense are in a file of their own.
    Kept { entries: usize, file: String },
    /// Nothing could be read, and nothing was changed.
    Unreadable { why: String },
}

impl PhoneFiles {
    pub fn hear(&mut self, news: PhoneFile) {
        match news {
            PhoneFile::Plan(plan) => self.plan = plan,
            PhoneFile::Written(is_written) => self.unwritten = !is_written,
            PhoneFile::Read(reading) => self.reading = reading,
        }
    }
}

impl Reading {
    /// Whether something is left to be put away, even where no record was read.
    #[must_use]
    pub const fn leaves_something(&self) -> bool {
        match self {
            Self::Begun | Self::Damaged { .. } => true,
            Self::Whole | Self::Kept { .. } | Self::Unreadable { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_news_changes_what_it_is_about_and_nothing_else() {
        let mut files = PhoneFiles::default();
        let plan = PlanFile::Damaged { why: "line 3".to_owned() };
        files.hear(PhoneFile::Plan(plan.clone()));
        files.hear(PhoneFile::Written(false));
        files.hear(PhoneFile::Read(Reading::Damaged { entries: 2 }));
        let all = PhoneFiles { plan, unwritten: true, reading: Reading::Damaged { entries: 2 } };
        assert_eq!(files, all);
        files.hear(PhoneFile::Written(true));
        assert_eq!(files, PhoneFiles { unwritten: false, ..all.clone() });
        files.hear(PhoneFile::Plan(PlanFile::Ready));
        files.hear(PhoneFile::Read(Reading::Whole));
        assert_eq!(files, PhoneFiles::default());
    }
}
