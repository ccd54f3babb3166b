//! Unsit without I/O.
//!
//! Everything that Unsit knows and decides lives here: exercises and routines, the plan that a routine unfolds into, the
//! session machine that plays it, the figure, the app loop and the view models. Nothing here reads a clock, a file or a
//! random number: time and randomness are arguments, reads and writes are effects that a shell performs.
//!
//! # Where to start
//! - [`routine::Plan`] is what will be done: a flat list of timed phases.
//! - [`session::Session`] plays a plan: `(state, event, now) -> (state, cues)`.
//! - [`breaks::Breaks`] notices sitting, offers breaks and says what became of them.
//! - [`app::update()`] is the loop's pure half: `(model, message, now) -> effects`.
//! - [`app::view`] holds one view model per screen.
#![forbid(unsafe_code)]

pub mod app;
pub mod breaks;
pub mod compiled;
pub mod content;
pub mod figure;
mod iso;
pub mod phone;
pub mod record;
pub mod routine;
pub mod safety;
pub mod session;
pub mod text;
pub mod time;
pub mod zone;

pub use time::{LocalDay, Millis, Mono, Now, Wall};
pub use zone::Zone;
