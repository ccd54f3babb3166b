//! Pages of the screens that have several.

use crate::content::Group;
use crate::routine::Id;

/// Where the person is in the safety check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SafetyPage {
    /// All questions with their answers.
    Check,
    /// No session may begin: why, and what to do.
    Stop,
    /// When to see a clinician, reached from [`SafetyPage::Stop`].
    Clinician,
}

/// Where the person is in Learn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LearnPage {
    /// The muscles, and the way to everything else.
    All,
    Muscle(Id),
    Topic(Id),
    /// When to see a clinician.
    Clinician,
    /// What speaks for it, and what against.
    Evidence,
    Sources,
}

/// Where a new person is before Today.
///
/// ```text
/// welcome -> hours -> cues -> emergency -> clinician -> adjust -> Today
///                                 |            |
///                                 '-> stop     '-> stop        every page can be skipped
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstPage {
    /// What Unsit does.
    Welcome,
    /// When one usually sits.
    Hours,
    /// The language, and how a session is heard.
    Cues,
    /// One group of the safety check.
    Check(Group),
    /// Answers of this group keep a session from beginning.
    Stop(Group),
}

impl FirstPage {
    /// The pages that are counted.
    pub const COUNTED: [Self; 6] =
        [Self::Welcome, Self::Hours, Self::Cues, Self::Check(Group::Emergency), Self::Check(Group::Clinician), Self::Check(Group::Adjust)];

    /// Its place among the counted pages, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        let counted = match self {
            Self::Stop(group) => Self::Check(group),
            Self::Welcome | Self::Hours | Self::Cues | Self::Check(_) => self,
        };
        Self::COUNTED.iter().position(|page| *page == counted).unwrap_or_default()
    }

    /// The page before it; none before the first one.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        match self {
            Self::Stop(group) => Some(Self::Check(group)),
            Self::Welcome | Self::Hours | Self::Cues | Self::Check(_) => Self::COUNTED.get(self.place().checked_sub(1)?).copied(),
        }
    }

    /// The next counted page; none after the last one.
    #[must_use]
    pub fn after(self) -> Option<Self> {
        Self::COUNTED.get(self.place() + 1).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_run_goes_forth_and_back_the_same_way() {
        let mut page = FirstPage::Welcome;
        let mut way = vec![page];
        while let Some(next) = page.after() {
            assert_eq!(next.before(), Some(page));
            page = next;
            way.push(page);
        }
        assert_eq!(way, FirstPage::COUNTED);
        assert_eq!(FirstPage::Welcome.before(), None);
        assert_eq!(FirstPage::Stop(Group::Clinician).before(), Some(FirstPage::Check(Group::Clinician)));
        assert_eq!(FirstPage::Stop(Group::Clinician).after(), Some(FirstPage::Check(Group::Adjust)));
    }
}
