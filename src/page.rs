//! The page of a browser around the user interface.

use std::rc::Rc;

use dioxus::prelude::*;
use dioxus::web::Config;
use dioxus::web::launch::launch_virtual_dom;
use unsit_app::ui::{App, Shell, style};
use unsit_core::text::Language;
use unsit_platform::web::{self, Handle, Stillness};

/// Starts the loop and shows it in the page; both run until the page ends.
pub(crate) fn open() {
    web::prepare();
    web::run(async {
        let handle = web::start(Language::negotiate(web::languages()), web::region()).await;
        let shell = shell(&handle, Stillness::follow());
        launch_virtual_dom(VirtualDom::new(App).with_root_context(shell), Config::new());
    });
}

fn shell(handle: &Handle, still: Stillness) -> Shell {
    let (sender, clock) = (handle.clone(), handle.clone());
    Shell {
        dispatch: Rc::new(move |message| sender.send(message)),
        models: handle.watch(),
        mono: Rc::new(move || clock.mono()),
        frame: Rc::new(|length| Box::pin(web::next_frame(length))),
        still: still.0,
        // A page that is built for people links the sheet, and its policy forbids one inside. The page of `dx serve` has none.
        style: (cfg!(debug_assertions) && !web::is_styled()).then(style::sheet),
    }
}
