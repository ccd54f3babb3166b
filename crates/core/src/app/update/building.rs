//! Own routines: building, changing, saving, removing.

use serde_json::Value;

use super::telling::tell_once;
use crate::app::draft::{News, RoutineDraft};
use crate::app::effect::Effect;
use crate::app::message::{Build, StoreFailure};
use crate::app::model::{Model, Notice, Screen};
use crate::app::own::Removed;
use crate::routine::Id;
use crate::routine::bounds::NAME_LETTERS;
use crate::routine::own::{OwnRoutine, new_id};

pub(super) fn build(model: &mut Model, build: Build) -> Vec<Effect> {
    match build {
        Build::New => {
            let id = new_id(model.mint.mint(model.now.wall));
            open(model, RoutineDraft::new(id))
        }
        Build::Edit(id) => {
            let draft = model.own.routines.own(id.as_str()).map(RoutineDraft::edit);
            draft.map_or_else(Vec::new, |draft| open(model, draft))
        }
        Build::Copy { routine, variant } => copy(model, &routine, variant.as_ref()),
        Build::Add(exercise) => add(model, &exercise),
        Build::Rename(name) => edit(model, |draft| draft.rename(&name)),
        Build::Toggle(step) => edit(model, |draft| draft.toggle(step)),
        Build::Change(step, change) => edit(model, |draft| draft.change(step, change)),
        Build::Shift(step, direction) => edit(model, |draft| draft.shift(step, direction)),
        Build::Put { step, to } => edit(model, |draft| draft.put(step, to)),
        Build::Duplicate(step) => edit(model, |draft| draft.duplicate(step)),
        Build::Remove(step) => edit(model, |draft| draft.remove(step)),
        Build::Undo => edit(model, RoutineDraft::undo),
        Build::Stay => edit(model, RoutineDraft::stay),
        Build::Leave => leave(model),
        Build::Save => save(model),
        Build::Delete(id) => delete(model, &id),
        Build::Restore => restore(model),
    }
}

fn edit(model: &mut Model, change: impl FnOnce(&mut RoutineDraft)) -> Vec<Effect> {
    model.own.draft.as_mut().map(change);
    vec![]
}

/// Begins a draft, unless another one has changes that would be lost.
fn open(model: &mut Model, draft: RoutineDraft) -> Vec<Effect> {
    if model.own.draft.as_ref().is_none_or(|draft| !draft.is_changed()) {
        model.own.draft = Some(draft);
    }
    model.screen = Screen::Builder;
    vec![]
}

fn copy(model: &mut Model, id: &Id, variant: Option<&Id>) -> Vec<Effect> {
    let texts = model.texts();
    let Some(routine) = model.routine(id.as_str()) else { return vec![] };
    let variant = match variant {
        Some(variant) => routine.variant(variant.as_str()),
        None => routine.variant_after(model.last_variant(id.as_str()).map(Id::as_str)),
    };
    let Some(variant) = variant else { return vec![] };
    let name = texts.format("builder-copy-name", &[("routine", routine.name_in(texts).into())]);
    let name: String = name.chars().take(NAME_LETTERS.max as usize).collect();
    let (variant, timing) = (variant.clone(), model.catalogue.timing);
    let id = new_id(model.mint.mint(model.now.wall));
    let draft = RoutineDraft::copy(id, name.trim().to_owned(), &variant, model.catalogue, &timing);
    open(model, draft)
}

fn add(model: &mut Model, exercise: &Id) -> Vec<Effect> {
    let (catalogue, timing) = (model.catalogue, model.catalogue.timing);
    if let (Some(draft), Some(exercise)) = (model.own.draft.as_mut(), catalogue.exercise(exercise.as_str())) {
        draft.add(exercise, &timing);
        model.screen = Screen::Builder;
    }
    vec![]
}

/// The screen to show instead of the one that was asked for, as far as building has a say in it.
pub(super) fn guard(model: &mut Model, to: Screen) -> Screen {
    let within = |screen: &Screen| matches!(screen, Screen::Builder | Screen::Exercises);
    if !matches!(to, Screen::Routines) {
        // Whoever goes on has seen that it can be had back.
        model.own.removed = None;
    }
    let Some(draft) = model.own.draft.as_mut() else {
        return if within(&to) { Screen::Routines } else { to };
    };
    if within(&to) {
        draft.news = if model.screen == Screen::Exercises { News::Returned } else { News::Quiet };
        return to;
    }
    if draft.is_changed() {
        draft.leaving = Some(to);
        return Screen::Builder;
    }
    model.own.draft = None;
    to
}

fn leave(model: &mut Model) -> Vec<Effect> {
    if let Some(to) = model.own.draft.take_if(|draft| draft.leaving.is_some()).and_then(|draft| draft.leaving) {
        return super::show(model, to);
    }
    vec![]
}

fn save(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = model.own.draft.as_mut() else { return vec![] };
    let Some(own) = draft.finished(model.catalogue) else {
        draft.refusals += 1;
        draft.news = News::Refused;
        return vec![];
    };
    ask(model, own.id.clone(), own.document())
}

fn delete(model: &mut Model, id: &Id) -> Vec<Effect> {
    let removal = model.own.removal(id);
    removal.map_or_else(Vec::new, |removal| ask(model, id.clone(), removal))
}

fn restore(model: &mut Model) -> Vec<Effect> {
    let Some(Removed { id, document, .. }) = model.own.removed.clone() else { return vec![] };
    ask(model, id, document)
}

/// Gives the store a document. As long as it has not answered, the same routine can be given no other one.
fn ask(model: &mut Model, id: Id, document: Value) -> Vec<Effect> {
    if model.own.asked.contains_key(&id) {
        return vec![];
    }
    model.own.asked.insert(id.clone(), document.clone());
    vec![Effect::SaveRoutine { id, document }]
}

pub(super) fn routine_saved(model: &mut Model, id: &Id) -> Vec<Effect> {
    let Some(document) = model.own.asked.remove(id) else { return vec![] };
    let before = model.own.routines.document(id.as_str());
    model.own.routines.set(id.clone(), &document, model.catalogue);
    match (before, model.own.routines.document(id.as_str())) {
        (Some(before), None) => removed(model, id, before),
        (_, Some(_)) => kept(model, id),
        (None, None) => {}
    }
    vec![]
}

/// A routine is gone, and so is the place where it was shown.
fn removed(model: &mut Model, id: &Id, document: Value) {
    let name = model.own.routines.name(id.as_str()).map_or_else(|| id.to_string(), str::to_owned);
    model.own.removed = Some(Removed { id: id.clone(), name, document });
    if model.screen == Screen::Routine(id.clone()) {
        model.screen = Screen::Routines;
    }
}

/// A routine is stored: its draft has done its duty, unless it was changed in the meantime.
fn kept(model: &mut Model, id: &Id) {
    model.own.removed.take_if(|removed| removed.id == *id);
    let own = model.own.routines.own(id.as_str()).cloned();
    let is_done = |draft: &mut RoutineDraft| draft.id == *id && own.as_ref().is_some_and(|own: &OwnRoutine| draft.stored(own));
    if let Some(draft) = model.own.draft.take_if(is_done) {
        model.screen = draft.leaving.unwrap_or_else(|| Screen::Routine(id.clone()));
    }
}

/// The draft stays as it is, to be saved again.
pub(super) fn routine_not_saved(model: &mut Model, id: &Id, why: StoreFailure) -> Vec<Effect> {
    model.own.asked.remove(id);
    tell_once(model, Notice::NotSaved(why))
}
