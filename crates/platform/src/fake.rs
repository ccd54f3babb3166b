//! A machine under a simulated clock: time jumps from wake-up to wake-up, effects are written down.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use unsit_core::app::{Desired, Effect, Message, Model};
use unsit_core::{Millis, Mono, Now, Wall};

use crate::Platform;
use crate::runtime::Engine;

/// What the simulated machine did, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    pub at: Mono,
    pub effect: Effect,
}

/// A platform without a machine.
#[derive(Clone, Debug)]
pub struct Fake {
    now: Rc<Cell<Now>>,
    deeds: Rc<RefCell<Vec<Deed>>>,
    wants: Rc<RefCell<Desired>>,
}

impl Platform for Fake {
    fn now(&self) -> Now {
        self.now.get()
    }

    fn perform(&self, effect: Effect) {
        self.deeds.borrow_mut().push(Deed { at: self.now.get().mono, effect });
    }

    fn reconcile(&self, want: &Desired) {
        self.wants.replace(want.clone());
    }
}

/// An app on a simulated machine.
#[derive(Debug)]
pub struct World {
    fake: Fake,
    engine: Engine<Fake>,
}

impl World {
    /// An app that was just started at `wall`, in UTC.
    #[must_use]
    pub fn at(wall: Wall) -> Self {
        Self::started(wall, Mono(0))
    }

    /// An app that was just started at `wall`, in UTC, on a machine that has been running since `Mono(0)`.
    #[must_use]
    pub fn started(wall: Wall, mono: Mono) -> Self {
        Self::seeded(Now { wall, offset_seconds: 0, zone: None, mono }, 1)
    }

    /// The same with a seed of its own for new ids, so that two starts at the same time make different ones.
    #[must_use]
    pub fn seeded(now: Now, seed: u128) -> Self {
        let fake = Fake { now: Rc::new(Cell::new(now)), deeds: Rc::default(), wants: Rc::default() };
        Self { engine: Engine::new(Model::new(now, seed), fake.clone()), fake }
    }

    pub fn send(&mut self, message: Message) {
        self.engine.turn(message);
    }

    /// Lets time pass as on a machine that is awake: every armed wake-up comes punctually.
    pub fn pass(&mut self, time: Millis) {
        let until = self.fake.now().mono + time;
        while let Some(due) = self.engine.armed().filter(|due| *due <= until) {
            self.jump_to(due);
            self.engine.wake();
        }
        self.jump_to(until);
    }

    /// Lets time pass as on a machine that sleeps: nothing runs until the end of it.
    pub fn sleep(&mut self, time: Millis) {
        self.jump_to(self.fake.now().mono + time);
        self.engine.wake();
    }

    /// Sets the wall clock where the system tells the loop.
    pub fn set_wall_and_say_so(&mut self, wall: Wall) {
        self.set_wall(wall);
        self.engine.look_again();
    }

    /// Sets the wall clock, as a person or the network may do; nothing else notices.
    pub fn set_wall(&mut self, wall: Wall) {
        self.fake.now.set(Now { wall, ..self.fake.now() });
    }

    #[must_use]
    pub const fn model(&self) -> &Model {
        self.engine.model()
    }

    /// One reading of every clock.
    #[must_use]
    pub fn now(&self) -> Now {
        self.fake.now.get()
    }

    /// What the app wishes to hold now.
    #[must_use]
    pub fn wants(&self) -> Desired {
        self.fake.wants.borrow().clone()
    }

    /// What was done since the last time of asking.
    pub fn deeds(&mut self) -> Vec<Deed> {
        self.fake.deeds.take()
    }

    fn jump_to(&self, mono: Mono) {
        let now = self.fake.now();
        let passed = mono.since(now.mono);
        let wall = Wall(now.wall.0.saturating_add_unsigned(passed.0));
        self.fake.now.set(Now { wall, mono: now.mono.max(mono), ..now });
    }
}
