//! The cases of `tests/conformance` for a page: what is under its loop is the browser that shows it.
//!
//! A failing case ends the program, so a page runs one: `?case=name`. Without a name it lists them. The console hears all, and
//! `e2e/machine.test.mjs` opens the pages, moves their clock and stands in for what no test can hear or see.
#![allow(unreachable_pub)] // the cases are shared by several programs
#![allow(clippy::unwrap_used, reason = "clippy knows tests only by their attribute")]

#[cfg(target_arch = "wasm32")]
#[path = "../tests/conformance/mod.rs"]
mod conformance;
#[cfg(target_arch = "wasm32")]
#[path = "machine/page.rs"]
mod page;

fn main() {
    #[cfg(target_arch = "wasm32")]
    page::run();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This is for a browser: scripts/test-web");
}
