//! The part of the program that a page fetches after its first picture. `scripts/build-web` makes a file of its own of what
//! only [`part`] leads to.
#![allow(unsafe_code, reason = "the split point is a function that the part exports; the macro writes its declaration")]

use std::rc::Rc;

use unsit_app::ui::screens::later::{Part, Source};
use unsit_core::compiled;
use unsit_platform::web;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The part comes when the page has nothing else to do, or when it is asked for.
pub(super) fn source() -> Source {
    let fetch = || async {
        // Without its rules a screen cannot be used.
        if web::link_rules().await { part().await.ok() } else { None }
    };
    Source::Fetched { idle: Rc::new(|| Box::pin(web::idle())), fetch: Rc::new(move || Box::pin(fetch())) }
}

#[wasm_split(later, fallible)]
fn part() -> Result<Part, SplitLoaderError> {
    compiled::install_later(include_bytes!(concat!(env!("OUT_DIR"), "/later")));
    Ok(Part::linked())
}
