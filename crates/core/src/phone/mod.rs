//! What a phone does without this program, on paper: the plan that its system reminds by, the journal of what it did and was
//! answered, and the way from both to a new plan.
//!
//! Both files are read and written by two languages, so their format is as small as can be: see [`lines`]. The plan is
//! replaced as a whole; to the journal lines are only ever added. Nothing here opens a file.
//!
//! - [`Plan`] is `reminders.plan`, [`Journal`] is `reminders.journal`.
//! - [`follow`] plays a journal to the breaks: facts come of it, whose names follow from those of the records.
//! - [`replan`] makes a plan of a plan and a journal, with no database in sight.

mod crc;
mod follow;
mod journal;
pub mod lines;
mod plan;
mod replan;
mod standing;

pub use follow::{follow, remember, untold};
pub use journal::{By, Deed, Journal, Record};
pub use plan::{Plan, PlanFault};
pub(crate) use replan::LEAD;
pub use replan::{Base, replan};
pub use standing::{PhoneFile, PhoneFiles, PlanFile, Reading};
