//! Whether the system starts reminders at login: asked when somebody looks, changed when they say so.

use crate::app::effect::Effect;
use crate::app::login::AtLogin;
use crate::app::model::{Model, Screen};

/// Screens that tell it ask again: a person may have changed it elsewhere meanwhile. Who never said anything has no such thing.
pub(super) fn look(model: &Model) -> Option<Effect> {
    let tells = matches!(model.screen, Screen::Settings | Screen::Checkup);
    (tells && model.at_login.is_some()).then_some(Effect::ReadAtLogin)
}

pub(super) fn start_at_login(model: &Model, on: bool) -> Vec<Effect> {
    Vec::from_iter(model.at_login.is_some().then_some(Effect::StartAtLogin(on)))
}

pub(super) fn at_login(model: &mut Model, told: AtLogin) -> Vec<Effect> {
    model.at_login = Some(told);
    vec![]
}
