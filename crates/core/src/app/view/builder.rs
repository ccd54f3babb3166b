//! The builder: a routine in the making, and the exercises to make it of.

use super::{FigureView, StepperView, exercise_name, still};
use crate::app::draft::{DraftStep, News, Origin, Problem, RoutineDraft, StepKey};
use crate::app::model::Model;
use crate::routine::bounds::{Bounds, NAME_LETTERS, OWN_STEPS, PAUSE_SECONDS};
use crate::routine::own::{Amount, Misfit, NameError, OwnStep};
use crate::routine::{Exercise, Id, Kind, PhaseKind, Plan, SideOrder};
use crate::text::Texts;

/// A routine in the making.
#[derive(Clone, Debug, PartialEq)]
pub struct BuilderView {
    /// Of the routine that is being built.
    pub id: Id,
    pub title: String,
    /// As it is typed.
    pub name: String,
    pub name_problem: Option<String>,
    pub most_letters: u32,
    /// None until there is something to do.
    pub total: Option<TotalView>,
    pub steps: Vec<BuilderStep>,
    /// Why there is no step to be seen.
    pub empty: Option<String>,
    /// The step that was removed last.
    pub removed: Option<RemovedStep>,
    /// Why no further step can be added.
    pub full: Option<String>,
    /// "Save routine", or what is missing.
    pub save: String,
    pub can_save: bool,
    /// For a screen reader: what the last press did.
    pub announce: String,
    pub focus: BuilderFocus,
    /// How often saving was tried in vain: each time the focus goes to what is missing.
    pub refusals: u32,
    /// Whether the person is asked if they want to leave.
    pub leaving: bool,
}

/// How long it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalView {
    /// "2 min 17"
    pub length: String,
    /// "70 s of holding"
    pub holding: String,
    pub bar: Vec<Stretch>,
}

/// A part of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub works: bool,
    /// Tenths of a second: its width.
    pub weight: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BuilderStep {
    pub key: StepKey,
    pub name: String,
    /// "2 × 10 s each side, rest 4 s"
    pub dose: String,
    pub figure: Option<FigureView>,
    /// Its numbers, while they are in sight.
    pub numbers: Option<StepNumbers>,
    /// Why it cannot be played.
    pub problem: Option<String>,
    pub is_first: bool,
    pub is_last: bool,
    /// "Move Bridge, step 1 of 2"
    pub move_label: String,
}

/// What can be set about a step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepNumbers {
    /// Seconds of a hold, or repetitions of a set, with its name.
    pub each: (String, StepperView),
    /// Holds or sets.
    pub count: (String, StepperView),
    pub rest: StepperView,
    /// For an exercise that works one side at a time.
    pub sides: Option<SideOrder>,
    pub can_duplicate: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedStep {
    /// Where it was.
    pub place: usize,
    /// "Bridge removed."
    pub text: String,
}

/// Where the focus goes when the screen appears, or what it stands on does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuilderFocus {
    Back,
    Name,
    Add,
    Step(StepKey),
    Undo,
    /// It stays where it is.
    Stays,
}

/// The exercises that a step can be made of.
#[derive(Clone, Debug, PartialEq)]
pub struct ExercisesView {
    pub groups: Vec<ExerciseGroup>,
    /// "3 exercises", or that there is none.
    pub count: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseGroup {
    pub name: String,
    pub exercises: Vec<ExerciseCard>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseCard {
    pub id: Id,
    pub name: String,
    /// "3 × 10 s each side, on hands and knees"
    pub detail: String,
    /// The muscles that work.
    pub muscles: String,
    pub figure: FigureView,
}

/// The draft; none when nothing is being built.
#[must_use]
pub fn builder(model: &Model) -> Option<BuilderView> {
    let draft = model.own.draft.as_ref()?;
    let texts = model.texts();
    let problems = draft.problems(model.catalogue);
    let tried = |problem: &&Problem| draft.refusals > 0 || matches!(problem, Problem::Step(..) | Problem::Name(NameError::TooLong(_)));
    let told: Vec<&Problem> = problems.iter().filter(tried).collect();
    let most = OWN_STEPS.max;
    Some(BuilderView {
        id: draft.id.clone(),
        title: texts.get(match draft.origin {
            Origin::New => "builder-new",
            Origin::Stored => "builder-change",
            Origin::Copy => "builder-copy",
        }),
        name: draft.name.clone(),
        name_problem: told.iter().find_map(|problem| name_problem(texts, problem)),
        most_letters: NAME_LETTERS.max,
        total: total(model, draft),
        steps: draft.steps.iter().enumerate().map(|(place, step)| builder_step(model, draft, place, step)).collect(),
        empty: draft.steps.is_empty().then(|| texts.get(if draft.refusals > 0 { "builder-empty-problem" } else { "builder-empty" })),
        removed: draft.removed().map(|(place, exercise)| RemovedStep {
            place,
            text: texts.format("builder-removed", &[("exercise", exercise_name(model, exercise).into())]),
        }),
        full: draft.is_full().then(|| texts.format("builder-full", &[("steps", most.into())])),
        save: texts.get(match problems.first() {
            None => "builder-save",
            Some(Problem::Name(_)) => "builder-save-name",
            Some(Problem::NoSteps) => "builder-save-steps",
            Some(Problem::Step(..)) => "builder-save-misfit",
        }),
        can_save: problems.is_empty(),
        announce: announce(model, draft),
        focus: focus(draft, &problems),
        refusals: draft.refusals,
        leaving: draft.leaving.is_some(),
    })
}

fn name_problem(texts: &Texts, problem: &Problem) -> Option<String> {
    match problem {
        Problem::Name(NameError::Empty) => Some(texts.get("builder-name-empty")),
        Problem::Name(NameError::TooLong(problem)) => {
            let letters = [("letters", problem.value.into()), ("most", problem.bounds.max.into())];
            Some(texts.format("builder-name-long", &letters))
        }
        Problem::Name(NameError::Unprintable) => Some(texts.get("builder-name-odd")),
        Problem::NoSteps | Problem::Step(..) => None,
    }
}

fn total(model: &Model, draft: &RoutineDraft) -> Option<TotalView> {
    let texts = model.texts();
    let plan = draft.plan(model.catalogue, &model.settings.choices(model.catalogue.timing, false))?;
    Some(TotalView {
        length: texts.duration(plan.total()),
        holding: texts.format("builder-holding", &[("length", texts.duration(plan.planned_hold()).into())]),
        bar: bar(&plan),
    })
}

/// Work and rest in turn. In a long routine the rests within a side of an exercise are too short to be seen.
fn bar(plan: &Plan) -> Vec<Stretch> {
    const MOST: usize = 60;
    let fine = stretches(plan, |kind| kind == PhaseKind::Rest || !kind.is_work());
    if fine.len() <= MOST { fine } else { stretches(plan, |kind| matches!(kind, PhaseKind::SwitchSides | PhaseKind::ChangePosition)) }
}

fn stretches(plan: &Plan, rests: impl Fn(PhaseKind) -> bool) -> Vec<Stretch> {
    let mut bar: Vec<Stretch> = Vec::new();
    for phase in plan.phases().iter().filter(|phase| phase.kind != PhaseKind::GetReady) {
        let (works, weight) = (!rests(phase.kind), phase.length.0 / 100);
        match bar.last_mut() {
            Some(last) if last.works == works => last.weight += weight,
            Some(_) | None => bar.push(Stretch { works, weight }),
        }
    }
    bar
}

fn builder_step(model: &Model, draft: &RoutineDraft, place: usize, DraftStep { key, step }: &DraftStep) -> BuilderStep {
    let texts = model.texts();
    let exercise = model.catalogue.exercise(step.exercise.as_str());
    let name = exercise_name(model, &step.exercise);
    let place_of = [("exercise", name.clone().into()), ("step", (place + 1).into()), ("steps", draft.steps.len().into())];
    let misfit = step.check(model.catalogue).err();
    BuilderStep {
        key: *key,
        dose: dose_and_rest(texts, step),
        figure: exercise.map(|exercise| still(model, exercise)),
        numbers: (draft.open == Some(*key) && misfit.is_none()).then(|| numbers(model, draft, step)),
        problem: misfit.map(|misfit| step_problem(texts, &misfit)),
        is_first: place == 0,
        is_last: place + 1 == draft.steps.len(),
        move_label: texts.format("builder-move", &place_of),
        name,
    }
}

fn step_problem(texts: &Texts, misfit: &Misfit) -> String {
    match misfit {
        Misfit::UnknownExercise(id) => texts.format("builder-step-unknown", &[("exercise", id.to_string().into())]),
        Misfit::IsHeld(_) | Misfit::IsRepeated(_) | Misfit::HasNoSides(_) => texts.get("builder-step-misfit"),
    }
}

fn numbers(model: &Model, draft: &RoutineDraft, step: &OwnStep) -> StepNumbers {
    let texts = model.texts();
    let (count, each) = match step.amount {
        Amount::Holds { .. } => ("builder-holds", "builder-hold"),
        Amount::Reps { .. } => ("builder-sets", "builder-reps"),
    };
    let usual = model.catalogue.exercise(step.exercise.as_str()).map(|exercise| OwnStep::of(exercise, &model.catalogue.timing));
    let rest = step.rest.or(usual.and_then(|usual| usual.rest)).unwrap_or_default();
    let amount = step.amount;
    let each_view = match amount {
        Amount::Holds { .. } => seconds(texts, amount.each(), amount.each_bounds()),
        Amount::Reps { .. } => one_by_one(amount.each(), amount.each_bounds()),
    };
    StepNumbers {
        each: (texts.get(each), each_view),
        count: (texts.get(count), one_by_one(amount.count(), amount.count_bounds())),
        rest: seconds(texts, rest, PAUSE_SECONDS),
        sides: step.sides,
        can_duplicate: !draft.is_full(),
    }
}

/// Single seconds while they matter, larger steps the longer it gets. Up and down again comes back.
fn seconds(texts: &Texts, now: u32, bounds: Bounds) -> StepperView {
    let grid = |seconds: u32| match seconds {
        0..15 => 1,
        15..60 => 5,
        60..180 => 15,
        180.. => 30,
    };
    let below = now.checked_sub(1).map(|below| below - below % grid(below));
    let above = now - now % grid(now) + grid(now);
    let text = texts.format("duration-seconds", &[("seconds", now.into())]);
    stepper(text, now, below, above, bounds)
}

fn one_by_one(now: u32, bounds: Bounds) -> StepperView {
    stepper(now.to_string(), now, now.checked_sub(1), now + 1, bounds)
}

fn stepper(text: String, now: u32, below: Option<u32>, above: u32, bounds: Bounds) -> StepperView {
    StepperView {
        text,
        less: below.filter(|_| now > bounds.min).map(|below| below.max(bounds.min).into()),
        more: (now < bounds.max).then(|| above.min(bounds.max).into()),
    }
}

fn dose_and_rest(texts: &Texts, step: &OwnStep) -> String {
    let dose = dose(texts, step);
    match step.rest.filter(|_| step.amount.count() > 1) {
        Some(rest) if rest > 0 => texts.format("builder-dose-rest", &[("dose", dose.into()), ("rest", rest.into())]),
        Some(_) | None => dose,
    }
}

/// "3 × 10 s each side"
fn dose(texts: &Texts, step: &OwnStep) -> String {
    let dose = match step.amount {
        Amount::Holds { holds, seconds } => texts.format("routine-sets-of-seconds", &[("sets", holds.into()), ("seconds", seconds.into())]),
        Amount::Reps { sets, reps } => texts.format("routine-sets-of-reps", &[("sets", sets.into()), ("reps", reps.into())]),
    };
    let sides = match step.sides {
        None => return dose,
        Some(SideOrder::LeftFirst | SideOrder::RightFirst) => "routine-each-side",
        Some(SideOrder::LeftOnly) => "builder-dose-left",
        Some(SideOrder::RightOnly) => "builder-dose-right",
    };
    texts.format(sides, &[("dose", dose.into())])
}

fn announce(model: &Model, draft: &RoutineDraft) -> String {
    let texts = model.texts();
    let at = |id: &str, key: StepKey| {
        let place = draft.place(key)?;
        let exercise = exercise_name(model, &draft.steps.get(place)?.step.exercise);
        Some(texts.format(id, &[("exercise", exercise.into()), ("step", (place + 1).into()), ("steps", draft.steps.len().into())]))
    };
    let said = match &draft.news {
        News::Added(key) | News::Duplicated(key) => at("builder-said-added", *key),
        News::Moved(key) => at("builder-said-moved", *key),
        News::Restored(key) => at("builder-said-restored", *key),
        News::Removed(exercise) => Some(texts.format("builder-removed", &[("exercise", exercise_name(model, exercise).into())])),
        News::Opened | News::Returned | News::Stayed | News::Refused | News::Quiet => None,
    };
    said.unwrap_or_default()
}

fn focus(draft: &RoutineDraft, problems: &[Problem]) -> BuilderFocus {
    match &draft.news {
        News::Opened | News::Stayed => BuilderFocus::Back,
        News::Returned => BuilderFocus::Add,
        News::Added(key) | News::Duplicated(key) | News::Restored(key) => BuilderFocus::Step(*key),
        News::Removed(_) if draft.removed().is_some() => BuilderFocus::Undo,
        News::Refused => match problems.first() {
            Some(Problem::Name(_)) => BuilderFocus::Name,
            Some(Problem::Step(key, _)) => BuilderFocus::Step(*key),
            Some(Problem::NoSteps) => BuilderFocus::Add,
            None => BuilderFocus::Stays,
        },
        News::Removed(_) | News::Moved(_) | News::Quiet => BuilderFocus::Stays,
    }
}

/// The exercises whose name, muscles, position or equipment have all these words.
#[must_use]
pub fn exercises(model: &Model, words: &str) -> ExercisesView {
    let texts = model.texts();
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let groups = Kind::ALL.into_iter().map(|kind| ExerciseGroup {
        name: texts.get(&format!("kind-{}", kind.id())),
        exercises: in_order(model, kind)
            .into_iter()
            .filter(|exercise| {
                let said = about(model, exercise);
                words.iter().all(|word| said.contains(word.as_str()))
            })
            .map(|exercise| exercise_card(model, exercise))
            .collect(),
    });
    let groups: Vec<ExerciseGroup> = groups.filter(|group| !group.exercises.is_empty()).collect();
    let found: usize = groups.iter().map(|group| group.exercises.len()).sum();
    ExercisesView { count: texts.format("exercises-found", &[("count", found.into())]), groups }
}

/// All of a kind, by position and name, so that neighbours can be done without getting up.
fn in_order(model: &Model, kind: Kind) -> Vec<&Exercise> {
    let mut all: Vec<&Exercise> = model.catalogue.exercises().filter(|exercise| exercise.kind == kind).collect();
    all.sort_by_cached_key(|exercise| (exercise.position, model.texts().get(&exercise.name).to_lowercase()));
    all
}

/// Everything that a search finds an exercise by, in small letters.
fn about(model: &Model, exercise: &Exercise) -> String {
    let texts = model.texts();
    let kit = exercise.equipment.iter().map(|kit| texts.get(&format!("equipment-{}", kit.id())));
    let place = texts.get(&format!("position-{}", exercise.position.id()));
    let all = [texts.get(&exercise.name), muscles(model, exercise), place].into_iter().chain(kit);
    all.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn muscles(model: &Model, exercise: &Exercise) -> String {
    let name = |id: &Id| model.catalogue.learn.muscle_name(id.as_str()).map(|name| model.texts().get(name));
    exercise.muscles.iter().filter_map(name).collect::<Vec<_>>().join(", ")
}

fn exercise_card(model: &Model, exercise: &Exercise) -> ExerciseCard {
    let texts = model.texts();
    let usual = OwnStep::of(exercise, &model.catalogue.timing);
    let position = texts.get(&format!("position-{}", exercise.position.id()));
    let detail = [("dose", dose(texts, &usual).into()), ("position", position.into())];
    ExerciseCard {
        id: exercise.id.clone(),
        name: texts.get(&exercise.name),
        detail: texts.format("exercises-detail", &detail),
        muscles: muscles(model, exercise),
        figure: still(model, exercise),
    }
}
