//! Input as a Wayland compositor sees it (`ext-idle-notify-v1`: that of KDE, sway, labwc, niri, COSMIC and others).
//!
//! The notification that heeds idle inhibitors is the one asked for: who watches a film gives no input and sits.

use std::convert::Infallible;
use std::io;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use wayland_client::backend::WaylandError;
use wayland_client::globals::{GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::{Connection, Dispatch, QueueHandle, delegate_noop};
use wayland_protocols::ext::idle_notify::v1::client::ext_idle_notification_v1::{Event, ExtIdleNotificationV1};
use wayland_protocols::ext::idle_notify::v1::client::ext_idle_notifier_v1::ExtIdleNotifierV1;

use super::Blind;
use super::idle::Input;
use super::readable::Readable;

pub(super) const NAME: &str = "Wayland";

pub(super) async fn watch(input: &mut Input<'_>) -> Result<Infallible, Blind> {
    let compositor = Connection::from_socket(UnixStream::connect(socket()?)?)?;
    let (globals, mut queue) = registry_queue_init::<Told>(&compositor)?;
    let handle = queue.handle();
    let notifier: ExtIdleNotifierV1 = globals.bind(&handle, 1..=1, ())?;
    let seat: WlSeat = globals.bind(&handle, 1..=1, ())?;
    let _notification = notifier.get_idle_notification(u32::try_from(input.after().0)?, &seat, &handle, ());
    let readable = Readable::new(compositor.backend().poll_fd())?;
    // A compositor that does not like what it was asked says so now.
    queue.roundtrip(&mut Told::default())?;
    input.found(NAME);
    let mut told = Told::default();
    loop {
        queue.dispatch_pending(&mut told)?;
        for is_idle in told.0.drain(..) {
            if is_idle { input.none_for(input.after()) } else { input.again() }
        }
        queue.flush()?;
        readable.wait().await?;
        let Some(read) = queue.prepare_read() else { continue };
        match read.read() {
            Err(WaylandError::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {}
            outcome => drop(outcome?),
        }
    }
}

/// Where the compositor of this session listens.
fn socket() -> Result<PathBuf, Blind> {
    let name = std::env::var_os("WAYLAND_DISPLAY").filter(|name| !name.is_empty()).ok_or("this is no Wayland session")?;
    let folder = std::env::var_os("XDG_RUNTIME_DIR").unwrap_or_default();
    Ok(PathBuf::from(folder).join(name))
}

/// What the compositor has told: no input, or input again.
#[derive(Default)]
struct Told(Vec<bool>);

impl Dispatch<ExtIdleNotificationV1, ()> for Told {
    fn event(told: &mut Self, _: &ExtIdleNotificationV1, event: Event, (): &(), _: &Connection, _: &QueueHandle<Self>) {
        match event {
            Event::Idled => told.0.push(true),
            Event::Resumed => told.0.push(false),
            _ => {}
        }
    }
}

impl Dispatch<WlRegistry, GlobalListContents> for Told {
    fn event(
        _: &mut Self,
        _: &WlRegistry,
        _: <WlRegistry as wayland_client::Proxy>::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
    }
}

delegate_noop!(Told: ignore WlSeat);
delegate_noop!(Told: ignore ExtIdleNotifierV1);
