//! An X11 screen, and what happens there.

use x11rb::connection::{Connection, RequestConnection};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::Window;
use x11rb::rust_connection::RustConnection;

use super::Blind;
use super::readable::Readable;

pub(super) struct Screen {
    pub(super) server: RustConnection,
    pub(super) root: Window,
    readable: Readable,
}

impl Screen {
    /// The screen of this session. That of an X11 server inside a Wayland compositor is refused: it sees only what goes to
    /// X11 programs, so that whoever types elsewhere would seem to be away.
    pub(super) fn open() -> Result<Self, Blind> {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_wayland = is_set("WAYLAND_DISPLAY") || std::env::var_os("XDG_SESSION_TYPE").is_some_and(|kind| kind == "wayland");
        if is_wayland || !is_set("DISPLAY") {
            return Err("this is no X11 session".into());
        }
        let (server, screen) = x11rb::connect(None)?;
        if server.extension_information("XWAYLAND")?.is_some() {
            return Err("this X11 server is part of a Wayland session".into());
        }
        let root = server.setup().roots[screen].root;
        let readable = Readable::new(std::os::fd::AsFd::as_fd(server.stream()))?;
        Ok(Self { server, root, readable })
    }

    /// The next event, once there is one. Everything that was asked before is sent first.
    pub(super) async fn event(&self) -> Result<Event, Blind> {
        loop {
            self.server.flush()?;
            if let Some(event) = self.server.poll_for_event()? {
                return Ok(event);
            }
            self.readable.wait().await?;
        }
    }
}
