//! A routine that is being built: what was done so far, whether it can be saved, and what was there before.

use serde_json::{Map, Value};

use super::model::Screen;
use crate::routine::bounds::OWN_STEPS;
use crate::routine::own::{Misfit, Name, NameError, OwnRoutine, OwnStep, breaks_the_line, routine};
use crate::routine::{Catalogue, Choices, Exercise, Id, Plan, Routine, SideOrder, Timing, Variant};

/// A routine in the making. Its steps are always within the bounds; its name may be none yet.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutineDraft {
    /// Under which it will be stored.
    pub id: Id,
    pub origin: Origin,
    /// As it is typed.
    pub name: String,
    pub steps: Vec<DraftStep>,
    /// The step whose numbers are in sight.
    pub open: Option<StepKey>,
    /// What happened last.
    pub news: News,
    /// How often saving was tried in vain: from the first time on, what is missing is said in place.
    pub refusals: u32,
    /// Where the person wants to go, while they are asked whether to leave.
    pub leaving: Option<Screen>,
    /// The step that was removed last, with its place.
    pub(super) removed: Option<(usize, DraftStep)>,
    unknown: Map<String, Value>,
    /// What leaving would lose nothing against.
    kept: Content,
    next_key: u32,
}

/// Where a draft comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    New,
    /// Changes one that is stored.
    Stored,
    /// A copy of another one.
    Copy,
}

/// Tells steps apart however they are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepKey(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub struct DraftStep {
    pub key: StepKey,
    pub step: OwnStep,
}

/// What happened last; it decides what is announced and where the focus goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The draft was opened.
    Opened,
    /// Back from the list of exercises with nothing.
    Returned,
    /// Did not leave after all.
    Stayed,
    Added(StepKey),
    Duplicated(StepKey),
    Moved(StepKey),
    /// A step of this exercise is gone.
    Removed(Id),
    Restored(StepKey),
    /// It could not be saved as it is.
    Refused,
    /// Nothing to be told.
    Quiet,
}

/// Up or down the list of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// A number of one step; the nearest that is allowed is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepChange {
    /// Holds or sets.
    Count(u64),
    /// Seconds of a hold, or repetitions of a set.
    Each(u64),
    Rest(u64),
    Sides(SideOrder),
}

/// Why a draft cannot be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Name(NameError),
    NoSteps,
    Step(StepKey, Misfit),
}

/// What would be stored.
type Content = (String, Vec<OwnStep>);

impl RoutineDraft {
    /// Nothing yet.
    pub(super) fn new(id: Id) -> Self {
        Self::of(id, Origin::New, String::new(), Vec::new(), Map::new())
    }

    /// To change a routine that is stored.
    pub(super) fn edit(own: &OwnRoutine) -> Self {
        Self::of(own.id.clone(), Origin::Stored, own.name.as_str().to_owned(), own.steps.clone(), own.unknown.clone())
    }

    /// A copy of one variant of another routine.
    pub(super) fn copy(id: Id, name: String, variant: &Variant, catalogue: &Catalogue, timing: &Timing) -> Self {
        let steps = variant.steps.iter().take(OWN_STEPS.max as usize).filter_map(|step| {
            let exercise = catalogue.exercise(step.exercise.as_str())?;
            Some(OwnStep::like(step, exercise, timing))
        });
        Self::of(id, Origin::Copy, name, steps.collect(), Map::new())
    }

    fn of(id: Id, origin: Origin, name: String, steps: Vec<OwnStep>, unknown: Map<String, Value>) -> Self {
        let kept = (name.clone(), steps.clone());
        let mut draft = Self {
            id,
            origin,
            name,
            steps: Vec::new(),
            open: None,
            news: News::Opened,
            refusals: 0,
            leaving: None,
            removed: None,
            unknown,
            kept,
            next_key: 0,
        };
        for step in steps {
            draft.insert(draft.steps.len(), step);
        }
        draft
    }

    /// Whether leaving would lose something.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.content() != self.kept
    }

    fn content(&self) -> Content {
        (self.name.trim().to_owned(), self.steps.iter().map(|step| step.step.clone()).collect())
    }

    /// All that keeps it from being saved.
    #[must_use]
    pub fn problems(&self, catalogue: &Catalogue) -> Vec<Problem> {
        let name = Name::parse(&self.name).err().map(Problem::Name);
        let none = self.steps.is_empty().then_some(Problem::NoSteps);
        let misfits = self.steps.iter().filter_map(|DraftStep { key, step }| Some(Problem::Step(*key, step.check(catalogue).err()?)));
        name.into_iter().chain(none).chain(misfits).collect()
    }

    /// The routine to be stored; none as long as there are problems.
    #[must_use]
    pub fn finished(&self, catalogue: &Catalogue) -> Option<OwnRoutine> {
        if !self.problems(catalogue).is_empty() {
            return None;
        }
        let steps = self.steps.iter().map(|step| step.step.clone()).collect();
        Some(OwnRoutine { id: self.id.clone(), name: Name::parse(&self.name).ok()?, steps, unknown: self.unknown.clone() })
    }

    /// What can be played of it; none as long as that is nothing.
    #[must_use]
    pub fn plan(&self, catalogue: &Catalogue, choices: &Choices) -> Option<Plan> {
        let routine = self.routine(catalogue);
        Plan::unfold(&routine, routine.variants.first()?, catalogue, choices).ok()
    }

    /// The routine of the steps that can be played.
    fn routine(&self, catalogue: &Catalogue) -> Routine {
        let fit = self.steps.iter().filter(|step| step.step.check(catalogue).is_ok());
        routine(self.id.clone(), &self.name, fit.map(|step| step.step.step()).collect())
    }

    #[must_use]
    pub fn is_full(&self) -> bool {
        self.steps.len() >= OWN_STEPS.max as usize
    }

    /// The place of a step, from 0.
    #[must_use]
    pub fn place(&self, key: StepKey) -> Option<usize> {
        self.steps.iter().position(|step| step.key == key)
    }

    /// The exercise of the step that was removed last, as long as there is room to bring it back.
    #[must_use]
    pub fn removed(&self) -> Option<(usize, &Id)> {
        let (place, step) = self.removed.as_ref().filter(|_| !self.is_full())?;
        Some(((*place).min(self.steps.len()), &step.step.exercise))
    }
}

/// What a person does to it.
impl RoutineDraft {
    /// A name is one line: whatever would break it is left out.
    pub(super) fn rename(&mut self, name: &str) {
        self.name = name.chars().filter(|letter| !breaks_the_line(*letter)).collect();
        self.news = News::Quiet;
    }

    pub(super) fn add(&mut self, exercise: &Exercise, timing: &Timing) {
        if let Some(key) = self.insert(self.steps.len(), OwnStep::of(exercise, timing)) {
            self.open = Some(key);
            self.news = News::Added(key);
        }
    }

    pub(super) fn duplicate(&mut self, key: StepKey) {
        let Some(place) = self.place(key) else { return };
        if let Some(key) = self.insert(place + 1, self.steps[place].step.clone()) {
            self.open = Some(key);
            self.news = News::Duplicated(key);
        }
    }

    pub(super) fn toggle(&mut self, key: StepKey) {
        self.open = Some(key).filter(|_| self.open != Some(key) && self.place(key).is_some());
        self.news = News::Quiet;
    }

    pub(super) fn change(&mut self, key: StepKey, change: StepChange) {
        let Some(place) = self.place(key) else { return };
        let step = &mut self.steps[place].step;
        let (count, each) = (u64::from(step.amount.count()), u64::from(step.amount.each()));
        match change {
            StepChange::Count(count) => step.amount = step.amount.with(count, each),
            StepChange::Each(each) => step.amount = step.amount.with(count, each),
            StepChange::Rest(seconds) => step.set_rest(seconds),
            StepChange::Sides(order) => step.sides = step.sides.map(|_| order),
        }
        self.news = News::Quiet;
    }

    pub(super) fn shift(&mut self, key: StepKey, direction: Direction) {
        let Some(place) = self.place(key) else { return };
        match direction {
            Direction::Up => self.put(key, place.saturating_sub(1)),
            Direction::Down => self.put(key, place + 1),
        }
    }

    /// Moves a step to a place, or to the end when there is no such place.
    pub(super) fn put(&mut self, key: StepKey, to: usize) {
        let Some(from) = self.place(key) else { return };
        let to = to.min(self.steps.len() - 1);
        if from != to {
            let step = self.steps.remove(from);
            self.steps.insert(to, step);
            self.news = News::Moved(key);
        }
    }

    pub(super) fn remove(&mut self, key: StepKey) {
        let Some(place) = self.place(key) else { return };
        let step = self.steps.remove(place);
        self.open = self.open.filter(|open| *open != key);
        self.news = News::Removed(step.step.exercise.clone());
        self.removed = Some((place, step));
    }

    pub(super) fn undo(&mut self) {
        if self.is_full() {
            return;
        }
        if let Some((place, step)) = self.removed.take() {
            self.news = News::Restored(step.key);
            self.steps.insert(place.min(self.steps.len()), step);
        }
    }

    pub(super) fn stay(&mut self) {
        self.leaving = None;
        self.news = News::Stayed;
    }

    /// It was stored with this content. Whether nothing was changed since.
    pub(super) fn stored(&mut self, own: &OwnRoutine) -> bool {
        self.kept = (own.name.as_str().to_owned(), own.steps.clone());
        self.origin = Origin::Stored;
        !self.is_changed()
    }

    fn insert(&mut self, place: usize, step: OwnStep) -> Option<StepKey> {
        if self.is_full() {
            return None;
        }
        let key = StepKey(self.next_key);
        self.next_key += 1;
        self.steps.insert(place, DraftStep { key, step });
        Some(key)
    }
}
