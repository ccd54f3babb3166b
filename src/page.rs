//! The page of a browser around the user interface.

#[cfg(feature = "split")]
mod later;

use std::rc::Rc;
use std::time::Duration;

use dioxus::prelude::*;
use dioxus::web::Config;
use dioxus::web::launch::launch_virtual_dom;
use unsit_app::ui::{App, Shell, style};
use unsit_core::compiled;
use unsit_core::text::{Language, Texts};
use unsit_platform::web::{self, Handle, Look, Stillness};

/// Starts the loop and shows it in the page; both run until the page ends.
pub(crate) fn open() {
    web::prepare();
    web::run(async {
        let language = Language::negotiate(web::languages());
        // In steps, between which the page answers.
        compiled::install(include_bytes!(concat!(env!("OUT_DIR"), "/content")));
        web::next_frame(Duration::ZERO).await;
        let _ = Texts::built_in(language);
        web::next_frame(Duration::ZERO).await;
        let handle = web::start(language, web::region()).await;
        web::next_frame(Duration::ZERO).await;
        let shell = shell(&handle, Stillness::follow());
        web::run(keep_look(handle.clone()));
        launch_virtual_dom(VirtualDom::new(App).with_root_context(shell), Config::new());
    });
}

/// Tells the browser the language and the appearance in force, now and whenever they change.
async fn keep_look(handle: Handle) {
    let (mut models, mut last) = (handle.watch(), None);
    loop {
        let (look, chosen) = {
            let model = models.borrow_and_update();
            (Look { language: model.language(), appearance: model.settings.appearance }, model.settings.language)
        };
        if last.replace((look, chosen)) != Some((look, chosen)) {
            look.apply(chosen);
        }
        if models.changed().await.is_err() {
            return;
        }
    }
}

fn shell(handle: &Handle, still: Stillness) -> Shell {
    let (sender, clock) = (handle.clone(), handle.clone());
    Shell {
        dispatch: Rc::new(move |message| sender.send(message)),
        models: handle.watch(),
        mono: Rc::new(move || clock.mono()),
        frame: Rc::new(|length| Box::pin(web::next_frame(length))),
        later: source(),
        still: still.0,
        drag: None,
        // A page that is built for people links the sheet, and its policy forbids one inside. The page of `dx serve` has none.
        style: (cfg!(debug_assertions) && !web::is_styled()).then(style::sheet),
    }
}

#[cfg(feature = "split")]
use self::later::source;

/// A page that is not taken apart has everything from the beginning.
#[cfg(not(feature = "split"))]
fn source() -> unsit_app::ui::screens::later::Source {
    use unsit_app::ui::screens::later::{Part, Source};
    compiled::install_later(include_bytes!(concat!(env!("OUT_DIR"), "/later")));
    Source::Linked(Part::linked())
}
