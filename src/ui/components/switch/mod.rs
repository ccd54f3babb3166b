//! A switch: on or off, at once.

use dioxus::prelude::*;

#[component]
pub fn Switch(
    on: bool,
    /// What it switches.
    label: String,
    /// Called with what it becomes.
    onchange: EventHandler<bool>,
) -> Element {
    rsx! {
        button {
            r#type: "button",
            class: "switch",
            role: "switch",
            "aria-checked": if on { "true" } else { "false" },
            "aria-label": label,
            onclick: move |_| onchange.call(!on),
        }
    }
}
