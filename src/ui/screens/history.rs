//! History: days, newest first, with their sums and sessions.

use dioxus::prelude::*;
use unsit_core::app::Message;
use unsit_core::app::view::{self, DayView, HistoryView};

use crate::ui::components::button::Button;
use crate::ui::components::ledger::Ledger;
use crate::ui::components::page::PageBar;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn History() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let HistoryView { days, more } = use_view(view::history)();
    rsx! {
        PageBar { title: texts.get("history-title") }
        div { class: "stack history",
            if days.is_empty() {
                section { class: "card",
                    p { class: "muted", {texts.get("history-empty")} }
                }
            }
            for day in days {
                Day { key: "{day.name}", day }
            }
            if more {
                Button { class: "line wide", text: texts.get("history-more"), onpress: move |()| dispatch.call(Message::ShowOlder) }
            }
        }
    }
}

#[component]
fn Day(day: DayView) -> Element {
    rsx! {
        section {
            div { class: "h2",
                h2 { "{day.name}" }
                span { "{day.count}, {day.total}" }
            }
            div { class: "card tight", Ledger { sessions: day.sessions } }
        }
    }
}
