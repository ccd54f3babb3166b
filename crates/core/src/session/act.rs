//! What a person does to a session: pause, resume, skip, back, stop.
//!
//! Each act falls on a session that has caught up with now, and leaves it playing, waiting or done.

use super::machine::{Bout, Lead, LeadStep, Pause, Session, State, Told};
use super::summary::{Credit, Summary};
use crate::routine::PhaseKind;
use crate::{Millis, Mono};

/// How long after a set's start Back still means the set before.
const BACK_TWICE: Millis = Millis(2000);

impl Session {
    pub(super) fn pause(&mut self, at: Mono, why: Pause, told: &mut Told) {
        let State::Running { bout, phase_ends, .. } = self.state else { return };
        self.bank(at);
        let left = bout.lead.map_or(phase_ends.since(at), |lead| lead.left);
        self.state = State::Paused { bout: Bout::phase(bout.phase), left, why };
        told.forget();
    }

    pub(super) fn resume(&mut self, now: Mono, told: &mut Told) {
        let State::Paused { bout, left, .. } = self.state else { return };
        match self.kind_of(bout) {
            PhaseKind::Lift | PhaseKind::Hold => {
                self.enter(Bout { phase: bout.phase, lead: Some(Lead { step: LeadStep::GetReady, left }) }, now, told);
            }
            PhaseKind::GetReady | PhaseKind::Lower | PhaseKind::Rest | PhaseKind::SwitchSides | PhaseKind::ChangePosition => {
                self.state = State::Running { bout, since: now, phase_ends: now + left };
            }
        }
    }

    pub(super) fn skip(&mut self, now: Mono, told: &mut Told) {
        let Some(bout) = self.bout() else { return };
        let Some(phase) = self.phase_of(bout) else { return };
        let next = if phase.kind.is_work() { phase.set + 1 } else { phase.set };
        let lift = self.plan.sets().get(next).map(|set| set.phases.start);
        self.bank(now);
        self.jump(lift.unwrap_or(self.plan.phases().len()), now, told);
    }

    pub(super) fn back(&mut self, now: Mono, told: &mut Told) {
        let Some(bout) = self.bout() else { return };
        let Some(phase) = self.phase_of(bout) else { return };
        let this = phase.set;
        let getting_ready = phase.kind == PhaseKind::GetReady;
        let starts_at = self.plan.phases()[self.plan.sets()[this].phases.start].starts_at;
        let into_set = (phase.starts_at + self.played(bout, now)).saturating_sub(starts_at);
        let first = if into_set < BACK_TWICE && bout.lead.is_none() { this.saturating_sub(1) } else { this };
        self.bank(now);
        self.credits[first..=this].iter_mut().for_each(Credit::redo);
        self.jump(if getting_ready { bout.phase } else { self.plan.sets()[first].phases.start }, now, told);
    }

    /// Goes to another phase: running on, or waiting there when paused.
    fn jump(&mut self, phase: usize, now: Mono, told: &mut Told) {
        told.forget();
        match self.state {
            State::Paused { why, .. } if phase < self.plan.phases().len() => {
                let bout = Bout::phase(phase);
                self.state = State::Paused { bout, left: self.length_of(bout), why };
            }
            State::Running { .. } | State::Paused { .. } => self.enter(Bout::phase(phase), now, told),
            State::Done(_) => {}
        }
    }

    pub(super) fn stop(&mut self, now: Mono, told: &mut Told) {
        if self.is_done() {
            return;
        }
        self.bank(now);
        told.forget();
        self.state = State::Done(Summary::of(&self.plan, &self.credits, false));
    }

    fn bout(&self) -> Option<Bout> {
        match self.state {
            State::Running { bout, .. } | State::Paused { bout, .. } => Some(bout),
            State::Done(_) => None,
        }
    }

    /// How much of the bout's phase is over.
    fn played(&self, bout: Bout, now: Mono) -> Millis {
        let length = self.phase_of(bout).map_or(Millis::ZERO, |phase| phase.length);
        match (&self.state, bout.lead) {
            (State::Running { .. }, Some(lead)) => length.saturating_sub(lead.left),
            (State::Running { phase_ends, .. }, None) => length.saturating_sub(phase_ends.since(now)),
            (State::Paused { left, .. }, _) => length.saturating_sub(*left),
            (State::Done(_), _) => Millis::ZERO,
        }
    }
}
