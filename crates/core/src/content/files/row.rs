//! Reading rows of a content file, with errors that name file, row and field.
//!
//! Rows are taken apart key by key: what [`Row::finish`] finds left over is an unknown key.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::ContentError;
use crate::Millis;
use crate::routine::Id;
use crate::routine::bounds::Bounds;

/// One table of a file, on its way to become a typed row.
#[derive(Debug)]
pub(super) struct Row {
    file: &'static str,
    /// What errors call it: `` exercise `bridge` ``; empty for the file's own keys.
    name: String,
    /// The way to a nested table: `dose.`.
    path: String,
    table: Table,
    /// Keys asked for, to say what would have been right.
    known: BTreeSet<&'static str>,
}

/// The whole of `file` as one row. Checks that its version is the one that is understood.
pub(super) fn file(file: &'static str, text: &str) -> Result<Row, ContentError> {
    let table = text.parse::<Table>().map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        ContentError::new(file, format!("line {line}"), error.message())
    })?;
    let mut row = Row { file, name: String::new(), path: String::new(), table, known: BTreeSet::new() };
    match row.need::<i64>("version")? {
        1 => Ok(row),
        other => Err(row.error("version", format!("must be 1, is {other}"))),
    }
}

impl Row {
    /// The value of `key`, which has to be there.
    pub(super) fn need<T: DeserializeOwned>(&mut self, key: &'static str) -> Result<T, ContentError> {
        self.maybe(key)?.ok_or_else(|| self.error(key, "is missing"))
    }

    pub(super) fn maybe<T: DeserializeOwned>(&mut self, key: &'static str) -> Result<Option<T>, ContentError> {
        self.take(key).map(|value| value.try_into::<T>().map_err(|error| self.error(key, error.message()))).transpose()
    }

    pub(super) fn need_id(&mut self, key: &'static str) -> Result<Id, ContentError> {
        self.maybe_id(key)?.ok_or_else(|| self.error(key, "is missing"))
    }

    pub(super) fn maybe_id(&mut self, key: &'static str) -> Result<Option<Id>, ContentError> {
        self.maybe::<String>(key)?.map(|name| self.id(key, &name)).transpose()
    }

    pub(super) fn need_ids(&mut self, key: &'static str) -> Result<Vec<Id>, ContentError> {
        self.need::<Vec<String>>(key)?.iter().map(|name| self.id(key, name)).collect()
    }

    pub(super) fn need_number(&mut self, key: &'static str, bounds: Bounds) -> Result<u32, ContentError> {
        self.maybe_number(key, bounds)?.ok_or_else(|| self.error(key, "is missing"))
    }

    pub(super) fn maybe_number(&mut self, key: &'static str, bounds: Bounds) -> Result<Option<u32>, ContentError> {
        self.maybe(key)?.map(|value| bounds.check(value).map_err(|problem| self.error(key, problem.to_string()))).transpose()
    }

    pub(super) fn need_seconds(&mut self, key: &'static str, bounds: Bounds) -> Result<Millis, ContentError> {
        Ok(seconds(self.need_number(key, bounds)?))
    }

    pub(super) fn maybe_seconds(&mut self, key: &'static str, bounds: Bounds) -> Result<Option<Millis>, ContentError> {
        Ok(self.maybe_number(key, bounds)?.map(seconds))
    }

    /// Sources of a statement; there is no statement without one.
    pub(super) fn need_sources(&mut self) -> Result<Vec<Id>, ContentError> {
        let sources = self.need_ids("sources")?;
        if sources.is_empty() { Err(self.error("sources", "must name at least one source")) } else { Ok(sources) }
    }

    pub(super) fn need_row(&mut self, key: &'static str) -> Result<Row, ContentError> {
        self.maybe_row(key)?.ok_or_else(|| self.error(key, "is missing"))
    }

    pub(super) fn maybe_row(&mut self, key: &'static str) -> Result<Option<Row>, ContentError> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(self.nested(format!("{}{key}.", self.path), table))),
            Some(_) => Err(self.error(key, "must be a table")),
        }
    }

    /// The tables listed under `key`; none when it is not there.
    pub(super) fn rows(&mut self, key: &'static str) -> Result<Vec<Row>, ContentError> {
        match self.take(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(values)) => values
                .into_iter()
                .enumerate()
                .map(|(at, value)| match value {
                    Value::Table(table) => Ok(self.nested(format!("{}{key} {}.", self.path, at + 1), table)),
                    _ => Err(self.error(key, "must be a list of tables")),
                })
                .collect(),
            Some(_) => Err(self.error(key, "must be a list of tables")),
        }
    }

    /// Like [`Row::rows`], for tables with an id of their own, by which errors call them `what`.
    pub(super) fn named_rows(&mut self, key: &'static str, what: &str) -> Result<Vec<(Id, Row)>, ContentError> {
        let mut seen = BTreeSet::new();
        let mut named = Vec::new();
        for mut row in self.rows(key)? {
            let id = row.need_id("id")?;
            row.name = format!("{what} `{id}`");
            row.path.clear();
            if !seen.insert(id.clone()) {
                return Err(row.error("id", "is there twice"));
            }
            named.push((id, row));
        }
        if named.is_empty() { Err(self.error(key, "must have at least one row")) } else { Ok(named) }
    }

    /// Fails when a key is left over.
    pub(super) fn finish(self) -> Result<(), ContentError> {
        let Some(key) = self.table.keys().next() else { return Ok(()) };
        let known: Vec<&str> = self.known.iter().copied().collect();
        Err(self.error(key, format!("unknown key, must be one of {}", known.join(", "))))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn error(&self, field: &str, problem: impl Into<String>) -> ContentError {
        let field = format!("{}{field}", self.path);
        let place = if self.name.is_empty() { field } else { format!("{}: {field}", self.name) };
        ContentError::new(self.file, place, problem)
    }

    fn take(&mut self, key: &'static str) -> Option<Value> {
        self.known.insert(key);
        self.table.remove(key)
    }

    fn nested(&self, path: String, table: Table) -> Row {
        Row { file: self.file, name: self.name.clone(), path, table, known: BTreeSet::new() }
    }

    fn id(&self, key: &str, name: &str) -> Result<Id, ContentError> {
        if is_kebab_case(name) {
            Ok(Id::new(name))
        } else {
            Err(self.error(key, format!("must be kebab-case, such as `donkey-kick`, is `{name}`")))
        }
    }
}

fn seconds(number: u32) -> Millis {
    Millis::from_secs(number.into())
}

/// Lower-case words of letters and digits, joined by single hyphens, a letter first.
fn is_kebab_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_kebab_case;

    #[test]
    fn ids_are_lower_case_words_joined_by_hyphens() {
        assert!(["bridge", "release-and-strengthen", "par-q-plus-2011", "a"].into_iter().all(is_kebab_case));
        assert!(!["", "Bridge", "a--b", "-a", "a-", "2-legs", "a_b", "brücke"].into_iter().any(is_kebab_case));
    }
}
