//! The list of routines, the quick one first and large.

use dioxus::prelude::*;
use unsit_core::app::view::{self, RoutineCard, RoutinesView, Tag, UnplayableCard};
use unsit_core::app::{Build, Message, Screen, Start};

use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::PageBar;
use crate::ui::components::safety_note::SafetyRemark;
use crate::ui::focus::use_way_to;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Routines() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let RoutinesView { safety, cards, own, unplayable, removed } = use_view(view::routines)();
    let mut cards = cards.into_iter();
    let has_own = !own.is_empty() || !unplayable.is_empty();
    let begin = move |()| dispatch.call(Message::Build(Build::New));
    rsx! {
        PageBar { title: texts.get("routines-title"),
            IconButton { icon: "plus", label: texts.get("routines-build"), onpress: begin }
        }
        div { class: "stack routines",
            if let Some(note) = safety {
                SafetyRemark { note }
            }
            div { role: "status",
                if let Some(removed) = removed {
                    Deleted { text: removed }
                }
            }
            if let Some(card) = cards.next() {
                QuickCard { card }
            }
            if has_own {
                div { class: "h2", h2 { {texts.get("routines-yours")} } }
                div { class: "group",
                    for card in own {
                        SmallCard { key: "{card.id.as_str()}", card }
                    }
                    for card in unplayable {
                        Unplayable { key: "{card.id.as_str()}", card }
                    }
                }
                div { class: "h2", h2 { {texts.get("routines-ours")} } }
            }
            div { class: "group",
                for card in cards {
                    SmallCard { key: "{card.id.as_str()}", card }
                }
            }
            Button { class: "line wide build", icon: "plus", text: texts.get("routines-build"), onpress: begin }
        }
    }
}

/// A routine that was deleted can be had back.
#[component]
fn Deleted(text: String) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        div { class: "undo",
            span { "{text}" }
            Button {
                class: "text",
                icon: "again",
                text: texts.get("routines-undo"),
                autofocus: true,
                onpress: move |()| dispatch.call(Message::Build(Build::Restore)),
            }
        }
    }
}

/// A routine that is kept and cannot be played: why, and what can be done about it.
#[component]
fn Unplayable(card: UnplayableCard) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let UnplayableCard { id, name, why, can_change } = card;
    let about = |text: &str| texts.format(text, &[("routine", name.clone().into())]);
    let (change, delete) = (about("routines-change-aria"), about("routines-delete-aria"));
    let edited = id.clone();
    rsx! {
        section { class: "rt unplayable",
            div {
                h2 { "{name}" }
                p { class: "why",
                    Icon { name: "alert", class: "sm" }
                    span { "{why}" }
                }
                div { class: "mv",
                    if can_change {
                        Button {
                            class: "text",
                            icon: "edit",
                            text: texts.get("routine-edit"),
                            label: change,
                            onpress: move |()| dispatch.call(Message::Build(Build::Edit(edited.clone()))),
                        }
                    }
                    Button {
                        class: "text danger",
                        icon: "trash",
                        text: texts.get("routine-delete"),
                        label: delete,
                        onpress: move |()| dispatch.call(Message::Build(Build::Delete(id.clone()))),
                    }
                }
            }
        }
    }
}

/// The routine of the big button; it opens, and starts at once by a button of its own.
#[component]
fn QuickCard(card: RoutineCard) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let (open, start) = (Screen::Routine(card.id.clone()), card.id.clone());
    let onmounted = use_way_to(open.clone());
    rsx! {
        section { class: "rt big",
            if let Some(view) = card.figure.clone() {
                div { class: "pic", Figure { view, aspect: 2.0, decorative: true } }
            }
            div { class: "tx",
                div {
                    p { class: "tag warm", {texts.get("routines-your-quick-break")} }
                    h2 {
                        button { r#type: "button", class: "open", "aria-label": open_label(texts, &card), onmounted,
                            onclick: move |_| dispatch.call(Message::Show(open.clone())),
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
    let open = Screen::Routine(card.id.clone());
    let onmounted = use_way_to(open.clone());
    rsx! {
        section { class: "rt",
            if let Some(view) = card.figure.clone() {
                div { class: "pic", Figure { view, aspect: 1.2, decorative: true } }
            }
            div {
                h2 {
                    button { r#type: "button", class: "open", "aria-label": open_label(texts, &card), onmounted,
                        onclick: move |_| dispatch.call(Message::Show(open.clone())),
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
