//! Whether a screen reader speaks, as Linux desktops say on the session's bus: two voices at once are none.

use unsit_core::app::Message;
use zbus::blocking::{Connection, Proxy};

use super::spawn;
use crate::native::Reporter;

const SPEAKS: &str = "ScreenReaderEnabled";

/// Tells the loop now and at each change. Where nobody knows, none speaks.
pub(super) fn follow(reporter: Reporter) {
    // Without a thread or a bus, the voice speaks as it is set to.
    let _ = spawn("unsit-reader", move || {
        let _ = listen(&reporter);
    });
}

fn listen(reporter: &Reporter) -> zbus::Result<()> {
    let status = Proxy::new(&Connection::session()?, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status")?;
    // The first one is how it stands.
    for change in status.receive_property_changed::<bool>(SPEAKS) {
        reporter.send(Message::ScreenReader(change.get()?));
    }
    Ok(())
}
