//! What Kotlin tells the running app.

use serde_json::Value;
use unsit_core::app::{Control, Message, Opening};

/// Something that the system has noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something was added to the journal, and the plan may have been made anew without the app.
    Journal,
    Suspended,
    Resumed,
    /// What the person or the system allows may be different now.
    State,
    /// The button of a headset.
    Headset,
    /// A phone call begins.
    Call,
    Back,
    Opening(Opening),
}

impl Event {
    /// From `{"event": "..."}`. None for what this version does not know.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let told: Value = serde_json::from_str(text).ok()?;
        Some(match told.get("event")?.as_str()? {
            "journal" => Self::Journal,
            "suspended" => Self::Suspended,
            "resumed" => Self::Resumed,
            "state" => Self::State,
            "headset" => Self::Headset,
            "call" => Self::Call,
            "back" => Self::Back,
            "opening" => Self::Opening(opening(told.get("what")?)?),
            _ => return None,
        })
    }

    /// What the loop hears of it; what else there is to do about it is the outlet's.
    #[must_use]
    pub const fn message(self) -> Option<Message> {
        Some(match self {
            Self::Journal => Message::JournalGrew,
            Self::Suspended => Message::InSight(false),
            Self::Resumed => Message::InSight(true),
            Self::State => return None,
            Self::Headset => Message::Control(Control::Toggle),
            Self::Call => Message::Control(Control::Pause),
            Self::Back => Message::Back,
            Self::Opening(opening) => Message::Summoned(opening),
        })
    }
}

/// What the app was opened for.
pub(super) fn opening(what: &Value) -> Option<Opening> {
    Some(match what.as_str()? {
        "start" => Opening::Start,
        "due" => Opening::Due,
        "any" => Opening::Any,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // in a test a panic is the answer

    use super::*;

    #[test]
    fn what_is_told_is_understood_or_left_alone() {
        assert_eq!(Event::read(r#"{"event":"resumed"}"#), Some(Event::Resumed));
        assert_eq!(Event::read(r#"{"event":"opening","what":"due"}"#), Some(Event::Opening(Opening::Due)));
        for odd in
            ["", "null", "[]", r#"{"event":7}"#, r#"{"event":"opening"}"#, r#"{"event":"opening","what":"door"}"#, r#"{"event":"danced"}"#]
        {
            assert_eq!(Event::read(odd), None, "{odd}");
        }
    }
}
