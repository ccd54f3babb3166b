//! Settings, with and without what a device may lack.

use unsit_core::app::{Change, Channel, ChannelState, Message, Screen, Volume};

use super::super::world::World;
use super::{State, answer};

pub(super) const FOLDER: &str = "/home/you/.local/share/unsit";
pub(super) const SPEAKERS: &str = "Built-in Audio Analog Stereo";
/// The platform says it in one line of its own.
pub(super) const NO_VOICE: &str = "This device has no voice. Install espeak-ng, then start Unsit again.";

pub(super) const STATES: &[State] = &[
    ("settings", |world| {
        world.restart_finding(|waking| waking.folder = Some(FOLDER.to_owned()));
        report(world, Channel::Sound, ChannelState::Ready { name: SPEAKERS.to_owned() });
        world.tell(Message::Show(Screen::Settings));
    }),
    ("settings-missing", |world| {
        report(world, Channel::Voice, ChannelState::Missing { why: NO_VOICE.to_owned() });
        world.tell(Message::Change(Change::Sound(false)));
        world.tell(Message::Show(Screen::Settings));
    }),
    ("settings-phone", |world| {
        report(world, Channel::Vibration, ChannelState::Ready { name: String::new() });
        world.tell(Message::ScreenReader(true));
        world.tell(Message::Show(Screen::Settings));
    }),
    ("settings-answered", |world| {
        answer(world, "wrist-pain", true);
        world.tell(Message::Change(Change::GetReady(0)));
        world.tell(Message::Change(Change::DayStart(0)));
        world.tell(Message::Change(Change::VoiceVolume(Volume::nearest(0))));
        world.tell(Message::Show(Screen::Settings));
    }),
];

fn report(world: &World, channel: Channel, state: ChannelState) {
    world.tell(Message::Report { channel, state });
}
