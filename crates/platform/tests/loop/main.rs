//! The whole loop on a simulated machine: what a person does, what the machine is asked for, and when.
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod days;
mod killed;
mod session;
mod starting;
mod store;
mod voice;
mod world;
