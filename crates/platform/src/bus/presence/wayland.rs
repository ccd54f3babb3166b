//! The compositor of a Wayland session, and what it tells.

use std::io;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use wayland_client::backend::WaylandError;
use wayland_client::globals::{GlobalList, GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::{Connection, Dispatch, EventQueue};

use super::Blind;
use super::readable::Readable;

pub(super) struct Compositor<T> {
    /// What it has to offer.
    pub(super) globals: GlobalList,
    pub(super) queue: EventQueue<T>,
    readable: Readable,
}

impl<T: Dispatch<WlRegistry, GlobalListContents> + 'static> Compositor<T> {
    pub(super) fn open() -> Result<Self, Blind> {
        let connection = Connection::from_socket(UnixStream::connect(socket()?)?)?;
        let (globals, queue) = registry_queue_init(&connection)?;
        let readable = Readable::new(connection.backend().poll_fd())?;
        Ok(Self { globals, queue, readable })
    }

    /// Waits until it has told something, and notes that. Everything that was asked before is sent first.
    pub(super) async fn hear(&mut self, told: &mut T) -> Result<(), Blind> {
        while self.queue.dispatch_pending(told)? == 0 {
            self.queue.flush()?;
            self.readable.wait().await?;
            let Some(read) = self.queue.prepare_read() else { continue };
            match read.read() {
                Err(WaylandError::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {}
                outcome => drop(outcome?),
            }
        }
        Ok(())
    }
}

/// Where the compositor of this session listens.
fn socket() -> Result<PathBuf, Blind> {
    let name = std::env::var_os("WAYLAND_DISPLAY").filter(|name| !name.is_empty()).ok_or("this is no Wayland session")?;
    let folder = std::env::var_os("XDG_RUNTIME_DIR").unwrap_or_default();
    Ok(PathBuf::from(folder).join(name))
}

/// What can be had from the compositor later on is of no interest.
macro_rules! without_news_of_globals {
    ($told:ty) => {
        impl wayland_client::Dispatch<wayland_client::protocol::wl_registry::WlRegistry, wayland_client::globals::GlobalListContents>
            for $told
        {
            fn event(
                _: &mut Self,
                _: &wayland_client::protocol::wl_registry::WlRegistry,
                _: wayland_client::protocol::wl_registry::Event,
                _: &wayland_client::globals::GlobalListContents,
                _: &wayland_client::Connection,
                _: &wayland_client::QueueHandle<Self>,
            ) {
            }
        }
    };
}
pub(super) use without_news_of_globals;
