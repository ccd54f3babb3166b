//! What every backend agrees on about a record: what may be stored, how a day is written, what a message calls it.

#[cfg(target_arch = "wasm32")]
use std::collections::BTreeMap;

use chrono::{Datelike, Timelike};
#[cfg(target_arch = "wasm32")]
use unsit_core::record::DayTotal;
use unsit_core::record::{Revision, SessionRecord};
use unsit_core::routine::Id;
use unsit_core::{LocalDay, Millis};

use crate::error::Fault;
#[cfg(target_arch = "wasm32")]
use crate::query::Totals;

/// Refuses a record with a value that no column can mean, before any of it is written.
pub(crate) fn check(record: &SessionRecord) -> Result<(), Fault> {
    let session = |holds: bool, column| if holds { Ok(()) } else { Err(Fault::odd("session", record.id.0, column)) };
    let set = |holds: bool, column| if holds { Ok(()) } else { Err(Fault::odd("held_set", record.id.0, column)) };
    let is_named = |id: &Id| !id.as_str().is_empty();
    session(record.variant.as_ref().is_none_or(is_named), "variant")?;
    session(is_named(&record.routine), "routine")?;
    session(day_text(record.local_day).is_some(), "local_day")?;
    set(!record.sets.is_empty(), "position")?;
    for held_set in &record.sets {
        set(stored_millis(held_set.planned).is_some(), "planned_ms")?;
        set(stored_millis(held_set.held).is_some(), "held_ms")?;
        if held_set.attempts.iter().any(|held| stored_millis(*held).is_none()) {
            return Err(Fault::odd("attempt", record.id.0, "held_ms"));
        }
    }
    Ok(())
}

/// The sum of each day of `records`, oldest first, rehearsals left out. The lengths are those of stored records.
#[cfg(target_arch = "wasm32")]
pub(crate) fn day_totals(records: &[SessionRecord]) -> Vec<DayTotal> {
    let mut days = BTreeMap::new();
    for record in records.iter().filter(|record| !record.rehearsal) {
        let day = record.local_day;
        let total = days.entry(day).or_insert(DayTotal { day, sessions: 0, planned: Millis::ZERO, held: Millis::ZERO });
        total.sessions += 1;
        total.planned += record.planned();
        total.held += record.held();
    }
    days.into_values().collect()
}

/// The sum of days.
#[cfg(target_arch = "wasm32")]
pub(crate) fn totals(days: &[DayTotal]) -> Totals {
    days.iter().fold(Totals::default(), |sum, day| Totals {
        sessions: sum.sessions + day.sessions,
        days: sum.days + 1,
        planned: sum.planned + day.planned,
        held: sum.held + day.held,
    })
}

/// What a message calls these records: `the session of 14:06`.
pub(crate) fn name_all(records: &[SessionRecord]) -> String {
    match records {
        [record] => name(record),
        _ => "the import of sessions".to_owned(),
    }
}

pub(crate) fn name(record: &SessionRecord) -> String {
    let at = record.started_at.at_offset(record.offset_seconds);
    format!("the session of {:02}:{:02}", at.hour(), at.minute())
}

/// What a message calls the facts about breaks.
pub(crate) const BREAKS: &str = "what happened to a break";

/// What a message calls a revision.
pub(crate) fn name_of(revision: &Revision) -> String {
    match &revision.adds {
        Some(record) => format!("the correction of {}", name(record)),
        None => "the change to the history".to_owned(),
    }
}

/// A day as text that sorts like the calendar, for the years 0 to 9999.
pub(crate) fn day_text(day: LocalDay) -> Option<String> {
    (0..=9999).contains(&day.0.year()).then(|| day.to_string())
}

/// A day to compare with: days outside of [`day_text`]'s years become the first or the last of them.
pub(crate) fn day_bound(day: LocalDay) -> String {
    day_text(day).unwrap_or_else(|| if day.0.year() < 0 { "0000-01-01".to_owned() } else { "9999-12-31".to_owned() })
}

/// Reads what [`day_text`] wrote, and nothing else.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn parse_day(text: &str) -> Option<LocalDay> {
    let day = LocalDay(chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?);
    (day_text(day)? == text).then_some(day)
}

/// Milliseconds as stored; none when longer than [`u32::MAX`], so that sums stay far from the end of an `i64`.
pub(crate) fn stored_millis(length: Millis) -> Option<i64> {
    u32::try_from(length.0).ok().map(i64::from)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_day_is_read_only_in_the_form_in_which_it_is_written() {
        assert!(parse_day("2026-03-08").is_some());
        for odd in ["", "2026-3-8", "2026-02-30", "+2026-03-08", "2026-03-08 ", "-0001-01-01", "+10000-01-01", "yesterday"] {
            assert_eq!(parse_day(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_bounds_but_not_stored() {
        assert_eq!(day_text(LocalDay(NaiveDate::MIN)), None);
        assert_eq!(day_bound(LocalDay(NaiveDate::MIN)), "0000-01-01");
        assert_eq!(day_bound(LocalDay(NaiveDate::MAX)), "9999-12-31");
    }

    #[test]
    fn a_length_is_stored_up_to_49_days() {
        assert_eq!(stored_millis(Millis(4_294_967_295)), Some(4_294_967_295));
        assert_eq!(stored_millis(Millis(4_294_967_296)), None);
    }
}
