//! Reading `routines.toml`.

use super::ContentError;
use super::row::{Row, file};
use crate::routine::bounds::{Bounds, DAYS_PER_WEEK, HOLD_SECONDS, HOLDS, MOVE_SECONDS, PAUSE_SECONDS, REPS, SETS, STEPS};
use crate::routine::{Id, Label, Routine, Step, Timing, Variant};

/// Everything of `routines.toml`.
pub(crate) struct Program {
    pub(crate) timing: Timing,
    /// In the order of the file.
    pub(crate) routines: Vec<Routine>,
}

impl Program {
    /// Reads the file. What the steps refer to is checked in [`links`](super::links).
    pub(crate) fn read(text: &str) -> Result<Self, ContentError> {
        let mut file = file("routines.toml", text)?;
        let program = Self {
            timing: timing(file.need_row("timing")?)?,
            routines: file.named_rows("routine", "routine")?.into_iter().map(routine).collect::<Result<_, _>>()?,
        };
        file.finish()?;
        Ok(program)
    }
}

fn timing(mut row: Row) -> Result<Timing, ContentError> {
    let timing = Timing {
        get_ready: row.need_seconds("get_ready_s", PAUSE_SECONDS)?,
        get_ready_lying: row.need_seconds("get_ready_lying_s", PAUSE_SECONDS)?,
        lift: row.need_seconds("lift_s", MOVE_SECONDS)?,
        hold: row.need_seconds("hold_s", HOLD_SECONDS)?,
        lower: row.need_seconds("lower_s", MOVE_SECONDS)?,
        rest: row.need_seconds("rest_s", PAUSE_SECONDS)?,
        switch: row.need_seconds("switch_s", PAUSE_SECONDS)?,
        change: row.need_seconds("change_s", PAUSE_SECONDS)?,
    };
    row.finish()?;
    Ok(timing)
}

fn routine((id, mut row): (Id, Row)) -> Result<Routine, ContentError> {
    let routine = Routine {
        id,
        name: Label::Message(row.need("name")?),
        summary: Some(row.need("summary")?),
        variants: variants(&mut row)?,
        days_per_week: row.maybe_number("days_per_week", DAYS_PER_WEEK)?,
        default_days: row.maybe("default_days")?.unwrap_or_default(),
    };
    let days = routine.default_days.len();
    if routine.days_per_week.is_some_and(|wanted| usize::try_from(wanted) != Ok(days)) {
        return Err(row.error("default_days", format!("must name as many days as days_per_week, names {days}")));
    }
    row.finish()?;
    Ok(routine)
}

/// Either steps, or variants in the order in which sessions take them.
fn variants(row: &mut Row) -> Result<Vec<Variant>, ContentError> {
    match (row.has("step"), row.has("variant")) {
        (true, false) => Ok(vec![Variant { id: None, name: None, steps: steps(row)? }]),
        (false, true) => rotated(row),
        (true, true) | (false, false) => Err(row.error("step", "must have either steps or variants")),
    }
}

fn rotated(routine: &mut Row) -> Result<Vec<Variant>, ContentError> {
    let order = routine.need_ids("rotation")?;
    let mut variants = Vec::new();
    for mut row in routine.rows("variant")? {
        let variant = Variant { id: Some(row.need_id("id")?), name: Some(row.need("name")?), steps: steps(&mut row)? };
        row.finish()?;
        variants.push(variant);
    }
    let place = |variant: &Variant| order.iter().position(|id| variant.id.as_ref() == Some(id));
    variants.sort_by_key(place);
    if variants.iter().map(|variant| variant.id.as_ref()).eq(order.iter().map(Some)) {
        Ok(variants)
    } else {
        Err(routine.error("rotation", "must name each variant once"))
    }
}

fn steps(row: &mut Row) -> Result<Vec<Step>, ContentError> {
    let steps: Vec<Step> = row.rows("step")?.into_iter().map(step).collect::<Result<_, _>>()?;
    check_count(row, "step", steps.len(), STEPS)?;
    Ok(steps)
}

fn check_count(row: &Row, key: &str, count: usize, bounds: Bounds) -> Result<(), ContentError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    bounds.check(count).map(|_| ()).map_err(|problem| row.error(key, format!("count {problem}")))
}

fn step(mut row: Row) -> Result<Step, ContentError> {
    let step = Step {
        exercise: row.need_id("exercise")?,
        alternative: row.maybe_id("alternative")?,
        part: row.maybe("part")?,
        holds: row.maybe_number("holds", HOLDS)?,
        hold: row.maybe_seconds("hold_s", HOLD_SECONDS)?,
        sets: row.maybe_number("sets", SETS)?,
        reps: row.maybe_number("reps", REPS)?,
        rest: None,
        sides: None,
    };
    row.finish()?;
    Ok(step)
}
