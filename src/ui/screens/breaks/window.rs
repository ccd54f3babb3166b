//! The small window over all others, where the system shows no notifications: one break, one answer, and it is gone.

use dioxus::prelude::*;
use unsit_core::app::view::{self, BreakWindowView};
use unsit_core::app::{Break, Message};

use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::figure::Figure;
use crate::ui::components::notice::NoticeBar;
use crate::ui::focus::focus;
use crate::ui::{Shell, use_dispatch, use_texts, use_view};

#[component]
pub fn BreakWindow() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let drag = use_hook(|| consume_context::<Shell>().drag);
    let BreakWindowView { lead, start, figure, later, close } = use_view(view::break_window)();
    let press = move |deed| dispatch.call(Message::Break(deed));
    rsx! {
        main {
            class: "break-window",
            role: "alertdialog",
            "aria-labelledby": "break-title",
            "aria-describedby": "break-lead",
            onkeydown: move |event| {
                if event.key() == Key::Escape {
                    event.prevent_default();
                    press(Break::Close);
                }
            },
            header {
                onmousedown: move |_| {
                    if let Some(drag) = &drag {
                        drag();
                    }
                },
                span { "aria-hidden": "true", {texts.get("app-name")} }
                // The bar is dragged, its button is pressed.
                span { onmousedown: move |event| event.stop_propagation(),
                    IconButton { icon: "close", label: close, onpress: move |()| press(Break::Close) }
                }
            }
            NoticeBar {}
            div { class: "break-what",
                div {
                    // The focus begins at the title: whoever is typing, where the system gave this window the keyboard, answers nothing.
                    h1 { id: "break-title", tabindex: "-1", onmounted: move |event| focus(event.data()), {texts.get("due-title")} }
                    p { id: "break-lead", "{lead}" }
                }
                if let Some(view) = figure {
                    Figure { view, aspect: 1.7, decorative: true }
                }
            }
            div { class: "break-answers",
                if let Some(text) = start {
                    Button { class: "primary wide", icon: "play", text, onpress: move |()| press(Break::Start) }
                }
                div {
                    div { class: "break-later", role: "group", "aria-labelledby": "break-later",
                        span { id: "break-later", {texts.get("due-window-later")} }
                        for (snooze, minutes, label) in later {
                            Button { key: "{minutes}", class: "text", text: minutes, label, onpress: move |()| press(Break::Later(Some(snooze))) }
                        }
                    }
                    Button { class: "moved", text: texts.get("reminder-moved"), onpress: move |()| press(Break::Moved) }
                    Button { class: "text", text: texts.get("due-window-skip"), onpress: move |()| press(Break::Skip(None)) }
                }
            }
        }
    }
}
