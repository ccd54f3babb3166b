//! The history as a person leafs through it and puts it right.
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod app;
mod deleted;
mod entered;
mod leafing;
mod properties;
