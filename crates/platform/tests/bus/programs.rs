//! Programs that keep the screen on: with the session managers of GNOME and KDE as the test plays them.

use std::collections::BTreeMap;

use unsit_core::app::{Busy, Channel, Model};
use zbus::blocking::{Connection, connection};
use zbus::interface;
use zbus::zvariant::OwnedObjectPath;

use crate::desk::{Desk, on_a_bus};

#[test]
fn a_call_is_noticed_on_gnome_until_it_ends() {
    on_a_bus("programs::with_the_session_manager_of_gnome");
}

#[test]
fn a_call_is_noticed_on_kde_until_it_ends() {
    on_a_bus("programs::with_the_power_management_of_kde");
}

fn is_held_by(who: &str) -> impl Fn(&Model) -> bool {
    let held = Busy::Held { by: who.to_owned() };
    move |model| model.watch.busy() == Some(&held)
}

fn is_free(model: &Model) -> bool {
    model.watch.busy().is_none()
}

// ---- GNOME ----

const MANAGER: &str = "org.gnome.SessionManager";
const OBJECT: &str = "/org/gnome/SessionManager";

#[test]
#[ignore = "needs a bus of its own"]
fn with_the_session_manager_of_gnome() {
    let desk = Desk::begin();
    desk.until_missing(Channel::Calls);
    let bus = connection::Builder::session().unwrap().serve_at(OBJECT, Manager::default()).unwrap().build().unwrap();
    // It holds the screen before Unsit finds the session manager.
    let gnome = Gnome(&bus);
    gnome.keep(1, "org.mozilla.firefox", 8);
    bus.request_name(MANAGER).unwrap();
    desk.until_ready(Channel::Calls, "GNOME");
    desk.until("a call", is_held_by("org.mozilla.firefox"));
    // One for the other: in between nobody is free.
    gnome.add(2, "us.zoom.Zoom", 12);
    gnome.remove(1);
    desk.until("another call", is_held_by("us.zoom.Zoom"));
    gnome.remove(2);
    desk.until("its end", is_free);
    // Music keeps the machine from sleep, an exercise of ours keeps the screen on: neither is a call.
    gnome.add(3, "org.gnome.Music", 4);
    gnome.add(4, "app.unsit.Unsit", 8);
    gnome.add(5, "vlc", 8);
    desk.until("a film, and neither of those before it", |model| {
        assert!(is_free(model) || is_held_by("vlc")(model), "{:?}", model.watch.busy());
        !is_free(model)
    });
    gnome.remove(5);
    desk.until("its end", is_free);
    gnome.add(6, "", 8);
    desk.until("one that gives no name but a reason", is_held_by("Playing a film"));
    gnome.add(7, "\u{7}a name that goes on and on and on and on and on and on and on and on", 8);
    gnome.remove(6);
    desk.until("as much of a name as fits a line", is_held_by("a name that goes on and on and on and on and on and on and o"));
    bus.release_name(MANAGER).unwrap();
    desk.until("a session manager that has gone holds nothing", is_free);
    desk.until_missing(Channel::Calls);
    desk.end();
}

struct Gnome<'a>(&'a Connection);

impl Gnome<'_> {
    fn path(number: u32) -> OwnedObjectPath {
        OwnedObjectPath::try_from(format!("{OBJECT}/Inhibitor{number}")).unwrap()
    }

    fn keep(&self, number: u32, app: &'static str, flags: u32) {
        self.0.object_server().at(Self::path(number), Inhibitor { app, flags }).unwrap();
        self.with(|manager| drop(manager.inhibitors.insert(number, Self::path(number))));
    }

    fn add(&self, number: u32, app: &'static str, flags: u32) {
        self.keep(number, app, flags);
        self.0.emit_signal(None::<&str>, OBJECT, MANAGER, "InhibitorAdded", &Self::path(number)).unwrap();
    }

    fn remove(&self, number: u32) {
        self.0.object_server().remove::<Inhibitor, _>(Self::path(number)).unwrap();
        self.with(|manager| drop(manager.inhibitors.remove(&number)));
        self.0.emit_signal(None::<&str>, OBJECT, MANAGER, "InhibitorRemoved", &Self::path(number)).unwrap();
    }

    fn with(&self, change: impl FnOnce(&mut Manager)) {
        change(&mut self.0.object_server().interface::<_, Manager>(OBJECT).unwrap().get_mut());
    }
}

#[derive(Default)]
struct Manager {
    inhibitors: BTreeMap<u32, OwnedObjectPath>,
}

#[interface(name = "org.gnome.SessionManager")]
impl Manager {
    fn get_inhibitors(&self) -> Vec<OwnedObjectPath> {
        self.inhibitors.values().cloned().collect()
    }
}

struct Inhibitor {
    app: &'static str,
    flags: u32,
}

#[interface(name = "org.gnome.SessionManager.Inhibitor")]
impl Inhibitor {
    fn get_app_id(&self) -> &str {
        self.app
    }

    fn get_reason(&self) -> &'static str {
        "Playing a film"
    }

    fn get_flags(&self) -> u32 {
        self.flags
    }
}

// ---- KDE ----

const AGENT: &str = "org.kde.Solid.PowerManagement.PolicyAgent";
const POLICIES: &str = "/org/kde/Solid/PowerManagement/PolicyAgent";
const SESSION: u32 = 1;
const SCREEN: u32 = 4;

#[test]
#[ignore = "needs a bus of its own"]
fn with_the_power_management_of_kde() {
    let bus = connection::Builder::session().unwrap().serve_at(POLICIES, Agent::default()).unwrap().name(AGENT).unwrap().build().unwrap();
    let hold = |holders: &[(&'static str, u32)]| {
        bus.object_server().interface::<_, Agent>(POLICIES).unwrap().get_mut().holders = holders.to_vec();
        let (added, removed) = (Vec::<(String, String)>::new(), Vec::<String>::new());
        bus.emit_signal(None::<&str>, POLICIES, AGENT, "InhibitionsChanged", &(added, removed)).unwrap();
    };
    let desk = Desk::begin();
    desk.until_ready(Channel::Calls, "KDE");
    hold(&[("Firefox", SESSION | SCREEN)]);
    desk.until("a call", is_held_by("Firefox"));
    hold(&[("Elisa", SESSION)]);
    desk.until("music is none", is_free);
    hold(&[("app.unsit.Unsit", SESSION | SCREEN)]);
    hold(&[("app.unsit.Unsit", SESSION | SCREEN), ("Zoom", SCREEN)]);
    desk.until("another call, and not ours", |model| {
        assert!(is_free(model) || is_held_by("Zoom")(model), "{:?}", model.watch.busy());
        !is_free(model)
    });
    hold(&[]);
    desk.until("its end", is_free);
    desk.end();
}

#[derive(Default)]
struct Agent {
    holders: Vec<(&'static str, u32)>,
}

#[interface(name = "org.kde.Solid.PowerManagement.PolicyAgent")]
impl Agent {
    fn has_inhibition(&self, types: u32) -> bool {
        self.holders.iter().any(|(_, kinds)| kinds & types != 0)
    }

    fn list_inhibitions(&self) -> Vec<(String, String)> {
        self.holders.iter().map(|(by, _)| ((*by).to_owned(), "a reason".to_owned())).collect()
    }
}
