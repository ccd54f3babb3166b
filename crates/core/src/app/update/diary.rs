//! The history is leafed through and put right.

use std::sync::Arc;

use uuid::Uuid;

use super::telling::{put_away, tell_again};
use crate::LocalDay;
use crate::app::desired::RETRY_AFTER;
use crate::app::diary::{Deed, Leaf, Overview, Pending, Sheet, Undo, revision};
use crate::app::effect::{Effect, Query};
use crate::app::entry::{Author, Draft, Form, Task};
use crate::app::message::{FailureReason, StoreFailure};
use crate::app::model::{Model, Notice, Screen};
use crate::record::{AmendmentKind, Month, Revision, SessionId, SessionRecord, week_of};
use crate::routine::{Id, Plan, Variant};

pub(super) fn leaf(model: &mut Model, leaf: Leaf) -> Vec<Effect> {
    match leaf {
        Leaf::Month(month) => {
            model.diary.month = Some(month).filter(|month| *month != Month::of(model.today()));
            vec![overview(model)]
        }
        Leaf::Day(day) => {
            model.diary.sheets.push(Sheet::Day { day, sessions: None });
            vec![Effect::Load(Query::Day(day))]
        }
        Leaf::Session(id) => {
            model.diary.sheets.extend(find(model, id).map(Sheet::Session));
            vec![]
        }
        Leaf::Close => {
            model.diary.sheets.pop();
            vec![]
        }
        Leaf::Log { day } => log(model, day),
        Leaf::Choose { routine, variant, draft } => choose(model, &routine, variant.as_ref(), draft),
        Leaf::Correct => {
            if let Some(Sheet::Session(record)) = model.diary.sheets.last() {
                let form = Form::correct(record.clone());
                model.diary.sheets.push(Sheet::Form(form));
            }
            vec![]
        }
        Leaf::Submit(draft) => submit(model, draft),
        Leaf::Delete => delete(model),
        Leaf::Undo => undo(model),
        Leaf::Done => {
            model.diary.undo = None;
            vec![]
        }
    }
}

/// A session that is in sight.
fn find(model: &Model, id: SessionId) -> Option<Arc<SessionRecord>> {
    let of_days = model.diary.sheets.iter().filter_map(|sheet| match sheet {
        Sheet::Day { sessions, .. } => sessions.as_ref(),
        Sheet::Session(_) | Sheet::Form(_) => None,
    });
    of_days.flatten().chain(&model.history.sessions).find(|session| session.id == id).cloned()
}

/// The routine that was done last is the one that is most likely to be logged.
fn log(model: &mut Model, day: Option<LocalDay>) -> Vec<Effect> {
    let last = model.history.sessions.iter().find_map(|session| model.routine(session.routine.as_str()));
    let Some(routine) = last.or(model.catalogue.routines.first()) else { return vec![] };
    let variant = routine.variant_after(model.last_variant(routine.id.as_str()).map(Id::as_str)).and_then(|variant| variant.id.clone());
    let form = plan(model, &routine.id, variant.as_ref()).map(|plan| Form::log(&plan, day, &model.now));
    model.diary.sheets.extend(form.map(Sheet::Form));
    vec![]
}

fn choose(model: &mut Model, routine: &Id, variant: Option<&Id>, draft: Draft) -> Vec<Effect> {
    let Some(plan) = plan(model, routine, variant) else { return vec![] };
    if let Some(Sheet::Form(form)) = model.diary.sheets.last_mut()
        && matches!(form.task, Task::Log { .. })
    {
        let fresh = Form::log(&plan, None, &model.now);
        let held = fresh.draft.held;
        *form = Form { draft: Draft { held, ..draft }, ..fresh };
    }
    vec![]
}

/// As the person plays it. What was done may be older than the answers that leave all of it out: then as it is written.
fn plan(model: &Model, routine: &Id, variant: Option<&Id>) -> Option<Plan> {
    let routine = model.routine(routine.as_str())?;
    let variant: &Variant = match variant {
        Some(variant) => routine.variant(variant.as_str())?,
        None => routine.variants.first()?,
    };
    let adjusted = model.adjusted(routine, variant, false).plan;
    adjusted.or_else(|| Plan::unfold(routine, variant, model.catalogue, &model.settings.choices(model.catalogue.timing, false)).ok())
}

fn submit(model: &mut Model, draft: Draft) -> Vec<Effect> {
    let author = Author { id: SessionId(model.mint.mint(model.now.wall)), device: model.device };
    let (now, day_start) = (model.now, model.settings.day_start.time());
    let Some(Sheet::Form(form)) = model.diary.sheets.last_mut() else { return vec![] };
    let record = match form.parse(&draft, author, &now, day_start) {
        Ok(record) => Arc::new(record),
        Err(flaws) => {
            (form.draft, form.flaws) = (draft, flaws);
            return vec![];
        }
    };
    let task = form.task.clone();
    model.diary.sheets.pop();
    match task {
        Task::Log { .. } => {
            model.diary.undo = None;
            model.diary.logging = Some(record.id);
            vec![Effect::Save(record)]
        }
        Task::Correct(old) if says_the_same(&old, &record) => vec![],
        Task::Correct(old) => {
            model.diary.sheets.clear();
            revise(model, Some(Deed::Corrected), Some(record), vec![(old.id, AmendmentKind::Deleted)])
        }
    }
}

/// A correction that corrects nothing is none.
fn says_the_same(old: &SessionRecord, new: &SessionRecord) -> bool {
    (old.started_at, old.local_day, &old.sets) == (new.started_at, new.local_day, &new.sets)
}

fn delete(model: &mut Model) -> Vec<Effect> {
    let Some(Sheet::Session(record)) = model.diary.sheets.last() else { return vec![] };
    let id = record.id;
    // The offer to undo lies on the page.
    model.diary.sheets.clear();
    revise(model, Some(Deed::Deleted), None, vec![(id, AmendmentKind::Deleted)])
}

fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(Undo { amends, .. }) = model.diary.undo.take() else { return vec![] };
    revise(model, None, None, amends)
}

fn revise(model: &mut Model, deed: Option<Deed>, adds: Option<Arc<SessionRecord>>, amends: Vec<(SessionId, AmendmentKind)>) -> Vec<Effect> {
    let (device, at) = (model.device, model.now.wall);
    let mint = &mut model.mint;
    let revision = Arc::new(revision(adds, amends, device, at, || mint.mint(at)));
    model.diary.undo = None;
    model.diary.pending.push(Pending { revision: revision.clone(), deed, why: None });
    vec![Effect::Revise(revision)]
}

pub(super) fn revised(model: &mut Model, id: Uuid) -> Vec<Effect> {
    if let Some(Pending { revision, deed, why }) = no_longer_pending(model, id) {
        if let Some(why) = why {
            put_away(model, &Notice::NotRevised(why));
        }
        let restores = revision.amends.iter().map(|amendment| (amendment.session, amendment.kind.reversed()));
        let adds = revision.adds.iter().map(|record| (record.id, AmendmentKind::Deleted));
        model.diary.undo = deed.map(|deed| Undo { id, deed, amends: restores.chain(adds).collect() });
    }
    let shown = u32::try_from(model.history.sessions.len()).unwrap_or(u32::MAX);
    let mut effects = vec![Effect::Load(Query::Again { today: model.today(), at_least: shown })];
    effects.extend(around(model));
    effects
}

pub(super) fn not_revised(model: &mut Model, revision: Arc<Revision>, why: StoreFailure) -> Vec<Effect> {
    let (before, deed) = match no_longer_pending(model, revision.id) {
        Some(pending) => (pending.why.map(Notice::NotRevised), pending.deed),
        // An earlier run left it.
        None => (None, None),
    };
    let (reason, notice) = (why.reason, Notice::NotRevised(why.clone()));
    tell_again(model, before.as_ref(), notice);
    if reason.may_pass() {
        model.retry_at = Some(model.now.mono + RETRY_AFTER);
    }
    if reason != FailureReason::Refused {
        model.diary.pending.push(Pending { revision, deed, why: Some(why) });
    }
    vec![]
}

fn no_longer_pending(model: &mut Model, id: Uuid) -> Option<Pending> {
    let at = model.diary.pending.iter().position(|pending| pending.revision.id == id)?;
    Some(model.diary.pending.remove(at))
}

/// Tries again to store what could not be stored.
pub(super) fn retry_revisions(model: &Model) -> Vec<Effect> {
    model.diary.to_be_tried_again().map(|pending| Effect::Revise(pending.revision.clone())).collect()
}

/// A session that was written down is stored, and can be taken back.
pub(super) fn logged(model: &mut Model, id: SessionId) {
    if model.diary.logging.take_if(|logging| *logging == id).is_some() {
        model.diary.undo = Some(Undo { id: id.0, deed: Deed::Logged, amends: vec![(id, AmendmentKind::Deleted)] });
    }
}

pub(super) fn loaded_overview(model: &mut Model, overview: Overview) -> Vec<Effect> {
    if overview.month == shown_month(model) {
        model.last_variants = overview.last_variants.clone();
        model.diary.overview = Some(overview);
    }
    vec![]
}

pub(super) fn loaded_day(model: &mut Model, of: LocalDay, read: &[Arc<SessionRecord>]) -> Vec<Effect> {
    for sheet in &mut model.diary.sheets {
        if let Sheet::Day { day, sessions } = sheet
            && *day == of
        {
            *sessions = Some(read.to_vec());
        }
    }
    vec![]
}

/// What is to be read anew besides the list, where it is in sight.
pub(super) fn around(model: &Model) -> Vec<Effect> {
    let days = model.diary.sheets.iter().filter_map(|sheet| match sheet {
        Sheet::Day { day, .. } => Some(Effect::Load(Query::Day(*day))),
        Sheet::Session(_) | Sheet::Form(_) => None,
    });
    let overview = (model.screen == Screen::History).then(|| overview(model));
    overview.into_iter().chain(days).collect()
}

fn overview(model: &Model) -> Effect {
    let today = model.today();
    let this_week = week_of(today, model.first_weekday());
    Effect::Load(Query::Overview { today, month: shown_month(model), weeks_from: this_week[0].days_back(7), weeks_to: this_week[6] })
}

fn shown_month(model: &Model) -> Month {
    model.diary.month.unwrap_or_else(|| Month::of(model.today()))
}
