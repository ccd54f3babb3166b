//! The notification centre of iOS.

use std::cell::Cell;
use std::ptr::NonNull;

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
use unsit_core::Wall;
use unsit_core::app::ChannelState;

use crate::ios::system::{Buttons, Kind, Request, Then, Trigger};

/// What a reminder and what a cue are called among the kinds of notifications.
const BREAK: &str = "break";
const CUE: &str = "cue";

pub(super) fn centre() -> Retained<UNUserNotificationCenter> {
    UNUserNotificationCenter::currentNotificationCenter()
}

/// Tells iOS which buttons a reminder has. *Start* opens the app, the others are answers.
pub(super) fn name_buttons(named: &Buttons) {
    let button = |word: &str, title: &str, options| {
        UNNotificationAction::actionWithIdentifier_title_options(&NSString::from_str(word), &NSString::from_str(title), options)
    };
    let buttons = [
        button("start", &named.start, UNNotificationActionOptions::Foreground),
        button("later", &named.later, UNNotificationActionOptions::empty()),
        button("moved", &named.moved, UNNotificationActionOptions::empty()),
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

/// A block calls what it keeps as often as it likes; what follows from an answer is done once.
struct Once<T>(Cell<Option<Then<T>>>);

impl<T> Once<T> {
    fn new(then: Then<T>) -> Self {
        Self(Cell::new(Some(then)))
    }

    fn call(&self, answer: T) {
        if let Some(then) = self.0.take() {
            then(answer);
        }
    }
}

/// Asks the person whether notifications may come.
pub(super) fn ask(then: Then<()>) {
    let once = Once::new(then);
    let then = RcBlock::new(move |_: Bool, _: *mut NSError| once.call(()));
    centre().requestAuthorizationWithOptions_completionHandler(UNAuthorizationOptions::Alert | UNAuthorizationOptions::Sound, &then);
}

/// Whether notifications may come.
pub(super) fn permission(then: Then<ChannelState>) {
    let once = Once::new(then);
    let then = RcBlock::new(move |settings: NonNull<UNNotificationSettings>| {
        // SAFETY: iOS hands out settings that are valid as long as this runs.
        let settings = unsafe { settings.as_ref() };
        once.call(match settings.authorizationStatus() {
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
        });
    });
    centre().getNotificationSettingsWithCompletionHandler(&then);
}

/// The names of what is still to come.
pub(super) fn pending(then: Then<Vec<String>>) {
    let once = Once::new(then);
    let block = RcBlock::new(move |requests: NonNull<NSArray<UNNotificationRequest>>| {
        // SAFETY: iOS hands out a list that is valid as long as this runs.
        once.call(unsafe { requests.as_ref() }.iter().map(|request| request.identifier().to_string()).collect());
    });
    centre().getPendingNotificationRequestsWithCompletionHandler(&block);
}

/// The names of what is in sight, and when it came.
pub(super) fn delivered(then: Then<Vec<(String, Wall)>>) {
    let once = Once::new(then);
    let block = RcBlock::new(move |notifications: NonNull<NSArray<UNNotification>>| {
        // SAFETY: iOS hands out a list that is valid as long as this runs.
        once.call(unsafe { notifications.as_ref() }.iter().map(|notification| name_and_time(&notification)).collect());
    });
    centre().getDeliveredNotificationsWithCompletionHandler(&block);
}

pub(super) fn name_and_time(notification: &UNNotification) -> (String, Wall) {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds of any date fit")]
    let came = Wall((notification.date().timeIntervalSince1970() * 1000.0) as i64);
    (notification.request().identifier().to_string(), came)
}

pub(super) fn take_from_pending(own: &[String]) {
    centre().removePendingNotificationRequestsWithIdentifiers(&names(own));
}

pub(super) fn take_from_sight(own: &[String]) {
    centre().removeDeliveredNotificationsWithIdentifiers(&names(own));
}

fn names(names: &[String]) -> Retained<NSArray<NSString>> {
    NSArray::from_retained_slice(&names.iter().map(|name| NSString::from_str(name)).collect::<Vec<_>>())
}

/// Has a notification come.
pub(super) fn add(request: &Request, then: Then<bool>) {
    let kind = match request.kind {
        Kind::Break => BREAK,
        Kind::Cue => CUE,
    };
    let content = content(&request.title, &request.body, kind);
    match request.trigger {
        Trigger::Now => hand_over(&request.name, &content, None, then),
        Trigger::Once(local) => hand_over(&request.name, &content, Some(&once(local)), then),
        Trigger::Weekly { day, time } => hand_over(&request.name, &content, Some(&weekly(day, time)), then),
        Trigger::After(time) => {
            let trigger = UNTimeIntervalNotificationTrigger::triggerWithTimeInterval_repeats(time.as_secs_f64(), false);
            hand_over(&request.name, &content, Some(&trigger), then);
        }
    }
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

fn hand_over(name: &str, content: &UNMutableNotificationContent, trigger: Option<&UNNotificationTrigger>, then: Then<bool>) {
    let request = UNNotificationRequest::requestWithIdentifier_content_trigger(&NSString::from_str(name), content, trigger);
    let once = Once::new(then);
    let then = RcBlock::new(move |error: *mut NSError| once.call(error.is_null()));
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
