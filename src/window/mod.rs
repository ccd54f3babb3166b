//! The system's web view around the user interface: a window on a desktop, the whole screen on a phone.

mod beginning;
#[cfg(feature = "desktop")]
mod desk;
#[cfg(feature = "desktop")]
mod frame;
#[cfg(not(feature = "desktop"))]
mod phone;
mod view;
#[cfg(feature = "desktop")]
mod wish;

#[cfg(feature = "desktop")]
pub(crate) use desk::open;
#[cfg(not(feature = "desktop"))]
pub(crate) use phone::open;
