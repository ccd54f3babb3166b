//! Every word in sight came through Fluent, on every screen and in every state.

mod support;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use support::{TestDom, states};
use unsit_core::routine::Catalogue;
use unsit_core::text::Language;
use unsit_core::text::pseudo::{Pretence, pretend};

/// What is read aloud, or shown in a field.
const SPOKEN: [&str; 6] = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "title"];

/// Every text of a state, as it is in the language that nobody speaks.
fn texts(state: &states::State, pretence: Option<Pretence>) -> Vec<String> {
    pretend(pretence);
    let world = states::world(state, Language::English);
    let dom = TestDom::open(world.shell());
    pretend(None);
    let attributes = dom.all().into_iter().flat_map(|element| SPOKEN.map(|name| element.attribute(name).map(str::to_owned)));
    dom.texts().into_iter().chain(attributes.flatten()).collect()
}

/// What is the same in every language, the longest first: the names of publications, and what people and systems have named.
fn data() -> Vec<String> {
    let sources = Catalogue::built_in().sources();
    let cited = sources.flat_map(|source| [source.title.clone(), source.authors.clone(), source.journal.clone()]);
    let mut data: Vec<String> = states::DATA.iter().chain(states::TECHNICAL).map(|&data| data.to_owned()).chain(cited).collect();
    data.sort_by_key(|data| Reverse(data.len()));
    data
}

/// Texts of all states for which something holds, each once.
fn found(wrong: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let data = data();
    let without = |text: &str| data.iter().fold(text.to_owned(), |text, data| text.replace(data, ""));
    states::all().flat_map(|state| texts(state, Some(Pretence::Long))).filter(|text| wrong(&without(text))).collect()
}

#[test]
fn every_word_in_sight_came_through_fluent() {
    let words = found(|text| text.contains(|letter: char| letter.is_ascii_alphabetic()));
    assert_eq!(words, BTreeSet::new());
}

#[test]
fn no_text_is_cut_from_another() {
    let cut = found(|text| text.matches('[').count() != text.matches(']').count());
    assert_eq!(cut, BTreeSet::new());
}

#[test]
fn the_search_sees_every_state() {
    let seen: BTreeSet<String> = states::all().flat_map(|state| texts(state, Some(Pretence::Long))).collect();
    assert!(seen.len() > 1000, "{} texts", seen.len());
    let english: BTreeSet<String> = states::all().flat_map(|state| texts(state, None)).collect();
    assert!(english.iter().any(|text| text == "Bridge") && !seen.contains("Bridge"));
}

#[test]
fn everything_turns_with_the_direction_of_writing() {
    for state in states::all() {
        pretend(Some(Pretence::Mirrored));
        let world = states::world(state, Language::English);
        let dom = TestDom::open(world.shell());
        pretend(None);
        assert_eq!(dom.class("app").expect("the app is there").attribute("dir"), Some("rtl"), "{}", state.0);
        // A field follows what is typed into it; nothing else has a direction of its own.
        let all = dom.all();
        let own = all.iter().filter_map(|element| element.attribute("dir")).filter(|direction| *direction != "auto");
        assert_eq!(own.collect::<Vec<_>>(), ["rtl"], "{}", state.0);
    }
}
