//! The summary at the end of a session: what was really held.

use super::{exercise_name, percent, routine_name};
use crate::Millis;
use crate::app::message::FailureReason;
use crate::app::model::{Model, Saving};
use crate::record::HeldSet;
use crate::routine::Side;
use crate::session::{ExerciseTotal, Summary};

/// A session that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinishedView {
    /// "Session logged, 14:08", or why it is not.
    pub logged: String,
    pub is_logged: bool,
    /// Whole seconds.
    pub held: u64,
    /// "seconds"
    pub unit: String,
    /// "Of 30 planned."
    pub of_planned: String,
    pub routine: String,
    pub bars: Vec<HeldBar>,
}

/// One set as it was held; where there are several exercises, all sets of one of them on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBar {
    pub name: String,
    /// "8 s", or "6 of 8" repetitions.
    pub value: String,
    /// 0 to 100.
    pub filled: u64,
}

/// The summary of a session that is over and not yet closed.
#[must_use]
pub fn finished(model: &Model) -> Option<FinishedView> {
    let playing = model.playing.as_ref().filter(|playing| playing.session.is_done())?;
    let texts = model.texts();
    let summary = playing.session.summary(model.now.mono);
    let time = texts.clock(playing.started_at.at_offset(playing.offset_seconds), model.clock());
    let logged = match &playing.saving {
        Saving::Saved => texts.format("finished-logged", &[("time", time.into())]),
        Saving::NotYet | Saving::Pending => texts.get("finished-saving"),
        Saving::Nothing => texts.get("finished-nothing"),
        Saving::Failed(why) if why.reason == FailureReason::Refused => texts.get("finished-refused"),
        Saving::Failed(_) => texts.get("finished-not-saved"),
    };
    let held = summary.held().secs_floor();
    Some(FinishedView {
        is_logged: playing.saving == Saving::Saved,
        logged,
        held,
        unit: texts.format("finished-seconds", &[("held", held.into())]),
        of_planned: texts.format("finished-of-planned", &[("planned", summary.planned().secs_floor().into())]),
        routine: routine_name(model, &playing.routine),
        bars: bars(model, &summary),
    })
}

fn bars(model: &Model, summary: &Summary) -> Vec<HeldBar> {
    let totals = summary.by_exercise();
    if totals.len() > 1 { totals.iter().map(|total| of_exercise(model, total)).collect() } else { sets(model, summary) }
}

fn of_exercise(model: &Model, total: &ExerciseTotal) -> HeldBar {
    let name = exercise_name(model, &total.exercise);
    let exercise = [("exercise", name.clone().into())];
    let name = match total.side {
        Some(Side::Left) => model.texts().format("routine-left", &exercise),
        Some(Side::Right) => model.texts().format("routine-right", &exercise),
        None => name,
    };
    bar(model, name, (total.held, total.planned), (total.reps, total.planned_reps))
}

fn sets(model: &Model, summary: &Summary) -> Vec<HeldBar> {
    let of_set = |set: &HeldSet| {
        let id = if set.planned_reps > 0 { "finished-set" } else { "finished-hold" };
        let name = model.texts().format(id, &[("set", set.set.into())]);
        bar(model, name, (set.held, set.planned), (set.reps, set.planned_reps))
    };
    summary.sets.iter().map(of_set).collect()
}

fn bar(model: &Model, name: String, held: (Millis, Millis), reps: (u32, u32)) -> HeldBar {
    let texts = model.texts();
    let (value, filled) = if reps.1 > 0 {
        (texts.format("guide-set-of", &[("set", reps.0.into()), ("sets", reps.1.into())]), percent(reps.0.into(), reps.1.into()))
    } else {
        (texts.duration(Millis::from_secs(held.0.secs_floor())), percent(held.0.0, held.1.0))
    };
    HeldBar { name, value, filled }
}
