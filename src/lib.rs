//! Unsit: an exercise timer that guides a short glute activation.
//!
//! # Where to start
//! - [`ui::App`] is the whole window: one root component, one screen at a time.
//! - [`ui::Shell`] is all that the program around it has to bring: messages out, models in, a clock and frames.

pub mod ui;
