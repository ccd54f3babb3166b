//! What lies over the history: a day, a session in full, a form.

use crate::app::diary::Sheet;
use crate::app::entry::{Draft, Field, Flaw, Form, Task, earliest, most};
use crate::app::model::Model;
use crate::record::{HeldSet, Origin, SessionId, SessionRecord};
use crate::routine::{Id, Side};
use crate::session::Summary;
use crate::text::Value;
use crate::{LocalDay, Millis};

use super::{HeldBar, SessionRow, exercise_name, percent, routine_name, session_row};

/// The topmost sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetView {
    Day(DaySheet),
    Session(SessionSheet),
    Form(FormView),
}

/// What was done on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySheet {
    pub day: LocalDay,
    /// "Thursday 26 June"
    pub title: String,
    /// "2 sessions, 88 of 90 s held"; none while it is read.
    pub about: Option<String>,
    pub sessions: Vec<SessionRow>,
    /// Whether a session can have been done on it.
    pub may_log: bool,
}

/// A session in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSheet {
    pub id: SessionId,
    /// The routine's name.
    pub title: String,
    /// "Thursday 26 June, 14:06"
    pub when: String,
    /// "28 of 30 s held"
    pub held: String,
    /// "Logged by you"
    pub how: String,
    /// "It took 1 min 07 in all."; none where nobody measured it.
    pub took: Option<String>,
    /// Each exercise and side or, where there is one exercise only, each set.
    pub bars: Vec<HeldBar>,
}

/// A form with its fields. What is typed stays in the fields until it is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormView {
    pub title: String,
    /// To log: what can be chosen, as id, variant and name.
    pub routines: Vec<RoutineChoice>,
    /// Changes when the fields are to begin anew.
    pub chosen: usize,
    pub draft: Draft,
    /// The first and the last day that can be chosen: `2000-01-01`.
    pub days: (String, String),
    /// "Before 4:00 it counts for the day before."
    pub day_hint: Option<String>,
    pub day_error: Option<String>,
    pub time_error: Option<String>,
    pub groups: Vec<NumberGroup>,
    /// The word on the button.
    pub submit: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutineChoice {
    pub routine: Id,
    pub variant: Option<Id>,
    pub name: String,
}

/// Numbers that belong together: the sets of an exercise on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberGroup {
    /// "Donkey kick, left: seconds held"
    pub name: String,
    pub fields: Vec<NumberField>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberField {
    /// Its place in the draft.
    pub at: usize,
    /// "Hold 1"
    pub label: String,
    pub most: u64,
    pub hint: Option<String>,
    pub error: Option<String>,
}

#[must_use]
pub fn sheet(model: &Model) -> Option<SheetView> {
    Some(match model.diary.sheets.last()? {
        Sheet::Day { day, sessions } => SheetView::Day(of_day(model, *day, sessions.as_deref())),
        Sheet::Session(record) => SheetView::Session(of_session(model, record)),
        Sheet::Form(form) => SheetView::Form(of_form(model, form)),
    })
}

fn of_day(model: &Model, day: LocalDay, sessions: Option<&[std::sync::Arc<SessionRecord>]>) -> DaySheet {
    let texts = model.texts();
    let about = sessions.map(|sessions| {
        let (held, planned): (Millis, Millis) =
            (sessions.iter().map(|session| session.held()).sum(), sessions.iter().map(|session| session.planned()).sum());
        let count = texts.format("history-sessions-count", &[("count", sessions.len().into())]);
        let held = texts.format("history-held-of", &[("held", held.secs_floor().into()), ("planned", planned.secs_floor().into())]);
        if sessions.is_empty() { texts.get("history-day-none") } else { format!("{count}, {held}") }
    });
    DaySheet {
        day,
        title: texts.day(day, model.today()),
        about,
        sessions: sessions.into_iter().flatten().map(|session| session_row(model, session)).collect(),
        may_log: day <= model.today() && day.0 >= earliest(),
    }
}

fn of_session(model: &Model, record: &SessionRecord) -> SessionSheet {
    let texts = model.texts();
    let time = texts.clock(record.started_at.at_offset(record.offset_seconds), model.clock());
    let how = match (record.origin, record.corrects) {
        (Origin::Guided, _) => "session-guided",
        (Origin::ByHand, None) => "session-by-hand",
        (Origin::ByHand, Some(_)) => "session-corrected",
    };
    let measured = record.origin == Origin::Guided || record.corrects.is_some();
    let length = record.ended_at.since(record.started_at);
    SessionSheet {
        id: record.id,
        title: routine_name(model, &record.routine),
        when: texts.format("session-when", &[("day", texts.day(record.local_day, model.today()).into()), ("time", time.into())]),
        held: session_row(model, &SessionRecord { origin: Origin::Guided, ..record.clone() }).detail,
        how: texts.get(how),
        took: measured.then(|| texts.format("finished-took", &[("length", texts.duration(length).into())])),
        bars: bars(model, record),
    }
}

fn bars(model: &Model, record: &SessionRecord) -> Vec<HeldBar> {
    let summary = Summary { sets: record.sets.clone(), reached_end: record.reached_end };
    let totals = summary.by_exercise();
    if totals.len() > 1 {
        let bar = |total: &crate::session::ExerciseTotal| {
            let name = side_of(model, &total.exercise, total.side);
            bar(model, name, (total.held, total.planned), (total.reps, total.planned_reps))
        };
        return totals.iter().map(bar).collect();
    }
    record.sets.iter().map(|set| bar(model, set_name(model, set), (set.held, set.planned), (set.reps, set.planned_reps))).collect()
}

fn bar(model: &Model, name: String, (held, planned): (Millis, Millis), (reps, planned_reps): (u32, u32)) -> HeldBar {
    let texts = model.texts();
    if planned_reps > 0 {
        let value = texts.format("guide-set-of", &[("set", reps.into()), ("sets", planned_reps.into())]);
        return HeldBar { name, value, filled: percent(reps.into(), planned_reps.into()) };
    }
    let value = texts.format("session-held-of", &[("held", held.secs_floor().into()), ("planned", planned.secs_floor().into())]);
    HeldBar { name, value, filled: percent(held.0, planned.0) }
}

/// "Donkey kick, left"
fn side_of(model: &Model, exercise: &Id, side: Option<Side>) -> String {
    let name = exercise_name(model, exercise);
    let id = match side {
        Some(Side::Left) => "routine-left",
        Some(Side::Right) => "routine-right",
        None => return name,
    };
    model.texts().format(id, &[("exercise", name.into())])
}

/// "Hold 1"
fn set_name(model: &Model, set: &HeldSet) -> String {
    model.texts().format(if set.planned_reps > 0 { "finished-set" } else { "finished-hold" }, &[("set", set.set.into())])
}

fn of_form(model: &Model, form: &Form) -> FormView {
    let texts = model.texts();
    let (title, submit, routines, chosen) = match &form.task {
        Task::Log { routine, variant, .. } => {
            let routines = routines(model);
            let chosen = routines.iter().position(|choice| (&choice.routine, &choice.variant) == (routine, variant));
            (texts.get("entry-log-title"), texts.get("entry-log"), routines, chosen.unwrap_or_default())
        }
        Task::Correct(record) => {
            let routine = [("routine", routine_name(model, &record.routine).into())];
            (texts.format("entry-correct-title", &routine), texts.get("entry-save"), Vec::new(), 0)
        }
    };
    let start = model.settings.day_start.hour();
    let error = |field| form.flaws.get(&field).map(|flaw| flaw_text(model, form, *flaw));
    FormView {
        title,
        routines,
        chosen,
        draft: form.draft.clone(),
        days: (earliest().to_string(), model.now.local().date_naive().to_string()),
        day_hint: (start > 0).then(|| texts.format("entry-day-hint", &[("hour", texts.hour(start, model.clock()).into())])),
        day_error: error(Field::Day),
        time_error: error(Field::Time),
        groups: groups(model, form),
        submit,
    }
}

/// Every routine with each of its variants.
fn routines(model: &Model) -> Vec<RoutineChoice> {
    let texts = model.texts();
    let of_routine = |routine: &crate::routine::Routine| -> Vec<RoutineChoice> {
        let choice = |variant: &crate::routine::Variant| {
            let name = routine.name_in(texts);
            let name = match &variant.name {
                Some(own) => format!("{name}, {}", texts.get(own)),
                None => name,
            };
            RoutineChoice { routine: routine.id.clone(), variant: variant.id.clone(), name }
        };
        routine.variants.iter().map(choice).collect()
    };
    model.catalogue.routines.iter().chain(model.own.routines.playable()).flat_map(of_routine).collect()
}

fn groups(model: &Model, form: &Form) -> Vec<NumberGroup> {
    let texts = model.texts();
    let error = |at| form.flaws.get(&Field::Held(at)).map(|flaw| flaw_text(model, form, *flaw));
    match &form.task {
        Task::Log { sets, .. } => {
            let most = sets.iter().map(|set| set.planned).sum::<Millis>().secs_floor();
            if most == 0 {
                return Vec::new();
            }
            let hint = Some(texts.format("entry-held-hint", &[("planned", most.into())]));
            let field = NumberField { at: 0, label: texts.get("entry-held"), most, hint, error: error(0) };
            vec![NumberGroup { name: String::new(), fields: vec![field] }]
        }
        Task::Correct(record) => {
            let mut groups: Vec<((&Id, Option<Side>), NumberGroup)> = Vec::new();
            for (at, set) in record.sets.iter().enumerate() {
                let whose = (&set.exercise, set.side);
                let field = NumberField { at, label: set_name(model, set), most: most(set), hint: None, error: error(at) };
                match groups.last_mut().filter(|(before, _)| *before == whose) {
                    Some((_, group)) => group.fields.push(field),
                    None => groups.push((whose, NumberGroup { name: group_name(model, set), fields: vec![field] })),
                }
            }
            groups.into_iter().map(|(_, group)| group).collect()
        }
    }
}

/// "Donkey kick, left: seconds held, 10 planned each"
fn group_name(model: &Model, set: &HeldSet) -> String {
    let id = if set.planned_reps > 0 { "entry-reps-of" } else { "entry-held-of" };
    model.texts().format(id, &[("exercise", side_of(model, &set.exercise, set.side).into()), ("most", most(set).into())])
}

fn flaw_text(model: &Model, form: &Form, flaw: Flaw) -> String {
    let texts = model.texts();
    let (id, variable): (_, Option<(&str, Value<'_>)>) = match flaw {
        Flaw::Missing => ("entry-missing", None),
        Flaw::TooEarly => ("entry-too-early", Some(("day", texts.day(LocalDay(earliest()), model.today()).into()))),
        Flaw::Future => ("entry-future", None),
        Flaw::Number { most } => ("entry-number", Some(("most", most.into()))),
        Flaw::Nothing => match form.task {
            Task::Log { .. } => ("entry-nothing-logged", None),
            Task::Correct(_) => ("entry-nothing-left", None),
        },
    };
    texts.format(id, variable.as_slice())
}
