//! A plan made of a plan and a journal, where no app runs: in a receiver of the system, a second after somebody has answered.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::follow::{follow, length};
use super::journal::{Journal, Record};
use super::plan::Plan;
use crate::app::Ahead;
use crate::breaks::{Breaks, BreaksRecord, Zone};
use crate::text::Language;
use crate::{Millis, Mono, Now, Wall};

/// What is due at once comes after this: the system has to be told of it, and takes only what is still to come.
pub(crate) const LEAD: Millis = Millis::from_secs(5);

/// What plans are made from: how things stood when the app wrote its last one. A plan made without the app keeps it, so the
/// journal is played to it again each time, and is never used up but by the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    pub breaks: BreaksRecord,
    pub zone: String,
    pub language: Language,
    /// A session holds reminders back until then.
    pub quiet_until: Option<Wall>,
    /// Records that the journal may still hold, and that are in all this already.
    pub drained: BTreeSet<Uuid>,
}

impl Base {
    /// As a field of a plan.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The plan as it is after what the journal tells. None where the old one cannot be understood.
#[must_use]
pub fn replan(plan: &[u8], journal: &[u8], now: Wall, zone: &str) -> Option<Vec<u8>> {
    let old = Plan::read(plan).ok()?;
    let base: Base = serde_json::from_str(&old.state).ok()?;
    let records: Vec<Record> = Journal::read(journal).records.into_iter().filter(|record| !base.drained.contains(&record.id)).collect();
    let begins = base.breaks.at();
    let was_in = Zone::parse(&base.zone)?;
    let is_in = Zone::parse(zone).unwrap_or(was_in);
    // The clock of a phone that is off stands still; here it only has to tell how much time has passed.
    let mono = Mono(begins.0.max(0).unsigned_abs().max(1 << 40));
    let passed = length(begins, &records, now);
    let mut breaks = Breaks::restore(&base.breaks, 0, &was_in.now(begins, mono))?;
    let now: Now = is_in.now(now, mono + passed);
    follow(&mut breaks, &records, &now);
    let from = base.quiet_until.map_or(now.wall + LEAD, |until| until.max(now.wall + LEAD));
    let ahead = Ahead { base: base.clone(), ..Ahead::of(&breaks, from, base.language, BTreeSet::new(), &now) };
    Some(Plan::of(&ahead, is_in.name(), old.state).to_text().into_bytes())
}
