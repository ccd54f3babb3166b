//! The simulated machine, with a store in memory; and, to prove that the cases can fail, one that does something wrong.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use unsit_core::app::{Effect, Message, Mint, Model, TrayDeed};
use unsit_core::breaks::ReminderId;
use unsit_core::{Millis, Mono, Now};
use unsit_platform::fake::World;

use super::memory::Memory;
use crate::conformance::subject::{BEGINS, LANGUAGE, Left, Machine, Profile, Run, region};

/// What a machine may do wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    ForgetsASession,
    ForgetsSettings,
    ForgetsAnOwnRoutine,
    ForgetsTheHeartbeat,
    KeepsTheHeartbeat,
    ForgetsARevision,
    ForgetsFacts,
    ForgetsTheSitting,
    MakesTheSameIdsAgain,
    SpeaksAnotherLanguage,
    SaysTwiceThatItWoke,
    TellsEveryCueTwice,
    LosesACue,
    SwapsWords,
    WakesEarly,
    WakesLate,
    SetsOneClockBack,
    SleepsUnnoticed,
    IgnoresHush,
    EndsASessionInstead,
    NeverLetsTheScreenGo,
    ShowsAReminderWithEveryTurn,
    NeverWithdrawsAReminder,
    QuitsAtAWord,
}

/// A device that is simulated.
#[derive(Debug)]
pub(crate) struct Fake {
    memory: Rc<RefCell<Memory>>,
    now: Rc<Cell<Now>>,
    starts: Cell<u128>,
    fault: Option<Fault>,
}

impl Default for Fake {
    fn default() -> Self {
        let now = Now { wall: BEGINS, offset_seconds: 0, zone: None, mono: Mono(1 << 40) };
        Self { memory: Rc::default(), now: Rc::new(Cell::new(now)), starts: Cell::new(0), fault: None }
    }
}

impl Fake {
    pub(crate) fn with(fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::default() }
    }
}

impl Machine for Fake {
    type Run = FakeRun;

    async fn start(&self) -> FakeRun {
        self.starts.set(self.starts.get() + 1);
        let seed = if self.fault == Some(Fault::MakesTheSameIdsAgain) { 1 } else { self.starts.get() };
        let now = self.now.get();
        let device = Mint::new(seed.wrapping_mul(77)).mint(now.wall);
        let mut world = World::seeded(now, seed);
        let mut waking = self.memory.borrow_mut().waking(device, world.model().today());
        if self.fault != Some(Fault::SpeaksAnotherLanguage) {
            (waking.system_language, waking.system_region) = (LANGUAGE, region());
        }
        world.send(Message::Woken(Box::new(waking.clone())));
        let first = Arc::new(world.model().clone());
        let again = (self.fault == Some(Fault::SaysTwiceThatItWoke)).then(|| Message::Woken(Box::new(waking)));
        let run = FakeRun {
            first,
            world: RefCell::new(world),
            memory: Rc::clone(&self.memory),
            now: Rc::clone(&self.now),
            left: RefCell::default(),
            seen: Cell::default(),
            again: RefCell::new(again),
            fault: self.fault,
        };
        run.serve();
        run
    }

    fn profile(&self) -> Profile {
        Profile {
            heard_as: |cue| Some(cue.id().to_owned()),
            asked: None,
            fails: None,
            // Whatever reaches for the system finds none.
            idle: || {
                vec![
                    Message::OpenAgain,
                    Message::Tray(TrayDeed::Quit),
                    Message::OpenPage(unsit_core::app::SystemPage::Alarms),
                    Message::Back,
                    Message::StartAtLogin(true),
                ]
            },
            left_out: &[
                ("a_channel_that_fails_is_reported_and_stops_nothing", "nothing of it can be heard or seen, so nothing can fail"),
                ("of_two_over_one_store_one_watches_and_what_both_do_is_stored", "its store is that of one loop, with no lock to be had"),
            ],
        }
    }
}

#[derive(Debug)]
pub(crate) struct FakeRun {
    first: Arc<Model>,
    world: RefCell<World>,
    memory: Rc<RefCell<Memory>>,
    now: Rc<Cell<Now>>,
    left: RefCell<Vec<Left>>,
    /// The wishes that hold.
    seen: Cell<(bool, Option<ReminderId>)>,
    again: RefCell<Option<Message>>,
    fault: Option<Fault>,
}

impl FakeRun {
    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// Does what the loop asks for, until it asks for nothing more.
    fn serve(&self) {
        loop {
            let deeds = self.world.borrow_mut().deeds();
            self.reconcile();
            if deeds.is_empty() {
                break;
            }
            for deed in deeds {
                let answer = self.perform(deed.effect);
                if let Some(answer) = answer {
                    self.world.borrow_mut().send(answer);
                }
            }
        }
        self.now.set(self.world.borrow().now());
    }

    fn perform(&self, effect: Effect) -> Option<Message> {
        let mut left = self.left.borrow_mut();
        match &effect {
            Effect::Tell(telling) => {
                let heard = telling.cues.iter().map(|cue| Left::Cue(cue.id().to_owned()));
                let times = if self.has(Fault::TellsEveryCueTwice) { 2 } else { 1 };
                let is_lost = |heard: &Left| self.has(Fault::LosesACue) && *heard == Left::Cue("rest".to_owned());
                left.extend(heard.filter(|heard| !is_lost(heard)).flat_map(|heard| std::iter::repeat_n(heard, times)));
                let words = telling.voice.iter().map(|spoken| spoken.text.clone());
                left.extend(words.map(|words| Left::Words(if self.has(Fault::SwapsWords) { words.to_uppercase() } else { words })));
            }
            Effect::Hush if self.has(Fault::IgnoresHush) => {}
            Effect::Hush => {
                left.push(Left::Hush);
                return self.has(Fault::EndsASessionInstead).then_some(Message::Control(unsit_core::app::Control::Stop));
            }
            Effect::Quit if self.has(Fault::QuitsAtAWord) => {
                *self.memory.borrow_mut() = Memory::default();
                return Some(Message::Show(unsit_core::app::Screen::Checkup));
            }
            Effect::Save(record) if self.has(Fault::ForgetsASession) => return Some(Message::Saved(record.id)),
            Effect::SaveSettings(_) if self.has(Fault::ForgetsSettings) => return None,
            Effect::SaveRoutine { id, .. } if self.has(Fault::ForgetsAnOwnRoutine) => return Some(Message::RoutineSaved(id.clone())),
            Effect::Beat(_) if self.has(Fault::ForgetsTheHeartbeat) => return None,
            Effect::Unbeat | Effect::Save(_) if self.has(Fault::KeepsTheHeartbeat) => {
                return self.memory.borrow_mut().keeping_the_beat(effect);
            }
            Effect::Revise(revision) if self.has(Fault::ForgetsARevision) => return Some(Message::Revised(revision.id)),
            Effect::SaveFacts(events) if self.has(Fault::ForgetsFacts) => {
                return Some(Message::FactsSaved(events.iter().map(|event| event.id).collect()));
            }
            Effect::KeepSitting(_) if self.has(Fault::ForgetsTheSitting) => return None,
            _ => {}
        }
        self.memory.borrow_mut().perform(effect)
    }

    /// Standing wishes: what changes about them leaves the machine.
    fn reconcile(&self) {
        let wants = self.world.borrow().wants();
        let (screen_on, reminder) = self.seen.get();
        let wanted = wants.reminder.map(|reminder| reminder.id);
        self.seen.set((wants.screen_on, wanted));
        let mut left = self.left.borrow_mut();
        if screen_on != wants.screen_on && (wants.screen_on || !self.has(Fault::NeverLetsTheScreenGo)) {
            left.push(Left::Screen(wants.screen_on));
        }
        if wanted.is_some() && (reminder != wanted || self.has(Fault::ShowsAReminderWithEveryTurn)) {
            left.push(Left::Reminder);
        }
        if reminder.is_some() && wanted.is_none() && !self.has(Fault::NeverWithdrawsAReminder) {
            left.push(Left::Withdrawn);
        }
    }
}

impl Run for FakeRun {
    fn first(&self) -> Arc<Model> {
        Arc::clone(&self.first)
    }

    fn model(&self) -> Arc<Model> {
        Arc::new(self.world.borrow().model().clone())
    }

    fn post(&self, message: Message) {
        self.world.borrow_mut().send(message);
        self.serve();
    }

    async fn until(&self, what: &str, holds: impl Fn(&Model) -> bool) {
        assert!(holds(self.world.borrow().model()), "nothing more happens by itself: {what}");
    }

    async fn turn(&self, time: Millis) {
        if let Some(again) = self.again.borrow_mut().take() {
            self.post(again);
        }
        let time = match self.fault {
            Some(Fault::WakesEarly) => time + Millis(15),
            Some(Fault::WakesLate) => Millis(time.0.saturating_sub(15)),
            _ => time,
        };
        let now = || self.world.borrow().now();
        let until = now().mono + time;
        loop {
            let due = self.world.borrow().wants().wake_at.filter(|due| *due <= until);
            let next = due.unwrap_or(until).max(now().mono);
            let step = next.since(now().mono);
            self.world.borrow_mut().pass(step);
            self.serve();
            if due.is_none() {
                break;
            }
        }
        if self.has(Fault::SetsOneClockBack) {
            let wall = now().wall;
            self.world.borrow_mut().set_wall(unsit_core::Wall(wall.0 - 3));
        }
        self.now.set(now());
    }

    async fn sleep(&self, time: Millis) {
        if self.has(Fault::SleepsUnnoticed) {
            return self.turn(time).await;
        }
        self.world.borrow_mut().sleep(time);
        self.serve();
    }

    fn left(&self) -> Vec<Left> {
        self.left.borrow().clone()
    }

    async fn end(self) {
        self.post(Message::Ending);
    }

    async fn die(self) {}
}
