//! What asks Apple's frameworks.

mod centre;
mod delegate;
mod life;
mod main_thread;
mod outlet;
mod shared;
mod sound;
mod steps;

pub use self::outlet::start;
