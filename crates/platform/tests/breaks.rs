//! Breaks through the whole loop on a simulated machine: what is brought to the person, and what stands in the ledger.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::collections::BTreeMap;

use chrono::Weekday;
use insta::assert_debug_snapshot;
use serde_json::json;
use unsit_core::app::{
    Break, BreakSheet, BreaksLeft, Busy, Change, Channel, ChannelState, Control, Effect, FailureReason, HoursEdit, Message, Mirror, Notice,
    OddRange, Pressed, Request, Screen, Seen, Start, StoreFailure, Waking, view,
};
use unsit_core::breaks::{Answer, Fact, LedgerEvent, OfferId, Pause, Reason, ReminderChange, ReminderId, Row, SittingRecord, Snooze};
use unsit_core::text::Language;
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::fake::World;
use uuid::Uuid;

// ---- reminders ----

#[test]
fn an_hour_of_sitting_brings_a_reminder_and_so_does_each_further_one_with_three_repeats() {
    let mut day = Day::at("09:00");
    day.until("11:00");
    let expected = [
        "10:00 Time to get up. 60 minutes sitting.",
        "10:10 Still sitting?",
        "10:20 Still sitting?",
        "10:30 Still sitting?",
        "11:00 Time to get up. 120 minutes sitting.",
    ];
    assert_eq!(day.seen, expected.map(|line| format!("{line} A minute is enough.")));
    day.until("13:00");
    assert_eq!(
        (day.seen.len(), day.ledger()),
        (13, ["10:00 missed", "11:00 missed", "12:00 missed", "13:00 open"].map(str::to_owned).to_vec())
    );
}

#[test]
fn a_reminder_is_brought_only_when_the_ledger_has_it_on_disk() {
    let mut day = Day::at("09:00");
    day.disk = Disk::Slow;
    day.until("10:00");
    assert_eq!((day.in_sight(), day.facts.len()), (None, 0));
    day.disk = Disk::Works;
    day.settle();
    assert!(day.in_sight().is_some());
    assert_eq!(day.facts.len(), 2, "offered and shown");
}

#[test]
fn a_full_disk_keeps_no_reminder_back_and_is_told() {
    let mut day = Day::at("09:00");
    day.disk = Disk::Full;
    day.until("10:00");
    assert!(day.in_sight().is_some());
    let notice = view::notice(day.world.model()).unwrap();
    assert!(notice.text.contains("no space"), "{notice:?}");
    day.disk = Disk::Works;
    day.until("10:01");
    assert_eq!(day.facts.len(), 2, "what waited is stored when it can be");
    assert_eq!(view::notice(day.world.model()), None);
}

#[test]
fn who_puts_a_break_off_is_asked_again_then_and_not_before() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    day.send(Break::Later(Snooze::new(20)));
    assert_eq!(day.in_sight(), None, "the notification goes");
    day.until("10:25");
    assert_eq!(day.seen.len(), 2);
    assert!(day.seen[1].starts_with("10:20 Time to get up"), "{:?}", day.seen);
    assert_eq!(day.rows()[0].snoozes, 1);
}

#[test]
fn who_has_moved_or_skips_is_left_alone_for_an_hour_or_until_the_next_one() {
    for (deed, ledger, next) in [(Break::Moved, "10:00 moved", "11:05"), (skip("busy"), "10:00 skipped: busy", "11:00")] {
        let mut day = Day::at("09:00");
        day.until("10:05");
        day.send(deed);
        assert_eq!((day.in_sight(), day.ledger()), (None, vec![ledger.to_owned()]));
        day.until("11:30");
        assert!(day.seen[1].starts_with(next), "{:?}", day.seen);
    }
}

#[test]
fn a_button_of_an_old_notification_answers_no_newer_break() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    let first = day.rows()[0].id;
    day.until("11:00");
    for pressed in [Pressed::Later, Pressed::Moved] {
        day.send(Break::Press(first, pressed));
    }
    assert_eq!(day.ledger(), ["10:00 missed", "11:00 open"]);
    let second = day.rows()[1].id;
    day.send(Break::Press(second, Pressed::Body));
    assert_eq!(day.world.model().watch.sheet, Some(BreakSheet::Due));
    day.send(Break::Press(second, Pressed::Moved));
    assert_eq!((day.ledger()[1].as_str(), day.world.model().watch.sheet), ("11:00 moved", None));
}

// ---- sessions ----

#[test]
fn a_session_that_is_started_from_a_break_answers_it_with_what_was_really_held() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    day.send(Break::Start);
    assert!(day.world.model().is_in_session());
    assert_eq!(day.in_sight(), None, "nothing calls for a break in one");
    day.pass(Millis::from_secs(67));
    let row = &day.rows()[0];
    assert_eq!(day.ledger(), ["10:00 taken: 30 of 30 s"]);
    assert_eq!(row.session, day.world.model().playing.as_ref().map(|playing| playing.id));
    day.until("11:00");
    assert_eq!(day.seen.len(), 1, "a break that was taken begins the hour anew");
    day.until("11:02");
    assert!(day.seen[1].starts_with("11:01"), "{:?}", day.seen);
}

#[test]
fn less_than_half_is_partly_and_nothing_is_no_answer() {
    for (stop_after, expected) in [(25, "10:00 partly: 8 of 30 s"), (10, "10:00 open")] {
        let mut day = Day::at("09:00");
        day.until("10:00");
        day.message(Message::Start(Start::routine("quick-bridge")));
        day.pass(Millis::from_secs(stop_after));
        day.message(Message::Control(Control::Stop));
        assert_eq!(day.ledger(), [expected]);
    }
}

#[test]
fn a_session_before_the_hour_is_over_keeps_the_reminder_away() {
    let mut day = Day::at("09:00");
    day.until("09:55");
    day.message(Message::Start(Start::routine("quick-bridge")));
    day.until("10:30");
    assert_eq!((day.seen.len(), day.ledger().len()), (0, 0));
}

#[test]
fn a_rehearsal_and_a_session_that_was_refused_are_no_answers() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    day.message(Message::Start(Start { rehearsal: true, ..Start::routine("quick-bridge") }));
    day.pass(Millis::from_secs(67));
    day.message(Message::CloseFinished);
    day.message(Message::Start(Start::routine("quick-bridge")));
    day.message(Message::Refused);
    assert_eq!(day.ledger(), ["10:00 open"]);
}

// ---- who is there ----

#[test]
fn time_away_makes_up_for_the_break() {
    let mut day = Day::at("09:00");
    day.until("10:03");
    let since = day.world.now().mono - Millis::from_secs(60);
    day.message(Message::Seen(Seen::Idle { since }));
    day.until("10:20");
    assert_eq!(day.ledger(), ["10:00 natural"]);
    assert_eq!(day.in_sight(), None, "nobody is asked who is not there, nor afterwards");
    day.message(Message::Seen(Seen::Active));
    day.until("11:19");
    assert_eq!(day.seen.len(), 1);
    day.until("11:20");
    assert!(day.seen[1].starts_with("11:20"), "{:?}", day.seen);
}

#[test]
fn nothing_rings_in_a_call_and_what_waited_comes_once_at_its_end() {
    let mut day = Day::at("09:00");
    day.until("09:50");
    day.message(Message::Seen(Seen::Busy(Some(Busy::FullScreen))));
    day.until("11:10");
    assert_eq!(day.seen.len(), 0);
    day.message(Message::Seen(Seen::Busy(None)));
    day.settle();
    assert_eq!((day.seen.len(), day.ledger().len()), (1, 1));
}

/// A call has no input for an hour and is sat through all the same.
#[test]
fn who_listens_for_an_hour_is_reminded_when_the_call_ends() {
    let mut day = Day::at("09:00");
    day.until("09:10");
    day.message(Message::Seen(Seen::Busy(Some(Busy::Held { by: "a call".to_owned() }))));
    day.until("09:20");
    let since = day.world.now().mono - Millis::from_secs(60);
    day.message(Message::Seen(Seen::Idle { since }));
    day.until("10:15");
    assert_eq!(day.seen, [""; 0]);
    day.message(Message::Seen(Seen::Busy(None)));
    day.settle();
    assert_eq!(day.seen.len(), 1, "{:?}", day.seen);
    // Nobody does anything: they have left when the call had ended.
    day.until("10:25");
    assert_eq!(day.ledger(), ["10:00 natural"]);
}

#[test]
fn who_works_in_a_full_screen_and_leaves_is_away() {
    let mut day = Day::at("09:00");
    day.message(Message::Seen(Seen::Busy(Some(Busy::FullScreen))));
    day.until("09:50");
    let since = day.world.now().mono - Millis::from_secs(60);
    day.message(Message::Seen(Seen::Idle { since }));
    day.until("10:00");
    day.message(Message::Seen(Seen::Active));
    day.message(Message::Seen(Seen::Busy(None)));
    day.until("10:55");
    assert_eq!(day.seen, [""; 0], "ten minutes away make up for everything");
}

#[test]
fn who_begins_to_watch_in_a_call_waits_for_its_end() {
    let mut watching = Day::at("09:00");
    watching.until("09:59");
    let mut looking = Day::with(BreaksLeft::default(), "09:59", Mono(7_140_000));
    looking.message(Message::Seen(Seen::Busy(Some(Busy::FullScreen))));
    let left = BreaksLeft { facts: watching.facts.clone(), sitting: watching.sitting, watches: true, ..BreaksLeft::default() };
    looking.message(Message::Watch(Box::new(left)));
    looking.until("10:20");
    assert_eq!(looking.seen, [""; 0]);
    looking.message(Message::Seen(Seen::Busy(None)));
    looking.settle();
    assert_eq!(looking.seen.len(), 1);
}

#[test]
fn nothing_rings_right_after_a_wake_up() {
    let mut day = Day::at("09:00");
    day.until("09:58");
    day.message(Message::Seen(Seen::Suspend));
    day.world.sleep(Millis::from_secs(60));
    day.message(Message::Seen(Seen::Resume));
    day.until("10:03");
    assert_eq!(day.seen, [""; 0]);
}

// ---- kill and restart ----

#[test]
fn a_kill_in_the_middle_of_an_offer_loses_nothing_and_shows_nothing_twice() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    assert_eq!(day.seen.len(), 1);
    let mut again = day.killed_for(Millis::from_secs(20));
    again.settle();
    assert_eq!(again.seen, [""; 0], "it was shown before");
    assert_eq!(view_open(&again), Some("10:00".to_owned()), "and waits for an answer");
    again.until("10:11");
    assert_eq!(again.seen.len(), 1, "the repeat comes at its time: {:?}", again.seen);
    assert!(again.seen[0].starts_with("10:10 Still"));
    again.send(Break::Moved);
    assert_eq!(again.ledger(), ["10:00 moved"]);
}

#[test]
fn a_kill_before_the_fact_was_stored_shows_the_reminder_once() {
    let mut day = Day::at("09:00");
    day.disk = Disk::Slow;
    day.until("10:00");
    assert_eq!(day.in_sight(), None);
    let mut again = day.killed_for(Millis::from_secs(5));
    again.until("10:01");
    assert_eq!(again.seen.len(), 1);
    assert_eq!(again.ledger(), ["10:00 open"]);
}

#[test]
fn a_kill_costs_a_minute_of_sitting_at_most() {
    let mut day = Day::at("09:00");
    day.until("09:40");
    let mut again = day.killed_for(Millis::from_secs(30));
    again.until("10:05");
    let [shown] = again.seen.as_slice() else { panic!("{:?}", again.seen) };
    assert!(("10:00".."10:02").contains(&&shown[..5]), "{shown}");
}

// ---- pauses, rest, hours ----

#[test]
fn a_pause_is_quiet_and_ends_by_itself() {
    let mut day = Day::at("09:00");
    day.until("09:30");
    day.send(Break::Pause(Pause::TwoHours));
    day.until("12:29");
    assert_eq!(day.seen.len(), 0);
    day.until("12:30");
    assert_eq!(day.seen.len(), 1, "an hour after its end");
    assert!(day.settings.contains_key("reminders.pause_until"));
}

#[test]
fn a_day_of_rest_has_no_reminders_and_can_be_taken_back() {
    let mut day = Day::at("09:00");
    day.until("09:30");
    day.send(Break::RestToday(true));
    day.until("12:00");
    let today = day.world.model().today();
    assert_eq!((day.seen.len(), day.world.model().watch.rests_on(today)), (0, true));
    assert!(!day.world.model().watch.streak(today).counts_today);
    day.send(Break::RestToday(false));
    day.until("13:00");
    assert_eq!((day.seen.len(), day.world.model().watch.rests_on(today)), (1, false));
}

#[test]
fn a_day_of_a_flare_up_ends_no_streak_and_reminders_go_on() {
    let mut day = Day::at("09:00");
    let today = day.world.model().today();
    let stands = |day: &Day| (day.world.model().watch.flares_up_on(today), day.world.model().watch.streak(today).counts_today);
    assert_eq!(stands(&day), (false, true));
    for _ in 0..2 {
        day.send(Break::FlareUpToday(true));
    }
    assert_eq!(stands(&day), (true, false));
    assert_eq!(day.facts.len(), 1, "the same again is nothing new");
    day.until("10:00");
    assert_eq!(day.seen.len(), 1, "getting up is fine");
    day.send(Break::FlareUpToday(false));
    assert_eq!(stands(&day), (false, true));
}

#[test]
fn hours_are_set_range_by_range_and_what_makes_no_sense_changes_nothing() {
    let mut day = Day::at("09:00");
    let put = |start: &str, end: &str| Break::Hours(HoursEdit::Put { day: Weekday::Mon, place: 0, start: start.into(), end: end.into() });
    day.send(put("09:00", "12:30"));
    day.send(Break::Hours(HoursEdit::Add(Weekday::Mon)));
    let hours = |day: &Day| {
        let ranges = day.world.model().watch.reminders().active.on(Weekday::Mon).to_vec();
        ranges.iter().map(|range| format!("{}-{}", range.start(), range.end())).collect::<Vec<_>>()
    };
    assert_eq!(hours(&day), ["09:00-12:30", "13:30-14:30"]);
    for odd in [put("", "12:00"), put("12:00", "12:00"), put("24:00", "12:00")] {
        day.send(odd);
        assert_eq!(day.world.model().watch.odd_range, Some(OddRange::Of(Weekday::Mon, 0)));
        assert_eq!(hours(&day), ["09:00-12:30", "13:30-14:30"]);
    }
    day.send(put("08:00", "00:00"));
    assert_eq!((hours(&day)[0].as_str(), day.world.model().watch.odd_range), ("08:00-24:00", None));
    day.send(Break::Hours(HoursEdit::Remove(Weekday::Mon, 0)));
    day.send(Break::Hours(HoursEdit::Copy { from: Weekday::Mon, to: Weekday::Sun }));
    let stored = json!([["13:30", "14:30"]]);
    assert_eq!((&day.settings["reminders.active"]["mon"], &day.settings["reminders.active"]["sun"]), (&stored, &stored));
}

#[test]
fn other_settings_hold_at_once() {
    let mut day = Day::at("09:00");
    day.until("09:30");
    day.send(Break::Change(ReminderChange::SitLimit(30)));
    day.settle();
    assert_eq!(day.seen.len(), 1, "thirty minutes are over");
    day.send(Break::Change(ReminderChange::Enabled(false)));
    day.until("12:00");
    assert_eq!(day.seen.len(), 1);
}

// ---- what a person says afterwards ----

#[test]
fn a_break_that_was_missed_can_be_put_right_and_one_that_is_open_cannot() {
    let mut day = Day::at("09:00");
    day.until("11:00");
    let [missed, open] = [0, 1].map(|place| day.rows()[place].id);
    day.send(Break::Correct(missed, Answer::Moved));
    day.send(Break::Correct(open, Answer::Moved));
    assert_eq!(day.ledger(), ["10:00 moved", "11:00 open"]);
    let restarted = day.killed_for(Millis::from_secs(1));
    assert_eq!(restarted.ledger(), ["10:00 moved", "11:00 open"]);
}

#[test]
fn who_skips_because_something_hurts_is_asked_about_a_clinician() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    day.send(skip("hurts"));
    assert_eq!(day.world.model().watch.sheet, Some(BreakSheet::Hurts));
    day.send(Break::Close);
    assert_eq!((day.world.model().watch.sheet, day.ledger()), (None, vec!["10:00 skipped: hurts".to_owned()]));
}

// ---- two processes ----

#[test]
fn whoever_looks_on_writes_nothing_and_has_it_done() {
    let mut day = Day::with(BreaksLeft { watches: false, ..BreaksLeft::default() }, "09:00", Mono(3_600_000));
    day.until("10:30");
    assert_eq!((day.seen.len(), day.facts.len(), day.in_sight()), (0, 0, None));
    assert_eq!(day.world.model().watch.breaks.as_ref().unwrap().sitting().sat(), Millis::from_secs(5400), "it counts along");
    day.send(Break::Later(Snooze::new(5)));
    day.send(Break::RestToday(true));
    day.message(Message::Start(Start::routine("quick-bridge")));
    day.pass(Millis::from_secs(67));
    let asked: Vec<String> = day.handed_over.iter().map(|request| serde_json::to_value(request).unwrap()["ask"].to_string()).collect();
    assert_eq!(asked, ["\"later\"", "\"state\"", "\"settings\"", "\"begun\"", "\"begun\"", "\"done\""]);
}

#[test]
fn a_mirror_shows_what_the_one_that_watches_knows() {
    let mut watching = Day::at("09:00");
    watching.until("10:00");
    let mirror = watching.world.model().watch.mirror(watching.world.model().today()).unwrap();
    let text = serde_json::to_string(&mirror).unwrap();
    assert_eq!(serde_json::from_str::<Mirror>(&text).unwrap(), mirror);
    let mut looking = Day::with(BreaksLeft::default(), "10:00", Mono(7_200_000));
    looking.message(Message::Mirrored(Box::new(mirror)));
    assert_eq!((looking.ledger(), view_open(&looking)), (vec!["10:00 open".to_owned()], Some("10:00".to_owned())));
    assert_eq!(looking.in_sight(), None, "the other one has shown it");
}

#[test]
fn what_one_process_asks_the_other_one_does() {
    let mut day = Day::at("09:00");
    day.until("10:00");
    for request in [
        Request::Later { minutes: Some(5) },
        Request::Skip { reason: Reason::new("busy") },
        Request::Settings { rows: BTreeMap::from([("reminders.sit_limit_min".to_owned(), json!(20))]) },
    ] {
        let text = serde_json::to_string(&request).unwrap();
        day.message(Message::Asked(Box::new(serde_json::from_str(&text).unwrap())));
    }
    assert_eq!((day.rows()[0].snoozes, day.ledger()[0].as_str()), (1, "10:00 skipped: busy"));
    assert_eq!(day.world.model().watch.reminders().sit_limit.get(), 20);
}

#[test]
fn when_nobody_watches_any_more_who_looked_on_goes_on_from_there() {
    let mut watching = Day::at("09:00");
    watching.until("10:00");
    let mut looking = Day::with(BreaksLeft::default(), "10:00", Mono(7_200_000));
    let left = BreaksLeft { facts: watching.facts.clone(), sitting: watching.sitting, watches: true, ..BreaksLeft::default() };
    looking.message(Message::Watch(Box::new(left)));
    looking.until("10:11");
    assert_eq!(looking.seen.len(), 1, "{:?}", looking.seen);
    assert!(looking.seen[0].starts_with("10:10 Still"));
}

#[test]
fn a_session_elsewhere_holds_reminders_back_for_as_long_as_it_is_heard_of() {
    let mut day = Day::at("09:00");
    for minute in 0..=20 {
        day.until(&format!("{:02}:{:02}", 9 + (50 + minute) / 60, (50 + minute) % 60));
        day.message(Message::Asked(Box::new(Request::Begun)));
    }
    assert_eq!(day.seen, [""; 0], "somebody exercises");
    // Its process is killed, and says no more.
    day.until("10:14");
    assert_eq!(day.seen.len(), 1, "{:?}", day.seen);
}

// ---- the app itself ----

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

// ---- what the screens show ----

#[test]
fn today_with_a_break_of_each_kind() {
    for language in Language::ALL {
        let mut day = Day::at("09:00");
        day.message(Message::Change(Change::Language(Some(language))));
        day.until("10:00");
        day.send(Break::Start);
        day.pass(Millis::from_secs(67));
        day.until("11:02");
        day.send(Break::Later(Snooze::new(10)));
        day.until("11:15");
        day.send(skip("in-call"));
        day.until("13:05");
        day.send(Break::Moved);
        day.until("13:40");
        let model = day.world.model();
        assert_debug_snapshot!(format!("today_{}", language.tag()), (view::sitting(model), view::timeline(model)));
    }
}

#[test]
fn a_break_that_is_due_and_its_sheet() {
    let mut day = Day::at("09:00");
    day.until("10:07");
    let model = day.world.model();
    assert_debug_snapshot!((view::sitting(model).unwrap(), view::break_sheet(model).unwrap()));
}

#[test]
fn the_dial_when_nothing_counts() {
    let mut shown = Vec::new();
    for deed in [None, Some(Break::Pause(Pause::OneHour)), Some(Break::RestToday(true))] {
        let mut day = Day::at("09:00");
        if let Some(deed) = deed {
            day.send(deed);
        }
        shown.push(view::sitting(day.world.model()).map(|view| (view.state, view.next, view.resume)));
    }
    let mut day = Day::at("09:00");
    day.until("18:00");
    shown.push(view::sitting(day.world.model()).map(|view| (view.state, view.next, view.resume)));
    assert_debug_snapshot!(shown);
}

#[test]
fn settings_hours_and_the_check_up() {
    let mut day = Day::at("09:00");
    day.until("10:30");
    day.send(Break::Hours(HoursEdit::Add(Weekday::Mon)));
    day.send(Break::Open(BreakSheet::Hours(Weekday::Mon)));
    let model = day.world.model();
    assert_debug_snapshot!((view::reminders(model), view::break_sheet(model), view::checkup(model)));
}

#[test]
fn the_check_up_says_when_the_desktop_holds_reminders_back() {
    let mut shown = Vec::new();
    for language in Language::ALL {
        let mut day = Day::at("09:00");
        day.message(Message::Change(Change::Language(Some(language))));
        let mut show = |day: &Day| {
            let checkup = view::checkup(day.world.model());
            let quiet = checkup.checks.into_iter().find(|check| check.icon == "mute");
            shown.push((checkup.title, quiet.map(|check| (check.title, check.detail, check.verdict))));
        };
        day.message(Message::DoNotDisturb(Some(true)));
        show(&day);
        for name in ["Plasma", "dunst"] {
            day.message(Message::Report { channel: Channel::Notifications, state: ChannelState::Ready { name: name.to_owned() } });
            for told in [None, Some(false), Some(true)] {
                day.message(Message::DoNotDisturb(told));
                show(&day);
            }
        }
    }
    assert_debug_snapshot!(shown);
}

#[test]
fn the_check_up_says_by_what_somebody_is_noticed_and_what_reminders_wait_for() {
    let mut day = Day::at("09:00");
    let mut shown = Vec::new();
    let mut show = |day: &Day| {
        let checks = view::checkup(day.world.model()).checks;
        let checks = checks.into_iter().filter(|check| ["chair", "camera"].contains(&check.icon));
        shown.push((view::reminders(day.world.model()).waits, checks.map(|check| (check.detail, check.verdict)).collect::<Vec<_>>()));
    };
    show(&day);
    for (channel, name) in [(Channel::Sleep, "logind"), (Channel::Presence, "Wayland"), (Channel::Calls, "KDE")] {
        day.message(Message::Report { channel, state: ChannelState::Ready { name: name.to_owned() } });
        show(&day);
    }
    for busy in [Busy::FullScreen, Busy::Held { by: "Firefox".to_owned() }] {
        day.message(Message::Seen(Seen::Busy(Some(busy))));
        show(&day);
    }
    day.send(Break::Change(ReminderChange::QuietInCall(false)));
    show(&day);
    day.message(Message::Report { channel: Channel::Sleep, state: ChannelState::Missing { why: String::new() } });
    show(&day);
    assert_debug_snapshot!(shown);
}

// ---- a day ----

const DEVICE: Uuid = Uuid::from_u128(0xd1);

/// How the store answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Disk {
    Works,
    /// Not yet.
    Slow,
    Full,
}

/// A Monday of somebody who sits down, with a disk that answers.
struct Day {
    world: World,
    disk: Disk,
    waiting: Vec<Vec<LedgerEvent>>,
    /// What is stored.
    facts: Vec<LedgerEvent>,
    sitting: Option<SittingRecord>,
    settings: BTreeMap<String, serde_json::Value>,
    /// What was brought to the person, with its time.
    seen: Vec<String>,
    last: Option<ReminderId>,
    handed_over: Vec<Request>,
    samples: usize,
    wakes: usize,
}

impl Day {
    fn at(time: &str) -> Self {
        Self::with(BreaksLeft { watches: true, ..BreaksLeft::default() }, time, Mono(3_600_000))
    }

    fn with(left: BreaksLeft, time: &str, mono: Mono) -> Self {
        Self::started(left, at(time), mono, BTreeMap::new())
    }

    fn started(left: BreaksLeft, wall: Wall, mono: Mono, settings: BTreeMap<String, serde_json::Value>) -> Self {
        let mut day = Self {
            world: World::started(wall, mono),
            disk: Disk::Works,
            waiting: vec![],
            facts: left.facts.clone(),
            sitting: left.sitting,
            settings: settings.clone(),
            seen: vec![],
            last: None,
            handed_over: vec![],
            samples: 0,
            wakes: 0,
        };
        let waking = Waking { device: DEVICE, breaks: Some(left), settings, ..Waking::default() };
        day.message(Message::Woken(Box::new(waking)));
        day
    }

    /// Another process, so long after this one was killed.
    fn killed_for(&self, time: Millis) -> Self {
        let now = self.world.now();
        let left = BreaksLeft { facts: self.facts.clone(), sitting: self.sitting, watches: true, ..BreaksLeft::default() };
        Self::started(left, now.wall + time, now.mono + time, self.settings.clone())
    }

    fn message(&mut self, message: Message) {
        self.world.send(message);
        self.settle();
    }

    fn send(&mut self, deed: Break) {
        self.message(Message::Break(deed));
    }

    fn until(&mut self, time: &str) {
        self.pass(at(time).since(self.world.now().wall));
    }

    fn pass(&mut self, time: Millis) {
        let until = self.world.now().mono + time;
        while let Some(due) = self.world.wants().wake_at.filter(|due| *due <= until) {
            let now = self.world.now().mono;
            self.world.pass(due.max(now + Millis(1)).since(now).min(until.since(now)));
            self.wakes += 1;
            self.settle();
            if self.world.now().mono >= until {
                break;
            }
        }
        self.world.pass(until.since(self.world.now().mono));
        self.settle();
    }

    /// The disk answers, and what is in sight is noted.
    fn settle(&mut self) {
        for deed in self.world.deeds() {
            match deed.effect {
                Effect::SaveFacts(facts) => self.waiting.push(facts),
                Effect::KeepSitting(sitting) => self.sitting = Some(sitting),
                Effect::SaveSettings(rows) => self.settings.extend(rows),
                Effect::HandOver(request) => self.handed_over.push(request),
                Effect::TryReminder(_) => self.samples += 1,
                _ => {}
            }
        }
        if self.disk != Disk::Slow {
            for facts in std::mem::take(&mut self.waiting) {
                self.answer(facts);
            }
        }
        let reminder = self.world.wants().reminder;
        if let Some(reminder) = reminder.filter(|reminder| self.last != Some(reminder.id)) {
            self.last = Some(reminder.id);
            let time = self.world.now().local().format("%H:%M").to_string();
            let dot = if reminder.title.ends_with('?') { "" } else { "." };
            self.seen.push(format!("{time} {}{dot} {}", reminder.title, reminder.body));
        }
    }

    fn answer(&mut self, facts: Vec<LedgerEvent>) {
        if self.disk == Disk::Full {
            let why = StoreFailure { reason: FailureReason::DiskFull, detail: String::new() };
            self.world.send(Message::FactsNotSaved(why));
            return;
        }
        let ids = facts.iter().map(|fact| fact.id).collect();
        for fact in facts {
            assert!(self.facts.iter().all(|stored| stored.id != fact.id || *stored == fact), "a fact never changes");
            if !self.facts.contains(&fact) {
                self.facts.push(fact);
            }
        }
        self.world.send(Message::FactsSaved(ids));
    }

    fn in_sight(&self) -> Option<ReminderId> {
        self.world.wants().reminder.map(|reminder| reminder.id)
    }

    fn rows(&self) -> Vec<Row> {
        self.world.model().watch.rows.to_vec()
    }

    /// Each break with its time and outcome.
    fn ledger(&self) -> Vec<String> {
        let line = |row: &Row| {
            let time = row.due_at.at_offset(0).format("%H:%M");
            let outcome = row.outcome.map_or("open".to_owned(), |outcome| format!("{outcome:?}").to_lowercase());
            let held = row.held.map(|held| format!(": {} of {} s", held.secs_floor(), row.planned.unwrap().secs_floor()));
            let reason = row.reason.as_ref().map(|reason| format!(": {}", reason.as_str()));
            format!("{time} {outcome}{}", held.or(reason).unwrap_or_default())
        };
        self.rows().iter().map(line).collect()
    }
}

/// When the open break came due.
fn view_open(day: &Day) -> Option<String> {
    day.world.model().watch.open().map(|row| row.due_at.at_offset(0).format("%H:%M").to_string())
}

fn skip(reason: &str) -> Break {
    Break::Skip(Reason::new(reason))
}

/// On Monday, 1 March 2027.
fn at(time: &str) -> Wall {
    let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap();
    let monday = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
    Wall(monday.and_time(time).and_utc().timestamp_millis())
}

/// Every reminder that was shown has a row, whatever happened.
#[test]
fn a_row_stands_for_each_reminder() {
    let mut day = Day::at("09:00");
    day.until("17:00");
    let shown: Vec<OfferId> =
        day.facts.iter().filter_map(|event| matches!(event.fact, Fact::Shown { .. }).then(|| event.fact.offer()).flatten()).collect();
    assert!(shown.iter().all(|offer| day.rows().iter().any(|row| row.id == *offer)));
    assert_eq!(day.rows().len(), 8);
}
