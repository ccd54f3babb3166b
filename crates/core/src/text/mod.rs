//! What Unsit says, in the language of the person who reads or hears it.
//!
//! All text is in `assets/i18n`, one Fluent file a language: first the messages of the content, then the app's own.
//! A message that is missing is said in English; one that English lacks too is its id in brackets, never a panic.

mod language;
#[cfg(feature = "pseudo")]
pub mod pseudo;
mod region;
mod time;

use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue;
pub use language::Language;
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
    bundle: FluentBundle<FluentResource>,
    #[cfg(feature = "pseudo")]
    pretence: Option<pseudo::Pretence>,
}

impl Texts {
    /// Reads the messages of a language. Prefer [`Texts::built_in`], which reads them once.
    #[must_use]
    pub fn load(language: Language) -> Self {
        let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks keep a name in another direction of writing apart. Both languages run left to right, and
        // terminals show and voices read the marks.
        bundle.set_use_isolating(false);
        // What cannot be read is left out, like a message that is missing; a test finds both.
        let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(readable, _)| readable);
        bundle.add_resource_overriding(resource);
        Self {
            language,
            bundle,
            #[cfg(feature = "pseudo")]
            pretence: None,
        }
    }

    #[cfg(feature = "pseudo")]
    fn pretending(pretence: pseudo::Pretence) -> Self {
        let mut texts = Self::load(Language::English);
        texts.bundle.set_transform(Some(pretence.accent()));
        Self { pretence: Some(pretence), ..texts }
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
    pub fn format(&self, id: &str, variables: &[(&str, FluentValue<'_>)]) -> String {
        let args: FluentArgs<'_> = variables.iter().cloned().collect();
        let said = self.say(id, &args).or_else(|| match self.language {
            Language::English => None,
            Language::German => Self::built_in(Language::English).say(id, &args),
        });
        said.unwrap_or_else(|| format!("[{id}]"))
    }

    fn say(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        // A variable that is missing shows as its name; the rest is still worth saying.
        let mut problems = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(args), &mut problems).into_owned();
        #[cfg(feature = "pseudo")]
        if self.pretence.is_some() {
            return Some(format!("[{said}]"));
        }
        Some(said)
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
        empty.bundle = FluentBundle::new_concurrent(Vec::new());
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
