//! What the answers of the safety check change about a routine, with the reason for each change.
//!
//! ```text
//! each step:  ruled out by an answer?  no  -> stays
//!                                      yes -> a replacement that no answer rules out and the routine does not have yet,
//!                                             in the order of the questions; else it is left out
//! the plan:   any answer that halves holds -> every hold is half as long, rounded up to a whole second
//! ```
//! Whether a session may begin at all comes before this: [`Barrier`](super::Barrier).

use super::Answers;
use crate::Millis;
use crate::content::{Effect, Question, Safety};
use crate::routine::{Catalogue, Choices, Exercise, Id, Plan, Routine, Step, Variant, Work};

/// One variant of a routine as it is played by a person with these answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjusted {
    /// The steps that are left, without alternatives: it is decided which of them is done.
    pub variant: Variant,
    /// None when nothing is left to do.
    pub plan: Option<Plan>,
    /// In the order of the steps; what holds for the whole session comes last.
    pub changes: Vec<Adjustment>,
}

/// One change, and the answers that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    pub what: Alteration,
    /// Ids of questions, in the order in which they are asked; never empty.
    pub because: Vec<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alteration {
    LeftOut { exercise: Id },
    Replaced { exercise: Id, by: Id },
    HoldsHalved,
}

impl Adjusted {
    /// Applies the answers to one variant of a routine and unfolds what is left.
    #[must_use]
    pub fn of(routine: &Routine, variant: &Variant, catalogue: &Catalogue, choices: &Choices, answers: &Answers) -> Self {
        let yes: Vec<&Question> = answers.yes(&catalogue.safety).collect();
        let chosen: Vec<Step> = variant.steps.iter().map(|step| decided(step, choices.alternative)).collect();
        let mut changes = Vec::new();
        let mut steps: Vec<Step> = Vec::new();
        for step in &chosen {
            let taken = |by: &Id| chosen.iter().chain(&steps).any(|other| other.exercise == *by);
            let (kept, change) = adjust(step, catalogue, &yes, taken);
            steps.extend(kept);
            changes.extend(change);
        }
        let variant = Variant { steps, ..variant.clone() };
        let plan = Plan::unfold(routine, &variant, catalogue, choices).ok();
        let halving = because(&yes, |question| question.yes.contains(&Effect::HalveHolds));
        let halved = plan.as_ref().filter(|_| !halving.is_empty()).map(Plan::with_holds_halved).filter(|half| Some(half) != plan.as_ref());
        if halved.is_some() {
            changes.push(Adjustment { what: Alteration::HoldsHalved, because: halving });
        }
        Self { variant, plan: halved.or(plan), changes }
    }
}

impl Adjustment {
    /// The message ids that say why.
    pub fn why<'a>(&'a self, safety: &'a Safety) -> impl Iterator<Item = &'a str> {
        self.because.iter().filter_map(|id| safety.question(id.as_str())).filter_map(|question| question.why.as_deref())
    }
}

/// The step with its alternative taken or put aside.
fn decided(step: &Step, alternative: bool) -> Step {
    let other = step.alternative.clone().filter(|_| alternative);
    Step { exercise: other.unwrap_or_else(|| step.exercise.clone()), alternative: None, ..step.clone() }
}

fn adjust(step: &Step, catalogue: &Catalogue, yes: &[&Question], taken: impl Fn(&Id) -> bool) -> (Option<Step>, Option<Adjustment>) {
    // An exercise that the catalogue does not have is for the plan to complain about.
    let Some(exercise) = catalogue.exercise(step.exercise.as_str()) else { return (Some(step.clone()), None) };
    let because = because(yes, |question| question.rules_out(exercise));
    if because.is_empty() {
        return (Some(step.clone()), None);
    }
    let id = exercise.id.clone();
    match replacement(exercise, catalogue, yes, taken) {
        Some(by) => {
            let what = Alteration::Replaced { exercise: id, by: by.id.clone() };
            (Some(in_place_of(step, exercise, by, catalogue)), Some(Adjustment { what, because }))
        }
        None => (None, Some(Adjustment { what: Alteration::LeftOut { exercise: id }, because })),
    }
}

/// What to do instead: the first that an answer names, no answer rules out and the routine does not have.
fn replacement<'a>(exercise: &Exercise, catalogue: &'a Catalogue, yes: &[&Question], taken: impl Fn(&Id) -> bool) -> Option<&'a Exercise> {
    let named = yes.iter().flat_map(|question| &question.yes).filter_map(|effect| match effect {
        Effect::Replace { exercise: from, by } if *from == exercise.id => Some(by),
        Effect::Replace { .. } | Effect::Exclude(_) | Effect::HalveHolds | Effect::ClinicianFirst | Effect::StopEmergency => None,
    });
    named
        .filter(|by| !taken(by))
        .filter_map(|by| catalogue.exercise(by.as_str()))
        .find(|by| !yes.iter().any(|question| question.rules_out(by)))
}

/// The step with another exercise. What the step says about its dose stays where both are dosed alike; holds never get longer.
fn in_place_of(step: &Step, exercise: &Exercise, by: &Exercise, catalogue: &Catalogue) -> Step {
    let (part, rest, sides) = (step.part, step.rest, step.sides);
    let own = Step { exercise: by.id.clone(), alternative: None, part, holds: None, hold: None, sets: None, reps: None, rest, sides };
    match (exercise.dose.work, by.dose.work) {
        (Work::Holds { .. }, Work::Holds { hold: usual, .. }) => {
            let hold = step.hold.map(|hold| hold.min(usual.unwrap_or(catalogue.timing.hold)));
            Step { holds: step.holds, hold, ..own }
        }
        (Work::Reps { .. }, Work::Reps { .. }) => Step { sets: step.sets, reps: step.reps, ..own },
        (Work::Holds { .. }, Work::Reps { .. }) | (Work::Reps { .. }, Work::Holds { .. }) => own,
    }
}

fn because(yes: &[&Question], is_reason: impl Fn(&Question) -> bool) -> Vec<Id> {
    yes.iter().filter(|question| is_reason(question)).map(|question| question.id.clone()).collect()
}

/// Half of a hold, rounded up to a whole second, and never longer than it was.
pub(crate) fn half(hold: Millis) -> Millis {
    Millis::from_secs(hold.0.div_ceil(2).div_ceil(1000)).min(hold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_hold_is_a_whole_second_or_the_hold_itself() {
        let halves = [0, 500, 1000, 2000, 3000, 5000, 10_000, 25_000].map(|hold| half(Millis(hold)).0);
        assert_eq!(halves, [0, 500, 1000, 1000, 2000, 3000, 5000, 13_000]);
    }
}
