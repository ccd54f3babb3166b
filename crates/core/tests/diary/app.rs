//! The loop's pure half with a store that answers at once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use unsit_core::app::{
    Desired, Draft, Effect, FailureReason, HistoryPage, Leaf, Message, Model, Overview, Query, Screen, Start, StoreFailure, Waking, update,
    view,
};
use unsit_core::record::{AmendmentKind, DayTotal, Revision, SessionId, SessionRecord, streak};
use unsit_core::text::Language;
use unsit_core::text::Language::English;
use unsit_core::{LocalDay, Millis, Mono, Now, Wall};
use uuid::Uuid;

/// Thursday 26 June 2025, 16:06 in Vienna.
pub(crate) const THURSDAY_16_06: i64 = 1_750_946_760_000;
pub(crate) const MINUTE: i64 = 60_000;

pub(crate) const TWO_MONTHS: [&str; 16] = [
    "2025-06-26",
    "2025-06-25",
    "2025-06-24",
    "2025-06-24",
    "2025-06-24",
    "2025-06-22",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-20",
    "2025-06-17",
    "2025-06-17",
    "2025-05-31",
    "2025-05-01",
];

/// The loop's pure half with a store that answers at once.
pub(crate) struct App {
    pub(crate) model: Model,
    pub(crate) now: Now,
    /// Everything that was ever stored.
    pub(crate) sessions: Vec<Arc<SessionRecord>>,
    pub(crate) revisions: Vec<Arc<Revision>>,
    pub(crate) last_variants: BTreeMap<unsit_core::routine::Id, unsit_core::routine::Id>,
    pub(crate) queries: Vec<Query>,
    pub(crate) broken: Option<StoreFailure>,
    pub(crate) page: usize,
}

impl App {
    pub(crate) fn new(language: Language) -> Self {
        let now = Now { wall: Wall(THURSDAY_16_06), offset_seconds: 7200, zone: None, mono: Mono(0) };
        let mut app = Self {
            model: Model::new(now, 1),
            now,
            sessions: Vec::new(),
            revisions: Vec::new(),
            last_variants: BTreeMap::new(),
            queries: Vec::new(),
            broken: None,
            page: 99,
        };
        app.send(Message::Woken(Box::new(Waking { system_language: language, ..Waking::default() })));
        app.send(Message::Show(Screen::History));
        app
    }

    /// With a quick bridge at 14:00 on each of these days; a second one on the same day ten minutes earlier.
    pub(crate) fn with_days(language: Language, days: &[&str]) -> Self {
        let mut app = Self::new(language);
        let sample = guided();
        for (number, text) in days.iter().enumerate() {
            let earlier = days[..number].iter().filter(|before| *before == text).count();
            let at =
                day(text).0.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis() - i64::try_from(earlier).unwrap() * 10 * MINUTE;
            app.put(SessionRecord {
                id: SessionId(Uuid::from_u128(0xa000 + number as u128)),
                started_at: Wall(at),
                ended_at: Wall(at + 67_000),
                local_day: day(text),
                ..sample.clone()
            });
        }
        app
    }

    /// Stores a session, or another one under its id, as an earlier run may have.
    pub(crate) fn put(&mut self, record: SessionRecord) {
        self.sessions.retain(|stored| stored.id != record.id);
        let id = record.id;
        self.sessions.push(Arc::new(record));
        self.send(Message::Saved(id));
    }

    pub(crate) fn leaf(&mut self, leaf: Leaf) {
        self.send(Message::Leaf(leaf));
    }

    pub(crate) fn log(&mut self, day: &str, time: &str, held: &str) {
        self.leaf(Leaf::Log { day: None });
        let draft = self.form().draft.clone();
        self.leaf(Leaf::Choose { routine: "quick-bridge".into(), variant: None, draft });
        self.leaf(Leaf::Submit(Draft { day: day.to_owned(), time: time.to_owned(), held: vec![held.to_owned()] }));
    }

    pub(crate) fn open(&mut self, id: SessionId) {
        self.leaf(Leaf::Session(id));
    }

    pub(crate) fn delete(&mut self, id: SessionId) {
        self.open(id);
        self.leaf(Leaf::Delete);
    }

    pub(crate) fn correct(&mut self, id: SessionId, change: impl FnOnce(&mut Draft)) {
        self.open(id);
        self.leaf(Leaf::Correct);
        let mut draft = self.form().draft.clone();
        change(&mut draft);
        self.leaf(Leaf::Submit(draft));
    }

    pub(crate) fn form(&self) -> &unsit_core::app::Form {
        self.model.diary.form().unwrap()
    }

    pub(crate) fn overview(&self) -> view::OverviewView {
        view::history(&self.model).overview.unwrap()
    }

    pub(crate) fn newest(&self) -> Arc<SessionRecord> {
        // Of those stored last; ids of those written down come after those of `with_days`.
        self.counting().into_iter().max_by_key(|record| self.sessions.iter().position(|stored| stored.id == record.id)).unwrap()
    }

    /// The fold of everything that was stored, newest first.
    pub(crate) fn counting(&self) -> Vec<Arc<SessionRecord>> {
        let mut said = BTreeMap::new();
        for amendment in self.revisions.iter().flat_map(|revision| &revision.amends) {
            said.insert(amendment.session, amendment.kind);
        }
        let mut counting: Vec<_> =
            self.sessions.iter().filter(|record| said.get(&record.id) != Some(&AmendmentKind::Deleted)).cloned().collect();
        counting.sort_by_key(|record| Reverse((record.local_day, record.started_at, record.id)));
        counting
    }

    pub(crate) fn pass(&mut self, seconds: u64) {
        let until = self.now.mono + Millis::from_secs(seconds);
        while let Some(due) = Desired::of(&self.model).wake_at.filter(|due| *due <= until) {
            self.advance(due);
            self.send(Message::Wake { heard_until: due });
        }
        self.advance(until);
    }

    pub(crate) fn advance(&mut self, to: Mono) {
        let passed = to.since(self.now.mono);
        self.now.wall = Wall(self.now.wall.0.saturating_add_unsigned(passed.0));
        self.now.mono = to;
    }

    pub(crate) fn send(&mut self, message: Message) {
        for effect in update(&mut self.model, message, self.now) {
            if let Some(answer) = self.perform(effect) {
                self.send(answer);
            }
        }
    }

    pub(crate) fn perform(&mut self, effect: Effect) -> Option<Message> {
        match (effect, self.broken.clone()) {
            (Effect::Save(record), Some(why)) => Some(Message::NotSaved { record, why }),
            (Effect::Save(record), None) => {
                let id = record.id;
                self.sessions.push(record);
                Some(Message::Saved(id))
            }
            (Effect::Revise(revision), Some(why)) => Some(Message::NotRevised { revision, why }),
            (Effect::Revise(revision), None) => {
                self.sessions.extend(revision.adds.clone());
                self.revisions.push(revision.clone());
                Some(Message::Revised(revision.id))
            }
            (Effect::Load(query), _) => {
                self.queries.push(query.clone());
                Some(self.read(&query))
            }
            (
                Effect::SaveSettings(_)
                | Effect::SaveRoutine { .. }
                | Effect::Beat(_)
                | Effect::Unbeat
                | Effect::SaveFacts(_)
                | Effect::KeepSitting(_),
                _,
            ) => None,
            (other, _) => {
                assert!(!other.is_for_the_store(), "{other:?}");
                None
            }
        }
    }

    pub(crate) fn read(&self, query: &Query) -> Message {
        let counting = self.counting();
        match *query {
            Query::Newest { .. } => Message::Loaded(self.of_page(&counting, None, self.page)),
            Query::Again { at_least, .. } => Message::Loaded(self.of_page(&counting, None, self.page.max(at_least as usize))),
            Query::Older { id, .. } => {
                let after = counting.iter().position(|record| record.id == id).unwrap() + 1;
                Message::Loaded(self.of_page(&counting[after..], Some(id), self.page))
            }
            Query::Overview { today, month, weeks_from, weeks_to } => {
                let totals = totals(&counting);
                let within = |from, to| totals.iter().filter(|total| (from..=to).contains(&total.day)).copied().collect();
                Message::LoadedOverview(Box::new(Overview {
                    month,
                    days: within(month.first(), month.last()),
                    weeks: within(weeks_from, weeks_to),
                    streak: streak(totals.iter().rev().map(|total| total.day), today),
                    span: totals.first().map(|total| total.day).zip(totals.last().map(|total| total.day)),
                    last_variants: self.last_variants.clone(),
                }))
            }
            Query::Day(day) => {
                let sessions = counting.into_iter().filter(|record| record.local_day == day).collect();
                Message::LoadedDay { day, sessions }
            }
        }
    }

    pub(crate) fn of_page(&self, counting: &[Arc<SessionRecord>], below: Option<SessionId>, length: usize) -> HistoryPage {
        let sessions: Vec<_> = counting.iter().take(length).cloned().collect();
        HistoryPage { totals: totals(&self.counting()), more: counting.len() > length, sessions, below }
    }
}

/// Oldest first.
pub(crate) fn totals(counting: &[Arc<SessionRecord>]) -> Vec<DayTotal> {
    let mut days = BTreeMap::new();
    for record in counting {
        let day = record.local_day;
        let total = days.entry(day).or_insert(DayTotal { day, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO });
        total.sessions += 1;
        total.planned += record.planned();
        total.held += record.held();
    }
    days.into_values().collect()
}

/// A quick bridge that was played to its end.
pub(crate) fn guided() -> SessionRecord {
    let mut app = App::new(English);
    app.send(Message::Start(Start::routine("quick-bridge")));
    app.pass(67);
    SessionRecord::clone(&app.sessions[0])
}

/// What can be taken back.
pub(crate) fn said(app: &App) -> Option<String> {
    view::undo(&app.model).map(|undo| undo.said)
}

/// A day of the map: a gap, its warmth, a day to come, or today with its warmth.
pub(crate) fn letter(day: Option<&view::MonthDay>) -> String {
    match day {
        None => " . ".to_owned(),
        Some(day) if day.future => " - ".to_owned(),
        Some(day) if day.is_today => format!("[{}]", day.heat),
        Some(day) => format!(" {} ", day.heat),
    }
}

pub(crate) fn full() -> StoreFailure {
    StoreFailure { reason: FailureReason::DiskFull, detail: "no space".to_owned() }
}

pub(crate) fn day(text: &str) -> LocalDay {
    LocalDay(text.parse().unwrap())
}
