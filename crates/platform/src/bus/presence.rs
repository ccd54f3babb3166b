//! Whether somebody is there, told by the desktop when it changes: no input for a minute, a locked screen, sleep.
//!
//! Nothing is polled. Idle time comes from the compositor (`org.gnome.Mutter.IdleMonitor`), lock and sleep from the session
//! manager (`org.freedesktop.login1`). A desktop with neither is told so; Unsit then assumes that one sits.

use unsit_core::app::{Channel, ChannelState, Message, Seen};
use unsit_core::breaks::IDLE;
use zbus::blocking::{Connection, Proxy};

use super::{report, spawn};
use crate::clock::Clock;
use crate::native::Reporter;

const MONITOR: &str = "org.gnome.Mutter.IdleMonitor";
const CORE: &str = "/org/gnome/Mutter/IdleMonitor/Core";
const LOGIN: &str = "org.freedesktop.login1";
const MANAGER: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/auto";

/// Watches over who is there.
#[derive(Debug)]
pub struct Presence;

impl Presence {
    /// Begins to watch. What is seen, and what cannot be, is told to the loop.
    pub fn watch(reporter: &Reporter, clock: &Clock) {
        let (idle, idle_clock) = (reporter.clone(), clock.clone());
        // Without threads nothing can be watched, and nothing could tell it either.
        let _ = spawn("unsit-idle", move || {
            let ended = watch_idle(&idle, &idle_clock);
            let why = ended.err().map_or_else(|| "its service has ended".to_owned(), |error| error.to_string());
            report(&idle, Channel::Presence, ChannelState::Missing { why });
        });
        let login = reporter.clone();
        let _ = spawn("unsit-sleep", move || drop(watch_sleep(&login)));
        let login = reporter.clone();
        let _ = spawn("unsit-lock", move || drop(watch_lock(&login)));
    }
}

/// Who gives no input for a minute is away since its beginning, until the next input.
fn watch_idle(reporter: &Reporter, clock: &Clock) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let monitor = Proxy::new(&bus, MONITOR, CORE, MONITOR)?;
    let fired = monitor.receive_signal("WatchFired")?;
    let idle: u32 = monitor.call("AddIdleWatch", &(IDLE.0))?;
    report(reporter, Channel::Presence, ChannelState::Ready { name: "Mutter".to_owned() });
    let mut active: Option<u32> = None;
    for signal in fired {
        let id: u32 = signal.body().deserialize()?;
        if id == idle {
            reporter.send(Message::Seen(Seen::Idle { since: clock.mono() - IDLE }));
            // It rings once, with the next input.
            active = Some(monitor.call("AddUserActiveWatch", &())?);
        } else if active.take_if(|active| *active == id).is_some() {
            reporter.send(Message::Seen(Seen::Active));
        }
    }
    Ok(())
}

fn watch_sleep(reporter: &Reporter) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let manager = Proxy::new(&bus, LOGIN, MANAGER, "org.freedesktop.login1.Manager")?;
    for signal in manager.receive_signal("PrepareForSleep")? {
        let begins: bool = signal.body().deserialize()?;
        reporter.send(Message::Seen(if begins { Seen::Suspend } else { Seen::Resume }));
    }
    Ok(())
}

/// The screen is locked and unlocked by requests of the session manager, or by whoever tells it about it.
fn watch_lock(reporter: &Reporter) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let session = Proxy::new(&bus, LOGIN, SESSION, "org.freedesktop.login1.Session")?;
    let hints = session.receive_property_changed::<bool>("LockedHint");
    for hint in hints {
        let locked = hint.get()?;
        reporter.send(Message::Seen(if locked { Seen::Lock } else { Seen::Unlock }));
    }
    Ok(())
}
