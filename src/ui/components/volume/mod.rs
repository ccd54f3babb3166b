//! A slider for loudness.

use dioxus::prelude::*;

use crate::ui::style::css_var;
use crate::ui::use_texts;

#[component]
pub fn VolumeSlider(
    /// 0 to 100.
    percent: u8,
    /// What it makes louder.
    label: String,
    /// Called with percent while it is moved.
    onchange: EventHandler<u64>,
) -> Element {
    let texts = use_texts();
    let value = texts.format("settings-volume-value", &[("percent", percent.into())]);
    rsx! {
        label { class: "volume", ..vec![css_var("--v", percent)],
            span { {texts.get("settings-volume")} }
            input {
                r#type: "range",
                min: "0",
                max: "100",
                step: "5",
                value: "{percent}",
                "aria-label": label,
                "aria-valuetext": "{value}",
                oninput: move |event| if let Ok(percent) = event.value().parse() { onchange.call(percent) },
            }
            output { "aria-hidden": "true", "{value}" }
        }
    }
}
