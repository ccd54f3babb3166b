//! A day of somebody who sits: the whole loop on a simulated machine, with a disk that answers, is slow, or is full.

use std::collections::BTreeMap;

use unsit_core::app::{Break, BreaksLeft, Effect, FailureReason, Message, Request, StoreFailure, Waking};
use unsit_core::breaks::{LedgerEvent, Reason, ReminderId, Row, SittingRecord};
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::fake::World;
use uuid::Uuid;

pub(crate) const DEVICE: Uuid = Uuid::from_u128(0xd1);

/// A simulated day, which something besides the world takes note of.
pub(crate) trait Living {
    fn world(&mut self) -> &mut World;

    /// The loop has woken up.
    fn woke(&mut self);

    /// What was to be done is done, and what is in sight is noted.
    fn settle(&mut self);

    fn message(&mut self, message: Message) {
        self.world().send(message);
        self.settle();
    }

    fn until(&mut self, time: &str) {
        let left = at(time).since(self.world().now().wall);
        self.pass(left);
    }

    /// From one wake-up of the loop to the next one.
    fn pass(&mut self, time: Millis) {
        let until = self.world().now().mono + time;
        while let Some(due) = self.world().wants().wake_at.filter(|due| *due <= until) {
            let now = self.world().now().mono;
            self.world().pass(due.max(now + Millis(1)).since(now).min(until.since(now)));
            self.woke();
            self.settle();
            if self.world().now().mono >= until {
                break;
            }
        }
        let left = until.since(self.world().now().mono);
        self.world().pass(left);
        self.settle();
    }
}

/// How the store answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Disk {
    Works,
    /// Not yet.
    Slow,
    Full,
}

/// A Monday of somebody who sits down, with a disk that answers.
pub(crate) struct Day {
    pub(crate) world: World,
    pub(crate) disk: Disk,
    pub(crate) waiting: Vec<Vec<LedgerEvent>>,
    /// What is stored.
    pub(crate) facts: Vec<LedgerEvent>,
    pub(crate) sitting: Option<SittingRecord>,
    pub(crate) settings: BTreeMap<String, serde_json::Value>,
    /// What was brought to the person, with its time.
    pub(crate) seen: Vec<String>,
    pub(crate) last: Option<ReminderId>,
    pub(crate) handed_over: Vec<Request>,
    pub(crate) samples: usize,
    pub(crate) wakes: usize,
}

impl Day {
    pub(crate) fn at(time: &str) -> Self {
        Self::with(BreaksLeft { watches: true, ..BreaksLeft::default() }, time, Mono(3_600_000))
    }

    pub(crate) fn with(left: BreaksLeft, time: &str, mono: Mono) -> Self {
        Self::started(left, at(time), mono, BTreeMap::new())
    }

    pub(crate) fn started(left: BreaksLeft, wall: Wall, mono: Mono, settings: BTreeMap<String, serde_json::Value>) -> Self {
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
    pub(crate) fn killed_for(&self, time: Millis) -> Self {
        let now = self.world.now();
        let left = BreaksLeft { facts: self.facts.clone(), sitting: self.sitting, watches: true, ..BreaksLeft::default() };
        Self::started(left, now.wall + time, now.mono + time, self.settings.clone())
    }

    pub(crate) fn send(&mut self, deed: Break) {
        self.message(Message::Break(deed));
    }

    pub(crate) fn answer(&mut self, facts: Vec<LedgerEvent>) {
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

    pub(crate) fn in_sight(&self) -> Option<ReminderId> {
        self.world.wants().reminder.map(|reminder| reminder.id)
    }

    pub(crate) fn rows(&self) -> Vec<Row> {
        self.world.model().watch.rows.to_vec()
    }

    /// Each break with its time and outcome.
    pub(crate) fn ledger(&self) -> Vec<String> {
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

impl Living for Day {
    fn world(&mut self) -> &mut World {
        &mut self.world
    }

    fn woke(&mut self) {
        self.wakes += 1;
    }

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
}

/// When the open break came due.
pub(crate) fn view_open(day: &Day) -> Option<String> {
    day.world.model().watch.open().map(|row| row.due_at.at_offset(0).format("%H:%M").to_string())
}

pub(crate) fn skip(reason: &str) -> Break {
    Break::Skip(Reason::new(reason))
}

/// On Monday, 1 March 2027.
pub(crate) fn at(time: &str) -> Wall {
    let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap();
    let monday = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
    Wall(monday.and_time(time).and_utc().timestamp_millis())
}
