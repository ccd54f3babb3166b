//! The guide: the whole screen is the cue.

use std::cmp::Ordering;

use super::{FigureView, Pose, exercise_name, percent, side_name};
use crate::app::model::{Model, Playing};
use crate::routine::{PhaseKind, PlannedSet, Side};
use crate::session::{Pause, SessionView, Stage};
use crate::text::Texts;
use crate::{Millis, Mono};

/// A session on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideView {
    /// Name of the field's colour: `ready lift hold lower rest switch paused`.
    pub field: &'static str,
    /// The one word.
    pub word: String,
    pub dial: DialView,
    pub side: Option<SideView>,
    /// The line under the figure.
    pub say: String,
    /// For a screen reader: the phase as it changes, never the seconds.
    pub announce: String,
    pub progress: Vec<Segment>,
    pub progress_label: String,
    pub dots: Vec<Dot>,
    pub dots_label: String,
    pub figure: FigureView,
    /// What comes next, while one gets there.
    pub next: Option<NextView>,
    pub paused: bool,
    pub sound_on: bool,
    /// The question whether to stop.
    pub stop: Option<StopView>,
}

/// The arc and the number in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialView {
    /// Whole seconds left.
    pub number: u64,
    pub arc: Arc,
}

/// The arc empties as a phase passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    pub left: Millis,
    pub length: Millis,
    /// None while it stands still.
    pub ends: Option<Mono>,
}

/// The side of the body that works, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideView {
    pub left: bool,
    /// "LEFT"
    pub word: String,
}

/// One set in the bar at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Seconds of work planned: its width.
    pub weight: u64,
    /// Share done, 0 to 100.
    pub filled: u64,
}

/// One set of the exercise and side at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot {
    ToDo,
    Now,
    Done,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextView {
    pub name: String,
    pub detail: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopView {
    /// "12 s held so far will be saved."
    pub body: String,
}

/// The running or paused session; none when there is no session or it is over.
#[must_use]
pub fn guide(model: &Model) -> Option<GuideView> {
    let playing = model.playing.as_ref().filter(|playing| !playing.session.is_done())?;
    let texts = model.texts();
    let view = playing.session.view(model.now.mono);
    let why = match view.stage {
        Stage::Paused(why) => Some(why),
        Stage::Running { .. } | Stage::Done => None,
    };
    let word = texts.get(why.map_or_else(|| word(view.kind), |_| "guide-paused"));
    let say = say(model, &view, why);
    let sets = playing.session.plan().sets().len();
    Some(GuideView {
        field: why.map_or_else(|| field(view.kind), |_| "paused"),
        announce: announce(model, &word, &view, &say),
        word,
        dial: dial(&view),
        side: view.set.side.map(|side| SideView { left: side == Side::Left, word: texts.get(side_word(side)) }),
        say,
        progress: progress(playing, &view),
        progress_label: texts.format("guide-set-of", &[("set", (view.set_index + 1).into()), ("sets", sets.into())]),
        dots: dots(&view),
        dots_label: set_of(texts, &view.set),
        figure: figure(model, &view),
        next: next(model, &view).filter(|_| why.is_none()),
        paused: why.is_some(),
        sound_on: model.settings.sound || model.settings.voice,
        stop: playing.asking_to_stop.map(|_| stop(texts, &view)),
    })
}

fn field(kind: PhaseKind) -> &'static str {
    match kind {
        PhaseKind::GetReady => "ready",
        PhaseKind::Lift => "lift",
        PhaseKind::Hold => "hold",
        PhaseKind::Lower => "lower",
        PhaseKind::Rest => "rest",
        PhaseKind::SwitchSides | PhaseKind::ChangePosition => "switch",
    }
}

fn word(kind: PhaseKind) -> &'static str {
    match kind {
        PhaseKind::GetReady => "guide-get-ready",
        PhaseKind::Lift => "guide-lift",
        PhaseKind::Hold => "guide-hold",
        PhaseKind::Lower => "guide-lower",
        PhaseKind::Rest => "guide-rest",
        PhaseKind::SwitchSides => "guide-switch",
        PhaseKind::ChangePosition => "guide-change",
    }
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Left => "guide-left",
        Side::Right => "guide-right",
    }
}

fn dial(view: &SessionView) -> DialView {
    let ends = match view.stage {
        Stage::Running { phase_ends } => Some(phase_ends),
        Stage::Paused(_) | Stage::Done => None,
    };
    DialView { number: view.left.secs_ceil(), arc: Arc { left: view.left, length: view.length, ends } }
}

/// The line under the figure: how, while one works; what comes, while one does not.
fn say(model: &Model, view: &SessionView, why: Option<Pause>) -> String {
    let texts = model.texts();
    let exercise = model.catalogue.exercise(view.set.exercise.as_str());
    let line = |id: Option<&String>| id.map_or_else(String::new, |id| texts.get(id));
    match (why, view.kind) {
        (Some(Pause::Asked | Pause::Interrupted), _) => texts.get("guide-paused-line"),
        (Some(Pause::Gap), _) => texts.get("guide-gap-line"),
        (None, PhaseKind::GetReady) => line(exercise.and_then(|exercise| exercise.how.first())),
        (None, PhaseKind::Lift) => line(exercise.map(|exercise| &exercise.cues.lift)),
        (None, PhaseKind::Hold) => line(exercise.map(|exercise| &exercise.cues.hold)),
        (None, PhaseKind::Lower) => line(exercise.map(|exercise| &exercise.cues.lower)),
        (None, PhaseKind::Rest | PhaseKind::ChangePosition) => next_line(model, &view.set),
        (None, PhaseKind::SwitchSides) => texts.get(match view.set.side {
            Some(Side::Left) => "guide-now-left",
            Some(Side::Right) | None => "guide-now-right",
        }),
    }
}

/// "Next: Bridge, hold 3 of 3"
fn next_line(model: &Model, set: &PlannedSet) -> String {
    let id = if set.reps > 0 { "guide-next-set" } else { "guide-next-hold" };
    let exercise = exercise_name(model, &set.exercise);
    let next = model.texts().format(id, &[("exercise", exercise.into()), ("set", set.set.into()), ("sets", set.sets.into())]);
    model.texts().format("guide-next-line", &[("next", next.into())])
}

fn set_of(texts: &Texts, set: &PlannedSet) -> String {
    texts.format("guide-set-of", &[("set", set.set.into()), ("sets", set.sets.into())])
}

fn stop(texts: &Texts, view: &SessionView) -> StopView {
    let held: Millis = view.held.iter().copied().sum();
    let body = match held.secs_floor() {
        0 => texts.get("guide-stop-body-none"),
        held => texts.format("guide-stop-body", &[("held", held.into())]),
    };
    StopView { body }
}

fn announce(model: &Model, word: &str, view: &SessionView, say: &str) -> String {
    let texts = model.texts();
    let is_paused = matches!(view.stage, Stage::Paused(_));
    // A switch of sides names the side itself.
    let side = view.set.side.filter(|_| view.kind != PhaseKind::SwitchSides || is_paused).map(|side| side_name(texts, side));
    let rep = (view.rep > 0).then(|| texts.format("guide-rep-of", &[("rep", view.rep.into()), ("reps", view.set.reps.into())]));
    let parts = [Some(word.to_owned()), side, rep, Some(say.to_owned())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}

fn progress(playing: &Playing, view: &SessionView) -> Vec<Segment> {
    let plan = playing.session.plan();
    let sets = plan.sets().iter().zip(&view.held).enumerate();
    sets.map(|(index, (set, held))| {
        let work: Millis = plan.phases()[set.phases.clone()].iter().map(|phase| phase.length).sum();
        // Rolling has no hold to count: done when passed.
        let filled = if set.hold.is_zero() { u64::from(index < view.set_index) * 100 } else { percent(held.0, set.hold.0) };
        Segment { weight: work.secs_ceil().max(1), filled }
    })
    .collect()
}

fn dots(view: &SessionView) -> Vec<Dot> {
    let dot = |set: u32| match set.cmp(&view.set.set) {
        Ordering::Less => Dot::Done,
        Ordering::Equal if view.kind.is_work() => Dot::Now,
        Ordering::Equal | Ordering::Greater => Dot::ToDo,
    };
    (1..=view.set.sets).map(dot).collect()
}

fn figure(model: &Model, view: &SessionView) -> FigureView {
    let pose = match (view.stage, view.kind) {
        (Stage::Running { phase_ends }, kind @ (PhaseKind::Lift | PhaseKind::Lower)) => {
            Pose::Moving { up: kind == PhaseKind::Lift, from: phase_ends - view.length, length: view.length }
        }
        (Stage::Running { .. }, PhaseKind::Hold) => Pose::Top,
        // Whoever pauses comes down.
        (Stage::Running { .. } | Stage::Paused(_) | Stage::Done, _) => Pose::Start,
    };
    let exercise = model.catalogue.exercise(view.set.exercise.as_str());
    FigureView {
        id: exercise.map_or_else(String::new, |exercise| exercise.figure.clone()),
        pose,
        mirror: view.set.side == Some(Side::Left),
        label: exercise_name(model, &view.set.exercise),
    }
}

fn next(model: &Model, view: &SessionView) -> Option<NextView> {
    if view.kind != PhaseKind::ChangePosition {
        return None;
    }
    let exercise = model.catalogue.exercise(view.set.exercise.as_str())?;
    let detail = model.texts().get(&format!("position-{}", exercise.position.id()));
    Some(NextView { name: model.texts().get(&exercise.name), detail })
}
