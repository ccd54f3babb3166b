//! Vibration, for who neither looks nor hears: a phone lies on the floor beside the mat.

use js_sys::Array;
use unsit_core::app::{Channel, ChannelState, Message};
use unsit_core::session::Cue;
use wasm_bindgen::JsValue;

use super::{Reporter, js};

/// Says whether this device can. Computers have the call too, and nothing that shakes.
pub(super) fn report(reporter: &Reporter) {
    let navigator = js::window().navigator();
    let can = js::part(&navigator, "vibrate").is_some() && navigator.max_touch_points() > 0;
    let state = if can { ChannelState::Ready { name: String::new() } } else { ChannelState::Unsupported };
    reporter.send(Message::Report { channel: Channel::Vibration, state });
}

/// Vibrates when a hold, a rest or the end begins. Where a browser cannot, nothing happens.
pub(super) fn tell(cues: &[Cue]) {
    let Some(pattern) = cues.iter().rev().find_map(|cue| pattern(*cue)) else { return };
    let navigator = js::window().navigator();
    if js::part(&navigator, "vibrate").is_some() {
        let pattern: Array = pattern.iter().copied().map(JsValue::from).collect();
        // False means that the person has not touched the page yet, or that it is hidden.
        let _ = navigator.vibrate_with_pattern(&pattern);
    }
}

/// Milliseconds of vibration, pause, vibration ...
const fn pattern(cue: Cue) -> Option<&'static [u32]> {
    match cue {
        Cue::Hold => Some(&[200]),
        Cue::Rest => Some(&[80, 80, 80]),
        Cue::Done => Some(&[200, 100, 200, 100, 400]),
        Cue::Count3
        | Cue::Count2
        | Cue::Count1
        | Cue::Lift
        | Cue::Halfway
        | Cue::Last3
        | Cue::Last2
        | Cue::Last1
        | Cue::Lower
        | Cue::SwitchLeft
        | Cue::SwitchRight
        | Cue::ChangePosition
        | Cue::LastSet => None,
    }
}
