//! A phone of Apple: all that decides there, over a notification centre in memory that keeps as few as the real one.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Datelike;
use unsit_core::app::{Channel, ChannelState, KEPT, Message, Subject, Telling, TrayDeed};
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::clock::Hands;
use unsit_platform::ios::name::Name;
use unsit_platform::ios::outlet::Phone;
use unsit_platform::ios::shared::Shared;
use unsit_platform::ios::system::{Buttons, Request, System, Then, Trigger};
use unsit_platform::native::{self, Options, Running, Watching};

use super::noting::Notes;
use crate::conformance::subject::{Asked, Left, Profile};
use crate::conformance::threads::Body;

/// A phone of its person, who has not been asked about notifications.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ios {
    centre: Arc<Mutex<Centre>>,
}

/// What iOS keeps, also while the app does not run.
#[derive(Debug, Default)]
struct Centre {
    may_notify: Option<bool>,
    pending: Vec<(Due, Request)>,
    delivered: Vec<(String, Wall)>,
}

/// When a notification comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Wall(Wall),
    /// And again a week later.
    Weekly(Wall),
    Mono(Mono),
}

const WEEK: Millis = Millis::from_secs(7 * 86_400);

/// The app on that phone, from a start to its end.
#[derive(Clone, Debug)]
pub(crate) struct App {
    centre: Arc<Mutex<Centre>>,
    hands: Arc<Hands>,
    notes: Notes,
}

impl App {
    /// The centre as it is by now: what has come due was shown.
    fn centre(&self) -> MutexGuard<'_, Centre> {
        let now = self.hands.now();
        let mut centre = self.centre.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = |(due, _): &mut (Due, Request)| match *due {
            Due::Wall(at) | Due::Weekly(at) => at <= now.wall,
            Due::Mono(at) => at <= now.mono,
        };
        for (due, request) in centre.pending.extract_if(.., is_due).collect::<Vec<_>>() {
            // The app gives cues itself while it is before the person.
            if let Due::Wall(at) | Due::Weekly(at) = due {
                centre.delivered.push((request.name.clone(), at));
                self.notes.add(Left::Reminder);
            }
            if let Due::Weekly(at) = due {
                centre.pending.push((Due::Weekly(at + WEEK), request));
            }
        }
        centre
    }
}

impl System for App {
    fn tell(&self, telling: &Telling) {
        self.notes.telling(telling);
    }

    fn hush(&self) {
        self.notes.add(Left::Hush);
    }

    fn keep_awake(&self, on: bool) {
        self.notes.add(Left::Screen(on));
    }

    fn open_settings(&self) {
        self.notes.add(Left::Words("the settings of the system".to_owned()));
    }

    fn ask_to_notify(&self, then: Then<()>) {
        self.centre().may_notify.get_or_insert(true);
        then(());
    }

    fn permission(&self, then: Then<ChannelState>) {
        let may_notify = self.centre().may_notify;
        then(match may_notify {
            None => ChannelState::Unasked,
            Some(false) => ChannelState::Forbidden,
            Some(true) => ChannelState::Ready { name: String::new() },
        });
    }

    fn pending(&self, then: Then<Vec<String>>) {
        let names = self.centre().pending.iter().map(|(_, request)| request.name.clone()).collect();
        then(names);
    }

    fn delivered(&self, then: Then<Vec<(String, Wall)>>) {
        let delivered = self.centre().delivered.clone();
        then(delivered);
    }

    fn add(&self, request: &Request, then: Then<bool>) {
        let now = self.hands.now();
        let mut centre = self.centre();
        let may_notify = centre.may_notify == Some(true);
        if may_notify {
            let due = match request.trigger {
                Trigger::Now => Due::Wall(now.wall),
                // The phone is in UTC.
                Trigger::Once(local) => Due::Wall(Wall(local.and_utc().timestamp_millis())),
                Trigger::Weekly { day, time } => {
                    let today = now.local().date_naive();
                    let days = chrono::Days::new(u64::from(day.days_since(today.weekday())));
                    let next = Wall((today + days).and_time(time).and_utc().timestamp_millis());
                    Due::Weekly(if next > now.wall { next } else { next + WEEK })
                }
                Trigger::After(time) => Due::Mono(now.mono + time),
            };
            // One name, one notification.
            centre.pending.retain(|(_, own)| own.name != request.name);
            centre.pending.push((due, request.clone()));
            // iOS would drop some of them and say nothing.
            assert!(centre.pending.len() <= KEPT, "{} wait to be shown, and iOS keeps {KEPT}", centre.pending.len());
        }
        drop(centre);
        then(may_notify);
    }

    fn take_from_pending(&self, names: &[String]) {
        self.centre().pending.retain(|(_, own)| !names.contains(&own.name));
    }

    fn take_from_sight(&self, names: &[String]) {
        let mut centre = self.centre();
        let is_gone = |(name, _): &mut (String, Wall)| names.contains(name);
        for (name, _) in centre.delivered.extract_if(.., is_gone).collect::<Vec<_>>() {
            if !matches!(name.parse(), Ok(Name { subject: Subject::Phase { .. }, .. })) {
                self.notes.add(Left::Withdrawn);
            }
        }
    }

    fn name_buttons(&self, buttons: &Buttons) {
        assert!([&buttons.start, &buttons.later, &buttons.moved].iter().all(|word| !word.is_empty()), "{buttons:?}");
    }

    fn steps(&self) -> ChannelState {
        ChannelState::Unsupported
    }

    fn count_steps(&self, _: Wall, _: Millis, then: Then<Option<u64>>) {
        then(None);
    }

    fn rest(&self) {}
}

impl Body for Ios {
    type Notes = App;

    fn watching(&self) -> Watching {
        Watching::Ahead
    }

    fn notes(&self, _: &Path, hands: &Arc<Hands>) -> App {
        App { centre: Arc::clone(&self.centre), hands: Arc::clone(hands), notes: Notes::default() }
    }

    fn start(&self, options: Options, app: &App) -> std::io::Result<Running> {
        let (directory, clock, system) = (options.directory.clone(), options.clock.clone(), Box::new(app.clone()));
        native::start(options, move |reporter| Phone::open(Arc::new(Shared::new(reporter, directory, clock, system))))
    }

    fn left(app: &App) -> Vec<Left> {
        drop(app.centre());
        app.notes.all()
    }

    fn profile(&self) -> Profile {
        Profile {
            heard_as: |cue| Some(cue.id().to_owned()),
            asked: Some(Asked {
                before: |state| *state == ChannelState::Unasked,
                after: |state| matches!(state, ChannelState::Ready { .. }),
            }),
            fails: Some((Channel::Notifications, |state| *state == ChannelState::Forbidden)),
            idle: || vec![Message::OpenAgain, Message::Tray(TrayDeed::Quit), Message::Back],
            left_out: &[("of_two_over_one_store_one_watches_and_what_both_do_is_stored", "a phone runs an app once")],
        }
    }

    fn fail(&self) {
        self.centre.lock().unwrap_or_else(PoisonError::into_inner).may_notify = Some(false);
    }
}
