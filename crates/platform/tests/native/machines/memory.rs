//! A store in memory that answers as those of real machines do, for a machine that has none.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use unsit_core::app::{Beat, BreaksLeft, Effect, FailureReason, HistoryPage, Message, Overview, Query, StoreFailure, Waking, own_key};
use unsit_core::breaks::{LedgerEvent, SittingRecord};
use unsit_core::record::{Amendment, AmendmentKind, DayTotal, SessionId, SessionRecord, streak};
use unsit_core::routine::Id;
use unsit_core::{LocalDay, Millis};
use uuid::Uuid;

/// Sessions of one page of the history.
const PAGE: usize = 50;

/// What one person has stored.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    device: Option<Uuid>,
    sessions: BTreeMap<SessionId, Arc<SessionRecord>>,
    /// In the order in which they were said.
    amendments: Vec<Amendment>,
    settings: BTreeMap<String, Value>,
    facts: Vec<LedgerEvent>,
    sitting: Option<SittingRecord>,
    beat: Option<Beat>,
}

impl Memory {
    /// What a start finds.
    pub(crate) fn waking(&mut self, fresh_device: Uuid, today: LocalDay) -> Waking {
        self.beat.take_if(|beat| self.sessions.contains_key(&beat.id));
        Waking {
            device: *self.device.get_or_insert(fresh_device),
            all_read: true,
            settings: self.settings.clone(),
            interrupted: self.beat.clone(),
            last_variants: self.last_variants(),
            page: self.newest(today, PAGE),
            breaks: Some(BreaksLeft { facts: self.facts.clone(), sitting: self.sitting, watches: true, ..BreaksLeft::default() }),
            ..Waking::default()
        }
    }

    pub(crate) fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Save(record) => {
                let stored = self.sessions.entry(record.id).or_insert_with(|| Arc::clone(&record));
                if **stored == *record {
                    self.beat.take_if(|beat| beat.id == record.id);
                    return Some(Message::Saved(record.id));
                }
                Some(Message::NotSaved { record, why: StoreFailure { reason: FailureReason::Refused, detail: String::new() } })
            }
            Effect::SaveSettings(rows) => {
                self.settings.extend(rows);
                None
            }
            Effect::SaveRoutine { id, document } => {
                self.settings.insert(own_key(&id), document);
                Some(Message::RoutineSaved(id))
            }
            Effect::Revise(revision) => {
                self.sessions.extend(revision.adds.iter().map(|record| (record.id, Arc::clone(record))));
                let is_new = |amendment: &&Amendment| self.amendments.iter().all(|known| known.id != amendment.id);
                let new: Vec<Amendment> = revision.amends.iter().filter(is_new).cloned().collect();
                self.amendments.extend(new);
                Some(Message::Revised(revision.id))
            }
            Effect::SaveFacts(events) => {
                let ids = events.iter().map(|event| event.id).collect();
                for event in events {
                    if !self.facts.contains(&event) {
                        self.facts.push(event);
                    }
                }
                Some(Message::FactsSaved(ids))
            }
            Effect::KeepSitting(sitting) => {
                self.sitting = Some(sitting);
                None
            }
            Effect::Beat(beat) => {
                self.beat = Some(*beat);
                None
            }
            Effect::Unbeat => {
                self.beat = None;
                None
            }
            Effect::Load(query) => Some(self.load(&query)),
            other => {
                assert!(!other.is_for_the_store(), "the store is asked for {other:?}");
                None
            }
        }
    }

    fn load(&self, query: &Query) -> Message {
        match *query {
            Query::Newest { today } => Message::Loaded(self.newest(today, PAGE)),
            Query::Again { today, at_least } => Message::Loaded(self.newest(today, PAGE.max(at_least as usize))),
            Query::Older { local_day, started_at, id } => {
                let older = self.counting().into_iter().filter(|own| (own.local_day, own.started_at, own.id) < (local_day, started_at, id));
                let mut page = self.page(older.collect(), None, PAGE);
                page.below = Some(id);
                Message::Loaded(page)
            }
            Query::Overview { today, month, weeks_from, weeks_to } => {
                let days: Vec<LocalDay> = self.counting().iter().map(|session| session.local_day).collect();
                Message::LoadedOverview(Box::new(Overview {
                    month,
                    days: self.totals(month.first(), month.last()),
                    weeks: self.totals(weeks_from, weeks_to),
                    streak: streak(days.iter().copied(), today),
                    span: days.iter().min().copied().zip(days.iter().max().copied()),
                    last_variants: self.last_variants(),
                }))
            }
            Query::Day(day) => {
                Message::LoadedDay { day, sessions: self.counting().into_iter().filter(|session| session.local_day == day).collect() }
            }
        }
    }

    /// Sessions that count, the newest first.
    fn counting(&self) -> Vec<Arc<SessionRecord>> {
        let counts = |record: &&Arc<SessionRecord>| {
            let last = self.amendments.iter().rev().find(|amendment| amendment.session == record.id);
            !record.rehearsal && last.is_none_or(|last| last.kind == AmendmentKind::Restored)
        };
        let mut sessions: Vec<_> = self.sessions.values().filter(counts).cloned().collect();
        sessions.sort_by_key(|session| std::cmp::Reverse((session.local_day, session.started_at, session.id)));
        sessions
    }

    fn newest(&self, today: LocalDay, limit: usize) -> HistoryPage {
        self.page(self.counting(), Some(today), limit)
    }

    fn page(&self, mut sessions: Vec<Arc<SessionRecord>>, today: Option<LocalDay>, limit: usize) -> HistoryPage {
        let more = sessions.len() > limit;
        sessions.truncate(limit);
        let days = sessions.iter().map(|session| session.local_day);
        let from = days.clone().chain(today.map(|today| today.days_back(6))).min();
        let totals = from.zip(days.chain(today).max()).map_or_else(Vec::new, |(from, to)| self.totals(from, to));
        HistoryPage { sessions, totals, more, below: None }
    }

    fn totals(&self, from: LocalDay, to: LocalDay) -> Vec<DayTotal> {
        let mut days: BTreeMap<LocalDay, DayTotal> = BTreeMap::new();
        for session in self.counting().iter().filter(|session| (from..=to).contains(&session.local_day)) {
            let empty = DayTotal { day: session.local_day, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO };
            let total = days.entry(session.local_day).or_insert(empty);
            total.sessions += 1;
            total.planned += session.planned();
            total.held += session.held();
        }
        days.into_values().collect()
    }

    fn last_variants(&self) -> BTreeMap<Id, Id> {
        let mut newest = BTreeMap::new();
        for session in self.counting() {
            newest.entry(session.routine.clone()).or_insert_with(|| session.variant.clone());
        }
        newest.into_iter().filter_map(|(routine, variant)| Some((routine, variant?))).collect()
    }
}

/// For a machine that does this wrong.
impl Memory {
    /// Does it, and leaves the heartbeat where it is, under an id that no session has.
    pub(crate) fn keeping_the_beat(&mut self, effect: Effect) -> Option<Message> {
        let mut beat = self.beat.clone();
        let answer = self.perform(effect);
        if let Some(beat) = &mut beat {
            beat.id = SessionId(Uuid::from_u128(5));
        }
        self.beat = beat;
        answer
    }
}
