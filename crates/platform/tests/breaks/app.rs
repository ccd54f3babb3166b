//! Breaks and the app around them: what a system allows, what cannot be read, when the loop wakes.

use std::collections::BTreeMap;

use serde_json::json;
use unsit_core::app::{Break, BreakSheet, BreaksLeft, Channel, ChannelState, Message, Notice, Screen, StoreFailure, Waking, view};
use unsit_core::breaks::ReminderChange;
use unsit_core::{Millis, Mono};
use unsit_platform::fake::World;

use crate::day::{DEVICE, Day, Living, at};

#[test]
fn whoever_was_not_asked_yet_is_asked_and_whoever_forbade_it_is_told_where_to_allow_it() {
    let mut day = Day::at("09:00");
    let mut told = |state: ChannelState| {
        day.message(Message::Report { channel: Channel::Notifications, state });
        let checkup = view::checkup(day.world.model());
        let detail = checkup.checks.iter().find(|check| check.title == "Notifications").unwrap().detail.clone();
        (checkup.may_allow, view::usual_hours(day.world.model()).may_allow, detail)
    };
    assert_eq!(told(ChannelState::Unasked), (true, true, "Not allowed yet. Until then a reminder opens in this tab only.".to_owned()));
    let (may_allow, .., detail) = told(ChannelState::Forbidden);
    assert!(!may_allow && detail.contains("settings of your browser"), "{detail}");
    let (may_allow, .., detail) = told(ChannelState::Ready { name: String::new() });
    assert!(!may_allow && detail.starts_with("Shown by this browser"), "{detail}");
    day.send(Break::Allow);
    day.until("10:00");
    assert_eq!(day.world.model().watch.sheet, None, "what is shown by the browser is not shown twice");
}

#[test]
fn where_the_system_shows_nothing_the_app_opens_the_sheet() {
    let mut day = Day::at("09:00");
    day.message(Message::Report { channel: Channel::Notifications, state: ChannelState::Unsupported });
    day.until("10:00");
    assert_eq!(day.world.model().watch.sheet, Some(BreakSheet::Due));
    day.send(Break::Start);
    assert_eq!(day.world.model().watch.sheet, None);

    let mut day = Day::at("09:00");
    let state = ChannelState::Ready { name: "a server".to_owned() };
    day.message(Message::Report { channel: Channel::Notifications, state });
    day.until("10:00");
    assert_eq!(day.world.model().watch.sheet, None);
}

#[test]
fn rows_that_make_no_sense_are_named_and_the_rest_is_used() {
    let unusable = vec!["break_fact 7 (fact)".to_owned()];
    let settings = BTreeMap::from([("reminders.sit_limit_min".to_owned(), json!("long"))]);
    let mut world = World::started(at("09:00"), Mono(0));
    let breaks = Some(BreaksLeft { unusable, watches: true, ..BreaksLeft::default() });
    world.send(Message::Woken(Box::new(Waking { settings, breaks, device: DEVICE, all_read: true, ..Waking::default() })));
    let named: Vec<&str> = world.model().notices.iter().filter_map(named).collect();
    assert_eq!(named, ["reminders.sit_limit_min", "break_fact 7 (fact)"]);
    assert!(world.model().watch.is_watching());
}

fn named(notice: &Notice) -> Option<&str> {
    match notice {
        Notice::NotRead(StoreFailure { detail, .. }) => Some(detail),
        _ => None,
    }
}

#[test]
fn a_sample_is_shown_and_stands_in_no_ledger() {
    let mut day = Day::at("09:00");
    day.send(Break::Try);
    assert_eq!((day.samples, day.facts.len()), (1, 0));
}

#[test]
fn the_loop_wakes_once_a_minute_in_the_hours_and_not_at_all_outside_of_them() {
    let mut day = Day::at("09:00");
    day.send(Break::Change(ReminderChange::QuietInCall(true)));
    let before = day.wakes;
    day.until("09:30");
    assert!((30..=31).contains(&(day.wakes - before)), "{}", day.wakes - before);
    day.until("17:41");
    let before = day.wakes;
    day.until("23:00");
    assert!(day.wakes - before <= 1, "{}", day.wakes - before);
}

#[test]
fn the_first_screen_shows_how_long_one_sits_and_nothing_of_it_where_breaks_could_not_be_read() {
    let mut day = Day::at("09:00");
    day.until("09:42");
    assert_eq!(day.world.model().watch.breaks.as_ref().unwrap().sitting().sat(), Millis::from_secs(42 * 60));
    assert_eq!(day.world.model().screen, Screen::Today);
    let mut world = World::at(at("09:00"));
    world.send(Message::Woken(Box::default()));
    assert_eq!(world.model().watch.breaks, None);
}
