//! A field of a form: a label, the input, a hint, and what is wrong with it.
//!
//! What is typed stays in the input until the form is submitted: a value that came back from the loop could overtake the
//! typing.

use std::rc::Rc;

use dioxus::prelude::*;

use super::icon::Icon;

#[component]
pub fn Field(
    /// Unique on the page.
    id: String,
    label: String,
    /// `date`, `time` or `number`.
    kind: &'static str,
    /// What it holds at first.
    value: String,
    min: Option<String>,
    max: Option<String>,
    hint: Option<String>,
    error: Option<String>,
    oninput: EventHandler<String>,
    onmounted: EventHandler<Rc<MountedData>>,
) -> Element {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described: Vec<&str> =
        [(hint.is_some(), &hint_id), (error.is_some(), &error_id)].into_iter().filter(|(is, _)| *is).map(|(_, id)| id.as_str()).collect();
    let described = described.join(" ");
    rsx! {
        div { class: "field",
            label { r#for: "{id}", "{label}" }
            input {
                id: "{id}",
                r#type: kind,
                inputmode: (kind == "number").then_some("numeric"),
                step: (kind == "number").then_some("1"),
                min,
                max,
                initial_value: value,
                autocomplete: "off",
                "aria-invalid": error.is_some().then_some("true"),
                "aria-describedby": (!described.is_empty()).then_some(described),
                onmounted: move |event| onmounted.call(event.data()),
                oninput: move |event| oninput.call(event.value()),
            }
            if let Some(hint) = hint {
                p { id: hint_id, class: "fine", "{hint}" }
            }
            if let Some(error) = &error {
                p { id: error_id, class: "wrong",
                    Icon { name: "alert", class: "sm" }
                    "{error}"
                }
            }
        }
    }
}
