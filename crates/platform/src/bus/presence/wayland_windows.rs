//! Whether the active window fills the screen, on Wayland where the compositor tells of windows
//! (`wlr-foreign-toplevel-management-unstable-v1`: that of sway, labwc, Wayfire, Hyprland, niri and others).

use std::collections::HashMap;
use std::convert::Infallible;

use unsit_core::app::Busy;
use wayland_client::backend::ObjectId;
use wayland_client::{Connection, Dispatch, Proxy, QueueHandle, event_created_child};
use wayland_protocols_wlr::foreign_toplevel::v1::client::zwlr_foreign_toplevel_handle_v1::{
    Event as Said, State, ZwlrForeignToplevelHandleV1,
};
use wayland_protocols_wlr::foreign_toplevel::v1::client::zwlr_foreign_toplevel_manager_v1::{
    EVT_TOPLEVEL_OPCODE, Event, ZwlrForeignToplevelManagerV1,
};

use super::Blind;
use super::calls::Calls;
use super::wayland::{Compositor, without_news_of_globals};

pub(super) const NAME: &str = "Wayland";

pub(super) async fn watch(calls: &Calls<'_>) -> Result<Infallible, Blind> {
    let mut compositor = Compositor::<Windows>::open()?;
    // Full screens are told of since version 2.
    let _manager: ZwlrForeignToplevelManagerV1 = compositor.globals.bind(&compositor.queue.handle(), 2..=3, ())?;
    let mut windows = Windows::default();
    compositor.queue.roundtrip(&mut windows)?;
    while !windows.ended {
        calls.sees(NAME, windows.all.values().any(|window| window.fills).then_some(Busy::FullScreen));
        compositor.hear(&mut windows).await?;
    }
    Err("it has ended".into())
}

#[derive(Default)]
struct Windows {
    all: HashMap<ObjectId, Window>,
    ended: bool,
}

/// Whether it is active and fills the screen; what comes holds once all of it has come.
#[derive(Default)]
struct Window {
    coming: bool,
    fills: bool,
}

impl Dispatch<ZwlrForeignToplevelManagerV1, ()> for Windows {
    fn event(windows: &mut Self, _: &ZwlrForeignToplevelManagerV1, event: Event, (): &(), _: &Connection, _: &QueueHandle<Self>) {
        match event {
            Event::Toplevel { toplevel } => drop(windows.all.insert(toplevel.id(), Window::default())),
            Event::Finished => windows.ended = true,
            _ => {}
        }
    }

    event_created_child!(Self, ZwlrForeignToplevelManagerV1, [EVT_TOPLEVEL_OPCODE => (ZwlrForeignToplevelHandleV1, ())]);
}

impl Dispatch<ZwlrForeignToplevelHandleV1, ()> for Windows {
    fn event(windows: &mut Self, handle: &ZwlrForeignToplevelHandleV1, said: Said, (): &(), _: &Connection, _: &QueueHandle<Self>) {
        let Some(window) = windows.all.get_mut(&handle.id()) else { return };
        match said {
            Said::State { state } => window.coming = is_active_and_full(&state),
            Said::Done => window.fills = window.coming,
            Said::Closed => {
                windows.all.remove(&handle.id());
                handle.destroy();
            }
            _ => {}
        }
    }
}

/// States come as numbers of four bytes each, as this machine writes them.
fn is_active_and_full(state: &[u8]) -> bool {
    let has = |wanted: State| state.chunks_exact(4).any(|bytes| bytes == (wanted as u32).to_ne_bytes());
    has(State::Activated) && has(State::Fullscreen)
}

without_news_of_globals!(Windows);
