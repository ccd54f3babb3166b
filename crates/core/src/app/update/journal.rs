//! What the system of a phone did while this program did not run, or was behind others.

use super::breaks::{count_from_here, keep_now, pass, take_up, write_down};
use super::pressing::summoned;
use crate::Now;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::pressed::Opening;
use crate::app::watch::{ShownReminder, Sight};
use crate::breaks::{Breaks, Fact, Ledger, Offers, SittingRecord};
use crate::phone::{PhoneFile, PlanFile, Record, follow, remember, untold};

/// The breaks as they were kept, then what the ledger and the journal tell since.
pub(super) fn pick_up(model: &mut Model, sitting: Option<SittingRecord>, journal: &[Record]) -> Vec<Effect> {
    let now = model.now;
    let mut effects = Vec::new();
    if let Some(sitting) = sitting {
        let passed = now.wall.since(sitting.at);
        let kept = Now { wall: now.wall - passed, mono: now.mono - passed, ..now };
        let before: Ledger = model.watch.ledger.events().filter(|event| event.at <= sitting.at).cloned().collect();
        let offers = Offers::resume(&before, model.device, &kept);
        let seed = model.mint.mint(now.wall).as_u128();
        let mut breaks = Breaks::resume_seated(model.watch.reminders().clone(), sitting, offers, seed, &kept);
        let facts = remember(&mut breaks, &model.watch.ledger, &now);
        model.watch.breaks = Some(breaks);
        model.watch.turns += 1;
        effects.extend(write_down(model, facts));
    } else {
        take_up(model, None);
    }
    remember_what_is_in_sight(model);
    effects.extend(drain(model, journal));
    effects.extend(count_from_here(model));
    effects
}

/// The app comes before the person, or goes behind others. Before it reckons again it hears what has happened.
pub(super) fn come_and_go(model: &mut Model, is_in_sight: bool) -> Vec<Effect> {
    if !model.watch.plans_ahead() {
        return vec![];
    }
    model.watch.sight = match (is_in_sight, model.watch.sight) {
        (true, Sight::Before) => Sight::Before,
        (true, Sight::Behind | Sight::Returning) => Sight::Returning,
        (false, _) => Sight::Behind,
    };
    if is_in_sight && model.watch.files.plan != PlanFile::Ready {
        plan_anew(model);
    }
    if !is_in_sight {
        // Whoever has left does not want it any more.
        model.watch.summoned = None;
    }
    if is_in_sight { vec![Effect::ReadJournal] } else { keep_now(model).into_iter().collect() }
}

/// What the journal tells, as far as it was not heard before.
pub(super) fn play(model: &mut Model, records: &[Record]) -> Vec<Effect> {
    if !model.watch.plans_ahead() {
        return vec![];
    }
    let mut effects = drain(model, records);
    let returns = model.watch.sight == Sight::Returning;
    if returns {
        model.watch.sight = Sight::Before;
    }
    effects.extend(pass(model));
    if returns {
        effects.extend(model.watch.summoned.take().into_iter().flat_map(|opening| summoned(model, opening)));
    }
    effects
}

/// How it stands with the files that reminders are made of.
pub(super) fn hear(model: &mut Model, news: PhoneFile) -> Vec<Effect> {
    if model.watch.plans_ahead() {
        let is_plan = matches!(news, PhoneFile::Plan(_));
        model.watch.files.hear(news);
        if is_plan && matches!(model.watch.files.plan, PlanFile::Damaged { .. }) {
            plan_anew(model);
        }
    }
    vec![]
}

/// What the system has is no plan, or not the newest one: it gets one, whatever that is made from.
const fn plan_anew(model: &mut Model) {
    model.watch.grounds = None;
}

/// Somebody opens the app for a break. Which one is open is told by the journal.
pub(super) fn open_for(model: &mut Model, opening: Opening) -> Vec<Effect> {
    if model.watch.sight == Sight::Before {
        return summoned(model, opening);
    }
    model.watch.summoned = Some(opening);
    vec![]
}

/// The journal may go once all that it tells is stored.
pub(super) fn end_journal(model: &mut Model) -> Option<Effect> {
    if !model.watch.plans_ahead() || !model.watch.unstored.is_empty() {
        return None;
    }
    model.watch.draining.take().map(Effect::EndJournal)
}

fn drain(model: &mut Model, records: &[Record]) -> Vec<Effect> {
    let now = model.now;
    let new: Vec<Record> = records.iter().filter(|record| !model.watch.drained.contains(&record.id)).cloned().collect();
    let untold = untold(&model.watch.ledger, &new);
    model.watch.drained = records.iter().map(|record| record.id).collect();
    model.watch.draining = Some(records.len()).filter(|records| *records > 0 || model.watch.files.reading.leaves_something());
    let mut effects = Vec::new();
    model.watch.turns += u64::from(!new.is_empty());
    if let Some(breaks) = model.watch.breaks.as_mut().filter(|_| !untold.is_empty()) {
        let facts = follow(breaks, &untold, &now);
        let shown = facts.iter().any(|event| matches!(event.fact, Fact::Shown { .. }));
        effects.extend(write_down(model, facts));
        if shown {
            remember_what_is_in_sight(model);
        }
        effects.extend(keep_now(model));
    }
    effects.extend(end_journal(model));
    effects
}

/// The open break was shown by the system, whoever runs now. It is taken away once it is answered, and not shown again.
fn remember_what_is_in_sight(model: &mut Model) {
    let open = model.watch.breaks.as_ref().and_then(|breaks| breaks.offers().open());
    let last = open.and_then(|open| {
        let shown = model.watch.ledger.events().filter_map(|event| match event.fact {
            Fact::Shown { offer, reminder, kind } if offer == open => Some((event.id, reminder, kind)),
            _ => None,
        });
        shown.last().map(|(fact, reminder, kind)| (fact, open, reminder, kind))
    });
    model.watch.shown =
        last.map(|(fact, offer, reminder, kind)| ShownReminder { fact, offer, reminder, kind, settled: true, by_system: true });
}
