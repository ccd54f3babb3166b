//! A process that is killed, and several that know of the same breaks.

use std::collections::BTreeMap;

use serde_json::json;
use unsit_core::app::{Break, BreaksLeft, Message, Mirror, Request, Start};
use unsit_core::breaks::{Reason, Snooze};
use unsit_core::{Millis, Mono};

use crate::day::{Day, Disk, Living, view_open};

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
fn a_kill_costs_a_minute_of_sitting_at_most_and_five_where_nobody_sees_minutes() {
    // At 09:04:50 the agent has kept nothing since 09:00; who is back a minute later has sat on.
    let left = BreaksLeft { watches: true, windowless: true, ..BreaksLeft::default() };
    let mut agent = Day::with(left, "09:00", Mono(3_600_000));
    agent.pass(Millis::from_secs(290));
    assert_eq!(agent.sitting.unwrap().sat_ms, Millis::ZERO);
    for (away, sat) in [(60, 350), (71, 0)] {
        let again = agent.killed_for(Millis::from_secs(away));
        assert_eq!(again.world.model().watch.breaks.as_ref().unwrap().sitting().sat(), Millis::from_secs(sat), "{away}");
    }
    let mut day = Day::at("09:00");
    day.until("09:40");
    let mut again = day.killed_for(Millis::from_secs(30));
    again.until("10:05");
    let [shown] = again.seen.as_slice() else { panic!("{:?}", again.seen) };
    assert!(("10:00".."10:02").contains(&&shown[..5]), "{shown}");
}

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
