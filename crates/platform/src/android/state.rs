//! What the phone is, and what it allows.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};
use unsit_core::app::{Channel, ChannelState, Message};
use unsit_core::phone::{PhoneFile, PlanFile};
use unsit_core::text::{Language, Region};

use super::Door;

/// What the loop needs to know before it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Where the app's files are.
    pub files: PathBuf,
    pub language: Language,
    pub region: Option<Region>,
}

#[derive(Deserialize)]
struct Told {
    files: PathBuf,
    languages: Vec<String>,
}

impl Device {
    /// Asks the phone.
    pub fn ask(door: &impl Door) -> Result<Self, String> {
        let told: Told = serde_json::from_value(door.call("device", &json!({}))?).map_err(|error| format!("device: {error}"))?;
        let region = told.languages.iter().find_map(|tag| Region::from_tag(tag));
        Ok(Self { files: told.files, language: Language::negotiate(&told.languages), region })
    }
}

/// How each channel stands, and the files of reminders, as the answer to `state` says it. What it does not say is not known.
#[must_use]
pub fn reports(state: &Value) -> Vec<Message> {
    let word = |name: &str| state.get(name).and_then(Value::as_str);
    let flag = |name: &str| state.get(name).and_then(Value::as_bool);
    let ready = || ChannelState::Ready { name: String::new() };
    let allowed = |yes: bool| if yes { ready() } else { ChannelState::Forbidden };
    let notifications = word("notifications").map(|word| match word {
        "ready" => ChannelState::Ready { name: "Android".to_owned() },
        "unasked" => ChannelState::Unasked,
        _ => ChannelState::Forbidden,
    });
    let damaged = (word("plan") == Some("damaged")).then(|| word("fault").unwrap_or_default().to_owned());
    // Only who writes the plan knows that all is well again: what could not be written is not damaged.
    let plan = damaged.map(|why| PhoneFile::Plan(PlanFile::Damaged { why }));
    let files = plan.into_iter().chain(flag("written").map(PhoneFile::Written)).map(Message::PhoneFile);
    let voice = word("voice").map(|word| match word {
        "ready" => ready(),
        _ => ChannelState::Missing {
            why: "This phone has no voice in this language. Install one in its settings for text to speech.".to_owned(),
        },
    });
    let steps = word("steps").map(|word| match word {
        "ready" => ready(),
        "unasked" => ChannelState::Unasked,
        "forbidden" => ChannelState::Forbidden,
        _ => ChannelState::Unsupported,
    });
    let channels = [
        (Channel::Steps, steps),
        (Channel::Notifications, notifications),
        (Channel::Alarms, word("alarms").map(|word| allowed(word == "exact"))),
        (Channel::Quiet, flag("quiet").map(|quiet| allowed(!quiet))),
        (Channel::Background, word("battery").map(|word| allowed(word == "free"))),
        (Channel::Voice, voice),
        (Channel::Vibration, flag("vibrator").map(|is_there| if is_there { ready() } else { ChannelState::Unsupported })),
    ];
    channels.into_iter().filter_map(|(channel, state)| Some(Message::Report { channel, state: state? })).chain(files).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // in a test a panic is the answer

    use super::*;

    fn state(channel: Channel, told: &Value) -> Option<ChannelState> {
        reports(told).into_iter().find_map(|message| match message {
            Message::Report { channel: about, state } if about == channel => Some(state),
            _ => None,
        })
    }

    #[test]
    fn each_channel_says_what_the_phone_says_of_it() {
        let told = json!({ "notifications": "unasked", "alarms": "inexact", "quiet": true, "battery": "restricted", "voice": "ready", "vibrator": false });
        assert_eq!(state(Channel::Notifications, &told), Some(ChannelState::Unasked));
        assert_eq!(state(Channel::Alarms, &told), Some(ChannelState::Forbidden));
        assert_eq!(state(Channel::Quiet, &told), Some(ChannelState::Forbidden));
        assert_eq!(state(Channel::Background, &told), Some(ChannelState::Forbidden));
        assert_eq!(state(Channel::Voice, &told), Some(ChannelState::Ready { name: String::new() }));
        assert_eq!(state(Channel::Vibration, &told), Some(ChannelState::Unsupported));
        assert_eq!(reports(&json!({ "quiet": "yes" })), [], "what makes no sense says nothing");
    }

    #[test]
    fn what_is_wrong_with_the_files_of_reminders_is_told_of() {
        let plan = |why: &str| Message::PhoneFile(PhoneFile::Plan(PlanFile::Damaged { why: why.to_owned() }));
        let written = |is| Message::PhoneFile(PhoneFile::Written(is));
        assert_eq!(reports(&json!({ "plan": "damaged", "fault": "line 3", "written": false })), [plan("line 3"), written(false)]);
        assert_eq!(reports(&json!({ "plan": "damaged", "fault": null })), [plan("")]);
        for fine in ["ready", "missing"] {
            assert_eq!(reports(&json!({ "plan": fine, "fault": null, "written": true })), [written(true)]);
        }
    }
}
