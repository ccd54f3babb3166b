//! What should hold from now on, derived from the model. The shell brings the device in line with it, as often as it likes.

use std::sync::Arc;

use super::ahead::Ahead;
use super::message::{Channel, ChannelState};
use super::model::Model;
use super::ongoing::{self, Ongoing};
use super::phases::{self, PhaseNotice};
use super::reminder::Reminder;
use super::view::{self, TrayView};
use super::watch::BreakWindow;
use crate::breaks::ReminderId;
use crate::{Millis, Mono};

/// Standing wishes of the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desired {
    /// When the loop wants to run again at the latest: a session's next second, a save to be tried again, the next reminder or
    /// minute of sitting, or the next day, which Today begins anew.
    pub wake_at: Option<Mono>,
    /// Whether the screen should stay on.
    pub screen_on: bool,
    /// What the button of a headset is for; none without a session.
    pub remote: Option<Remote>,
    /// The reminder that should be in sight, outside of the app; another one, or none, takes its place.
    pub reminder: Option<Reminder>,
    /// Whether a reminder is about to be wished for: until it is, whatever is in sight stays there.
    pub reminder_is_coming: bool,
    /// The reminders to come, for a system that shows them by itself. None where it does not, or while they are not known: then
    /// what it has stays.
    pub ahead: Option<Arc<Ahead>>,
    /// The session that a phone shows on its lock screen, and keeps going behind it.
    pub ongoing: Option<Ongoing>,
    /// What the icon of the agent says; none where there is no tray, or no agent.
    pub tray: Option<TrayView>,
    /// The reminder about which the small window should ask, because the system shows none.
    pub break_window: Option<ReminderId>,
    /// What is still to be heard of a session while the app is in the background; soonest first.
    pub phases: Vec<PhaseNotice>,
    /// Whether this program has done what it was started for, so that its window closes.
    pub over: bool,
}

/// A session as a headset knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remote {
    Playing,
    Paused,
}

impl Desired {
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let session = model.playing.as_ref().map(|playing| &playing.session).filter(|session| session.is_running());
        // A rehearsal's clock runs fast towards whatever is armed: only the session's own time may be.
        let rehearses = model.playing.as_ref().is_some_and(|playing| playing.rehearsal);
        let next_day = model.now.next_day(model.settings.day_start.time()).filter(|_| !rehearses);
        let waits = model.to_be_tried_again().next().is_some()
            || model.diary.to_be_tried_again().next().is_some()
            || model.watch.is_to_be_tried_again();
        let retry = model.retry_at.filter(|_| waits);
        let sitting = model.watch.wake_at(model.now.mono).filter(|_| !rehearses);
        let wakes = [session.and_then(|session| session.next_second(model.now.mono)), retry, next_day, sitting];
        let played = model.playing.as_ref().filter(|playing| !playing.session.is_done());
        let remote = played.map(|_| if session.is_some() { Remote::Playing } else { Remote::Paused });
        let has_tray = model.watch.windowless && matches!(model.channel(Channel::Tray), ChannelState::Ready { .. });
        let reminder = Reminder::wanted(model);
        Self {
            wake_at: wakes.into_iter().flatten().min(),
            screen_on: session.is_some(),
            remote,
            break_window: reminder.as_ref().filter(|_| falls_back(model)).map(|reminder| reminder.id),
            reminder,
            reminder_is_coming: Reminder::is_coming(model),
            ahead: model.watch.ahead.clone(),
            ongoing: ongoing::of(model),
            phases: phases::of(model),
            over: model.watch.has_asked(),
            tray: has_tray.then(|| view::tray(model)),
        }
    }
}

/// Whether reminders have to be shown by a window of ours. While the system has not said, it may still show them.
fn falls_back(model: &Model) -> bool {
    model.watch.break_window == BreakWindow::Elsewhere
        && match model.channel(Channel::Notifications) {
            ChannelState::Missing { .. } | ChannelState::Unsupported => true,
            ChannelState::Unknown | ChannelState::Ready { .. } | ChannelState::Unasked | ChannelState::Forbidden => false,
        }
}

/// How long to wait before a session that could not be stored is tried again.
pub(super) const RETRY_AFTER: Millis = Millis(30_000);
