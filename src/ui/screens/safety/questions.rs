//! The questions of one group, with yes and no.

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::view::{GroupView, QuestionView};
use unsit_core::app::{Answer, Message};

use crate::ui::components::button::Button;
use crate::ui::components::icon::Icon;
use crate::ui::components::row::Row;
use crate::ui::components::switch::Switch;
use crate::ui::focus::focus;
use crate::ui::{use_dispatch, use_texts};

#[component]
pub fn Questions(group: GroupView) -> Element {
    let dispatch = use_dispatch();
    let mut card = use_signal(|| None::<Rc<MountedData>>);
    let GroupView { group, title, questions, advice, cleared, none, .. } = group;
    rsx! {
        section {
            div { class: "h2",
                h2 { "{title}" }
            }
            div {
                class: "card tight questions",
                tabindex: "-1",
                onmounted: move |event| card.set(Some(event.data())),
                ul {
                    for question in questions {
                        Question { key: "{question.id}", question }
                    }
                }
                if let Some(none) = none {
                    Button {
                        class: "text",
                        text: none.clone(),
                        label: "{none}: {title}",
                        onpress: move |()| {
                            dispatch.call(Message::Answer(Answer::NoToTheRest(group)));
                            // The button goes; the keyboard stays with the questions.
                            if let Some(card) = card() {
                                focus(card);
                            }
                        },
                    }
                }
            }
            div { class: "advice", role: "status",
                if let Some(advice) = advice {
                    div { class: "note",
                        Icon { name: "info" }
                        p { "{advice}" }
                    }
                }
            }
            if let Some((label, on)) = cleared {
                div { class: "card tight cleared",
                    Row { icon: "check", title: label.clone(),
                        Switch { on, label, onchange: move |on| dispatch.call(Message::Answer(Answer::Cleared(on))) }
                    }
                }
            }
        }
    }
}

#[component]
fn Question(question: QuestionView) -> Element {
    let texts = use_texts();
    let QuestionView { id, text, answer, why } = question;
    rsx! {
        li { class: "q",
            p { "{text}" }
            div { class: "yn", role: "group", "aria-label": "{text}",
                for yes in [true, false] {
                    Choice {
                        key: "{yes}",
                        id: id.clone(),
                        yes,
                        word: texts.get(if yes { "check-yes" } else { "check-no" }),
                        text: text.clone(),
                        chosen: answer == Some(yes),
                    }
                }
            }
            if let Some(why) = why {
                p { class: "why", "{why}" }
            }
        }
    }
}

#[component]
fn Choice(id: unsit_core::routine::Id, yes: bool, word: String, text: String, chosen: bool) -> Element {
    let dispatch = use_dispatch();
    rsx! {
        button {
            r#type: "button",
            "aria-pressed": if chosen { "true" } else { "false" },
            "aria-label": "{word}: {text}",
            onclick: move |_| dispatch.call(Message::Answer(Answer::Question { question: id.clone(), yes })),
            "{word}"
        }
    }
}
