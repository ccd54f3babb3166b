//! Systems whose notifications and trays Unsit does not know yet.

use unsit_core::app::view::TrayView;
use unsit_core::app::{Channel, ChannelState, Reminder};

use super::report;
use crate::clock::Clock;
use crate::native::Reporter;

/// A bus that is not there.
#[derive(Debug)]
pub struct Bus;

impl Bus {
    #[must_use]
    pub fn open() -> Self {
        Self
    }
}

#[derive(Debug)]
pub struct Notifications;

impl Notifications {
    #[must_use]
    pub fn open(_: &Bus, reporter: &Reporter) -> Self {
        report(reporter, Channel::Notifications, ChannelState::Unsupported);
        Self
    }

    pub fn remind(&mut self, _: Option<&Reminder>) {}

    pub fn sample(&self, _: &Reminder) {}
}

#[derive(Debug)]
pub struct Presence;

impl Presence {
    pub fn watch(_: &Bus, reporter: &Reporter, _: &Clock) {
        report(reporter, Channel::Presence, ChannelState::Unsupported);
        report(reporter, Channel::Sleep, ChannelState::Unsupported);
        report(reporter, Channel::Calls, ChannelState::Unsupported);
    }
}

#[derive(Debug)]
pub struct Tray;

impl Tray {
    #[must_use]
    pub fn open(bus: &Bus, reporter: &Reporter) -> Self {
        Self::look_for(bus, reporter);
        Self
    }

    pub fn look_for(_: &Bus, reporter: &Reporter) {
        report(reporter, Channel::Tray, ChannelState::Unsupported);
    }

    pub fn show(&self, _: Option<&TrayView>) {}
}
