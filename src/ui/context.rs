//! What every component may ask for.

use std::sync::Arc;

use dioxus::prelude::*;
use unsit_core::app::{Message, Model};
use unsit_core::text::{Language, Texts};

/// The published model. Prefer [`use_view`], which re-renders only when what is shown has changed.
pub fn use_model() -> Signal<Arc<Model>> {
    use_context()
}

/// A function of the model; who reads it renders again when its value changes, not with each message.
pub fn use_view<V: PartialEq + 'static>(view: impl Fn(&Model) -> V + 'static) -> Memo<V> {
    let model = use_model();
    use_memo(move || view(&model.read()))
}

/// Sends messages to the loop.
pub fn use_dispatch() -> Callback<Message> {
    use_context()
}

/// The words of the language in force.
pub fn use_texts() -> &'static Texts {
    let language: Memo<Language> = use_context();
    Texts::built_in(language())
}
