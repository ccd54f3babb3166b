//! A clock that stands still until somebody turns its hands: tests play an hour with it in a moment, on real threads.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use unsit_core::{Millis, Mono, Now};

/// Hands that several loops go by.
#[derive(Debug)]
pub struct Hands {
    now: watch::Sender<Now>,
    /// The loops that go by them, by the order in which they came, and for what each of them waits; none while it works.
    loops: Mutex<BTreeMap<usize, Option<Wait>>>,
    /// One of them has begun to wait, or is gone.
    changed: Condvar,
}

/// What a loop waits for; none: for a message.
type Wait = Option<Mono>;

/// A loop did not come to rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a loop has been at work for a minute, and the hands cannot be turned while one is")]
pub struct Stuck;

/// How long a loop may work on one thing, in real time.
const PATIENCE: Duration = Duration::from_secs(60);

impl Hands {
    #[must_use]
    pub fn at(now: Now) -> Arc<Self> {
        Arc::new(Self { now: watch::Sender::new(now), loops: Mutex::default(), changed: Condvar::new() })
    }

    /// One reading of every clock.
    #[must_use]
    pub fn now(&self) -> Now {
        *self.now.borrow()
    }

    /// Lets time pass as on a machine that is awake: from one wake-up of a loop to the next, each on the dot. What a loop was told
    /// just before, and has not begun to handle, may come after the first of them.
    pub fn pass(&self, time: Millis) -> Result<(), Stuck> {
        let until = self.now().mono + time;
        while let Some(due) = self.next_due()?.filter(|due| *due <= until) {
            self.turn_to(due);
        }
        self.turn_to(until);
        Ok(())
    }

    /// Lets time pass as on a machine that sleeps: no loop wakes up before the end of it.
    pub fn jump(&self, time: Millis) -> Result<(), Stuck> {
        self.next_due()?;
        self.turn_to(self.now().mono + time);
        Ok(())
    }

    /// The next wake-up, once every loop waits for one that is still to come.
    fn next_due(&self) -> Result<Option<Mono>, Stuck> {
        let is_at_work = |wait: &Option<Wait>| wait.is_none_or(|due| due.is_some_and(|due| due <= self.now().mono));
        let waited = self.changed.wait_timeout_while(self.loops(), PATIENCE, |loops| loops.values().any(is_at_work));
        let (loops, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() { Err(Stuck) } else { Ok(loops.values().filter_map(|wait| wait.flatten()).min()) }
    }

    fn turn_to(&self, mono: Mono) {
        self.now.send_modify(|now| {
            now.wall = now.wall + mono.since(now.mono);
            now.mono = now.mono.max(mono);
        });
    }

    fn loops(&self) -> MutexGuard<'_, BTreeMap<usize, Option<Wait>>> {
        self.loops.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, number: usize, wait: Option<Wait>) {
        self.loops().insert(number, wait);
        self.changed.notify_all();
    }
}

/// A loop that goes by the hands, for as long as it runs.
#[derive(Debug)]
pub(super) struct Follower {
    hands: Arc<Hands>,
    number: usize,
}

impl Follower {
    pub(super) fn of(hands: &Arc<Hands>) -> Self {
        let mut loops = hands.loops();
        let number = loops.last_key_value().map_or(0, |(last, _)| last + 1);
        loops.insert(number, None);
        drop(loops);
        Self { hands: Arc::clone(hands), number }
    }

    pub(super) async fn wait_until(&self, at: Option<Mono>) {
        let mut now = self.hands.now.subscribe();
        let _rests = Rests::begin(self, at);
        // The hands live as long as this does.
        let _ = now.wait_for(|now| at.is_some_and(|at| now.mono >= at)).await;
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.hands.loops().remove(&self.number);
        self.hands.changed.notify_all();
    }
}

/// A wait, also of a loop that has something better to do before it is over.
struct Rests<'a>(&'a Follower);

impl<'a> Rests<'a> {
    fn begin(follower: &'a Follower, at: Option<Mono>) -> Self {
        follower.hands.set(follower.number, Some(at));
        Self(follower)
    }
}

impl Drop for Rests<'_> {
    fn drop(&mut self) {
        self.0.hands.set(self.0.number, None);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // in a test a panic is the answer

    use std::sync::mpsc;
    use std::thread;

    use unsit_core::Wall;

    use super::*;

    const NOON: Now = Now { wall: Wall(1_750_939_200_000), offset_seconds: 0, zone: None, mono: Mono(5000) };

    #[test]
    fn both_clocks_are_turned_together_where_nobody_waits() {
        let hands = Hands::at(NOON);
        hands.pass(Millis(700)).unwrap();
        assert_eq!(hands.now(), Now { wall: NOON.wall + Millis(700), mono: Mono(5700), ..NOON });
    }

    #[test]
    fn a_wake_up_that_is_slept_over_comes_at_the_end() {
        let hands = Hands::at(NOON);
        let follower = Follower::of(&hands);
        let woken = thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
                follower.wait_until(Some(NOON.mono + Millis(300))).await;
                follower.hands.now().mono
            })
        });
        hands.jump(Millis(2000)).unwrap();
        assert_eq!(woken.join().unwrap(), NOON.mono + Millis(2000));
    }

    #[test]
    fn every_wake_up_of_every_loop_comes_on_the_dot_and_in_order() {
        let hands = Hands::at(NOON);
        let (tell, told) = mpsc::channel();
        let loops = [300_u64, 500].map(|every| {
            let (follower, tell) = (Follower::of(&hands), tell.clone());
            thread::spawn(move || {
                tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
                    for round in 1..=3 {
                        let due = NOON.mono + Millis(round * every);
                        follower.wait_until(Some(due)).await;
                        tell.send((due, follower.hands.now().mono)).unwrap();
                    }
                });
            })
        });
        hands.pass(Millis(1600)).unwrap();
        for own in loops {
            own.join().unwrap();
        }
        let woke: Vec<_> = told.try_iter().collect();
        assert!(woke.len() == 6 && woke.iter().all(|(due, at)| due == at), "{woke:?}");
        assert!(woke.is_sorted(), "{woke:?}");
        assert_eq!(hands.now().mono, Mono(6600));
    }
}
