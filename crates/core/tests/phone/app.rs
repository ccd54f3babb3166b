//! An app on a phone that is closed, killed, put behind others, and opened again.

use unsit_core::app::{Break, BreakSheet, BreaksLeft, Desired, Effect, Message, Opening, Screen, Start};
use unsit_core::breaks::{Fact, LedgerEvent, OfferId, Outcome, ReminderId, SittingRecord};
use unsit_core::phone::{By, Deed, Record};
use unsit_core::{Millis, Mono};
use uuid::Uuid;

use super::day::{DEVICE, Phone, now, wall};

const ZONE: &str = "Europe/Vienna";

fn record(number: u128, time: &str, deed: Deed) -> Record {
    Record { id: Uuid::from_u128(number), at: wall(time), zone: ZONE.to_owned(), deed }
}

fn offer(number: u64) -> OfferId {
    OfferId::of(DEVICE, number)
}

fn shown(number: u128, time: &str, of: u64) -> Record {
    record(number, time, Deed::Shown { reminder: ReminderId::of(offer(of), 0), offer: offer(of) })
}

fn moved(number: u128, time: &str, of: u64) -> Record {
    record(number, time, Deed::Moved { offer: offer(of), by: By::Button })
}

/// What an app leaves that was opened at nine, on a phone whose journal says this.
fn left(facts: &[LedgerEvent], journal: Vec<Record>) -> BreaksLeft {
    let sitting = Some(SittingRecord { at: wall("09:00"), sat_ms: Millis::ZERO, asked_ms: Millis::ZERO, away: false });
    BreaksLeft { facts: facts.to_vec(), sitting, journal, ..BreaksLeft::default() }
}

fn rows(phone: &Phone) -> Vec<(u64, Option<Outcome>)> {
    let number = |id| (0..9).find(|number| offer(*number) == id).unwrap();
    phone.model.watch.rows.iter().map(|row| (number(row.id), row.outcome)).collect()
}

fn count(phone: &Phone, is_it: impl Fn(&Fact) -> bool) -> usize {
    phone.facts.iter().filter(|event| is_it(&event.fact)).count()
}

#[test]
fn what_happened_while_it_was_closed_is_known_when_it_is_opened() {
    let phone = Phone::with(left(&[], vec![shown(1, "10:00", 0), moved(2, "10:03", 0)]), "10:30");
    assert_eq!(rows(&phone), [(0, Some(Outcome::Moved))]);
    let row = &phone.model.watch.rows[0];
    assert_eq!((row.due_at, row.shown_at, row.over_at), (wall("10:00"), Some(wall("10:00")), Some(wall("10:03"))));
    assert_eq!(phone.model.watch.breaks.as_ref().unwrap().sitting().sat(), Millis::from_secs(27 * 60));
    assert_eq!(phone.lines(1), ["Mon 11:03 Due"]);
    let effects = &phone.effects;
    let stored = effects.iter().position(|effect| matches!(effect, Effect::SaveFacts(_))).unwrap();
    let ended = effects.iter().position(|effect| *effect == Effect::EndJournal(2)).unwrap();
    assert!(stored < ended, "the journal goes after what it tells is stored");
}

#[test]
fn a_process_that_is_killed_at_any_moment_drains_the_same_facts() {
    let journal = vec![shown(1, "10:00", 0), moved(2, "10:03", 0), shown(3, "11:03", 1)];
    let once = Phone::with(left(&[], journal.clone()), "11:10");
    let in_order = |facts: &[LedgerEvent]| {
        let mut facts = facts.to_vec();
        facts.sort_by_key(|event| event.id);
        facts
    };
    for (read, killed_at) in ["09:30", "10:00", "10:03", "11:03"].into_iter().enumerate() {
        // So much of it was drained and stored, and the process was killed before it kept anything else.
        let before = Phone::with(left(&[], journal[..read].to_vec()), killed_at);
        let again = Phone::with(left(&before.facts, journal.clone()), "11:10");
        assert_eq!(in_order(&again.facts), in_order(&once.facts), "{read} records were read");
        assert_eq!(again.lines(1), once.lines(1));
        let third = Phone::with(left(&again.facts, journal.clone()), "11:10");
        assert_eq!(in_order(&third.facts), in_order(&again.facts), "{read} records were read at first");
    }
}

#[test]
fn an_app_that_is_opened_for_a_break_hears_first_which_one() {
    for before in [true, false] {
        let mut phone = Phone::at("09:00");
        phone.tell(Message::InSight(false), "09:10");
        // The system tells of both, in any order.
        let mut news = [Message::Summoned(Opening::Due), Message::InSight(true)];
        if before {
            news.reverse();
        }
        for message in news {
            phone.tell(message, "10:05");
        }
        assert_eq!(phone.model.watch.sheet, None, "nobody knows of a break yet");
        phone.tell(Message::Journal(vec![shown(1, "10:00", 0)]), "10:05");
        assert_eq!(phone.model.watch.sheet, Some(BreakSheet::Due));
    }
}

#[test]
fn whoever_leaves_again_is_not_shown_what_they_came_for() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::InSight(false), "09:10");
    for message in [Message::Summoned(Opening::Start), Message::InSight(true), Message::InSight(false), Message::InSight(true)] {
        phone.tell(message, "10:05");
    }
    phone.tell(Message::Journal(vec![shown(1, "10:00", 0)]), "10:06");
    assert!(!phone.model.is_in_session());
}

#[test]
fn behind_other_apps_it_neither_counts_nor_reminds_and_hears_first_what_has_happened() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::InSight(false), "09:10");
    assert!(Desired::of(&phone.model).wake_at.is_none_or(|at| at > now("17:30").mono), "nobody wakes a phone for nothing");
    phone.pass_to("10:05");
    assert_eq!(phone.facts, [], "the system has shown it");
    phone.effects.clear();
    phone.tell(Message::InSight(true), "10:20");
    assert_eq!(phone.effects, [Effect::ReadJournal]);
    assert_eq!(phone.facts, []);
    phone.tell(Message::Journal(vec![shown(1, "10:00", 0)]), "10:20");
    let at: Vec<_> = phone.facts.iter().map(|event| event.at).collect();
    assert_eq!(at[..2], [wall("10:00"); 2]);
    assert_eq!(rows(&phone), [(0, None)]);
}

#[test]
fn what_no_alarm_has_shown_is_shown_once_the_app_is_in_sight() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::InSight(false), "09:10");
    phone.tell(Message::InSight(true), "10:20");
    phone.tell(Message::Journal(vec![]), "10:20");
    assert_eq!(phone.model.watch.rows[0].shown_at, Some(wall("10:20")));
}

#[test]
fn the_alarm_and_the_loop_come_to_the_same_reminder_and_it_is_one() {
    let mut loop_first = Phone::at("09:00");
    loop_first.pass_to("10:00");
    loop_first.tell(Message::Journal(vec![shown(1, "10:00", 0)]), "10:00");
    let mut alarm_first = Phone::at("09:00");
    alarm_first.tell(Message::Journal(vec![shown(1, "10:00", 0)]), "10:00");
    alarm_first.pass_to("10:00");
    for phone in [loop_first, alarm_first] {
        assert_eq!(count(&phone, |fact| matches!(fact, Fact::Offered { .. })), 1);
        assert_eq!(count(&phone, |fact| matches!(fact, Fact::Shown { .. })), 1);
        assert_eq!(phone.lines(1), ["Mon 10:10 Repeat"]);
    }
}

#[test]
fn a_journal_that_is_read_again_changes_nothing() {
    let mut phone = Phone::at("09:00");
    let journal = vec![shown(1, "10:00", 0), record(2, "10:02", Deed::Later { offer: offer(0), minutes: 7 })];
    phone.tell(Message::Journal(journal.clone()), "10:05");
    let facts = phone.facts.clone();
    assert_eq!(phone.lines(1), ["Mon 10:09 Later"]);
    phone.tell(Message::Journal(journal.clone()), "10:06");
    phone.tell(Message::Journal(journal), "10:07");
    assert_eq!(phone.facts, facts);
}

#[test]
fn an_answer_to_a_break_that_is_over_is_none() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::Journal(vec![shown(1, "10:00", 0), shown(2, "11:00", 1), moved(3, "11:01", 0)]), "11:02");
    assert_eq!(rows(&phone), [(0, Some(Outcome::Missed)), (1, None)]);
}

#[test]
fn a_notification_of_the_system_is_taken_away_by_an_answer_in_the_app_and_never_shown_again() {
    let mut phone = Phone::with(left(&[], vec![shown(1, "10:00", 0)]), "10:05");
    let reminder = Desired::of(&phone.model).reminder.unwrap();
    assert!(reminder.is_in_sight);
    assert_eq!(reminder.offer, Some(offer(0)));
    phone.tell(Message::Break(Break::Moved), "10:06");
    assert_eq!(Desired::of(&phone.model).reminder, None);
    // After the next start, too.
    let facts = phone.facts.clone();
    let again = Phone::with(left(&facts, vec![shown(2, "11:06", 1)]), "11:10");
    assert_eq!(Desired::of(&again.model).reminder.map(|reminder| (reminder.offer, reminder.is_in_sight)), Some((Some(offer(1)), true)));
}

#[test]
fn a_phone_that_was_just_switched_on_reckons_with_what_was_before() {
    let left = left(&[], vec![shown(1, "10:00", 0)]);
    // An hour of breaks lies before the first instant of this clock, unless the clock begins earlier: a phone's does.
    let mut phone = Phone::with(left, "10:05");
    assert!(now("10:05").mono > Mono(80_000_000_000));
    phone.pass_to("10:10");
    assert_eq!(phone.lines(1), ["Mon 10:20 Repeat"]);
}

#[test]
fn the_way_back_leads_out_of_whatever_lies_on_top() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::Show(Screen::Settings), "09:01");
    phone.tell(Message::Show(Screen::Checkup), "09:01");
    phone.tell(Message::Break(Break::Open(unsit_core::app::BreakSheet::Pause)), "09:01");
    phone.tell(Message::Back, "09:02");
    assert_eq!((&phone.model.screen, phone.model.watch.sheet), (&Screen::Checkup, None));
    phone.tell(Message::Back, "09:02");
    assert_eq!(phone.model.screen, Screen::Settings);
    phone.tell(Message::Back, "09:02");
    assert_eq!(phone.model.screen, Screen::Today);
    phone.effects.clear();
    phone.tell(Message::Back, "09:02");
    assert_eq!(phone.effects, [Effect::GoBehind]);
}

#[test]
fn back_in_a_session_asks_first() {
    let mut phone = Phone::at("09:00");
    phone.tell(Message::Start(Start::routine("quick-bridge")), "09:01");
    phone.tell(Message::Back, "09:01:02");
    assert!(phone.model.playing.as_ref().unwrap().asking_to_stop.is_some());
    phone.tell(Message::Back, "09:01:04");
    assert!(phone.model.playing.as_ref().unwrap().asking_to_stop.is_none(), "and once more leads back into it");
    let ongoing = Desired::of(&phone.model).ongoing.unwrap();
    assert_eq!((ongoing.title.as_str(), ongoing.text.as_str()), ("Get ready", "Quick bridge"));
    assert!(ongoing.ends_at.is_some_and(|ends| ends > wall("09:01:04")));
}
