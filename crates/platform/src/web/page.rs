//! What a page knows of its browser and its person, and what it must do before anything else.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::oneshot;
use unsit_core::app::{Appearance, Pressed};
use unsit_core::session::Cue;
use unsit_core::text::{Language, Region};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlMetaElement, MediaQueryList, UrlSearchParams};

use super::{js, timekeeper};

/// Sends panics to the console. To be called first.
pub fn prepare() {
    console_error_panic_hook::set_once();
}

/// Runs the page's work beside whatever else the browser does.
pub fn run(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// The languages that the person asked the browser for, the most wanted first.
#[must_use]
pub fn languages() -> Vec<String> {
    js::window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Where the person is, as far as the languages say it.
#[must_use]
pub fn region() -> Option<Region> {
    languages().iter().find_map(|tag| Region::from_tag(tag))
}

/// Waits for about as long as it is told, to draw again.
pub async fn next_frame(length: Duration) {
    timekeeper::sleep(length).await;
}

/// Waits until the browser has nothing else to do. One that cannot tell is given some time.
pub async fn idle() {
    let (done, is_idle) = oneshot::channel();
    let called = Closure::once_into_js(move |_: JsValue| {
        // Whoever waited may be gone.
        let _ = done.send(());
    });
    match js::window().request_idle_callback(called.unchecked_ref()) {
        Ok(_) => drop(is_idle.await),
        Err(_) => timekeeper::sleep(WITHOUT_IDLE).await,
    }
}

const WITHOUT_IDLE: Duration = Duration::from_secs(2);

/// Whether the page links a style sheet.
#[must_use]
pub fn is_styled() -> bool {
    let link = js::window().document().map(|document| document.query_selector("link[rel=stylesheet]"));
    matches!(link, Some(Ok(Some(_))))
}

/// Links the rules of the screens that come later, and waits for them; false when they could not be fetched. A page that names none
/// has them already.
pub async fn link_rules() -> bool {
    let Some(place) = named(RULES) else { return true };
    let linked = js::window().document().and_then(|document| {
        let link = document.create_element("link").ok()?;
        link.set_attribute("rel", "stylesheet").ok()?;
        link.set_attribute("href", &place).ok()?;
        document.query_selector("head").ok()??.append_child(&link).ok()?;
        Some(link)
    });
    let Some(link) = linked else { return false };
    let (done, is_done) = oneshot::channel();
    let done = Rc::new(Cell::new(Some(done)));
    for (event, is_there) in [("load", true), ("error", false)] {
        let done = Rc::clone(&done);
        js::listen(&link, event, move |_: Event| {
            if let Some(done) = done.take() {
                // Nobody waits for the second one of the two.
                let _ = done.send(is_there);
            }
        });
    }
    let is_there = is_done.await.unwrap_or(false);
    if !is_there {
        // Tried again, it is another one.
        link.remove();
    }
    is_there
}

/// The page names them in this element.
const RULES: &str = "rules";

/// The person's wish for less motion, now and whenever it changes.
#[derive(Clone, Debug, Default)]
pub struct Stillness(pub Rc<Cell<bool>>);

impl Stillness {
    /// Follows the wish for as long as the page lives.
    #[must_use]
    pub fn follow() -> Self {
        let still = Self::default();
        if let Ok(Some(wish)) = js::window().match_media("(prefers-reduced-motion: reduce)") {
            still.0.set(wish.matches());
            let changed = Rc::clone(&still.0);
            js::listen(&wish, "change", move |event: Event| {
                let list = event.target().and_then(|target| target.dyn_into::<MediaQueryList>().ok());
                changed.set(list.is_some_and(|list| list.matches()));
            });
        }
        still
    }
}

/// What the next page has to know before its program runs: `assets/web/first.js` reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    pub appearance: Appearance,
}

impl Look {
    /// Shows it to the browser, and keeps it for the next page.
    pub fn apply(self, chosen: Option<Language>) {
        if let Some(root) = js::window().document().and_then(|document| document.document_element()) {
            // Attributes of the page itself can be set.
            let _ = root.set_attribute("lang", self.language.tag());
            let _ = root.set_attribute("data-theme", self.appearance.id());
        }
        let kept = format!("{} {}", chosen.map_or("any", Language::tag), self.appearance.id());
        if let Ok(Some(storage)) = js::window().local_storage() {
            // A browser that keeps nothing shows the first picture as for a new person.
            let _ = storage.set_item(KEPT_AS, &kept);
        }
    }
}

const KEPT_AS: &str = "unsit.look";

/// What the page was opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// `?start=quick-bridge`
    Routine(String),
    /// `?break=moved`: as if this were pressed on a reminder.
    Break(Pressed),
}

/// Whether a person can see the page.
pub(super) fn is_in_front() -> bool {
    js::window().document().is_some_and(|document| !document.hidden())
}

/// Runs `work` whenever the page comes to the front, for as long as it lives.
pub(super) fn follow_front(work: impl Fn() + 'static) {
    let work = Rc::new(work);
    let seen = Rc::clone(&work);
    if let Some(document) = js::window().document() {
        js::listen(&document, "visibilitychange", move |_: Event| {
            if is_in_front() {
                seen();
            }
        });
    }
    js::listen(&js::window(), "focus", move |_: Event| work());
}

/// What the page's address asks for, once: a shortcut of the home screen, or a reminder that was left after the page was closed.
pub(super) fn wanted() -> Option<Wanted> {
    let (location, history) = (js::window().location(), js::window().history().ok()?);
    let asked = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    let pressed = asked.get("break").and_then(|word| Pressed::named(&word)).map(Wanted::Break);
    let wanted = asked.get("start").map(Wanted::Routine).or(pressed)?;
    // A reload must not do it again.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&location.pathname().ok()?));
    Some(wanted)
}

/// What the page's `meta` element of this name says.
pub(super) fn named(name: &str) -> Option<String> {
    let meta = js::window().document()?.query_selector(&format!("meta[name={name}]")).ok()??;
    Some(meta.dyn_into::<HtmlMetaElement>().ok()?.content())
}

/// Opens the page again.
pub(super) fn reload() {
    // A page that is being closed cannot.
    let _ = js::window().location().reload();
}

/// Randomness for new ids.
pub(super) fn seed() -> u128 {
    let mut bytes = [0; 16];
    // Without a source of randomness ids still differ by their time; a session must not fail for it.
    if let Ok(crypto) = js::window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u128::from_le_bytes(bytes)
}

/// Writes down when cues were given, for whoever measures them: marks of the page's User Timing, called `cue:hold`.
pub(super) fn mark(cues: &[Cue]) {
    let Some(performance) = js::window().performance() else { return };
    for cue in cues {
        // A measurement that cannot be written must not disturb what it measures.
        let _ = performance.mark(&format!("cue:{}", cue.id()));
    }
}
