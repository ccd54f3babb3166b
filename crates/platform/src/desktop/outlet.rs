//! Sound, voice and keep-awake of a desktop, as the loop sees them.

use unsit_core::app::{Channel, ChannelState, Message, Opening, Reminder, Spoken, Telling};
use unsit_core::breaks::ReminderId;

use super::{Awake, AwakeStatus, Sound, Status, Voice};
use crate::bus::{Bus, Notifications, Presence, Tray};
use crate::clock::Clock;
use crate::native::{Outlet, Reporter};
use crate::tone::Tone;

/// The window, as the loop moves it.
pub trait Surface: Send + 'static {
    /// Brings it before all others.
    fn come_forward(&mut self);
    /// Opens a large window; only asked of a small one.
    fn open_window(&mut self, opening: Opening);
    /// Has the small window ask about this reminder. The same wish twice is one wish.
    fn ask_on_top(&mut self, reminder: Option<ReminderId>);
}

/// What a person at a desktop hears, and the window before them.
#[derive(Debug)]
pub struct Speakers<S> {
    sound: Sound,
    voice: Voice,
    awake: Awake,
    kept_awake: bool,
    notifications: Notifications,
    surface: S,
    // After what speaks to it: what still has to be said is said first.
    _bus: Bus,
}

impl<S: Surface> Speakers<S> {
    /// Opens every channel; how each fares is reported as it becomes known.
    #[must_use]
    pub fn open(reporter: &Reporter, surface: S) -> Self {
        let bus = Bus::open();
        Presence::watch(&bus, reporter, &Clock::real());
        // The icon there is the agent's.
        Tray::look_for(&bus, reporter);
        let report = |channel: Channel| {
            let reporter = reporter.clone();
            move |status: Status| reporter.send(Message::Report { channel, state: state(status) })
        };
        #[cfg(target_os = "linux")]
        super::reader::follow(&bus, reporter.clone());
        let awake = reporter.clone();
        Self {
            sound: Sound::start(report(Channel::Sound)),
            voice: Voice::start(report(Channel::Voice)),
            awake: Awake::start(move |status| {
                let state = match status {
                    AwakeStatus::Held | AwakeStatus::Released => ChannelState::Ready { name: String::new() },
                    AwakeStatus::Failed { why } => ChannelState::Missing { why },
                };
                awake.send(Message::Report { channel: Channel::Awake, state });
            }),
            kept_awake: false,
            notifications: Notifications::open(&bus, reporter),
            surface,
            _bus: bus,
        }
    }

    fn say(&self, spoken: &Spoken) {
        self.voice.say(spoken.text.as_str(), spoken.language.tag(), spoken.volume.percent());
    }
}

impl<S: Surface> Outlet for Speakers<S> {
    fn tell(&mut self, telling: &Telling) {
        if let Some(volume) = telling.sound {
            for cue in &telling.cues {
                if let Some(tone) = Tone::of(*cue) {
                    self.sound.play(tone, volume.percent());
                }
            }
        }
        if let Some(spoken) = &telling.voice {
            self.say(spoken);
        }
    }

    fn hush(&mut self) {
        self.voice.stop();
    }

    fn sample(&mut self, _: Channel, telling: &Telling) {
        self.tell(telling);
    }

    fn remind(&mut self, reminder: Option<&Reminder>) {
        self.notifications.remind(reminder);
    }

    fn try_reminder(&mut self, reminder: &Reminder) {
        self.notifications.sample(reminder);
    }

    fn open_window(&mut self, opening: Opening) {
        self.surface.open_window(opening);
    }

    fn ask_on_top(&mut self, reminder: Option<ReminderId>) {
        self.surface.ask_on_top(reminder);
    }

    fn come_forward(&mut self) {
        self.surface.come_forward();
    }

    fn keep_awake(&mut self, on: bool) {
        if self.kept_awake != on {
            self.kept_awake = on;
            self.awake.set(on);
            self.sound.hold(on);
        }
    }
}

fn state(status: Status) -> ChannelState {
    match status {
        Status::Ready { name } => ChannelState::Ready { name },
        Status::Missing { why } => ChannelState::Missing { why },
    }
}
