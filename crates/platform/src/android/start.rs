//! The loop on a phone.

use std::io;
use std::sync::Arc;

use jni::JavaVM;
use jni::objects::JObject;
use serde_json::json;
use unsit_core::app::{Cause, Message, Unstarted};

use super::event::opening;
use super::{Bridge, Device, Door, Speakers, exports, leave_on_back};
use crate::clock::Clock;
use crate::native::{self, Options, Running, Watching};
use crate::start::{because, reach, unstarted};

/// Starts the loop, with all that the phone has. What the app was opened for is the first thing that it hears.
pub fn start() -> Result<Running, Unstarted> {
    // Nobody else in the program names them, and Kotlin looks for them in its library.
    std::hint::black_box(exports::all());
    let incomplete = |why: String| because(Cause::Incomplete, "the way to Kotlin", &why);
    let bridge = Arc::new(bridge().map_err(incomplete)?);
    // Until there is a loop, which listens instead.
    leave_on_back(Arc::clone(&bridge));
    let Device { files, language, region } = Device::ask(&*bridge).map_err(incomplete)?;
    let named = files.display().to_string();
    let failed = |error: io::Error| Unstarted { language, ..unstarted(&named, &error) };
    reach(&files).map_err(failed)?;
    let options = Options {
        directory: files.clone(),
        clock: Clock::real(),
        system_language: language,
        system_region: region,
        watching: Watching::Ahead,
    };
    let door = Arc::clone(&bridge);
    let running = native::start(options, move |reporter| Speakers::open(door, &files, &reporter)).map_err(failed)?;
    let wanted = bridge.call("opening", &json!({})).ok().and_then(|told| opening(told.get("what")?));
    if let Some(wanted) = wanted {
        running.handle.send(Message::Summoned(wanted));
    }
    Ok(running)
}

fn bridge() -> Result<Bridge, String> {
    let android = ndk_context::android_context();
    // SAFETY: the activity's machine lives as long as the process.
    #[allow(unsafe_code)]
    let machine = unsafe { JavaVM::from_raw(android.vm().cast()) }.map_err(|error| error.to_string())?;
    // SAFETY: the context is a global reference to the activity, which is held while the program runs; it is only borrowed here.
    #[allow(unsafe_code)]
    let context = unsafe { JObject::from_raw(android.context().cast()) };
    Bridge::of(machine, &context)
}
