//! The languages that Unsit speaks.

use serde::{Deserialize, Serialize};

use super::later;
use super::message::{self, Messages};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The language of a tag such as `de`, `de-AT` or `de_DE.UTF-8`; none when Unsit does not speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|own| own.tag().eq_ignore_ascii_case(language))
    }

    /// The first of a person's languages that Unsit speaks, else English.
    pub fn negotiate<T: AsRef<str>>(wanted: impl IntoIterator<Item = T>) -> Self {
        wanted.into_iter().find_map(|tag| Self::from_tag(tag.as_ref())).unwrap_or_default()
    }

    /// The tag by which platforms and voices know it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its messages: those that were installed, or else all of its file.
    pub(super) fn messages(self) -> Messages {
        if let Some(words) = later::first(self) {
            return later::decode(words);
        }
        if !cfg!(feature = "content-files") {
            unreachable!("the words are installed first");
        }
        message::read(self.file())
    }

    /// The Fluent file.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::English => include_str!("../../../../assets/i18n/en.ftl"),
            Self::German => include_str!("../../../../assets/i18n/de.ftl"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_does_not_change_the_language() {
        assert_eq!(Language::from_tag("de-AT"), Some(Language::German));
        assert_eq!(Language::from_tag("DE"), Some(Language::German));
        assert_eq!(Language::from_tag("en_GB.UTF-8"), Some(Language::English));
        assert_eq!(Language::from_tag("den"), None);
        assert_eq!(Language::from_tag(""), None);
    }

    #[test]
    fn the_first_known_language_wins_and_english_stands_in() {
        assert_eq!(Language::negotiate(["fr-CH", "de-CH", "en"]), Language::German);
        assert_eq!(Language::negotiate(["fr", "it"]), Language::English);
        assert_eq!(Language::negotiate::<&str>([]), Language::English);
    }
}
