//! Steps that were counted before a reminder which came all the same. iOS cannot ask for them before it shows one.

use std::sync::Arc;

use unsit_core::Millis;
use unsit_core::app::{Channel, Message, Steps};

use super::reconcile::reminder_of;
use super::record;
use super::shared::Shared;

/// Reports whether steps may be asked about.
pub fn look(shared: &Shared) {
    shared.report(Channel::Steps, shared.system.steps());
}

/// Has the person asked whether they may be.
pub(super) fn ask(shared: &Arc<Shared>) {
    let told = Arc::clone(shared);
    // The first question is the one at which iOS asks the person.
    shared.system.count_steps(shared.now().wall, Millis::from_secs(60), Box::new(move |_| look(&told)));
}

/// A reminder that came after a walk is answered by it.
pub fn write_down(shared: &Arc<Shared>) {
    let Some(Steps { count, within }) = shared.steps() else { return };
    let asks = Arc::clone(shared);
    shared.system.delivered(Box::new(move |delivered| {
        for first in delivered.iter().filter_map(|(name, came)| reminder_of(name, *came)) {
            let told = Arc::clone(&asks);
            let then = move |counted: Option<u64>| {
                let walked = counted.is_some_and(|counted| counted >= count);
                if walked && told.write_down(&[record::walked(first, &told.zone())]).is_ok() {
                    told.say(Message::JournalGrew);
                }
            };
            asks.system.count_steps(first.at, within, Box::new(then));
        }
    }));
}
