//! The browser under a page: the loop is a task of the page, timed by a worker.
//!
//! Nothing here blocks. Sound, voice, vibration, wake lock and database answer when they can; what one of them cannot do is
//! told as the state of its channel and never stops an exercise.

mod awake;
mod buzz;
mod clock;
mod disk;
mod headset;
mod js;
mod notices;
mod page;
mod sound;
mod timekeeper;
mod version;
mod voice;
mod waking;

use std::rc::Rc;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};
use unsit_core::app::{Channel, Desired, Effect, Message, Mint, Model, Start, Telling};
use unsit_core::text::{Language, Region};
use unsit_core::{Mono, Now};
use wasm_bindgen_futures::spawn_local;

use self::awake::Awake;
use self::clock::Clock;
use self::disk::Disk;
use self::headset::Headset;
use self::notices::Notices;
use self::page::Wanted;
use self::sound::Sound;
use self::timekeeper::Timekeeper;
use self::voice::Voice;
use crate::Platform;
use crate::runtime::{self, Engine, Woke};

pub use self::page::{Look, Stillness, idle, is_styled, languages, link_rules, next_frame, prepare, region, run};

/// The running loop: takes messages, shows the model.
#[derive(Clone, Debug)]
pub struct Handle {
    inbox: mpsc::UnboundedSender<Message>,
    model: watch::Receiver<Arc<Model>>,
    clock: Rc<Clock>,
}

impl Handle {
    pub fn send(&self, message: Message) {
        // After the loop has ended nobody is left to be told.
        let _ = self.inbox.send(message);
    }

    /// Follows the model: each message makes a new one.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Arc<Model>> {
        self.model.clone()
    }

    /// The clock of the loop, for pictures that move between two models.
    #[must_use]
    pub fn mono(&self) -> Mono {
        self.clock.now().mono
    }
}

/// Sends messages to the loop without keeping it alive.
#[derive(Clone, Debug)]
struct Reporter(mpsc::WeakUnboundedSender<Message>);

impl Reporter {
    /// Says something to the loop; nobody listens any more once it has ended.
    fn send(&self, message: Message) {
        if let Some(inbox) = self.0.upgrade() {
            let _ = inbox.send(message);
        }
    }
}

/// Reads what an earlier page left and starts the loop. It runs until the page ends.
pub async fn start(system_language: Language, system_region: Option<Region>) -> Handle {
    let (inbox, messages) = mpsc::unbounded_channel();
    let reporter = Reporter(inbox.downgrade());
    let clock = Rc::new(Clock::default());
    let now = clock.now();
    let (disk, mut waking) = Disk::open(Mint::new(page::seed()).mint(now.wall), &now).await;
    (waking.system_language, waking.system_region) = (system_language, system_region);
    let web = Web {
        clock: Rc::clone(&clock),
        disk: disk.start(reporter.clone()),
        sound: Sound::new(reporter.clone()),
        voice: Voice::new(reporter.clone()),
        awake: Awake::new(reporter.clone()),
        headset: Headset::new(reporter.clone()),
        notices: Notices::new(reporter.clone()),
    };
    let mut engine = Engine::new(Model::new(web.now(), page::seed()), web);
    engine.turn(Message::Woken(Box::new(waking)));
    match page::wanted() {
        Some(Wanted::Routine(routine)) => engine.turn(Message::Start(Start::routine(routine.as_str()))),
        Some(Wanted::Break(pressed)) => engine.turn(Message::Break(pressed.deed())),
        None => {}
    }
    buzz::report(&reporter);
    let in_front = reporter.clone();
    page::follow_front(move || in_front.send(Message::InFront));
    version::follow(reporter);
    let handle = Handle { inbox, model: engine.watch(), clock: Rc::clone(&clock) };
    spawn_local(async move {
        let timekeeper = Timekeeper::start();
        // Kept as long as the loop runs: it ends with the page.
        let (_never, stop) = oneshot::channel();
        runtime::run(engine, messages, stop, async |at| {
            timekeeper.wait_until(at, clock.now().mono).await;
            Woke::Due
        })
        .await;
    });
    handle
}

struct Web {
    clock: Rc<Clock>,
    disk: disk::Requests,
    sound: Sound,
    voice: Voice,
    awake: Awake,
    headset: Headset,
    notices: Notices,
}

impl Web {
    fn hear(&self, telling: &Telling) {
        if let Some(volume) = telling.sound {
            self.sound.play(&telling.cues, volume);
        }
        if let Some(spoken) = &telling.voice {
            self.voice.say(spoken);
        }
        if telling.vibration {
            buzz::tell(&telling.cues);
        }
    }
}

impl Platform for Web {
    fn now(&self) -> Now {
        self.clock.now()
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Tell(telling) => {
                self.hear(&telling);
                page::mark(&telling.cues);
            }
            Effect::Hush => self.voice.hush(),
            Effect::Sample(Channel::Sound | Channel::Voice | Channel::Vibration, telling) => self.hear(&telling),
            Effect::TryReminder(reminder) => self.notices.sample(reminder),
            Effect::AskToNotify => self.notices.ask_to(),
            Effect::Sample(Channel::Awake | Channel::Notifications | Channel::Presence | Channel::Sleep | Channel::Calls | Channel::Tray | Channel::Alarms | Channel::Quiet | Channel::Steps | Channel::Background, _)
            // A page is a window, and opens no other one.
            | Effect::OpenWindow(_)
            | Effect::Quit
            | Effect::ComeForward
            | Effect::OpenPage(_)
            | Effect::GoBehind
            | Effect::AskForSteps
            // Nor is it started by anybody but the person.
            | Effect::ReadAtLogin
            | Effect::StartAtLogin(_) => {}
            Effect::Reload => version::reload(),
            Effect::Save(_)
            | Effect::SaveSettings(_)
            | Effect::SaveRoutine { .. }
            | Effect::Revise(_)
            | Effect::SaveFacts(_)
            | Effect::ReadJournal
            | Effect::EndJournal(_)
            | Effect::KeepSitting(_)
            | Effect::HandOver(_)
            | Effect::TakeWatch
            | Effect::Load(_)
            | Effect::Beat(_)
            | Effect::Unbeat => self.disk.ask(effect),
        }
    }

    fn reconcile(&self, want: &Desired) {
        self.awake.set(want.screen_on);
        self.headset.set(want.remote);
        if !want.reminder_is_coming {
            self.notices.remind(want.reminder.as_ref());
        }
        self.sound.hold(want.screen_on);
    }
}
