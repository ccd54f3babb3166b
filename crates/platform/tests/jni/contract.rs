//! What Kotlin and Rust know of each other is in one file, which the tests of both sides read.

use std::collections::BTreeSet;

use unsit_platform::android::{Bridge, Event};

fn lines() -> Vec<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../android/contract.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

/// The commands that Kotlin answers.
pub(crate) fn commands() -> BTreeSet<String> {
    named("command").into_iter().map(|mut line| line.remove(0)).collect()
}

fn named(kind: &str) -> Vec<Vec<String>> {
    lines().into_iter().filter(|line| line[0] == kind).map(|line| line[1..].to_vec()).collect()
}

#[test]
fn the_one_function_that_rust_calls_is_in_the_contract() {
    assert_eq!(named("static"), [[Bridge::CLASS, Bridge::METHOD, Bridge::SIGNATURE].map(str::to_owned)]);
}

#[test]
fn the_functions_that_kotlin_calls_are_exported_under_the_names_of_the_contract() {
    let exported = std::fs::read(super::machine::library()).unwrap();
    let natives = named("native");
    assert_eq!(natives.len(), 2);
    for native in natives {
        let symbol = format!("Java_{}_{}", native[0].replace('.', "_"), native[1]);
        assert!(exported.windows(symbol.len()).any(|bytes| bytes == symbol.as_bytes()), "{symbol}");
    }
}

#[test]
fn every_event_of_the_contract_is_understood() {
    let events = named("event");
    assert_eq!(events.len(), 8);
    for event in events {
        let told = format!(r#"{{"event":"{}","what":"due"}}"#, event[0]);
        assert!(Event::read(&told).is_some(), "{told}");
    }
}
