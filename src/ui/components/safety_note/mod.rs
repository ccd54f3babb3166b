//! A remark in the place of a start: why nothing can be started, and the way on.

use dioxus::prelude::*;
use unsit_core::app::Message;
use unsit_core::app::view::SafetyNote;

use super::button::Button;
use super::icon::Icon;
use crate::ui::use_dispatch;

#[component]
pub fn SafetyRemark(
    note: SafetyNote,
    /// A second way on, such as "Not now".
    children: Element,
) -> Element {
    let dispatch = use_dispatch();
    let SafetyNote { title, body, action, to, grave } = note;
    rsx! {
        section { class: if grave { "note caution remark" } else { "note remark" },
            Icon { name: "alert" }
            div {
                h2 { "{title}" }
                p { "{body}" }
                div { class: "ways",
                    Button { class: "line", text: action, to: to.clone(), onpress: move |()| dispatch.call(Message::Show(to.clone())) }
                    {children}
                }
            }
        }
    }
}
