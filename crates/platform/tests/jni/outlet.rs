//! The loop of a phone, with a door that leads to a test: what is asked of Kotlin, and what comes of what Kotlin tells.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use unsit_core::app::{Break, Channel, ChannelState, Message, Model, Opening, Screen, Start, SystemPage};
use unsit_core::breaks::Outcome;
use unsit_core::phone::{By, Deed, Plan, PlanFile, Record};
use unsit_core::text::Language;
use unsit_platform::android::{Device, Door, Event, Speakers, exports, leave_on_back};
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Options, Running, Watching};
use uuid::Uuid;

use super::contract;
use super::machine::{has_kotlin, machine};

const SOON: Duration = Duration::from_secs(60);

static RUNNING: AtomicBool = AtomicBool::new(false);

/// Whether this process runs a loop of its own now.
pub(crate) fn is_running() -> bool {
    RUNNING.load(Ordering::Relaxed)
}

/// One phone at a time: Kotlin tells one loop.
#[derive(Debug)]
pub(crate) struct Alone {
    _until_dropped: MutexGuard<'static, ()>,
}

impl Alone {
    pub(crate) fn wait() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        RUNNING.store(true, Ordering::Relaxed);
        Self { _until_dropped: alone }
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        RUNNING.store(false, Ordering::Relaxed);
    }
}

/// Writes down what is asked.
#[derive(Debug, Default)]
struct Asked {
    calls: Mutex<Vec<(String, Value)>>,
    more: Condvar,
}

impl Door for Asked {
    fn call(&self, command: &str, input: &Value) -> Result<Value, String> {
        assert!(contract::commands().contains(command), "Kotlin knows no `{command}`");
        self.calls.lock().unwrap().push((command.to_owned(), input.clone()));
        self.more.notify_all();
        match command {
            "state" => Ok(
                json!({ "notifications": "unasked", "alarms": "exact", "quiet": false, "battery": "free", "voice": "ready", "vibrator": true }),
            ),
            "arm" => Ok(json!({ "armed": "inexact", "at": 1 })),
            "vibrate" => Err("vibrate: this phone does not shake".to_owned()),
            _ => Ok(json!({})),
        }
    }
}

impl Asked {
    fn until(&self, what: &str, is_it: impl Fn(&str, &Value) -> bool) -> Value {
        let calls = self.calls.lock().unwrap();
        let (calls, waited) =
            self.more.wait_timeout_while(calls, SOON, |calls| !calls.iter().any(|(command, input)| is_it(command, input))).unwrap();
        assert!(!waited.timed_out(), "{what}: {calls:?}");
        calls.iter().rev().find(|(command, input)| is_it(command, input)).unwrap().1.clone()
    }

    /// Waits until a command was given so many times.
    fn until_count(&self, name: &str, times: usize) {
        let calls = self.calls.lock().unwrap();
        let count = |calls: &[(String, Value)]| calls.iter().filter(|(command, _)| command == name).count();
        let (calls, waited) = self.more.wait_timeout_while(calls, SOON, |calls| count(calls) < times).unwrap();
        assert!(!waited.timed_out(), "{name} {times} times: {calls:?}");
    }

    fn count(&self, wanted: &str) -> usize {
        self.calls.lock().unwrap().iter().filter(|(command, _)| command == wanted).count()
    }
}

struct Phone {
    running: Option<Running>,
    asked: Arc<Asked>,
    _alone: Alone,
}

impl Phone {
    fn start(folder: &Path) -> Self {
        let alone = Alone::wait();
        let asked = Arc::new(Asked::default());
        let options = Options {
            directory: folder.to_owned(),
            clock: Clock::real(),
            system_language: Language::English,
            system_region: None,
            watching: Watching::Ahead,
        };
        let (door, files) = (Arc::clone(&asked), folder.to_owned());
        let running = native::start(options, move |reporter| Speakers::open(door, &files, &reporter)).unwrap();
        Self { running: Some(running), asked, _alone: alone }
    }

    fn send(&self, message: Message) {
        self.running.as_ref().unwrap().handle.send(message);
    }

    fn until(&self, what: &str, is_it: impl Fn(&Model) -> bool) -> Arc<Model> {
        let mut models = self.running.as_ref().unwrap().handle.watch();
        let waiting = async {
            tokio::time::timeout(SOON, models.wait_for(|model| is_it(model))).await.unwrap_or_else(|_| panic!("{what}")).unwrap().clone()
        };
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(waiting)
    }

    fn end(mut self) {
        self.running.take().unwrap().finish();
    }
}

fn plan(folder: &Path) -> Option<Plan> {
    Plan::read(&fs::read(folder.join("reminders.plan")).ok()?).ok()
}

#[test]
fn a_plan_that_cannot_be_written_is_told_and_written_when_the_app_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let in_its_way = folder.path().join("reminders.plan.app");
    fs::create_dir(&in_its_way).unwrap();
    let phone = Phone::start(folder.path());
    phone.until("it is told", |model| matches!(model.watch.files().plan, PlanFile::Unwritten { .. }));
    assert_eq!(phone.asked.count("arm"), 0, "what was armed before stays");
    fs::remove_dir(in_its_way).unwrap();
    phone.send(Message::InSight(false));
    phone.send(Message::InSight(true));
    phone.until("it is over", |model| model.watch.files().plan == PlanFile::Ready);
    phone.asked.until_count("arm", 1);
    assert_eq!(plan(folder.path()).unwrap().dues.len(), 50);
    phone.end();
}

#[test]
fn a_phone_is_given_a_plan_and_told_to_arm_it() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::start(folder.path());
    phone.asked.until("armed", |command, _| command == "arm");
    let written = plan(folder.path()).unwrap();
    assert_eq!(written.dues.len(), 50);
    phone.until("the check-up knows", |model| *model.channel(Channel::Alarms) == ChannelState::Forbidden);
    let arms = phone.asked.count("arm");
    phone.send(Message::Show(Screen::Checkup));
    phone.send(Message::OpenPage(SystemPage::Alarms));
    phone.asked.until("the page", |command, input| command == "open" && input["page"] == "alarms");
    assert_eq!(phone.asked.count("arm"), arms, "the same plan is armed once");
    phone.end();
}

#[test]
fn answers_of_the_journal_are_drained_and_the_plan_follows() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::start(folder.path());
    phone.asked.until("armed", |command, _| command == "arm");
    let before = plan(folder.path()).unwrap();
    let due = &before.dues[0];
    let record = |number, deed| Record { id: Uuid::from_u128(number), at: due.at, zone: before.zone.clone(), deed };
    let shown = record(1, Deed::Shown { reminder: due.id, offer: due.offer });
    let moved = record(2, Deed::Moved { offer: due.offer, by: By::Button });
    fs::write(folder.path().join("reminders.journal"), shown.line() + &moved.line()).unwrap();
    let armed = phone.asked.count("arm");
    exports::hear(Event::Journal);
    phone.until("the answer is in the ledger", |model| model.watch.rows.first().is_some_and(|row| row.outcome == Some(Outcome::Moved)));
    phone.asked.until_count("arm", armed + 1);
    let after = plan(folder.path()).unwrap();
    assert_ne!(after.dues[0].offer, due.offer, "the offer that is answered is not planned");
    assert_ne!(after.state, before.state);
    phone.end();
    // What is stored is taken away, and what was renamed the next time.
    for _ in 0..2 {
        Phone::start(folder.path()).end();
    }
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.starts_with("reminders.journal")).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_journal_that_was_left_is_drained_at_the_start_and_once_only() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::start(folder.path());
    phone.asked.until("armed", |command, _| command == "arm");
    let due = plan(folder.path()).unwrap().dues[0].clone();
    phone.end();
    let shown =
        Record { id: Uuid::from_u128(1), at: due.at, zone: "UTC".to_owned(), deed: Deed::Shown { reminder: due.id, offer: due.offer } };
    let skip = Deed::Skip { offer: due.offer, reason: "no time".to_owned() };
    let text = shown.line() + &Record { id: Uuid::from_u128(2), at: due.at, zone: "UTC".to_owned(), deed: skip }.line();
    for start in 0..3 {
        // As if each process had been killed before it took the journal away.
        fs::write(folder.path().join("reminders.journal"), &text).unwrap();
        let phone = Phone::start(folder.path());
        let model = phone.until("it is drained", |model| !model.watch.rows.is_empty() && model.watch.is_settled());
        let rows: Vec<_> = model.watch.rows.iter().map(|row| (row.id, row.outcome)).collect();
        assert_eq!(rows, [(due.offer, Some(Outcome::Skipped))], "start {start}");
        phone.end();
    }
}

#[test]
fn what_is_opened_from_a_notification_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::start(folder.path());
    exports::hear(Event::Opening(Opening::Start));
    phone.until("the session of a break begins", |model| model.playing.is_some());
    let session = phone.asked.until("on the lock screen", |command, input| command == "session" && input["paused"] == false);
    assert!(session["ends_at"].as_i64().is_some() && session["text"] == "Quick bridge", "{session}");
    phone.asked.until("the screen stays on", |command, input| command == "screen" && input["on"] == true);
    phone.asked.until("a voice", |command, input| command == "speak" && input["language"] == "en");
    exports::hear(Event::Call);
    phone.asked.until("a call pauses", |command, input| command == "session" && input["paused"] == true && input["ends_at"].is_null());
    exports::hear(Event::Headset);
    phone.until("the headset goes on", |model| model.playing.as_ref().is_some_and(|playing| playing.session.is_running()));
    exports::hear(Event::Back);
    phone.until("back asks", |model| model.playing.as_ref().is_some_and(|playing| playing.asking_to_stop.is_some()));
    phone.send(Message::Control(unsit_core::app::Control::Stop));
    phone.asked.until("it is over", |command, input| command == "session" && input.is_null());
    phone.send(Message::CloseFinished);
    phone.send(Message::Show(Screen::Today));
    exports::hear(Event::Back);
    phone.asked.until("and leaves the app", |command, _| command == "leave");
    phone.end();
}

#[test]
fn while_the_loop_cannot_begin_back_leaves_the_app_and_nothing_else_is_done() {
    let alone = Alone::wait();
    let asked = Arc::new(Asked::default());
    leave_on_back(Arc::clone(&asked));
    for event in [Event::Resumed, Event::State, Event::Journal, Event::Headset, Event::Call, Event::Opening(Opening::Due)] {
        exports::hear(event);
    }
    assert_eq!(*asked.calls.lock().unwrap(), []);
    exports::hear(Event::Back);
    assert_eq!(asked.count("leave"), 1);
    exports::listen(None);
    drop(alone);
}

#[test]
fn an_app_behind_others_does_not_remind_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::start(folder.path());
    exports::hear(Event::Suspended);
    phone.send(Message::Break(Break::Try));
    phone.asked.until("a sample is a notification", |command, input| command == "sample" && input["offer"].is_null());
    let states = phone.asked.count("state");
    exports::hear(Event::Resumed);
    // What is allowed may have changed meanwhile.
    phone.asked.until_count("state", states + 1);
    phone.end();
}

#[test]
fn what_does_not_work_is_told_by_its_channel() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::start(folder.path());
    phone.until("nobody was asked yet", |model| *model.channel(Channel::Notifications) == ChannelState::Unasked);
    phone.send(Message::Start(Start::routine("quick-bridge")));
    phone.send(Message::Test(Channel::Vibration));
    let why = "vibrate: this phone does not shake".to_owned();
    phone.until("it says so", |model| *model.channel(Channel::Vibration) == ChannelState::Missing { why: why.clone() });
    let tone = {
        phone.send(Message::Test(Channel::Sound));
        phone.asked.until("a sound", |command, _| command == "play")
    };
    let file = fs::read(tone["path"].as_str().unwrap()).unwrap();
    assert!(file.starts_with(b"RIFF") && file.len() > 1000);
    phone.end();
}

#[test]
fn a_device_says_what_it_is() {
    struct Told;
    impl Door for Told {
        fn call(&self, _: &str, _: &Value) -> Result<Value, String> {
            Ok(json!({ "files": "/data/app", "languages": ["fr", "de-AT"], "zone": "Europe/Vienna", "sdk": 36, "region": null }))
        }
    }
    let device = Device::ask(&Told).unwrap();
    assert_eq!((device.files.to_str(), device.language), (Some("/data/app"), Language::German));
    assert_eq!(device.region, unsit_core::text::Region::from_tag("de-AT"));
    if !has_kotlin() {
        // One that says nothing of all that.
        assert!(Device::ask(&machine().another_bridge()).unwrap_err().starts_with("device: "));
    }
}
