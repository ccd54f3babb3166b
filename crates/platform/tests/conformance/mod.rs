//! What every machine does alike, as a person would say it: the simulated one, the loop under a desktop window and under a
//! terminal, both phones, and in `examples/machine.rs` a page in a browser.
//!
//! # Where to start
//! - [`cases`] are written once, against [`subject::Machine`].
//! - A machine says how it is started, how time passes there, and what has left it. What it cannot do stands in its
//!   [`subject::Profile`], with the reason; a test counts what is left.
//! - [`threads`] is the loop of `native`, for all machines whose loop it is.
#![allow(unreachable_pub)] // the cases are shared by several programs

pub mod cases;
#[cfg(not(target_arch = "wasm32"))]
pub mod runs;
pub mod script;
pub mod subject;
#[cfg(not(target_arch = "wasm32"))]
pub mod threads;
