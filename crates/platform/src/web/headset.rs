//! The button of a headset, by way of the browser's media session: play, pause, next, previous, stop.
//!
//! A browser sends the button to the page that it takes for a player. Nothing silent is played to become one: on a phone that
//! would stop the music that the person exercises to.

use std::cell::Cell;

use js_sys::{Array, Function, Reflect};
use unsit_core::app::{Control, Message, Remote};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{Reporter, js};

const BUTTONS: [(&str, Control); 5] = [
    ("play", Control::Resume),
    ("pause", Control::Pause),
    ("nexttrack", Control::Skip),
    ("previoustrack", Control::Back),
    ("stop", Control::Pause),
];

/// What the buttons of a headset do.
#[derive(Debug)]
pub(super) struct Headset {
    reporter: Reporter,
    session: Option<JsValue>,
    told: Cell<Option<Remote>>,
}

impl Headset {
    pub(super) fn new(reporter: Reporter) -> Self {
        Self { reporter, session: js::part(&js::window().navigator(), "mediaSession"), told: Cell::default() }
    }

    /// Listens while there is a session, and leaves the buttons to others when there is none.
    pub(super) fn set(&self, remote: Option<Remote>) {
        let before = self.told.replace(remote);
        let Some(session) = self.session.as_ref().filter(|_| before != remote) else { return };
        let state = match remote {
            None => "none",
            Some(Remote::Playing) => "playing",
            Some(Remote::Paused) => "paused",
        };
        // A browser that lacks one of these has no such button.
        let _ = Reflect::set(session, &"playbackState".into(), &state.into());
        if before.is_none() || remote.is_none() {
            for (button, control) in BUTTONS {
                let _ = self.handle(session, button, remote.map(|_| control));
            }
        }
    }

    fn handle(&self, session: &JsValue, button: &str, control: Option<Control>) -> Result<(), JsValue> {
        let set = Reflect::get(session, &"setActionHandler".into())?.dyn_into::<Function>()?;
        let handler = control.map_or(JsValue::NULL, |control| {
            let reporter = self.reporter.clone();
            Closure::<dyn Fn()>::new(move || reporter.send(Message::Control(control))).into_js_value()
        });
        set.apply(session, &Array::of2(&button.into(), &handler)).map(drop)
    }
}
