//! Programs that keep the screen on, as KDE's power management knows them.

use std::convert::Infallible;

use futures_lite::StreamExt;
use zbus::{Connection, Proxy};

use super::calls::{self, Calls};
use super::{Blind, service};
use crate::bus::APP_ID;

const NAME: &str = "KDE";
const SERVICE: &str = "org.kde.Solid.PowerManagement.PolicyAgent";
const OBJECT: &str = "/org/kde/Solid/PowerManagement/PolicyAgent";
/// Of the kinds of inhibition: the screen stays as it is. Others keep the machine from sleep, as music does.
const SCREEN: u32 = 4;

pub(super) async fn watch(bus: &Connection, noted: &Calls<'_>) -> zbus::Result<()> {
    service::whenever_there(bus, SERVICE, || follow(bus, noted), || noted.lost(NAME)).await
}

async fn follow(bus: &Connection, noted: &Calls<'_>) -> Result<Infallible, Blind> {
    let agent = Proxy::new(bus, SERVICE, OBJECT, SERVICE).await?;
    let mut changes = agent.receive_signal("InhibitionsChanged").await?;
    loop {
        // A change names who, but not which kind.
        let holds_screen: bool = agent.call("HasInhibition", &(SCREEN)).await?;
        let holders: Vec<(String, String)> = agent.call("ListInhibitions", &()).await?;
        let by = holders.into_iter().map(|(by, _)| by).find(|by| by != APP_ID);
        noted.sees(NAME, by.filter(|_| holds_screen).map(|by| calls::held(&by)));
        changes.next().await.ok_or("it has ended")?;
    }
}
