//! 12. Rest days and illness without losing the streak.

use serde_json::json;
use unsit_core::breaks::{Answer, Fact, Ledger, LedgerEvent, OfferId, ReminderSettings, Week, Why, streak};
use unsit_core::{LocalDay, Millis, Wall};
use uuid::Uuid;

use super::timeline::with;

/// 1 March 2027 is a Monday.
fn march(day: u32) -> LocalDay {
    LocalDay(chrono::NaiveDate::from_ymd_opt(2027, 3, day).unwrap())
}

struct Days {
    ledger: Ledger,
    next: u128,
}

impl Days {
    /// A break was taken on each of these days of March.
    fn kept(days: impl IntoIterator<Item = u32>) -> Self {
        let mut kept = Self { ledger: Ledger::default(), next: 0 };
        days.into_iter().for_each(|day| kept.answer(day, Answer::Moved));
        kept
    }

    fn note(&mut self, day: u32, fact: Fact) {
        self.next += 1;
        let (id, at) = (Uuid::from_u128(self.next), Wall(i64::try_from(self.next).unwrap()));
        self.ledger.add(LedgerEvent { id, device: Uuid::nil(), at, offset_seconds: 0, local_day: march(day), fact });
    }

    fn offer(&mut self, day: u32) -> OfferId {
        let offer = OfferId(Uuid::from_u128(1000 + self.next));
        self.note(day, Fact::Offered { offer, number: 0, due_at: Wall(0), sat: Millis(1) });
        offer
    }

    fn answer(&mut self, day: u32, answer: Answer) {
        let offer = Some(self.offer(day));
        self.note(day, Fact::Answered { offer, answer });
    }

    fn on(&self, settings: &ReminderSettings, today: u32) -> (u32, bool, bool) {
        let streak = streak(&self.ledger, settings, |_| settings.active.clone(), march(today));
        (streak.days, streak.counts_today, streak.kept_today)
    }
}

fn usual() -> ReminderSettings {
    with(json!({}))
}

#[test]
fn days_in_a_row_are_counted_over_the_weekend() {
    let days = Days::kept([3, 4, 5, 8, 9]);
    assert_eq!(days.on(&usual(), 9), (5, true, true));
    assert_eq!(days.on(&usual(), 10), (5, true, false), "today is not over yet");
    assert_eq!(days.on(&usual(), 11), (0, true, false), "the tenth was missed");
    assert_eq!(days.on(&usual(), 7), (3, false, false), "a Sunday");
}

#[test]
fn one_break_keeps_a_day_and_more_do_not_count_twice() {
    let mut days = Days::kept([8, 8, 8]);
    assert_eq!(days.on(&usual(), 8).0, 1);
    days.answer(9, Answer::Session { session: None, held: Millis(1), planned: Millis(30) });
    assert_eq!(days.on(&usual(), 9).0, 2, "part of a break keeps it, too");
}

#[test]
fn a_skipped_missed_or_natural_break_keeps_nothing() {
    let mut days = Days::kept([8]);
    days.answer(9, Answer::Skipped { reason: None });
    assert_eq!(days.on(&usual(), 9), (1, true, false));
    for why in [Why::Natural, Why::Missed] {
        let mut days = Days::kept([8]);
        let offer = days.offer(9);
        days.note(9, Fact::Closed { offer, why });
        assert_eq!(days.on(&usual(), 9), (1, true, false));
    }
}

#[test]
fn a_session_that_nobody_reminded_of_keeps_the_day() {
    let mut days = Days::kept([8]);
    days.note(9, Fact::Answered { offer: None, answer: Answer::Session { session: None, held: Millis(30), planned: Millis(30) } });
    assert_eq!(days.on(&usual(), 9), (2, true, true));
}

#[test]
fn a_declared_rest_and_a_flare_up_end_nothing_and_can_be_taken_back() {
    let mut days = Days::kept([8, 11]);
    assert_eq!(days.on(&usual(), 11).0, 1);
    days.note(9, Fact::Rest { day: march(9), on: true });
    days.note(12, Fact::FlareUp { day: march(10), on: true });
    assert_eq!(days.on(&usual(), 11).0, 2);
    days.note(12, Fact::FlareUp { day: march(10), on: false });
    assert_eq!(days.on(&usual(), 11).0, 1);
}

#[test]
fn a_holiday_ends_nothing_also_when_it_is_entered_afterwards() {
    let days = Days::kept([5, 15]);
    assert_eq!(days.on(&usual(), 15).0, 1);
    let holiday = with(json!({ "holidays": [{ "from": "2027-03-08", "to": "2027-03-12" }] }));
    assert_eq!(days.on(&holiday, 15).0, 2);
}

#[test]
fn other_hours_from_now_on_change_nothing_that_was() {
    // Tuesdays are free from the tenth on; the ninth, a Tuesday, was missed before that.
    let days = Days::kept([8, 10]);
    let new = with(json!({ "active": { "tue": [] } }));
    let week_of = |day: LocalDay| if day < march(10) { usual().active } else { new.active.clone() };
    assert_eq!(streak(&days.ledger, &new, week_of, march(10)).days, 1);
    assert_eq!(streak(&days.ledger, &new, |_| new.active.clone(), march(10)).days, 2);
}

#[test]
fn a_night_shift_belongs_to_the_day_on_which_it_begins() {
    let mut settings = usual();
    settings.active = Week::each_day(&[]);
    let night = with(json!({ "active": { "tue": [["01:00", "03:00"]], "mon": [], "wed": [], "thu": [], "fri": [] } }));
    // 01:00 on Tuesday is still the Monday of a person whose day begins at 04:00.
    let days = Days::kept([1, 8]);
    assert_eq!(days.on(&night, 8), (2, true, true));
    assert_eq!(days.on(&settings, 8), (0, false, true));
}

#[test]
fn without_a_break_there_is_no_streak() {
    assert_eq!(Days::kept([]).on(&usual(), 9), (0, true, false));
}
