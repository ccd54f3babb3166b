//! What lies over the history: a day, a session in full, a form.

use dioxus::prelude::*;
use unsit_core::app::view::{self, AfterSheets, DaySheet, SessionSheet, SheetView};
use unsit_core::app::{Leaf, Message};

use super::super::later::{Later, Piece};
use super::form::EntryForm;
use crate::ui::components::button::Button;
use crate::ui::components::ledger::{HeldBars, Ledger};
use crate::ui::components::sheet::Sheet;
use crate::ui::focus::use_focus_return;
use crate::ui::{use_dispatch, use_model, use_texts, use_view};

/// The topmost sheet. When the last one is closed, the focus goes back to what opened the first, if that is still there.
#[component]
pub fn Sheets() -> Element {
    let (model, returns) = (use_model(), use_focus_return());
    let is_open = use_view(|model| !model.diary.sheets.is_empty());
    use_effect(move || {
        if !is_open() {
            match view::after_sheets(&model.peek()) {
                AfterSheets::Opener => returns.give_back(),
                AfterSheets::Page => returns.to_page(),
                AfterSheets::Undo => returns.forget(),
            }
        }
    });
    if is_open() {
        rsx! { Later { piece: Piece::HistorySheet } }
    } else {
        rsx! {}
    }
}

#[component]
pub fn TopSheet() -> Element {
    match use_view(view::sheet)() {
        None => rsx! {},
        Some(SheetView::Day(view)) => rsx! { OfDay { view } },
        Some(SheetView::Session(view)) => rsx! { OfSession { view } },
        Some(SheetView::Form(view)) => rsx! { EntryForm { view } },
    }
}

#[component]
fn OfDay(view: DaySheet) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let leaf = move |leaf| dispatch.call(Message::Leaf(leaf));
    let DaySheet { day, title, about, sessions, may_log } = view;
    rsx! {
        Sheet { title, about, onclose: move |()| leaf(Leaf::Close),
            if !sessions.is_empty() {
                Ledger { sessions, onopen: move |id| leaf(Leaf::Session(id)) }
            }
            if may_log {
                Button { class: "line wide", icon: "plus", text: texts.get("history-log"), onpress: move |()| leaf(Leaf::Log { day: Some(day) }) }
            }
        }
    }
}

#[component]
fn OfSession(view: SessionSheet) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let leaf = move |leaf| dispatch.call(Message::Leaf(leaf));
    let SessionSheet { id: _, title, when, held, how, took, bars } = view;
    rsx! {
        Sheet { title, about: when, onclose: move |()| leaf(Leaf::Close),
            p { class: "told",
                b { "{held}" }
                if let Some(took) = took {
                    span { "{took}" }
                }
                span { class: "tag", "{how}" }
            }
            HeldBars { bars }
            div { class: "row2",
                Button { class: "line wide danger", text: texts.get("session-delete"), onpress: move |()| leaf(Leaf::Delete) }
                Button { class: "soft wide", text: texts.get("session-correct"), onpress: move |()| leaf(Leaf::Correct) }
            }
        }
    }
}
