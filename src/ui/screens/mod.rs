//! One component per screen.

mod breaks;
mod builder;
mod exercises;
mod finished;
mod first_run;
mod guide;
mod history;
mod learn;
mod reminders;
mod routine;
mod routines;
mod safety;
mod settings;
mod today;

pub use breaks::BreakSheets;
pub use builder::Builder;
pub use exercises::Exercises;
pub use finished::Finished;
pub use first_run::FirstRun;
pub use guide::Guide;
pub use history::{History, Sheets};
pub use learn::Learn;
pub use reminders::Checkup;
pub use routine::Routine;
pub use routines::Routines;
pub use safety::Safety;
pub use settings::Settings;
pub use today::Today;
