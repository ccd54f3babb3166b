//! What a phone's system is given ahead, and what comes back from it.
#![allow(clippy::unwrap_used)] // in a test a panic is the answer

mod ahead;
mod app;
mod day;
mod files;
mod journals;
mod pending;
mod vectors;
