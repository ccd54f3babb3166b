//! What should hold from now on, derived from the model. The shell brings the device in line with it, as often as it likes.

use super::model::Model;
use crate::{Millis, Mono};

/// Standing wishes of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Desired {
    /// When the loop wants to run again at the latest.
    pub wake_at: Option<Mono>,
    /// Whether the screen should stay on.
    pub screen_on: bool,
}

impl Desired {
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let session = model.playing.as_ref().map(|playing| &playing.session).filter(|session| session.is_running());
        let wakes = [session.and_then(|session| session.next_second(model.now.mono)), model.retry_at];
        Self { wake_at: wakes.into_iter().flatten().min(), screen_on: session.is_some() }
    }
}

/// How long to wait before a session that could not be stored is tried again.
pub(super) const RETRY_AFTER: Millis = Millis(30_000);
