//! The notification centre of iOS, brought in line with what is wanted.

use std::sync::Arc;

use unsit_core::Mono;
use unsit_core::app::{Channel, ChannelState, Pending, Reminder, Subject, When};

use super::name::Name;
use super::reconcile::{Changes, Found};
use super::shared::Shared;
use super::system::{Kind, Request, Trigger};

/// The name of a reminder that shows what they are like.
const SAMPLE: &str = "sample";

/// Asks the person whether notifications may come.
pub(super) fn ask(shared: &Arc<Shared>) {
    let told = Arc::clone(shared);
    shared.system.ask_to_notify(Box::new(move |()| look(&told)));
}

/// Reports whether notifications may come.
pub fn look(shared: &Arc<Shared>) {
    let told = Arc::clone(shared);
    shared.system.permission(Box::new(move |state| {
        let may = matches!(state, ChannelState::Ready { .. });
        told.report(Channel::Notifications, state);
        // What was not to be had before is brought now.
        if told.allow_notifications(may) && may {
            settle(&told);
        }
    }));
}

/// Brings what iOS has in line with what is wanted. One asks at a time.
pub(super) fn settle(shared: &Arc<Shared>) {
    if shared.begins() {
        find(Arc::clone(shared));
    }
}

fn find(shared: Arc<Shared>) {
    let asked = Arc::clone(&shared);
    asked.system.pending(Box::new(move |pending| {
        let asked = Arc::clone(&shared);
        asked.system.delivered(Box::new(move |delivered| {
            change(&shared, &Found { pending, delivered });
            if shared.goes_on() {
                find(shared);
            } else if !shared.awaits_plan() {
                shared.system.rest();
            }
        }));
    }));
}

fn change(shared: &Arc<Shared>, found: &Found) {
    let now = shared.now();
    let changes = Changes::of(&shared.wanted(), found, &now);
    if !changes.take_from_pending.is_empty() {
        shared.system.take_from_pending(&changes.take_from_pending);
    }
    if !changes.take_from_sight.is_empty() {
        shared.system.take_from_sight(&changes.take_from_sight);
    }
    if !shared.may_notify() {
        return;
    }
    for (name, pending) in changes.add {
        add(shared, name, pending, now.mono);
    }
    if let Some((name, reminder)) = changes.show {
        show(shared, name, &reminder);
    }
}

/// Takes back all cues at once: the program ends.
pub fn silence(shared: &Shared) {
    let cues: Vec<String> = shared.wanted().pending.iter().map(Name::of).filter(Name::is_cue).map(|name| name.to_string()).collect();
    shared.system.take_from_pending(&cues);
}

fn add(shared: &Arc<Shared>, name: String, pending: Pending, now: Mono) {
    let Pending { subject, when, title, body } = pending;
    let kind = if matches!(subject, Subject::Phase { .. }) { Kind::Cue } else { Kind::Break };
    let trigger = match when {
        When::Once { local, .. } => Trigger::Once(local),
        When::Weekly { day, time } => Trigger::Weekly { day, time },
        When::Mono(at) => Trigger::After(at.since(now)),
    };
    let told = Arc::clone(shared);
    request(shared, &Request { name, kind, title, body, trigger }, move || {
        if let Subject::Phase { at, .. } = subject {
            told.cues().take(at);
        }
    });
}

/// Shows a reminder at once.
fn show(shared: &Arc<Shared>, name: String, reminder: &Reminder) {
    let (title, body) = (reminder.title.clone(), reminder.body.clone());
    request(shared, &Request { name, kind: Kind::Break, title, body, trigger: Trigger::Now }, || {});
}

/// Shows what reminders are like.
pub(super) fn sample(shared: &Arc<Shared>, reminder: &Reminder) {
    show(shared, SAMPLE.to_owned(), reminder);
}

fn request(shared: &Arc<Shared>, request: &Request, taken: impl FnOnce() + Send + 'static) {
    let told = Arc::clone(shared);
    let then = move |is_taken| {
        if is_taken {
            taken();
        } else {
            // Mostly because it was never allowed; which of them is known there.
            look(&told);
        }
    };
    shared.system.add(request, Box::new(then));
}
