//! What a screen needs to know of a session at one moment.

use super::machine::{Bout, Lead, Pause, Session, State};
use crate::routine::{PhaseKind, PlannedSet};
use crate::{Millis, Mono};

/// A session at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionView {
    pub stage: Stage,
    /// The phase that is shown; while a hold is taken up again, that of the lead into it.
    pub kind: PhaseKind,
    /// Index of the phase in the plan.
    pub phase: usize,
    /// The set that the phase is part of or leads to.
    pub set: PlannedSet,
    /// Index of that set in the plan.
    pub set_index: usize,
    /// Repetition that is being done, from 1; 0 outside repetitions.
    pub rep: u32,
    /// Of the phase that is shown.
    pub left: Millis,
    pub length: Millis,
    /// Held time of each set of the plan, the running one included.
    pub held: Vec<Millis>,
}

/// Whether time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Running { phase_ends: Mono },
    Paused(Pause),
    Done,
}

impl Session {
    /// The session as it is at `now`.
    #[must_use]
    pub fn view(&self, now: Mono) -> SessionView {
        let (bout, left, stage) = match &self.state {
            State::Running { bout, phase_ends, .. } => (*bout, phase_ends.since(now), Stage::Running { phase_ends: *phase_ends }),
            State::Paused { bout, left, why } => (*bout, *left, Stage::Paused(*why)),
            State::Done(_) => (Bout { phase: self.plan.phases().len().saturating_sub(1), lead: None }, Millis::ZERO, Stage::Done),
        };
        let length = self.length_of(bout);
        let set_index = self.phase_of(bout).map_or(0, |phase| phase.set);
        SessionView {
            stage,
            kind: self.kind_of(bout),
            phase: bout.phase,
            set: self.plan.sets()[set_index].clone(),
            set_index,
            rep: self.phase_of(bout).map_or(0, |phase| phase.rep),
            left: left.min(length),
            length,
            held: self.held(bout, now),
        }
    }

    /// Whether the phase shown is the way back into a hold.
    #[must_use]
    pub fn is_taking_up_again(&self) -> bool {
        matches!(self.state, State::Running { bout: Bout { lead: Some(Lead { .. }), .. }, .. })
    }

    fn held(&self, bout: Bout, now: Mono) -> Vec<Millis> {
        let mut held: Vec<Millis> = self.credits.iter().map(|credit| credit.held).collect();
        if let State::Running { bout: Bout { lead: None, .. }, since, phase_ends } = &self.state
            && let Some(phase) = self.phase_of(bout).filter(|phase| phase.kind == PhaseKind::Hold)
        {
            let running = now.min(*phase_ends).since(*since);
            held[phase.set] = (held[phase.set] + running).min(self.plan.sets()[phase.set].hold);
        }
        held
    }
}
