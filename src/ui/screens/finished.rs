//! The summary at the end of a session: what was really held.

use dioxus::prelude::*;
use unsit_core::app::Message;
use unsit_core::app::view::{self, FinishedView};

use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::icon::Icon;
use crate::ui::components::ledger::HeldBars;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Finished() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(view::finished);
    let Some(FinishedView { logged, is_logged, held, unit, of_planned, routine, bars }) = view() else {
        return rsx! {};
    };
    let (tag, icon) = if is_logged { ("tag done", "check") } else { ("tag warm", "info") };
    let close = move |()| dispatch.call(Message::CloseFinished);
    rsx! {
        main { class: "page finished",
            div { class: "sky" }
            header { class: "bar",
                div { class: "grow" }
                IconButton { icon: "close", label: texts.get("nav-close"), onpress: close }
            }
            div { class: "stack",
                section {
                    p { class: tag, role: "status",
                        Icon { name: icon }
                        "{logged}"
                    }
                    h1 { class: "fin-n",
                        b { class: "num", "{held}" }
                        span {
                            "{unit}"
                            br {}
                            {texts.get("finished-really-held")}
                        }
                    }
                    p { class: "lead", "{of_planned}" }
                }
                if !bars.is_empty() {
                    section { class: "card",
                        div { class: "h2", h2 { "{routine}" } }
                        HeldBars { bars }
                    }
                }
            }
            footer { class: "foot",
                Button { class: "primary wide", text: texts.get("finished-done"), autofocus: true, onpress: close }
            }
        }
    }
}
