//! Breaks on Today, and the sheets about them over every page.

mod dial;
mod sheets;
mod timeline;

pub(super) use dial::{SittingActions, SittingDial};
pub use sheets::BreakSheets;
pub(super) use timeline::Timeline;
