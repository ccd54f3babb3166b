//! Whether a screen reader speaks, as Linux desktops say on the session's bus: two voices at once are none.

use futures_lite::StreamExt;
use unsit_core::app::Message;
use zbus::Proxy;

use crate::bus::{Bus, Lines};
use crate::native::Reporter;

const SPEAKS: &str = "ScreenReaderEnabled";

/// Tells the loop now and at each change. Where nobody knows, none speaks.
pub(super) fn follow(bus: &Bus, reporter: Reporter) {
    // Without a bus, the voice speaks as it is set to.
    bus.spawn(|lines| async move { listen(&lines, &reporter).await });
}

async fn listen(lines: &Lines, reporter: &Reporter) -> zbus::Result<()> {
    let status = Proxy::new(lines.session().await?, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status").await?;
    let mut changes = status.receive_property_changed::<bool>(SPEAKS).await;
    // The first one is how it stands.
    while let Some(change) = changes.next().await {
        reporter.send(Message::ScreenReader(change.get().await?));
    }
    Ok(())
}
