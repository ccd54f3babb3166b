//! The cases of `tests/conformance` and a few of its own, for the database of a browser.
//!
//! A failing case ends the program, so a page runs one: `?case=name`. Without a name it lists them. The console hears all.
#![allow(unreachable_pub)] // the cases are shared by two programs
#![allow(clippy::unwrap_used, reason = "clippy knows tests only by their attribute")]

#[cfg(target_arch = "wasm32")]
#[path = "../tests/conformance/cases.rs"]
mod cases;
#[cfg(target_arch = "wasm32")]
#[path = "../tests/conformance/place.rs"]
mod place;
#[cfg(target_arch = "wasm32")]
#[path = "../tests/common/records.rs"]
mod records;
#[cfg(target_arch = "wasm32")]
#[path = "conformance/web.rs"]
mod web;

fn main() {
    #[cfg(target_arch = "wasm32")]
    web::run();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This is for a browser: scripts/test-web");
}
