//! The title of a page that takes the focus when the page appears, so that a screen reader begins there.

use dioxus::prelude::*;

use crate::ui::focus::focus;

#[component]
pub fn Heading(text: String) -> Element {
    rsx! {
        h1 {
            tabindex: "-1",
            onmounted: move |event| focus(event.data()),
            "{text}"
        }
    }
}
