//! The loop on its threads, with a real disk and real clocks. Nothing sleeps: a test waits for the model to change.
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod app;
#[path = "../conformance/mod.rs"]
mod conformance;
mod journal;
mod killed;
mod machines;
mod running;
mod starts;
mod unsaved;
