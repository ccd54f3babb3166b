//! The life of an app on a phone: before the person, behind other apps, and its end.

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
use unsit_core::app::Message;

use super::centre::delivered;
use super::main_thread::{now_on_main, on_main};
use crate::ios::centre::{look, silence};
use crate::ios::shared::Shared;
use crate::ios::{record, walks};

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
    observe(ends, shared, |shared| silence(shared));
    // The clock was set, or the person is in another zone.
    observe(time, shared, |shared| shared.say(Message::Wake { heard_until: shared.now().mono }));
    observe(voice_over, shared, hear_voice_over);
    hear_voice_over(shared);
    // What was shown before the loop began may not have found its place.
    shared.say_whether_it_is_written();
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
        walks::write_down(&told);
    });
    walks::look(shared);
}

/// Writes into the journal which reminders iOS has shown.
fn write_down_what_was_shown(shared: &Arc<Shared>, then: impl FnOnce() + Send + 'static) {
    let shared = shared.clone();
    delivered(Box::new(move |delivered| {
        // The check-up says so where that fails; what is still in the list is written down the next time.
        let _ = shared.write_down(&record::all_shown(&delivered, &shared.zone()));
        then();
    }));
}

/// What iOS has shown, for whoever cannot go on without. Should it not answer, that is nothing.
pub(super) fn shown_by_now() -> Vec<(String, Wall)> {
    let (tell, told) = mpsc::channel();
    delivered(Box::new(move |delivered| {
        // Nobody waits any more where it took too long.
        let _ = tell.send(delivered);
    }));
    told.recv_timeout(Duration::from_secs(2)).unwrap_or_default()
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
