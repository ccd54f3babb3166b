//! Lock and sleep as the session manager of the system tells of them (`org.freedesktop.login1`: systemd, elogind).

use std::convert::Infallible;

use futures_lite::StreamExt;
use futures_lite::future::zip;
use unsit_core::app::{Channel, Seen};
use zbus::zvariant::{OwnedFd, OwnedObjectPath};
use zbus::{Connection, Proxy};

use super::{Blind, Eyes, saver};

const NAME: &str = "logind";
const SERVICE: &str = "org.freedesktop.login1";
const OBJECT: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";

pub(super) async fn watch(system: Option<&Connection>, session: Option<&Connection>, eyes: &Eyes) {
    let sleep = async {
        if let Some(system) = system {
            drop(watch_sleep(system, eyes).await);
        }
    };
    let lock = async {
        if let Some(system) = system {
            drop(watch_lock(system, eyes).await);
        }
        // Only where there is no logind, or no session of its making.
        if let Some(session) = session {
            drop(saver::watch(session, eyes).await);
        }
        eyes.missing(Channel::Sleep, "this desktop tells of neither locks nor sleep");
    };
    zip(sleep, lock).await;
}

async fn watch_sleep(bus: &Connection, eyes: &Eyes) -> Result<Infallible, Blind> {
    let manager = Proxy::new(bus, SERVICE, OBJECT, MANAGER).await?;
    let mut signals = manager.receive_signal("PrepareForSleep").await?;
    // Sleep waits until it was told, so that none of it counts as sitting. Who may not ask for that takes the chance.
    let mut delay = delay(&manager).await.ok();
    while let Some(signal) = signals.next().await {
        let begins: bool = signal.body().deserialize()?;
        if begins {
            eyes.see(Seen::Suspend);
            drop(delay.take());
        } else {
            eyes.see(Seen::Resume);
            delay = self::delay(&manager).await.ok();
        }
    }
    Err("it has ended".into())
}

async fn delay(manager: &Proxy<'_>) -> zbus::Result<OwnedFd> {
    manager.call("Inhibit", &("sleep", "Unsit", "Notes when the computer goes to sleep", "delay")).await
}

async fn watch_lock(bus: &Connection, eyes: &Eyes) -> Result<Infallible, Blind> {
    let path = session(bus).await?;
    let session = Proxy::new(bus, SERVICE, path, SESSION).await?;
    let mut hints = session.receive_property_changed::<bool>("LockedHint").await;
    let mut is_locked: bool = session.get_property("LockedHint").await?;
    eyes.ready(Channel::Sleep, NAME);
    if is_locked {
        eyes.see(Seen::Lock);
    }
    while let Some(hint) = hints.next().await {
        let locked = hint.get().await?;
        if locked != is_locked {
            eyes.see(if locked { Seen::Lock } else { Seen::Unlock });
        }
        is_locked = locked;
    }
    Err("it has ended".into())
}

/// The session that this process belongs to. Its signals come from its own path, whatever else it may be called by.
async fn session(bus: &Connection) -> zbus::Result<OwnedObjectPath> {
    let manager = Proxy::new(bus, SERVICE, OBJECT, MANAGER).await?;
    match manager.call("GetSession", &("auto")).await {
        Ok(path) => Ok(path),
        // Before version 243 there was no such word.
        Err(_) => manager.call("GetSessionByPID", &(std::process::id())).await,
    }
}
