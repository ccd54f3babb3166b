//! The plan that a phone's system is given.

use std::sync::Arc;

use chrono::Weekday;
use unsit_core::app::{Break, BreaksLeft, Change, Control, Desired, Message, Start};
use unsit_core::breaks::{DELIVERY, Minutes, ReminderChange, SittingRecord};
use unsit_core::text::Language;
use unsit_core::{Millis, Wall};

use super::day::{Phone, line, now, wall};

#[test]
fn a_phone_is_given_the_repeats_of_the_first_due_and_then_dues_fifty_in_all() {
    let phone = Phone::at("09:00");
    let expected = ["Mon 10:00 Due", "Mon 10:10 Repeat", "Mon 10:20 Repeat", "Mon 10:30 Repeat", "Mon 11:00 Due", "Mon 12:00 Due"];
    assert_eq!(phone.lines(6), expected);
    let reminders = &phone.ahead().reminders;
    assert_eq!(reminders.len(), DELIVERY);
    assert!(reminders.windows(2).all(|pair| pair[0].at < pair[1].at));
}

#[test]
fn each_reminder_says_how_long_one_has_been_sitting_by_then() {
    let phone = Phone::at("09:00");
    let ahead = phone.ahead();
    let said = |at: &str| ahead.reminders.iter().find(|reminder| reminder.at == wall(at)).map(|reminder| reminder.body.as_str());
    assert_eq!(said("10:00"), Some("60 minutes sitting. A minute is enough."));
    assert_eq!(said("10:10"), Some("A minute is enough."));
    assert_eq!(said("12:00"), Some("180 minutes sitting. A minute is enough."));
    assert_eq!((ahead.words.start.as_str(), ahead.words.later.as_str(), ahead.words.moved.as_str()), ("Start", "In 10 min", "I moved"));
}

#[test]
fn time_alone_changes_nothing_about_the_plan() {
    let mut phone = Phone::at("09:00");
    let before = phone.ahead();
    for minute in 1..60 {
        phone.pass_to(&format!("09:{minute:02}"));
        assert!(Arc::ptr_eq(&before, &phone.ahead()), "after {minute} minutes");
    }
    let made_anew = Phone::with(BreaksLeft { sitting: Some(sat("09:59", 59)), ..BreaksLeft::default() }, "09:59");
    assert_eq!(before.reminders, made_anew.ahead().reminders);
}

#[test]
fn what_a_person_does_changes_the_plan() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::Break(Break::Moved), "09:30");
    assert_eq!(phone.lines(1), ["Mon 10:30 Due"]);
    phone.pass_to("10:30");
    assert_eq!(phone.lines(2), ["Mon 10:40 Repeat", "Mon 10:50 Repeat"], "this one was shown");
    phone.tell(Message::Break(Break::Later(Minutes::new(7))), "10:31");
    assert_eq!(phone.lines(1), ["Mon 10:38 Later"]);
    phone.tell(Message::Break(Break::PauseUntil(Some(wall("12:00")))), "10:32");
    assert_eq!(phone.lines(1), ["Mon 13:00 Due"]);
    phone.tell(Message::Break(Break::Change(ReminderChange::SitLimit(30))), "10:33");
    assert_eq!(phone.lines(1), ["Mon 12:30 Due"]);
    phone.tell(Message::Break(Break::Change(ReminderChange::Enabled(false))), "10:34");
    assert_eq!(phone.ahead().reminders, []);
}

#[test]
fn another_language_or_zone_makes_another_plan() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::Change(Change::Language(Some(Language::German))), "09:01");
    assert_eq!(phone.ahead().words.moved, "Schon bewegt");
    let mut moved = now("09:02");
    moved.zone = Some(chrono_tz::Europe::London.into());
    moved.offset_seconds = 0;
    let _ = unsit_core::app::update(&mut phone.model, Message::Wake { heard_until: moved.mono }, moved);
    assert_eq!(phone.lines(1), ["Mon 11:00 Due"], "there it is an hour earlier, and the hours have not begun");
}

#[test]
fn a_clock_that_was_set_makes_another_plan() {
    let mut phone = Phone::at("09:00");
    let mut set = now("09:30");
    set.wall = set.wall + Millis::from_secs(600);
    let _ = unsit_core::app::update(&mut phone.model, Message::Wake { heard_until: set.mono }, set);
    assert_eq!(phone.lines(1), ["Mon 10:10 Due"]);
}

#[test]
fn nothing_is_planned_into_a_session() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::Start(Start::routine("quick-bridge")), "09:58");
    assert_eq!(phone.lines(1), ["Mon 10:28 Due"], "as long as a session may be taken up after a kill");
    phone.tell(Message::Control(Control::Stop), "09:58:02");
    assert_eq!(phone.lines(1), ["Mon 10:00 Due"], "nothing was held");
}

#[test]
fn time_in_which_no_app_ran_counts_as_sat() {
    let phone = Phone::with(BreaksLeft { sitting: Some(sat("09:10", 10)), ..BreaksLeft::default() }, "09:40");
    assert_eq!(phone.model.watch.breaks.as_ref().unwrap().sitting().sat(), Millis::from_secs(40 * 60));
    assert_eq!(phone.lines(1), ["Mon 10:00 Due"]);
    let the_next_day = Phone::with(BreaksLeft { sitting: Some(sat("17:20", 500)), ..BreaksLeft::default() }, "+1 09:20");
    assert_eq!(the_next_day.lines(1), ["Tue 10:00 Due"], "nobody sits all night");
}

#[test]
fn the_floor_has_the_first_due_of_each_day_with_hours() {
    let mut phone = Phone::at("09:00");
    let floor = |phone: &Phone| -> Vec<String> {
        phone.ahead().floor.iter().map(|weekly| format!("{} {}", weekly.day, weekly.time.format("%H:%M"))).collect()
    };
    assert_eq!(floor(&phone), ["Mon 10:00", "Tue 10:00", "Wed 10:00", "Thu 10:00", "Fri 10:00"]);
    let night = unsit_core::app::HoursEdit::Put { day: Weekday::Fri, place: 0, start: "23:30".into(), end: "03:00".into() };
    phone.tell(Message::Break(Break::Hours(night)), "09:01");
    assert_eq!(floor(&phone)[4..], ["Sat 00:30"], "at night the first due is on the next day");
}

#[test]
fn a_desktop_plans_nothing_ahead() {
    let mut model = unsit_core::app::Model::new(now("09:00"), 1);
    let breaks = Some(BreaksLeft { watches: true, ..BreaksLeft::default() });
    let waking = unsit_core::app::Waking { breaks, ..unsit_core::app::Waking::default() };
    let _ = unsit_core::app::update(&mut model, Message::Woken(Box::new(waking)), now("09:00"));
    assert_eq!(Desired::of(&model).ahead, None);
}

#[test]
fn the_same_reminder_has_the_same_name_in_each_plan() {
    let mut phone = Phone::at("09:00");
    let before = phone.ahead();
    phone.tell(Message::Break(Break::Change(ReminderChange::Snooze(5))), "09:20");
    let after = phone.ahead();
    assert!(!Arc::ptr_eq(&before, &after));
    assert_eq!(before.reminders, after.reminders);
    assert_eq!(line(&after.reminders[0]), "Mon 10:00 Due");
}

fn sat(at: &str, minutes: u64) -> SittingRecord {
    let at: Wall = wall(at);
    SittingRecord { at, sat_ms: Millis::from_secs(minutes * 60), asked_ms: Millis::from_secs(minutes / 60 * 3600), away: false }
}
