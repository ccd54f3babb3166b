//! A phone of Apple as the loop sees it.

use std::sync::Arc;

use unsit_core::Mono;
use unsit_core::app::{Ahead, Channel, ChannelState, PhaseNotice, Reminder, SystemPage, Telling, pending};

use super::reconcile::Wanted;
use super::shared::Shared;
use super::system::Buttons;
use super::{centre, walks};
use crate::native::Outlet;

/// What the loop wants of the phone.
#[derive(Debug)]
pub struct Phone {
    shared: Arc<Shared>,
    ahead: Option<Arc<Ahead>>,
    buttons: Option<Buttons>,
    is_awake: bool,
}

impl Phone {
    /// Reports how every channel fares but those of sound.
    #[must_use]
    pub fn open(shared: Arc<Shared>) -> Self {
        for channel in
            [Channel::Presence, Channel::Sleep, Channel::Calls, Channel::Tray, Channel::Alarms, Channel::Quiet, Channel::Background]
        {
            shared.report(channel, ChannelState::Unsupported);
        }
        shared.report(Channel::Awake, ChannelState::Ready { name: String::new() });
        centre::look(&shared);
        walks::look(&shared);
        Self { shared, ahead: None, buttons: None, is_awake: false }
    }

    fn name_buttons(&mut self, buttons: Buttons) {
        if self.buttons.as_ref() != Some(&buttons) {
            self.shared.system.name_buttons(&buttons);
            self.buttons = Some(buttons);
        }
    }

    /// Whether something else is wanted than before.
    fn want(&self, change: impl FnOnce(&mut Wanted)) -> bool {
        let mut wanted = self.shared.wanted();
        let before = wanted.clone();
        change(&mut wanted);
        *wanted != before
    }
}

impl Outlet for Phone {
    /// Behind other apps the system gives the cues.
    fn tell(&mut self, telling: &Telling) {
        if !self.shared.is_behind() {
            self.shared.system.tell(telling);
        }
    }

    fn hush(&mut self) {
        self.shared.system.hush();
    }

    fn sample(&mut self, _: Channel, telling: &Telling) {
        self.tell(telling);
    }

    fn keep_awake(&mut self, on: bool) {
        if self.is_awake != on {
            self.is_awake = on;
            self.shared.system.keep_awake(on);
        }
    }

    fn remind(&mut self, reminder: Option<&Reminder>) {
        if self.want(|wanted| wanted.in_sight = Some(reminder.cloned())) {
            centre::settle(&self.shared);
        }
    }

    /// The system shows it at its time by itself, and must not have it taken away for being early.
    fn is_about_to_remind(&mut self) {
        self.want(|wanted| wanted.in_sight = None);
    }

    fn ahead(&mut self, ahead: Option<&Arc<Ahead>>) {
        let Some(ahead) = ahead else { return };
        if self.ahead.as_ref().is_some_and(|before| Arc::ptr_eq(before, ahead)) {
            return;
        }
        let words = ahead.words.clone();
        self.name_buttons(Buttons { start: words.start, later: words.later, moved: words.moved });
        self.shared.put_off_by(ahead.rule.snooze.get());
        if self.shared.count_steps(ahead.rule.steps) {
            walks::write_down(&self.shared);
        }
        self.ahead = Some(ahead.clone());
        self.shared.has_planned();
    }

    /// Comes last of what a turn of the loop wants, and so brings all of it to iOS.
    fn phases(&mut self, phases: &[PhaseNotice]) {
        self.shared.cues().want(phases);
        let ahead = self.ahead.as_deref();
        let chosen = pending(ahead, phases, &self.shared.now());
        let is_new = self.want(|wanted| (wanted.pending, wanted.knows_reminders) = (chosen, ahead.is_some()));
        // Behind other apps there is little time, which ends when iOS has everything.
        if is_new || self.shared.is_behind() {
            centre::settle(&self.shared);
        }
    }

    fn heard_until(&self, due: Mono, now: Mono) -> Mono {
        self.shared.cues().heard_until(due, now)
    }

    fn ask_to_notify(&mut self) {
        centre::ask(&self.shared);
    }

    fn ask_for_steps(&mut self) {
        walks::ask(&self.shared);
    }

    /// iOS has one page for all that an app may do.
    fn open_page(&mut self, page: SystemPage) {
        match page {
            SystemPage::Notifications | SystemPage::Alarms | SystemPage::Battery | SystemPage::App => {
                self.shared.system.open_settings();
            }
        }
    }

    fn try_reminder(&mut self, reminder: &Reminder) {
        let Reminder { start, later, moved, .. } = reminder.clone();
        self.name_buttons(Buttons { start, later, moved });
        centre::sample(&self.shared, reminder);
    }
}

impl Drop for Phone {
    /// The loop is over, and with it the session.
    fn drop(&mut self) {
        centre::silence(&self.shared);
        self.shared.system.rest();
    }
}
