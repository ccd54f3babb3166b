//! A question that waits for its answer, in a sheet over the screen.

use dioxus::prelude::*;

/// Two answers; the focus begins on the one that changes nothing.
#[component]
pub fn Dialog(
    title: String,
    body: String,
    /// The answer that changes nothing.
    keep: String,
    /// The answer that goes through with it.
    proceed: String,
    onkeep: EventHandler<()>,
    onproceed: EventHandler<()>,
) -> Element {
    rsx! {
        div { class: "scrim", "aria-hidden": "true", onclick: move |_| onkeep.call(()) }
        div {
            class: "sheet",
            role: "dialog",
            "aria-modal": "true",
            "aria-labelledby": "dialog-title",
            "aria-describedby": "dialog-body",
            onkeydown: move |event| {
                if event.key() == Key::Escape {
                    event.stop_propagation();
                    onkeep.call(());
                }
            },
            h2 { id: "dialog-title", "{title}" }
            p { id: "dialog-body", class: "lead", "{body}" }
            div { class: "row2",
                super::button::Button { class: "line wide", text: proceed, onpress: move |()| onproceed.call(()) }
                super::button::Button { class: "primary wide", text: keep, autofocus: true, onpress: move |()| onkeep.call(()) }
            }
        }
    }
}
