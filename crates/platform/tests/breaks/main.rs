//! Breaks through the whole loop on a simulated machine: what is brought to the person, what stands in the ledger, and what is
//! shown of it.
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod app;
mod day;
mod presence;
mod processes;
mod reminders;
mod screens;
mod settings;
mod tray;
