//! Android: what the system has, through one door.
//!
//! # Where to start
//! - [`Door`] is what is asked of Kotlin: a command and its JSON in, JSON out. [`Bridge`] is the one that leads through a Java
//!   machine; tests play another.
//! - [`exports`] are the two functions that Kotlin calls. They need no running app.
//! - [`Speakers`] is what a person hears and sees of the loop.
//! - `start` begins the loop on a phone.
//!
//! All of it is compiled for Android, and for tests on other systems with the feature `jni`: the machine and the context are
//! arguments, so that a test can bring its own.

mod bridge;
mod buzz;
mod event;
pub mod exports;
mod outlet;
mod plan_file;
#[cfg(target_os = "android")]
mod start;
mod state;
mod unstarted;
mod worker;

use serde_json::Value;

pub use self::bridge::Bridge;
pub use self::event::Event;
pub use self::outlet::Speakers;
#[cfg(target_os = "android")]
pub use self::start::start;
pub use self::state::{Device, reports};
pub use self::unstarted::leave_on_back;

/// The way to what only Kotlin can ask of the system.
pub trait Door: Send + Sync + 'static {
    /// Has a command done. What went wrong is one line that says what to do.
    fn call(&self, command: &str, input: &Value) -> Result<Value, String>;
}
