//! A phone of Apple as the loop sees it.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use objc2::MainThreadMarker;
use objc2_foundation::{NSDictionary, NSLocale, NSURL};
use objc2_ui_kit::{UIApplication, UIApplicationOpenSettingsURLString};
use unsit_core::app::{Ahead, Channel, ChannelState, PhaseNotice, Reminder, SystemPage, Telling, pending};
use unsit_core::text::{Language, Region};
use unsit_core::{Millis, Mono};

use super::centre::{self, Buttons};
use super::delegate::Delegate;
use super::life::{self, Task};
use super::main_thread::on_main;
use super::shared::Shared;
use super::sound;
use super::steps;
use crate::clock::Clock;
use crate::ios::reconcile::Wanted;
use crate::ios::record;
use crate::locale;
use crate::native::{self, Options, Outlet, Reporter, Running, Watching};

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
        let shared = Arc::new(Shared::new(reporter, directory, clock));
        // Whoever starts the loop waits for it; if it is gone, so is the reason to run.
        let _ = hand_out.send(shared.clone());
        Phone::open(shared, system_language)
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

/// What the loop wants of the phone.
struct Phone {
    shared: Arc<Shared>,
    ahead: Option<Arc<Ahead>>,
    buttons: Option<Buttons>,
    is_awake: bool,
}

impl Phone {
    fn open(shared: Arc<Shared>, language: Language) -> Self {
        for channel in
            [Channel::Presence, Channel::Sleep, Channel::Calls, Channel::Tray, Channel::Alarms, Channel::Quiet, Channel::Background]
        {
            shared.report(channel, ChannelState::Unsupported);
        }
        shared.report(Channel::Awake, ChannelState::Ready { name: String::new() });
        let told = shared.clone();
        on_main(move |main| sound::open(&told, language, main));
        Self { shared, ahead: None, buttons: None, is_awake: false }
    }

    fn name_buttons(&mut self, buttons: Buttons) {
        if self.buttons.as_ref() != Some(&buttons) {
            buttons.install();
            self.buttons = Some(buttons);
        }
    }

    /// Whether something else is wanted than before.
    fn want(&self, change: impl FnOnce(&mut Wanted)) -> bool {
        let mut wanted = self.shared.wanted();
        let before = wanted.clone();
        change(&mut wanted);
        *wanted != before
    }
}

impl Outlet for Phone {
    /// Behind other apps the system gives the cues.
    fn tell(&mut self, telling: &Telling) {
        if !self.shared.is_behind() {
            let telling = telling.clone();
            on_main(move |_| sound::tell(telling));
        }
    }

    fn hush(&mut self) {
        on_main(|_| sound::hush());
    }

    fn sample(&mut self, _: Channel, telling: &Telling) {
        self.tell(telling);
    }

    fn keep_awake(&mut self, on: bool) {
        if self.is_awake != on {
            self.is_awake = on;
            on_main(move |main| UIApplication::sharedApplication(main).setIdleTimerDisabled(on));
        }
    }

    fn remind(&mut self, reminder: Option<&Reminder>) {
        if self.want(|wanted| wanted.in_sight = Some(reminder.cloned())) {
            centre::settle(&self.shared);
        }
    }

    fn ahead(&mut self, ahead: Option<&Arc<Ahead>>) {
        let Some(ahead) = ahead else { return };
        if self.ahead.as_ref().is_some_and(|before| Arc::ptr_eq(before, ahead)) {
            return;
        }
        let words = ahead.words.clone();
        self.name_buttons(Buttons { start: words.start, later: words.later, moved: words.moved });
        self.shared.put_off_by(ahead.rule.snooze.get());
        if self.shared.count_steps(ahead.rule.steps) {
            life::write_down_walks(&self.shared);
        }
        self.ahead = Some(ahead.clone());
        self.shared.has_planned();
    }

    /// Comes last of what a turn of the loop wants, and so brings all of it to iOS.
    fn phases(&mut self, phases: &[PhaseNotice]) {
        self.shared.cues().want(phases);
        let ahead = self.ahead.as_deref();
        let chosen = pending(ahead, phases, &self.shared.now());
        let is_new = self.want(|wanted| (wanted.pending, wanted.knows_reminders) = (chosen, ahead.is_some()));
        // Behind other apps there is little time, which ends when iOS has everything.
        if is_new || self.shared.is_behind() {
            centre::settle(&self.shared);
        }
    }

    fn heard_until(&self, due: Mono, now: Mono) -> Mono {
        self.shared.cues().heard_until(due, now)
    }

    fn ask_to_notify(&mut self) {
        centre::ask(&self.shared);
    }

    fn ask_for_steps(&mut self) {
        let told = self.shared.clone();
        // The first question is the one at which iOS asks the person.
        steps::count(self.shared.now().wall, Millis::from_secs(60), move |_| steps::look(&told));
    }

    /// iOS has one page for all that an app may do.
    fn open_page(&mut self, page: SystemPage) {
        match page {
            SystemPage::Notifications | SystemPage::Alarms | SystemPage::Battery | SystemPage::App => on_main(open_settings),
        }
    }

    fn try_reminder(&mut self, reminder: &Reminder) {
        let Reminder { start, later, moved, .. } = reminder.clone();
        self.name_buttons(Buttons { start, later, moved });
        centre::sample(&self.shared, reminder);
    }
}

fn open_settings(main: MainThreadMarker) {
    // SAFETY: a constant of the framework.
    let Some(page) = NSURL::URLWithString(unsafe { UIApplicationOpenSettingsURLString }) else { return };
    // SAFETY: there are no options that could be of another kind.
    unsafe { UIApplication::sharedApplication(main).openURL_options_completionHandler(&page, &NSDictionary::new(), None) };
}

impl Drop for Phone {
    /// The loop is over, and with it the session.
    fn drop(&mut self) {
        life::end(&self.shared);
        Task::end();
    }
}
