//! The message bus of a Linux desktop: notifications, and whether somebody is there.
//!
//! Nothing here holds up the loop: each service is spoken to on threads of its own, and how it fares is reported as the state
//! of its channel. A desktop that lacks one says so and loses nothing else; systems without such a bus say so at once.

#[cfg(not(target_os = "linux"))]
mod none;
#[cfg(target_os = "linux")]
mod notifications;
#[cfg(target_os = "linux")]
mod presence;

#[cfg(not(target_os = "linux"))]
pub use none::{Notifications, Presence};
#[cfg(target_os = "linux")]
pub use notifications::Notifications;
#[cfg(target_os = "linux")]
pub use presence::Presence;

use unsit_core::app::{Channel, ChannelState, Message};

use crate::native::Reporter;

fn report(reporter: &Reporter, channel: Channel, state: ChannelState) {
    reporter.send(Message::Report { channel, state });
}

/// Starts `work` on a thread of its own, named for whoever looks at the process.
#[cfg(target_os = "linux")]
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}
