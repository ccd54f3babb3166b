//! A session as a person writes it down: the fields of a form, what they mean, and what is wrong with them.
//!
//! [`Form::parse`] is the door: what has come through it needs no further check.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use crate::record::{HeldSet, Origin, SessionId, SessionRecord};
use crate::routine::{Id, Plan};
use crate::{LocalDay, Millis, Now, Wall, iso};

/// A form that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub task: Task,
    /// What the fields hold: at first a proposal, later what was submitted last.
    pub draft: Draft,
    /// What was wrong with it; empty before it was submitted.
    pub flaws: BTreeMap<Field, Flaw>,
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// A session that was done without the app.
    Log {
        routine: Id,
        variant: Option<Id>,
        /// The sets of its plan, with nothing held.
        sets: Vec<HeldSet>,
        length: Millis,
    },
    /// A session that is stored otherwise than it was.
    Correct(Arc<SessionRecord>),
}

/// The fields as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// `2026-03-08`
    pub day: String,
    /// `14:06`
    pub time: String,
    /// To log: seconds in all. To correct: for each set its seconds or, where it has some, its repetitions.
    pub held: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Day,
    Time,
    /// By its place in [`Draft::held`].
    Held(usize),
}

/// Why a field cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Empty, or no day or time.
    Missing,
    /// Before [`earliest`].
    TooEarly,
    /// Still to come.
    Future,
    /// No whole number from 0 to `most`.
    Number { most: u64 },
    /// Nothing was held at all.
    Nothing,
}

/// The first day that can be written down: what is older is more likely a slip of the keyboard.
#[must_use]
pub(super) fn earliest() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// Whose row it becomes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Author {
    pub(super) id: SessionId,
    pub(super) device: uuid::Uuid,
}

impl Form {
    /// A form to log a session of this plan: as if it had been done in full and had just come to its end or, on another day, at
    /// noon.
    pub(super) fn log(plan: &Plan, day: Option<LocalDay>, now: &Now) -> Self {
        let sets: Vec<HeldSet> = plan.sets().iter().map(planned).collect();
        let length = plan.total();
        let began = Wall(now.wall.0.saturating_sub_unsigned(length.0)).at_offset(now.offset_seconds).naive_local();
        let at = day.map_or(began, |day| day.0.and_time(NOON));
        let total: Millis = sets.iter().map(|set| set.planned).sum();
        let draft = Draft { held: vec![total.secs_floor().to_string()], ..Draft::at(at) };
        let task = Task::Log { routine: plan.routine.clone(), variant: plan.variant.clone(), sets, length };
        Self { task, draft, flaws: BTreeMap::new() }
    }

    /// A form that says what is stored of a session.
    pub(super) fn correct(record: Arc<SessionRecord>) -> Self {
        let held = record.sets.iter().map(|set| done(set).to_string()).collect();
        let draft = Draft { held, ..Draft::at(local(&record).naive_local()) };
        Self { task: Task::Correct(record), draft, flaws: BTreeMap::new() }
    }

    /// The session that a draft says.
    pub(super) fn parse(
        &self,
        draft: &Draft,
        author: Author,
        now: &Now,
        day_start: NaiveTime,
    ) -> Result<SessionRecord, BTreeMap<Field, Flaw>> {
        let mut flaws = BTreeMap::new();
        let began = self.began(draft, now, day_start).map_err(|wrong| flaws.extend(wrong)).ok();
        let sets = self.sets(draft).map_err(|wrong| flaws.extend(wrong)).ok();
        let (Some(began), Some(sets), true) = (began, sets, flaws.is_empty()) else { return Err(flaws) };
        let completed = sets.iter().all(|set| set.held >= set.planned && set.reps >= set.planned_reps);
        let (routine, variant, length, reached_end, corrects) = match &self.task {
            // Nobody asked whether the plan came to its end, so nothing else is claimed.
            Task::Log { routine, variant, length, .. } => (routine, variant, *length, true, None),
            Task::Correct(old) => {
                (&old.routine, &old.variant, old.ended_at.since(old.started_at), old.reached_end || completed, Some(old.id))
            }
        };
        let ended_at = Wall(began.at.0.saturating_add_unsigned(length.0));
        let latest = now.wall.max(if began.moved { began.at } else { ended_at });
        Ok(SessionRecord {
            id: author.id,
            device: author.device,
            routine: routine.clone(),
            variant: variant.clone(),
            started_at: began.at,
            ended_at: ended_at.min(latest),
            offset_seconds: began.offset_seconds,
            local_day: began.day,
            completed,
            reached_end,
            rehearsal: false,
            origin: Origin::ByHand,
            corrects,
            sets,
        })
    }

    /// When it began. Fields of a correction that were left alone keep the instant to the millisecond.
    fn began(&self, draft: &Draft, now: &Now, day_start: NaiveTime) -> Result<Began, BTreeMap<Field, Flaw>> {
        if let Task::Correct(old) = &self.task
            && Draft::at(local(old).naive_local()).is_at(draft)
        {
            return Ok(Began { at: old.started_at, offset_seconds: old.offset_seconds, day: old.local_day, moved: false });
        }
        let there = self.place(now);
        let day = match iso::day(&draft.day) {
            None => Err((Field::Day, Flaw::Missing)),
            Some(day) if day < earliest() => Err((Field::Day, Flaw::TooEarly)),
            Some(day) if day > there.local().date_naive() => Err((Field::Day, Flaw::Future)),
            Some(day) => Ok(day),
        };
        let (day, time) = match (day, iso::time(&draft.time).ok_or((Field::Time, Flaw::Missing))) {
            (Ok(day), Ok(time)) => (day, time),
            (day, time) => return Err(day.err().into_iter().chain(time.err()).collect()),
        };
        let (at, offset_seconds) = there.resolve(day.and_time(time));
        if at > now.wall {
            return Err(BTreeMap::from([(Field::Time, Flaw::Future)]));
        }
        Ok(Began { at, offset_seconds, day: LocalDay::of(at.at_offset(offset_seconds), day_start), moved: true })
    }

    /// The clock where the session was done: here, unless it is stored with an offset that this place did not have.
    fn place(&self, now: &Now) -> Now {
        match &self.task {
            Task::Correct(old) if now.resolve(local(old).naive_local()) != (old.started_at, old.offset_seconds) => {
                Now { offset_seconds: old.offset_seconds, zone: None, ..*now }
            }
            Task::Correct(_) | Task::Log { .. } => *now,
        }
    }

    fn sets(&self, draft: &Draft) -> Result<Vec<HeldSet>, BTreeMap<Field, Flaw>> {
        let typed = |at: usize, most| {
            let number = draft.held.get(at).and_then(|text| text.trim().parse::<u64>().ok()).filter(|number| *number <= most);
            number.ok_or((Field::Held(at), Flaw::Number { most }))
        };
        let sets: Vec<HeldSet> = match &self.task {
            Task::Log { sets, .. } => {
                let total: Millis = sets.iter().map(|set| set.planned).sum();
                let most = total.secs_floor();
                // What is typed are whole seconds; all of them are all there is.
                let held = typed(0, most).map(|held| if held == most { total } else { Millis::from_secs(held) });
                fill(sets, held.map_err(|flaw| BTreeMap::from([flaw]))?)
            }
            Task::Correct(old) => {
                let (mut sets, mut flaws) = (Vec::new(), BTreeMap::new());
                for (at, set) in old.sets.iter().enumerate() {
                    match typed(at, most(set)) {
                        Ok(number) => sets.push(with(set, number)),
                        Err((field, flaw)) => {
                            flaws.insert(field, flaw);
                        }
                    }
                }
                if !flaws.is_empty() {
                    return Err(flaws);
                }
                sets
            }
        };
        let nothing = sets.iter().all(|set| set.held.is_zero() && set.reps == 0);
        if nothing { Err(BTreeMap::from([(Field::Held(0), Flaw::Nothing)])) } else { Ok(sets) }
    }
}

const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// The beginning of a session.
struct Began {
    at: Wall,
    offset_seconds: i32,
    day: LocalDay,
    /// Whether it is another one than before.
    moved: bool,
}

impl Draft {
    fn at(local: NaiveDateTime) -> Self {
        let (day, time) = (LocalDay(local.date()).to_string(), iso::clock(&local));
        Self { day, time, held: Vec::new() }
    }

    fn is_at(&self, other: &Self) -> bool {
        (&self.day, &self.time) == (&other.day, &other.time)
    }
}

/// What the person's clock showed when a session began.
fn local(record: &SessionRecord) -> DateTime<FixedOffset> {
    record.started_at.at_offset(record.offset_seconds)
}

fn planned(set: &crate::routine::PlannedSet) -> HeldSet {
    HeldSet {
        exercise: set.exercise.clone(),
        side: set.side,
        set: set.set,
        planned: set.hold,
        held: Millis::ZERO,
        planned_reps: set.reps,
        reps: 0,
        attempts: Vec::new(),
    }
}

/// The number that stands for a set: repetitions where it has some, else seconds.
pub(super) fn done(set: &HeldSet) -> u64 {
    if set.planned_reps > 0 { set.reps.into() } else { set.held.secs_floor() }
}

/// The largest number that [`done`] can be.
pub(super) fn most(set: &HeldSet) -> u64 {
    if set.planned_reps > 0 { set.planned_reps.into() } else { set.planned.secs_floor() }
}

/// The set with another number, at most [`most`]. The same number changes nothing, not even fractions of a second.
fn with(set: &HeldSet, number: u64) -> HeldSet {
    if number == done(set) {
        return set.clone();
    }
    let share = |whole: u64| if number == most(set) { whole } else { whole.saturating_mul(number) / most(set).max(1) };
    if set.planned_reps > 0 {
        let reps = u32::try_from(number).unwrap_or(set.planned_reps);
        return HeldSet { reps, held: Millis(share(set.planned.0)), ..set.clone() };
    }
    let held = if number == most(set) { set.planned } else { Millis::from_secs(number) };
    HeldSet { held, ..set.clone() }
}

/// The sets done one after the other until so much was held. Repetitions count as far as the set was done.
fn fill(sets: &[HeldSet], held: Millis) -> Vec<HeldSet> {
    let total: Millis = sets.iter().map(|set| set.planned).sum();
    let (mut left, mut whole) = (held, true);
    let mut filled = Vec::with_capacity(sets.len());
    for set in sets {
        let given = left.min(set.planned);
        left = left.saturating_sub(given);
        // A set without a hold was done when something after it was held.
        whole &= given == set.planned && (!set.planned.is_zero() || !left.is_zero() || held >= total);
        let share = u64::from(set.planned_reps).saturating_mul(given.0) / set.planned.0.max(1);
        let reps = if whole { set.planned_reps } else { u32::try_from(share).unwrap_or(0).min(set.planned_reps) };
        filled.push(HeldSet { held: given, reps, ..set.clone() });
    }
    filled
}
