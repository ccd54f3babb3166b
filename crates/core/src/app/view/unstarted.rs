//! What is shown where the app cannot begin.

use crate::app::unstarted::{Cause, Unstarted};
use crate::text::{Language, Texts};

/// What happened, what to do, and what a report needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnstartedView {
    pub language: Language,
    /// "Unsit could not start"
    pub title: String,
    pub what: String,
    pub todo_title: String,
    /// In the order in which it is done.
    pub todo: Vec<String>,
    /// That nothing is lost by it.
    pub safe: String,
    pub try_again: String,
    /// Said once it was tried again in vain.
    pub still: Option<String>,
    pub detail_title: String,
    pub detail: String,
}

/// After so many vain tries beyond the first.
#[must_use]
pub fn unstarted(why: &Unstarted, again: u32) -> UnstartedView {
    let Unstarted { cause, language, detail } = why;
    let texts = Texts::built_in(*language);
    let (what, todo) = words(*cause);
    UnstartedView {
        language: *language,
        title: texts.get("unstarted-title"),
        what: texts.get(what),
        todo_title: texts.get("unstarted-todo"),
        todo: todo.iter().map(|line| texts.get(line)).collect(),
        safe: texts.get("unstarted-safe"),
        try_again: texts.get("error-try-again"),
        still: (again > 0).then(|| texts.format("unstarted-still", &[("tries", (again + 1).into())])),
        detail_title: texts.get("unstarted-detail"),
        detail: detail.clone(),
    }
}

const fn words(cause: Cause) -> (&'static str, &'static [&'static str]) {
    match cause {
        Cause::DiskFull => ("unstarted-full", &["unstarted-full-do", "unstarted-then"]),
        Cause::Forbidden => ("unstarted-forbidden", &["unstarted-forbidden-do", "unstarted-then", "unstarted-report"]),
        Cause::NoFolder => ("unstarted-folder", &["unstarted-folder-do", "unstarted-then", "unstarted-report"]),
        Cause::Incomplete => ("unstarted-incomplete", &["unstarted-incomplete-do", "unstarted-incomplete-keep", "unstarted-report"]),
        Cause::Elsewhere => ("unstarted-elsewhere", &["unstarted-elsewhere-do", "unstarted-then"]),
        Cause::Other => ("unstarted-other", &["unstarted-other-do", "unstarted-report"]),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_debug_snapshot;

    use super::*;

    fn why(cause: Cause, language: Language) -> Unstarted {
        Unstarted { cause, language, detail: "Unsit 1 on a phone\nno such thing".to_owned() }
    }

    #[test]
    fn each_cause_says_what_happened_and_what_to_do() {
        assert_debug_snapshot!(Cause::ALL.map(|cause| {
            let view = unstarted(&why(cause, Language::English), 0);
            (cause, view.what, view.todo)
        }));
        assert_debug_snapshot!(unstarted(&why(Cause::DiskFull, Language::German), 2));
    }

    #[test]
    fn no_two_causes_say_the_same_in_any_language() {
        for language in Language::ALL {
            let mut said = Cause::ALL.map(|cause| unstarted(&why(cause, language), 0).what).to_vec();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), Cause::ALL.len(), "{language:?}");
        }
    }

    #[test]
    fn a_vain_try_is_told_and_counted() {
        let still = |again| unstarted(&why(Cause::Other, Language::English), again).still;
        assert_eq!(still(0), None);
        assert_eq!(still(1).as_deref(), Some("Tried 2 times. Unsit still cannot start."));
    }
}
