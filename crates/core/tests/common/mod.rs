//! Plans, and a way to play them that reads as a timeline.
#![allow(dead_code)] // no test file needs all of it
#![allow(clippy::unwrap_used)] // in a test a panic is the answer

use std::fmt::Write as _;

use unsit_core::routine::{Catalogue, Choices, Id, Label, Plan, PlanError, PlannedSet, Routine, Side, Step, Timing, Variant};
use unsit_core::session::{Cue, Event, Pause, Session, Stage};
use unsit_core::{Millis, Mono};

/// A session whose loop wakes it at each of its deadlines, and the cues it gave: `15 lift`, `17 hold`.
#[derive(Clone, Debug)]
pub(crate) struct Play {
    pub(crate) session: Session,
    pub(crate) now: Mono,
    pub(crate) log: Vec<String>,
}

impl Play {
    pub(crate) fn start(plan: Plan) -> Self {
        let (session, cues) = Session::start(plan, Mono(0));
        let mut begun = Self { session, now: Mono(0), log: Vec::new() };
        begun.note(&cues);
        begun
    }

    /// Plays on, waking at each deadline, until this second.
    #[must_use]
    pub(crate) fn at(mut self, second: u64) -> Self {
        let until = at(second);
        while let Some(due) = self.session.deadline().filter(|due| *due <= until) {
            self.now = due;
            self = self.act(Event::Wake { heard_until: due });
        }
        self.now = until;
        self.act(Event::Wake { heard_until: until })
    }

    /// Wakes only at this second, without a gap.
    #[must_use]
    pub(crate) fn late_at(mut self, second: u64) -> Self {
        self.now = at(second);
        self.act(Event::Wake { heard_until: at(second) })
    }

    /// Wakes at this second; cues were given only until `heard_until`.
    #[must_use]
    pub(crate) fn asleep_until(mut self, second: u64, heard_until: u64) -> Self {
        self.now = at(second);
        self.act(Event::Wake { heard_until: at(heard_until) })
    }

    #[must_use]
    pub(crate) fn act(mut self, event: Event) -> Self {
        let (session, cues) = self.session.update(event, self.now);
        self.session = session;
        self.note(&cues);
        self
    }

    /// The cues since the last time this was asked for, with a line for each way to a set.
    pub(crate) fn cues(&mut self) -> String {
        let mut lines = String::new();
        for told in std::mem::take(&mut self.log) {
            let leads_on = [" rest", " switch_left", " switch_right", " change_position"].iter().any(|way| told.ends_with(way));
            let gap = if lines.is_empty() {
                ""
            } else if leads_on {
                "\n"
            } else {
                ", "
            };
            let _ = write!(lines, "{gap}{told}");
        }
        lines
    }

    pub(crate) fn state(&self) -> String {
        state(&self.session, self.now)
    }

    fn note(&mut self, cues: &[Cue]) {
        let now = Millis(self.now.0);
        self.log.extend(cues.iter().map(|cue| format!("{now} {}", cue.id())));
    }
}

/// A session in words: `running hold of bridge 1/3, 6 left, held 4`.
/// Of each set until the last one touched, the seconds held, the repetitions (`r`), and in brackets what earlier attempts held.
pub(crate) fn state(session: &Session, now: Mono) -> String {
    let view = session.view(now);
    let stage = match view.stage {
        Stage::Running { .. } if session.is_taking_up_again() => "taking up again,",
        Stage::Running { .. } => "running",
        Stage::Paused(Pause::Asked) => "paused in",
        Stage::Paused(Pause::Gap) => "paused by a gap in",
        Stage::Paused(Pause::Interrupted) => "interrupted in",
        Stage::Done => return format!("done, held{}", held(session, now)),
    };
    format!("{stage} {} of {}, {} left, held{}", view.kind.id(), name(&view.set), view.left, held(session, now))
}

fn held(session: &Session, now: Mono) -> String {
    let sets = session.summary(now).sets;
    let touched = sets.iter().rposition(|set| !set.held.is_zero() || set.reps > 0 || !set.attempts.is_empty());
    let mut text = String::new();
    for set in sets.iter().take(touched.map_or(0, |last| last + 1)) {
        let _ = write!(text, " {}", set.held);
        if set.planned_reps > 0 {
            let _ = write!(text, "/{}r", set.reps);
        }
        for attempt in &set.attempts {
            let _ = write!(text, "({attempt})");
        }
    }
    if text.is_empty() { " nothing".to_owned() } else { text }
}

/// A set in words: `donkey-kick left 2/3`.
pub(crate) fn name(set: &PlannedSet) -> String {
    let side = match set.side {
        None => "",
        Some(Side::Left) => " left",
        Some(Side::Right) => " right",
    };
    format!("{}{side} {}/{}", set.exercise, set.set, set.sets)
}

pub(crate) const fn at(second: u64) -> Mono {
    Mono(second * 1000)
}

/// The plan of a built-in routine, such as `quick-bridge` or `release-and-strengthen/b`, with nothing chosen.
pub(crate) fn plan(name: &str) -> Plan {
    plan_with(name, Choices::default())
}

pub(crate) fn plan_with(name: &str, choices: Choices) -> Plan {
    let (routine, variant) = name.split_once('/').map_or((name, None), |(routine, variant)| (routine, Some(variant)));
    let routine = Catalogue::built_in().routine(routine).unwrap();
    let variant = variant.map_or(&routine.variants[0], |variant| routine.variant(variant).unwrap());
    Plan::unfold(routine, variant, Catalogue::built_in(), &choices).unwrap()
}

/// The plans of all built-in routines.
pub(crate) fn built_in_plans() -> Vec<Plan> {
    let plan = |routine: &Routine, variant| Plan::unfold(routine, variant, Catalogue::built_in(), &Choices::default()).unwrap();
    let routines = &Catalogue::built_in().routines;
    routines.iter().flat_map(|routine| routine.variants.iter().map(move |variant| plan(routine, variant))).collect()
}

/// The plan of one exercise alone, in its usual dose.
pub(crate) fn plan_of(exercise: &str) -> Plan {
    plan_of_steps(vec![step(exercise)], Timing::default()).unwrap()
}

pub(crate) fn plan_of_steps(steps: Vec<Step>, timing: Timing) -> Result<Plan, PlanError> {
    plan_from(Catalogue::built_in(), steps, timing)
}

pub(crate) fn plan_from(catalogue: &Catalogue, steps: Vec<Step>, timing: Timing) -> Result<Plan, PlanError> {
    let variant = Variant { id: None, name: None, steps };
    let routine = Routine {
        id: Id::new("own"),
        name: Label::Own(String::new()),
        summary: None,
        variants: vec![variant],
        days_per_week: None,
        default_days: Vec::new(),
    };
    Plan::unfold(&routine, &routine.variants[0], catalogue, &Choices { timing, alternative: false })
}

pub(crate) fn step(exercise: &str) -> Step {
    Step {
        exercise: Id::new(exercise),
        alternative: None,
        part: None,
        holds: None,
        hold: None,
        sets: None,
        reps: None,
        rest: None,
        sides: None,
    }
}
