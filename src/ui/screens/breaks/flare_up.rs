//! A day on which it hurts more: it is noted in a sheet, and told on Today, where it can be taken back.

use dioxus::prelude::*;
use unsit_core::app::{Break, LearnPage, Message, Screen};

use crate::ui::components::button::Button;
use crate::ui::components::icon::Icon;
use crate::ui::{use_dispatch, use_texts};

/// Notes it, and says what follows from that.
#[component]
pub(super) fn NoteFlareUp() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        Button {
            class: "line wide",
            icon: "shield",
            text: texts.get("flare-up-note"),
            onpress: move |()| dispatch.call(Message::Break(Break::FlareUpToday(true))),
        }
        p { class: "fine", {texts.get("flare-up-about")} }
    }
}

/// Tells of it.
#[component]
pub(in crate::ui) fn FlareUpNoted() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        section { class: "note done remark",
            Icon { name: "shield" }
            div {
                h2 { {texts.get("flare-up-title")} }
                p { {texts.get("flare-up-body")} }
                div { class: "ways",
                    Button {
                        class: "line",
                        text: texts.get("clinician-title"),
                        to: Screen::Learn(LearnPage::Clinician),
                        onpress: move |()| dispatch.call(Message::Show(Screen::Learn(LearnPage::Clinician))),
                    }
                    Button {
                        class: "text",
                        text: texts.get("flare-up-undo"),
                        onpress: move |()| dispatch.call(Message::Break(Break::FlareUpToday(false))),
                    }
                }
            }
        }
    }
}
