//! Whether a person may be disturbed, put together from what each source tells.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_lite::future::zip;
use unsit_core::app::{Busy, Channel, Seen};
use zbus::Connection;

use super::{Eyes, gnome, kde, wayland_windows, x11_windows};

/// Watches with all sources that there are.
pub(super) async fn watch(session: Option<&Connection>, calls: &Calls<'_>) {
    calls.tell_names();
    let x11 = async {
        drop(x11_windows::watch(calls).await);
        calls.lost(x11_windows::NAME);
    };
    let wayland = async {
        drop(wayland_windows::watch(calls).await);
        calls.lost(wayland_windows::NAME);
    };
    let programs = async {
        if let Some(session) = session {
            let _ = zip(gnome::watch(session, calls), kde::watch(session, calls)).await;
        }
    };
    zip(zip(x11, wayland), programs).await;
}

/// What a program that keeps the screen on calls itself is shown to the person: any text of any length.
pub(super) fn held(by: &str) -> Busy {
    const MOST: usize = 60;
    Busy::Held { by: by.chars().filter(|letter| !letter.is_control()).take(MOST).collect() }
}

pub(super) struct Calls<'a> {
    eyes: &'a Eyes,
    seen: Mutex<Sources>,
}

/// By their names: what each of them sees now.
#[derive(Default)]
struct Sources {
    all: BTreeMap<&'static str, Option<Busy>>,
    told: Option<Busy>,
}

impl<'a> Calls<'a> {
    pub(super) fn new(eyes: &'a Eyes) -> Self {
        Self { eyes, seen: Mutex::default() }
    }

    /// A source is there and sees this.
    pub(super) fn sees(&self, source: &'static str, busy: Option<Busy>) {
        let is_new = self.sources().all.insert(source, busy).is_none();
        if is_new {
            self.tell_names();
        }
        self.tell();
    }

    /// A source has ended: what it saw last holds no longer.
    pub(super) fn lost(&self, source: &'static str) {
        let was_there = self.sources().all.remove(source).is_some();
        if was_there {
            self.tell_names();
        }
        self.tell();
    }

    fn sources(&self) -> MutexGuard<'_, Sources> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        let mut seen = self.sources();
        let busy = seen.all.values().flatten().max_by_key(|busy| matches!(busy, Busy::Held { .. })).cloned();
        if seen.told != busy {
            seen.told.clone_from(&busy);
            self.eyes.see(Seen::Busy(busy));
        }
    }

    fn tell_names(&self) {
        let names = self.sources().all.keys().copied().collect::<Vec<_>>();
        if names.is_empty() {
            self.eyes.missing(Channel::Calls, "this desktop tells of neither calls nor full screens");
        } else {
            self.eyes.ready(Channel::Calls, names.join(", "));
        }
    }
}
