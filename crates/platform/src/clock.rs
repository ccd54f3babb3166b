//! The only place that asks a clock.
//!
//! [`Mono`] readings go on while the machine sleeps, so that a session can tell a pause of the machine from one of the
//! person. Most timers stop in suspend; that is why a [`Waiter`] that has no better ones never sleeps longer than half a minute
//! at a stretch.

#[cfg(target_os = "linux")]
mod alarm;
mod hands;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{Local, Offset, Utc};
use unsit_core::{Millis, Mono, Now, Wall, Zone};

use self::hands::Follower;
pub use self::hands::{Hands, Stuck};
use crate::runtime::Woke;

/// Reads time and waits for it.
#[derive(Clone, Debug)]
pub struct Clock {
    pace: Pace,
}

#[derive(Clone, Debug)]
enum Pace {
    Real,
    Rehearsal(Arc<Mutex<Rehearsal>>),
    /// Turned by somebody else.
    Hands(Arc<Hands>),
}

/// A clock that runs `speed` times faster, and only towards the armed wake-up: it stands still there until the loop has
/// got to it, from its reading on while the loop is at work, and while nothing is armed, so that no cue is lost at any speed.
#[derive(Debug)]
struct Rehearsal {
    speed: u64,
    /// A real instant and the rehearsed one that it stands for.
    real: Mono,
    rehearsed: Mono,
    armed: Option<Mono>,
}

/// The longest sleep: a timer that was armed before a suspend rings late by its length.
const LONGEST_SLEEP: Millis = Millis(30_000);

impl Clock {
    /// The machine's clocks.
    #[must_use]
    pub fn real() -> Self {
        Self { pace: Pace::Real }
    }

    /// Session time that passes `speed` times faster than real time. The wall clock stays real.
    #[must_use]
    pub fn rehearsal(speed: u32) -> Self {
        let real = boot_time();
        let rehearsal = Rehearsal { speed: u64::from(speed.max(1)), real, rehearsed: real, armed: None };
        Self { pace: Pace::Rehearsal(Arc::new(Mutex::new(rehearsal))) }
    }

    /// Time as these hands show it.
    #[must_use]
    pub fn of(hands: &Arc<Hands>) -> Self {
        Self { pace: Pace::Hands(Arc::clone(hands)) }
    }

    /// One reading of every clock, for the loop: a rehearsal stands still from here until the loop waits again.
    #[must_use]
    #[allow(clippy::disallowed_methods)] // this is the clock
    pub fn now(&self) -> Now {
        match &self.pace {
            Pace::Real => {}
            Pace::Rehearsal(rehearsal) => {
                rehearsal.lock().unwrap_or_else(PoisonError::into_inner).stand(boot_time());
            }
            Pace::Hands(hands) => return hands.now(),
        }
        let utc = Utc::now();
        Now {
            wall: Wall(utc.timestamp_millis()),
            offset_seconds: utc.with_timezone(&Local).offset().fix().local_minus_utc(),
            // Asked for each time: people travel.
            zone: zone(),
            mono: self.mono(),
        }
    }

    #[must_use]
    pub fn mono(&self) -> Mono {
        match &self.pace {
            Pace::Real => boot_time(),
            Pace::Rehearsal(rehearsal) => rehearsal.lock().unwrap_or_else(PoisonError::into_inner).read(boot_time()),
            Pace::Hands(hands) => hands.now().mono,
        }
    }

    /// For the loop, which waits on the runtime that this is made on.
    #[must_use]
    pub fn waiter(&self) -> Waiter {
        Waiter {
            #[cfg(target_os = "linux")]
            alarm: alarm::Alarm::new().ok().filter(|_| matches!(self.pace, Pace::Real)),
            follower: match &self.pace {
                Pace::Real | Pace::Rehearsal(_) => None,
                Pace::Hands(hands) => Some(Follower::of(hands)),
            },
            clock: self.clone(),
        }
    }
}

/// Waits for the armed wake-up.
#[derive(Debug)]
pub struct Waiter {
    clock: Clock,
    #[cfg(target_os = "linux")]
    alarm: Option<alarm::Alarm>,
    follower: Option<Follower>,
}

impl Waiter {
    /// Waits until `at`. Where timers may stand still in sleep, it comes back after half a minute at the latest; where they do
    /// not, also when the clock was set.
    pub async fn wait_until(&self, at: Option<Mono>) -> Woke {
        if let Some(follower) = &self.follower {
            follower.wait_until(at).await;
            return Woke::Due;
        }
        #[cfg(target_os = "linux")]
        if let Some(alarm) = &self.alarm
            && let Ok(woke) = alarm.wait_until(at).await
        {
            return woke;
        }
        self.sleep_until(at).await;
        Woke::Due
    }

    async fn sleep_until(&self, at: Option<Mono>) {
        let sleep = match &self.clock.pace {
            Pace::Real | Pace::Hands(_) => at.map_or(LONGEST_SLEEP, |at| at.since(self.clock.mono())),
            Pace::Rehearsal(rehearsal) => rehearsal.lock().unwrap_or_else(PoisonError::into_inner).arm(boot_time(), at),
        };
        tokio::time::sleep(Duration::from_millis(sleep.min(LONGEST_SLEEP).0)).await;
    }
}

impl Rehearsal {
    fn read(&self, real: Mono) -> Mono {
        let ran = Millis(real.since(self.real).0.saturating_mul(self.speed));
        self.armed.map_or(self.rehearsed, |armed| armed.min(self.rehearsed + ran))
    }

    fn stand(&mut self, real: Mono) -> Mono {
        self.rehearsed = self.read(real);
        (self.real, self.armed) = (real, None);
        self.rehearsed
    }

    /// Lets the clock run until `at` and returns the real time until then.
    fn arm(&mut self, real: Mono, at: Option<Mono>) -> Millis {
        let now = self.stand(real);
        self.armed = at.map(|at| at.max(now));
        at.map_or(LONGEST_SLEEP, |at| Millis(at.since(now).0.div_ceil(self.speed)))
    }
}

fn zone() -> Option<Zone> {
    iana_time_zone::get_timezone().ok()?.parse::<chrono_tz::Tz>().ok().map(Zone::from)
}

/// Milliseconds since the machine was started, its sleep included.
#[cfg(target_os = "linux")]
fn boot_time() -> Mono {
    millis(rustix::time::clock_gettime(rustix::time::ClockId::Boottime))
}

#[cfg(target_os = "android")]
fn boot_time() -> Mono {
    millis(rustix::time::clock_gettime(rustix::time::ClockId::Boottime)) + BEFORE
}

/// Apple's monotonic clock goes on in sleep.
#[cfg(target_vendor = "apple")]
fn boot_time() -> Mono {
    millis(rustix::time::clock_gettime(rustix::time::ClockId::Monotonic)) + BEFORE
}

/// A phone takes up what happened before it was switched on, and reckons with instants of that time, too: years of them.
#[cfg(any(target_os = "android", target_vendor = "apple"))]
const BEFORE: Millis = Millis(1 << 40);

/// Windows' performance counter goes on in sleep.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
#[allow(clippy::disallowed_methods)] // this is the clock
fn boot_time() -> Mono {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    Mono(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX))
}

#[cfg(unix)]
fn millis(time: rustix::time::Timespec) -> Mono {
    let (seconds, nanoseconds) = (time.tv_sec.max(0).unsigned_abs(), time.tv_nsec.max(0).unsigned_abs());
    Mono(seconds.saturating_mul(1000).saturating_add(nanoseconds / 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mono_does_not_go_back() {
        let clock = Clock::real();
        let earlier = clock.mono();
        assert!(clock.mono() >= earlier);
    }

    #[test]
    fn a_rehearsal_runs_faster_and_stands_at_the_armed_wake_up() {
        let mut rehearsal = Rehearsal { speed: 50, real: Mono(1000), rehearsed: Mono(500), armed: None };
        assert_eq!(rehearsal.read(Mono(1010)), Mono(500), "nothing is armed");
        assert_eq!(rehearsal.arm(Mono(1010), Some(Mono(700))), Millis(4));
        assert_eq!(rehearsal.read(Mono(1012)), Mono(600));
        assert_eq!(rehearsal.read(Mono(5000)), Mono(700), "however late the loop is");
        assert_eq!(rehearsal.arm(Mono(5000), Some(Mono(800))), Millis(2));
        assert_eq!(rehearsal.read(Mono(5001)), Mono(750));
    }

    #[test]
    fn a_rehearsal_stands_still_while_the_loop_is_at_work() {
        let mut rehearsal = Rehearsal { speed: 1000, real: Mono(0), rehearsed: Mono(0), armed: None };
        assert_eq!(rehearsal.arm(Mono(0), Some(Mono(57_600_000))), Millis(57_600), "the next day");
        assert_eq!(rehearsal.stand(Mono(20)), Mono(20_000), "a session is started");
        assert_eq!(rehearsal.arm(Mono(35), Some(Mono(21_000))), Millis(1), "after 15 ms, in which no second passed");
        assert_eq!(rehearsal.read(Mono(36)), Mono(21_000));
    }

    #[tokio::test(start_paused = true)]
    async fn no_sleep_is_longer_than_half_a_minute() {
        let before = tokio::time::Instant::now();
        Clock::real().waiter().sleep_until(None).await;
        assert_eq!(before.elapsed(), Duration::from_secs(30));
    }
}
