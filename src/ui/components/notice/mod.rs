//! What the person should know, above the screen until it is put away.

use dioxus::prelude::*;
use unsit_core::app::{Message, view};

use super::button::IconButton;
use super::icon::Icon;
use crate::ui::{use_dispatch, use_texts, use_view};

/// The oldest notice; nothing when there is none.
#[component]
pub fn NoticeBar() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let notice = use_view(view::notice);
    rsx! {
        div { class: "notices", role: "alert",
            if let Some(notice) = notice() {
                div { class: "note caution closable",
                    Icon { name: "alert" }
                    div {
                        p { "{notice.text}" }
                        if !notice.detail.is_empty() {
                            p { class: "fine", "{notice.detail}" }
                        }
                    }
                    IconButton {
                        icon: "close",
                        label: texts.get("error-dismiss"),
                        onpress: move |()| dispatch.call(Message::DismissNotice),
                    }
                }
            }
        }
    }
}
