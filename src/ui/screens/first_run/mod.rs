//! What a new person sees before anything else: what Unsit does, when it reminds, how it is heard, and the safety
//! check.

use dioxus::prelude::*;
use unsit_core::app::view::{self, FirstRunView};
use unsit_core::app::{Channel, FirstPage, FirstRun as Act, Message};
use unsit_core::content::Group;

use super::later::{Later, Piece};
use super::reminders::UsualHours;
use super::safety::{BarrierText, Questions};
use super::settings::{Cues, LanguageChoice};
use crate::ui::components::arc::ShareArc;
use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::card::Card;
use crate::ui::components::figure::Figure;
use crate::ui::components::heading::Heading;
use crate::ui::components::notice::NoticeBar;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn FirstRun() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(view::first_run);
    let Some(FirstRunView { page, place, dot: (at, dots), can_go_back, title, lead, figure }) = view() else { return rsx! {} };
    let act = move |act| dispatch.call(Message::FirstRun(act));
    rsx! {
        // Keyed, so that each page begins at its top with its heading.
        for key in [format!("{page:?}")] {
            main {
                key: "{key}",
                class: if page == FirstPage::Welcome { "page first welcome" } else { "page first" },
                onmounted: move |event| async move {
                    // A page that is gone already needs no place.
                    let _ = event.scroll_to(ScrollBehavior::Instant).await;
                },
                div { class: "sky" }
                NoticeBar {}
                header { class: "bar",
                    if can_go_back {
                        IconButton { icon: "back", label: texts.get("nav-back"), onpress: move |()| act(Act::Back) }
                    }
                    div { class: "grow",
                        div { class: "dots", role: "img", "aria-label": "{place}",
                            for dot in 0..dots {
                                i { class: if dot == at { "on" } }
                            }
                        }
                    }
                    if !matches!(page, FirstPage::Stop(_)) {
                        Button { class: "text", text: texts.get("first-skip"), onpress: move |()| act(Act::Skip) }
                    }
                }
                div { class: "fr",
                    match page {
                        FirstPage::Stop(_) => rsx! {},
                        FirstPage::Welcome | FirstPage::Hours | FirstPage::Cues | FirstPage::Check(_) => rsx! {
                            if let Some(view) = figure.clone() {
                                div { class: "hello", "aria-hidden": "true",
                                    ShareArc { share: 100 }
                                    Figure { view, aspect: 2.2, decorative: true }
                                }
                            }
                            div { class: "says",
                                Heading { text: title.clone() }
                                p { class: "lead", "{lead}" }
                            }
                        },
                    }
                    if page != FirstPage::Welcome {
                        Later { piece: Piece::FirstPage(page) }
                    }
                    Onward { page }
                }
            }
        }
    }
}

/// What a page asks. The welcome is there before anything else; what follows it comes later.
#[component]
pub(super) fn Asking(page: FirstPage) -> Element {
    match page {
        FirstPage::Welcome => rsx! {},
        FirstPage::Hours => rsx! { UsualHours {} },
        FirstPage::Cues => rsx! { HowToGuide {} },
        FirstPage::Check(group) => rsx! { Asked { group } },
        FirstPage::Stop(_) => rsx! { BarrierText {} },
    }
}

/// The language, and how a session is heard.
#[component]
fn HowToGuide() -> Element {
    let texts = use_texts();
    let settings = use_view(view::settings)();
    rsx! {
        Card { title: texts.get("settings-language"), class: "choices", titled_above: true,
            LanguageChoice { chosen: settings.language }
        }
        Card { title: texts.get("settings-cues"), class: "tight", titled_above: true,
            Cues { channel: Channel::Voice, view: settings.voice }
            Cues { channel: Channel::Sound, view: settings.sound }
        }
    }
}

#[component]
fn Asked(group: Group) -> Element {
    let asked = use_view(move |model| view::check_group(model, group));
    rsx! {
        if let Some(group) = asked() {
            Questions { group }
        }
    }
}

/// The way on: while questions are open, how many.
#[component]
fn Onward(page: FirstPage) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let left = use_view(move |model| match page {
        FirstPage::Check(group) => view::check_group(model, group).and_then(|group| group.left),
        FirstPage::Welcome | FirstPage::Hours | FirstPage::Cues | FirstPage::Stop(_) => None,
    });
    let act = move |act| dispatch.call(Message::FirstRun(act));
    let stopped = matches!(page, FirstPage::Stop(_));
    rsx! {
        footer { class: "foot onward", "aria-live": "polite",
            if let Some(left) = left() {
                button { r#type: "button", class: "btn primary wide", disabled: true, "{left}" }
            } else {
                Button {
                    class: "primary wide",
                    text: texts.get(if stopped { "stop-go-on" } else { "first-continue" }),
                    onpress: move |()| act(Act::Next),
                }
            }
            if stopped {
                Button { class: "text wide", text: texts.get("check-change"), onpress: move |()| act(Act::Back) }
            }
        }
    }
}
