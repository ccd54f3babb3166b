//! The texts by which a session is found. They sort like what they stand for.

use unsit_core::Wall;
use unsit_core::record::SessionRecord;

use crate::query::Cursor;
use crate::row::day_bound;

/// Comes after every place and every turn.
pub(super) const AFTER_ALL: &str = "\u{ffff}";

/// Between a routine's name and the place in its history; comes before everything that a name can hold.
const THEN: char = '\0';

/// Where a session stands in the history: day, instant, id.
pub(super) fn place(at: &Cursor) -> String {
    format!("{} {} {}", day_bound(at.local_day), instant(at.started_at), at.id.0.hyphenated())
}

/// Where a session stands among those of its routine.
pub(super) fn turn(record: &SessionRecord) -> String {
    format!("{}{THEN}{}", record.routine.as_str(), place(&Cursor::at(record)))
}

/// Comes before every turn of this routine and after those of all routines before it.
pub(super) fn before_turns(routine: &str) -> String {
    format!("{routine}{THEN}")
}

/// Comes after every turn of this routine and before those of all routines after it.
pub(super) fn after_turns(routine: &str) -> String {
    format!("{routine}{THEN}{AFTER_ALL}")
}

/// An instant as text: negative ones first.
fn instant(at: Wall) -> String {
    format!("{:016x}", at.0.cast_unsigned() ^ (1 << 63))
}
