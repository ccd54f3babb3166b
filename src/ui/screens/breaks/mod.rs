//! Breaks on Today, the sheets about them over every page, and the small window that asks about one over all others.

mod dial;
mod flare_up;
mod sheets;
mod timeline;
mod window;

pub(super) use dial::{SittingActions, SittingDial};
pub(super) use flare_up::FlareUpNoted;
pub use sheets::BreakSheets;
pub(super) use sheets::{Correct, Hurts, PauseFor};
pub(super) use timeline::Timeline;
pub(super) use window::BreakWindow;
