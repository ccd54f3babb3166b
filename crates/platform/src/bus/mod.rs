//! The message bus of a Linux desktop: notifications, the tray, and whether somebody is there.
//!
//! Nothing here holds up the loop: all services are spoken to on one thread ([`Bus`]), as tasks that wait for each other as
//! little as for the loop, and how each fares is reported as the state of its channel. A desktop that lacks one says so and loses nothing else; systems without such a bus say so at once.

#[cfg(target_os = "linux")]
mod disturb;
#[cfg(not(target_os = "linux"))]
mod none;
#[cfg(target_os = "linux")]
mod notifications;
#[cfg(target_os = "linux")]
mod presence;
#[cfg(target_os = "linux")]
mod thread;
#[cfg(target_os = "linux")]
mod tray;

#[cfg(not(target_os = "linux"))]
pub use none::{Bus, Notifications, Presence, Tray};
#[cfg(target_os = "linux")]
pub use notifications::Notifications;
#[cfg(target_os = "linux")]
pub use presence::Presence;
#[cfg(target_os = "linux")]
pub use thread::Bus;
#[cfg(all(target_os = "linux", feature = "desktop"))]
pub(crate) use thread::Lines;
#[cfg(target_os = "linux")]
pub use tray::Tray;

use unsit_core::app::{Channel, ChannelState, Message};

use crate::native::Reporter;

/// What programs of the desktop know Unsit by.
pub(crate) const APP_ID: &str = "app.unsit.Unsit";

fn report(reporter: &Reporter, channel: Channel, state: ChannelState) {
    reporter.send(Message::Report { channel, state });
}
