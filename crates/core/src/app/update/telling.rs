//! What the person is told: by cues and words, and by notices.

use crate::app::effect::{Effect, Telling};
use crate::app::model::{Model, Notice};
use crate::app::speech;
use crate::session::Cue;

/// The cues in every channel that is on. A sentence takes the place of their words. Two voices at once are none: a screen
/// reader says the phases itself.
pub(super) fn tell(model: &mut Model, cues: Vec<Cue>, sentence: Option<String>) -> Option<Effect> {
    let playing = model.playing.as_mut().filter(|_| model.settings.voice && !model.screen_reader);
    let words = match (playing, sentence) {
        (Some(playing), Some(sentence)) => {
            playing.saying_until = Some(model.now.mono + speech::length(&sentence));
            Some(sentence)
        }
        (Some(_), None) => model.playing.as_ref().and_then(|playing| speech::of_cues(model, playing, &cues)),
        (None, _) => None,
    };
    if cues.is_empty() && words.is_none() {
        return None;
    }
    Some(Effect::Tell(Telling {
        sound: (model.settings.sound && !cues.is_empty()).then_some(model.settings.sound_volume),
        voice: words.map(|words| speech::spoken(model, words)),
        vibration: model.settings.vibration && !cues.is_empty(),
        cues,
    }))
}

pub(super) fn tell_once(model: &mut Model, notice: Notice) -> Vec<Effect> {
    if !model.notices.contains(&notice) {
        model.notices.push(notice);
    }
    vec![]
}

/// Tells how another try fared. Whoever has put the notice away is not told the same every half minute.
pub(super) fn tell_again(model: &mut Model, before: Option<&Notice>, notice: Notice) {
    if before != Some(&notice) {
        if let Some(before) = before {
            put_away(model, before);
        }
        tell_once(model, notice);
    }
}

pub(super) fn put_away(model: &mut Model, notice: &Notice) {
    model.notices.retain(|told| told != notice);
}

pub(super) fn dismiss(model: &mut Model) -> Vec<Effect> {
    if let Some(notice) = model.notice().cloned() {
        put_away(model, &notice);
    }
    vec![]
}
