//! For any records and any order of calls: what is read is what was saved.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use common::{EVERYTHING, open};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::tempdir;
use unsit_core::record::{Amendment, AmendmentKind, DayTotal, HeldSet, Origin, Revision, SessionId, SessionRecord, streak};
use unsit_core::routine::{Id, Side};
use unsit_core::{LocalDay, Millis, Wall};
use unsit_store::{Cursor, Filter, Reason, Store, Totals};
use uuid::Uuid;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_record_comes_back_as_it_was_saved(record in any_record(any::<u128>(), any::<i64>(), 0..9999)) {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        store.save_session(&record).unwrap();
        prop_assert_eq!(store.sessions(EVERYTHING, None, 9).unwrap(), vec![record]);
    }

    #[test]
    fn any_settings_come_back_as_they_were_saved(settings in btree_map(".*", any_json(), 0..5)) {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        store.save_settings(&settings).unwrap();
        prop_assert_eq!(store.settings().unwrap(), settings);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_order_of_calls_agrees_with_a_map(calls in vec(any_call(), 1..25)) {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        let mut model = Model::default();
        for call in calls {
            match call {
                Call::Save(record) => {
                    let outcome = store.save_session(&record).map_err(|error| error.reason());
                    prop_assert_eq!(outcome, model.save(&record));
                }
                Call::Revise(revision) => {
                    let outcome = store.revise(&revision).map_err(|error| error.reason());
                    prop_assert_eq!(outcome, model.revise(&revision));
                }
                Call::Set(settings) => {
                    store.save_settings(&settings).unwrap();
                    model.settings.extend(settings);
                }
                Call::Restart => {
                    drop(store);
                    store = open(dir.path());
                }
            }
        }
        model.agrees_with(&store)?;
    }
}

/// The store as one would write it without a disk.
#[derive(Default)]
struct Model {
    sessions: BTreeMap<SessionId, SessionRecord>,
    /// What was said last about a session; on this device that is the latest.
    said: BTreeMap<SessionId, AmendmentKind>,
    amendments: BTreeMap<Uuid, Amendment>,
    settings: BTreeMap<String, Value>,
}

impl Model {
    fn save(&mut self, record: &SessionRecord) -> Result<(), Reason> {
        let stored = self.sessions.entry(record.id).or_insert_with(|| record.clone());
        if stored == record { Ok(()) } else { Err(Reason::Conflict) }
    }

    fn revise(&mut self, revision: &Revision) -> Result<(), Reason> {
        let before = (self.sessions.clone(), self.said.clone(), self.amendments.clone());
        let outcome = revision.adds.as_ref().map_or(Ok(()), |record| self.save(record)).and_then(|()| self.amend(&revision.amends));
        if outcome.is_err() {
            (self.sessions, self.said, self.amendments) = before;
        }
        outcome
    }

    fn amend(&mut self, amends: &[Amendment]) -> Result<(), Reason> {
        for amendment in amends {
            match self.amendments.insert(amendment.id, amendment.clone()) {
                None => {
                    self.said.insert(amendment.session, amendment.kind);
                }
                Some(known) if (known.session, known.kind) == (amendment.session, amendment.kind) => {}
                Some(_) => return Err(Reason::Odd),
            }
        }
        Ok(())
    }

    fn counting(&self) -> impl Iterator<Item = &SessionRecord> {
        self.sessions.values().filter(|record| self.said.get(&record.id) != Some(&AmendmentKind::Deleted))
    }

    fn agrees_with(&self, store: &Store) -> Result<(), TestCaseError> {
        let real = self.newest_first(Filter::default());
        for since in [None, Some(date(2)), Some(LocalDay(NaiveDate::MIN))] {
            for rehearsals in [false, true] {
                let filter = Filter { rehearsals, since };
                prop_assert_eq!(by_pages_of_two(store, filter), self.newest_first(filter));
            }
        }
        for day in (0..5).map(date) {
            let of_day: Vec<_> = real.iter().filter(|record| record.local_day == day).cloned().collect();
            prop_assert_eq!(store.sessions_of_day(day).unwrap(), of_day);
        }
        let days = self.days();
        let within: Vec<_> = days.iter().filter(|total| (date(1)..=date(3)).contains(&total.day)).copied().collect();
        prop_assert_eq!(store.day_totals(date(1), date(3)).unwrap(), within);
        prop_assert_eq!(
            store.totals().unwrap(),
            Totals {
                sessions: u32::try_from(real.len()).unwrap(),
                days: u32::try_from(days.len()).unwrap(),
                planned: real.iter().map(SessionRecord::planned).sum(),
                held: real.iter().map(SessionRecord::held).sum(),
            }
        );
        prop_assert_eq!(store.span().unwrap(), days.first().zip(days.last()).map(|(first, last)| (first.day, last.day)));
        for today in (0..5).map(date) {
            let row = store.streak(today).unwrap();
            prop_assert_eq!(row, streak(days.iter().rev().map(|total| total.day), today));
        }
        for record in self.sessions.values() {
            prop_assert!(store.has_session(record.id).unwrap());
        }
        let newest: BTreeMap<Id, Option<Id>> = real.iter().rev().map(|record| (record.routine.clone(), record.variant.clone())).collect();
        for (routine, variant) in &newest {
            prop_assert_eq!(&store.last_variant(routine).unwrap(), variant);
        }
        let variants: BTreeMap<Id, Id> = newest.into_iter().filter_map(|(routine, variant)| Some((routine, variant?))).collect();
        prop_assert_eq!(store.last_variants().unwrap(), variants);
        prop_assert_eq!(&store.settings().unwrap(), &self.settings);
        Ok(())
    }

    fn newest_first(&self, filter: Filter) -> Vec<SessionRecord> {
        let mut records: Vec<_> = self
            .counting()
            .filter(|record| filter.rehearsals || !record.rehearsal)
            .filter(|record| filter.since.is_none_or(|day| record.local_day >= day))
            .cloned()
            .collect();
        records.sort_by_key(|record| std::cmp::Reverse(Cursor::at(record)));
        records
    }

    fn days(&self) -> Vec<DayTotal> {
        let mut days = BTreeMap::new();
        for record in self.counting().filter(|record| !record.rehearsal) {
            let day = record.local_day;
            let total = days.entry(day).or_insert(DayTotal { day, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO });
            total.sessions += 1;
            total.planned += record.planned();
            total.held += record.held();
        }
        days.into_values().collect()
    }
}

fn by_pages_of_two(store: &Store, filter: Filter) -> Vec<SessionRecord> {
    let mut read: Vec<SessionRecord> = Vec::new();
    loop {
        let page = store.sessions(filter, read.last().map(Cursor::at), 2).unwrap();
        if page.is_empty() {
            return read;
        }
        read.extend(page);
    }
}

#[derive(Clone, Debug)]
enum Call {
    Save(SessionRecord),
    Revise(Revision),
    Set(BTreeMap<String, Value>),
    Restart,
}

/// Few ids, instants and days, so that calls meet each other.
fn any_call() -> impl Strategy<Value = Call> {
    prop_oneof![
        8 => any_record(0..12_u128, 0..4_i64, 0..5).prop_map(Call::Save),
        4 => any_revision().prop_map(Call::Revise),
        2 => btree_map("[a-c]", any_json(), 0..3).prop_map(Call::Set),
        1 => Just(Call::Restart),
    ]
}

/// Few ids of everything, so that revisions are said twice, contradict each other, and name sessions that are not there.
fn any_revision() -> impl Strategy<Value = Revision> {
    let kind = prop_oneof![2 => Just(AmendmentKind::Deleted), 1 => Just(AmendmentKind::Restored)];
    let amendment = (0..20_u128, any::<u128>(), any::<i64>(), 0..14_u128, kind).prop_map(|(id, device, at, session, kind)| Amendment {
        id: Uuid::from_u128(id),
        device: Uuid::from_u128(device),
        at: Wall(at),
        session: SessionId(Uuid::from_u128(session)),
        kind,
    });
    let adds = option::weighted(0.3, any_record(0..12_u128, 0..4_i64, 0..5)).prop_map(|record| record.map(Arc::new));
    (adds, vec(amendment, 1..3)).prop_map(|(adds, amends)| Revision { id: Uuid::nil(), adds, amends })
}

fn any_record(
    ids: impl Strategy<Value = u128>,
    instants: impl Strategy<Value = i64> + Clone,
    days: std::ops::Range<u32>,
) -> impl Strategy<Value = SessionRecord> {
    (
        (ids, any::<u128>(), any_name(), option::of(any_name())),
        (instants.clone(), instants, any::<i32>(), days, any::<[bool; 2]>(), prop::bool::weighted(0.3)),
        (any::<bool>(), option::of(any::<u128>())),
        vec(any_set(), 1..6),
    )
        .prop_map(
            |(
                (id, device, routine, variant),
                (start, end, offset_seconds, day, [completed, reached_end], rehearsal),
                (by_hand, corrects),
                sets,
            )| {
                SessionRecord {
                    id: SessionId(Uuid::from_u128(id)),
                    device: Uuid::from_u128(device),
                    routine,
                    variant,
                    started_at: Wall(start),
                    ended_at: Wall(end),
                    offset_seconds,
                    local_day: date(day),
                    completed,
                    reached_end,
                    rehearsal,
                    origin: if by_hand { Origin::ByHand } else { Origin::Guided },
                    corrects: corrects.map(|id| SessionId(Uuid::from_u128(id))),
                    sets,
                }
            },
        )
}

fn any_set() -> impl Strategy<Value = HeldSet> {
    let side = prop_oneof![Just(None), Just(Some(Side::Left)), Just(Some(Side::Right))];
    let lengths = any::<(u32, u32)>().prop_map(|(one, other)| (one.max(other), one.min(other)));
    (any_name(), side, any::<u32>(), lengths, any::<(u32, u32)>(), vec(any::<u32>(), 0..3)).prop_map(
        |(exercise, side, set, (planned, held), (planned_reps, reps), attempts)| HeldSet {
            exercise,
            side,
            set,
            planned: Millis(planned.into()),
            held: Millis(held.into()),
            planned_reps,
            reps,
            attempts: attempts.into_iter().map(|ms| Millis(ms.into())).collect(),
        },
    )
}

fn any_name() -> impl Strategy<Value = Id> {
    prop_oneof![4 => "[a-c]", 1 => ".+"].prop_map(|name| Id::new(&name))
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Value::from), btree_map(".*", inner, 0..4).prop_map(|map| map.into_iter().collect())]
    })
}

/// The first days of the year 1 follow each other, the others lie apart.
fn date(number: u32) -> LocalDay {
    let days = if number < 5 { number } else { number * 300 };
    LocalDay(NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + chrono::Days::new(days.into()))
}
