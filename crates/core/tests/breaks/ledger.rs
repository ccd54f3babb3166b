//! Facts and the rows that they fold to.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use unsit_core::breaks::{Answer, Fact, Kind, Ledger, LedgerEvent, OfferId, Outcome, Reason, ReminderId, Row, Why};
use unsit_core::record::SessionId;
use unsit_core::{LocalDay, Millis, Wall};
use uuid::Uuid;

const OFFER: OfferId = OfferId(Uuid::from_u128(1));

fn event(id: u128, at: i64, fact: Fact) -> LedgerEvent {
    let local_day = LocalDay("2027-03-01".parse().unwrap());
    LedgerEvent { id: Uuid::from_u128(id), device: Uuid::nil(), at: Wall(at), offset_seconds: 3600, local_day, fact }
}

fn offered() -> Fact {
    Fact::Offered { offer: OFFER, number: 0, due_at: Wall(1_803_891_600_000), sat: Millis::from_secs(3600) }
}

fn shown() -> Fact {
    Fact::Shown { offer: OFFER, reminder: ReminderId::of(OFFER, 0), kind: Kind::Due }
}

fn session(held: u64, planned: u64) -> Answer {
    Answer::Session { session: Some(SessionId(Uuid::from_u128(9))), held: Millis(held), planned: Millis(planned) }
}

fn answered(answer: Answer) -> Fact {
    Fact::Answered { offer: Some(OFFER), answer }
}

fn closed(why: Why) -> Fact {
    Fact::Closed { offer: OFFER, why }
}

/// The one row of these facts, which happened a second after each other.
fn row(facts: &[Fact]) -> Row {
    let ledger: Ledger = (0_u32..).zip(facts).map(|(i, fact)| event(i.into(), i64::from(i) * 1000, fact.clone())).collect();
    let [row] = ledger.rows().try_into().unwrap();
    row
}

#[test]
fn a_row_is_what_programs_read() {
    let reason = Reason::new("In a call");
    let facts = [offered(), shown(), Fact::Later { offer: OFFER, until: Wall(0) }, answered(Answer::Skipped { reason })];
    assert_eq!(
        row(&facts).to_value(),
        json!({
            "id": "00000000-0000-0000-0000-000000000001",
            "due_at": "2027-03-01T09:00:00Z",
            "shown_at": "1970-01-01T00:00:01Z",
            "outcome": "skipped",
            "snoozes": 1,
            "reason": "In a call",
            "session": null,
            "held_seconds": null,
            "planned_seconds": null,
        })
    );
    let taken = row(&[offered(), shown(), answered(session(28_500, 30_000))]).to_value();
    assert_eq!((&taken["outcome"], &taken["held_seconds"], &taken["planned_seconds"]), (&json!("taken"), &json!(28.5), &json!(30)));
    assert_eq!(taken["session"], "00000000-0000-0000-0000-000000000009");
    assert_eq!(row(&[offered()]).to_value()["outcome"], json!(null));
}

#[test]
fn what_a_person_says_counts_more_than_what_a_clock_concludes() {
    let outcome = |facts: &[Fact]| row(facts).outcome;
    assert_eq!(outcome(&[offered(), closed(Why::Missed)]), Some(Outcome::Missed));
    assert_eq!(outcome(&[offered(), closed(Why::Natural), closed(Why::Missed)]), Some(Outcome::Natural));
    assert_eq!(outcome(&[offered(), closed(Why::Missed), answered(Answer::Moved)]), Some(Outcome::Moved));
    assert_eq!(outcome(&[offered(), answered(Answer::Moved), closed(Why::Missed)]), Some(Outcome::Moved));
    assert_eq!(outcome(&[offered(), answered(session(14, 30))]), Some(Outcome::Partly));
    assert_eq!(outcome(&[offered(), answered(session(15, 30))]), Some(Outcome::Taken));
    let skipped = Answer::Skipped { reason: None };
    assert_eq!(outcome(&[offered(), answered(session(30, 30)), answered(skipped.clone())]), Some(Outcome::Skipped), "the last word");
    let corrected = Fact::Corrected { offer: OFFER, answer: Answer::Moved };
    assert_eq!(outcome(&[offered(), corrected, answered(skipped)]), Some(Outcome::Moved), "a correction is the very last");
}

#[test]
fn what_belongs_to_another_answer_does_not_stay_in_the_row() {
    let row = row(&[offered(), answered(session(30, 30)), Fact::Corrected { offer: OFFER, answer: Answer::Skipped { reason: None } }]);
    assert_eq!((row.session, row.held, row.planned), (None, None, None));
}

#[test]
fn a_fact_that_comes_before_its_offer_waits_for_it() {
    let mut ledger: Ledger = [event(1, 5, answered(Answer::Moved))].into_iter().collect();
    assert_eq!(ledger.rows(), []);
    ledger.add(event(2, 3, offered()));
    assert_eq!(ledger.rows()[0].outcome, Some(Outcome::Moved));
}

#[test]
fn a_reason_is_a_few_words() {
    assert_eq!(Reason::new("  Busy ").unwrap().as_str(), "Busy");
    for text in ["", "  ", "two\nlines", &"x".repeat(81)] {
        assert_eq!(Reason::new(text), None, "{text:?}");
        assert!(serde_json::from_value::<Reason>(json!(text.to_owned() + "\u{7}")).is_err());
    }
}

#[test]
fn a_fact_is_stored_with_names_that_stay() {
    let stored = serde_json::to_value(event(5, 7, answered(session(28, 30)))).unwrap();
    assert_eq!(
        stored,
        json!({
            "id": "00000000-0000-0000-0000-000000000005",
            "device": "00000000-0000-0000-0000-000000000000",
            "at": 7,
            "offset_seconds": 3600,
            "local_day": "2027-03-01",
            "fact": "answered",
            "offer": "00000000-0000-0000-0000-000000000001",
            "answer": { "session": { "session": "00000000-0000-0000-0000-000000000009", "held": 28, "planned": 30 } },
        })
    );
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let offer = (0..4_u128).prop_map(|id| OfferId(Uuid::from_u128(id)));
    let answer = prop_oneof![
        (1..40_u64).prop_map(|held| session(held, 30)),
        Just(Answer::Moved),
        option_of_reason().prop_map(|reason| Answer::Skipped { reason }),
    ];
    (offer, answer, 0..8_u8, any::<bool>()).prop_map(|(offer, answer, which, on)| {
        let day = LocalDay("2027-03-02".parse().unwrap());
        match which {
            0 | 1 => Fact::Offered { offer, number: 3, due_at: Wall(1000), sat: Millis(5) },
            2 => Fact::Shown { offer, reminder: ReminderId::of(offer, 1), kind: Kind::Repeat },
            3 => Fact::Later { offer, until: Wall(5000) },
            4 => Fact::Answered { offer: on.then_some(offer), answer },
            5 => Fact::Corrected { offer, answer },
            6 => Fact::Closed { offer, why: if on { Why::Natural } else { Why::Missed } },
            _ => Fact::Rest { day, on },
        }
    })
}

fn option_of_reason() -> impl Strategy<Value = Option<Reason>> {
    proptest::option::of("[A-Za-z ]{1,20}").prop_map(|text| text.and_then(|text| Reason::new(&text)))
}

fn any_events() -> impl Strategy<Value = Vec<LedgerEvent>> {
    vec((any::<u64>(), 0..50_i64, any_fact()), 0..40)
        .prop_map(|events| events.into_iter().map(|(id, at, fact)| event(u128::from(id), at, fact)).collect())
}

proptest! {
    #[test]
    fn facts_come_back_as_they_were_stored(events in any_events()) {
        for event in events {
            let text = serde_json::to_string(&event).unwrap();
            prop_assert_eq!(serde_json::from_str::<LedgerEvent>(&text).unwrap(), event);
        }
    }

    #[test]
    fn two_devices_merge_to_the_same_whichever_comes_first_and_however_often(events in any_events(), cut in 0..40_usize, seed in any::<u64>()) {
        let whole: Ledger = events.iter().cloned().collect();
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|event| event.id.as_u128().wrapping_mul(u128::from(seed) | 1));
        let (one, other) = shuffled.split_at(cut.min(shuffled.len()));
        let mut merged: Ledger = other.iter().cloned().collect();
        merged.extend(one.iter().cloned());
        merged.extend(events.iter().cloned());
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(merged.rows(), whole.rows());
    }

    #[test]
    fn there_is_one_row_for_each_offered_break(events in any_events()) {
        let ledger: Ledger = events.iter().cloned().collect();
        let offered: std::collections::BTreeSet<OfferId> =
            events.iter().filter(|event| matches!(event.fact, Fact::Offered { .. })).filter_map(|event| event.fact.offer()).collect();
        let rows: Vec<OfferId> = ledger.rows().iter().map(|row| row.id).collect();
        prop_assert_eq!(rows.len(), offered.len());
        prop_assert!(rows.iter().all(|row| offered.contains(row)));
    }
}
