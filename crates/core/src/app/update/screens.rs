//! Screens, settings, samples.

use crate::app::effect::{Effect, Telling};
use crate::app::message::Channel;
use crate::app::model::{Model, Screen};
use crate::app::settings::Change;
use crate::app::speech;
use crate::session::Cue;

pub(super) fn show(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.playing.take_if(|playing| playing.session.is_done());
    model.screen = match screen {
        Screen::Routine(id) if model.catalogue.routine(id.as_str()).is_none() => Screen::Routines,
        known => known,
    };
    vec![]
}

pub(super) fn set(model: &mut Model, change: Change) -> Vec<Effect> {
    model.settings.apply(&change);
    vec![Effect::SaveSettings(model.settings.row(&change))]
}

pub(super) fn sample(model: &Model, channel: Channel) -> Vec<Effect> {
    let settings = &model.settings;
    let telling = match channel {
        Channel::Sound => Telling { cues: vec![Cue::Hold], sound: Some(settings.sound_volume), voice: None },
        Channel::Voice => Telling { cues: vec![], sound: None, voice: Some(speech::spoken(model, model.texts().get("voice-test"))) },
        Channel::Awake => return vec![],
    };
    vec![Effect::Sample(channel, telling)]
}
