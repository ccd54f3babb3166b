//! The cases that every machine has to pass, on Android: the loop with its outlet, before a door that answers as Kotlin does.
//! What has left the phone is read from the commands.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use unsit_core::app::{Channel, ChannelState, Message, TrayDeed};
use unsit_platform::android::{Door, Event, Speakers, exports};
use unsit_platform::clock::Hands;
use unsit_platform::native::{self, Options, Running, Watching};
use unsit_platform::tone::Tone;

use super::conformance::cases::every_case;
use super::conformance::runs::on;
use super::conformance::subject::{Asked, Left, Profile};
use super::conformance::threads::{Body, Threads};
use super::contract;
use super::outlet::Alone;

every_case!(on on_android { Threads::new(Android::default()) } 25);

const SOON: Duration = Duration::from_secs(60);

/// A phone of its person, who has not been asked about notifications.
#[derive(Debug)]
struct Android {
    phone: Arc<Phone>,
    _alone: Alone,
}

impl Default for Android {
    fn default() -> Self {
        Self { phone: Arc::default(), _alone: Alone::wait() }
    }
}

/// What outlives the app.
#[derive(Debug, Default)]
struct Phone {
    may_notify: AtomicBool,
    has_no_voice: AtomicBool,
}

/// Kotlin, from a start of the app to its end.
#[derive(Debug)]
struct Kotlin {
    phone: Arc<Phone>,
    files: PathBuf,
    asked: Mutex<Asks>,
    more: Condvar,
}

#[derive(Debug, Default)]
struct Asks {
    left: Vec<Left>,
    states: usize,
    vibrations: usize,
}

impl Door for Kotlin {
    fn call(&self, command: &str, input: &Value) -> Result<Value, String> {
        assert!(contract::commands().contains(command), "Kotlin knows no `{command}`");
        let text = |name: &str| input[name].as_str().unwrap_or_else(|| panic!("{command} without {name}: {input}")).to_owned();
        let mut answer = json!({});
        let left = match command {
            "play" => Some(Left::Cue(tone_of(&self.files, &text("path"))?)),
            "speak" if self.phone.has_no_voice.load(Ordering::Relaxed) => return Err("speak: no voice is installed".to_owned()),
            "speak" => Some(Left::Words(text("text"))),
            "hush" => Some(Left::Hush),
            "screen" => Some(Left::Screen(input["on"].as_bool().unwrap())),
            "remind" => {
                answer = json!({ "shown": self.phone.may_notify.load(Ordering::Relaxed) });
                assert!(!text("id").is_empty() && !text("offer").is_empty() && !text("title").is_empty());
                Some(Left::Reminder)
            }
            "withdraw" => Some(Left::Withdrawn),
            "state" => {
                let notifications = if self.phone.may_notify.load(Ordering::Relaxed) { "ready" } else { "unasked" };
                answer = json!({
                    "notifications": notifications, "alarms": "exact", "quiet": false, "battery": "free", "steps": "none",
                    "voice": "ready", "vibrator": true, "plan": "ready", "fault": null,
                });
                None
            }
            "arm" => {
                assert!(self.files.join("reminders.plan").exists(), "there is nothing to arm");
                answer = json!({ "armed": "exact", "at": 1 });
                None
            }
            "ask" => {
                self.phone.may_notify.store(true, Ordering::Relaxed);
                exports::hear(Event::State);
                None
            }
            _ => None,
        };
        let mut asked = self.asked.lock().unwrap();
        asked.left.extend(left);
        asked.states += usize::from(command == "state");
        asked.vibrations += usize::from(command == "vibrate");
        self.more.notify_all();
        Ok(answer)
    }
}

/// A sound is known by its file, which has to be there when it is played.
fn tone_of(files: &Path, path: &str) -> Result<String, String> {
    let path = Path::new(path);
    if !path.starts_with(files) || !path.exists() {
        return Err(format!("play: {} is not there", path.display()));
    }
    Ok(format!("tone {}", path.file_stem().unwrap().to_str().unwrap()))
}

impl Kotlin {
    fn wait_for(&self, what: &str, is_so: impl Fn(&Asks) -> bool) {
        let (asked, waited) = self.more.wait_timeout_while(self.asked.lock().unwrap(), SOON, |asked| !is_so(asked)).unwrap();
        assert!(!waited.timed_out(), "{what}: {asked:?}");
    }
}

impl Body for Android {
    type Notes = Arc<Kotlin>;

    fn watching(&self) -> Watching {
        Watching::Ahead
    }

    fn notes(&self, folder: &Path, _: &Arc<Hands>) -> Arc<Kotlin> {
        Arc::new(Kotlin { phone: Arc::clone(&self.phone), files: folder.to_owned(), asked: Mutex::default(), more: Condvar::new() })
    }

    fn start(&self, options: Options, kotlin: &Arc<Kotlin>) -> std::io::Result<Running> {
        let (door, files) = (Arc::clone(kotlin), options.directory.clone());
        native::start(options, move |reporter| Speakers::open(door, &files, &reporter))
    }

    fn left(kotlin: &Arc<Kotlin>) -> Vec<Left> {
        kotlin.asked.lock().unwrap().left.clone()
    }

    /// Both threads that ask Kotlin do one thing after the other: what comes last comes after all the rest.
    fn flush(kotlin: &Arc<Kotlin>, running: &Running) {
        let (states, vibrations) = {
            let asked = kotlin.asked.lock().unwrap();
            (asked.states, asked.vibrations)
        };
        running.handle.send(Message::Test(Channel::Vibration));
        kotlin.wait_for("the cues", |asked| asked.vibrations > vibrations);
        exports::hear(Event::State);
        kotlin.wait_for("the reminders", |asked| asked.states > states);
    }

    fn profile(&self) -> Profile {
        Profile {
            // Kotlin is given files, and some cues sound alike.
            heard_as: |cue| Tone::of(cue).map(|tone| format!("tone {}", tone.index())),
            asked: Some(Asked {
                before: |state| *state == ChannelState::Unasked,
                after: |state| matches!(state, ChannelState::Ready { .. }),
            }),
            fails: Some((Channel::Voice, |state| matches!(state, ChannelState::Missing { .. }))),
            idle: || vec![Message::OpenAgain, Message::Tray(TrayDeed::Quit)],
            left_out: &[(
                "of_two_over_one_store_one_watches_and_what_both_do_is_stored",
                "a phone runs an app once, and Kotlin tells one loop",
            )],
        }
    }

    fn fail(&self) {
        self.phone.has_no_voice.store(true, Ordering::Relaxed);
    }
}
