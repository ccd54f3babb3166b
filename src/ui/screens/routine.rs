//! One routine in full, before it is started.

use dioxus::prelude::*;
use unsit_core::app::view::{self, ChangeView, RoutineView, StepView};
use unsit_core::app::{Message, Model, SafetyPage, Screen, Start};
use unsit_core::routine::Id;

use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::card::Card;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::safety_note::SafetyRemark;
use crate::ui::components::sources::Sources;
use crate::ui::{use_dispatch, use_texts, use_view};

/// In letters; a longer one gets a line of its own.
const LONGEST_FACT: usize = 16;

/// The routine that the model's screen names.
#[component]
pub fn Routine() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(shown);
    let Some(RoutineView { card, variant, facts, steps, changes, safety, cautions, sources, start, start_alternative }) = view() else {
        return rsx! {};
    };
    let begin = move |id: Id, alternative| dispatch.call(Message::Start(Start { alternative, ..Start::routine(id) }));
    let (id, other_id) = (card.id.clone(), card.id);
    let startable = card.startable;
    rsx! {
        header { class: "bar over",
            IconButton {
                icon: "back",
                label: texts.get("nav-back"),
                autofocus: true,
                onpress: move |()| dispatch.call(Message::Show(Screen::Routines)),
            }
        }
        if let Some(view) = card.figure {
            div { class: "picbox", Figure { view, aspect: 1.6, decorative: true } }
        }
        div { class: "stack routine",
            section {
                h1 { "{card.name}" }
                p { class: "lead", "{card.summary}" }
                if let Some(variant) = variant {
                    p { class: "tag warm", "{variant}" }
                }
                dl { class: "facts",
                    for fact in facts {
                        div { class: if fact.value.chars().count() > LONGEST_FACT { "long" },
                            dt { "{fact.name}" }
                            dd { "{fact.value}" }
                        }
                    }
                }
            }
            if let Some(note) = safety {
                SafetyRemark { note }
            }
            if !changes.is_empty() {
                Card { title: texts.get("changes-title"), Changes { changes } }
            }
            if !steps.is_empty() {
                Card { title: texts.get("routine-steps"), Steps { steps } }
            }
            if !cautions.is_empty() {
                section { class: "note caution",
                    Icon { name: "alert" }
                    div {
                        h2 { {texts.get("routine-take-care")} }
                        ul {
                            for caution in cautions {
                                li { "{caution}" }
                            }
                        }
                    }
                }
            }
            if !sources.is_empty() {
                Card { title: texts.get("routine-sources"), Sources { sources } }
            }
            p { class: "fine", {texts.get("disclaimer")} }
        }
        if startable {
            footer { class: "foot",
                Button { class: "primary wide", icon: "play", text: start, onpress: move |()| begin(id.clone(), false) }
                if let Some(alternative) = start_alternative {
                    Button { class: "text wide", icon: "swap", text: alternative, onpress: move |()| begin(other_id.clone(), true) }
                }
            }
        }
    }
}

fn shown(model: &Model) -> Option<RoutineView> {
    match &model.screen {
        Screen::Routine(id) => view::routine(model, id),
        Screen::Today
        | Screen::Routines
        | Screen::History
        | Screen::Settings
        | Screen::Learn(_)
        | Screen::Safety(_)
        | Screen::FirstRun(_) => None,
    }
}

/// What the safety answers change, and the way to them.
#[component]
fn Changes(changes: Vec<ChangeView>) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        ul { class: "changes",
            for change in changes {
                li {
                    b { "{change.text}" }
                    for why in change.why {
                        p { "{why}" }
                    }
                }
            }
        }
        Button {
            class: "text",
            icon: "shield",
            text: texts.get("check-change"),
            onpress: move |()| dispatch.call(Message::Show(Screen::Safety(SafetyPage::Check))),
        }
    }
}

#[component]
fn Steps(steps: Vec<StepView>) -> Element {
    rsx! {
        ol { class: "steps",
            for step in steps {
                li {
                    div { class: "words",
                        h3 { "{step.name}" }
                        for line in step.how {
                            p { "{line}" }
                        }
                        p { class: "tag",
                            Icon { name: "timer" }
                            "{step.dose}"
                        }
                    }
                    if let Some(view) = step.figure {
                        div { class: "pic", Figure { view, aspect: 1.2, decorative: true } }
                    }
                }
            }
        }
    }
}
