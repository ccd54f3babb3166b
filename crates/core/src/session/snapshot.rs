//! A session on paper: enough to go on after a kill or a reboot.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::machine::{Session, State};
use super::summary::Credit;
use crate::routine::{PhaseKind, Plan};
use crate::{Millis, Mono};

/// Where a session stands: the cursor and what was held. Instants of the clock are left out, they end with the process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    plan: Arc<Plan>,
    phase: usize,
    left: Millis,
    credits: Vec<Credit>,
}

/// The snapshot does not fit together: it was damaged, or is of another kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the interrupted session cannot be read: {what}")]
pub struct UnsoundSnapshot {
    what: &'static str,
}

impl Session {
    /// Where the session stands now; none when it is over.
    #[must_use]
    pub fn snapshot(&self, now: Mono) -> Option<Snapshot> {
        let (paused, _) = match self.state {
            State::Running { .. } | State::Paused { .. } => self.clone().update(super::Event::Pause, now),
            State::Done(_) => return None,
        };
        let State::Paused { bout, left, .. } = paused.state else { return None };
        Some(Snapshot { plan: paused.plan, phase: bout.phase, left, credits: paused.credits })
    }

    /// Takes a session up where it stood, paused.
    pub fn restore(snapshot: Snapshot, now: Mono) -> Result<Self, UnsoundSnapshot> {
        snapshot.check()?;
        Ok(Self::restored(snapshot.plan, snapshot.credits, snapshot.phase, snapshot.left, now))
    }
}

impl Snapshot {
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Whether the parts fit together: a snapshot from a file is asked before it is trusted.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.check().is_ok()
    }

    fn check(&self) -> Result<(), UnsoundSnapshot> {
        let ensure = |holds: bool, what| if holds { Ok(()) } else { Err(UnsoundSnapshot { what }) };
        ensure(self.plan.is_sound(), "its plan does not fit together")?;
        ensure(self.credits.len() == self.plan.sets().len(), "it credits other sets than it plans")?;
        let phase = self.plan.phases().get(self.phase);
        ensure(phase.is_some_and(|phase| self.left <= phase.length), "it stands outside of its plan")?;
        let in_bounds = self.credits.iter().zip(self.plan.sets()).enumerate().all(|(index, (credit, set))| {
            let open = phase.filter(|phase| phase.set == index && phase.kind == PhaseKind::Hold).map_or(Millis::ZERO, |_| self.left);
            let room = if credit.again { set.hold } else { set.hold.saturating_sub(open) };
            credit.held <= room && credit.reps <= set.reps && credit.attempts.iter().all(|held| *held <= set.hold)
        });
        ensure(in_bounds, "it holds more than it plans")
    }
}
