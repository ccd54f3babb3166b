//! When a reminder comes, and what a session makes of a break.

use unsit_core::Millis;
use unsit_core::app::{Break, BreakSheet, Control, Message, Pressed, Start, view};
use unsit_core::breaks::{Fact, OfferId, Snooze};

use crate::day::{Day, Disk, Living, skip};

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
