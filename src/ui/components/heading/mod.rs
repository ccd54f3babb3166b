//! The title of a page that takes the focus when the page appears, so that a screen reader begins there. Who comes back begins
//! where they left.

use dioxus::prelude::*;

use crate::ui::focus::{focus, use_focus_return};

#[component]
pub fn Heading(text: String) -> Element {
    let returns = use_focus_return();
    let is_first = use_hook(|| !returns.is_back());
    rsx! {
        h1 {
            tabindex: "-1",
            onmounted: move |event| {
                if is_first {
                    focus(event.data());
                }
            },
            "{text}"
        }
    }
}
