//! Whether there is input: from the first source that this desktop has.

use unsit_core::Millis;
use unsit_core::app::{Channel, Seen};
use zbus::Connection;

use super::{Blind, Eyes, mutter, service, wayland_idle, x11_idle};

/// Watches with each source in turn, until it ends. Where none is left a Mutter that starts later is waited for.
pub(super) async fn watch(session: Option<&Connection>, eyes: &Eyes) {
    loop {
        let (mut why, mut mutter) = (Vec::new(), None);
        if let Some(session) = session {
            mutter = service::owner(session, mutter::SERVICE).await;
            why.push((mutter::NAME, ended(mutter::watch(session, &mut Input::of(eyes)).await)));
        }
        why.push((wayland_idle::NAME, ended(wayland_idle::watch(&mut Input::of(eyes)).await)));
        why.push((x11_idle::NAME, ended(x11_idle::watch(&mut Input::of(eyes)).await)));
        let why: Vec<String> = why.into_iter().map(|(name, why)| format!("{name}: {why}")).collect();
        eyes.missing(Channel::Presence, why.join("; "));
        let Some(session) = session else { return };
        if service::another(session, mutter::SERVICE, mutter.as_ref()).await.is_err() {
            return;
        }
    }
}

fn ended(outcome: Result<std::convert::Infallible, Blind>) -> String {
    let Err(why) = outcome;
    why.to_string()
}

/// What a source tells of input. Nobody stays away for good because a source has ended.
pub(super) struct Input<'a> {
    eyes: &'a Eyes,
    away: bool,
}

impl<'a> Input<'a> {
    fn of(eyes: &'a Eyes) -> Self {
        Self { eyes, away: false }
    }

    /// How long without input counts as away.
    pub(super) fn after(&self) -> Millis {
        self.eyes.idle
    }

    pub(super) fn found(&self, name: &str) {
        self.eyes.ready(Channel::Presence, name);
    }

    /// The last input was so long ago.
    pub(super) fn none_for(&mut self, length: Millis) {
        self.away = true;
        self.eyes.see(Seen::Idle { since: self.eyes.clock.mono() - length });
    }

    pub(super) fn again(&mut self) {
        if std::mem::take(&mut self.away) {
            self.eyes.see(Seen::Active);
        }
    }
}

impl Drop for Input<'_> {
    fn drop(&mut self) {
        self.again();
    }
}
