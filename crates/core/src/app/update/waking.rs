//! What an earlier run left is taken in.

use super::answers::{loaded, not_saved};
use super::breaks::begin;
use super::diary::not_revised;
use super::left::leave_early;
use crate::Millis;
use crate::app::effect::Effect;
use crate::app::message::{FailureReason, StoreFailure, Waking};
use crate::app::model::{Interrupted, Model, Notice, Screen};
use crate::app::own::OwnRoutines;
use crate::app::pages::FirstPage;
use crate::app::settings::Settings;
use crate::session::Session;

/// An interrupted session is offered again for this long.
const OFFERED_FOR: Millis = Millis(30 * 60 * 1000);

pub(super) fn woken(model: &mut Model, waking: Waking) -> Vec<Effect> {
    let (settings, unusable) = Settings::from_rows(&waking.settings);
    model.settings = settings;
    model.own.routines = OwnRoutines::from_rows(&waking.settings, model.catalogue);
    model.system_language = waking.system_language;
    model.system_region = waking.system_region;
    model.folder = waking.folder;
    model.at_login = waking.at_login;
    // Where nothing could be read, nobody knows what was answered.
    let nothing_read = !waking.all_read && !waking.failures.is_empty();
    model.safety_unread = nothing_read || unusable.iter().any(|key| key == Settings::SAFETY);
    model.device = waking.device;
    model.last_variants = waking.last_variants;
    model.notices.extend(waking.failures.into_iter().map(Notice::NotRead));
    if !unusable.is_empty() {
        let detail = unusable.join(", ");
        model.notices.push(Notice::NotRead(StoreFailure { reason: FailureReason::Settings, detail }));
    }
    // Whoever cannot be told from a new person is not made to begin anew.
    let did_nothing = waking.page.sessions.is_empty() && waking.interrupted.is_none() && waking.unsaved.is_empty();
    if waking.all_read && !model.settings.first_run_done {
        if did_nothing && model.notices.is_empty() {
            model.screen = Screen::FirstRun(FirstPage::Welcome);
        } else {
            model.invited_to_check = model.settings.safety.answered_at().is_none();
        }
    }
    let mut effects = loaded(model, waking.page);
    effects.extend(begin(model, &waking.settings, waking.breaks));
    if let Some(beat) = waking.interrupted {
        let age = model.now.wall.since(beat.at);
        match Session::restore(beat.session.clone(), model.now.mono) {
            Ok(session) if age <= OFFERED_FOR => {
                let summary = session.summary(model.now.mono);
                model.interrupted = Some(Interrupted { beat, summary });
            }
            Ok(_) => effects.extend(leave_early(model, &beat)),
            Err(unsound) => {
                let detail = unsound.to_string();
                model.notices.push(Notice::NotRead(StoreFailure { reason: FailureReason::Interrupted, detail }));
            }
        }
    }
    for unsaved in waking.unsaved {
        effects.extend(not_saved(model, unsaved));
    }
    for (revision, why) in waking.unrevised {
        effects.extend(not_revised(model, revision, why));
    }
    effects
}
