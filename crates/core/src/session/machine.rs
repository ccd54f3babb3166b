//! The state machine of a session: what is being played, what was held, and what comes next as time passes.
//!
//! ```text
//!             Pause, a gap                     the plan's end, Stop
//!   Running <--------------> Paused   Running, Paused ------------> Done
//!               Resume
//! ```
//! Nothing counts ticks. A running session knows when its part ends; everything else follows from that and `now`.

use std::sync::Arc;

use super::cue::{self, Cue};
use super::summary::{Credit, Summary};
use crate::routine::{Phase, PhaseKind, Plan, PlannedSet};
use crate::{Millis, Mono};

/// A plan being played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub(super) plan: Arc<Plan>,
    pub(super) state: State,
    /// One for each set of the plan.
    pub(super) credits: Vec<Credit>,
    /// Until when every cue was given.
    heard: Mono,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// `since` is when the bout began or went on.
    Running {
        bout: Bout,
        since: Mono,
        phase_ends: Mono,
    },
    /// `left` of the bout's phase is still to be played.
    Paused {
        bout: Bout,
        left: Millis,
        why: Pause,
    },
    Done(Summary),
}

/// What is being played: a phase of the plan, or the way back into it after a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bout {
    pub phase: usize,
    pub lead: Option<Lead>,
}

impl Bout {
    pub(super) const fn phase(phase: usize) -> Self {
        Self { phase, lead: None }
    }
}

/// After a pause in mid-hold the body has come down: three seconds to get ready and a lift come before the rest of the hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub step: LeadStep,
    /// Time left of the phase that the lead goes back to.
    pub left: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeadStep {
    GetReady,
    Lift,
}

/// Why a session stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The person asked for it.
    Asked,
    /// The device slept, or the app was held up for more than two seconds.
    Gap,
    /// The app was closed or killed; the session was found again.
    Interrupted,
}

/// What a person or the clock does to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Pause,
    Resume,
    /// On to the next set's lift.
    Skip,
    /// This set again; within its first two seconds, the one before. While getting ready: from the start.
    Back,
    /// End now; what was held stays.
    Stop,
    /// Time has passed. Cues were really given until `heard_until`; what lies after it is a gap.
    Wake {
        heard_until: Mono,
    },
}

/// A longer stretch in which no cue was given pauses the session.
const LONGEST_GAP: Millis = Millis(2000);
/// Time to get ready when a hold is taken up again.
const LEAD: Millis = Millis(3000);

impl Session {
    /// Begins a plan, with the cues of its first moment.
    #[must_use]
    pub fn start(plan: impl Into<Arc<Plan>>, now: Mono) -> (Self, Vec<Cue>) {
        let plan = plan.into();
        let credits = vec![Credit::default(); plan.sets().len()];
        let mut session = Self { plan, state: State::Done(Summary::default()), credits, heard: now };
        let mut told = Told::default();
        session.enter(Bout::phase(0), now, &mut told);
        session.play_until(now, &mut told);
        (session, told.cues)
    }

    /// What becomes of the session, and the cues to give now.
    #[must_use]
    pub fn update(mut self, event: Event, now: Mono) -> (Self, Vec<Cue>) {
        let now = now.max(self.heard);
        let mut told = Told::default();
        let heard_until = match event {
            Event::Wake { heard_until } => heard_until,
            Event::Pause | Event::Resume | Event::Skip | Event::Back | Event::Stop => self.heard_by_a_loop_that_acts(now),
        };
        self.catch_up(heard_until.clamp(self.heard, now), now, &mut told);
        match event {
            Event::Wake { .. } => {}
            Event::Pause => self.pause(now, Pause::Asked, &mut told),
            Event::Resume => self.resume(now, &mut told),
            Event::Skip => self.skip(now, &mut told),
            Event::Back => self.back(now, &mut told),
            Event::Stop => self.stop(now, &mut told),
        }
        self.play_until(now, &mut told);
        (self, told.cues)
    }

    /// When something is next to be done: a cue, or the end of a phase.
    #[must_use]
    pub fn deadline(&self) -> Option<Mono> {
        let State::Running { bout, since, phase_ends } = &self.state else { return None };
        let kind = self.kind_of(*bout);
        let due = cue::within(kind, self.length_of(*bout)).map(|(left, _)| *phase_ends - left);
        due.filter(|due| *due > self.heard && *due > *since).chain([*phase_ends]).min()
    }

    /// When a number on the screen next changes, or a cue is due: the phase's next whole second.
    #[must_use]
    pub fn next_second(&self, now: Mono) -> Option<Mono> {
        let State::Running { phase_ends, .. } = &self.state else { return None };
        let whole_seconds_left = (phase_ends.since(now).0.saturating_sub(1)) / 1000;
        Some(*phase_ends - Millis::from_secs(whole_seconds_left)).into_iter().chain(self.deadline()).min()
    }

    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self.state, State::Running { .. })
    }

    /// What is left when it is over: by its end, by Stop, or as a Stop at `now` would leave it.
    #[must_use]
    pub fn summary(&self, now: Mono) -> Summary {
        match &self.state {
            State::Done(summary) => summary.clone(),
            State::Running { .. } | State::Paused { .. } => self.clone().update(Event::Stop, now).0.summary(now),
        }
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, State::Done(_))
    }

    pub(super) fn restored(plan: Arc<Plan>, credits: Vec<Credit>, phase: usize, left: Millis, now: Mono) -> Self {
        let state = State::Paused { bout: Bout::phase(phase), left, why: Pause::Interrupted };
        Self { plan, state, credits, heard: now }
    }

    pub(super) fn phase_of(&self, bout: Bout) -> Option<&Phase> {
        self.plan.phases().get(bout.phase)
    }

    pub(super) fn set_of(&self, bout: Bout) -> Option<&PlannedSet> {
        self.plan.sets().get(self.phase_of(bout)?.set)
    }

    pub(super) fn kind_of(&self, bout: Bout) -> PhaseKind {
        match bout.lead {
            Some(Lead { step: LeadStep::GetReady, .. }) => PhaseKind::GetReady,
            Some(Lead { step: LeadStep::Lift, .. }) => PhaseKind::Lift,
            None => self.phase_of(bout).map_or(PhaseKind::Rest, |phase| phase.kind),
        }
    }

    pub(super) fn length_of(&self, bout: Bout) -> Millis {
        match bout.lead {
            Some(Lead { step: LeadStep::GetReady, .. }) => LEAD,
            Some(Lead { step: LeadStep::Lift, .. }) => {
                self.set_of(bout).and_then(|set| self.plan.phases().get(set.phases.start)).map_or(Millis::ZERO, |lift| lift.length)
            }
            None => self.phase_of(bout).map_or(Millis::ZERO, |phase| phase.length),
        }
    }

    /// A person's event says that the loop was alive: only a deadline that it slept through is a gap.
    fn heard_by_a_loop_that_acts(&self, now: Mono) -> Mono {
        match self.deadline() {
            Some(due) if now.since(due) > LONGEST_GAP => due,
            Some(_) | None => now,
        }
    }

    fn catch_up(&mut self, heard_until: Mono, now: Mono, told: &mut Told) {
        let gap = now.since(heard_until) > LONGEST_GAP;
        self.play_until(if gap { heard_until } else { now }, told);
        if gap {
            self.pause(heard_until, Pause::Gap, told);
            told.forget();
        }
        self.heard = now;
    }

    /// Plays every phase that ends by then, at its planned end, and the one that runs on.
    fn play_until(&mut self, until: Mono, told: &mut Told) {
        while let State::Running { bout, phase_ends, .. } = self.state {
            if phase_ends > until {
                break;
            }
            self.tell_until(phase_ends, told);
            self.bank(phase_ends);
            self.go_on(bout, phase_ends, told);
        }
        self.tell_until(until, told);
    }

    /// Tells the cues inside the running phase that came due since the last time.
    fn tell_until(&mut self, until: Mono, told: &mut Told) {
        let State::Running { bout, since, phase_ends } = self.state else { return };
        for (left, cue) in cue::within(self.kind_of(bout), self.length_of(bout)) {
            let due = phase_ends - left;
            if due > self.heard && due > since && due <= until {
                told.tell(due, cue);
            }
        }
        self.heard = self.heard.max(until);
    }

    /// The bout is over: what follows it?
    fn go_on(&mut self, bout: Bout, at: Mono, told: &mut Told) {
        match bout.lead {
            None => self.enter(Bout::phase(bout.phase + 1), at, told),
            Some(Lead { step: LeadStep::GetReady, left }) => match self.phase_of(bout).map(|phase| phase.kind) {
                Some(PhaseKind::Hold) => self.enter(Bout { phase: bout.phase, lead: Some(Lead { step: LeadStep::Lift, left }) }, at, told),
                Some(_) | None => self.enter(Bout::phase(bout.phase), at, told),
            },
            Some(Lead { step: LeadStep::Lift, left }) => self.run(Bout::phase(bout.phase), left, at, told),
        }
    }

    /// Begins a bout in full.
    pub(super) fn enter(&mut self, bout: Bout, at: Mono, told: &mut Told) {
        self.run(bout, self.length_of(bout), at, told);
    }

    /// Begins a bout of which `left` is to be played, and tells the cues of its first moment.
    fn run(&mut self, bout: Bout, left: Millis, at: Mono, told: &mut Told) {
        let Some((kind, set)) = self.phase_of(bout).map(|phase| (phase.kind, phase.set)) else {
            told.tell(at, Cue::Done);
            self.state = State::Done(Summary::of(&self.plan, &self.credits, true));
            return;
        };
        self.state = State::Running { bout, since: at, phase_ends: at + left };
        match bout.lead {
            None => {
                if matches!(kind, PhaseKind::Hold | PhaseKind::Lower) {
                    self.credits[set].begin();
                }
                for cue in cue::at_start(&self.plan, bout.phase) {
                    told.tell(at, cue);
                }
            }
            Some(Lead { step: LeadStep::GetReady, .. }) => {}
            Some(Lead { step: LeadStep::Lift, .. }) => told.tell(at, Cue::Lift),
        }
        let length = self.length_of(bout);
        for (_, cue) in cue::within(self.kind_of(bout), length).filter(|(due, _)| *due == left && left == length) {
            told.tell(at, cue);
        }
    }

    /// Credits what the running phase has done until `at`.
    pub(super) fn bank(&mut self, at: Mono) {
        let State::Running { bout: Bout { phase, lead: None }, since, phase_ends } = self.state else { return };
        let Some(Phase { kind, set, rep, .. }) = self.plan.phases().get(phase) else { return };
        let (Some(credit), Some(planned)) = (self.credits.get_mut(*set), self.plan.sets().get(*set)) else { return };
        if *kind == PhaseKind::Hold {
            credit.hold(at.min(phase_ends).since(since), planned.hold);
        }
        let goes_on = self.plan.phases().get(phase + 1).is_some_and(|next| next.set == *set && next.rep == *rep);
        let rep_is_over = *rep > 0 && at >= phase_ends && !goes_on;
        if rep_is_over {
            credit.finish_rep(planned.reps);
        }
    }
}

/// The cues of one update: only those of the latest moment, because a late cue is a wrong one.
#[derive(Default)]
pub(super) struct Told {
    at: Mono,
    cues: Vec<Cue>,
}

impl Told {
    pub(super) fn tell(&mut self, at: Mono, cue: Cue) {
        if at > self.at {
            self.cues.clear();
            self.at = at;
        }
        self.cues.push(cue);
    }

    /// Drops what was overtaken by a person's act, or given by others before a gap.
    pub(super) fn forget(&mut self) {
        self.cues.clear();
    }
}
