//! The reminder check-up: what reminders need, whether it is there, and what helps.

use dioxus::prelude::*;
use unsit_core::app::view::{self, CheckRow, CheckupView, Verdict};
use unsit_core::app::{Break, Message, Screen};

use crate::ui::components::button::Button;
use crate::ui::components::card::Card;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::DeepBar;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Checkup() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let CheckupView { title, lead, checks, last, may_try, may_allow } = use_view(view::checkup)();
    rsx! {
        DeepBar { title: texts.get("checkup-title"), onback: move |()| dispatch.call(Message::Show(Screen::Settings)) }
        div { class: "stack checkup",
            section { class: "checkup-lead",
                h2 { "{title}" }
                p { class: "lead", "{lead}" }
            }
            ul { class: "card tight",
                for check in checks {
                    Check { key: "{check.title}", check }
                }
            }
            if may_allow {
                Allow {}
            }
            if may_try {
                Card { title: texts.get("checkup-try"),
                    p { class: "muted", {texts.get("checkup-try-about")} }
                    Button { class: "soft wide", icon: "bell", text: texts.get("checkup-try-send"), onpress: move |()| dispatch.call(Message::Break(Break::Try)) }
                }
            }
            Card { title: texts.get("checkup-last"), class: "tight", titled_above: true,
                if last.is_empty() {
                    p { class: "muted days-off-none", {texts.get("checkup-last-none")} }
                }
                dl { class: "deliveries",
                    for (when, late) in last {
                        div { key: "{when}",
                            dt { "{when}" }
                            dd { "{late}" }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Check(check: CheckRow) -> Element {
    let texts = use_texts();
    let dispatch = use_dispatch();
    let CheckRow { icon, title, detail, verdict, fix } = check;
    let (look, sign, word) = match verdict {
        Verdict::Fine => ("fine-check", "check", "checkup-ok"),
        Verdict::Fault | Verdict::Lost => ("faulty", "alert", "checkup-fault"),
        Verdict::Told => ("plain", "info", "checkup-told"),
    };
    let button = if verdict == Verdict::Fault { "primary fix" } else { "soft fix" };
    rsx! {
        li { class: "row {look}",
            span { class: "glyph {look}", Icon { name: icon } }
            div { class: "grow",
                b { "{title}" }
                small { "{detail}" }
            }
            if let Some(fix) = fix {
                // What is wrong stands beside it in words; a screen reader hears that it is.
                span { class: "sr", {texts.get(word)} }
                Button {
                    class: button,
                    text: fix.text,
                    label: fix.label,
                    onpress: move |()| dispatch.call(fix.remedy.message()),
                }
            } else {
                span { class: "verdict {look}",
                    Icon { name: sign, class: "sm" }
                    {texts.get(word)}
                }
            }
        }
    }
}

/// The way to the question whether notifications may be shown, with the reason for it.
#[component]
pub(super) fn Allow() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let about = use_view(view::allow_about)();
    rsx! {
        Card { title: texts.get("checkup-allow"),
            p { class: "muted", "{about}" }
            Button { class: "soft wide", icon: "bell", text: texts.get("checkup-allow"), onpress: move |()| dispatch.call(Message::Break(Break::Allow)) }
        }
    }
}
