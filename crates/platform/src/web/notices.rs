//! Reminders as notifications of the browser: in front of other tabs and programs, as long as a page of Unsit is open.
//!
//! The service worker shows them where there is one, because only its notifications have buttons, and on a phone no others are
//! allowed. What is pressed there comes back as a message (`assets/web/offline.js`).

use std::cell::Cell;

use js_sys::{Array, Function, JsString, Object, Reflect};
use tokio::sync::mpsc;
use unsit_core::app::{Break, BreakSheet, Channel, ChannelState, Message, Pressed, Reminder};
use unsit_core::breaks::{OfferId, ReminderId};
use uuid::Uuid;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MessageEvent;

use super::{Reporter, js, version};

/// A new notification takes the place of the one before.
const REMINDER: &str = "unsit-break";
const SAMPLE: &str = "unsit-sample";

/// Where reminders are shown.
#[derive(Debug)]
pub(super) struct Notices {
    reporter: Reporter,
    ask: mpsc::UnboundedSender<Ask>,
    /// What was wished for last.
    wanted: Cell<Option<ReminderId>>,
}

#[derive(Debug)]
enum Ask {
    Show(Reminder),
    Withdraw,
}

impl Notices {
    /// Says whether reminders may be shown, and hears what is pressed.
    pub(super) fn new(reporter: Reporter) -> Self {
        let (ask, mut asked) = mpsc::unbounded_channel();
        let shows = reporter.clone();
        spawn_local(async move {
            while let Some(ask) = asked.recv().await {
                let done = match ask {
                    Ask::Show(_) if !may_show() => Ok(()),
                    Ask::Show(reminder) => show(&reminder, &shows).await,
                    Ask::Withdraw => withdraw().await,
                };
                if let Err(error) = done {
                    let why = format!("{}.", js::reason(&error));
                    shows.send(Message::Report { channel: Channel::Notifications, state: ChannelState::Missing { why } });
                }
            }
        });
        if let Some(container) = version::container() {
            let hears = reporter.clone();
            js::listen(&container, "message", move |event: MessageEvent| {
                if let Some(message) = pressed(&event.data()) {
                    hears.send(message);
                }
            });
        }
        report(&reporter);
        Self { reporter, ask, wanted: Cell::default() }
    }

    /// Keeps this reminder in sight, and no other one. The same wish twice is one wish.
    pub(super) fn remind(&self, reminder: Option<&Reminder>) {
        let wanted = reminder.map(|reminder| reminder.id);
        if self.wanted.replace(wanted) != wanted {
            self.say(reminder.map_or(Ask::Withdraw, |reminder| Ask::Show(reminder.clone())));
        }
    }

    pub(super) fn sample(&self, reminder: Reminder) {
        self.say(Ask::Show(reminder));
    }

    /// Has the browser ask the person.
    pub(super) fn ask_to(&self) {
        let Some(asked) = notification().and_then(|class| js::ask(&class, "requestPermission", &Array::new()).ok()) else { return };
        let reporter = self.reporter.clone();
        spawn_local(async move {
            // Who closes the question without an answer has not answered it; the state says so.
            let _ = JsFuture::from(asked).await;
            report(&reporter);
        });
    }

    fn say(&self, ask: Ask) {
        // The task lives as long as the page.
        let _ = self.ask.send(ask);
    }
}

fn notification() -> Option<JsValue> {
    js::part(&js::window(), "Notification")
}

fn permission() -> Option<String> {
    js::part(&notification()?, "permission")?.as_string()
}

fn may_show() -> bool {
    permission().as_deref() == Some("granted")
}

fn report(reporter: &Reporter) {
    let state = match permission().as_deref() {
        Some("granted") => ChannelState::Ready { name: String::new() },
        Some("denied") => ChannelState::Forbidden,
        Some(_) => ChannelState::Unasked,
        None => ChannelState::Unsupported,
    };
    reporter.send(Message::Report { channel: Channel::Notifications, state });
}

async fn show(reminder: &Reminder, reporter: &Reporter) -> Result<(), JsValue> {
    let options = Object::new();
    let set = |key: &str, value: &JsValue| Reflect::set(&options, &key.into(), value).map(drop);
    set("body", &reminder.body.as_str().into())?;
    set("tag", &if reminder.offer.is_some() { REMINDER } else { SAMPLE }.into())?;
    set("renotify", &JsValue::TRUE)?;
    // Until it is answered: nobody is told by a notification that came and went while they looked away.
    set("requireInteraction", &JsValue::TRUE)?;
    let link = js::window().document().and_then(|document| document.query_selector("link[rel=icon]").ok().flatten());
    if let Some(icon) = link.and_then(|link| link.get_attribute("href")) {
        set("icon", &icon.into())?;
    }
    let title = JsString::from(reminder.title.as_str());
    if let Some(registration) = version::registration().await {
        let offer = reminder.offer.map(|offer| offer.0.to_string());
        set("data", &offer.map_or(JsValue::NULL, JsValue::from))?;
        let buttons = [("start", &reminder.start), ("later", &reminder.later), ("moved", &reminder.moved)];
        let buttons: Array = buttons.into_iter().map(|(action, title)| button(action, title)).collect::<Result<_, _>>()?;
        set("actions", &buttons)?;
        JsFuture::from(js::ask(&registration, "showNotification", &Array::of2(&title, &options))?).await?;
        return Ok(());
    }
    let Some(class) = notification().and_then(|class| class.dyn_into::<Function>().ok()) else { return Ok(()) };
    let shown = Reflect::construct(&class, &Array::of2(&title, &options))?;
    let (reporter, offer) = (reporter.clone(), reminder.offer);
    let click = Closure::once_into_js(move || {
        // A browser may keep its windows where they are.
        let _ = js::window().focus();
        reporter.send(about(offer, Pressed::Body));
    });
    Reflect::set(&shown, &"onclick".into(), &click).map(drop)
}

fn button(action: &str, title: &str) -> Result<JsValue, JsValue> {
    let button = Object::new();
    Reflect::set(&button, &"action".into(), &action.into())?;
    Reflect::set(&button, &"title".into(), &title.into())?;
    Ok(button.into())
}

/// Takes the reminder away. One without a service worker leaves by itself: its tag is gone with the next one.
async fn withdraw() -> Result<(), JsValue> {
    let Some(registration) = version::registration().await else { return Ok(()) };
    let which = Object::new();
    Reflect::set(&which, &"tag".into(), &REMINDER.into())?;
    let shown = JsFuture::from(js::ask(&registration, "getNotifications", &Array::of1(&which))?).await?;
    for shown in Array::from(&shown) {
        Reflect::get(&shown, &"close".into())?.dyn_into::<Function>()?.call0(&shown)?;
    }
    Ok(())
}

/// What the service worker tells of a button: `{ pressed: "later", offer: "..." }`.
fn pressed(told: &JsValue) -> Option<Message> {
    let word = js::part(told, "pressed")?.as_string()?;
    let offer = js::part(told, "offer").and_then(|offer| offer.as_string()).and_then(|offer| Uuid::parse_str(&offer).ok());
    Some(about(offer.map(OfferId), Pressed::named(&word)?))
}

/// A sample is about no break: it only shows the way.
fn about(offer: Option<OfferId>, pressed: Pressed) -> Message {
    Message::Break(offer.map_or(Break::Open(BreakSheet::Due), |offer| Break::Press(offer, pressed)))
}
