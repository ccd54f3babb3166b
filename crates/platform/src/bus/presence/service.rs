//! Services of a bus come and go.

use std::convert::Infallible;

use futures_lite::StreamExt;
use futures_lite::future::or;
use zbus::Connection;
use zbus::fdo::{DBusProxy, NameOwnerChangedStream};
use zbus::names::{BusName, OwnedUniqueName};

use super::Blind;

/// Works with a service whenever there is one of this name, and says when there is none. Ends with the bus.
pub(super) async fn whenever_there<W>(bus: &Connection, name: &'static str, work: impl Fn() -> W, gone: impl Fn()) -> zbus::Result<()>
where
    W: Future<Output = Result<Infallible, Blind>>,
{
    let names = DBusProxy::new(bus).await?;
    let mut changes = names.receive_name_owner_changed_with_args(&[(0, name)]).await?;
    let mut is_there = names.name_has_owner(BusName::try_from(name)?).await?;
    loop {
        if is_there {
            // Work that fails is begun again with the next service of that name, not before.
            let failed = async {
                let _ = work().await;
                gone();
                std::future::pending().await
            };
            is_there = or(changed(&mut changes), failed).await?;
        } else {
            gone();
            is_there = changed(&mut changes).await?;
        }
    }
}

/// The program that has this name, if any.
pub(super) async fn owner(bus: &Connection, name: &'static str) -> Option<OwnedUniqueName> {
    DBusProxy::new(bus).await.ok()?.get_name_owner(BusName::try_from(name).ok()?).await.ok()
}

/// Returns when another program than this one has the name.
pub(super) async fn another(bus: &Connection, name: &'static str, than: Option<&OwnedUniqueName>) -> zbus::Result<()> {
    let names = DBusProxy::new(bus).await?;
    let mut changes = names.receive_name_owner_changed_with_args(&[(0, name)]).await?;
    // It may have come before anybody listened.
    while owner(bus, name).await.is_none_or(|now| Some(&now) == than) {
        changed(&mut changes).await?;
    }
    Ok(())
}

/// Whether there is a service, when that changes.
async fn changed(changes: &mut NameOwnerChangedStream) -> zbus::Result<bool> {
    let change = changes.next().await.ok_or(zbus::Error::InputOutput(std::io::Error::other("the bus has ended").into()))?;
    Ok(change.args()?.new_owner().is_some())
}
