//! Sessions under each other, newest first.

use dioxus::prelude::*;
use unsit_core::app::view::SessionRow;

use super::mark::{Mark, Outcome};

#[component]
pub fn Ledger(sessions: Vec<SessionRow>) -> Element {
    rsx! {
        ul { class: "ledger",
            for session in sessions {
                li {
                    Mark { outcome: if session.reached_end { Outcome::Done } else { Outcome::EndedEarly } }
                    div {
                        b { "{session.name}" }
                        small { "{session.detail}" }
                    }
                    time { "{session.time}" }
                }
            }
        }
    }
}
