//! The screen of a phone. Its system starts the program, and ends it.

use std::cell::Cell;
use std::process::ExitCode;
use std::rc::Rc;

use dioxus::mobile::Config;
use dioxus::mobile::tao::event::Event;
use dioxus::prelude::*;
use unsit_app::ui::App;
use unsit_platform::native::Handle;

use super::beginning::{Beginning, Begun, show};
use super::view::{follow_reduced_motion, shell};

/// Shows the app until the system ends it; where it cannot begin, why.
pub(crate) fn open() -> ExitCode {
    let beginning = Beginning::new(|| unsit_platform::phone::start().map(Begun::Here));
    LaunchBuilder::new().with_cfg(config(beginning.clone())).with_context(beginning).launch(root);
    ExitCode::SUCCESS
}

fn config(beginning: Beginning) -> Config {
    Config::new()
        .with_custom_index(include_str!("page.html").into())
        .with_background_color((249, 245, 243, 255))
        .with_disable_context_menu(!cfg!(debug_assertions))
        // The event loop ends the process; this is the last moment to bring everything to disk.
        .with_custom_event_handler(move |event, _| {
            if matches!(event, Event::LoopDestroyed) {
                beginning.finish();
            }
        })
}

fn root() -> Element {
    // A phone has one window, which is never put away.
    show(|| rsx! { Phone {} }, || {})
}

/// Gives the user interface what it needs from this program.
#[component]
fn Phone() -> Element {
    let handle = use_context::<Handle>();
    let still = use_hook(Rc::<Cell<bool>>::default);
    use_context_provider(|| shell(&handle, still.clone(), None));
    use_future(move || follow_reduced_motion(still.clone()));
    rsx! { App {} }
}
