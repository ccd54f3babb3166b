//! Whether somebody is there, and whether they may be disturbed: told by the desktop when it changes.
//!
//! Nothing is polled, and nothing wakes the thread while nothing changes. Each source has a file of its own:
//!
//! | Seen | Sources |
//! |---|---|
//! | no input for a minute | the first of Mutter, Wayland, X11 that there is |
//! | lock | logind, else the screen saver |
//! | sleep | logind |
//! | a full screen | X11; Wayland, where the compositor tells of windows |
//! | a program that keeps the screen on | the session managers of GNOME and KDE |
//!
//! What is missing is reported, and costs nothing else. Without any source of the first row Unsit assumes that one sits.

mod calls;
mod gnome;
mod idle;
mod kde;
mod login;
mod mutter;
mod readable;
mod saver;
mod service;
mod wayland;
mod wayland_idle;
mod wayland_windows;
mod x11;
mod x11_idle;
mod x11_windows;

use std::error::Error;

use unsit_core::Millis;
use unsit_core::app::{Channel, ChannelState, Message, Seen};
use unsit_core::breaks::IDLE;

use self::calls::Calls;
use super::report;
use super::thread::Bus;
use crate::clock::Clock;
use crate::native::Reporter;

/// Watches over who is there.
#[derive(Debug)]
pub struct Presence;

impl Presence {
    /// Begins to watch. What is seen, and what cannot be, is told to the loop.
    pub fn watch(bus: &Bus, reporter: &Reporter, clock: &Clock) {
        Self::watch_after(bus, reporter, clock, IDLE);
    }

    /// As [`Presence::watch`], where another time without input counts as away.
    pub fn watch_after(bus: &Bus, reporter: &Reporter, clock: &Clock, idle: Millis) {
        let eyes = Eyes { reporter: reporter.clone(), clock: clock.clone(), idle };
        let (input, login, calls) = (eyes.clone(), eyes.clone(), eyes);
        bus.spawn(|lines| async move { idle::watch(lines.session().await.ok(), &input).await });
        bus.spawn(|lines| async move { login::watch(lines.system().await.ok(), lines.session().await.ok(), &login).await });
        bus.spawn(|lines| async move { calls::watch(lines.session().await.ok(), &Calls::new(&calls)).await });
    }
}

/// What a source needs to tell what it sees.
#[derive(Clone, Debug)]
struct Eyes {
    reporter: Reporter,
    clock: Clock,
    /// Who gives no input for so long is away.
    idle: Millis,
}

/// Why a source sees nothing, or nothing any more.
type Blind = Box<dyn Error + Send + Sync>;

impl Eyes {
    fn see(&self, seen: Seen) {
        self.reporter.send(Message::Seen(seen));
    }

    fn ready(&self, channel: Channel, name: impl Into<String>) {
        report(&self.reporter, channel, ChannelState::Ready { name: name.into() });
    }

    fn missing(&self, channel: Channel, why: impl Into<String>) {
        report(&self.reporter, channel, ChannelState::Missing { why: why.into() });
    }
}
