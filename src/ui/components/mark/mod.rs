//! Marks: the shape carries the state, the colour repeats it.

use dioxus::prelude::*;

use super::icon::Icon;

/// What became of a session or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done as planned: a tick on a full disc.
    Done,
    /// Ended early: a slash in a ring.
    EndedEarly,
    /// A day without a session: a small ring.
    None,
    /// Today, still without one, or a break that is next: a dot in a ring.
    Open,
    /// Got up without a session: a walker in a green ring.
    Moved,
    /// A break without an answer: a dashed ring.
    Missed,
    /// A day that asks for nothing: a leaf.
    Rest,
}

/// A mark. Words beside it say the same.
#[component]
pub fn Mark(outcome: Outcome) -> Element {
    let (class, icon) = match outcome {
        Outcome::Done => ("done", Some("check")),
        Outcome::EndedEarly => ("early", Some("slash")),
        Outcome::None => ("none", None),
        Outcome::Open => ("open", None),
        Outcome::Moved => ("moved", Some("walk")),
        Outcome::Missed => ("missed", None),
        Outcome::Rest => ("restful", Some("leaf")),
    };
    rsx! {
        i { class: "mark {class}", "aria-hidden": "true",
            if let Some(name) = icon {
                Icon { name }
            }
        }
    }
}
