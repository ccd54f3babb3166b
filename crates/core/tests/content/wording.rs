//! How things are said: no claim to act on a disease, short cues, calm marks, and in German du.

use unsit_core::text::Language;

use crate::texts::{content_messages, messages, source};

/// The one message that names what Unsit does not do.
const DISCLAIMER: &str = "disclaimer";

/// Words that a general wellness product does not use, as whole words.
const WORDS_EN: [&str; 14] =
    ["cure", "cures", "cured", "curing", "heal", "heals", "healed", "healing", "fix", "fixes", "fixed", "fixing", "therapy", "therapies"];
/// Beginnings of such words.
const BEGINNINGS_EN: [&str; 7] = ["treat", "prevent", "diagnos", "rehab", "therapeutic", "guarantee", "amnesia"];
const BEGINNINGS_DE: [&str; 16] = [
    "behand",
    "heilen",
    "heilt",
    "heilung",
    "heilsam",
    "kurier",
    "vorbeug",
    "verhinder",
    "verhüt",
    "diagnos",
    "therapi",
    "reha",
    "abgeschaltet",
    "garantier",
    "schmerzfrei",
    "amnesie",
];
const PHRASES_EN: [&str; 3] = ["switched off", "pain free", "pain-free"];

#[test]
fn nothing_claims_to_act_on_a_disease() {
    for language in Language::ALL {
        for (id, text) in messages(source(language)).iter().filter(|(id, _)| *id != DISCLAIMER) {
            assert_eq!(forbidden(language, text), None, "{id}");
        }
    }
}

#[test]
fn forbidden_words_are_found_in_every_form() {
    let english = |text| forbidden(Language::English, text);
    assert_eq!(english("It treats pain."), Some("treat"));
    assert_eq!(english("Cures backs"), Some("cures"));
    assert_eq!(english("Your glutes are Switched Off."), Some("switched off"));
    assert_eq!(english("A pain-free back"), Some("pain-free"));
    assert_eq!(english("Ask a therapist about a healthy, accurate prefix."), None);
    let german = |text| forbidden(Language::German, text);
    assert_eq!(german("Das beugt vor."), None);
    assert_eq!(german("Vorbeugend und heilsam"), Some("heilsam"));
    assert_eq!(german("Wir behandeln nichts."), Some("behand"));
    assert_eq!(german("Teilt sich, verteilt"), None);
}

#[test]
fn the_disclaimer_is_the_one_place_that_names_them() {
    assert!(forbidden(Language::English, &messages(source(Language::English))[DISCLAIMER]).is_some());
    assert!(forbidden(Language::German, &messages(source(Language::German))[DISCLAIMER]).is_some());
}

#[test]
fn a_voice_cue_has_at_most_6_words() {
    for language in Language::ALL {
        for (id, text) in content_messages(language).iter().filter(|(id, _)| id.starts_with("exercise-") && id.contains("-cue-")) {
            assert!(words(text) <= 6, "{id} has {} words", words(text));
        }
    }
    assert_eq!(words("Lift, then hold and keep breathing on"), 7);
}

#[test]
fn a_how_to_line_has_at_most_100_characters() {
    for language in Language::ALL {
        for (id, text) in content_messages(language).iter().filter(|(id, _)| id.starts_with("exercise-") && id.contains("-how-")) {
            assert!(characters(text) <= 100, "{id} has {} characters", characters(text));
        }
    }
    assert_eq!(characters("Gesäß"), 5);
}

#[test]
fn nothing_shouts_or_quotes() {
    for language in Language::ALL {
        for (id, text) in messages(source(language)) {
            assert!(!text.contains(['!', '"']), "{id}: {text}");
        }
        for (id, text) in content_messages(language) {
            assert!(!text.contains(['{', '\n']), "{id} of the content is one plain line: {text}");
        }
    }
}

#[test]
fn german_says_du() {
    for (id, text) in messages(source(Language::German)) {
        assert_eq!(formal_address(&text), None, "{id}: {text}");
    }
}

#[test]
fn formal_german_is_found_and_sie_for_they_is_not() {
    assert_eq!(formal_address("Heben Sie das Becken."), Some("Sie"));
    assert_eq!(formal_address("Legen Sie Ihre Hand ab."), Some("Sie"));
    assert_eq!(formal_address("Fragen an Ihren Arzt"), Some("Ihren"));
    assert_eq!(formal_address("Lange Muskeln. Sie strecken den Rücken."), None);
    assert_eq!(formal_address("Sie bringen das Bein nach hinten."), None);
}

fn forbidden(language: Language, text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let (whole, beginnings, phrases): (&[_], &[_], &[_]) = match language {
        Language::English => (&WORDS_EN, &BEGINNINGS_EN, &PHRASES_EN),
        Language::German => (&[], &BEGINNINGS_DE, &[]),
    };
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let word = whole.iter().find(|own| words.contains(own));
    let beginning = || beginnings.iter().find(|own| words.iter().any(|word| word.starts_with(**own)));
    let phrase = || phrases.iter().find(|own| text.contains(**own));
    word.or_else(beginning).or_else(phrase).copied()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

/// "Sie" at the beginning of a sentence may be "they"; elsewhere, and as "Ihr", it is formal.
fn formal_address(text: &str) -> Option<&'static str> {
    let mut begins = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let formal = ["Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihres", "Ihrer"].into_iter().find(|formal| *formal == bare);
        if formal.is_some_and(|formal| !(begins && formal == "Sie")) {
            return formal;
        }
        begins = word.ends_with(['.', ':', '?']);
    }
    None
}
