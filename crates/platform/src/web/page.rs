//! What a page knows of its browser and its person, and what it must do before anything else.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use unsit_core::session::Cue;
use unsit_core::text::Region;
use wasm_bindgen::JsCast;
use web_sys::MediaQueryList;

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

/// Whether the page links a style sheet.
#[must_use]
pub fn is_styled() -> bool {
    let link = js::window().document().map(|document| document.query_selector("link[rel=stylesheet]"));
    matches!(link, Some(Ok(Some(_))))
}

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
            js::listen(&wish, "change", move |event: web_sys::Event| {
                let list = event.target().and_then(|target| target.dyn_into::<MediaQueryList>().ok());
                changed.set(list.is_some_and(|list| list.matches()));
            });
        }
        still
    }
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
