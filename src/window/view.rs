//! What every web view of the system's has around the user interface.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use dioxus::prelude::*;
use unsit_app::ui::screens::later::{Part, Source};
use unsit_app::ui::{Shell, style};
use unsit_platform::native::Handle;

/// The system's wish for less motion, now and whenever it changes. The web view is the one to ask on every system.
pub(super) async fn follow_reduced_motion(still: Rc<Cell<bool>>) {
    let mut answers = document::eval(
        r"
        const wish = matchMedia('(prefers-reduced-motion: reduce)');
        dioxus.send(wish.matches);
        wish.addEventListener('change', () => dioxus.send(wish.matches));
        await new Promise(() => {});
        ",
    );
    while let Ok(wish) = answers.recv().await {
        still.set(wish);
    }
}

/// What the user interface needs from this program. `drag` moves the window, where there is one to be moved.
pub(super) fn shell(handle: &Handle, still: Rc<Cell<bool>>, drag: Option<Rc<dyn Fn()>>) -> Shell {
    let (sender, clock) = (handle.clone(), handle.clone());
    Shell {
        dispatch: Rc::new(move |message| sender.send(message)),
        models: handle.watch(),
        mono: Rc::new(move || clock.mono()),
        frame: Rc::new(|length: Duration| Box::pin(tokio::time::sleep(length))),
        still,
        later: Source::Linked(Part::linked()),
        drag,
        style: Some(style::sheet()),
    }
}
