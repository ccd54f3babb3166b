//! The way back of a phone: what lies on top is put away first, then the screen, and at the end the app.

use super::building::build;
use super::diary::leaf;
use super::playing::{ask_to_stop, close_finished};
use super::pressing::press;
use super::safety;
use super::screens::show;
use crate::app::diary::Leaf;
use crate::app::effect::Effect;
use crate::app::message::Build;
use crate::app::model::{Model, Screen};
use crate::app::pages::FirstPage;
use crate::app::pressed::Break;

pub(super) fn go_back(model: &mut Model) -> Vec<Effect> {
    if let Some(playing) = &model.playing {
        // Back from the question is back to the session.
        return if playing.session.is_done() { close_finished(model) } else { ask_to_stop(model) };
    }
    if model.watch.sheet.is_some() {
        return press(model, Break::Close);
    }
    if !model.diary.sheets.is_empty() {
        return leaf(model, Leaf::Close);
    }
    if model.own.draft.as_ref().is_some_and(|draft| draft.leaving.is_some()) {
        return build(model, Build::Stay);
    }
    match model.screen {
        Screen::Today | Screen::FirstRun(FirstPage::Welcome) => vec![Effect::GoBehind],
        Screen::FirstRun(_) => safety::back(model),
        _ => {
            let above = model.above();
            show(model, above)
        }
    }
}
