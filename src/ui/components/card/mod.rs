//! A card with a heading and, at its end, a remark.

use dioxus::prelude::*;

/// A titled stretch of a page on a surface of its own.
#[component]
pub fn Card(
    title: String,
    /// A remark beside the title.
    aside: Option<String>,
    /// Further classes of the surface.
    #[props(default)]
    class: &'static str,
    /// Whether the title stands above the surface instead of on it.
    #[props(default)]
    titled_above: bool,
    children: Element,
) -> Element {
    let heading = rsx! {
        div { class: "h2",
            h2 { "{title}" }
            if let Some(aside) = aside {
                span { "{aside}" }
            }
        }
    };
    if titled_above {
        rsx! {
            section {
                {heading}
                div { class: "card {class}", {children} }
            }
        }
    } else {
        rsx! {
            section { class: "card {class}",
                {heading}
                {children}
            }
        }
    }
}
