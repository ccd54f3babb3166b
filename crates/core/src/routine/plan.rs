//! A routine unfolded into time: a flat list of phases, each with its start and length.
//!
//! ```text
//! get ready -> (lift -> hold -> lower) -> rest -> (lift -> hold -> lower) -> switch sides -> ...
//!              '------ one set ------'
//! ```
//! Phases before a set (get ready, rest, switch sides, change of position) belong to the set that they lead to, because
//! that is what the person prepares for. Every length shown anywhere is computed from a plan.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::bounds::{REPS, SETS, STEPS};
use super::catalogue::Catalogue;
use super::exercise::{Exercise, Id, Side, Sides, Work};
use super::program::{Routine, SideOrder, Step, Timing, Variant};
use crate::Millis;
use crate::safety::half;

/// What will be done, from the first second to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub routine: Id,
    pub variant: Option<Id>,
    sets: Vec<PlannedSet>,
    phases: Vec<Phase>,
}

/// A stretch of time in which one thing is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    pub kind: PhaseKind,
    /// Index of the set that it is part of or leads to.
    pub set: usize,
    /// Counts from 1 within a set of repetitions; 0 elsewhere.
    pub rep: u32,
    /// From the start of the session.
    pub starts_at: Millis,
    pub length: Millis,
}

impl Phase {
    #[must_use]
    pub fn ends_at(&self) -> Millis {
        self.starts_at + self.length
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    GetReady,
    Lift,
    Hold,
    Lower,
    Rest,
    SwitchSides,
    ChangePosition,
}

impl PhaseKind {
    /// The name in JSON, such as `get_ready`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::GetReady => "get_ready",
            Self::Lift => "lift",
            Self::Hold => "hold",
            Self::Lower => "lower",
            Self::Rest => "rest",
            Self::SwitchSides => "switch_sides",
            Self::ChangePosition => "change_position",
        }
    }

    /// Whether the body works: part of a set, not of the way to one.
    #[must_use]
    pub const fn is_work(self) -> bool {
        match self {
            Self::Lift | Self::Hold | Self::Lower => true,
            Self::GetReady | Self::Rest | Self::SwitchSides | Self::ChangePosition => false,
        }
    }
}

/// One set of one exercise on one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedSet {
    pub exercise: Id,
    /// None when both sides work at once.
    pub side: Option<Side>,
    /// Counts from 1 for each exercise and side.
    pub set: u32,
    pub sets: u32,
    /// Time held in the whole set.
    pub hold: Millis,
    /// Repetitions; 0 when the set is one long hold.
    pub reps: u32,
    /// Its phases, from the first lift to the last lower.
    pub phases: Range<usize>,
}

/// What a person may choose about a routine before it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Lengths of the phases that neither exercise nor step sets.
    pub timing: Timing,
    /// Take the alternative of each step that has one.
    pub alternative: bool,
}

/// Why a routine cannot be unfolded. The catalogue's own routines never meet it; a routine from elsewhere may.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error("routine `{routine}` names the exercise `{exercise}`, which is not in the catalogue")]
    UnknownExercise { routine: Id, exercise: Id },
    #[error("routine `{routine}` has nothing to do: add a step with at least one hold or repetition")]
    Empty { routine: Id },
}

impl Plan {
    /// Unfolds one variant of a routine.
    pub fn unfold(routine: &Routine, variant: &Variant, catalogue: &Catalogue, choices: &Choices) -> Result<Self, PlanError> {
        let mut unfolding = Unfolding { timing: choices.timing, sets: Vec::new(), phases: Vec::new(), at: Millis::ZERO };
        let mut before = None;
        for step in &variant.steps {
            let id = match &step.alternative {
                Some(alternative) if choices.alternative => alternative,
                Some(_) | None => &step.exercise,
            };
            let exercise = catalogue
                .exercise(id.as_str())
                .ok_or_else(|| PlanError::UnknownExercise { routine: routine.id.clone(), exercise: id.clone() })?;
            if let Some(blueprint) = Blueprint::of(exercise, step, &choices.timing) {
                let rest = blueprint.rest;
                unfolding.add(exercise, &blueprint, before);
                before = Some((exercise, rest));
            }
        }
        if unfolding.sets.is_empty() {
            return Err(PlanError::Empty { routine: routine.id.clone() });
        }
        Ok(Self { routine: routine.id.clone(), variant: variant.id.clone(), sets: unfolding.sets, phases: unfolding.phases })
    }

    /// The same with every hold half as long, rounded up to a whole second.
    #[must_use]
    pub fn with_holds_halved(&self) -> Self {
        let mut plan = self.clone();
        let mut at = Millis::ZERO;
        for phase in &mut plan.phases {
            if phase.kind == PhaseKind::Hold {
                phase.length = half(phase.length);
            }
            phase.starts_at = at;
            at += phase.length;
        }
        for set in &mut plan.sets {
            let phases = plan.phases.iter().take(set.phases.end).skip(set.phases.start);
            set.hold = phases.filter(|phase| phase.kind == PhaseKind::Hold).map(|phase| phase.length).sum();
        }
        plan
    }

    #[must_use]
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    #[must_use]
    pub fn sets(&self) -> &[PlannedSet] {
        &self.sets
    }

    #[must_use]
    pub fn total(&self) -> Millis {
        self.phases.last().map_or(Millis::ZERO, Phase::ends_at)
    }

    /// Time held when everything is done as planned.
    #[must_use]
    pub fn planned_hold(&self) -> Millis {
        self.sets.iter().map(|set| set.hold).sum()
    }

    /// Whether the parts fit together. True for every plan that was unfolded; one that was read from a file is asked.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.sets.is_empty()
            && self.phases.len() <= MOST_PHASES
            && self.phases.is_sorted_by_key(|phase| phase.set)
            && self.phases_follow_each_other()
            && self.sets.iter().enumerate().all(|(index, set)| self.is_whole(index, set))
    }

    /// Each phase begins where the last one ended, and is either part of its set or leads to it.
    fn phases_follow_each_other(&self) -> bool {
        let mut at = Millis::ZERO;
        self.phases.iter().enumerate().all(|(index, phase)| {
            let starts_at = std::mem::replace(&mut at, phase.ends_at());
            let set = self.sets.get(phase.set).map(|set| &set.phases);
            phase.starts_at == starts_at
                && phase.length <= LONGEST_PHASE
                && set.is_some_and(|set| index < set.end && set.contains(&index) == phase.kind.is_work())
        })
    }

    /// The set's phases are its own, and make up what it promises.
    fn is_whole(&self, index: usize, set: &PlannedSet) -> bool {
        let Some(phases) = self.phases.get(set.phases.clone()) else { return false };
        let held: Millis = phases.iter().filter(|phase| phase.kind == PhaseKind::Hold).map(|phase| phase.length).sum();
        let mut lifts = 0;
        let in_order = phases.iter().all(|phase| {
            lifts += u32::from(phase.kind == PhaseKind::Lift);
            phase.set == index && lifts > 0 && phase.rep == lifts.min(set.reps)
        });
        in_order && lifts == set.reps.max(1) && held == set.hold
    }
}

/// As long as no bounds allow.
const LONGEST_PHASE: Millis = Millis::from_secs(3600);
/// As many as the bounds of a routine allow: both sides of every set, each with three parts a repetition and a way to it.
const MOST_PHASES: usize = 2 * (STEPS.max * SETS.max * (3 * REPS.max + 1)) as usize;

/// A plan in the making.
struct Unfolding {
    timing: Timing,
    sets: Vec<PlannedSet>,
    phases: Vec<Phase>,
    at: Millis,
}

impl Unfolding {
    /// Adds one step: the way to it, then all sets of one side and all sets of the other. `before` is the exercise before it
    /// with its rest.
    fn add(&mut self, exercise: &Exercise, blueprint: &Blueprint, before: Option<(&Exercise, Millis)>) {
        let timing = self.timing;
        let way = match before {
            None if exercise.position.is_on_the_floor() => (PhaseKind::GetReady, timing.get_ready_lying),
            None => (PhaseKind::GetReady, timing.get_ready),
            Some((last, _)) if last.position != exercise.position || last.equipment != exercise.equipment => {
                (PhaseKind::ChangePosition, timing.change)
            }
            Some((_, rest)) => (PhaseKind::Rest, rest),
        };
        self.push(way.0, way.1, 0);
        match exercise.sides {
            Sides::Both => self.side(&exercise.id, None, blueprint),
            Sides::Each => {
                for (index, side) in blueprint.sides.sides().iter().enumerate() {
                    if index > 0 {
                        self.push(PhaseKind::SwitchSides, exercise.dose.switch.unwrap_or(timing.switch), 0);
                    }
                    self.side(&exercise.id, Some(*side), blueprint);
                }
            }
        }
    }

    fn side(&mut self, exercise: &Id, side: Option<Side>, blueprint: &Blueprint) {
        for set in 1..=blueprint.sets {
            if set > 1 {
                self.push(PhaseKind::Rest, blueprint.rest, 0);
            }
            let first = self.phases.len();
            for rep in 1..=blueprint.reps.max(1) {
                let rep = if blueprint.reps == 0 { 0 } else { rep };
                self.push(PhaseKind::Lift, blueprint.lift, rep);
                self.push(PhaseKind::Hold, blueprint.hold, rep);
                self.push(PhaseKind::Lower, blueprint.lower, rep);
            }
            self.sets.push(PlannedSet {
                exercise: exercise.clone(),
                side,
                set,
                sets: blueprint.sets,
                hold: Millis(blueprint.hold.0.saturating_mul(u64::from(blueprint.reps.max(1)))),
                reps: blueprint.reps,
                phases: first..self.phases.len(),
            });
        }
    }

    /// Adds a phase of the set that comes next. A phase of no length is none, but a set always begins with its lift.
    fn push(&mut self, kind: PhaseKind, length: Millis, rep: u32) {
        if length.is_zero() && kind != PhaseKind::Lift {
            return;
        }
        self.phases.push(Phase { kind, set: self.sets.len(), rep, starts_at: self.at, length });
        self.at += length;
    }
}

/// One set in numbers, with every default filled in.
struct Blueprint {
    sets: u32,
    reps: u32,
    lift: Millis,
    hold: Millis,
    lower: Millis,
    rest: Millis,
    sides: SideOrder,
}

impl Blueprint {
    /// None when the step asks for nothing.
    fn of(exercise: &Exercise, step: &Step, timing: &Timing) -> Option<Self> {
        let dose = &exercise.dose;
        let rest = step.rest.or(dose.rest).unwrap_or(timing.rest);
        let sides = step.sides.unwrap_or_default();
        let blueprint = match dose.work {
            Work::Holds { holds, hold } => Self {
                sets: step.holds.unwrap_or(holds),
                reps: 0,
                lift: dose.lift.unwrap_or(timing.lift),
                hold: step.hold.or(hold).unwrap_or(timing.hold),
                lower: dose.lower.unwrap_or(timing.lower),
                rest,
                sides,
            },
            Work::Reps { sets, reps, tempo } => Self {
                sets: step.sets.unwrap_or(sets),
                reps: step.reps.unwrap_or(reps),
                lift: tempo.lift,
                hold: tempo.hold,
                lower: tempo.lower,
                rest,
                sides,
            },
        };
        let asks_for_some = match dose.work {
            Work::Holds { .. } => !blueprint.hold.is_zero(),
            Work::Reps { tempo, .. } => blueprint.reps > 0 && !(tempo.lift + tempo.hold + tempo.lower).is_zero(),
        };
        (blueprint.sets > 0 && asks_for_some).then_some(blueprint)
    }
}
