//! Input on Wayland: with a compositor that the test plays, over a real socket.

use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use unsit_core::app::Channel;
use wayland_protocols::ext::idle_notify::v1::server::ext_idle_notification_v1::ExtIdleNotificationV1;
use wayland_protocols::ext::idle_notify::v1::server::ext_idle_notifier_v1::{ExtIdleNotifierV1, Request};
use wayland_server::backend::ClientData;
use wayland_server::protocol::wl_seat::WlSeat;
use wayland_server::{Client, DataInit, Dispatch, Display, DisplayHandle, GlobalDispatch, New, Resource};

use crate::desk::{self, Desk, IDLE, SOON, on_a_bus_with};

#[test]
fn who_gives_no_input_on_wayland_is_away_until_the_next_one() {
    on_wayland("wayland::with_a_compositor", &[]);
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
    let compositor = Compositor::begin(true);
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
fn with_a_compositor_that_tells_nothing() {
    let _compositor = Compositor::begin(false);
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

/// A compositor with one seat, which serves one client.
struct Compositor {
    asked: Receiver<(u32, ExtIdleNotificationV1)>,
    handle: Arc<Mutex<DisplayHandle>>,
    client: Arc<Mutex<Option<UnixStream>>>,
}

struct State(Sender<(u32, ExtIdleNotificationV1)>);

impl Compositor {
    fn begin(tells: bool) -> Self {
        let (says, asked) = channel();
        let mut display = Display::<State>::new().unwrap();
        let handle = display.handle();
        handle.create_global::<State, WlSeat, ()>(1, ());
        if tells {
            handle.create_global::<State, ExtIdleNotifierV1, ()>(1, ());
        }
        let name = std::env::var_os("WAYLAND_DISPLAY").unwrap();
        let folder = std::path::PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR").unwrap());
        let socket = UnixListener::bind(folder.join(name)).unwrap();
        let client = Arc::new(Mutex::new(None));
        let (serves, mut inserts) = (client.clone(), handle.clone());
        std::thread::spawn(move || {
            let (stream, _) = socket.accept().unwrap();
            *serves.lock().unwrap() = Some(stream.try_clone().unwrap());
            inserts.insert_client(stream, Arc::new(Nobody)).unwrap();
            let mut state = State(says);
            loop {
                rustix::event::poll(&mut [rustix::event::PollFd::new(&display, rustix::event::PollFlags::IN)], None).unwrap();
                display.dispatch_clients(&mut state).unwrap();
                display.flush_clients().unwrap();
            }
        });
        Self { asked, handle: Arc::new(Mutex::new(handle)), client }
    }

    /// Ends, as far as its client can see.
    fn end(&self) {
        self.client.lock().unwrap().take().unwrap().shutdown(Shutdown::Both).unwrap();
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
            state.0.send((timeout, data.init(id, ()))).unwrap();
        }
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
