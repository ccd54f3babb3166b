//! Screens, settings, samples.

use super::breaks::start_days;
use super::building::guard;
use super::diary::around;
use super::login::look;
use crate::app::effect::{Effect, Telling};
use crate::app::message::Channel;
use crate::app::model::{Model, Screen};
use crate::app::pages::{LearnPage, SafetyPage};
use crate::app::settings::Change;
use crate::app::speech;
use crate::content::Learn;
use crate::session::Cue;

pub(super) fn show(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.playing.take_if(|playing| playing.session.is_done());
    let from = model.screen.clone();
    model.screen = match guard(model, screen) {
        Screen::Routine(id) if model.routine(id.as_str()).is_none() => Screen::Routines,
        Screen::Safety(SafetyPage::Stop | SafetyPage::Clinician) if model.barrier().is_none() => Screen::Safety(SafetyPage::Check),
        Screen::Learn(page) if !exists(&page, &model.catalogue.learn) => Screen::Learn(LearnPage::All),
        known => known,
    };
    model.trail.go(&from, &model.screen);
    model.diary.sheets.clear();
    model.watch.sheet = None;
    model.diary.month = None;
    let mut effects = around(model);
    effects.extend(look(model));
    effects
}

fn exists(page: &LearnPage, learn: &Learn) -> bool {
    match page {
        LearnPage::Muscle(id) => learn.muscles.iter().any(|muscle| muscle.id == *id),
        LearnPage::Topic(id) => learn.topics.iter().any(|topic| topic.id == *id),
        LearnPage::All | LearnPage::Clinician | LearnPage::Evidence | LearnPage::Sources => true,
    }
}

pub(super) fn set(model: &mut Model, change: Change) -> Vec<Effect> {
    model.settings.apply(&change);
    let mut effects = vec![Effect::SaveSettings(model.settings.row(&change))];
    if let Change::DayStart(_) = change {
        effects.extend(start_days(model));
    }
    effects
}

pub(super) fn sample(model: &Model, channel: Channel) -> Vec<Effect> {
    let settings = &model.settings;
    let telling = match channel {
        Channel::Sound => Telling { cues: vec![Cue::Hold], sound: Some(settings.sound_volume), voice: None, vibration: false },
        Channel::Voice => {
            Telling { cues: vec![], sound: None, voice: Some(speech::spoken(model, model.texts().get("voice-test"))), vibration: false }
        }
        Channel::Vibration => Telling { cues: vec![Cue::Hold], sound: None, voice: None, vibration: true },
        Channel::Awake
        | Channel::Notifications
        | Channel::Presence
        | Channel::Sleep
        | Channel::Calls
        | Channel::Tray
        | Channel::Alarms
        | Channel::Quiet
        | Channel::Steps
        | Channel::Background => return vec![],
    };
    vec![Effect::Sample(channel, telling)]
}
