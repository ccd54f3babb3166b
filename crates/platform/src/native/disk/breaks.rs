//! What is written and read of breaks: facts, the sitting, the right to watch it, and the journal of a phone.

use unsit_core::app::{BreakWindow, BreaksLeft, FailureReason, Message, Request, StoreFailure};
use unsit_core::breaks::{LedgerEvent, SittingRecord};
use unsit_core::phone::Record;
use unsit_store::Claim;

use super::Disk;
use crate::native::{Watching, socket};

impl Disk {
    /// Stores what happened to breaks. Where a newer Unsit has taken the database over, this process never will: it is kept for
    /// the one that follows.
    pub(super) fn save_facts(&mut self, events: &[LedgerEvent]) -> Result<(), StoreFailure> {
        let outcome = self.with_store(|store| store.save_facts(events));
        for event in events {
            match &outcome {
                // What stays in a file is stored once more at the next start, which changes nothing.
                Ok(()) if self.has_kept_facts => drop(self.unsaved.forget_fact(event.id)),
                Err(why) if why.reason == FailureReason::Newer => {
                    // What was said already, in case it cannot be kept either, is that it is not stored.
                    self.has_kept_facts |= self.unsaved.keep_fact(event).is_ok();
                }
                Ok(()) | Err(_) => {}
            }
        }
        outcome
    }

    /// Stores what an earlier process could not store of breaks. What still cannot be stored stays kept.
    fn store_kept_facts(&mut self) -> Result<(), StoreFailure> {
        let (facts, unreadable) = self.unsaved.facts();
        let kept = unreadable.iter().map(|kept| kept.display().to_string());
        self.said.extend(kept.map(|detail| StoreFailure { reason: FailureReason::Interrupted, detail }));
        self.has_kept_facts = !facts.is_empty();
        if facts.is_empty() { Ok(()) } else { self.save_facts(&facts) }
    }

    /// What happened to breaks and, for whoever watches, the sitting as it was kept.
    pub(super) fn breaks(&mut self, watching: Watching) -> Result<BreaksLeft, StoreFailure> {
        if let Err(why) = self.store_kept_facts() {
            self.said.push(why);
        }
        let facts = self.with_store(|store| store.facts())?;
        let plans_ahead = watching == Watching::Ahead;
        let journal = if plans_ahead { self.read_journal() } else { vec![] };
        if watching != Watching::Never && self.watch.is_none() {
            // Another process watches, or the folder cannot be written: the store has said so already.
            self.watch = Claim::watch(&self.directory).ok();
        }
        Ok(BreaksLeft {
            facts: facts.events,
            unusable: facts.unusable,
            sitting: self.watch.as_mut().and_then(sitting),
            watches: self.watch.is_some(),
            silent: watching == Watching::Answers,
            windowless: watching == Watching::Tends,
            break_window: match watching {
                Watching::Never | Watching::Answers | Watching::Ahead => BreakWindow::Never,
                Watching::Reminds | Watching::Tends => BreakWindow::Elsewhere,
                Watching::Asks => BreakWindow::Here,
            },
            plans_ahead,
            journal,
            reading: self.journal.tell(),
        })
    }

    /// What the system of a phone did while nobody looked.
    pub(super) fn read_journal(&mut self) -> Vec<Record> {
        let (records, failure) = self.journal.read();
        self.said.extend(failure);
        records
    }

    /// Nobody else watches: then this process does.
    pub(super) fn take_watch(&mut self) -> Option<Message> {
        let left = self.breaks(self.watching).ok().filter(|left| left.watches)?;
        Some(Message::Watch(Box::new(left)))
    }

    /// Has it done by the process that watches. One that has died, or cannot be reached, is followed by this one.
    pub(super) fn hand_over(&mut self, request: Request) -> Message {
        match socket::ask(&self.directory, &request) {
            Ok(mirror) => Message::Mirrored(Box::new(mirror)),
            Err(error) => match self.take_watch() {
                Some(watch) => {
                    self.then = Some(Message::Asked(Box::new(request)));
                    watch
                }
                None => Message::NotAsked(StoreFailure { reason: FailureReason::Busy, detail: error.to_string() }),
            },
        }
    }

    pub(super) fn keep_sitting(&mut self, sitting: SittingRecord) {
        if let (Some(claim), Ok(text)) = (self.watch.as_mut(), serde_json::to_string(&sitting)) {
            // The next one tries again.
            let _ = claim.write(&text);
        }
    }
}

/// The sitting that an earlier process kept. One that cannot be understood is set aside; the sitting then begins anew.
fn sitting(claim: &mut Claim) -> Option<SittingRecord> {
    let text = claim.read().ok()??;
    let sitting = serde_json::from_str(&text).ok();
    if sitting.is_none() {
        let _ = claim.set_aside();
    }
    sitting
}
