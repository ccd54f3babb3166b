//! Reminders as notifications of the desktop (`org.freedesktop.Notifications`), with their buttons.

use std::collections::HashMap;

use futures_lite::StreamExt;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use unsit_core::app::{Break, BreakSheet, Channel, ChannelState, Message, Pressed, Reminder};
use unsit_core::breaks::{OfferId, ReminderId};
use zbus::message::Message as Signal;
use zbus::names::OwnedUniqueName;
use zbus::zvariant::Value;
use zbus::{Connection, Proxy};

use super::thread::{Bus, Lines};
use super::{disturb, report};
use crate::native::Reporter;

pub(super) const SERVICE: &str = "org.freedesktop.Notifications";
pub(super) const OBJECT: &str = "/org/freedesktop/Notifications";
/// Until it is answered or over: nobody is told by a notification that came and went while they looked away.
const STAYS: i32 = 0;

/// Where reminders are shown.
#[derive(Debug)]
pub struct Notifications {
    ask: UnboundedSender<Ask>,
    /// What was wished for last.
    wanted: Option<ReminderId>,
}

#[derive(Debug)]
enum Ask {
    Remind(Option<Reminder>),
    Try(Reminder),
}

impl Notifications {
    /// Finds the server. Whether there is one is reported, as is each button that is pressed, and whether it holds reminders back.
    #[must_use]
    pub fn open(bus: &Bus, reporter: &Reporter) -> Self {
        let (ask, asked) = unbounded_channel();
        let (follower, reporter) = (reporter.clone(), reporter.clone());
        bus.spawn_to_the_end(|lines| serve(lines, asked, reporter));
        bus.spawn(|lines| disturb::follow(lines, follower));
        Self { ask, wanted: None }
    }

    /// Keeps this reminder in sight, and no other one. The same wish twice is one wish.
    pub fn remind(&mut self, reminder: Option<&Reminder>) {
        let wanted = reminder.map(|reminder| reminder.id);
        if self.wanted != wanted {
            self.wanted = wanted;
            self.say(Ask::Remind(reminder.cloned()));
        }
    }

    pub fn sample(&self, reminder: &Reminder) {
        self.say(Ask::Try(reminder.clone()));
    }

    fn say(&self, ask: Ask) {
        // A task that has ended has reported why.
        let _ = self.ask.send(ask);
    }
}

async fn serve(lines: Lines, mut asked: UnboundedReceiver<Ask>, reporter: Reporter) {
    let begun = async {
        let server = Server::on(lines.session().await?).await?;
        Ok((server.proxy.receive_owner_changed().await?, server.proxy.receive_all_signals().await?, server))
    };
    let (mut owners, mut signals, mut server) = match begun.await {
        Ok(begun) => begun,
        Err(error) => return report(&reporter, Channel::Notifications, missing(&error)),
    };
    let state = server.greet().await;
    report(&reporter, Channel::Notifications, state);
    loop {
        // In the order in which they came to be: a button that is pressed at once waits until its notification is known.
        let state = tokio::select! {
            biased;
            Some(owner) = owners.next() => match owner {
                Some(owner) => server.begins(owner.into()).await,
                // One that rests comes back with the next notification.
                None => server.ends(),
            },
            Some(signal) = signals.next() => {
                server.hear(&signal).into_iter().for_each(|press| reporter.send(Message::Break(press)));
                None
            }
            ask = asked.recv() => match ask {
                Some(ask) => server.show(ask).await,
                None => break,
            },
        };
        if let Some(state) = state {
            report(&reporter, Channel::Notifications, state);
        }
    }
    // The program ends: what it has shown would lead nowhere.
    server.withdraw().await;
}

fn missing(error: &zbus::Error) -> ChannelState {
    ChannelState::Missing { why: format!("no program of this desktop shows notifications ({error}).") }
}

/// The program that shows notifications, and those of ours that are in sight, by the numbers that it gave them.
struct Server {
    proxy: Proxy<'static>,
    /// The process that has shown what is in sight.
    owner: Option<OwnedUniqueName>,
    name: String,
    wanted: Option<Reminder>,
    reminder: Option<(u32, Option<OfferId>)>,
    sample: Option<u32>,
}

impl Server {
    async fn on(bus: &Connection) -> zbus::Result<Self> {
        let proxy = Proxy::new(bus, SERVICE, OBJECT, SERVICE).await?;
        Ok(Self { proxy, owner: None, name: String::new(), wanted: None, reminder: None, sample: None })
    }

    /// Asks who it is, which also starts one that the desktop starts when it is needed.
    async fn greet(&mut self) -> ChannelState {
        let greeted = async {
            let reply = self.proxy.call_method("GetServerInformation", &()).await?;
            let (name, ..): (String, String, String, String) = reply.body().deserialize()?;
            Ok((name, reply.header().sender().map(|owner| owner.to_owned().into())))
        };
        match greeted.await {
            Ok((name, owner)) => {
                (self.name, self.owner) = (name.clone(), owner);
                ChannelState::Ready { name }
            }
            Err(error) => missing(&error),
        }
    }

    /// Another program shows notifications from now on: it knows nothing of what was in sight.
    async fn begins(&mut self, owner: OwnedUniqueName) -> Option<ChannelState> {
        if self.owner.as_ref() == Some(&owner) {
            return None;
        }
        self.ends();
        let state = self.greet().await;
        match self.wanted.clone() {
            Some(reminder) if matches!(state, ChannelState::Ready { .. }) => self.show(Ask::Remind(Some(reminder))).await,
            Some(_) | None => Some(state),
        }
    }

    fn ends(&mut self) -> Option<ChannelState> {
        (self.owner, self.reminder, self.sample) = (None, None, None);
        None
    }

    /// Nothing is learned of a server by taking back what it has shown.
    async fn show(&mut self, ask: Ask) -> Option<ChannelState> {
        let shown = match ask {
            Ask::Remind(Some(reminder)) => {
                let before = self.reminder.take().map_or(0, |(id, _)| id);
                let shown = self.notify(&reminder, before).await;
                self.reminder = shown.as_ref().ok().map(|id| (*id, reminder.offer));
                self.wanted = Some(reminder);
                shown.map(drop)
            }
            Ask::Remind(None) => {
                self.withdraw().await;
                return None;
            }
            Ask::Try(reminder) => {
                let before = self.sample.take().unwrap_or(0);
                self.notify(&reminder, before).await.map(|id| self.sample = Some(id))
            }
        };
        Some(match shown {
            Ok(()) => ChannelState::Ready { name: self.name.clone() },
            Err(error) => missing(&error),
        })
    }

    /// Shows it in the place of the notification of this number; 0 for none.
    async fn notify(&mut self, reminder: &Reminder, replaces: u32) -> zbus::Result<u32> {
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
        let notification = ("Unsit", replaces, "unsit", reminder.title.as_str(), reminder.body.as_str(), &actions[..], hints, STAYS);
        let reply = self.proxy.call_method("Notify", &notification).await?;
        self.owner = reply.header().sender().map(|owner| owner.to_owned().into());
        reply.body().deserialize()
    }

    async fn withdraw(&mut self) {
        self.wanted = None;
        if let Some((id, _)) = self.reminder.take() {
            // One that the person has closed is gone already; servers differ in what they say of that.
            let _ = self.proxy.call_method("CloseNotification", &(id)).await;
        }
    }

    /// What a person has done to a notification of ours.
    fn hear(&mut self, signal: &Signal) -> Option<Break> {
        match signal.header().member()?.as_str() {
            "ActionInvoked" => {
                let (id, key): (u32, String) = signal.body().deserialize().ok()?;
                let pressed = meant(&key)?;
                match self.reminder {
                    Some((shown, offer)) if shown == id => Some(Break::Press(offer?, pressed)),
                    _ => (self.sample == Some(id) && pressed == Pressed::Body).then_some(Break::Open(BreakSheet::Due)),
                }
            }
            // Put away is not answered: the break stays open, and the next repeat is a new notification.
            "NotificationClosed" => {
                let (id, _): (u32, u32) = signal.body().deserialize().ok()?;
                if self.reminder.take_if(|(shown, _)| *shown == id).is_some() {
                    // Nor does it come back with the next program that shows notifications.
                    self.wanted = None;
                }
                self.sample = self.sample.filter(|shown| *shown != id);
                None
            }
            _ => None,
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
