//! What asks Apple's frameworks.

mod centre;
mod delegate;
mod life;
mod main_thread;
mod sound;
mod steps;
mod system;

pub use self::system::start;
