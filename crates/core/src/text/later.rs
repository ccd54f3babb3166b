//! The words that a page does not carry at first: those of the screens that it fetches later.
//!
//! They are told by their ids. A test renders everything that is there at first without them.

use std::sync::OnceLock;

use super::Language;
use super::message::{self, Messages};

/// With what their ids begin.
const SUBJECTS: &[&str] = &[
    "agent-",
    "at-login",
    "builder-",
    "caution-",
    "certainty-",
    "checkup-",
    "clinician-",
    "days-off-",
    "due-window-",
    "entry-",
    "equipment-",
    "evidence-",
    "exercises-",
    "flare-up-",
    "history-",
    "hours-",
    "hurts-",
    "install-",
    "learn-",
    "ledger-",
    "muscle-",
    "own-",
    "reminders-",
    "routines-",
    "safety-",
    "settings-",
    "source-",
    "terminal-",
    "topic-",
    "tray-",
    "uninstall-",
    "unstarted-",
];

/// Of these subjects, what is said at first as well.
const AT_FIRST: &[&str] = &["history-held-of", "history-sessions-count", "safety-intro"];

/// Whether a message is said by a later screen only.
fn comes_later(id: &str) -> bool {
    // The first line of how an exercise is done is told in a session.
    let is_how = id.starts_with("exercise-") && id.contains("-how-") && !id.ends_with("-how-1");
    (is_how || SUBJECTS.iter().any(|subject| id.starts_with(subject))) && !AT_FIRST.contains(&id)
}

/// The messages that are said at first, and those that come later.
pub(crate) fn divide(messages: Messages) -> [Messages; 2] {
    let (later, first) = messages.into_iter().partition(|(id, _)| comes_later(id));
    [first, later]
}

/// The encoded messages of each language, in the order of [`Language::ALL`]: only what is spoken is decoded.
pub(crate) type Words<T> = [T; Language::ALL.len()];

static FIRST: OnceLock<Words<&[u8]>> = OnceLock::new();
static LATER: OnceLock<Words<&[u8]>> = OnceLock::new();

/// As an app for a page is built: the words of the beginning, and the others.
pub(crate) fn encode() -> [Words<Vec<u8>>; 2] {
    let parts = Language::ALL.map(|language| divide(message::read(language.file())));
    [0, 1].map(|part| parts.each_ref().map(|parts| postcard::to_allocvec(&parts[part]).expect("messages can be encoded")))
}

pub(super) fn decode(words: &[u8]) -> Messages {
    postcard::from_bytes(words).expect("the words were encoded by the same version")
}

/// Takes the words of the beginning from the page instead of the files.
pub(crate) fn install(words: Words<&'static [u8]>) {
    let _ = FIRST.set(words);
}

/// Adds those that a page has fetched.
pub(crate) fn install_later(words: Words<&'static [u8]>) {
    let _ = LATER.set(words);
}

/// None where everything is read from the files.
pub(super) fn first(language: Language) -> Option<&'static [u8]> {
    Some(FIRST.get()?[language as usize])
}

/// None before they have come, and where they are with the others.
pub(super) fn later(language: Language) -> Option<&'static [u8]> {
    Some(LATER.get()?[language as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_in_one_part() {
        for language in Language::ALL {
            let all = message::read(language.file());
            let [first, later] = divide(all.clone());
            assert_eq!(first.len() + later.len(), all.len());
            assert_eq!(first.into_iter().chain(later).collect::<Messages>(), all);
        }
    }

    #[test]
    fn what_is_decoded_is_what_was_read() {
        let [first, later] = encode();
        for (language, (first, later)) in Language::ALL.into_iter().zip(first.iter().zip(&later)) {
            assert_eq!([decode(first), decode(later)], divide(message::read(language.file())));
        }
    }

    #[test]
    fn about_half_of_the_words_come_later() {
        let [first, later] = encode().map(|words| words.iter().map(Vec::len).sum::<usize>());
        assert!(later > first / 2, "{first} {later}");
    }

    #[test]
    fn every_subject_and_every_exception_is_there() {
        let all = message::read(Language::English.file());
        for subject in SUBJECTS {
            assert!(all.keys().any(|id| id.starts_with(subject)), "{subject}");
        }
        for id in AT_FIRST {
            assert!(all.contains_key(*id), "{id}");
        }
    }
}
