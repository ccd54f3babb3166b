//! Whether the program that shows notifications holds them back, because the person does not want to be disturbed.
//!
//! Two of them tell: Plasma by the property `Inhibited` of the interface of notifications, dunst by `paused` of its own. What
//! is held back comes when that ends, and until then nobody sees it: the check-up says so.

use std::collections::HashMap;

use futures_lite::StreamExt;
use unsit_core::app::Message;
use zbus::fdo::PropertiesProxy;
use zbus::names::InterfaceName;
use zbus::zvariant::Value;

use super::notifications::{OBJECT, SERVICE};
use super::thread::Lines;
use crate::native::Reporter;

/// Interfaces and properties that tell of it.
const TOLD_BY: [(&str, &str); 2] = [(SERVICE, "Inhibited"), ("org.dunstproject.cmd0", "paused")];

/// Reports it now and whenever it changes; where nothing tells of it, that nothing does.
pub(super) async fn follow(lines: Lines, reporter: Reporter) {
    // A bus that fails has been reported by whoever shows notifications.
    let _ = tell(&lines, &reporter).await;
}

async fn tell(lines: &Lines, reporter: &Reporter) -> zbus::Result<()> {
    let bus = lines.session().await?;
    let server = PropertiesProxy::builder(bus).destination(SERVICE)?.path(OBJECT)?.build().await?;
    let mut changes = server.receive_properties_changed().await?;
    let mut owners = server.inner().receive_owner_changed().await?;
    let mut told = None;
    let mut now = ask(&server).await;
    loop {
        if now != told {
            told = now;
            reporter.send(Message::DoNotDisturb(told));
        }
        now = tokio::select! {
            Some(owner) = owners.next() => match owner {
                Some(_) => ask(&server).await,
                None => None,
            },
            Some(change) = changes.next() => {
                let change = change.args()?;
                changed(&change.interface_name, &change.changed_properties).or(now)
            }
            else => return Ok(()),
        };
    }
}

/// None where neither is known.
async fn ask(server: &PropertiesProxy<'_>) -> Option<bool> {
    for (interface, property) in TOLD_BY {
        let interface = InterfaceName::try_from(interface).ok()?;
        if let Ok(value) = server.get(interface, property).await {
            return bool::try_from(value).ok();
        }
    }
    None
}

/// What a change of properties says of it, if anything.
fn changed(interface: &str, properties: &HashMap<&str, Value<'_>>) -> Option<bool> {
    let (_, property) = TOLD_BY.into_iter().find(|(known, _)| *known == interface)?;
    properties.get(property).and_then(|value| bool::try_from(value).ok())
}
