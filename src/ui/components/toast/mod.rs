//! What was just done, with the way back. It stays until it is used, put away, or something else is done.

use dioxus::prelude::*;
use unsit_core::app::view::UndoView;
use unsit_core::app::{Leaf, Message, view};

use super::button::{Button, IconButton};
use super::icon::Icon;
use crate::ui::focus::use_focus_return;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn UndoBar() -> Element {
    let (texts, dispatch, focus) = (use_texts(), use_dispatch(), use_focus_return());
    let undo = use_view(view::undo);
    let act = move |leaf| {
        dispatch.call(Message::Leaf(leaf));
        focus.to_page();
    };
    rsx! {
        div { class: "toasts",
            div { class: "sr", role: "status", {undo().map(|undo| undo.said)} }
            if let Some(UndoView { id, said, takes_focus }) = undo() {
                // Another deed has another bar, which may take the focus.
                div { key: "{id}", class: "toast",
                    Icon { name: "check" }
                    p { "aria-hidden": "true", "{said}" }
                    Button { class: "soft", text: texts.get("undo"), autofocus: takes_focus, onpress: move |()| act(Leaf::Undo) }
                    IconButton { icon: "close", label: texts.get("error-dismiss"), onpress: move |()| act(Leaf::Done) }
                }
            }
        }
    }
}
