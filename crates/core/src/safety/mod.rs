//! The safety check: what a person has answered, and what that changes about a routine before it is played.

mod adjust;
mod answers;

pub use adjust::{Adjusted, Adjustment, Alteration};
pub use answers::{Answers, AnswersError, Barrier};

pub(crate) use adjust::half;
