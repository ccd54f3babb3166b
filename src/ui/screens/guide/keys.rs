//! What the keys mean while a session is on the screen.

use dioxus::prelude::*;
use tokio::sync::mpsc;
use unsit_core::app::{Control, Message};

use crate::ui::direction::{Ends, Line, Sideways};

/// What a key asks for.
pub(super) enum Meaning {
    Tell(Message),
    /// The control on this side of the screen.
    Beside(Sideways),
}

/// None when the key means nothing here. `asking` is whether the question to stop is open.
pub(super) fn meaning(event: &KeyboardEvent, asking: bool) -> Option<Meaning> {
    if event.is_auto_repeating() {
        return None;
    }
    match (event.key(), asking) {
        (Key::Escape, true) => Some(Meaning::Tell(Message::KeepGoing)),
        (Key::Escape, false) => Some(Meaning::Tell(Message::AskToStop)),
        (Key::Character(key), false) if key == " " => Some(Meaning::Tell(Message::Control(Control::Toggle))),
        // A keyboard's, and those of headsets that are one.
        (Key::MediaPlayPause | Key::MediaPlay | Key::MediaPause, false) => Some(Meaning::Tell(Message::Control(Control::Toggle))),
        (Key::MediaTrackNext, false) => Some(Meaning::Tell(Message::Control(Control::Skip))),
        (Key::MediaTrackPrevious, false) => Some(Meaning::Tell(Message::Control(Control::Back))),
        (key, false) => Sideways::of(&key).map(Meaning::Beside),
        _ => None,
    }
}

/// What the keys asked for, one after the other: where a control lies has to be asked of the screen, and whoever presses
/// another key meanwhile means what comes of both in their order.
#[derive(Clone)]
pub(super) struct Keys(mpsc::UnboundedSender<Meaning>);

pub(super) fn use_keys(controls: Ends, dispatch: Callback<Message>) -> Keys {
    use_hook(|| {
        let (pressed, mut meanings) = mpsc::unbounded_channel();
        spawn(async move {
            while let Some(meaning) = meanings.recv().await {
                dispatch.call(match meaning {
                    Meaning::Tell(message) => message,
                    Meaning::Beside(side) => Message::Control(beside(side, controls.line().await)),
                });
            }
        });
        Keys(pressed)
    })
}

impl Keys {
    pub(super) fn press(&self, meaning: Meaning) {
        // Heard as long as the guide is there.
        let _ = self.0.send(meaning);
    }
}

/// What lies on a side of the controls, whose line goes from the set before to the next one.
fn beside(side: Sideways, controls: Line) -> Control {
    if side.goes_on(controls) { Control::Skip } else { Control::Back }
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
