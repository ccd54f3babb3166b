//! A choice of a few, all in sight.

use dioxus::prelude::*;

/// One of the choices is pressed. `T` is what they stand for.
#[component]
pub fn Segmented<T: Clone + PartialEq + 'static>(
    /// What is chosen.
    label: String,
    /// Each choice with its word.
    choices: Vec<(T, String)>,
    chosen: T,
    onchange: EventHandler<T>,
) -> Element {
    rsx! {
        div { class: "seg", role: "group", "aria-label": label,
            for (choice, word) in choices {
                button {
                    key: "{word}",
                    r#type: "button",
                    "aria-pressed": if choice == chosen { "true" } else { "false" },
                    onclick: move |_| onchange.call(choice.clone()),
                    "{word}"
                }
            }
        }
    }
}
