//! Breaks as they are written down, for whoever goes on with them and can read neither the store nor this process's clock.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::offer::Open;
use super::read::SettingsFile;
use super::sitting::Reached;
use super::{Breaks, OfferId, Offers, ReminderSettings, Sitting, SittingRecord};
use crate::{Millis, Mono, Now, Wall};

/// A person's breaks on one device at a moment, with instants of the clock that people read. It leaves out who is in a call or a
/// session, and who is away: a device that sees such things does not stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreaksRecord {
    settings: Value,
    sitting: SittingRecord,
    reached: Option<ReachedRecord>,
    left: Option<Wall>,
    over: Option<Wall>,
    woke: Option<Wall>,
    device: Uuid,
    next: u64,
    open: Option<OpenRecord>,
    last: Option<Wall>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ReachedRecord {
    level_ms: Millis,
    at: Wall,
    wall: Wall,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OpenRecord {
    id: OfferId,
    level_ms: Millis,
    due_at: Wall,
    first_shown: Wall,
    anchor: Wall,
    repeats: u32,
    showings: u32,
    later: Option<Wall>,
}

impl BreaksRecord {
    /// The moment of which it tells.
    #[must_use]
    pub const fn at(&self) -> Wall {
        self.sitting.at
    }
}

impl Breaks {
    /// What to write down, as of the last update.
    #[must_use]
    pub fn record(&self) -> BreaksRecord {
        let now = self.now();
        let wall = |mono: Mono| if mono > now.mono { now.wall + mono.since(now.mono) } else { now.wall - now.mono.since(mono) };
        let (sitting, offers) = (self.sitting(), self.offers());
        BreaksRecord {
            settings: self.settings().to_value(),
            sitting: SittingRecord { at: now.wall, ..sitting.record() },
            reached: sitting.reached.map(|it| ReachedRecord { level_ms: it.level, at: wall(it.at), wall: it.wall }),
            left: sitting.left.map(wall),
            over: sitting.over.map(wall),
            woke: sitting.woke.map(wall),
            device: offers.device,
            next: offers.next,
            open: offers.open.as_ref().map(|open| OpenRecord {
                id: open.id,
                level_ms: open.level,
                due_at: open.due_at,
                first_shown: wall(open.first_shown),
                anchor: wall(open.anchor),
                repeats: open.repeats,
                showings: open.showings,
                later: open.later.map(wall),
            }),
            last: offers.last.map(wall),
        }
    }

    /// Goes on where a record was taken, for somebody who sits. None where it makes no sense. `now` is a reading of the clocks at
    /// [`BreaksRecord::at`].
    #[must_use]
    pub fn restore(record: &BreaksRecord, seed: u128, now: &Now) -> Option<Self> {
        let settings: ReminderSettings = SettingsFile::from_value(&json!({ "reminders": record.settings })).ok()?.reminders;
        let mono = |wall: Wall| if wall > now.wall { now.mono + wall.since(now.wall) } else { now.mono - now.wall.since(wall) };
        let mut offers = Offers::new(record.device, record.next);
        offers.last = record.last.map(mono);
        offers.open = record.open.map(|open| Open {
            id: open.id,
            level: open.level_ms,
            due_at: open.due_at,
            first_shown: mono(open.first_shown),
            anchor: mono(open.anchor),
            repeats: open.repeats,
            showings: open.showings,
            later: open.later.map(mono),
        });
        let mut sitting = Sitting::begin(&settings, now);
        sitting.sat = record.sitting.sat_ms;
        sitting.asked = record.sitting.asked_ms.min(record.sitting.sat_ms);
        sitting.reached = record.reached.map(|it| Reached { level: it.level_ms, at: mono(it.at), wall: it.wall });
        (sitting.left, sitting.over, sitting.woke) = (record.left.map(mono), record.over.map(mono), record.woke.map(mono));
        Some(Self::with(settings, sitting, offers, seed, now))
    }
}
