//! Input and full screens on a real X11 server that nobody sees, with a real window manager.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use unsit_core::app::{Busy, Channel, Model};
use x11rb::COPY_DEPTH_FROM_PARENT;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::desk::{Desk, Display, on_a_bus_with};

#[test]
fn who_gives_no_input_on_x11_is_away_until_a_key_is_pressed() {
    on_x11("x11::with_a_keyboard");
}

#[test]
fn a_window_that_fills_the_screen_is_noticed_until_it_does_no_longer() {
    on_x11("x11::with_a_window");
}

/// It sees only what goes to X11 programs: whoever types elsewhere would seem to be away.
#[test]
fn the_x11_server_of_a_wayland_session_is_not_asked() {
    let display = Display::open();
    on_a_bus_with("x11::with_a_keyboard_that_tells_nothing", &[("DISPLAY", &display.name), ("XDG_SESSION_TYPE", "wayland")]);
}

fn on_x11(part: &str) {
    let display = Display::open();
    on_a_bus_with(part, &[("DISPLAY", &display.name)]);
}

#[test]
#[ignore = "needs a screen of its own"]
fn with_a_keyboard() {
    let (server, _) = x11rb::connect(None).unwrap();
    let desk = Desk::begin();
    desk.until_ready(Channel::Presence, "X11");
    for _ in 0..3 {
        desk.until_away();
        press_a_key(&server);
        desk.until_back();
    }
    desk.end();
}

#[test]
#[ignore = "needs a screen of its own"]
fn with_a_keyboard_that_tells_nothing() {
    let desk = Desk::begin();
    let why = desk.until_missing(Channel::Presence);
    assert!(why.contains("X11: this is no X11 session"), "{why}");
    desk.end();
}

fn press_a_key(server: &RustConnection) {
    const SHIFT: u8 = 50;
    for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
        server.xtest_fake_input(kind, SHIFT, 0, x11rb::NONE, 0, 0, 0).unwrap().check().unwrap();
    }
}

#[test]
#[ignore = "needs a screen of its own"]
fn with_a_window() {
    let mut manager = WindowManager::begin();
    let desktop = Desktop::connect();
    let desk = Desk::begin();
    desk.until_ready(Channel::Calls, "X11");
    let window = desktop.window();
    desktop.fill(window, true);
    desk.until("it fills the screen", fills);
    desktop.fill(window, false);
    desk.until("it does no longer", |model| !fills(model));
    desktop.fill(window, true);
    desk.until("it does again", fills);
    let other = desktop.window();
    desk.until("another one is in front", |model| !fills(model));
    desktop.close(other);
    desk.until("the first one is back", fills);
    desktop.close(window);
    desk.until("it is closed", |model| !fills(model));
    desk.end();
    manager.end();
}

fn fills(model: &Model) -> bool {
    model.watch.busy() == Some(&Busy::FullScreen)
}

struct WindowManager(Child);

impl WindowManager {
    /// Returns when it is at work.
    fn begin() -> Self {
        let manager = Command::new("openbox").args(["--startup", "echo ready"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut manager = manager.expect("openbox is installed");
        // It also says there what it thinks of its menus.
        let mut said = BufReader::new(manager.stdout.take().unwrap()).lines();
        assert!(said.any(|line| line.unwrap() == "ready"));
        Self(manager)
    }

    fn end(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Desktop {
    server: RustConnection,
    root: Window,
    state: Atom,
    full_screen: Atom,
}

impl Desktop {
    fn connect() -> Self {
        let (server, screen) = x11rb::connect(None).unwrap();
        let root = server.setup().roots[screen].root;
        let atom = |name: &str| server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let (state, full_screen) = (atom("_NET_WM_STATE"), atom("_NET_WM_STATE_FULLSCREEN"));
        Self { server, root, state, full_screen }
    }

    /// A window that is in sight.
    fn window(&self) -> Window {
        let window = self.server.generate_id().unwrap();
        let aux = CreateWindowAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
        let class = WindowClass::INPUT_OUTPUT;
        self.server.create_window(COPY_DEPTH_FROM_PARENT, window, self.root, 0, 0, 200, 100, 0, class, 0, &aux).unwrap();
        self.server.map_window(window).unwrap().check().unwrap();
        while !matches!(self.server.wait_for_event().unwrap(), Event::MapNotify(mapped) if mapped.window == window) {}
        window
    }

    /// Asks the window manager, as programs do.
    fn fill(&self, window: Window, on: bool) {
        let message = ClientMessageEvent::new(32, window, self.state, [u32::from(on), self.full_screen, 0, 1, 0]);
        let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.server.send_event(false, self.root, mask, message).unwrap().check().unwrap();
        self.server.sync().unwrap();
    }

    fn close(&self, window: Window) {
        self.server.destroy_window(window).unwrap().check().unwrap();
    }
}
