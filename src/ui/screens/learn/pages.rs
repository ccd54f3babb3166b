//! The pages of Learn that are for reading.

use dioxus::prelude::*;
use unsit_core::app::view::{self, ClaimView, ClinicianView, EvidenceView, TopicView};
use unsit_core::app::{LearnPage, Message, Screen};
use unsit_core::routine::Id;

use crate::ui::components::card::Card;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::DeepBar;
use crate::ui::components::sources::Sources;
use crate::ui::{use_dispatch, use_texts, use_view};

/// A few lines about one question.
#[component]
pub fn Topic(id: Id) -> Element {
    let texts = use_texts();
    let view = use_view(move |model| view::topic(model, &id));
    let Some(TopicView { title, body, certainty, sources }) = view() else { return rsx! {} };
    rsx! {
        Bar { title }
        div { class: "stack learn",
            section { class: "card read",
                for line in body {
                    p { "{line}" }
                }
                p { class: "fine", "{certainty}" }
            }
            Card { title: texts.get("routine-sources"), Sources { sources } }
            p { class: "fine", {texts.get("disclaimer")} }
        }
    }
}

/// What speaks for it, and what against.
#[component]
pub fn Evidence() -> Element {
    let texts = use_texts();
    let EvidenceView { title, sides } = use_view(view::evidence)();
    rsx! {
        Bar { title }
        div { class: "stack learn",
            for (title, claims) in sides {
                Card { key: "{title}", title, class: "tight", titled_above: true,
                    ul { class: "claims",
                        for claim in claims {
                            Claim { key: "{claim.text}", claim }
                        }
                    }
                }
            }
            p { class: "fine", {texts.get("disclaimer")} }
        }
    }
}

#[component]
fn Claim(claim: ClaimView) -> Element {
    let texts = use_texts();
    let ClaimView { text, certainty, sources } = claim;
    rsx! {
        li {
            p { "{text}" }
            p { class: "fine", "{certainty}" }
            details {
                summary { {texts.get("routine-sources")} }
                Sources { sources }
            }
        }
    }
}

/// Where each statement comes from.
#[component]
pub fn AllSources() -> Element {
    let texts = use_texts();
    let sources = use_view(view::sources)();
    rsx! {
        Bar { title: texts.get("routine-sources") }
        div { class: "stack learn",
            section { class: "card", Sources { sources } }
        }
    }
}

/// When to see a clinician; reached from Learn and from the safety check.
#[component]
pub fn Clinician(back: Screen) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let ClinicianView { title, now, now_items, soon, soon_items, until, certainty, sources } = use_view(view::clinician)();
    rsx! {
        DeepBar { title, onback: move |()| dispatch.call(Message::Show(back.clone())) }
        div { class: "stack learn",
            section { class: "note caution big",
                Icon { name: "alert", class: "lg" }
                h2 { "{now}" }
                Signs { items: now_items }
            }
            section { class: "card",
                div { class: "note big bare",
                    Icon { name: "calendar", class: "lg" }
                    h2 { "{soon}" }
                    Signs { items: soon_items }
                }
            }
            section { class: "note done",
                Icon { name: "walk" }
                p { "{until}" }
            }
            Card { title: texts.get("routine-sources"),
                p { class: "fine", "{certainty}" }
                Sources { sources }
            }
            p { class: "fine", {texts.get("disclaimer")} }
        }
    }
}

#[component]
fn Signs(items: Vec<String>) -> Element {
    rsx! {
        ul { class: "plain",
            for item in items {
                li { "{item}" }
            }
        }
    }
}

/// The head of a page below Learn.
#[component]
fn Bar(title: String) -> Element {
    let dispatch = use_dispatch();
    rsx! {
        DeepBar { title, onback: move |()| dispatch.call(Message::Show(Screen::Learn(LearnPage::All))) }
    }
}
