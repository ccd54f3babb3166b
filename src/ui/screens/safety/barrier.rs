//! Why no session may begin, and what to do.

use dioxus::prelude::*;
use unsit_core::app::view::{self, BarrierView};
use unsit_core::app::{Answer, Message, SafetyPage, Screen};

use crate::ui::components::button::Button;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::BackButton;
use crate::ui::{use_dispatch, use_texts, use_view};

const CLINICIAN: Screen = Screen::Safety(SafetyPage::Clinician);

/// The page that takes the place of a start.
#[component]
pub fn Barrier() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let show = move |screen| dispatch.call(Message::Show(screen));
    rsx! {
        header { class: "bar",
            BackButton { onback: move |()| show(Screen::Today) }
        }
        div { class: "fr",
            BarrierText {}
            div { class: "ways",
                Button {
                    class: "primary wide",
                    text: texts.get("clinician-title"),
                    to: CLINICIAN,
                    onpress: move |()| show(CLINICIAN),
                }
                Button { class: "text wide", text: texts.get("check-change"), onpress: move |()| show(Screen::Safety(SafetyPage::Check)) }
            }
        }
    }
}

/// What is said, on this page and in the first run.
#[component]
pub fn BarrierText() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(view::barrier);
    let Some(BarrierView { title, advice, because, why, cleared, unwell, .. }) = view() else { return rsx! {} };
    rsx! {
        div { class: "barrier",
            span { class: "glyph caution",
                Icon { name: "alert", class: "lg" }
            }
            Heading { text: title }
            p { class: "lead", "{advice}" }
            section {
                h2 { {texts.get("stop-because")} }
                ul { class: "because",
                    for line in because {
                        li { "{line}" }
                    }
                }
                for line in why {
                    p { "{line}" }
                }
            }
            if let Some(cleared) = cleared {
                Button { class: "line wide", icon: "check", text: cleared, onpress: move |()| dispatch.call(Message::Answer(Answer::Cleared(true))) }
            }
            if let Some(unwell) = unwell {
                p { class: "fine", "{unwell}" }
            }
        }
    }
}
