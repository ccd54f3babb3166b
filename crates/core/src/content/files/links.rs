//! Checks of what one row says about another, once every row is read.

use std::collections::BTreeSet;

use super::ContentError;
use crate::content::{Effect, Excluded};
use crate::routine::{Catalogue, Exercise, Id, Kind, Routine, Step, Variant, Work};

/// Fails at the first row that names something that does not exist, or says what another row does not.
pub(crate) fn check(catalogue: &Catalogue) -> Result<(), ContentError> {
    check_sources(catalogue)?;
    catalogue.exercises().try_for_each(|exercise| check_exercise(catalogue, exercise))?;
    catalogue.routines.iter().try_for_each(|routine| check_routine(catalogue, routine))?;
    check_safety(catalogue)?;
    catalogue.exercises().try_for_each(|exercise| check_contraindications(catalogue, exercise))?;
    check_learn(catalogue)
}

/// Where an error is: a file and a row in it.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'static str,
    what: &'static str,
    id: &'a str,
}

impl Place<'_> {
    fn error(self, field: &str, problem: impl Into<String>) -> ContentError {
        let Self { file, what, id } = self;
        let row = if id.is_empty() { what.to_owned() } else { format!("{what} `{id}`") };
        ContentError::new(file, format!("{row}: {field}"), problem)
    }

    fn exercise<'c>(self, catalogue: &'c Catalogue, field: &str, id: &Id) -> Result<&'c Exercise, ContentError> {
        catalogue.exercise(id.as_str()).ok_or_else(|| self.error(field, format!("there is no exercise `{id}`")))
    }

    fn all_known(self, field: &str, ids: &[Id], kind: &str, exists: impl Fn(&str) -> bool) -> Result<(), ContentError> {
        match ids.iter().find(|id| !exists(id.as_str())) {
            None => Ok(()),
            Some(unknown) => Err(self.error(field, format!("there is no {kind} `{unknown}`"))),
        }
    }
}

fn check_sources(catalogue: &Catalogue) -> Result<(), ContentError> {
    let learn = &catalogue.learn;
    let exercises = catalogue.exercises().map(|e| (place("exercises.toml", "exercise", &e.id), &e.sources));
    let questions = catalogue.safety.questions.iter().map(|q| (place("safety.toml", "question", &q.id), &q.sources));
    let lights = catalogue.safety.lights.iter().map(|l| (place("safety.toml", "light", &l.id), &l.sources));
    let muscles = learn.muscles.iter().map(|m| (place("learn.toml", "muscle", &m.id), &m.sources));
    let topics = learn.topics.iter().map(|t| (place("learn.toml", "topic", &t.id), &t.sources));
    let claims = learn.evidence.claims.iter().map(|c| (place("learn.toml", "claim", &c.id), &c.sources));
    let clinician = [(Place { file: "learn.toml", what: "clinician", id: "" }, &learn.clinician.sources)];
    exercises
        .chain(questions)
        .chain(lights)
        .chain(muscles)
        .chain(topics)
        .chain(claims)
        .chain(clinician)
        .try_for_each(|(place, sources)| place.all_known("sources", sources, "source", |id| catalogue.source(id).is_some()))
}

fn place<'a>(file: &'static str, what: &'static str, id: &'a Id) -> Place<'a> {
    Place { file, what, id: id.as_str() }
}

fn check_exercise(catalogue: &Catalogue, exercise: &Exercise) -> Result<(), ContentError> {
    let place = place("exercises.toml", "exercise", &exercise.id);
    let is_muscle = |id: &str| catalogue.learn.muscle_name(id).is_some();
    place.all_known("muscles", &exercise.muscles, "muscle", is_muscle)?;
    place.all_known("opposite", &exercise.opposite, "muscle", is_muscle)?;
    if let Some(id) = &exercise.harder
        && place.exercise(catalogue, "harder", id)?.easier.as_ref() != Some(&exercise.id)
    {
        return Err(place.error("harder", format!("`{id}` must name `{}` as easier", exercise.id)));
    }
    if let Some(id) = &exercise.easier
        && place.exercise(catalogue, "easier", id)?.harder.as_ref() != Some(&exercise.id)
    {
        return Err(place.error("easier", format!("`{id}` must name `{}` as harder", exercise.id)));
    }
    if let Some(id) = &exercise.without_kit {
        let other = place.exercise(catalogue, "without_kit", id)?;
        if other.equipment.iter().any(|kit| exercise.equipment.contains(kit)) {
            return Err(place.error("without_kit", format!("`{id}` needs the same equipment")));
        }
    }
    Ok(())
}

fn check_routine(catalogue: &Catalogue, routine: &Routine) -> Result<(), ContentError> {
    let place = place("routines.toml", "routine", &routine.id);
    for Variant { steps, .. } in &routine.variants {
        for step in steps {
            check_step(catalogue, place, "exercise", step, &step.exercise)?;
            if let Some(alternative) = &step.alternative {
                check_step(catalogue, place, "alternative", step, alternative)?;
            }
        }
        let parts: Vec<Kind> = steps.iter().filter_map(|step| step.part).collect();
        if !parts.is_sorted() {
            return Err(place.error("step.part", "must go from release over activate to integrate"));
        }
    }
    Ok(())
}

fn check_step(catalogue: &Catalogue, place: Place<'_>, field: &str, step: &Step, id: &Id) -> Result<(), ContentError> {
    let exercise = place.exercise(catalogue, &format!("step.{field}"), id)?;
    if step.part.is_some_and(|part| part != exercise.kind) {
        return Err(place.error("step.part", format!("must be the kind of `{id}`")));
    }
    match exercise.dose.work {
        Work::Holds { .. } if step.sets.is_some() || step.reps.is_some() => {
            Err(place.error("step.sets", format!("must be left out with reps, `{id}` is held")))
        }
        Work::Reps { .. } if step.holds.is_some() || step.hold.is_some() => {
            Err(place.error("step.holds", format!("must be left out with hold_s, `{id}` is repeated")))
        }
        Work::Holds { .. } | Work::Reps { .. } => Ok(()),
    }
}

fn check_safety(catalogue: &Catalogue) -> Result<(), ContentError> {
    let tags: BTreeSet<&str> = catalogue.exercises().flat_map(|exercise| &exercise.tags).map(String::as_str).collect();
    for question in &catalogue.safety.questions {
        let place = place("safety.toml", "question", &question.id);
        for effect in &question.yes {
            match effect {
                Effect::Replace { exercise, by } => {
                    place.exercise(catalogue, "yes.exercise", exercise)?;
                    if question.rules_out(place.exercise(catalogue, "yes.by", by)?) {
                        return Err(place.error("yes.by", format!("`{by}` is ruled out by the same answer")));
                    }
                }
                Effect::Exclude(Excluded::Exercise(exercise)) => {
                    place.exercise(catalogue, "yes.exercise", exercise)?;
                }
                Effect::Exclude(Excluded::Tag(tag)) if !tags.contains(tag.as_str()) => {
                    return Err(place.error("yes.tag", format!("no exercise has the tag `{tag}`")));
                }
                Effect::Exclude(Excluded::Tag(_)) | Effect::StopEmergency | Effect::ClinicianFirst | Effect::HalveHolds => {}
            }
        }
    }
    Ok(())
}

fn check_contraindications(catalogue: &Catalogue, exercise: &Exercise) -> Result<(), ContentError> {
    let place = place("exercises.toml", "exercise", &exercise.id);
    let questions = &catalogue.safety.questions;
    let follows: BTreeSet<&str> = questions.iter().filter(|question| question.rules_out(exercise)).map(|q| q.id.as_str()).collect();
    let written: BTreeSet<&str> = exercise.contraindicated_by.iter().map(Id::as_str).collect();
    if written == follows {
        return Ok(());
    }
    let list =
        |ids: &BTreeSet<&str>| if ids.is_empty() { "nothing".to_owned() } else { ids.iter().copied().collect::<Vec<_>>().join(", ") };
    let problem = format!("must be as safety.toml has it ({}), is {}", list(&follows), list(&written));
    Err(place.error("contraindicated_by", problem))
}

fn check_learn(catalogue: &Catalogue) -> Result<(), ContentError> {
    for muscle in &catalogue.learn.muscles {
        let place = place("learn.toml", "muscle", &muscle.id);
        place.all_known("opposite", &muscle.opposite, "muscle", |id| catalogue.learn.muscle_name(id).is_some())?;
        for id in &muscle.release {
            if place.exercise(catalogue, "release", id)?.kind != Kind::Release {
                return Err(place.error("release", format!("`{id}` must be of the kind release")));
            }
        }
        for id in &muscle.strengthen {
            if place.exercise(catalogue, "strengthen", id)?.kind == Kind::Release {
                return Err(place.error("strengthen", format!("`{id}` must be of the kind activate or integrate")));
            }
        }
    }
    Ok(())
}
