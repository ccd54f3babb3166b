//! The frameworks of a phone of Apple, as the loop asks them, and its start.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use objc2::MainThreadMarker;
use objc2_foundation::{NSDictionary, NSLocale, NSURL};
use objc2_ui_kit::{UIApplication, UIApplicationOpenSettingsURLString};
use unsit_core::app::{ChannelState, Telling};
use unsit_core::text::{Language, Region};
use unsit_core::{Millis, Wall};

use super::delegate::Delegate;
use super::life::{self, Task};
use super::main_thread::on_main;
use super::{centre, sound, steps};
use crate::clock::Clock;
use crate::ios::outlet::Phone;
use crate::ios::record;
use crate::ios::shared::Shared;
use crate::ios::system::{Buttons, Request, System, Then};
use crate::locale;
use crate::native::{self, Options, Reporter, Running, Watching};

/// Starts the loop. Has to be called on the main thread, before the app is launched: iOS tells early what it was launched for.
pub fn start(directory: PathBuf) -> std::io::Result<Running> {
    let system_language = Language::negotiate(locale::tags());
    let clock = Clock::real();
    // What was shown while no program ran is heard by the loop first of all.
    let zone = clock.now().zone.map(|zone| zone.name().to_owned()).unwrap_or_default();
    if let Err(error) = record::append(&directory, &record::all_shown(&life::shown_by_now(), &zone)) {
        eprintln!("unsit: what the system has shown could not be written down: {error}");
    }
    let options =
        Options { directory: directory.clone(), clock: clock.clone(), system_language, system_region: region(), watching: Watching::Ahead };
    let (hand_out, handed_out) = mpsc::channel();
    let running = native::start(options, move |reporter: Reporter| {
        let shared = Arc::new(Shared::new(reporter, directory, clock, Box::new(Apple)));
        // Whoever starts the loop waits for it; if it is gone, so is the reason to run.
        let _ = hand_out.send(shared.clone());
        let told = shared.clone();
        on_main(move |main| sound::open(&told, system_language, main));
        Phone::open(shared)
    })?;
    let shared = handed_out.recv().map_err(|_| std::io::Error::other("the app loop could not be started"))?;
    Delegate::install(shared.clone());
    life::follow(&shared);
    Ok(running)
}

/// Where the person says that they live.
fn region() -> Option<Region> {
    let code = NSLocale::currentLocale().regionCode();
    code.and_then(|code| Region::from_tag(&format!("und-{code}"))).or_else(locale::region)
}

/// Apple's frameworks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apple;

impl System for Apple {
    fn tell(&self, telling: &Telling) {
        let telling = telling.clone();
        on_main(move |_| sound::tell(telling));
    }

    fn hush(&self) {
        on_main(|_| sound::hush());
    }

    fn keep_awake(&self, on: bool) {
        on_main(move |main| UIApplication::sharedApplication(main).setIdleTimerDisabled(on));
    }

    fn open_settings(&self) {
        on_main(open_settings);
    }

    fn ask_to_notify(&self, then: Then<()>) {
        centre::ask(then);
    }

    fn permission(&self, then: Then<ChannelState>) {
        centre::permission(then);
    }

    fn pending(&self, then: Then<Vec<String>>) {
        centre::pending(then);
    }

    fn delivered(&self, then: Then<Vec<(String, Wall)>>) {
        centre::delivered(then);
    }

    fn add(&self, request: &Request, then: Then<bool>) {
        centre::add(request, then);
    }

    fn take_from_pending(&self, names: &[String]) {
        centre::take_from_pending(names);
    }

    fn take_from_sight(&self, names: &[String]) {
        centre::take_from_sight(names);
    }

    fn name_buttons(&self, buttons: &Buttons) {
        centre::name_buttons(buttons);
    }

    fn steps(&self) -> ChannelState {
        steps::state()
    }

    fn count_steps(&self, until: Wall, within: Millis, then: Then<Option<u64>>) {
        steps::count(until, within, then);
    }

    fn rest(&self) {
        Task::end();
    }
}

fn open_settings(main: MainThreadMarker) {
    // SAFETY: a constant of the framework.
    let Some(page) = NSURL::URLWithString(unsafe { UIApplicationOpenSettingsURLString }) else { return };
    // SAFETY: there are no options that could be of another kind.
    unsafe { UIApplication::sharedApplication(main).openURL_options_completionHandler(&page, &NSDictionary::new(), None) };
}
