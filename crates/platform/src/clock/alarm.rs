//! Waiting on the timers of the Linux kernel, which tell what no sleep can: that the machine has slept, that the clock was set.
//!
//! One timer runs on the clock that goes on in sleep, so it rings as soon as the machine is awake again, however long it slept.
//! The other one never rings, and is cancelled when somebody sets the clock. So nothing has to be looked at in between.

use std::io;
use std::os::fd::OwnedFd;

use rustix::time::{Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime};
use tokio::io::unix::AsyncFd;
use unsit_core::Mono;

use crate::runtime::Woke;

/// Both timers, on the runtime that they were made on.
#[derive(Debug)]
pub(super) struct Alarm {
    rings: AsyncFd<OwnedFd>,
    is_set: AsyncFd<OwnedFd>,
}

impl Alarm {
    pub(super) fn new() -> io::Result<Self> {
        let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
        let timer = |clock| {
            let timer = timerfd_create(clock, flags)?;
            // SAFETY: an `OwnedFd` is open as long as it lives, always names the same file, and is only ever read here.
            #[allow(unsafe_code)]
            let timer = unsafe { AsyncFd::register(timer)? };
            io::Result::Ok(timer)
        };
        let alarm = Self { rings: timer(TimerfdClockId::Boottime)?, is_set: timer(TimerfdClockId::Realtime)? };
        alarm.watch_the_clock()?;
        Ok(alarm)
    }

    /// Waits until then, and for nothing but the clock when there is nothing to wait for. It may come back early.
    pub(super) async fn wait_until(&self, at: Option<Mono>) -> io::Result<Woke> {
        // Nothing to wait for, as the kernel writes it.
        let at = at.map_or(NEVER, |at| instant(at.0.max(1)));
        timerfd_settime(self.rings.get_ref(), TimerfdTimerFlags::ABSTIME, &once(at))?;
        tokio::select! {
            rung = rung(&self.rings) => rung.map(|()| Woke::Due),
            set = rung(&self.is_set) => {
                set?;
                self.watch_the_clock()?;
                Ok(Woke::ClockSet)
            }
        }
    }

    fn watch_the_clock(&self) -> io::Result<()> {
        // As far away as the kernel's time reaches.
        let some_day = Timespec { tv_sec: i64::MAX / 1_000_000_000, tv_nsec: 0 };
        let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
        match timerfd_settime(self.is_set.get_ref(), flags, &once(some_day)) {
            // The clock was set between two waits, and the timer watches again.
            Err(rustix::io::Errno::CANCELED) => Ok(()),
            outcome => Ok(outcome.map(drop)?),
        }
    }
}

const NEVER: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

const fn once(at: Timespec) -> Itimerspec {
    Itimerspec { it_interval: NEVER, it_value: at }
}

fn instant(milliseconds: u64) -> Timespec {
    let nanoseconds = i64::from(u32::try_from(milliseconds % 1000).unwrap_or(0)) * 1_000_000;
    Timespec { tv_sec: i64::try_from(milliseconds / 1000).unwrap_or(i64::MAX), tv_nsec: nanoseconds }
}

/// Waits until a timer has run out or was cancelled, and takes note of it.
async fn rung(timer: &AsyncFd<OwnedFd>) -> io::Result<()> {
    loop {
        let mut ready = timer.readable().await?;
        let read = ready.try_io(|timer| match rustix::io::read(timer, &mut [0; 8]) {
            Ok(_) | Err(rustix::io::Errno::CANCELED) => Ok(()),
            Err(error) => Err(error.into()),
        });
        if let Ok(outcome) = read {
            return outcome;
        }
    }
}

#[cfg(test)]
mod tests {
    use unsit_core::Millis;

    use super::*;
    use crate::clock::boot_time;

    #[tokio::test]
    async fn it_rings_at_its_time_and_at_once_for_one_that_has_passed() {
        let alarm = Alarm::new().unwrap();
        let at = boot_time() + Millis(30);
        assert_eq!(alarm.wait_until(Some(at)).await.unwrap(), Woke::Due);
        assert!(boot_time() >= at);
        assert_eq!(alarm.wait_until(Some(Mono(0))).await.unwrap(), Woke::Due);
    }

    #[tokio::test]
    async fn a_later_wait_takes_the_place_of_the_one_before() {
        let alarm = Alarm::new().unwrap();
        let now = boot_time();
        let given_up = tokio::time::timeout(std::time::Duration::from_millis(1), alarm.wait_until(Some(now + Millis(20)))).await;
        assert!(given_up.is_err());
        assert_eq!(alarm.wait_until(Some(now + Millis(60))).await.unwrap(), Woke::Due);
        assert!(boot_time() >= now + Millis(60));
        let forever = tokio::time::timeout(std::time::Duration::from_millis(50), alarm.wait_until(None)).await;
        assert!(forever.is_err(), "nothing is armed, so nothing rings");
    }
}
