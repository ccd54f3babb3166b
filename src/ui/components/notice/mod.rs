//! What the person should know, above the screen until it is put away.

use dioxus::prelude::*;
use unsit_core::app::{Message, view};

use super::button::{Button, IconButton};
use super::icon::Icon;
use crate::ui::{use_dispatch, use_texts, use_view};

/// The oldest notice; nothing when there is none.
#[component]
pub fn NoticeBar() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let notice = use_view(view::notice);
    // News may wait until the person is done reading; trouble may not.
    let news = use_view(|model| view::notice(model).is_some_and(|notice| notice.reload.is_some()));
    let (role, class, icon) = if news() { ("status", "note closable", "info") } else { ("alert", "note caution closable", "alert") };
    rsx! {
        div { class: "notices", role,
            if let Some(notice) = notice() {
                div { class,
                    Icon { name: icon }
                    div {
                        p { "{notice.text}" }
                        if !notice.detail.is_empty() {
                            p { class: "fine", "{notice.detail}" }
                        }
                        if let Some(text) = notice.reload {
                            Button { class: "soft", text, onpress: move |()| dispatch.call(Message::Reload) }
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
