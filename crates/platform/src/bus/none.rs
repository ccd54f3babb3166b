//! Systems whose notifications Unsit does not know yet.

use unsit_core::app::{Channel, ChannelState, Reminder};

use super::report;
use crate::clock::Clock;
use crate::native::Reporter;

#[derive(Debug)]
pub struct Notifications;

impl Notifications {
    #[must_use]
    pub fn open(reporter: &Reporter) -> Self {
        report(reporter, Channel::Notifications, ChannelState::Unsupported);
        Self
    }

    pub fn remind(&mut self, _: Option<&Reminder>) {}

    pub fn sample(&self, _: &Reminder) {}
}

#[derive(Debug)]
pub struct Presence;

impl Presence {
    pub fn watch(reporter: &Reporter, _: &Clock) {
        report(reporter, Channel::Presence, ChannelState::Unsupported);
    }
}
