//! The JSON contract: keys are never renamed or given another meaning; new ones may come.

use serde::{Serialize, Serializer};
use unsit_core::record::SessionRecord;
use unsit_core::routine::{Catalogue, Equipment, Exercise, Id, Phase, Plan, Routine, Side};
use unsit_core::safety::{Adjusted, Adjustment, Alteration};
use unsit_core::session::{Cue, Summary, timeline};
use unsit_core::text::Texts;
use unsit_core::{LocalDay, Millis};
use uuid::Uuid;

/// A length in seconds with at most three decimals: `67`, `2.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seconds(pub(crate) Millis);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.0.is_multiple_of(1000) {
            serializer.serialize_u64(self.0.secs_floor())
        } else {
            serializer.serialize_f64(self.0.as_secs_f64())
        }
    }
}

/// An element of `unsit routines --json`.
#[derive(Debug, Serialize)]
pub(crate) struct RoutineJson<'a> {
    id: &'a Id,
    name: String,
    summary: String,
    total_seconds: Seconds,
    hold_seconds: Seconds,
    /// Of the first exercise.
    position: Option<&'static str>,
    /// All that it needs.
    equipment: Vec<&'static str>,
    exercises: Vec<&'a Id>,
    /// The variant whose turn it is, where there are several.
    variant: Option<&'a Id>,
    variants: Vec<&'a Id>,
}

impl<'a> RoutineJson<'a> {
    pub(crate) fn of(routine: &'a Routine, adjusted: &'a Adjusted, catalogue: &'a Catalogue, texts: &Texts) -> Self {
        let Adjusted { variant, plan, .. } = adjusted;
        let exercises: Vec<&Exercise> = variant.steps.iter().filter_map(|step| catalogue.exercise(step.exercise.as_str())).collect();
        let mut equipment: Vec<_> = exercises.iter().flat_map(|exercise| &exercise.equipment).copied().collect();
        equipment.sort_unstable();
        equipment.dedup();
        Self {
            id: &routine.id,
            name: routine.name_in(texts),
            summary: routine.summary_in(texts, catalogue),
            total_seconds: Seconds(plan.as_ref().map_or(Millis::ZERO, Plan::total)),
            hold_seconds: Seconds(plan.as_ref().map_or(Millis::ZERO, Plan::planned_hold)),
            position: exercises.first().map(|exercise| exercise.position.id()),
            equipment: equipment.into_iter().map(Equipment::id).collect(),
            exercises: exercises.iter().map(|exercise| &exercise.id).collect(),
            variant: variant.id.as_ref(),
            variants: routine.variants.iter().filter_map(|variant| variant.id.as_ref()).collect(),
        }
    }
}

/// The answer of `unsit guide ID --dry-run --json`.
#[derive(Debug, Serialize)]
pub(crate) struct PlanJson<'a> {
    routine: &'a Id,
    variant: Option<&'a Id>,
    total_seconds: Seconds,
    hold_seconds: Seconds,
    /// What the safety answers changed.
    changes: Vec<ChangeJson<'a>>,
    phases: Vec<PhaseJson<'a>>,
    cues: Vec<CueJson>,
}

impl<'a> PlanJson<'a> {
    pub(crate) fn of(plan: &'a Plan, changes: &'a [Adjustment]) -> Self {
        let cues = timeline(plan).into_iter().map(|(at, cue)| CueJson { at_seconds: Seconds(at), cue: cue.id() });
        Self {
            routine: &plan.routine,
            variant: plan.variant.as_ref(),
            total_seconds: Seconds(plan.total()),
            hold_seconds: Seconds(plan.planned_hold()),
            changes: changes.iter().map(ChangeJson::of).collect(),
            phases: plan.phases().iter().enumerate().map(|(index, phase)| PhaseJson::of(plan, index, phase)).collect(),
            cues: cues.collect(),
        }
    }
}

/// One change that the safety answers make to a routine.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeJson<'a> {
    change: &'static str,
    /// What is left out or replaced; null where the whole session is meant.
    exercise: Option<&'a Id>,
    /// What is done instead.
    by: Option<&'a Id>,
    /// The questions that were answered with yes.
    because: &'a [Id],
}

impl<'a> ChangeJson<'a> {
    fn of(adjustment: &'a Adjustment) -> Self {
        let (change, exercise, by) = match &adjustment.what {
            Alteration::LeftOut { exercise } => ("left_out", Some(exercise), None),
            Alteration::Replaced { exercise, by } => ("replaced", Some(exercise), Some(by)),
            Alteration::HoldsHalved => ("holds_halved", None, None),
        };
        Self { change, exercise, by, because: &adjustment.because }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct PhaseJson<'a> {
    index: usize,
    kind: &'static str,
    exercise: &'a Id,
    side: Option<Side>,
    set: u32,
    sets: u32,
    /// Counts from 1 in a set of repetitions; 0 elsewhere.
    rep: u32,
    reps: u32,
    starts_at_seconds: Seconds,
    seconds: Seconds,
}

impl<'a> PhaseJson<'a> {
    pub(crate) fn of(plan: &'a Plan, index: usize, phase: &Phase) -> Self {
        let set = &plan.sets()[phase.set];
        Self {
            index,
            kind: phase.kind.id(),
            exercise: &set.exercise,
            side: set.side,
            set: set.set,
            sets: set.sets,
            rep: phase.rep,
            reps: set.reps,
            starts_at_seconds: Seconds(phase.starts_at),
            seconds: Seconds(phase.length),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct CueJson {
    at_seconds: Seconds,
    cue: &'static str,
}

/// A line of `unsit guide ID --json`: something happened.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum EventJson<'a> {
    Phase {
        at_seconds: Seconds,
        #[serde(flatten)]
        phase: PhaseJson<'a>,
    },
    Cue {
        at_seconds: Seconds,
        cue: &'static str,
    },
    Paused {
        at_seconds: Seconds,
        held_seconds: Seconds,
    },
    Resumed {
        at_seconds: Seconds,
    },
    Done {
        at_seconds: Seconds,
        id: Uuid,
        routine: &'a Id,
        planned_hold_seconds: Seconds,
        held_seconds: Seconds,
        completed: bool,
        rehearsal: bool,
        /// Whether a row was stored; false when nothing was held.
        logged: bool,
    },
}

impl EventJson<'_> {
    pub(crate) const fn cue(at: Millis, cue: Cue) -> Self {
        Self::Cue { at_seconds: Seconds(at), cue: cue.id() }
    }
}

/// The sums of a session, for its last event.
pub(crate) fn done<'a>(at: Millis, id: Uuid, routine: &'a Id, summary: &Summary, rehearsal: bool, logged: bool) -> EventJson<'a> {
    EventJson::Done {
        at_seconds: Seconds(at),
        id,
        routine,
        planned_hold_seconds: Seconds(summary.planned()),
        held_seconds: Seconds(summary.held()),
        completed: summary.is_completed(),
        rehearsal,
        logged,
    }
}

/// An element of `unsit history --json`.
#[derive(Debug, Serialize)]
pub(crate) struct SessionJson<'a> {
    id: Uuid,
    routine: &'a Id,
    variant: Option<&'a Id>,
    /// RFC 3339, with the offset where it began.
    started_at: String,
    ended_at: String,
    local_day: LocalDay,
    planned_hold_seconds: Seconds,
    held_seconds: Seconds,
    completed: bool,
    rehearsal: bool,
    origin: &'static str,
    /// The session in whose place it stands.
    corrects: Option<Uuid>,
    holds: Vec<HoldJson<'a>>,
}

#[derive(Debug, Serialize)]
struct HoldJson<'a> {
    exercise: &'a Id,
    side: Option<Side>,
    set: u32,
    planned_seconds: Seconds,
    held_seconds: Seconds,
    planned_reps: u32,
    reps: u32,
    /// What earlier attempts held before the set was done again.
    attempts_seconds: Vec<Seconds>,
}

impl<'a> SessionJson<'a> {
    pub(crate) fn of(record: &'a SessionRecord) -> Self {
        let time = |at: unsit_core::Wall| at.at_offset(record.offset_seconds).to_rfc3339();
        Self {
            id: record.id.0,
            routine: &record.routine,
            variant: record.variant.as_ref(),
            started_at: time(record.started_at),
            ended_at: time(record.ended_at),
            local_day: record.local_day,
            planned_hold_seconds: Seconds(record.planned()),
            held_seconds: Seconds(record.held()),
            completed: record.completed,
            rehearsal: record.rehearsal,
            origin: record.origin.id(),
            corrects: record.corrects.map(|corrected| corrected.0),
            holds: record.sets.iter().map(HoldJson::of).collect(),
        }
    }
}

impl<'a> HoldJson<'a> {
    fn of(set: &'a unsit_core::record::HeldSet) -> Self {
        Self {
            exercise: &set.exercise,
            side: set.side,
            set: set.set,
            planned_seconds: Seconds(set.planned),
            held_seconds: Seconds(set.held),
            planned_reps: set.planned_reps,
            reps: set.reps,
            attempts_seconds: set.attempts.iter().copied().map(Seconds).collect(),
        }
    }
}

/// The answer of `unsit today --json`.
#[derive(Debug, Serialize)]
pub(crate) struct TodayJson<'a> {
    pub(crate) local_day: LocalDay,
    pub(crate) planned_hold_seconds: Seconds,
    pub(crate) held_seconds: Seconds,
    pub(crate) sessions: Vec<SessionJson<'a>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_at_most_three_decimals() {
        let json = |ms| serde_json::to_string(&Seconds(Millis(ms))).unwrap();
        assert_eq!([67_000, 2_500, 1_234, 1].map(json), ["67", "2.5", "1.234", "0.001"]);
    }
}
