//! Learn: muscles in their pairs, what is known and how sure that is, and when to see a clinician.

mod muscle;
mod pages;

use dioxus::prelude::*;
use unsit_core::app::view::{self, LearnView, PairView};
use unsit_core::app::{LearnPage, Message, Screen};

use self::muscle::Muscle;
pub(super) use self::pages::Clinician;
use self::pages::{AllSources, Evidence, Topic};
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::PageBar;
use crate::ui::focus::use_way_to;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Learn(page: LearnPage) -> Element {
    match page {
        LearnPage::All => rsx! { Overview {} },
        LearnPage::Muscle(id) => rsx! { Muscle { id } },
        LearnPage::Topic(id) => rsx! { Topic { id } },
        LearnPage::Clinician => rsx! { Clinician { back: Screen::Learn(LearnPage::All) } },
        LearnPage::Evidence => rsx! { Evidence {} },
        LearnPage::Sources => rsx! { AllSources {} },
    }
}

#[component]
fn Overview() -> Element {
    let texts = use_texts();
    let LearnView { lead_title, lead, figures, pairs, topics, clinician, evidence } = use_view(view::learn)();
    rsx! {
        PageBar { title: texts.get("learn-title") }
        div { class: "stack learn",
            section { class: "card pictured",
                div { class: "stage",
                    for figure in figures {
                        Figure { key: "{figure.id}", view: figure, aspect: 1.4, decorative: true }
                    }
                }
                div { class: "words",
                    h2 { "{lead_title}" }
                    p { class: "lead", "{lead}" }
                }
            }
            ul { class: "pairs",
                for pair in pairs {
                    Pair { key: "{pair.id}", pair }
                }
            }
            section { class: "card tight",
                ul { class: "links",
                    Way { icon: "alert", grave: true, title: clinician, about: texts.get("learn-clinician-about"), to: LearnPage::Clinician }
                }
            }
            section {
                div { class: "h2",
                    h2 { {texts.get("learn-more")} }
                }
                div { class: "card tight",
                    ul { class: "links",
                        for topic in topics {
                            Way { key: "{topic.id}", icon: "learn", title: topic.title, to: LearnPage::Topic(topic.id) }
                        }
                        Way { icon: "scale", title: evidence, about: texts.get("learn-evidence-about"), to: LearnPage::Evidence }
                        Way { icon: "list", title: texts.get("routine-sources"), about: texts.get("learn-sources-about"), to: LearnPage::Sources }
                    }
                }
            }
            p { class: "fine", {texts.get("disclaimer")} }
        }
    }
}

/// In letters; longer names are set smaller.
const LONGEST: usize = 24;

/// A muscle and its opposite; the whole card leads to more about them.
#[component]
fn Pair(pair: PairView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let muscle = Screen::Learn(LearnPage::Muscle(pair.id.clone()));
    let onmounted = use_way_to(muscle.clone());
    rsx! {
        li { class: "card pair",
            h2 {
                button {
                    r#type: "button",
                    class: "open vs",
                    onmounted,
                    onclick: move |_| dispatch.call(Message::Show(muscle.clone())),
                    span { class: "half",
                        small { {texts.get("learn-often-tight")} }
                        b { class: if pair.name.chars().count() > LONGEST { "long" }, "{pair.name}" }
                    }
                    Icon { name: "swap" }
                    span { class: "half",
                        small { {texts.get("learn-opposite")} }
                        b { class: if pair.opposite.chars().count() > LONGEST { "long" }, "{pair.opposite}" }
                    }
                }
            }
            p { "{pair.line}" }
        }
    }
}

/// A row that leads to another page.
#[component]
fn Way(icon: &'static str, title: String, about: Option<String>, to: LearnPage, #[props(default)] grave: bool) -> Element {
    let dispatch = use_dispatch();
    let page = Screen::Learn(to);
    let onmounted = use_way_to(page.clone());
    rsx! {
        li {
            button { r#type: "button", class: "row way", onmounted, onclick: move |_| dispatch.call(Message::Show(page.clone())),
                span { class: if grave { "glyph caution" } else { "glyph plain" }, Icon { name: icon } }
                span { class: "grow",
                    b { "{title}" }
                    if let Some(about) = about {
                        small { "{about}" }
                    }
                }
                Icon { name: "chev", class: "flip sm" }
            }
        }
    }
}
