//! The phone of Apple: its system shows reminders and cues while the app stands still.
//!
//! # Where to start
//! - [`name`] says what a notification is about in the one thing that iOS knows it by.
//! - [`reconcile`] compares what iOS keeps with what is wanted; [`unsit_core::app::pending`] has chosen the sixty-four.
//! - [`cues`] knows until when a session was heard.
//!
//! What asks Apple's frameworks is only compiled for a phone. Everything that decides is here for every system, and tested.

pub mod cues;
pub mod name;
pub mod reconcile;
pub mod wav;
