//! What a person did: sessions as they are stored, and days made of them.

mod amendment;
mod calendar;
mod session;
mod streak;

pub use amendment::{Amendment, AmendmentKind, Revision};
pub use calendar::{ByDay, Month, heat, week_of};
pub use session::{DayTotal, HeldSet, Origin, SessionId, SessionRecord};
pub use streak::streak;
