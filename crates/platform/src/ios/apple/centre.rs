//! The notification centre of iOS, brought in line with what is wanted.

use std::ptr::NonNull;
use std::sync::Arc;

use block2::RcBlock;
use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike, Weekday};
use objc2::rc::Retained;
use objc2::runtime::Bool;
use objc2_foundation::{NSArray, NSCalendar, NSCalendarIdentifierGregorian, NSDateComponents, NSError, NSSet, NSString};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNAuthorizationStatus, UNCalendarNotificationTrigger, UNMutableNotificationContent, UNNotification,
    UNNotificationAction, UNNotificationActionOptions, UNNotificationCategory, UNNotificationCategoryOptions,
    UNNotificationInterruptionLevel, UNNotificationRequest, UNNotificationSetting, UNNotificationSettings, UNNotificationSound,
    UNNotificationTrigger, UNTimeIntervalNotificationTrigger, UNUserNotificationCenter,
};
use unsit_core::app::{Channel, ChannelState, Pending, Reminder, Subject, When};
use unsit_core::{Mono, Wall};

use super::life::Task;
use super::shared::Shared;
use crate::ios::reconcile::{Changes, Found};

/// What a reminder and what a cue are called among the kinds of notifications.
const BREAK: &str = "break";
const CUE: &str = "cue";
/// The name of a reminder that shows what they are like.
const SAMPLE: &str = "sample";

pub(super) fn centre() -> Retained<UNUserNotificationCenter> {
    UNUserNotificationCenter::currentNotificationCenter()
}

/// Words of the buttons, as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Buttons {
    pub(super) start: String,
    pub(super) later: String,
    pub(super) moved: String,
}

impl Buttons {
    /// Tells iOS which buttons a reminder has. *Start* opens the app, the others are answers.
    pub(super) fn install(&self) {
        let button = |word: &str, title: &str, options| {
            UNNotificationAction::actionWithIdentifier_title_options(&NSString::from_str(word), &NSString::from_str(title), options)
        };
        let buttons = [
            button("start", &self.start, UNNotificationActionOptions::Foreground),
            button("later", &self.later, UNNotificationActionOptions::empty()),
            button("moved", &self.moved, UNNotificationActionOptions::empty()),
        ];
        let kind = |name: &str, buttons: &NSArray<UNNotificationAction>| {
            UNNotificationCategory::categoryWithIdentifier_actions_intentIdentifiers_options(
                &NSString::from_str(name),
                buttons,
                &NSArray::new(),
                UNNotificationCategoryOptions::CustomDismissAction,
            )
        };
        let kinds = [kind(BREAK, &NSArray::from_retained_slice(&buttons)), kind(CUE, &NSArray::new())];
        centre().setNotificationCategories(&NSSet::from_retained_slice(&kinds));
    }
}

/// Asks the person whether notifications may come.
pub(super) fn ask(shared: &Arc<Shared>) {
    let told = shared.clone();
    let then = RcBlock::new(move |_: Bool, _: *mut NSError| look(&told));
    centre().requestAuthorizationWithOptions_completionHandler(UNAuthorizationOptions::Alert | UNAuthorizationOptions::Sound, &then);
}

/// Reports whether notifications may come.
pub(super) fn look(shared: &Arc<Shared>) {
    let told = shared.clone();
    let then = RcBlock::new(move |settings: NonNull<UNNotificationSettings>| {
        // SAFETY: iOS hands out settings that are valid as long as this runs.
        let settings = unsafe { settings.as_ref() };
        let state = match settings.authorizationStatus() {
            UNAuthorizationStatus::NotDetermined => ChannelState::Unasked,
            UNAuthorizationStatus::Denied => ChannelState::Forbidden,
            // Allowed, and then every way of showing them was switched off.
            _ if settings.alertSetting() == UNNotificationSetting::Disabled
                && settings.lockScreenSetting() == UNNotificationSetting::Disabled
                && settings.notificationCenterSetting() == UNNotificationSetting::Disabled =>
            {
                ChannelState::Forbidden
            }
            _ => ChannelState::Ready { name: String::new() },
        };
        let may = matches!(state, ChannelState::Ready { .. });
        told.report(Channel::Notifications, state);
        // What was not to be had before is brought now.
        if told.allow_notifications(may) && may {
            settle(&told);
        }
    });
    centre().getNotificationSettingsWithCompletionHandler(&then);
}

/// Brings what iOS has in line with what is wanted. One asks at a time.
pub(super) fn settle(shared: &Arc<Shared>) {
    if shared.begins() {
        find(shared.clone());
    }
}

fn find(shared: Arc<Shared>) {
    let then = RcBlock::new(move |requests: NonNull<NSArray<UNNotificationRequest>>| {
        // SAFETY: iOS hands out a list that is valid as long as this runs.
        let pending: Vec<String> = unsafe { requests.as_ref() }.iter().map(|request| request.identifier().to_string()).collect();
        let shared = shared.clone();
        delivered(move |delivered| {
            change(&shared, &Found { pending: pending.clone(), delivered });
            if shared.goes_on() {
                find(shared.clone());
            } else if !shared.awaits_plan() {
                Task::end();
            }
        });
    });
    centre().getPendingNotificationRequestsWithCompletionHandler(&then);
}

/// The names of what is in sight, and when it came.
pub(super) fn delivered(then: impl Fn(Vec<(String, Wall)>) + 'static) {
    let block = RcBlock::new(move |notifications: NonNull<NSArray<UNNotification>>| {
        // SAFETY: iOS hands out a list that is valid as long as this runs.
        then(unsafe { notifications.as_ref() }.iter().map(|notification| name_and_time(&notification)).collect());
    });
    centre().getDeliveredNotificationsWithCompletionHandler(&block);
}

pub(super) fn name_and_time(notification: &UNNotification) -> (String, Wall) {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds of any date fit")]
    let came = Wall((notification.date().timeIntervalSince1970() * 1000.0) as i64);
    (notification.request().identifier().to_string(), came)
}

fn change(shared: &Arc<Shared>, found: &Found) {
    let now = shared.now();
    let changes = Changes::of(&shared.wanted(), found, &now);
    if !changes.take_from_pending.is_empty() {
        centre().removePendingNotificationRequestsWithIdentifiers(&names(&changes.take_from_pending));
    }
    if !changes.take_from_sight.is_empty() {
        centre().removeDeliveredNotificationsWithIdentifiers(&names(&changes.take_from_sight));
    }
    if !shared.may_notify() {
        return;
    }
    for (name, pending) in &changes.add {
        add(shared, name, pending, now.mono);
    }
    if let Some((name, reminder)) = &changes.show {
        show(shared, name, reminder);
    }
}

fn names(names: &[String]) -> Retained<NSArray<NSString>> {
    NSArray::from_retained_slice(&names.iter().map(|name| NSString::from_str(name)).collect::<Vec<_>>())
}

/// Takes back all cues at once: the program ends.
pub(super) fn silence(names_of_cues: &[String]) {
    centre().removePendingNotificationRequestsWithIdentifiers(&names(names_of_cues));
}

fn add(shared: &Arc<Shared>, name: &str, pending: &Pending, now: Mono) {
    let kind = if matches!(pending.subject, Subject::Phase { .. }) { CUE } else { BREAK };
    let content = content(&pending.title, &pending.body, kind);
    let subject = pending.subject;
    let told = shared.clone();
    let taken = move || {
        if let Subject::Phase { at, .. } = subject {
            told.cues().take(at);
        }
    };
    match pending.when {
        When::Once { local, .. } => request(shared, name, &content, Some(&once(local)), taken),
        When::Weekly { day, time } => request(shared, name, &content, Some(&weekly(day, time)), taken),
        When::Mono(at) => {
            let trigger = UNTimeIntervalNotificationTrigger::triggerWithTimeInterval_repeats(at.since(now).as_secs_f64(), false);
            request(shared, name, &content, Some(&trigger), taken);
        }
    }
}

/// Shows a reminder at once.
fn show(shared: &Arc<Shared>, name: &str, reminder: &Reminder) {
    request(shared, name, &content(&reminder.title, &reminder.body, BREAK), None, || {});
}

/// Shows what reminders are like.
pub(super) fn sample(shared: &Arc<Shared>, reminder: &Reminder) {
    show(shared, SAMPLE, reminder);
}

fn content(title: &str, body: &str, kind: &str) -> Retained<UNMutableNotificationContent> {
    let content = UNMutableNotificationContent::new();
    content.setTitle(&NSString::from_str(title));
    content.setBody(&NSString::from_str(body));
    content.setCategoryIdentifier(&NSString::from_str(kind));
    content.setThreadIdentifier(&NSString::from_str(kind));
    content.setSound(Some(&UNNotificationSound::defaultSound()));
    content.setInterruptionLevel(UNNotificationInterruptionLevel::TimeSensitive);
    content
}

fn request(
    shared: &Arc<Shared>,
    name: &str,
    content: &UNMutableNotificationContent,
    trigger: Option<&UNNotificationTrigger>,
    taken: impl Fn() + 'static,
) {
    let request = UNNotificationRequest::requestWithIdentifier_content_trigger(&NSString::from_str(name), content, trigger);
    let told = shared.clone();
    let then = RcBlock::new(move |error: *mut NSError| {
        // SAFETY: where it is not null, iOS hands out an error that is valid as long as this runs.
        match unsafe { error.as_ref() } {
            None => taken(),
            // Mostly because it was never allowed; which of them is known there.
            Some(_) => look(&told),
        }
    });
    centre().addNotificationRequest_withCompletionHandler(&request, Some(&then));
}

fn once(local: NaiveDateTime) -> Retained<UNCalendarNotificationTrigger> {
    let components = components(local.time());
    components.setYear(whole(local.year()));
    components.setMonth(whole(local.month()));
    components.setDay(whole(local.day()));
    components.setSecond(whole(local.second()));
    UNCalendarNotificationTrigger::triggerWithDateMatchingComponents_repeats(&components, false)
}

fn weekly(day: Weekday, time: NaiveTime) -> Retained<UNCalendarNotificationTrigger> {
    let components = components(time);
    components.setWeekday(whole(day.number_from_sunday()));
    UNCalendarNotificationTrigger::triggerWithDateMatchingComponents_repeats(&components, true)
}

/// Years are counted in many ways; ours are Gregorian, whatever the person's calendar is.
fn components(time: NaiveTime) -> Retained<NSDateComponents> {
    let components = NSDateComponents::new();
    // SAFETY: a constant of Foundation.
    let gregorian = NSCalendar::calendarWithIdentifier(unsafe { NSCalendarIdentifierGregorian });
    components.setCalendar(gregorian.as_deref());
    components.setHour(whole(time.hour()));
    components.setMinute(whole(time.minute()));
    components
}

fn whole(number: impl TryInto<isize>) -> isize {
    number.try_into().unwrap_or(isize::MAX)
}
