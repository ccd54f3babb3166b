//! Reading `exercises.toml`.

use super::ContentError;
use super::row::{Row, file};
use crate::routine::bounds::{HOLD_SECONDS, HOLDS, MOVE_SECONDS, PAUSE_SECONDS, REPS, SETS, TEMPO_SECONDS};
use crate::routine::{Dose, Exercise, Id, Tempo, Work};

/// Reads the exercises, in the order of the file. What they refer to is checked in [`links`](super::links).
pub(crate) fn exercises(text: &str) -> Result<Vec<Exercise>, ContentError> {
    let mut file = file("exercises.toml", text)?;
    let rows = file.named_rows("exercise", "exercise")?;
    file.finish()?;
    rows.into_iter().map(|(id, row)| exercise(id, row)).collect()
}

fn exercise(id: Id, mut row: Row) -> Result<Exercise, ContentError> {
    let tempo = row.maybe_row("tempo")?.map(tempo).transpose()?;
    let exercise = Exercise {
        id,
        figure: row.need("figure")?,
        name: row.need("name")?,
        how: row.need("how")?,
        cues: row.need("cues")?,
        muscles: row.need_ids("muscles")?,
        opposite: row.need_ids("opposite")?,
        kind: row.need("kind")?,
        sides: row.need("sides")?,
        position: row.need("position")?,
        equipment: row.need("equipment")?,
        equipment_optional: row.maybe("equipment_optional")?.unwrap_or(false),
        tags: row.need("tags")?,
        dose: dose(&mut row, tempo)?,
        easier: row.maybe_id("easier")?,
        harder: row.maybe_id("harder")?,
        without_kit: row.maybe_id("without_kit")?,
        cautions: row.need("cautions")?,
        contraindicated_by: row.need_ids("contraindicated_by")?,
        sources: row.need_sources()?,
        certainty: row.need("certainty")?,
    };
    if !(3..=5).contains(&exercise.how.len()) {
        return Err(row.error("how", format!("must have from 3 to 5 lines, has {}", exercise.how.len())));
    }
    if exercise.muscles.is_empty() {
        return Err(row.error("muscles", "must name at least one muscle"));
    }
    if exercise.equipment_optional && exercise.equipment.is_empty() {
        return Err(row.error("equipment_optional", "must be left out, there is no equipment"));
    }
    if exercise.without_kit.is_some() && exercise.equipment.is_empty() {
        return Err(row.error("without_kit", "must be left out, there is no equipment"));
    }
    row.finish()?;
    Ok(exercise)
}

/// A dose is holds, or repetitions with a tempo, never both.
fn dose(exercise: &mut Row, tempo: Option<Tempo>) -> Result<Dose, ContentError> {
    let mut row = exercise.need_row("dose")?;
    let work = match (row.has("holds"), row.has("reps"), tempo) {
        (true, false, None) => Work::Holds { holds: row.need_number("holds", HOLDS)?, hold: row.maybe_seconds("hold_s", HOLD_SECONDS)? },
        (false, true, Some(tempo)) => Work::Reps { sets: row.need_number("sets", SETS)?, reps: row.need_number("reps", REPS)?, tempo },
        (false, true, None) => return Err(exercise.error("tempo", "is missing, repetitions need one")),
        (true, false, Some(_)) => return Err(exercise.error("tempo", "must be left out, holds have none")),
        (true, true, _) | (false, false, _) => return Err(exercise.error("dose", "must have either holds or sets and reps")),
    };
    let dose = Dose {
        work,
        rest: row.maybe_seconds("rest_s", PAUSE_SECONDS)?,
        lift: row.maybe_seconds("lift_s", MOVE_SECONDS)?,
        lower: row.maybe_seconds("lower_s", MOVE_SECONDS)?,
        switch: row.maybe_seconds("switch_s", PAUSE_SECONDS)?,
    };
    row.finish()?;
    Ok(dose)
}

fn tempo(mut row: Row) -> Result<Tempo, ContentError> {
    let tempo = Tempo {
        lift: row.need_seconds("lift_s", TEMPO_SECONDS)?,
        hold: row.need_seconds("hold_s", TEMPO_SECONDS)?,
        lower: row.need_seconds("lower_s", TEMPO_SECONDS)?,
    };
    if (tempo.lift + tempo.hold + tempo.lower).is_zero() {
        return Err(row.error("lift_s", "must not be 0 when hold_s and lower_s are"));
    }
    row.finish()?;
    Ok(tempo)
}
