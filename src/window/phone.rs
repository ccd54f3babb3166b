//! The screen of a phone. Its system starts the program, and ends it.

use std::cell::Cell;
use std::process::ExitCode;
use std::rc::Rc;

use dioxus::mobile::Config;
use dioxus::mobile::tao::event::Event;
use dioxus::prelude::*;
use unsit_app::ui::App;
use unsit_platform::native::{Handle, Running};

use super::view::{follow_reduced_motion, shell};

/// Shows the app until the system ends it.
pub(crate) fn open() -> ExitCode {
    match unsit_platform::phone::start() {
        Ok(running) => {
            let handle = running.handle.clone();
            LaunchBuilder::new().with_cfg(config(running)).with_context(handle).launch(root);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("unsit: the app could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}

fn config(running: Running) -> Config {
    let running = Cell::new(Some(running));
    Config::new()
        .with_custom_index(include_str!("page.html").into())
        .with_background_color((249, 245, 243, 255))
        .with_disable_context_menu(!cfg!(debug_assertions))
        // The event loop ends the process; this is the last moment to bring everything to disk.
        .with_custom_event_handler(move |event, _| {
            if matches!(event, Event::LoopDestroyed)
                && let Some(running) = running.take()
            {
                running.finish();
            }
        })
}

/// Gives the user interface what it needs from this program.
fn root() -> Element {
    let handle = use_context::<Handle>();
    let still = use_hook(Rc::<Cell<bool>>::default);
    use_context_provider(|| shell(&handle, still.clone(), None));
    use_future(move || follow_reduced_motion(still.clone()));
    rsx! { App {} }
}
