//! The state machine that plays a plan, the cues it gives and the summary that is left.

mod act;
mod cue;
mod machine;
mod snapshot;
mod summary;
mod view;

pub use cue::{Cue, timeline};
pub use machine::{Event, Pause, Session};
pub use snapshot::{Snapshot, UnsoundSnapshot};
pub use summary::{ExerciseTotal, Summary};
pub use view::{SessionView, Stage};
