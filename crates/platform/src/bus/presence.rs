//! Whether somebody is there, told by the desktop when it changes: no input for a minute, a locked screen, sleep.
//!
//! Nothing is polled. Idle time comes from the compositor (`org.gnome.Mutter.IdleMonitor`), lock and sleep from the session
//! manager (`org.freedesktop.login1`). A desktop with neither is told so; Unsit then assumes that one sits.

use futures_lite::StreamExt;
use unsit_core::app::{Channel, ChannelState, Message, Seen};
use unsit_core::breaks::IDLE;
use zbus::Proxy;

use super::report;
use super::thread::{Bus, Lines};
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
    pub fn watch(bus: &Bus, reporter: &Reporter, clock: &Clock) {
        let (idle, idle_clock) = (reporter.clone(), clock.clone());
        bus.spawn(|lines| async move {
            let ended = watch_idle(&lines, &idle, &idle_clock).await;
            let why = ended.err().map_or_else(|| "its service has ended".to_owned(), |error| error.to_string());
            report(&idle, Channel::Presence, ChannelState::Missing { why });
        });
        let login = reporter.clone();
        bus.spawn(|lines| async move { watch_sleep(&lines, &login).await });
        let login = reporter.clone();
        bus.spawn(|lines| async move { watch_lock(&lines, &login).await });
    }
}

/// Who gives no input for a minute is away since its beginning, until the next input.
async fn watch_idle(lines: &Lines, reporter: &Reporter, clock: &Clock) -> zbus::Result<()> {
    let monitor = Proxy::new(lines.session().await?, MONITOR, CORE, MONITOR).await?;
    let mut fired = monitor.receive_signal("WatchFired").await?;
    let idle: u32 = monitor.call("AddIdleWatch", &(IDLE.0)).await?;
    report(reporter, Channel::Presence, ChannelState::Ready { name: "Mutter".to_owned() });
    let mut active: Option<u32> = None;
    while let Some(signal) = fired.next().await {
        let id: u32 = signal.body().deserialize()?;
        if id == idle {
            reporter.send(Message::Seen(Seen::Idle { since: clock.mono() - IDLE }));
            // It rings once, with the next input.
            active = Some(monitor.call("AddUserActiveWatch", &()).await?);
        } else if active.take_if(|active| *active == id).is_some() {
            reporter.send(Message::Seen(Seen::Active));
        }
    }
    Ok(())
}

async fn watch_sleep(lines: &Lines, reporter: &Reporter) -> zbus::Result<()> {
    let manager = Proxy::new(lines.system().await?, LOGIN, MANAGER, "org.freedesktop.login1.Manager").await?;
    let mut signals = manager.receive_signal("PrepareForSleep").await?;
    while let Some(signal) = signals.next().await {
        let begins: bool = signal.body().deserialize()?;
        reporter.send(Message::Seen(if begins { Seen::Suspend } else { Seen::Resume }));
    }
    Ok(())
}

/// The screen is locked and unlocked by requests of the session manager, or by whoever tells it about it.
async fn watch_lock(lines: &Lines, reporter: &Reporter) -> zbus::Result<()> {
    let session = Proxy::new(lines.system().await?, LOGIN, SESSION, "org.freedesktop.login1.Session").await?;
    let mut hints = session.receive_property_changed::<bool>("LockedHint").await;
    while let Some(hint) = hints.next().await {
        let locked = hint.get().await?;
        reporter.send(Message::Seen(if locked { Seen::Lock } else { Seen::Unlock }));
    }
    Ok(())
}
