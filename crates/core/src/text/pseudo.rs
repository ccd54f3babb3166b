//! A language that nobody speaks. Whoever looks at it sees which words came another way than through Fluent, which have
//! no room to be longer, and what does not turn with the direction of writing.
//!
//! Only tests and pictures have it: the feature `pseudo` belongs to no program that people get.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::OnceLock;

use super::Texts;

/// What English pretends to be, on one thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pretence {
    /// "[Šţààŕţ ñòòŵ]": about 40 % longer, no letter as it was, a bracket at each end.
    Long,
    /// "[שתרת]": written from right to left.
    Mirrored,
    /// English as a page has it at first: what it says later is missing.
    Early,
}

thread_local! {
    static NOW: Cell<Option<Pretence>> = const { Cell::new(None) };
}

/// From now on English is this on this thread, or itself again.
pub fn pretend(pretence: Option<Pretence>) {
    NOW.set(pretence);
}

/// The texts that stand in for the English ones.
pub(super) fn stand_in() -> Option<&'static Texts> {
    static LONG: OnceLock<Texts> = OnceLock::new();
    static MIRRORED: OnceLock<Texts> = OnceLock::new();
    static EARLY: OnceLock<Texts> = OnceLock::new();
    let pretence = NOW.get()?;
    let texts = match pretence {
        Pretence::Long => &LONG,
        Pretence::Mirrored => &MIRRORED,
        Pretence::Early => &EARLY,
    };
    Some(texts.get_or_init(|| Texts::pretending(pretence)))
}

impl Pretence {
    /// What becomes of the words between two variables, if anything.
    pub(super) const fn accent(self) -> Option<fn(&str) -> Cow<'_, str>> {
        match self {
            Self::Long => Some(|text| text.chars().flat_map(lengthened).collect()),
            Self::Mirrored => Some(|text| text.chars().map(mirrored).collect()),
            Self::Early => None,
        }
    }
}

/// Vowels are two letters in five.
fn lengthened(letter: char) -> impl Iterator<Item = char> {
    let times = if "aeiouAEIOU".contains(letter) { 2 } else { 1 };
    std::iter::repeat_n(at(letter, ACCENTED), times)
}

fn mirrored(letter: char) -> char {
    at(letter.to_ascii_lowercase(), HEBREW)
}

const LATIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "àƀçđéƒĝĥîĵķļɱñòþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÒÞɊŔŠŢÛṼŴẊÝŽ";
const HEBREW: &str = "אבצדהפגחיךכלמנוףקרסטוםשעןז";

/// The letter that stands in the same place of another alphabet.
fn at(letter: char, alphabet: &str) -> char {
    let place = LATIN.chars().position(|latin| latin == letter);
    place.and_then(|place| alphabet.chars().nth(place)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    fn read(pretence: Pretence, id: &str) -> String {
        pretend(Some(pretence));
        let read = Texts::built_in(Language::English).get(id);
        pretend(None);
        read
    }

    #[test]
    fn words_become_longer_and_are_still_read() {
        assert_eq!(read(Pretence::Long, "exercise-bridge"), "[Ɓŕîîđĝéé]");
        assert_eq!(read(Pretence::Mirrored, "exercise-bridge"), "[ברידגה]");
    }

    #[test]
    fn variables_stay_what_they_are() {
        pretend(Some(Pretence::Long));
        let line = Texts::built_in(Language::English).format("guide-next-line", &[("next", "Bridge".into())]);
        pretend(None);
        assert_eq!(line, "[Ñééẋţ: Bridge]");
    }

    #[test]
    fn nobody_else_hears_of_it() {
        pretend(Some(Pretence::Mirrored));
        assert_eq!(Texts::built_in(Language::English).direction(), "rtl");
        assert_eq!(Texts::built_in(Language::German).get("exercise-bridge"), "Brücke");
        assert_eq!(Texts::built_in(Language::German).direction(), "ltr");
        pretend(None);
        assert_eq!(Texts::built_in(Language::English).get("exercise-bridge"), "Bridge");
    }

    #[test]
    fn no_letter_stays_as_it_was() {
        assert_eq!(ACCENTED.chars().count(), LATIN.len());
        assert_eq!(HEBREW.chars().count(), LATIN.len() / 2);
        for letter in LATIN.chars() {
            assert!(lengthened(letter).all(|letter| !letter.is_ascii()) && !mirrored(letter).is_ascii(), "{letter}");
        }
    }
}
