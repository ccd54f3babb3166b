//! What the keys mean while a session is on the screen.

use dioxus::prelude::*;
use unsit_core::app::{Control, Message};

/// What a key asks for; none when it means nothing here. `asking` is whether the question to stop is open.
pub(super) fn meaning(event: &KeyboardEvent, asking: bool) -> Option<Message> {
    if event.is_auto_repeating() {
        return None;
    }
    match (event.key(), asking) {
        (Key::Escape, true) => Some(Message::KeepGoing),
        (Key::Escape, false) => Some(Message::AskToStop),
        (Key::ArrowLeft, false) => Some(Message::Control(Control::Back)),
        (Key::ArrowRight, false) => Some(Message::Control(Control::Skip)),
        (Key::Character(key), false) if key == " " => Some(Message::Control(Control::Toggle)),
        _ => None,
    }
}

/// For a part that holds buttons: a press on one that has the focus is that button's alone and never reaches the guide.
pub(super) fn keep_presses(event: KeyboardEvent) {
    match event.key() {
        Key::Enter => event.stop_propagation(),
        Key::Character(key) if key == " " => event.stop_propagation(),
        _ => {}
    }
}

/// For a part that holds buttons: a click works the button without moving the focus, so that the keys go on working.
pub(super) fn keep_focus(event: MouseEvent) {
    event.prevent_default();
}
