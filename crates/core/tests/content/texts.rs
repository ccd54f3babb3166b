//! Every message that the content names is there in both languages, and both languages say the same things.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use unsit_core::content::{Learn, Safety};
use unsit_core::routine::{Catalogue, Certainty, Equipment, Exercise, Kind, Label, Position, Sides};
use unsit_core::text::{Language, Texts, Value};

use crate::edited::Edited;

/// The heading in each Fluent file below which the app's own messages are.
const APP: &str = "\n## App\n";

#[test]
fn every_message_that_the_content_names_is_there() {
    for language in Language::ALL {
        assert_eq!(missing(Catalogue::built_in(), &content_messages(language)), [""; 0]);
    }
    let broken = Edited::new("exercises.toml", "bridge", "\"exercise-bridge-cue-hold\"", "'exercise-bridge-cue-wait'").parse().unwrap();
    assert_eq!(missing(&broken, &content_messages(Language::German)), ["exercise-bridge-cue-wait"]);
}

#[test]
fn every_content_message_is_named_by_the_content() {
    for language in Language::ALL {
        assert_eq!(unused(Catalogue::built_in(), &content_messages(language)), [""; 0]);
    }
    let broken = Edited::new("exercises.toml", "bridge", "\"exercise-bridge-cue-hold\"", "'exercise-bridge-cue-lift'").parse().unwrap();
    assert_eq!(unused(&broken, &content_messages(Language::English)), ["exercise-bridge-cue-hold"]);
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let variables = |language| messages(source(language)).into_iter().map(|(id, text)| (id, variables(&text))).collect::<BTreeMap<_, _>>();
    assert_eq!(variables(Language::English), variables(Language::German));
}

#[test]
fn the_app_sections_begin_at_the_same_message() {
    assert_eq!(content_messages(Language::English).len(), content_messages(Language::German).len());
    assert!(!content_messages(Language::English).contains_key("nav-today"));
}

#[test]
fn every_message_says_something_with_its_variables() {
    for language in Language::ALL {
        for (id, text) in messages(source(language)) {
            for number in [0, 1, 2] {
                let names = variables(&text);
                let args: Vec<(&str, Value<'_>)> = names.iter().map(|name| (name.as_str(), number.into())).collect();
                let said = Texts::built_in(language).format(&id, &args);
                assert!(!said.trim().is_empty() && !said.contains(['{', '}', '[', ']']), "{id}: {said}");
            }
        }
    }
}

#[test]
fn the_files_are_fluent_without_errors_and_each_message_is_there_once() {
    for language in Language::ALL {
        let resource = FluentResource::try_new(source(language).to_owned()).map_err(|(_, errors)| errors).unwrap();
        assert_eq!(resource.entries().count(), messages(source(language)).len());
    }
}

#[test]
fn a_message_runs_on_over_lines_that_are_no_message() {
    let text = "# Comment\none = 1\n\ntwo = { $n ->\n    [one] a\n   *[other] { $n } of { $all }\n}\n";
    let read = messages(text);
    assert_eq!(read.keys().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(variables(&read["two"]), BTreeSet::from(["all".to_owned(), "n".to_owned()]));
}

/// The Fluent file of a language.
pub(crate) fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../../assets/i18n/en.ftl"),
        Language::German => include_str!("../../../../assets/i18n/de.ftl"),
    }
}

/// The messages of the content, by id.
pub(crate) fn content_messages(language: Language) -> BTreeMap<String, String> {
    let (content, _) = source(language).split_once(APP).unwrap();
    messages(content)
}

/// The messages of a Fluent file, by id. Panics on a line that is none and on a message that is there twice.
pub(crate) fn messages(text: &str) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    let mut last = None;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            let (id, text) = line.split_once(" = ").unwrap();
            assert!(messages.insert(id.to_owned(), text.to_owned()).is_none(), "{id} is there twice");
            last = Some(id.to_owned());
        } else {
            let message: &mut String = messages.get_mut(last.as_deref().unwrap()).unwrap();
            message.push('\n');
            message.push_str(line);
        }
    }
    messages
}

/// The names after each `$`.
fn variables(text: &str) -> BTreeSet<String> {
    text.split('$').skip(1).map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()).collect()
}

fn missing(catalogue: &Catalogue, messages: &BTreeMap<String, String>) -> Vec<String> {
    named(catalogue).into_iter().filter(|id| !messages.contains_key(id)).collect()
}

fn unused(catalogue: &Catalogue, messages: &BTreeMap<String, String>) -> Vec<String> {
    let named = named(catalogue);
    messages.keys().filter(|id| !named.contains(*id)).cloned().collect()
}

/// Every message id that the content or the name of a label leads to.
fn named(catalogue: &Catalogue) -> BTreeSet<String> {
    let routines = catalogue.routines.iter().flat_map(|routine| {
        let Label::Message(name) = &routine.name else { panic!("{} has a name of its own", routine.id) };
        std::iter::once(name).chain(&routine.summary).chain(routine.variants.iter().filter_map(|variant| variant.name.as_ref()))
    });
    let sources = catalogue.sources().map(|source| &source.supports);
    let exercises = catalogue.exercises().flat_map(by_exercise);
    let rows = exercises.chain(routines).chain(sources).chain(by_safety(&catalogue.safety)).chain(by_learn(&catalogue.learn));
    rows.cloned().chain(labels()).collect()
}

fn by_exercise(exercise: &Exercise) -> impl Iterator<Item = &String> {
    let cues = &exercise.cues;
    [&exercise.name, &cues.lift, &cues.hold, &cues.lower].into_iter().chain(&exercise.how).chain(&exercise.cautions)
}

fn by_safety(safety: &Safety) -> impl Iterator<Item = &String> {
    [&safety.intro, &safety.cleared, &safety.stand_only, &safety.pain_question]
        .into_iter()
        .chain(safety.groups.iter().flat_map(|group| [&group.title, &group.advice]))
        .chain(safety.questions.iter().flat_map(|question| std::iter::once(&question.text).chain(&question.why)))
        .chain(safety.lights.iter().map(|light| &light.text))
}

fn by_learn(learn: &Learn) -> impl Iterator<Item = &String> {
    let Learn { clinician, evidence, .. } = learn;
    [&learn.disclaimer, &clinician.title, &clinician.now, &clinician.soon, &clinician.until]
        .into_iter()
        .chain(&clinician.now_items)
        .chain(&clinician.soon_items)
        .chain([&evidence.title, &evidence.title_for, &evidence.title_against])
        .chain(evidence.claims.iter().map(|claim| &claim.text))
        .chain(learn.muscles.iter().flat_map(|muscle| [&muscle.name, &muscle.does, &muscle.sitting, &muscle.opposite_text]))
        .chain(learn.other_muscles.iter().map(|muscle| &muscle.name))
        .chain(learn.topics.iter().flat_map(|topic| std::iter::once(&topic.title).chain(&topic.body)))
}

/// Messages that are named after ids of types.
fn labels() -> impl Iterator<Item = String> {
    let kinds = Kind::ALL.into_iter().flat_map(|kind| [format!("kind-{}", kind.id()), format!("routine-part-{}", kind.id())]);
    let sides = Sides::ALL.into_iter().map(|sides| format!("sides-{}", sides.id()));
    let positions = Position::ALL.into_iter().map(|position| format!("position-{}", position.id()));
    let equipment = Equipment::ALL.into_iter().map(|equipment| format!("equipment-{}", equipment.id()));
    let certainty = Certainty::ALL.into_iter().map(|certainty| format!("certainty-{}", certainty.id()));
    kinds.chain(sides).chain(positions).chain(equipment).chain(certainty).chain(["equipment-none".to_owned()])
}
