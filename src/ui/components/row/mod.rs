//! A row of a list of settings: an icon, what it is, and its control.

use dioxus::prelude::*;

use super::icon::Icon;

/// One row. Its control stands at its end and wraps below it where the text is large.
#[component]
pub fn Row(
    icon: &'static str,
    title: String,
    about: Option<String>,
    /// Further classes of the icon's field, such as `plain`.
    #[props(default)]
    glyph: &'static str,
    children: Element,
) -> Element {
    rsx! {
        div { class: "row",
            span { class: "glyph {glyph}", Icon { name: icon } }
            div { class: "grow",
                b { "{title}" }
                if let Some(about) = about {
                    small { "{about}" }
                }
            }
            {children}
        }
    }
}
