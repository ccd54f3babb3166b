//! What a person did: sessions as they are stored, and days made of them.

mod session;

pub use session::{DayTotal, HeldSet, SessionId, SessionRecord};
