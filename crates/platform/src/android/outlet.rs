//! What a person hears and sees of the loop on a phone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use unsit_core::app::{Ahead, Appearance, Channel, ChannelState, Message, Model, Ongoing, Reminder, Spoken, SystemPage, Telling};
use unsit_core::breaks::ReminderId;
use unsit_core::phone::{PhoneFile, Plan, PlanFile};

use super::worker::Worker;
use super::{Door, Event, buzz, exports, plan_file, reports};
use crate::native::{Outlet, Reporter};
use crate::tone::Tone;
use crate::wav::wav;

/// A phone's voice, sounds, vibration, screen and notifications.
#[derive(Debug)]
pub struct Speakers<D> {
    door: Arc<D>,
    reporter: Reporter,
    files: PathBuf,
    /// Cues, and whatever has to be in turn with them.
    cues: Arc<Worker>,
    /// Reminders and plans, which take longer and may come a little later.
    plans: Arc<Worker>,
    screen_on: bool,
    session: Option<Ongoing>,
    reminder: Option<ReminderId>,
    ahead: Option<Arc<Ahead>>,
    dark: Option<bool>,
}

impl<D: Door> Speakers<D> {
    /// Opens every channel, and hears from now on what Kotlin tells. `files` is where the app's files are.
    #[must_use]
    pub fn open(door: Arc<D>, files: &Path, reporter: &Reporter) -> Self {
        let (cues, plans) = (Arc::new(Worker::start("unsit-cues")), Arc::new(Worker::start("unsit-plans")));
        let speakers = Self {
            door,
            reporter: reporter.clone(),
            files: files.to_owned(),
            cues,
            plans,
            screen_on: false,
            session: None,
            reminder: None,
            ahead: None,
            dark: None,
        };
        let folder = speakers.tones();
        speakers.cues.give(move || write_tones(&folder));
        speakers.report_state();
        speakers.listen();
        speakers
    }

    fn listen(&self) {
        let (door, reporter, plans) = (Arc::clone(&self.door), self.reporter.clone(), Arc::downgrade(&self.plans));
        exports::listen(Some(Box::new(move |event| {
            if let (Event::State | Event::Resumed, Some(plans)) = (event, plans.upgrade()) {
                let (door, reporter) = (Arc::clone(&door), reporter.clone());
                plans.give(move || tell_state(&*door, &reporter));
            }
            if let Some(message) = event.message() {
                reporter.send(message);
            }
        })));
    }

    fn report_state(&self) {
        let (door, reporter) = (Arc::clone(&self.door), self.reporter.clone());
        self.plans.give(move || {
            reporter.send(Message::Report { channel: Channel::Sound, state: ChannelState::Ready { name: String::new() } });
            tell_state(&*door, &reporter);
        });
    }

    /// Has something done in turn with the cues. Where it cannot be done, the channel says why.
    fn cue(&self, channel: Channel, command: &'static str, input: Value) {
        self.ask(&self.cues, channel, command, input);
    }

    fn ask(&self, worker: &Worker, channel: Channel, command: &'static str, input: Value) {
        let (door, reporter) = (Arc::clone(&self.door), self.reporter.clone());
        worker.give(move || {
            if let Err(why) = door.call(command, &input) {
                reporter.send(Message::Report { channel, state: ChannelState::Missing { why } });
            }
        });
    }

    fn say(&self, spoken: &Spoken) {
        let volume = f64::from(spoken.volume.percent()) / 100.0;
        self.cue(Channel::Voice, "speak", json!({ "text": spoken.text, "language": spoken.language.tag(), "volume": volume }));
    }

    fn tones(&self) -> PathBuf {
        self.files.join("tones")
    }
}

impl<D: Door> Outlet for Speakers<D> {
    fn tell(&mut self, telling: &Telling) {
        if let Some(volume) = telling.sound {
            let volume = f64::from(volume.percent()) / 100.0;
            for tone in telling.cues.iter().filter_map(|cue| Tone::of(*cue)) {
                self.cue(Channel::Sound, "play", json!({ "path": path_of(&self.tones(), tone), "volume": volume }));
            }
        }
        if let Some(pattern) = buzz::pattern(&telling.cues).filter(|_| telling.vibration) {
            self.cue(Channel::Vibration, "vibrate", json!({ "ms": pattern }));
        }
        if let Some(spoken) = &telling.voice {
            self.say(spoken);
        }
    }

    fn hush(&mut self) {
        self.cue(Channel::Voice, "hush", json!({}));
    }

    fn sample(&mut self, _: Channel, telling: &Telling) {
        self.tell(telling);
    }

    fn keep_awake(&mut self, on: bool) {
        if self.screen_on != on {
            self.screen_on = on;
            self.cue(Channel::Awake, "screen", json!({ "on": on }));
        }
    }

    fn remind(&mut self, reminder: Option<&Reminder>) {
        let wanted = reminder.map(|reminder| reminder.id);
        if std::mem::replace(&mut self.reminder, wanted) == wanted {
            return;
        }
        match reminder {
            // It takes the place of the one before.
            Some(reminder) if reminder.is_in_sight => {}
            Some(reminder) => self.ask(&self.plans, Channel::Notifications, "remind", notice(reminder)),
            None => self.ask(&self.plans, Channel::Notifications, "withdraw", json!({})),
        }
    }

    fn try_reminder(&mut self, reminder: &Reminder) {
        self.ask(&self.plans, Channel::Notifications, "sample", notice(reminder));
    }

    fn ahead(&mut self, ahead: Option<&Arc<Ahead>>) {
        let Some(ahead) = ahead.filter(|ahead| self.ahead.as_ref().is_none_or(|before| !Arc::ptr_eq(before, ahead))) else { return };
        self.ahead = Some(Arc::clone(ahead));
        let (door, reporter, files, ahead) = (Arc::clone(&self.door), self.reporter.clone(), self.files.clone(), Arc::clone(ahead));
        self.plans.give(move || {
            let text = Plan::of(&ahead, ahead.base.zone.clone(), ahead.base.to_text()).to_text();
            let written = plan_file::replace(&files, &text);
            let plan = written.as_ref().map_or_else(|error| PlanFile::Unwritten { why: error.to_string() }, |()| PlanFile::Ready);
            reporter.send(Message::PhoneFile(PhoneFile::Plan(plan)));
            // What could not be written leaves armed what was.
            if written.is_err() {
                return;
            }
            let state = match door.call("arm", &json!({})) {
                Ok(armed) => match armed.get("armed").and_then(Value::as_str) {
                    Some("exact") => ChannelState::Ready { name: String::new() },
                    Some("inexact") => ChannelState::Forbidden,
                    // Nothing is to come, so nothing is known.
                    _ => return,
                },
                Err(why) => ChannelState::Missing { why },
            };
            reporter.send(Message::Report { channel: Channel::Alarms, state });
        });
    }

    fn go_on(&mut self, session: Option<&Ongoing>) {
        if self.session.as_ref() == session {
            return;
        }
        self.session = session.cloned();
        let input = session.map_or(Value::Null, |session| {
            let Ongoing { title, text, ends_at, pause, resume } = session;
            json!({ "title": title, "text": text, "ends_at": ends_at, "paused": ends_at.is_none(), "pause": pause, "resume": resume })
        });
        self.cue(Channel::Awake, "session", input);
    }

    fn ask_to_notify(&mut self) {
        self.ask(&self.plans, Channel::Notifications, "ask", json!({ "what": "notifications" }));
    }

    fn ask_for_steps(&mut self) {
        self.ask(&self.plans, Channel::Steps, "ask", json!({ "what": "steps" }));
    }

    fn open_page(&mut self, page: SystemPage) {
        let (channel, page) = match page {
            SystemPage::Notifications => (Channel::Notifications, "notifications"),
            SystemPage::Alarms => (Channel::Alarms, "alarms"),
            SystemPage::Battery => (Channel::Background, "battery"),
            SystemPage::App => (Channel::Notifications, "app"),
        };
        self.ask(&self.plans, channel, "open", json!({ "page": page }));
    }

    fn show(&mut self, model: &Arc<Model>) {
        let dark = darkness(model.settings.appearance);
        if std::mem::replace(&mut self.dark, dark) != dark {
            self.ask(&self.plans, Channel::Awake, "bars", json!({ "dark": dark }));
        }
    }

    fn go_behind(&mut self) {
        self.ask(&self.plans, Channel::Awake, "leave", json!({}));
    }
}

/// The system's bars lie on the page: their signs follow what the person has chosen for it.
fn darkness(appearance: Appearance) -> Option<bool> {
    match appearance {
        Appearance::Light => Some(false),
        Appearance::Dark => Some(true),
        // Kotlin follows the system.
        Appearance::System => None,
    }
}

impl<D> Drop for Speakers<D> {
    fn drop(&mut self) {
        exports::listen(None);
    }
}

fn tell_state(door: &impl Door, reporter: &Reporter) {
    match door.call("state", &json!({})) {
        Ok(state) => reports(&state).into_iter().for_each(|message| reporter.send(message)),
        Err(why) => reporter.send(Message::Report { channel: Channel::Notifications, state: ChannelState::Missing { why } }),
    }
}

fn notice(reminder: &Reminder) -> Value {
    let Reminder { id, offer, title, body, start, later, moved, is_in_sight: _ } = reminder;
    json!({ "id": id, "offer": offer, "title": title, "body": body, "start": start, "later": later, "moved": moved })
}

fn path_of(folder: &Path, tone: Tone) -> PathBuf {
    folder.join(format!("{}.wav", tone.index()))
}

/// Sounds are computed once for a version of the app; a player wants files.
fn write_tones(folder: &Path) {
    // A tone that is missing is told of when it is played.
    let _ = fs::create_dir_all(folder);
    for tone in Tone::ALL {
        let _ = fs::write(path_of(folder, tone), wav(tone));
    }
}
