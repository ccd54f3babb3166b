//! The head of a page: its title, a line below it, and what can be done from there.

use dioxus::prelude::*;

use super::button::IconButton;
use super::heading::Heading;
use crate::ui::focus::use_focus_return;
use crate::ui::use_texts;

/// The bar at the top.
#[component]
pub fn PageBar(
    title: String,
    subtitle: Option<String>,
    /// Back to the page above this one; a wide window has its navigation in sight and needs none.
    onback: Option<EventHandler<()>>,
    children: Element,
) -> Element {
    rsx! {
        header { class: "bar",
            if let Some(onback) = onback {
                BackButton { class: "narrow", onback }
            }
            div { class: "grow",
                h1 { "{title}" }
                if let Some(subtitle) = subtitle {
                    p { "{subtitle}" }
                }
            }
            {children}
        }
    }
}

/// The bar of a page below another one: the way back, in every window, and a title that takes the focus.
#[component]
pub fn DeepBar(title: String, onback: EventHandler<()>) -> Element {
    rsx! {
        header { class: "bar below",
            BackButton { onback }
            div { class: "grow",
                Heading { text: title }
            }
        }
    }
}

/// The way back to the screen above, where the focus finds what led away from it.
#[component]
pub fn BackButton(
    #[props(default)] class: &'static str,
    /// Takes the focus when it appears.
    #[props(default)]
    autofocus: bool,
    onback: EventHandler<()>,
) -> Element {
    let returns = use_focus_return();
    let autofocus = use_hook(|| autofocus && !returns.is_back());
    let press = move |()| {
        returns.go_back();
        onback.call(());
    };
    rsx! {
        IconButton { class, icon: "back", label: use_texts().get("nav-back"), autofocus, onpress: press }
    }
}
