//! Reminders as notifications of the desktop (`org.freedesktop.Notifications`), with their buttons.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use unsit_core::app::{Break, BreakSheet, Channel, ChannelState, Message, Pressed, Reminder};
use unsit_core::breaks::{OfferId, ReminderId};
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::Value;

use super::{report, spawn};
use crate::native::Reporter;

const SERVICE: &str = "org.freedesktop.Notifications";
/// Until it is answered or over: nobody is told by a notification that came and went while they looked away.
const STAYS: i32 = 0;
const OBJECT: &str = "/org/freedesktop/Notifications";

/// Where reminders are shown.
#[derive(Debug)]
pub struct Notifications {
    ask: Option<Sender<Ask>>,
    /// What was wished for last.
    wanted: Option<ReminderId>,
}

#[derive(Debug)]
enum Ask {
    Show(Reminder),
    Withdraw,
    Try(Reminder),
}

/// The notifications in sight, by the numbers that the server gave them.
#[derive(Debug, Default)]
struct InSight {
    reminder: Option<(u32, OfferId)>,
    sample: Option<u32>,
}

impl Notifications {
    /// Finds the server. Whether there is one is reported, as is each button that is pressed.
    #[must_use]
    pub fn open(reporter: &Reporter) -> Self {
        let (ask, asked) = mpsc::channel();
        let reporter = reporter.clone();
        let started = spawn("unsit-notify", move || serve(&asked, &reporter));
        Self { ask: started.is_ok().then_some(ask), wanted: None }
    }

    /// Keeps this reminder in sight, and no other one. The same wish twice is one wish.
    pub fn remind(&mut self, reminder: Option<&Reminder>) {
        let wanted = reminder.map(|reminder| reminder.id);
        if self.wanted == wanted {
            return;
        }
        self.wanted = wanted;
        self.say(reminder.map_or(Ask::Withdraw, |reminder| Ask::Show(reminder.clone())));
    }

    pub fn sample(&self, reminder: &Reminder) {
        self.say(Ask::Try(reminder.clone()));
    }

    fn say(&self, ask: Ask) {
        if let Some(to) = &self.ask {
            // A thread that has ended has reported why.
            let _ = to.send(ask);
        }
    }
}

fn serve(asked: &Receiver<Ask>, reporter: &Reporter) {
    let missing = |error: &zbus::Error| {
        let why = format!("no program of this desktop shows notifications ({error}).");
        report(reporter, Channel::Notifications, ChannelState::Missing { why });
    };
    let begun = Connection::session().and_then(|bus| {
        let server = Proxy::new(&bus, SERVICE, OBJECT, SERVICE)?;
        let (name, ..): (String, String, String, String) = server.call("GetServerInformation", &())?;
        Ok((server, name))
    });
    let (server, name) = match begun {
        Ok(begun) => begun,
        Err(error) => return missing(&error),
    };
    report(reporter, Channel::Notifications, ChannelState::Ready { name: name.clone() });
    let in_sight = Arc::new(Mutex::new(InSight::default()));
    let (hears, knows, says) = (server.clone(), in_sight.clone(), reporter.clone());
    // Without it buttons do nothing, and the person answers in the window.
    let _ = spawn("unsit-buttons", move || listen(&hears, &knows, &says));
    while let Ok(ask) = asked.recv() {
        // Held while the server answers: a button that is pressed at once waits until its notification is known.
        let mut in_sight = in_sight.lock().unwrap_or_else(PoisonError::into_inner);
        match show(&server, ask, &mut in_sight) {
            Ok(()) => report(reporter, Channel::Notifications, ChannelState::Ready { name: name.clone() }),
            Err(error) => missing(&error),
        }
    }
    // The program ends: what it has shown would lead nowhere.
    let shown = in_sight.lock().unwrap_or_else(PoisonError::into_inner).reminder;
    if let Some((id, _)) = shown {
        let _ = server.call_method("CloseNotification", &(id));
    }
}

fn show(server: &Proxy, ask: Ask, in_sight: &mut InSight) -> zbus::Result<()> {
    match ask {
        Ask::Show(reminder) => {
            let before = in_sight.reminder.take().map_or(0, |(id, _)| id);
            let id = notify(server, &reminder, before)?;
            in_sight.reminder = reminder.offer.map(|offer| (id, offer));
        }
        Ask::Try(reminder) => in_sight.sample = Some(notify(server, &reminder, in_sight.sample.unwrap_or(0))?),
        Ask::Withdraw => {
            if let Some((id, _)) = in_sight.reminder.take() {
                // One that the person has closed is gone already; servers differ in what they say of that.
                let _ = server.call_method("CloseNotification", &(id));
            }
        }
    }
    Ok(())
}

/// Shows it in the place of the notification of this number; 0 for none.
fn notify(server: &Proxy, reminder: &Reminder, replaces: u32) -> zbus::Result<u32> {
    let actions = [
        "default",
        reminder.title.as_str(),
        "start",
        reminder.start.as_str(),
        "later",
        reminder.later.as_str(),
        "moved",
        reminder.moved.as_str(),
    ];
    let hints: HashMap<&str, Value<'_>> = HashMap::from([
        ("desktop-entry", Value::from("unsit")),
        ("urgency", Value::from(1_u8)),
        ("category", Value::from("x-unsit.break")),
    ]);
    server.call("Notify", &("Unsit", replaces, "unsit", reminder.title.as_str(), reminder.body.as_str(), &actions[..], hints, STAYS))
}

fn listen(server: &Proxy, in_sight: &Mutex<InSight>, reporter: &Reporter) {
    let Ok(signals) = server.receive_all_signals() else { return };
    for signal in signals {
        let header = signal.header();
        let Some(member) = header.member() else { continue };
        let mut in_sight = in_sight.lock().unwrap_or_else(PoisonError::into_inner);
        match member.as_str() {
            "ActionInvoked" => {
                let Ok((id, key)) = signal.body().deserialize::<(u32, String)>() else { continue };
                let Some(pressed) = meant(&key) else { continue };
                if let Some((_, offer)) = in_sight.reminder.filter(|(shown, _)| *shown == id) {
                    reporter.send(Message::Break(Break::Press(offer, pressed)));
                } else if in_sight.sample == Some(id) && pressed == Pressed::Body {
                    reporter.send(Message::Break(Break::Open(BreakSheet::Due)));
                }
            }
            // Put away is not answered: the break stays open, and the next repeat is a new notification.
            "NotificationClosed" => {
                let Ok((id, _)) = signal.body().deserialize::<(u32, u32)>() else { continue };
                in_sight.reminder = in_sight.reminder.filter(|(shown, _)| *shown != id);
                in_sight.sample = in_sight.sample.filter(|shown| *shown != id);
            }
            _ => {}
        }
    }
}

fn meant(key: &str) -> Option<Pressed> {
    match key {
        "default" => Some(Pressed::Body),
        "start" => Some(Pressed::Start),
        "later" => Some(Pressed::Later),
        "moved" => Some(Pressed::Moved),
        _ => None,
    }
}
