//! Calls to parts of a browser that may be missing, or that web-sys does not offer yet.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

/// The page's window. A page has one; a program without a page is told so by the console.
pub(super) fn window() -> web_sys::Window {
    web_sys::window().expect("the program runs in a page")
}

/// A property of `object` that is there.
pub(super) fn part(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|part| !part.is_null() && !part.is_undefined())
}

/// The promise that a method of `object` returns.
pub(super) fn ask(object: &JsValue, method: &str, arguments: &Array) -> Result<Promise, JsValue> {
    Reflect::get(object, &method.into())?.dyn_into::<Function>()?.apply(object, arguments)?.dyn_into()
}

/// Runs `work` at each event for as long as the page lives.
pub(super) fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, event: &str, work: impl FnMut(E) + 'static) {
    let work = Closure::<dyn FnMut(E)>::new(work);
    // Only fails for a target that takes no listeners at all.
    let _ = target.add_event_listener_with_callback_and_bool(event, work.as_ref().unchecked_ref(), true);
    work.forget();
}

/// What went wrong, in the browser's words, as part of a sentence.
pub(super) fn reason(error: &JsValue) -> String {
    let words = part(error, "message").and_then(|message| message.as_string()).unwrap_or_else(|| format!("{error:?}"));
    words.trim().trim_end_matches('.').to_owned()
}
