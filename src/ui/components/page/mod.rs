//! The head of a page: its title, a line below it, and what can be done from there.

use dioxus::prelude::*;

/// The bar at the top.
#[component]
pub fn PageBar(title: String, subtitle: Option<String>, children: Element) -> Element {
    rsx! {
        header { class: "bar",
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
