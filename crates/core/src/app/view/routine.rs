//! The routines, as a list and one by one.

use std::collections::BTreeSet;

use super::safety::{changes, note};
use super::{ChangeView, FigureView, SafetyNote, exercise_name, still};
use crate::app::model::Model;
use crate::app::own::Why;
use crate::content::Source;
use crate::routine::own::{DocumentError, Misfit, is_own};
use crate::routine::{Equipment, Exercise, Id, PhaseKind, Plan, PlannedSet, Position, Routine, Side, Timing, Variant, Work};
use crate::safety::Adjusted;
use crate::text::Texts;

/// The list of routines.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutinesView {
    /// Why no routine can be started now.
    pub safety: Option<SafetyNote>,
    /// Those that Unsit comes with, the quick one first.
    pub cards: Vec<RoutineCard>,
    /// Those that the person built.
    pub own: Vec<RoutineCard>,
    /// Those that the person built and this version cannot play.
    pub unplayable: Vec<UnplayableCard>,
    /// "After lunch is deleted.", as long as it can be had back.
    pub removed: Option<String>,
}

/// A routine that is kept and cannot be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnplayableCard {
    pub id: Id,
    pub name: String,
    /// And what to do.
    pub why: String,
    /// Whether it can be changed so that it can be played.
    pub can_change: bool,
}

/// A routine in short.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutineCard {
    pub id: Id,
    pub name: String,
    pub summary: String,
    /// "1 min 07"
    pub length: String,
    /// For a screen reader: "Start Quick bridge, 1 minute 7 seconds"
    pub start_label: String,
    /// "1 min 07, on your back"
    pub detail: String,
    pub figure: Option<FigureView>,
    pub tags: Vec<Tag>,
    /// False while the safety answers leave nothing of it, or let no session begin.
    pub startable: bool,
}

/// A word with a picture: a place or a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// An icon's name.
    pub icon: &'static str,
    pub text: String,
}

/// One routine in full.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutineView {
    pub card: RoutineCard,
    /// Which variant is shown, where there are several.
    pub variant: Option<String>,
    /// All variants, where there are several.
    pub variants: Vec<VariantView>,
    /// Whether the person built it, and may change and delete it.
    pub is_own: bool,
    pub facts: Vec<Fact>,
    pub steps: Vec<StepView>,
    /// What the safety answers change about it.
    pub changes: Vec<ChangeView>,
    /// Why it cannot be started now.
    pub safety: Option<SafetyNote>,
    pub cautions: Vec<String>,
    pub sources: Vec<SourceView>,
    /// "Start, 1 min 07"
    pub start: String,
    /// The label of a second start, when steps have an alternative.
    pub start_alternative: Option<String>,
}

/// One of several variants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantView {
    pub id: Id,
    pub name: String,
    /// Whether it is this one's turn.
    pub is_next: bool,
    pub is_shown: bool,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub value: String,
    pub name: String,
}

/// One exercise on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    pub name: String,
    pub how: Vec<String>,
    /// "3 × 10 s"
    pub dose: String,
    /// What else can be done: another exercise, or this one without its equipment.
    pub instead: Vec<String>,
    pub figure: Option<FigureView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceView {
    pub title: String,
    /// What it supports.
    pub supports: String,
    /// How sure that is.
    pub certainty: String,
    /// Journal or kind of page, and year.
    pub reference: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// A remark where no record of it was seen.
    pub unseen: Option<String>,
}

#[must_use]
pub fn routines(model: &Model) -> RoutinesView {
    let texts = model.texts();
    let unplayable = model.own.routines.unplayable().map(|unplayable| UnplayableCard {
        id: unplayable.id.clone(),
        name: unplayable.name.map_or_else(|| texts.get("routines-unnamed"), str::to_owned),
        why: why_unplayable(texts, unplayable.why),
        can_change: model.own.routines.own(unplayable.id.as_str()).is_some(),
    });
    let removed = model.own.removed.as_ref();
    RoutinesView {
        safety: note(model, None),
        cards: model.catalogue.routines.iter().map(|routine| card(model, routine)).collect(),
        own: model.own.routines.playable().map(|routine| card(model, routine)).collect(),
        unplayable: unplayable.collect(),
        removed: removed.map(|removed| texts.format("routines-deleted", &[("routine", removed.name.clone().into())])),
    }
}

/// Why a routine cannot be played, and what to do.
#[must_use]
pub fn why_unplayable(texts: &Texts, why: Why<'_>) -> String {
    match why {
        Why::Misfit(Misfit::UnknownExercise(id)) => texts.format("own-unknown-exercise", &[("exercise", id.to_string().into())]),
        Why::Misfit(Misfit::IsHeld(_) | Misfit::IsRepeated(_) | Misfit::HasNoSides(_)) => texts.get("own-misfit"),
        Why::Document(DocumentError::Newer) => texts.get("own-newer"),
        Why::Document(DocumentError::Wrong { what }) => texts.format("own-unreadable", &[("why", what.clone().into())]),
    }
}

/// The routine in full, with the variant whose turn it is; none when there is no such routine.
#[must_use]
pub fn routine(model: &Model, id: &Id) -> Option<RoutineView> {
    routine_variant(model, id, None)
}

/// The routine in full, with one of its variants; none: the one whose turn it is.
#[must_use]
pub fn routine_variant(model: &Model, id: &Id, shown: Option<&Id>) -> Option<RoutineView> {
    let texts = model.texts();
    let routine = model.routine(id.as_str())?;
    let next = turn(model, routine)?;
    let variant = shown.and_then(|shown| routine.variant(shown.as_str())).unwrap_or(next);
    let adjusted = model.adjusted(routine, variant, false);
    // Another plan that does not fit has no page; one of which nothing is left says so.
    if adjusted.plan.is_none() && adjusted.changes.is_empty() {
        return None;
    }
    let card = card_of(model, routine, Some(variant));
    let exercises = exercises(model, &adjusted.variant);
    let alternative = alternative(model, routine, variant);
    let kit: Vec<String> = equipment(&exercises).into_iter().map(|kit| texts.get(&format!("equipment-{}", kit.id()))).collect();
    let kit = if kit.is_empty() { texts.get("equipment-none") } else { kit.join(", ") };
    let facts = adjusted.plan.as_ref().map(|plan| {
        [
            (card.length.clone(), texts.get("routine-total")),
            (texts.duration(plan.planned_hold()), texts.get("routine-of-holding")),
            (kit, place(texts, &exercises)),
        ]
    });
    let mut seen = BTreeSet::new();
    let cautions = exercises.iter().flat_map(|exercise| &exercise.cautions).filter(|id| seen.insert(*id));
    Some(RoutineView {
        variant: variant.name.as_ref().map(|name| {
            let name = texts.get(name);
            if variant == next { texts.format("routine-variant-next", &[("variant", name.into())]) } else { name }
        }),
        variants: variants(texts, routine, next, variant),
        is_own: is_own(id.as_str()),
        facts: facts.into_iter().flatten().map(|(value, name)| Fact { value, name }).collect(),
        steps: adjusted.plan.as_ref().map_or_else(Vec::new, |plan| steps(model, variant, plan)),
        changes: changes(texts, model.catalogue, &adjusted.changes),
        safety: note(model, Some(&adjusted)),
        cautions: cautions.map(|id| texts.get(id)).collect(),
        sources: sources(model, &exercises),
        start: texts.format("routine-start", &[("length", card.length.clone().into())]),
        start_alternative: alternative.map(|id| texts.format("routine-alternative", &[("exercise", exercise_name(model, id).into())])),
        card,
    })
}

fn variants(texts: &Texts, routine: &Routine, next: &Variant, shown: &Variant) -> Vec<VariantView> {
    let named = routine.variants.iter().filter_map(|variant| Some((variant, variant.id.as_ref()?, variant.name.as_ref()?)));
    named
        .map(|(variant, id, name)| VariantView {
            id: id.clone(),
            name: texts.get(name),
            is_next: variant == next,
            is_shown: variant == shown,
        })
        .collect()
}

pub(super) fn card(model: &Model, routine: &Routine) -> RoutineCard {
    card_of(model, routine, turn(model, routine))
}

fn card_of(model: &Model, routine: &Routine, variant: Option<&Variant>) -> RoutineCard {
    let texts = model.texts();
    let adjusted = variant.map(|variant| model.adjusted(routine, variant, false));
    let total = adjusted.as_ref().and_then(|adjusted| adjusted.plan.as_ref()).map(Plan::total);
    let exercises = adjusted.as_ref().map_or_else(Vec::new, |adjusted| exercises(model, &adjusted.variant));
    let nothing = || texts.get("changes-nothing");
    let (name, length) = (routine.name_in(texts), total.map_or_else(nothing, |total| texts.duration(total)));
    let spoken = total.map_or_else(nothing, |total| texts.duration_spoken(total));
    let position = exercises.first().map(|first| texts.get(&format!("position-{}", first.position.id())));
    let line = |position: String| texts.format("today-routine-line", &[("length", length.clone().into()), ("position", position.into())]);
    RoutineCard {
        id: routine.id.clone(),
        summary: routine.summary_in(texts, model.catalogue),
        start_label: texts.format("today-start-aria", &[("routine", name.clone().into()), ("length", spoken.into())]),
        detail: position.map_or_else(|| length.clone(), line),
        figure: picture(&exercises).map(|exercise| still(model, exercise)),
        tags: tags(texts, &exercises),
        startable: total.is_some() && model.barrier().is_none(),
        name,
        length,
    }
}

/// The exercise that stands for a routine: the last that strengthens, because the first ones are often the same.
fn picture<'a>(exercises: &[&'a Exercise]) -> Option<&'a Exercise> {
    exercises.last().copied()
}

/// The variant whose turn it is.
pub(super) fn turn<'a>(model: &Model, routine: &'a Routine) -> Option<&'a Variant> {
    routine.variant_after(model.last_variant(routine.id.as_str()).map(Id::as_str))
}

/// The first alternative that the safety answers leave.
fn alternative<'a>(model: &Model, routine: &Routine, variant: &'a Variant) -> Option<&'a Id> {
    let other: Adjusted = model.adjusted(routine, variant, true);
    let left = |id: &&Id| other.variant.steps.iter().any(|step| step.exercise == **id);
    variant.steps.iter().filter_map(|step| step.alternative.as_ref()).find(left)
}

fn exercises<'a>(model: &'a Model, variant: &Variant) -> Vec<&'a Exercise> {
    variant.steps.iter().filter_map(|step| model.catalogue.exercise(step.exercise.as_str())).collect()
}

fn equipment(exercises: &[&Exercise]) -> BTreeSet<Equipment> {
    exercises.iter().flat_map(|exercise| exercise.equipment.iter().copied()).collect()
}

/// Whether one needs a floor or a mat for it.
fn needs_a_floor(position: Position) -> bool {
    !matches!(position, Position::Seated | Position::Standing)
}

fn place(texts: &Texts, exercises: &[&Exercise]) -> String {
    match exercises.first() {
        Some(first) if !exercises.iter().any(|exercise| needs_a_floor(exercise.position)) => {
            texts.get(&format!("position-{}", first.position.id()))
        }
        Some(_) | None => texts.get("routine-floor-or-mat"),
    }
}

fn tags(texts: &Texts, exercises: &[&Exercise]) -> Vec<Tag> {
    let floor = exercises.iter().any(|exercise| needs_a_floor(exercise.position));
    let place = floor.then(|| Tag { icon: "mat", text: texts.get("routine-tag-floor") });
    let kit = equipment(exercises).into_iter().map(|kit| {
        let icon = match kit {
            Equipment::Chair => "chair",
            Equipment::Roller => "roller",
            Equipment::Band | Equipment::Strap => "stretch",
            Equipment::Wall => "wall",
            Equipment::Ball => "ball",
        };
        Tag { icon, text: texts.get(&format!("equipment-{}", kit.id())) }
    });
    place.into_iter().chain(kit).collect()
}

/// One for each exercise and side.
fn steps(model: &Model, variant: &Variant, plan: &Plan) -> Vec<StepView> {
    plan.sets().iter().filter(|set| set.set == 1).map(|set| step(model, variant, plan, set)).collect()
}

fn step(model: &Model, variant: &Variant, plan: &Plan, set: &PlannedSet) -> StepView {
    let texts = model.texts();
    let exercise = model.catalogue.exercise(set.exercise.as_str());
    let name = exercise_name(model, &set.exercise);
    let variables = [("exercise", name.clone().into())];
    let (name, again) = match set.side {
        None => (name, false),
        Some(Side::Left) => (texts.format("routine-left", &variables), is_second_side(plan, set)),
        Some(Side::Right) => (texts.format("routine-right", &variables), is_second_side(plan, set)),
    };
    let instead = if again { vec![] } else { exercise.map_or_else(Vec::new, |exercise| instead(model, variant, exercise)) };
    let how = match exercise {
        Some(_) if again => vec![texts.get("routine-same-other-side")],
        Some(exercise) => exercise.how.iter().map(|line| texts.get(line)).collect(),
        None => vec![],
    };
    let figure = exercise.map(|exercise| FigureView { mirror: set.side == Some(Side::Left), ..still(model, exercise) });
    StepView { name, how, dose: dose(texts, set), instead, figure }
}

/// Whether one has just done the same with the other side.
fn is_second_side(plan: &Plan, set: &PlannedSet) -> bool {
    let before = set.phases.start.checked_sub(1).and_then(|before| plan.phases().get(before));
    before.is_some_and(|before| before.kind == PhaseKind::SwitchSides)
}

/// The exercise that may be done in its place, and how to do without its equipment.
fn instead(model: &Model, variant: &Variant, exercise: &Exercise) -> Vec<String> {
    let texts = model.texts();
    let step = variant.steps.iter().find(|step| step.exercise == exercise.id);
    let allowed = |id: &&Id| model.catalogue.exercise(id.as_str()).is_some_and(|exercise| !is_ruled_out(model, exercise));
    let other = step.and_then(|step| step.alternative.as_ref()).filter(allowed);
    let other = other.map(|id| texts.format("routine-alternative", &[("exercise", exercise_name(model, id).into())]));
    let kit = exercise.equipment.iter().map(|kit| texts.get(&format!("equipment-{}", kit.id()))).collect::<Vec<_>>().join(", ");
    let optional = exercise.equipment_optional.then(|| texts.format("routine-kit-optional", &[("equipment", kit.into())]));
    let without = exercise.without_kit.as_ref().filter(allowed);
    let without = without.map(|id| texts.format("routine-without-kit", &[("exercise", exercise_name(model, id).into())]));
    other.into_iter().chain(optional).chain(without).collect()
}

/// Whether a safety answer speaks against it.
fn is_ruled_out(model: &Model, exercise: &Exercise) -> bool {
    model.settings.safety.yes(&model.catalogue.safety).any(|question| question.rules_out(exercise))
}

fn dose(texts: &Texts, set: &PlannedSet) -> String {
    let sets = ("sets", set.sets.into());
    if set.reps > 0 {
        texts.format("routine-sets-of-reps", &[sets, ("reps", set.reps.into())])
    } else {
        texts.format("routine-sets-of-seconds", &[sets, ("seconds", set.hold.secs_floor().into())])
    }
}

/// The usual dose of an exercise on one side.
pub(super) fn dose_of(texts: &Texts, exercise: &Exercise, timing: Timing) -> String {
    match exercise.dose.work {
        Work::Reps { sets, reps, .. } => texts.format("routine-sets-of-reps", &[("sets", sets.into()), ("reps", reps.into())]),
        Work::Holds { holds, hold } => {
            let seconds = hold.unwrap_or(timing.hold).secs_floor();
            texts.format("routine-sets-of-seconds", &[("sets", holds.into()), ("seconds", seconds.into())])
        }
    }
}

fn sources(model: &Model, exercises: &[&Exercise]) -> Vec<SourceView> {
    let ids: BTreeSet<&Id> = exercises.iter().flat_map(|exercise| &exercise.sources).collect();
    source_views(model, ids)
}

pub(super) fn source_views<'a>(model: &Model, ids: impl IntoIterator<Item = &'a Id>) -> Vec<SourceView> {
    let found = ids.into_iter().filter_map(|id| model.catalogue.source(id.as_str()));
    found.map(|source| source_view(model.texts(), source)).collect()
}

fn source_view(texts: &Texts, source: &Source) -> SourceView {
    let year = source.year.map(|year| year.to_string()).filter(|year| !source.journal.contains(year));
    SourceView {
        title: source.title.clone(),
        supports: texts.get(&source.supports),
        certainty: texts.get(&format!("certainty-{}", source.certainty.id())),
        reference: year.map_or_else(|| source.journal.clone(), |year| format!("{}, {year}", source.journal)),
        link: source.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).or_else(|| source.url.clone()),
        unseen: (!source.checked).then(|| texts.get("routine-source-unseen")),
    }
}
