//! Keeps the screen on with a wake lock. The browser takes it away when the page is hidden; it is asked for again after.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use unsit_core::app::{Channel, ChannelState, Message};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, VisibilityState};

use super::{Reporter, js};

/// A screen that stays on.
#[derive(Debug)]
pub(super) struct Awake(Rc<Shared>);

#[derive(Debug)]
struct Shared {
    reporter: Reporter,
    wanted: Cell<bool>,
    /// Whether the browser is being asked.
    asking: Cell<bool>,
    held: RefCell<Option<JsValue>>,
}

impl Awake {
    pub(super) fn new(reporter: Reporter) -> Self {
        let shared = Rc::new(Shared { reporter, wanted: Cell::new(false), asking: Cell::new(false), held: RefCell::default() });
        let again = Rc::clone(&shared);
        if let Some(document) = js::window().document() {
            js::listen(&document, "visibilitychange", move |_: Event| again.bring_in_line());
        }
        if js::part(&js::window().navigator(), "wakeLock").is_none() {
            shared.report(ChannelState::Unsupported);
        }
        Self(shared)
    }

    pub(super) fn set(&self, on: bool) {
        if self.0.wanted.replace(on) != on {
            self.0.bring_in_line();
        }
    }
}

impl Shared {
    fn bring_in_line(self: &Rc<Self>) {
        if self.wanted.get() {
            let visible = js::window().document().is_some_and(|document| document.visibility_state() == VisibilityState::Visible);
            if visible && !self.is_held() && !self.asking.replace(true) {
                spawn_local(Rc::clone(self).ask());
            }
        } else if let Some(lock) = self.held.take() {
            // It may have been taken away already.
            let _ = js::ask(&lock, "release", &Array::new());
        }
    }

    fn is_held(&self) -> bool {
        self.held.borrow().as_ref().is_some_and(|lock| js::part(lock, "released") == Some(JsValue::FALSE))
    }

    async fn ask(self: Rc<Self>) {
        let Some(locks) = js::part(&js::window().navigator(), "wakeLock") else { return };
        let outcome = match js::ask(&locks, "request", &Array::of1(&"screen".into())) {
            Ok(request) => JsFuture::from(request).await,
            Err(error) => Err(error),
        };
        self.asking.set(false);
        match outcome {
            Ok(lock) => {
                self.held.replace(Some(lock));
                self.report(ChannelState::Ready { name: String::new() });
                // The session may have ended while the browser was asked.
                if !self.wanted.get() {
                    self.bring_in_line();
                }
            }
            Err(error) => {
                let why = format!("The screen may go dark: {}. Charging the battery often helps.", js::reason(&error));
                self.report(ChannelState::Missing { why });
            }
        }
    }

    fn report(&self, state: ChannelState) {
        self.reporter.send(Message::Report { channel: Channel::Awake, state });
    }
}
