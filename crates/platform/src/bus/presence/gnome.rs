//! Programs that keep the screen on, as GNOME's session manager knows them (also Cinnamon's and MATE's).

use std::collections::HashMap;
use std::convert::Infallible;

use futures_lite::StreamExt;
use futures_lite::stream::or;
use zbus::zvariant::OwnedObjectPath;
use zbus::{Connection, Proxy};

use super::calls::{self, Calls};
use super::{Blind, service};
use crate::bus::APP_ID;

const NAME: &str = "GNOME";
const SERVICE: &str = "org.gnome.SessionManager";
const OBJECT: &str = "/org/gnome/SessionManager";
const INHIBITOR: &str = "org.gnome.SessionManager.Inhibitor";
/// Of the flags of an inhibitor: the session must not become idle. Others keep it from ending or from sleep, as music does.
const IDLE: u32 = 8;

pub(super) async fn watch(bus: &Connection, noted: &Calls<'_>) -> zbus::Result<()> {
    service::whenever_there(bus, SERVICE, || follow(bus, noted), || noted.lost(NAME)).await
}

enum Told {
    Added(OwnedObjectPath),
    Removed(OwnedObjectPath),
}

async fn follow(bus: &Connection, noted: &Calls<'_>) -> Result<Infallible, Blind> {
    let manager = Proxy::new(bus, SERVICE, OBJECT, SERVICE).await?;
    let added = manager.receive_signal("InhibitorAdded").await?;
    let removed = manager.receive_signal("InhibitorRemoved").await?;
    let mut holders = HashMap::new();
    for path in manager.call::<_, _, Vec<OwnedObjectPath>>("GetInhibitors", &()).await? {
        if let Some(by) = holder(bus, &path).await {
            holders.insert(path, by);
        }
    }
    let added = added.filter_map(|signal| signal.body().deserialize().ok().map(Told::Added));
    let removed = removed.filter_map(|signal| signal.body().deserialize().ok().map(Told::Removed));
    let mut told = or(added, removed);
    loop {
        noted.sees(NAME, holders.values().min().map(|by: &String| calls::held(by)));
        match told.next().await.ok_or("it has ended")? {
            Told::Added(path) => {
                if let Some(by) = holder(bus, &path).await {
                    holders.insert(path, by);
                }
            }
            Told::Removed(path) => drop(holders.remove(&path)),
        }
    }
}

/// Who keeps the session from becoming idle by this; none if it is for something else, gone already, or ours.
async fn holder(bus: &Connection, path: &OwnedObjectPath) -> Option<String> {
    let inhibitor = Proxy::new(bus, SERVICE, path, INHIBITOR).await.ok()?;
    let flags: u32 = inhibitor.call("GetFlags", &()).await.ok()?;
    let by: String = inhibitor.call("GetAppId", &()).await.ok()?;
    if flags & IDLE == 0 || by == APP_ID {
        return None;
    }
    // Some give no name; a reason they have to give.
    if by.is_empty() { inhibitor.call("GetReason", &()).await.ok() } else { Some(by) }
}
