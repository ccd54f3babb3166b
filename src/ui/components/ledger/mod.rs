//! Sessions under each other, newest first.

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::view::{HeldBar, SessionRow};
use unsit_core::record::SessionId;

use super::mark::{Mark, Outcome};
use crate::ui::focus::use_focus_return;
use crate::ui::style::css_var;

#[component]
pub fn Ledger(
    sessions: Vec<SessionRow>,
    /// What a press on a session does; without it they cannot be pressed.
    onopen: Option<EventHandler<SessionId>>,
) -> Element {
    rsx! {
        ul { class: "ledger",
            for session in sessions {
                li { key: "{session.id.0}",
                    if let Some(onopen) = onopen {
                        OpenRow { session, onopen }
                    } else {
                        RowParts { session }
                    }
                }
            }
        }
    }
}

#[component]
fn OpenRow(session: SessionRow, onopen: EventHandler<SessionId>) -> Element {
    let returns = use_focus_return();
    let mut node = use_signal(|| None::<Rc<MountedData>>);
    let id = session.id;
    rsx! {
        button {
            r#type: "button",
            onmounted: move |event| node.set(Some(event.data())),
            onclick: move |_| {
                returns.remember_first(node());
                onopen.call(id);
            },
            RowParts { session }
        }
    }
}

#[component]
fn RowParts(session: SessionRow) -> Element {
    rsx! {
        Mark { outcome: if session.reached_end { Outcome::Done } else { Outcome::EndedEarly } }
        // The time wraps below where the text is large.
        div { class: "line",
            div {
                b { "{session.name}" }
                small { "{session.detail}" }
            }
            time { "{session.time}" }
        }
    }
}

/// Parts of a session as they were held, as bars that can be compared.
#[component]
pub fn HeldBars(bars: Vec<HeldBar>) -> Element {
    rsx! {
        ul { class: "holds",
            for bar in bars {
                li {
                    span { "{bar.name}" }
                    span { class: "b", i { ..vec![css_var("--f", bar.filled)] } }
                    span { "{bar.value}" }
                }
            }
        }
    }
}
