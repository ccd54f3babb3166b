//! The place of a piece: the piece itself once the part is there.

use dioxus::prelude::*;
use unsit_core::app::{Message, Model};

use super::Piece;
use super::arrival::{State, use_later};
use crate::ui::components::button::Button;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::BackButton;
use crate::ui::focus::use_focus_return;
use crate::ui::{is_below, use_dispatch, use_texts, use_view};

/// A piece, and until it is there what is to be said about that.
#[component]
pub fn Later(piece: Piece) -> Element {
    let arrival = use_later();
    // Who opens the screen asks, once more if it could not be fetched before.
    use_hook(|| arrival.ask());
    let is_below = match &piece {
        Piece::Screen(screen) => is_below(screen),
        Piece::FirstPage(_) => false,
        // Sheets of the part are opened from its screens, or on Today a while after it was opened: they come when they can, and
        // nothing is said about that.
        Piece::HistorySheet
        | Piece::Hours(_)
        | Piece::DayOff { .. }
        | Piece::Correct(_)
        | Piece::Pause(_)
        | Piece::Hurts { .. }
        | Piece::FlareUpNoted
        | Piece::BreakWindow => {
            return match arrival.state() {
                State::Here(part) => part.draw(piece),
                State::Away | State::Coming { .. } | State::Missing { .. } => rsx! {},
            };
        }
    };
    let state = match arrival.state() {
        State::Here(part) => return part.draw(piece),
        State::Away | State::Coming { failures: 0 } => rsx! { Coming {} },
        State::Coming { failures } => rsx! { Missing { failures, coming: true } },
        State::Missing { failures } => rsx! { Missing { failures, coming: false } },
    };
    rsx! {
        if is_below {
            Way {}
        }
        {state}
    }
}

/// Quiet, and only to be seen when it takes long.
#[component]
fn Coming() -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "stack part-coming", role: "status", "aria-busy": "true",
            p { class: "sr", {texts.get("later-coming")} }
            for _ in 0..3 {
                div { class: "card" }
            }
        }
    }
}

/// It could not be fetched; nothing is lost by that.
#[component]
fn Missing(failures: u32, coming: bool) -> Element {
    let (texts, dispatch, arrival, returns) = (use_texts(), use_dispatch(), use_later(), use_focus_return());
    rsx! {
        div { class: "stack part-missing", "aria-busy": coming.then_some("true"),
            section { class: "card", role: "alert",
                h2 {
                    Icon { name: "alert" }
                    {texts.get("later-missing")}
                }
                p { class: "lead", {texts.get("later-missing-about")} }
                if failures > 1 {
                    p { class: "lead", {texts.get("later-missing-still")} }
                }
            }
            div { class: "row2",
                if failures > 1 {
                    Button { class: "line wide", text: texts.get("version-reload"), onpress: move |()| dispatch.call(Message::OpenAgain) }
                }
                Button {
                    class: "primary wide",
                    text: texts.get(if coming { "later-coming" } else { "error-try-again" }),
                    onpress: move |()| {
                        // The button goes when the screen comes.
                        returns.to_page();
                        arrival.ask();
                    },
                }
            }
        }
    }
}

/// The way back, where a narrow window shows no other one.
#[component]
fn Way() -> Element {
    let (dispatch, above) = (use_dispatch(), use_view(Model::above));
    rsx! {
        header { class: "bar",
            BackButton { onback: move |()| dispatch.call(Message::Show(above())) }
        }
    }
}
