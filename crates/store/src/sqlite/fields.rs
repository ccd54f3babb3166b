//! The door between rows and values: every column read is judged here, every value written is fitted here.
//!
//! A row may come from a damaged disk, another program or a later version, so nothing about it is believed.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use unsit_core::{LocalDay, Millis};
use uuid::Uuid;

use crate::error::Fault;
use crate::row::parse_day;

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
