//! The phone that this program was built for.

use std::io;

use crate::native::Running;

/// Starts the loop, on the main thread and before the app is launched.
#[cfg(all(feature = "mobile", target_os = "ios"))]
pub fn start() -> io::Result<Running> {
    crate::ios::start(crate::directory::data().map_err(io::Error::other)?)
}

/// Starts the loop, once the activity is there.
#[cfg(target_os = "android")]
pub fn start() -> io::Result<Running> {
    crate::android::start().map_err(io::Error::other)
}

/// Nothing but a phone can be a phone.
#[cfg(not(any(target_os = "android", all(feature = "mobile", target_os = "ios"))))]
pub fn start() -> io::Result<Running> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this is no phone that Unsit knows: build it with `--features desktop`"))
}
