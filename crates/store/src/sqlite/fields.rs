//! The door between rows and values: every column read is judged here, every value written is fitted here.
//!
//! A row may come from a damaged disk, another program or a later version, so nothing about it is believed.

use chrono::{Datelike, NaiveDate};
use rusqlite::Row;
use rusqlite::types::ValueRef;
use unsit_core::{LocalDay, Millis};
use uuid::Uuid;

use crate::error::Fault;

/// One row of `table`, read by column names. `id` is the session it belongs to.
pub(super) struct Fields<'r> {
    pub(super) row: &'r Row<'r>,
    pub(super) table: &'static str,
    pub(super) id: Uuid,
}

impl<'r> Fields<'r> {
    pub(super) fn text(&self, column: &'static str) -> Result<&'r str, Fault> {
        self.row.get_ref(column)?.as_str().map_err(|_| self.odd(column))
    }

    pub(super) fn integer<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, Fault> {
        let number = self.row.get_ref(column)?.as_i64().map_err(|_| self.odd(column))?;
        T::try_from(number).map_err(|_| self.odd(column))
    }

    /// A length of at most [`u32::MAX`] milliseconds, 49 days.
    pub(super) fn millis(&self, column: &'static str) -> Result<Millis, Fault> {
        Ok(Millis(self.integer::<u32>(column)?.into()))
    }

    pub(super) fn flag(&self, column: &'static str) -> Result<bool, Fault> {
        match self.integer::<i64>(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.odd(column)),
        }
    }

    pub(super) fn uuid(&self, column: &'static str) -> Result<Uuid, Fault> {
        uuid(self.row.get_ref(column)?).ok_or_else(|| self.odd(column))
    }

    pub(super) fn day(&self, column: &'static str) -> Result<LocalDay, Fault> {
        parse_day(self.text(column)?).ok_or_else(|| self.odd(column))
    }

    pub(super) fn odd(&self, column: &'static str) -> Fault {
        Fault::odd(self.table, self.id, column)
    }
}

pub(super) fn uuid(value: ValueRef<'_>) -> Option<Uuid> {
    value.as_blob().ok().and_then(|bytes| Uuid::from_slice(bytes).ok())
}

/// A day as text that sorts like the calendar, for the years 0 to 9999.
pub(super) fn day_text(day: LocalDay) -> Option<String> {
    (0..=9999).contains(&day.0.year()).then(|| day.to_string())
}

/// A day to compare with: days outside of [`day_text`]'s years become the first or the last of them.
pub(super) fn day_bound(day: LocalDay) -> String {
    day_text(day).unwrap_or_else(|| if day.0.year() < 0 { "0000-01-01".to_owned() } else { "9999-12-31".to_owned() })
}

/// Reads what [`day_text`] wrote, and nothing else.
pub(super) fn parse_day(text: &str) -> Option<LocalDay> {
    let day = LocalDay(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?);
    (day_text(day)? == text).then_some(day)
}

/// Milliseconds as stored; none when longer than [`u32::MAX`], so that sums stay far from the end of an `i64`.
pub(super) fn stored_millis(length: Millis) -> Option<i64> {
    u32::try_from(length.0).ok().map(i64::from)
}

#[cfg(test)]
mod tests {
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
