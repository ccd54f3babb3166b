//! The life of an app on a phone: before the person, behind other apps, and its end.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use block2::RcBlock;
use objc2::MainThreadMarker;
use objc2_foundation::{NSNotification, NSNotificationCenter, NSNotificationName, NSOperationQueue};
use objc2_ui_kit::{
    UIAccessibilityIsVoiceOverRunning, UIAccessibilityVoiceOverStatusDidChangeNotification, UIApplication,
    UIApplicationDidEnterBackgroundNotification, UIApplicationDidFinishLaunchingNotification,
    UIApplicationSignificantTimeChangeNotification, UIApplicationState, UIApplicationWillEnterForegroundNotification,
    UIApplicationWillTerminateNotification, UIBackgroundTaskIdentifier,
};
use unsit_core::Wall;
use unsit_core::app::{Message, Steps};
use unsit_core::phone::{PhoneFile, Record};

use super::centre::{delivered, look, silence};
use super::main_thread::{now_on_main, on_main};
use super::shared::Shared;
use super::steps;
use crate::ios::name::Name;
use crate::ios::reconcile::reminder_of;
use crate::ios::record;

/// Follows the life of the app from now on.
pub(super) fn follow(shared: &Arc<Shared>) {
    // SAFETY: constants of UIKit.
    let [launched, behind, before, ends, time, voice_over] = unsafe {
        [
            UIApplicationDidFinishLaunchingNotification,
            UIApplicationDidEnterBackgroundNotification,
            UIApplicationWillEnterForegroundNotification,
            UIApplicationWillTerminateNotification,
            UIApplicationSignificantTimeChangeNotification,
            UIAccessibilityVoiceOverStatusDidChangeNotification,
        ]
    };
    // For the button of a notification iOS launches an app behind others.
    observe(launched, shared, |shared| {
        let state = MainThreadMarker::new().map(|main| UIApplication::sharedApplication(main).applicationState());
        if state == Some(UIApplicationState::Background) {
            go_behind(shared);
        }
    });
    observe(behind, shared, go_behind);
    observe(before, shared, come_before);
    observe(ends, shared, end);
    // The clock was set, or the person is in another zone.
    observe(time, shared, |shared| shared.say(Message::Wake { heard_until: shared.now().mono }));
    observe(voice_over, shared, hear_voice_over);
    hear_voice_over(shared);
    look(shared);
    steps::look(shared);
    // What was shown before the loop began may not have found its place.
    say_whether_it_is_written(shared);
}

fn observe(name: &NSNotificationName, shared: &Arc<Shared>, then: impl Fn(&Arc<Shared>) + 'static) {
    let shared = shared.clone();
    let block = RcBlock::new(move |_: std::ptr::NonNull<NSNotification>| then(&shared));
    let queue = NSOperationQueue::mainQueue();
    // SAFETY: the block runs on the main queue and owns what it needs. It is never removed: it is of use as long as the program runs.
    unsafe { NSNotificationCenter::defaultCenter().addObserverForName_object_queue_usingBlock(Some(name), None, Some(&queue), &block) };
}

fn go_behind(shared: &Arc<Shared>) {
    Task::begin();
    shared.go_behind(true);
    shared.say(Message::InSight(false));
}

/// What iOS showed meanwhile is written down first, and heard before anything is reckoned anew.
fn come_before(shared: &Arc<Shared>) {
    shared.go_behind(false);
    look(shared);
    let told = shared.clone();
    write_down_what_was_shown(shared, move || {
        told.say(Message::InSight(true));
        write_down_walks(&told);
    });
    steps::look(shared);
}

/// Writes into the journal which reminders iOS has shown.
fn write_down_what_was_shown(shared: &Arc<Shared>, then: impl Fn() + 'static) {
    let shared = shared.clone();
    delivered(move |delivered| {
        // The check-up says so where that fails; what is still in the list is written down the next time.
        let _ = write_down(&shared, &record::all_shown(&delivered, &shared.zone()));
        then();
    });
}

/// Adds records to the journal, and has the person told where that cannot be done.
pub(super) fn write_down(shared: &Shared, records: &[Record]) -> io::Result<()> {
    let written = record::append(&shared.directory, records);
    say_whether_it_is_written(shared);
    written
}

fn say_whether_it_is_written(shared: &Shared) {
    shared.say(Message::PhoneFile(PhoneFile::Written(record::is_written())));
}

/// What iOS has shown, for whoever cannot go on without. Should it not answer, that is nothing.
pub(super) fn shown_by_now() -> Vec<(String, Wall)> {
    let (tell, told) = mpsc::channel();
    delivered(move |delivered| {
        // Nobody waits any more where it took too long.
        let _ = tell.send(delivered);
    });
    told.recv_timeout(Duration::from_secs(2)).unwrap_or_default()
}

/// A reminder that came after a walk is answered by it. iOS cannot ask for steps before it shows one.
pub(super) fn write_down_walks(shared: &Arc<Shared>) {
    let Some(Steps { count, within }) = shared.steps() else { return };
    let shared = shared.clone();
    delivered(move |delivered| {
        for first in delivered.iter().filter_map(|(name, came)| reminder_of(name, *came)) {
            let told = shared.clone();
            steps::count(first.at, within, move |counted| {
                let walked = counted.is_some_and(|counted| counted >= count);
                if walked && write_down(&told, &[record::walked(first, &told.zone())]).is_ok() {
                    told.say(Message::JournalGrew);
                }
            });
        }
    });
}

/// The person has put the app away for good: its session speaks no more.
pub(super) fn end(shared: &Arc<Shared>) {
    let wanted = shared.wanted().pending.iter().map(Name::of).filter(Name::is_cue).map(|name| name.to_string()).collect::<Vec<_>>();
    silence(&wanted);
}

fn hear_voice_over(shared: &Arc<Shared>) {
    shared.say(Message::ScreenReader(UIAccessibilityIsVoiceOverRunning()));
}

/// A little time behind other apps, to bring everything where it belongs. There is one at a time.
pub(super) struct Task;

static RUNNING: Mutex<Option<UIBackgroundTaskIdentifier>> = Mutex::new(None);
/// How often it was asked for, so that one which is asked for while it ends is not lost.
static ASKED: AtomicUsize = AtomicUsize::new(0);

impl Task {
    pub(super) fn begin() {
        ASKED.fetch_add(1, Ordering::SeqCst);
        // Before whoever asks says that it is done: iOS may let the app stand still right then.
        now_on_main(|main| {
            let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
            if running.is_none() {
                // iOS takes the time back at some point, and would end the program if it were not given back.
                let expired = RcBlock::new(|| {
                    if let Some(main) = MainThreadMarker::new() {
                        Self::give_back(main);
                    }
                });
                *running = Some(UIApplication::sharedApplication(main).beginBackgroundTaskWithExpirationHandler(Some(&expired)));
            }
        });
    }

    /// Everything is where it belongs.
    pub(super) fn end() {
        let asked = ASKED.load(Ordering::SeqCst);
        on_main(move |main| {
            if ASKED.load(Ordering::SeqCst) == asked {
                Self::give_back(main);
            }
        });
    }

    fn give_back(main: MainThreadMarker) {
        if let Some(task) = RUNNING.lock().unwrap_or_else(PoisonError::into_inner).take() {
            UIApplication::sharedApplication(main).endBackgroundTask(task);
        }
    }
}
