//! Settings: cues with their state on this device, appearance, language, the start of a day.

use super::safety::answered;
use crate::app::message::{Channel, ChannelState};
use crate::app::model::Model;
use crate::app::settings::{Appearance, DayStart, FirstWeekday, GetReady};
use crate::text::{Clock, Language};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsView {
    pub voice: ChannelView,
    pub sound: ChannelView,
    /// None where the device cannot.
    pub vibration: Option<ChannelView>,
    pub get_ready: StepperView,
    pub get_ready_floor: StepperView,
    pub day_start: StepperView,
    pub appearance: Appearance,
    /// None: the system's.
    pub language: Option<Language>,
    /// None: as where the person is.
    pub clock: Option<Clock>,
    pub first_weekday: Option<FirstWeekday>,
    /// When the safety questions were answered, and how many were not.
    pub safety: Vec<String>,
    /// The folder of the person's data.
    pub folder: Option<String>,
}

/// A way to hear or feel cues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelView {
    pub on: bool,
    /// 0 to 100; none where there is nothing to be made louder.
    pub volume: Option<u8>,
    /// The device or voice in use.
    pub name: Option<String>,
    /// Why it cannot be heard here, and what to do.
    pub missing: Option<String>,
    /// Why it is quiet although it could be heard.
    pub yields: Option<String>,
}

/// A number with Less and More.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepperView {
    /// "15 s"
    pub text: String,
    /// The next lower value; none at the limit.
    pub less: Option<u64>,
    pub more: Option<u64>,
}

#[must_use]
pub fn settings(model: &Model) -> SettingsView {
    let (settings, texts) = (&model.settings, model.texts());
    let hour = u64::from(settings.day_start.hour());
    SettingsView {
        voice: ChannelView {
            yields: model.screen_reader.then(|| texts.get("settings-voice-yields")),
            ..channel(settings.voice, Some(settings.voice_volume.percent()), model.channel(Channel::Voice))
        },
        sound: channel(settings.sound, Some(settings.sound_volume.percent()), model.channel(Channel::Sound)),
        vibration: vibrates(model).then(|| channel(settings.vibration, None, model.channel(Channel::Vibration))),
        get_ready: seconds(model, settings.get_ready),
        get_ready_floor: seconds(model, settings.get_ready_floor),
        day_start: StepperView {
            text: texts.hour(settings.day_start.hour(), model.clock()),
            less: hour.checked_sub(1),
            more: (hour < u64::from(DayStart::LATEST)).then_some(hour + 1),
        },
        appearance: settings.appearance,
        language: settings.language,
        clock: settings.clock,
        first_weekday: settings.first_weekday,
        safety: safety(model),
        folder: model.folder.clone(),
    }
}

/// "Last answered: Today", and what is to be said about it.
fn safety(model: &Model) -> Vec<String> {
    let (texts, answers) = (model.texts(), &model.settings.safety);
    if model.safety_unread {
        return vec![texts.get("check-unread")];
    }
    let (open, all) = (answers.open(&model.catalogue.safety).count(), model.catalogue.safety.questions.len());
    let some_open = answers.answered_at().is_some() && open > 0;
    let open = some_open.then(|| texts.format("check-some-open", &[("count", open.into()), ("all", all.into())]));
    std::iter::once(answered(model)).chain(open).collect()
}

fn vibrates(model: &Model) -> bool {
    matches!(model.channel(Channel::Vibration), ChannelState::Ready { .. })
}

fn channel(on: bool, volume: Option<u8>, state: &ChannelState) -> ChannelView {
    let (name, missing) = match state {
        ChannelState::Unknown | ChannelState::Unsupported | ChannelState::Unasked | ChannelState::Forbidden => (None, None),
        ChannelState::Ready { name } => (Some(name.clone()).filter(|name| !name.is_empty()), None),
        ChannelState::Missing { why } => (None, Some(why.clone())),
    };
    ChannelView { on, volume, name, missing, yields: None }
}

/// Small steps below 15 s, larger ones above.
fn seconds(model: &Model, length: GetReady) -> StepperView {
    let now = length.seconds();
    let less = if now > 15 { now - 5 } else { now - 1 };
    let more = if now >= 15 { now + 5 } else { now + 1 };
    StepperView {
        text: model.texts().duration(length.length()),
        less: (now > GetReady::LEAST).then_some(less),
        more: (now < GetReady::MOST).then_some(more),
    }
}
