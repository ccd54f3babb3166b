//! The half of Unsit that touches a machine.
//!
//! # Where to start
//! - [`Platform`] is what the loop asks of a machine: the time, effects, standing wishes.
//! - [`runtime`] drives the core's update with it: one queue, one armed wake-up, one published model.
//! - `native` is the machine under a desktop window and a terminal, `web` is the browser under a page; [`fake`] is a machine
//!   under a simulated clock.
//!
//! This crate is the only one with `cfg(target)` besides the store's choice of backend.

#[cfg(any(target_os = "android", feature = "jni"))]
pub mod android;
#[cfg(all(feature = "bus", not(target_arch = "wasm32")))]
pub mod bus;
#[cfg(not(target_arch = "wasm32"))]
pub mod clock;
#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
pub mod desktop;
#[cfg(not(target_arch = "wasm32"))]
pub mod directory;
pub mod fake;
#[cfg(not(target_arch = "wasm32"))]
pub mod ios;
#[cfg(target_os = "android")]
mod kotlin;
#[cfg(not(target_arch = "wasm32"))]
pub mod launcher;
#[cfg(not(target_arch = "wasm32"))]
pub mod locale;
#[cfg(not(target_arch = "wasm32"))]
pub mod login;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
#[cfg(not(target_arch = "wasm32"))]
pub mod phone;
#[cfg(not(target_arch = "wasm32"))]
pub mod programs;
#[cfg(any(not(target_arch = "wasm32"), feature = "web"))]
mod rows;
pub mod runtime;
#[cfg(not(target_arch = "wasm32"))]
pub mod start;
#[cfg(any(not(target_arch = "wasm32"), feature = "web"))]
pub mod tone;
#[cfg(not(target_arch = "wasm32"))]
pub mod wav;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub mod web;

use std::sync::Arc;

use unsit_core::app::{Desired, Effect, Model};
use unsit_core::{Mono, Now};

/// A machine that the loop runs on. Whatever is asked is answered later, by a message.
pub trait Platform {
    /// One reading of every clock.
    fn now(&self) -> Now;
    /// Does one thing, without waiting for it.
    fn perform(&self, effect: Effect);
    /// Brings the machine in line with what should hold. Asked again after each message; the same wish twice is one wish.
    fn reconcile(&self, want: &Desired);
    /// Until when cues were given to a loop that should have run at `due`, and comes to it only `now`.
    fn heard_until(&self, due: Mono, _now: Mono) -> Mono {
        due
    }
    /// Sees the model that a turn of the loop has made.
    fn show(&self, _model: &Arc<Model>) {}
}
