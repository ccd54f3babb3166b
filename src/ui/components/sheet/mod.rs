//! Something that lies over the page until it is closed: it takes the keyboard, and Escape closes it.

use dioxus::prelude::*;

use super::button::IconButton;
use crate::ui::focus::focus;
use crate::ui::use_texts;

#[component]
pub fn Sheet(
    title: String,
    /// A line below the title.
    about: Option<String>,
    onclose: EventHandler<()>,
    children: Element,
) -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "scrim", "aria-hidden": "true", onclick: move |_| onclose.call(()) }
        div {
            class: "sheet full",
            role: "dialog",
            "aria-modal": "true",
            "aria-labelledby": "sheet-title",
            onkeydown: move |event| {
                if event.key() == Key::Escape {
                    event.prevent_default();
                    event.stop_propagation();
                    onclose.call(());
                }
            },
            header { class: "sheet-head",
                // The focus begins at the title, so that what opened is read first.
                h2 { id: "sheet-title", tabindex: "-1", onmounted: move |event| focus(event.data()), "{title}" }
                IconButton { icon: "close", label: texts.get("nav-close"), onpress: onclose }
            }
            if let Some(about) = about {
                p { class: "lead", "{about}" }
            }
            {children}
        }
    }
}
