//! Who is there, and whether they may be disturbed: each source against the real thing, or against one that the test plays as
//! its documentation has it.
#![cfg(all(feature = "bus", target_os = "linux"))]
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute
// Services are played as their specifications have them.
#![allow(clippy::unused_self)]

mod desk;
mod login;
mod mutter;
mod programs;
mod wayland;
mod x11;
