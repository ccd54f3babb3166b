//! From where the part comes, and whether it is there.

use std::pin::Pin;
use std::rc::Rc;

use dioxus::prelude::*;

use super::Part;
use crate::ui::{NextFrame, Shell};

/// Ends with the part, or without it when it could not be fetched.
pub type Fetching = Pin<Box<dyn Future<Output = Option<Part>>>>;

/// Where the part comes from.
#[derive(Clone)]
pub enum Source {
    /// It is in the program.
    Linked(Part),
    Fetched {
        /// Is over when nothing else is to be done: a good time to fetch what nobody has asked for yet.
        idle: Rc<dyn Fn() -> NextFrame>,
        /// May be called again after it failed.
        fetch: Rc<dyn Fn() -> Fetching>,
    },
}

/// How far the part is.
#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    Here(Part),
    /// It is not, and nobody has asked for it.
    Away,
    /// It is being fetched, after some failures.
    Coming {
        failures: u32,
    },
    Missing {
        failures: u32,
    },
}

/// The part as every component may ask for it.
#[derive(Clone, Copy)]
pub(super) struct Arrival {
    state: Signal<State>,
    fetch: Callback<()>,
}

impl Arrival {
    pub(super) fn state(self) -> State {
        (self.state)()
    }

    /// Fetches the part, unless it is there or on its way.
    pub(super) fn ask(self) {
        self.fetch.call(());
    }
}

pub(super) fn use_later() -> Arrival {
    use_context()
}

/// Provides the part. One that is not in the program is fetched when the page has nothing else to do.
pub(in crate::ui) fn use_source() {
    let source = use_hook(|| consume_context::<Shell>().later);
    let mut state = use_signal(|| match &source {
        Source::Linked(part) => State::Here(*part),
        Source::Fetched { .. } => State::Away,
    });
    let from = source.clone();
    // Called in the scope of the window: a fetch goes on when the screen that asked for it is left.
    let fetch = use_callback(move |()| {
        let (failures, Source::Fetched { fetch, .. }) = (failures(*state.peek()), &from) else { return };
        let Some(failures) = failures else { return };
        state.set(State::Coming { failures });
        let coming = fetch();
        spawn(async move {
            let next = coming.await.map_or(State::Missing { failures: failures + 1 }, State::Here);
            state.set(next);
        });
    });
    let arrival = use_context_provider(|| Arrival { state, fetch });
    use_hook(|| {
        if let Source::Fetched { idle, .. } = source {
            spawn(async move {
                idle().await;
                arrival.ask();
            });
        }
    });
}

/// How often it failed so far; none when there is nothing to be fetched.
fn failures(state: State) -> Option<u32> {
    match state {
        State::Away => Some(0),
        State::Missing { failures } => Some(failures),
        State::Here(_) | State::Coming { .. } => None,
    }
}
