//! One routine in full, before it is started.

use dioxus::prelude::*;
use unsit_core::app::view::{self, RoutineView, SourceView, StepView};
use unsit_core::app::{Message, Model, Screen, Start};
use unsit_core::routine::Id;

use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::card::Card;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::{use_dispatch, use_texts, use_view};

/// In letters; a longer one gets a line of its own.
const LONGEST_FACT: usize = 16;

/// The routine that the model's screen names.
#[component]
pub fn Routine() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(shown);
    let Some(RoutineView { card, variant, facts, steps, cautions, sources, start, start_alternative }) = view() else {
        return rsx! {};
    };
    let begin = move |id: Id, alternative| dispatch.call(Message::Start(Start { alternative, ..Start::routine(id) }));
    let (id, other_id) = (card.id.clone(), card.id);
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
            Card { title: texts.get("routine-steps"), Steps { steps } }
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
        footer { class: "foot",
            Button { class: "primary wide", icon: "play", text: start, onpress: move |()| begin(id.clone(), false) }
            if let Some(alternative) = start_alternative {
                Button { class: "text wide", icon: "swap", text: alternative, onpress: move |()| begin(other_id.clone(), true) }
            }
        }
    }
}

fn shown(model: &Model) -> Option<RoutineView> {
    match &model.screen {
        Screen::Routine(id) => view::routine(model, id),
        Screen::Today | Screen::Routines | Screen::History | Screen::Settings => None,
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

#[component]
fn Sources(sources: Vec<SourceView>) -> Element {
    rsx! {
        ul { class: "src",
            for source in sources {
                li {
                    b { "{source.title}" }
                    p { "{source.supports}" }
                    p { class: "fine", "{source.certainty}" }
                }
            }
        }
    }
}
