//! What Unsit says, in the language of the person who reads or hears it.
//!
//! All text is in `assets/i18n`, one Fluent file a language: first the messages of the content, then the app's own.
//! A message that is missing is said in English; one that English lacks too is its id in brackets, never a panic.

mod language;
pub(crate) mod later;
pub(crate) mod message;
#[cfg(feature = "pseudo")]
pub mod pseudo;
mod region;
mod time;

use std::fmt;
use std::sync::OnceLock;

use self::message::Messages;

pub use language::Language;
pub use message::Value;
pub use region::{Clock, Region, first_weekday};

/// The messages of one language. Can be shared between threads.
///
/// ```
/// use unsit_core::text::{Language, Texts};
///
/// let texts = Texts::built_in(Language::German);
/// assert_eq!(texts.get("guide-rest"), "Pause");
/// assert_eq!(texts.format("guide-set-of", &[("set", 2.into()), ("sets", 3.into())]), "2 von 3");
/// ```
pub struct Texts {
    language: Language,
    messages: Messages,
    /// Those that a page has fetched.
    later: OnceLock<Messages>,
    #[cfg(feature = "pseudo")]
    pretence: Option<pseudo::Pretence>,
}

impl Texts {
    /// Reads the messages of a language. Prefer [`Texts::built_in`], which reads them once.
    #[must_use]
    pub fn load(language: Language) -> Self {
        Self::of(language, language.messages())
    }

    fn of(language: Language, messages: Messages) -> Self {
        Self {
            language,
            messages,
            later: OnceLock::new(),
            #[cfg(feature = "pseudo")]
            pretence: None,
        }
    }

    #[cfg(feature = "pseudo")]
    fn pretending(pretence: pseudo::Pretence) -> Self {
        let mut messages = message::read(Language::English.file());
        if pretence == pseudo::Pretence::Early {
            [messages, _] = later::divide(messages);
        }
        if let Some(accent) = pretence.accent() {
            for message in messages.values_mut() {
                message.map(accent);
            }
        }
        Self { pretence: Some(pretence), ..Self::of(Language::English, messages) }
    }

    /// The messages of a language, read when they are first asked for.
    #[must_use]
    pub fn built_in(language: Language) -> &'static Self {
        static ENGLISH: OnceLock<Texts> = OnceLock::new();
        static GERMAN: OnceLock<Texts> = OnceLock::new();
        #[cfg(feature = "pseudo")]
        if let Some(texts) = pseudo::stand_in().filter(|_| language == Language::English) {
            return texts;
        }
        let texts = match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        };
        texts.get_or_init(|| Self::load(language))
    }

    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The direction of writing, as a page names it.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        #[cfg(feature = "pseudo")]
        if self.pretence == Some(pseudo::Pretence::Mirrored) {
            return "rtl";
        }
        match self.language {
            Language::English | Language::German => "ltr",
        }
    }

    /// A message without variables.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.format(id, &[])
    }

    /// A message with its variables.
    #[must_use]
    pub fn format(&self, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        let said = self.say(id, variables).or_else(|| match self.language {
            Language::English => None,
            Language::German => Self::built_in(Language::English).say(id, variables),
        });
        said.unwrap_or_else(|| format!("[{id}]"))
    }

    fn say(&self, id: &str, variables: &[(&str, Value<'_>)]) -> Option<String> {
        let message = self.messages.get(id).or_else(|| self.later()?.get(id))?;
        let said = message.say(self.language, variables);
        #[cfg(feature = "pseudo")]
        if self.pretence.is_some_and(|pretence| pretence.accent().is_some()) {
            return Some(format!("[{said}]"));
        }
        Some(said)
    }

    fn later(&self) -> Option<&Messages> {
        let words = later::later(self.language)?;
        Some(self.later.get_or_init(|| later::decode(words)))
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_says_it_its_own_way() {
        assert_eq!(Texts::built_in(Language::English).get("exercise-bridge"), "Bridge");
        assert_eq!(Texts::built_in(Language::German).get("exercise-bridge"), "Brücke");
    }

    #[test]
    fn numbers_choose_the_right_form() {
        let english = Texts::built_in(Language::English);
        assert_eq!(english.format("history-sessions-count", &[("count", 1.into())]), "1 session");
        assert_eq!(english.format("history-sessions-count", &[("count", 2.into())]), "2 sessions");
        assert_eq!(english.format("history-sessions-count", &[("count", 0.into())]), "0 sessions");
    }

    #[test]
    fn variables_come_without_invisible_marks() {
        let line = Texts::built_in(Language::English).format("guide-next-line", &[("next", "Bridge".into())]);
        assert_eq!(line, "Next: Bridge");
        assert!(line.is_ascii());
    }

    #[test]
    fn a_missing_message_is_its_id_in_brackets() {
        assert_eq!(Texts::built_in(Language::German).get("no-such-message"), "[no-such-message]");
        assert_eq!(Texts::built_in(Language::English).get(""), "[]");
    }

    #[test]
    fn a_message_that_german_lacks_is_said_in_english() {
        let mut empty = Texts::load(Language::German);
        empty.messages.clear();
        assert_eq!(empty.get("exercise-bridge"), "Bridge");
    }

    #[test]
    fn a_missing_variable_shows_as_its_name() {
        assert_eq!(Texts::built_in(Language::English).get("guide-set-of"), "{$set} of {$sets}");
    }

    #[test]
    fn texts_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(Texts::built_in(Language::English));
    }
}
