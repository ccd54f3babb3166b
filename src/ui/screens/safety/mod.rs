//! The safety check, and what is said when no session may begin.

mod barrier;
mod questions;

use dioxus::prelude::*;
use unsit_core::app::view::{self, CheckView};
use unsit_core::app::{Message, Model, SafetyPage, Screen};

use self::barrier::Barrier;
pub(super) use self::barrier::BarrierText;
pub(super) use self::questions::Questions;
use super::learn::Clinician;
use crate::ui::components::button::Button;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::DeepBar;
use crate::ui::focus::use_focus_return;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Safety(page: SafetyPage) -> Element {
    match page {
        SafetyPage::Check => rsx! { Check {} },
        SafetyPage::Stop => rsx! { Barrier {} },
        SafetyPage::Clinician => rsx! { Clinician { back: Screen::Safety(SafetyPage::Stop) } },
    }
}

/// All questions on one page.
#[component]
fn Check() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let CheckView { intro, answered, unread, groups, left } = use_view(view::check)();
    let (above, returns) = (use_view(Model::above), use_focus_return());
    // Leads back when nothing stops a session.
    let stops = use_view(|model| model.barrier().is_some());
    let done = move |()| {
        if !stops() {
            returns.go_back();
        }
        dispatch.call(Message::Show(if stops() { Screen::Safety(SafetyPage::Stop) } else { above() }));
    };
    rsx! {
        DeepBar { title: texts.get("check-title"), onback: move |()| dispatch.call(Message::Show(above())) }
        div { class: "stack check",
            div {
                p { class: "lead", "{intro}" }
                p { class: "fine", "{answered}" }
            }
            if let Some(unread) = unread {
                section { class: "note caution",
                    Icon { name: "alert" }
                    p { "{unread}" }
                }
            }
            for group in groups {
                Questions { key: "{group.title}", group }
            }
            p { class: "fine", {texts.get("disclaimer")} }
        }
        footer { class: "foot",
            if let Some(left) = left {
                p { class: "fine left", "aria-live": "polite", "{left}" }
            }
            Button { class: "primary wide", text: texts.get("check-done"), onpress: done }
        }
    }
}
