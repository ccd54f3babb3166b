//! Whether the active window fills the screen, on X11 (`_NET_ACTIVE_WINDOW` and `_NET_WM_STATE` of the EWMH).

use std::convert::Infallible;

use unsit_core::app::Busy;
use x11rb::NONE;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

use super::Blind;
use super::calls::Calls;
use super::x11::Screen;

pub(super) const NAME: &str = "X11";

x11rb::atom_manager! {
    #[allow(clippy::struct_field_names)] // as the standard has them
    Atoms: AtomsCookie {
        _NET_ACTIVE_WINDOW,
        _NET_WM_STATE,
        _NET_WM_STATE_FULLSCREEN,
    }
}

pub(super) async fn watch(calls: &Calls<'_>) -> Result<Infallible, Blind> {
    let screen = Screen::open()?;
    let server = &screen.server;
    let atoms = Atoms::new(server)?.reply()?;
    listen(server, screen.root, EventMask::PROPERTY_CHANGE)?;
    let mut active = NONE;
    loop {
        let now = active_window(server, screen.root, &atoms)?;
        if now != active {
            listen(server, active, EventMask::NO_EVENT)?;
            // Window managers leave the last window of all active, although it is closed.
            listen(server, now, EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY)?;
            active = now;
        }
        let fills = fills_screen(server, active, &atoms)?;
        calls.sees(NAME, fills.then_some(Busy::FullScreen));
        while !matters(&screen.event().await?, &atoms) {}
    }
}

fn matters(event: &Event, atoms: &Atoms) -> bool {
    match event {
        Event::PropertyNotify(changed) => [atoms._NET_ACTIVE_WINDOW, atoms._NET_WM_STATE].contains(&changed.atom),
        Event::DestroyNotify(_) | Event::UnmapNotify(_) => true,
        _ => false,
    }
}

/// A window that is gone by now is no error: another one is active then, which is told next.
fn listen(server: &RustConnection, window: Window, mask: EventMask) -> Result<(), Blind> {
    if window != NONE {
        server.change_window_attributes(window, &ChangeWindowAttributesAux::new().event_mask(mask))?.ignore_error();
    }
    Ok(())
}

fn active_window(server: &RustConnection, root: Window, atoms: &Atoms) -> Result<Window, Blind> {
    let windows = property(server, root, atoms._NET_ACTIVE_WINDOW, AtomEnum::WINDOW.into())?;
    Ok(windows.first().copied().unwrap_or(NONE))
}

fn fills_screen(server: &RustConnection, window: Window, atoms: &Atoms) -> Result<bool, Blind> {
    if window == NONE {
        return Ok(false);
    }
    Ok(property(server, window, atoms._NET_WM_STATE, AtomEnum::ATOM.into())?.contains(&atoms._NET_WM_STATE_FULLSCREEN))
}

/// The values of a property; none where there is no such property, or no such window any more.
fn property(server: &RustConnection, window: Window, name: Atom, kind: Atom) -> Result<Vec<u32>, Blind> {
    const MOST: u32 = 64;
    match server.get_property(false, window, name, kind, 0, MOST)?.reply() {
        Ok(reply) => Ok(reply.value32().map(Iterator::collect).unwrap_or_default()),
        Err(x11rb::errors::ReplyError::X11Error(_)) => Ok(vec![]),
        Err(error) => Err(error.into()),
    }
}
