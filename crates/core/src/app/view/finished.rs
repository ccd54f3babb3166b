//! The summary at the end of a session: what was really held.

use super::{exercise_name, percent, routine_name};
use crate::Millis;
use crate::app::model::{Model, Saving};
use crate::record::HeldSet;
use crate::routine::Side;

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

/// One set as it was held.
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
    let time = texts.clock(playing.started_at.at_offset(playing.offset_seconds));
    let logged = match &playing.saving {
        Saving::Saved => texts.format("finished-logged", &[("time", time.into())]),
        Saving::NotYet | Saving::Pending => texts.get("finished-saving"),
        Saving::Nothing => texts.get("finished-nothing"),
        Saving::Failed(_) => texts.get("finished-not-saved"),
    };
    let held = summary.held().secs_floor();
    let several = summary.by_exercise().len() > 1;
    Some(FinishedView {
        is_logged: playing.saving == Saving::Saved,
        logged,
        held,
        unit: texts.format("finished-seconds", &[("held", held.into())]),
        of_planned: texts.format("finished-of-planned", &[("planned", summary.planned().secs_floor().into())]),
        routine: routine_name(model, &playing.routine),
        bars: summary.sets.iter().map(|set| bar(model, set, several)).collect(),
    })
}

fn bar(model: &Model, set: &HeldSet, several: bool) -> HeldBar {
    let texts = model.texts();
    let exercise = [("exercise", exercise_name(model, &set.exercise).into())];
    let name = match set.side {
        Some(Side::Left) => texts.format("routine-left", &exercise),
        Some(Side::Right) => texts.format("routine-right", &exercise),
        None if several => exercise_name(model, &set.exercise),
        None if set.planned_reps > 0 => texts.format("finished-set", &[("set", set.set.into())]),
        None => texts.format("finished-hold", &[("set", set.set.into())]),
    };
    let (value, filled) = if set.planned_reps > 0 {
        let reps = [("set", set.reps.into()), ("sets", set.planned_reps.into())];
        (texts.format("guide-set-of", &reps), percent(set.reps.into(), set.planned_reps.into()))
    } else {
        (texts.duration(Millis::from_secs(set.held.secs_floor())), percent(set.held.0, set.planned.0))
    };
    HeldBar { name, value, filled }
}
