//! What a person does at the icon in the tray.

use super::pressing::press;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::pressed::{Break, Opening};
use crate::app::tray::TrayDeed;

pub(super) fn at_the_tray(model: &mut Model, deed: TrayDeed) -> Vec<Effect> {
    match deed {
        TrayDeed::Start => vec![Effect::OpenWindow(Opening::Start)],
        TrayDeed::Open => vec![Effect::OpenWindow(Opening::Any)],
        TrayDeed::Later => press(model, Break::Later(None)),
        TrayDeed::Moved => press(model, Break::Moved),
        TrayDeed::Pause(pause) => press(model, Break::Pause(pause)),
        // A day of rest is both: declared, and a pause.
        TrayDeed::GoOn if model.watch.rests_on(model.today()) => press(model, Break::RestToday(false)),
        TrayDeed::GoOn => press(model, Break::PauseUntil(None)),
        TrayDeed::Quit => vec![Effect::Quit],
    }
}
