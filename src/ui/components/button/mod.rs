//! Buttons: the plain one, the round one with an icon, and the one big action.

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::Screen;
use unsit_core::app::view::RoutineCard;

use super::figure::Figure;
use super::icon::Icon;
use crate::ui::focus::{focus, use_focus_return};
use crate::ui::use_texts;

/// A button with a word.
#[component]
pub fn Button(
    text: String,
    /// How it looks: `primary`, `soft`, `line` or `text`, and `wide`.
    #[props(default = "soft")]
    class: &'static str,
    icon: Option<&'static str>,
    /// What a screen reader says instead of the word.
    label: Option<String>,
    /// Takes the focus when it appears.
    #[props(default)]
    autofocus: bool,
    /// The screen that it leads to. The focus is on it again when the person comes back from there.
    to: Option<Screen>,
    onpress: EventHandler<()>,
) -> Element {
    let returns = use_focus_return();
    rsx! {
        button {
            r#type: "button",
            class: "btn {class}",
            "aria-label": label,
            onmounted: move |event| {
                if autofocus || to.as_ref().is_some_and(|to| returns.comes_back_from(to)) {
                    focus(event.data());
                }
            },
            onclick: move |_| onpress.call(()),
            if let Some(name) = icon {
                Icon { name }
            }
            "{text}"
        }
    }
}

/// A button with a word that opens something over the page. The focus comes back to it.
#[component]
pub fn OpenButton(text: String, class: &'static str, icon: &'static str, onpress: EventHandler<()>) -> Element {
    let returns = use_focus_return();
    let mut node = use_signal(|| None::<Rc<MountedData>>);
    rsx! {
        button {
            r#type: "button",
            class: "btn {class}",
            onmounted: move |event| node.set(Some(event.data())),
            onclick: move |_| {
                returns.remember(node());
                onpress.call(());
            },
            Icon { name: icon }
            "{text}"
        }
    }
}

/// A round button that shows an icon only.
#[component]
pub fn IconButton(
    icon: &'static str,
    label: String,
    /// Further classes.
    #[props(default)]
    class: &'static str,
    /// Takes the focus when it appears.
    #[props(default)]
    autofocus: bool,
    /// The screen that it leads to. The focus is on it again when the person comes back from there.
    to: Option<Screen>,
    onpress: EventHandler<()>,
) -> Element {
    // The ways back and on turn with the direction of writing; other signs mean the same in each.
    let turning = if matches!(icon, "back" | "chev") { "flip" } else { "" };
    let returns = use_focus_return();
    rsx! {
        button {
            r#type: "button",
            class: "iconbtn {class}",
            "aria-label": label,
            onmounted: move |event| {
                if autofocus || to.as_ref().is_some_and(|to| returns.comes_back_from(to)) {
                    focus(event.data());
                }
            },
            onclick: move |_| onpress.call(()),
            Icon { name: icon, class: turning }
        }
    }
}

/// The one big action of Today: starts a routine.
#[component]
pub fn StartButton(card: RoutineCard, onpress: EventHandler<()>) -> Element {
    rsx! {
        button { r#type: "button", class: "cta", onclick: move |_| onpress.call(()),
            span { class: "disc", Icon { name: "play" } }
            span {
                // What is read out begins with what the triangle says, and then has the words in sight.
                span { class: "sr", {use_texts().get("today-start")} }
                strong { "{card.name}" }
                small { "{card.detail}" }
            }
            if let Some(view) = card.figure {
                Figure { view, aspect: 1.7, decorative: true }
            }
        }
    }
}
