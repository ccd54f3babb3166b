//! One component per screen.

mod breaks;
mod builder;
mod exercises;
mod finished;
mod first_run;
mod guide;
mod history;
pub mod later;
mod learn;
mod reminders;
mod routine;
mod routines;
mod safety;
mod settings;
mod today;
mod unstarted;

pub use breaks::BreakSheets;
pub use finished::Finished;
pub use first_run::FirstRun;
pub use guide::Guide;
pub use history::Sheets;
pub use later::Later;
pub use today::Today;
pub use unstarted::Unstarted;
