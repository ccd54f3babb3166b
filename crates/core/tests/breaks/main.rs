//! Breaks from outside: timelines that read as sentences, and what holds whatever happens.
#![allow(clippy::unwrap_used)] // in a test a panic is the answer
#![allow(clippy::needless_pass_by_value)] // settings are written down where they are used

mod delivery;
mod ledger;
mod properties;
mod restart;
mod sitting;
mod streak;
mod timeline;
mod zones;
