//! Reminders of somebody who is away, in a call, or just back.

use unsit_core::app::{BreaksLeft, Busy, Message, Seen};
use unsit_core::{Millis, Mono};

use crate::day::{Day, Living};

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
