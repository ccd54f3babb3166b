//! A line of text to be typed, with its name above and what is wrong with it below.

use dioxus::prelude::*;

/// Keeps what is typed by itself: a value that came back late would undo a keystroke.
#[component]
pub fn TextField(
    /// Tells fields of a page apart.
    id: &'static str,
    label: String,
    /// What it begins with.
    value: String,
    /// `text` or `search`.
    #[props(default = "text")]
    kind: &'static str,
    most_letters: Option<u32>,
    /// What is wrong.
    problem: Option<String>,
    onmounted: Option<EventHandler<MountedEvent>>,
    /// Called with each change.
    onchange: EventHandler<String>,
) -> Element {
    let (label_id, problem_id) = (format!("{id}-label"), format!("{id}-problem"));
    rsx! {
        div { class: "field",
            label { id: "{label_id}", r#for: id, "{label}" }
            input {
                class: "input",
                id,
                r#type: kind,
                dir: "auto",
                autocomplete: "off",
                maxlength: most_letters.map(i64::from),
                initial_value: value,
                "aria-labelledby": label_id.clone(),
                "aria-invalid": problem.is_some().then_some("true"),
                "aria-describedby": problem.is_some().then(|| problem_id.clone()),
                onmounted: move |event| {
                    if let Some(onmounted) = onmounted {
                        onmounted.call(event);
                    }
                },
                oninput: move |event| onchange.call(event.value()),
            }
            if let Some(problem) = &problem {
                p { class: "problem", id: "{problem_id}", role: "alert", "{problem}" }
            }
        }
    }
}
