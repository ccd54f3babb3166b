//! The title of a page that takes the focus when the page appears, so that a screen reader begins there.

use dioxus::prelude::*;

#[component]
pub fn Heading(text: String) -> Element {
    rsx! {
        h1 {
            tabindex: "-1",
            onmounted: move |event| async move {
                // A node that is gone already needs no focus.
                let _ = event.set_focus(true).await;
            },
            "{text}"
        }
    }
}
