//! Learn: the muscles in their pairs, what is known and how sure that is, and when to see a clinician.

use super::routine::{SourceView, dose_of, source_views};
use super::{FigureView, Pose, still};
use crate::app::model::Model;
use crate::content::{Claim, ClaimSide, Muscle, Topic};
use crate::routine::{Certainty, Exercise, Id, Routine, Sides};

/// The way to everything there is to learn.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnView {
    pub lead_title: String,
    pub lead: String,
    /// Sitting, and working.
    pub figures: Vec<FigureView>,
    pub pairs: Vec<PairView>,
    pub topics: Vec<LinkView>,
    pub clinician: String,
    pub evidence: String,
}

/// A muscle and its opposite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairView {
    pub id: Id,
    pub name: String,
    pub opposite: String,
    /// What sitting does to it.
    pub line: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    pub id: Id,
    pub title: String,
}

/// One muscle in full.
#[derive(Clone, Debug, PartialEq)]
pub struct MuscleView {
    pub name: String,
    pub figure: Option<FigureView>,
    pub does: String,
    pub sitting: String,
    pub opposite: String,
    pub release: Vec<ExerciseView>,
    pub strengthen: Vec<ExerciseView>,
    pub cautions: Vec<String>,
    pub certainty: String,
    pub sources: Vec<SourceView>,
}

/// One exercise, how much of it, and where it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseView {
    pub name: String,
    pub figure: FigureView,
    /// "3 × 10 s each side"
    pub dose: String,
    pub how: Vec<String>,
    /// Why the person's own answers rule it out; empty where none does.
    pub ruled_out: Vec<String>,
    /// The first routine that has it, with what a link to it says.
    pub routine: Option<(Id, String)>,
}

/// A few lines about one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicView {
    pub title: String,
    pub body: Vec<String>,
    pub certainty: String,
    pub sources: Vec<SourceView>,
}

/// When to see a clinician.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClinicianView {
    pub title: String,
    pub now: String,
    pub now_items: Vec<String>,
    pub soon: String,
    pub soon_items: Vec<String>,
    pub until: String,
    pub certainty: String,
    pub sources: Vec<SourceView>,
}

/// What speaks for it, and what against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceView {
    pub title: String,
    pub sides: Vec<(String, Vec<ClaimView>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimView {
    pub text: String,
    pub certainty: String,
    pub sources: Vec<SourceView>,
}

#[must_use]
pub fn learn(model: &Model) -> LearnView {
    let (texts, learn) = (model.texts(), &model.catalogue.learn);
    let opposites = learn.topics.iter().find(|topic| topic.id.as_str() == "opposites");
    let figure = |id: &str, pose| model.catalogue.exercise(id).map(|exercise| FigureView { pose, ..still(model, exercise) });
    LearnView {
        lead_title: opposites.map_or_else(String::new, |topic| texts.get(&topic.title)),
        lead: opposites
            .map_or_else(String::new, |topic| topic.body.iter().take(2).map(|line| texts.get(line)).collect::<Vec<_>>().join(" ")),
        figures: [figure("glute-squeeze-seated", Pose::Start), figure("bridge", Pose::Top)].into_iter().flatten().collect(),
        pairs: learn.muscles.iter().map(|muscle| pair(model, muscle)).collect(),
        topics: learn.topics.iter().map(|topic| LinkView { id: topic.id.clone(), title: texts.get(&topic.title) }).collect(),
        clinician: texts.get(&learn.clinician.title),
        evidence: texts.get(&learn.evidence.title),
    }
}

/// None when there is no such muscle.
#[must_use]
pub fn muscle(model: &Model, id: &Id) -> Option<MuscleView> {
    let texts = model.texts();
    let muscle = model.catalogue.learn.muscles.iter().find(|muscle| muscle.id == *id)?;
    let release = exercises(model, &muscle.release);
    let strengthen = exercises(model, &muscle.strengthen);
    let mut cautions: Vec<&String> = Vec::new();
    for caution in release.iter().chain(&strengthen).flat_map(|exercise| &exercise.cautions) {
        if !cautions.contains(&caution) {
            cautions.push(caution);
        }
    }
    Some(MuscleView {
        name: texts.get(&muscle.name),
        figure: strengthen.first().map(|exercise| still(model, exercise)),
        does: texts.get(&muscle.does),
        sitting: texts.get(&muscle.sitting),
        opposite: texts.get(&muscle.opposite_text),
        release: release.iter().map(|exercise| exercise_view(model, exercise)).collect(),
        strengthen: strengthen.iter().map(|exercise| exercise_view(model, exercise)).collect(),
        cautions: cautions.into_iter().map(|caution| texts.get(caution)).collect(),
        certainty: certainty(model, muscle.certainty),
        sources: source_views(model, &muscle.sources),
    })
}

/// None when there is no such topic.
#[must_use]
pub fn topic(model: &Model, id: &Id) -> Option<TopicView> {
    let texts = model.texts();
    let Topic { title, body, sources, certainty: sure, .. } = model.catalogue.learn.topics.iter().find(|topic| topic.id == *id)?;
    Some(TopicView {
        title: texts.get(title),
        body: body.iter().map(|line| texts.get(line)).collect(),
        certainty: certainty(model, *sure),
        sources: source_views(model, sources),
    })
}

#[must_use]
pub fn clinician(model: &Model) -> ClinicianView {
    let (texts, clinician) = (model.texts(), &model.catalogue.learn.clinician);
    let all = |ids: &[String]| ids.iter().map(|id| texts.get(id)).collect();
    ClinicianView {
        title: texts.get(&clinician.title),
        now: texts.get(&clinician.now),
        now_items: all(&clinician.now_items),
        soon: texts.get(&clinician.soon),
        soon_items: all(&clinician.soon_items),
        until: texts.get(&clinician.until),
        certainty: certainty(model, clinician.certainty),
        sources: source_views(model, &clinician.sources),
    }
}

#[must_use]
pub fn evidence(model: &Model) -> EvidenceView {
    let (texts, evidence) = (model.texts(), &model.catalogue.learn.evidence);
    let claim = |claim: &Claim| ClaimView {
        text: texts.get(&claim.text),
        certainty: certainty(model, claim.certainty),
        sources: source_views(model, &claim.sources),
    };
    let side = |title: &str, side| (texts.get(title), evidence.claims.iter().filter(|own| own.side == side).map(claim).collect());
    let sides = vec![side(&evidence.title_for, ClaimSide::For), side(&evidence.title_against, ClaimSide::Against)];
    EvidenceView { title: texts.get(&evidence.title), sides }
}

/// All sources, those that were seen first.
#[must_use]
pub fn sources(model: &Model) -> Vec<SourceView> {
    let mut ids: Vec<_> = model.catalogue.sources().collect();
    ids.sort_by_key(|source| !source.checked);
    source_views(model, &ids.into_iter().map(|source| source.id.clone()).collect::<Vec<_>>())
}

fn pair(model: &Model, muscle: &Muscle) -> PairView {
    let texts = model.texts();
    let name = texts.get(&muscle.name);
    let known = muscle.opposite.iter().filter_map(|id| model.catalogue.learn.muscle_name(id.as_str()));
    let opposite = known.map(|name| texts.get(name)).collect::<Vec<_>>().join(", ");
    PairView { id: muscle.id.clone(), name, opposite, line: texts.get(&muscle.sitting) }
}

fn exercises<'a>(model: &'a Model, ids: &[Id]) -> Vec<&'a Exercise> {
    ids.iter().filter_map(|id| model.catalogue.exercise(id.as_str())).collect()
}

fn exercise_view(model: &Model, exercise: &Exercise) -> ExerciseView {
    let (texts, catalogue) = (model.texts(), model.catalogue);
    let once = dose_of(texts, exercise, catalogue.timing);
    let reasons = model.settings.safety.yes(&catalogue.safety).filter(|question| question.rules_out(exercise));
    let has = |routine: &&Routine| routine.variants.iter().flat_map(|variant| &variant.steps).any(|step| step.exercise == exercise.id);
    let routine = catalogue.routines.iter().find(has);
    ExerciseView {
        name: texts.get(&exercise.name),
        figure: still(model, exercise),
        dose: match exercise.sides {
            Sides::Both => once,
            Sides::Each => texts.format("routine-each-side", &[("dose", once.into())]),
        },
        how: exercise.how.iter().map(|line| texts.get(line)).collect(),
        ruled_out: reasons.filter_map(|question| question.why.as_deref()).map(|why| texts.get(why)).collect(),
        routine: routine.map(|routine| {
            let link = texts.format("learn-in-routine", &[("routine", routine.name_in(texts).into())]);
            (routine.id.clone(), link)
        }),
    }
}

fn certainty(model: &Model, certainty: Certainty) -> String {
    model.texts().get(&format!("certainty-{}", certainty.id()))
}
