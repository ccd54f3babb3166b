//! How long one has been sitting, and what can be done about it besides a session.

use dioxus::prelude::*;
use unsit_core::app::view::{Resume, SittingState, SittingView};
use unsit_core::app::{Break, BreakSheet, Message, Screen};

use crate::ui::components::arc::SittingArc;
use crate::ui::components::button::{Button, OpenButton};
use crate::ui::components::icon::Icon;
use crate::ui::{use_dispatch, use_texts};

/// The arc of the hour.
#[component]
pub(in crate::ui) fn SittingDial(view: SittingView) -> Element {
    let SittingView { state, label, since, next, resume: _ } = view;
    let (look, share) = match &state {
        SittingState::Sitting { share, .. } => ("dial", Some(*share)),
        SittingState::Due { .. } => ("dial due", Some(100)),
        SittingState::Resting { .. } => ("dial resting", None),
    };
    rsx! {
        section { class: "hero",
            div { class: look, role: "img", "aria-label": label,
                SittingArc { share }
                match state {
                    SittingState::Sitting { minutes, unit, .. } | SittingState::Due { minutes, unit } => rsx! {
                        p { class: "mid", "aria-hidden": "true",
                            span { class: "num", "{minutes}" }
                            span { "{unit}" }
                        }
                    },
                    SittingState::Resting { title, body } => rsx! {
                        div { class: "mid calm", "aria-hidden": "true",
                            Icon { name: "leaf", class: "xl" }
                            b { "{title}" }
                            span { "{body}" }
                        }
                    },
                }
            }
            dl { class: "feet",
                if let Some((moment, name)) = since {
                    div {
                        dt { "{name}" }
                        dd { class: "num", "{moment}" }
                    }
                }
                if let Some((moment, name)) = next {
                    div { class: "next",
                        dt { "{name}" }
                        dd { class: "num", "{moment}" }
                    }
                }
            }
        }
    }
}

/// What is done about sitting without a session.
#[component]
pub(in crate::ui) fn SittingActions(view: SittingView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let press = move |deed| dispatch.call(Message::Break(deed));
    let is_due = matches!(view.state, SittingState::Due { .. });
    rsx! {
        div { class: "split",
            Button { class: "text", icon: "walk", text: texts.get("sitting-moved"), onpress: move |()| press(Break::Moved) }
            if is_due {
                OpenButton {
                    class: "text",
                    icon: "clock",
                    text: texts.get("sitting-answer"),
                    onpress: move |()| press(Break::Open(BreakSheet::Due)),
                }
            } else {
                Button {
                    class: "text",
                    icon: "swap",
                    text: texts.get("today-other-routine"),
                    onpress: move |()| dispatch.call(Message::Show(Screen::Routines)),
                }
            }
            match view.resume {
                Some(resume) => rsx! {
                    Button {
                        class: "text",
                        icon: "bell",
                        text: texts.get(if resume == Resume::Rest { "sitting-resume-rest" } else { "sitting-resume" }),
                        onpress: move |()| {
                            press(if resume == Resume::Rest { Break::RestToday(false) } else { Break::PauseUntil(None) });
                        },
                    }
                },
                None => rsx! {
                    OpenButton {
                        class: "text",
                        icon: "moon",
                        text: texts.get("sitting-pause"),
                        onpress: move |()| press(Break::Open(BreakSheet::Pause)),
                    }
                },
            }
        }
    }
}
