//! Where Unsit keeps what happened: sessions, settings, the heartbeat of a session that runs, and sessions that wait to be
//! stored.
//!
//! The promise is short. When [`Store::save_session`] has returned `Ok`, the session survives the death of the process and
//! the loss of power; until then nothing of it is visible. No error deletes anything: a file that is no database any more is
//! moved aside under a name that the caller can show, and every other trouble leaves the file as it is. `docs/reliability.md`
//! says how both are proved.
//!
//! Nothing here asks a clock or draws a random number: instants and ids come with the records.
//!
//! There are two backends with the same promise and the same operations: `SQLite`, whose calls return when the disk has
//! answered, and the `IndexedDB` of a browser, whose calls are awaited. `tests/conformance` holds both to it.
//!
//! # Where to start
//! - [`Store::open`] gives the database of a directory, and says what it had to set aside.
//! - [`StoreError`] names what is lost and what to do; [`StoreError::reason`] is what a screen can match on.
//! - [`Claim`] makes one process the owner of the running session.
//! - [`Unsaved`] keeps a session that [`Store::save_session`] did not take, until it does.
#![forbid(unsafe_code)]

#[cfg(not(target_arch = "wasm32"))]
mod erase;
mod error;
#[cfg(not(target_arch = "wasm32"))]
mod files;
#[cfg(not(target_arch = "wasm32"))]
mod heartbeat;
#[cfg(not(target_arch = "wasm32"))]
mod lock;
mod query;
mod row;
#[cfg(not(target_arch = "wasm32"))]
mod sqlite;
#[cfg(not(target_arch = "wasm32"))]
mod unsaved;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use erase::Erasure;
pub use error::{Cause, HeartbeatError, Reason, StoreError};
#[cfg(not(target_arch = "wasm32"))]
pub use heartbeat::Claim;
pub use query::{BreakFacts, Cursor, Filter, Totals};
#[cfg(not(target_arch = "wasm32"))]
pub use sqlite::{Limits, Opened, Store};
#[cfg(not(target_arch = "wasm32"))]
pub use unsaved::Unsaved;
#[cfg(target_arch = "wasm32")]
pub use web::{Claim, Store, Unsaved};
