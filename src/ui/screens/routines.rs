//! The list of routines, the quick one first and large.

use dioxus::prelude::*;
use unsit_core::app::view::{self, RoutineCard, RoutinesView, Tag};
use unsit_core::app::{Message, Screen, Start};

use crate::ui::components::button::IconButton;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::PageBar;
use crate::ui::components::safety_note::SafetyRemark;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Routines() -> Element {
    let texts = use_texts();
    let RoutinesView { safety, cards } = use_view(view::routines)();
    let mut cards = cards.into_iter();
    rsx! {
        PageBar { title: texts.get("routines-title") }
        div { class: "stack routines",
            if let Some(note) = safety {
                SafetyRemark { note }
            }
            if let Some(card) = cards.next() {
                QuickCard { card }
            }
            for card in cards {
                SmallCard { key: "{card.id.as_str()}", card }
            }
        }
    }
}

/// The routine of the big button; it opens, and starts at once by a button of its own.
#[component]
fn QuickCard(card: RoutineCard) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let (open, start) = (card.id.clone(), card.id.clone());
    rsx! {
        section { class: "rt big",
            if let Some(view) = card.figure.clone() {
                div { class: "pic", Figure { view, aspect: 2.0, decorative: true } }
            }
            div { class: "tx",
                div {
                    p { class: "tag warm", {texts.get("routines-your-quick-break")} }
                    h2 {
                        button { r#type: "button", class: "open", "aria-label": open_label(texts, &card),
                            onclick: move |_| dispatch.call(Message::Show(Screen::Routine(open.clone()))),
                            "{card.name}"
                        }
                    }
                    p { "{card.length}" }
                    p { "{card.summary}" }
                }
                if card.startable {
                    IconButton {
                        class: "playdot",
                        icon: "play",
                        label: card.start_label.clone(),
                        onpress: move |()| dispatch.call(Message::Start(Start::routine(&start))),
                    }
                }
            }
        }
    }
}

#[component]
fn SmallCard(card: RoutineCard) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let id = card.id.clone();
    rsx! {
        section { class: "rt",
            if let Some(view) = card.figure.clone() {
                div { class: "pic", Figure { view, aspect: 1.2, decorative: true } }
            }
            div {
                h2 {
                    button { r#type: "button", class: "open", "aria-label": open_label(texts, &card),
                        onclick: move |_| dispatch.call(Message::Show(Screen::Routine(id.clone()))),
                        "{card.name}"
                    }
                }
                p { "{card.length}" }
                p { "{card.summary}" }
                Tags { tags: card.tags.clone() }
            }
        }
    }
}

fn open_label(texts: &unsit_core::text::Texts, card: &RoutineCard) -> String {
    texts.format("routines-open-aria", &[("routine", card.name.clone().into()), ("length", card.length.clone().into())])
}

/// Where one does it, and with what.
#[component]
pub fn Tags(tags: Vec<Tag>) -> Element {
    rsx! {
        if !tags.is_empty() {
            ul { class: "tags",
                for tag in tags {
                    li { class: "tag",
                        Icon { name: tag.icon }
                        "{tag.text}"
                    }
                }
            }
        }
    }
}
