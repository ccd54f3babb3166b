//! What the content has to keep to. Each rule holds for the built-in files and finds what breaks it.
#![allow(clippy::unwrap_used)] // clippy takes the helpers of tests for library code

mod edited;
mod refused;
mod rows;
mod texts;
mod wording;
