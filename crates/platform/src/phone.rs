//! The phone that this program was built for.

use unsit_core::app::Unstarted;

use crate::native::Running;

/// Starts the loop, on the main thread and before the app is launched; once more where that failed.
#[cfg(all(feature = "mobile", target_os = "ios"))]
pub fn start() -> Result<Running, Unstarted> {
    use unsit_core::app::Cause;

    use crate::start::{because, reach, unstarted};

    let directory = crate::directory::data().map_err(|error| because(Cause::NoFolder, "the folder of the data", &error))?;
    let named = directory.display().to_string();
    reach(&directory).and_then(|()| crate::ios::start(directory)).map_err(|error| unstarted(&named, &error))
}

/// Starts the loop, once the activity is there.
#[cfg(target_os = "android")]
pub fn start() -> Result<Running, Unstarted> {
    crate::android::start()
}

/// Nothing but a phone can be a phone.
#[cfg(not(any(target_os = "android", all(feature = "mobile", target_os = "ios"))))]
pub fn start() -> Result<Running, Unstarted> {
    use unsit_core::app::Cause;

    use crate::start::because;

    Err(because(Cause::Incomplete, "a phone", &"this is no phone that Unsit knows: build it with `--features desktop`"))
}
