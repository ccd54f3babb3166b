//! What asks Apple's frameworks.

mod centre;
mod delegate;
mod life;
mod main_thread;
mod outlet;
mod shared;
mod sound;

pub use self::outlet::start;
