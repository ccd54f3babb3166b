//! Breaks from outside: timelines that read as sentences, and what holds whatever happens.
#![allow(clippy::unwrap_used)] // in a test a panic is the answer

mod delivery;
mod ledger;
mod properties;
mod restart;
mod sitting;
mod streak;
mod timeline;
mod zones;
