//! The icon in the tray on a real bus, with a desktop's part played by the test: who keeps the icons, and who shows them.

use std::collections::HashMap;
use std::sync::mpsc::{Sender, channel};

use unsit_core::app::view::TrayView;
use unsit_core::app::{Channel, ChannelState, Model, Opening, Telling};
use unsit_core::{Millis, Wall};
use unsit_platform::bus::{Bus, Tray};
use unsit_platform::clock::Clock;
use unsit_platform::native::{Outlet, Watching};
use zbus::blocking::{Connection, Proxy, connection};
use zbus::interface;
use zbus::zvariant::{OwnedValue, Value};

use crate::desk::{SOON, begin, home_of_somebody_who_sat, on_a_bus, until};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

#[test]
fn the_icon_comes_with_the_tray_follows_the_time_and_does_what_its_menu_says() {
    on_a_bus("tray::with_a_tray_that_the_test_plays");
}

#[test]
#[ignore = "needs a bus of its own"]
fn with_a_tray_that_the_test_plays() {
    // An hour in a few seconds.
    let home = home_of_somebody_who_sat(Millis(3_590_000));
    let (does, done) = channel();
    let running = begin(home.path(), Watching::Tends, |reporter| {
        let bus = Bus::open();
        Desk { tray: Tray::open(&bus, &reporter), does, _bus: bus }
    });
    until(&running, "there is no tray", |model| matches!(model.channel(Channel::Tray), ChannelState::Missing { .. }));

    let (registers, registered) = channel();
    let desktop = connection::Builder::session().unwrap().serve_at("/StatusNotifierWatcher", Watcher(registers)).unwrap().build().unwrap();
    desktop.request_name(WATCHER).unwrap();
    let item = Item::of(&desktop, &registered.recv_timeout(SOON).unwrap());
    until(&running, "there is one", |model| matches!(model.channel(Channel::Tray), ChannelState::Ready { .. }));
    item.looks_as_it_should();
    let before = item.wait_for(|said| said == "Break due");
    assert!(matches!(before.as_slice(), [said] if said.starts_with("Next break at ")), "{before:?}");
    assert_eq!(item.get::<String>("Status"), "NeedsAttention");

    item.press("Open Unsit");
    assert_eq!(done.recv_timeout(SOON).unwrap(), Done::Opened(Opening::Any));
    item.proxy.call_method("Activate", &(0, 0)).unwrap();
    assert_eq!(done.recv_timeout(SOON).unwrap(), Done::Opened(Opening::Any), "as a press on the icon does");
    item.press("Take a break now");
    assert_eq!(done.recv_timeout(SOON).unwrap(), Done::Opened(Opening::Start));
    item.press("In 10 min");
    until(&running, "it is put off", |model| model.watch.rows.iter().any(|row| row.snoozes == 1 && row.outcome.is_none()));
    let later = running.handle.model().watch.put_off_until().unwrap();
    item.wait_for(|said| said.starts_with("Next break at ") && said.ends_with(&time(later)));
    item.press("I just got up");
    until(&running, "they have got up", |model| model.watch.open().is_none());
    item.wait_for(|said| said.starts_with("Next break at ") && said.ends_with(&in_an_hour(&running.handle.model())));

    for (entry, hours) in [("1 hour", 1..=1), ("2 hours", 2..=2), ("4 hours", 4..=4), ("Until tomorrow", 0..=24)] {
        item.press(entry);
        let now = Clock::real().now().wall;
        let length = |model: &Model| model.watch.reminders().pause_until.map(|until| until.since(now).0.div_ceil(3_600_000));
        until(&running, entry, |model| length(model).is_some_and(|length| hours.contains(&length)));
        item.press("End the pause");
        until(&running, "it goes on", |model| model.watch.reminders().pause_until.is_none());
    }

    // The desktop's shell is started anew, as after a crash.
    desktop.release_name(WATCHER).unwrap();
    until(&running, "the tray has gone", |model| matches!(model.channel(Channel::Tray), ChannelState::Missing { .. }));
    desktop.request_name(WATCHER).unwrap();
    let item = Item::of(&desktop, &registered.recv_timeout(SOON).unwrap());
    until(&running, "it is back", |model| matches!(model.channel(Channel::Tray), ChannelState::Ready { .. }));
    item.wait_for(|said| said.starts_with("Next break at ") && said.ends_with(&in_an_hour(&running.handle.model())));

    item.press("Quit");
    assert_eq!(done.recv_timeout(SOON).unwrap(), Done::Quit);
    running.finish();
    assert!(item.proxy.get_property::<String>("Title").is_err(), "the icon goes with the program");
}

/// When the next break comes for somebody who has just got up.
fn in_an_hour(model: &Model) -> String {
    let next = model.watch.breaks.as_ref().unwrap().next_reminder().unwrap().at;
    let left = next.since(Clock::real().now().wall);
    assert!((Millis(3_540_000)..=Millis(3_600_000)).contains(&left), "{left:?}");
    time(next)
}

fn time(at: Wall) -> String {
    at.at_offset(Clock::real().now().offset_seconds).format("%-H:%M").to_string()
}

// ---- the desktop ----

/// Keeps the icons: whoever has one says so here.
struct Watcher(Sender<String>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.0.send(service).unwrap();
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// The icon, as whoever shows it sees it.
struct Item {
    proxy: Proxy<'static>,
    menu: Proxy<'static>,
}

type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Item {
    fn of(bus: &Connection, service: &str) -> Self {
        // What is asked is what is answered: nothing is kept.
        let proxy = |path: &'static str, interface: &'static str| {
            zbus::blocking::proxy::Builder::new(bus)
                .destination(service.to_owned())
                .unwrap()
                .path(path)
                .unwrap()
                .interface(interface)
                .unwrap()
                .cache_properties(zbus::proxy::CacheProperties::No)
                .build()
                .unwrap()
        };
        Self { proxy: proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem"), menu: proxy("/MenuBar", "com.canonical.dbusmenu") }
    }

    fn get<T: TryFrom<OwnedValue, Error: Into<zbus::Error>>>(&self, property: &str) -> T {
        self.proxy.get_property(property).unwrap()
    }

    fn looks_as_it_should(&self) {
        assert_eq!(self.get::<String>("Id"), "unsit");
        assert_eq!(self.get::<String>("IconName"), "unsit");
        let icons: Vec<(i32, i32, Vec<u8>)> = self.proxy.get_property::<OwnedValue>("IconPixmap").unwrap().try_into().unwrap();
        let sizes: Vec<(i32, i32, usize)> = icons.iter().map(|(width, height, data)| (*width, *height, data.len())).collect();
        assert_eq!(sizes, [(22, 22, 22 * 22 * 4), (32, 32, 32 * 32 * 4), (48, 48, 48 * 48 * 4)]);
        let menu: zbus::zvariant::OwnedObjectPath = self.get("Menu");
        assert_eq!(menu.as_str(), self.menu.path().as_str());
    }

    /// "Next break at 14:35"
    fn tooltip(&self) -> String {
        type ToolTip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let (_, _, title, description): ToolTip = self.proxy.get_property::<OwnedValue>("ToolTip").unwrap().try_into().unwrap();
        assert_eq!((title.as_str(), self.get::<String>("Title")), ("Unsit", format!("Unsit: {description}")));
        description
    }

    /// Follows what the icon says until this holds of it; what it said before.
    fn wait_for(&self, holds: impl Fn(&str) -> bool) -> Vec<String> {
        let mut news = self.proxy.receive_signal("NewToolTip").unwrap();
        let mut before = Vec::new();
        loop {
            let now = self.tooltip();
            if holds(&now) {
                return before;
            }
            before.push(now);
            assert!(before.len() < 5, "{before:?}");
            news.next().unwrap();
        }
    }

    /// Presses an entry of the menu, once it is there.
    fn press(&self, label: &str) {
        let mut news = self.menu.receive_signal("LayoutUpdated").unwrap();
        loop {
            let (_, layout): (u32, Layout) = self.menu.call("GetLayout", &(0, -1, Vec::<String>::new())).unwrap();
            if let Some(id) = find(&layout, label) {
                self.menu.call_method("Event", &(id, "clicked", Value::from(0), 0_u32)).unwrap();
                return;
            }
            news.next().unwrap();
        }
    }
}

fn find((id, properties, children): &Layout, label: &str) -> Option<i32> {
    let own: Option<String> = properties.get("label").and_then(|label| label.try_clone().unwrap().try_into().ok());
    if own.as_deref() == Some(label) {
        return Some(*id);
    }
    children.iter().find_map(|child| find(&child.try_clone().unwrap().try_into().unwrap(), label))
}

// ---- the agent ----

/// What the agent was told to do.
#[derive(Debug, PartialEq)]
enum Done {
    Opened(Opening),
    Quit,
}

struct Desk {
    tray: Tray,
    does: Sender<Done>,
    _bus: Bus,
}

impl Outlet for Desk {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}

    fn show_tray(&mut self, tray: Option<&TrayView>) {
        self.tray.show(tray);
    }

    fn open_window(&mut self, opening: Opening) {
        // Without notifications a break that is due asks for the window as well.
        if opening != Opening::Due {
            self.does.send(Done::Opened(opening)).unwrap();
        }
    }

    fn quit(&mut self) {
        self.does.send(Done::Quit).unwrap();
    }
}
