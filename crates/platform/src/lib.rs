//! placeholder

#[cfg(feature = "desktop")]
pub mod desktop;
