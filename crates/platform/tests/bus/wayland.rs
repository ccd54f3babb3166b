//! Input on Wayland: with a compositor that the test plays, over a real socket.

use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use rustix::event::{PollFd, PollFlags, poll};
use unsit_core::app::{Busy, Channel, Model};
use wayland_protocols::ext::idle_notify::v1::server::ext_idle_notification_v1::ExtIdleNotificationV1;
use wayland_protocols::ext::idle_notify::v1::server::ext_idle_notifier_v1::{ExtIdleNotifierV1, Request};
use wayland_protocols_wlr::foreign_toplevel::v1::server::zwlr_foreign_toplevel_handle_v1::{
    State as WindowState, ZwlrForeignToplevelHandleV1,
};
use wayland_protocols_wlr::foreign_toplevel::v1::server::zwlr_foreign_toplevel_manager_v1::ZwlrForeignToplevelManagerV1;
use wayland_server::backend::ClientData;
use wayland_server::protocol::wl_seat::WlSeat;
use wayland_server::{Client, DataInit, Dispatch, Display, DisplayHandle, GlobalDispatch, New, Resource};

use crate::desk::{self, Desk, IDLE, SOON, on_a_bus_with};

#[test]
fn who_gives_no_input_on_wayland_is_away_until_the_next_one() {
    on_wayland("wayland::with_a_compositor", &[]);
}

#[test]
fn an_active_window_that_fills_the_screen_is_noticed_on_wayland() {
    on_wayland("wayland::with_windows", &[]);
}

/// Its X11 server would not see what is typed elsewhere.
#[test]
fn a_compositor_that_tells_nothing_is_believed_rather_than_its_x11_server() {
    let display = desk::Display::open();
    on_wayland("wayland::with_a_compositor_that_tells_nothing", &[("DISPLAY", &display.name)]);
}

fn on_wayland(part: &str, more: &[(&str, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    let mut environment = vec![("XDG_RUNTIME_DIR", folder.path().to_str().unwrap()), ("WAYLAND_DISPLAY", "unsit-test")];
    environment.extend(more);
    on_a_bus_with(part, &environment);
}

#[test]
#[ignore = "needs a folder of its own"]
fn with_a_compositor() {
    let compositor = Compositor::begin(Offers::Idle);
    let desk = Desk::begin();
    desk.until_ready(Channel::Presence, "Wayland");
    let (timeout, notification) = compositor.asked.recv_timeout(SOON).unwrap();
    assert_eq!(u64::from(timeout), IDLE.0);
    let tell = |say: fn(&ExtIdleNotificationV1)| {
        say(&notification);
        compositor.handle.lock().unwrap().flush_clients().unwrap();
    };
    for _ in 0..3 {
        tell(ExtIdleNotificationV1::idled);
        desk.until_away();
        tell(ExtIdleNotificationV1::resumed);
        desk.until_back();
    }
    tell(ExtIdleNotificationV1::idled);
    desk.until_away();
    compositor.end();
    desk.until_back();
    desk.until_missing(Channel::Presence);
    desk.end();
}

#[test]
#[ignore = "needs a folder of its own"]
fn with_windows() {
    let compositor = Compositor::begin(Offers::Windows);
    let desk = Desk::begin();
    desk.until_ready(Channel::Calls, "Wayland");
    let manager = compositor.managers.recv_timeout(SOON).unwrap();
    let fills = |model: &Model| model.watch.busy() == Some(&Busy::FullScreen);
    let handle = compositor.handle.lock().unwrap().clone();
    let open = || {
        let client = manager.client().unwrap();
        let window = client.create_resource::<ZwlrForeignToplevelHandleV1, (), State>(&handle, manager.version(), ()).unwrap();
        manager.toplevel(&window);
        window
    };
    let tell = |window: &ZwlrForeignToplevelHandleV1, states: &[WindowState]| {
        window.state(states.iter().flat_map(|state| (*state as u32).to_ne_bytes()).collect());
    };
    let done = |window: &ZwlrForeignToplevelHandleV1| {
        window.done();
        handle.clone().flush_clients().unwrap();
    };
    let (film, mail) = (open(), open());
    tell(&film, &[WindowState::Activated, WindowState::Fullscreen]);
    done(&film);
    desk.until("it fills the screen", fills);
    // The other one comes to the front; neither is both.
    tell(&film, &[WindowState::Fullscreen]);
    done(&film);
    tell(&mail, &[WindowState::Maximized, WindowState::Activated]);
    done(&mail);
    desk.until("another one is in front", |model| !fills(model));
    tell(&film, &[WindowState::Activated, WindowState::Fullscreen]);
    done(&film);
    desk.until("it is back", fills);
    film.closed();
    done(&mail);
    desk.until("it is closed", |model| !fills(model));
    tell(&mail, &[WindowState::Activated, WindowState::Fullscreen]);
    done(&mail);
    desk.until("the other one fills the screen", fills);
    compositor.end();
    desk.until("with its compositor it is gone", |model| !fills(model));
    desk.until_missing(Channel::Calls);
    desk.end();
}

#[test]
#[ignore = "needs a folder of its own"]
fn with_a_compositor_that_tells_nothing() {
    let _compositor = Compositor::begin(Offers::Nothing);
    let desk = Desk::begin();
    let why = desk.until_missing(Channel::Presence);
    assert!(why.contains("X11: this is no X11 session"), "{why}");
    desk.end();
}

/// `cargo test -p unsit-platform --features bus --test presence by_hand -- --ignored`, in a Wayland session: hands off for a
/// second, then a key.
#[test]
#[ignore = "needs a Wayland session, and somebody in front of it"]
fn by_hand_with_the_compositor_of_this_session() {
    let desk = Desk::begin();
    desk.until_ready(Channel::Presence, "Wayland");
    for _ in 0..3 {
        desk.until_away();
        desk.until_back();
    }
    desk.end();
}

/// Likewise, with a window that is made to fill the screen, and then no longer.
#[test]
#[ignore = "needs a Wayland session that tells of windows, and somebody in front of it"]
fn by_hand_with_a_full_screen_of_this_session() {
    let desk = Desk::begin();
    desk.until_ready(Channel::Calls, "Wayland");
    for _ in 0..3 {
        desk.until("a full screen", |model| model.watch.busy() == Some(&Busy::FullScreen));
        desk.until("none", |model| model.watch.busy().is_none());
    }
    desk.end();
}

/// A compositor with one seat, which serves whoever comes.
struct Compositor {
    asked: Receiver<(u32, ExtIdleNotificationV1)>,
    managers: Receiver<ZwlrForeignToplevelManagerV1>,
    handle: Arc<Mutex<DisplayHandle>>,
    clients: Arc<Mutex<Vec<UnixStream>>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Offers {
    Nothing,
    Idle,
    Windows,
}

struct State {
    asked: Sender<(u32, ExtIdleNotificationV1)>,
    managers: Sender<ZwlrForeignToplevelManagerV1>,
}

impl Compositor {
    fn begin(offers: Offers) -> Self {
        let ((says, asked), (hands, managers)) = (channel(), channel());
        let mut display = Display::<State>::new().unwrap();
        let handle = display.handle();
        handle.create_global::<State, WlSeat, ()>(1, ());
        match offers {
            Offers::Nothing => {}
            Offers::Idle => drop(handle.create_global::<State, ExtIdleNotifierV1, ()>(1, ())),
            Offers::Windows => drop(handle.create_global::<State, ZwlrForeignToplevelManagerV1, ()>(3, ())),
        }
        let name = std::env::var_os("WAYLAND_DISPLAY").unwrap();
        let folder = std::path::PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR").unwrap());
        let socket = UnixListener::bind(folder.join(name)).unwrap();
        let clients = Arc::new(Mutex::new(Vec::new()));
        let (serves, mut inserts) = (clients.clone(), handle.clone());
        std::thread::spawn(move || {
            let mut state = State { asked: says, managers: hands };
            loop {
                let waits = [PollFd::new(&display, PollFlags::IN), PollFd::new(&socket, PollFlags::IN)];
                let mut ready = waits;
                poll(&mut ready, None).unwrap();
                if ready[1].revents().contains(PollFlags::IN) {
                    let (stream, _) = socket.accept().unwrap();
                    serves.lock().unwrap().push(stream.try_clone().unwrap());
                    inserts.insert_client(stream, Arc::new(Nobody)).unwrap();
                }
                display.dispatch_clients(&mut state).unwrap();
                display.flush_clients().unwrap();
            }
        });
        Self { asked, managers, handle: Arc::new(Mutex::new(handle)), clients }
    }

    /// Ends, as far as its clients can see.
    fn end(&self) {
        for client in self.clients.lock().unwrap().drain(..) {
            client.shutdown(Shutdown::Both).unwrap();
        }
    }
}

struct Nobody;
impl ClientData for Nobody {}

impl GlobalDispatch<WlSeat, ()> for State {
    fn bind(_: &mut Self, _: &DisplayHandle, _: &Client, seat: New<WlSeat>, (): &(), data: &mut DataInit<'_, Self>) {
        data.init(seat, ());
    }
}

impl GlobalDispatch<ExtIdleNotifierV1, ()> for State {
    fn bind(_: &mut Self, _: &DisplayHandle, _: &Client, notifier: New<ExtIdleNotifierV1>, (): &(), data: &mut DataInit<'_, Self>) {
        data.init(notifier, ());
    }
}

impl Dispatch<ExtIdleNotifierV1, ()> for State {
    fn request(
        state: &mut Self,
        _: &Client,
        _: &ExtIdleNotifierV1,
        request: Request,
        (): &(),
        _: &DisplayHandle,
        data: &mut DataInit<'_, Self>,
    ) {
        if let Request::GetIdleNotification { id, timeout, .. } = request {
            state.asked.send((timeout, data.init(id, ()))).unwrap();
        }
    }
}

impl GlobalDispatch<ZwlrForeignToplevelManagerV1, ()> for State {
    fn bind(
        state: &mut Self,
        _: &DisplayHandle,
        _: &Client,
        manager: New<ZwlrForeignToplevelManagerV1>,
        (): &(),
        data: &mut DataInit<'_, Self>,
    ) {
        state.managers.send(data.init(manager, ())).unwrap();
    }
}

/// Nothing is asked of these but to go away.
macro_rules! mute {
    ($object:ty) => {
        impl Dispatch<$object, ()> for State {
            fn request(
                _: &mut Self,
                _: &Client,
                _: &$object,
                _: <$object as Resource>::Request,
                (): &(),
                _: &DisplayHandle,
                _: &mut DataInit<'_, Self>,
            ) {
            }
        }
    };
}
mute!(WlSeat);
mute!(ExtIdleNotificationV1);
mute!(ZwlrForeignToplevelManagerV1);
mute!(ZwlrForeignToplevelHandleV1);
