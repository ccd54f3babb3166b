//! The loop behind the window: begun before the window is there, and where that fails, begun again when the person asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use dioxus::prelude::*;
use unsit_app::ui::{screens, style};
use unsit_core::app::{Unstarted, view};
use unsit_platform::native::{Handle, Running};

type Begin = dyn Fn() -> Result<Begun, Unstarted> + Send + Sync;

/// What came of beginning.
pub(super) enum Begun {
    Here(Running),
    /// Another window has taken over what this one was wanted for.
    #[cfg_attr(not(feature = "desktop"), allow(dead_code, reason = "a phone has one window"))]
    Elsewhere,
}

/// The loop, or why there is none.
#[derive(Clone)]
pub(super) struct Beginning {
    begin: Arc<Begin>,
    stand: Arc<Mutex<Stand>>,
}

enum Stand {
    Runs(Running),
    Failed(Unstarted),
    /// There is nothing left to be shown here.
    Over,
}

impl Beginning {
    /// Begins at once.
    pub(super) fn new(begin: impl Fn() -> Result<Begun, Unstarted> + Send + Sync + 'static) -> Self {
        let stand = Stand::of(begin());
        Self { begin: Arc::new(begin), stand: Arc::new(Mutex::new(stand)) }
    }

    /// Whether there is nothing to be shown, because another window shows it.
    pub(super) fn is_over(&self) -> bool {
        matches!(*self.stand(), Stand::Over)
    }

    /// Why there is no loop.
    pub(super) fn failure(&self) -> Option<Unstarted> {
        match &*self.stand() {
            Stand::Failed(why) => Some(why.clone()),
            Stand::Runs(_) | Stand::Over => None,
        }
    }

    pub(super) fn handle(&self) -> Option<Handle> {
        match &*self.stand() {
            Stand::Runs(running) => Some(running.handle.clone()),
            Stand::Failed(_) | Stand::Over => None,
        }
    }

    /// Tries again, unless it runs.
    fn again(&self) {
        let mut stand = self.stand();
        if let Stand::Failed(_) = *stand {
            *stand = Stand::of((self.begin)());
        }
    }

    /// Ends the loop, if there is one, and waits until everything is on disk.
    pub(super) fn finish(&self) {
        let stand = std::mem::replace(&mut *self.stand(), Stand::Over);
        if let Stand::Runs(running) = stand {
            running.finish();
        }
    }

    fn stand(&self) -> std::sync::MutexGuard<'_, Stand> {
        self.stand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stand {
    fn of(begun: Result<Begun, Unstarted>) -> Self {
        match begun {
            Ok(Begun::Here(running)) => Self::Runs(running),
            Ok(Begun::Elsewhere) => Self::Over,
            Err(why) => {
                eprintln!("unsit: the app could not be started: {}", why.detail);
                Self::Failed(why)
            }
        }
    }
}

/// Shows what `app` renders around the loop, which finds its [`Handle`] in the context; until there is one, why. `close` puts the
/// window away.
pub(super) fn show(app: fn() -> Element, close: impl Fn() + 'static) -> Element {
    let beginning = use_context::<Beginning>();
    let mut again = use_signal(|| 0_u32);
    let (failed, handle) = (beginning.failure(), beginning.handle());
    let retry = use_callback(move |()| {
        beginning.again();
        if beginning.is_over() {
            close();
        }
        again += 1;
    });
    if let Some(why) = failed {
        return rsx! { screens::Unstarted { view: view::unstarted(&why, again()), style: Some(style::sheet()), onretry: retry } };
    }
    let Some(handle) = handle else { return rsx! {} };
    provide_context(handle);
    app()
}
