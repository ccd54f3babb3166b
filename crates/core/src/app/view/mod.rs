//! One view model per screen: pure functions of the model, in the words of the language in force.
//!
//! Components show them and decide nothing.

mod answers;
mod break_sheet;
mod breaks;
mod builder;
mod checkup;
mod diary;
mod finished;
mod first;
mod guide;
mod history;
mod learn;
mod notice;
mod phone;
mod reminders;
mod routine;
mod safety;
mod settings;
mod sheet;
mod today;
mod tray;
mod unstarted;

pub use break_sheet::{BreakSheetView, BreakWindowView, CorrectView, DueView, PauseView, break_sheet, break_window};
pub use breaks::{BreakEntry, BreakMark, Resume, SittingState, SittingView, TimelineView, sitting, timeline};
pub use builder::{
    BuilderFocus, BuilderStep, BuilderView, ExerciseCard, ExerciseGroup, ExercisesView, RemovedStep, StepNumbers, Stretch, TotalView,
    builder, exercises,
};
pub use checkup::{CheckRow, CheckupView, Fix, Standing, Verdict, checkup};
pub use diary::{AfterSheets, DayBar, MonthDay, MonthView, OverviewView, StatView, UndoView, WeekView, after_sheets, undo};
pub use finished::{FinishedView, HeldBar, finished};
pub use first::{FirstRunView, first_run};
pub use guide::{Arc, DialView, Dot, GuideView, NextView, Segment, SideView, StopView, guide};
pub use history::{DayView, HistoryView, history};
pub use learn::{
    ClaimView, ClinicianView, EvidenceView, ExerciseView, LearnView, LinkView, MuscleView, PairView, TopicView, clinician, evidence, learn,
    muscle, sources, topic,
};
pub use notice::{NoticeView, notice};
pub use reminders::{
    DayOffRow, HoursRow, HoursSheet, LoginView, RangeRow, RemindersView, UsualDay, UsualHoursView, allow_about, reminders, usual_hours,
};
pub use routine::{
    Fact, RoutineCard, RoutineView, RoutinesView, SourceView, StepView, Tag, UnplayableCard, VariantView, routine, routine_variant,
    routines, why_unplayable,
};
pub use safety::{BarrierView, ChangeView, CheckView, GroupView, QuestionView, SafetyNote, barrier, changes, check, check_group};
pub use settings::{ChannelView, SettingsView, StepperView, settings};
pub use sheet::{DaySheet, FormView, NumberField, NumberGroup, RoutineChoice, SessionSheet, SheetView, sheet};
pub use today::{OfferView, TodayView, WeekDay, today};
pub use tray::{TrayEntry, TrayView, tray};
pub use unstarted::{UnstartedView, unstarted};

use self::reminders::{hours_sheet, time_of_day};
use super::model::Model;
use crate::record::{Origin, SessionId, SessionRecord};
use crate::routine::{Exercise, Id, Side};
use crate::text::Texts;
use crate::{Millis, Mono};

/// The routine of the big button, and of a break.
const QUICK: &str = "quick-bridge";

/// A figure and what it does.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureView {
    /// The figure's key in `poses.json`.
    pub id: String,
    pub pose: Pose,
    /// Drawn for the left side.
    pub mirror: bool,
    pub label: String,
}

/// Where a figure is in its movement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pose {
    /// As it begins and ends.
    Start,
    /// As it is held.
    Top,
    /// On the way up or down since `from`, for `length`.
    Moving { up: bool, from: Mono, length: Millis },
}

/// One session in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub id: SessionId,
    pub name: String,
    /// "28 of 30 s held, ended early"
    pub detail: String,
    /// "14:06"
    pub time: String,
    pub reached_end: bool,
}

fn session_row(model: &Model, record: &SessionRecord) -> SessionRow {
    let texts = model.texts();
    let (held, planned) = (record.held().secs_floor(), record.planned().secs_floor());
    let id = if record.reached_end { "history-held-of" } else { "history-ended-early" };
    let done = texts.format(id, &[("held", held.into()), ("planned", planned.into())]);
    let by_hand = |id| texts.format(id, &[("done", done.clone().into())]);
    SessionRow {
        id: record.id,
        name: routine_name(model, &record.routine),
        detail: match (record.origin, record.corrects) {
            (Origin::Guided, _) => done,
            (Origin::ByHand, None) => by_hand("history-by-hand"),
            (Origin::ByHand, Some(_)) => by_hand("history-corrected"),
        },
        time: texts.clock(record.started_at.at_offset(record.offset_seconds), model.clock()),
        reached_end: record.reached_end,
    }
}

/// The name of a routine, also of an own one that was removed; its id when nothing names it any more.
pub(super) fn routine_name(model: &Model, id: &Id) -> String {
    let own = || model.own.routines.name(id.as_str()).map_or_else(|| id.to_string(), str::to_owned);
    model.routine(id.as_str()).map_or_else(own, |routine| routine.name_in(model.texts()))
}

fn exercise_name(model: &Model, id: &Id) -> String {
    model.catalogue.exercise(id.as_str()).map_or_else(|| id.to_string(), |exercise| model.texts().get(&exercise.name))
}

/// A figure that stands still at its top, as on a card.
fn still(model: &Model, exercise: &Exercise) -> FigureView {
    FigureView { id: exercise.figure.clone(), pose: Pose::Top, mirror: false, label: model.texts().get(&exercise.name) }
}

fn side_name(texts: &Texts, side: Side) -> String {
    texts.get(match side {
        Side::Left => "guide-left-side",
        Side::Right => "guide-right-side",
    })
}

/// `part` of `whole` in percent, at most 100.
fn percent(part: u64, whole: u64) -> u64 {
    (part.saturating_mul(100) / whole.max(1)).min(100)
}
