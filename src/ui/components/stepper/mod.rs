//! A number with Less and More.

use dioxus::prelude::*;
use unsit_core::app::view::StepperView;

use super::icon::Icon;
use crate::ui::use_texts;

#[component]
pub fn Stepper(
    view: StepperView,
    /// What the number is.
    label: String,
    /// Called with the next value.
    onchange: EventHandler<u64>,
) -> Element {
    let texts = use_texts();
    let StepperView { text, less, more } = view;
    rsx! {
        span { class: "stepper", role: "group", "aria-label": "{label}",
            button {
                r#type: "button",
                "aria-label": "{label}: {texts.get(\"settings-less\")}",
                disabled: less.is_none(),
                onclick: move |_| if let Some(less) = less { onchange.call(less) },
                Icon { name: "minus" }
            }
            output { "aria-live": "polite", "{text}" }
            button {
                r#type: "button",
                "aria-label": "{label}: {texts.get(\"settings-more\")}",
                disabled: more.is_none(),
                onclick: move |_| if let Some(more) = more { onchange.call(more) },
                Icon { name: "plus" }
            }
        }
    }
}
