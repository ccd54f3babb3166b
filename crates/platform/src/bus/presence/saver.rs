//! Lock as a screen saver tells of it, on desktops without logind: `ActiveChanged` of `org.freedesktop.ScreenSaver`,
//! `org.gnome.ScreenSaver` and those that took after them.

use std::convert::Infallible;

use futures_lite::StreamExt;
use unsit_core::app::{Channel, Seen};
use zbus::{Connection, MatchRule, MessageStream, message};

use super::{Blind, Eyes};

const NAME: &str = "ScreenSaver";

pub(super) async fn watch(bus: &Connection, eyes: &Eyes) -> Result<Infallible, Blind> {
    // Some send it from several paths; the same twice is once.
    let rule = MatchRule::builder().msg_type(message::Type::Signal).member("ActiveChanged")?.build();
    let mut signals = MessageStream::for_match_rule(rule, bus, None).await?;
    eyes.ready(Channel::Sleep, NAME);
    let mut was_active = false;
    while let Some(signal) = signals.next().await {
        let signal = signal?;
        let header = signal.header();
        let is_saver = header.interface().is_some_and(|interface| interface.ends_with(".ScreenSaver"));
        let Ok(active) = signal.body().deserialize::<bool>() else { continue };
        if is_saver && active != was_active {
            eyes.see(if active { Seen::Lock } else { Seen::Unlock });
            was_active = active;
        }
    }
    Err("the bus has ended".into())
}
