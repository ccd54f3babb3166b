//! What speaks to the bus of a desktop, each against the real thing, or against one that the test plays as its documentation has
//! it: notifications, the tray, and who is there and may be disturbed.
#![cfg(all(feature = "bus", target_os = "linux"))]
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute
// Services are played as their specifications have them.
#![allow(clippy::unused_self)]

mod desk;
mod login;
mod mutter;
mod notifications;
mod programs;
mod tray;
mod wayland;
mod x11;
