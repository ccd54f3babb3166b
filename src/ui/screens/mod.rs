//! One component per screen.

mod finished;
mod guide;
mod history;
mod routine;
mod routines;
mod settings;
mod today;

pub use finished::Finished;
pub use guide::Guide;
pub use history::History;
pub use routine::Routine;
pub use routines::Routines;
pub use settings::Settings;
pub use today::Today;
