//! The phone of Apple: its system shows reminders and cues while the app stands still.
//!
//! # Where to start
//! - [`name`] says what a notification is about in the one thing that iOS knows it by.
//! - [`reconcile`] compares what iOS keeps with what is wanted; [`unsit_core::app::pending`] has chosen the sixty-four.
//! - [`cues`] knows until when a session was heard.
//! - [`outlet`] is the phone as the loop sees it, [`centre`] its notifications; both ask a [`system::System`].
//! - `apple` is that system: it asks the frameworks, and is only compiled for a phone. `apple/system.rs` begins the loop there.
//!
//! Everything that decides is here for every system, and tested.

pub mod centre;
pub mod cues;
pub mod haptic;
pub mod name;
pub mod outlet;
pub mod reconcile;
pub mod record;
pub mod shared;
pub mod system;
pub mod walks;

#[cfg(all(feature = "mobile", target_os = "ios"))]
#[allow(unsafe_code, reason = "Objective-C is asked, whose promises no compiler knows")]
mod apple;

#[cfg(all(feature = "mobile", target_os = "ios"))]
pub use self::apple::start;
