//! How an own routine is stored, and how untrusted JSON becomes one.
//!
//! ```json
//! {"version": 1, "name": "After lunch", "steps": [
//!   {"exercise": "bridge", "holds": 3, "hold_s": 10, "rest_s": 5},
//!   {"exercise": "donkey-kick", "holds": 2, "hold_s": 10, "rest_s": 5, "sides": "right-first"},
//!   {"exercise": "hip-hinge", "sets": 2, "reps": 8}
//! ]}
//! ```
//! Keys that this version does not know belong to a newer one: they are kept and written back. A routine that was removed
//! leaves `{"version": 1, "removed": true, "name": "After lunch"}`, so that the history can still name it.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{Amount, Name, OwnRoutine, OwnStep};
use crate::routine::Id;
use crate::routine::bounds::{Bounds, HOLD_SECONDS, HOLDS, OWN_STEPS, PAUSE_SECONDS, REPS, SETS};

const VERSION: u64 = 1;

/// Why a document is no routine: `step 2: holds: must be from 1 to 20, is 0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// A newer version of Unsit wrote it.
    Newer,
    Wrong {
        /// The field and what is wrong with it.
        what: String,
    },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer => f.write_str("version: a newer version of Unsit wrote it"),
            Self::Wrong { what } => f.write_str(what),
        }
    }
}

impl std::error::Error for DocumentError {}

impl OwnRoutine {
    /// Reads a document. Whether its exercises are known is asked by [`OwnRoutine::check`].
    ///
    /// # Errors
    /// [`DocumentError`] for the first thing that is wrong.
    pub fn parse(id: Id, document: &Value) -> Result<Self, DocumentError> {
        let mut fields = Fields::of(document, String::new())?;
        match fields.need::<u64>("version")? {
            VERSION => {}
            newer if newer > VERSION => return Err(DocumentError::Newer),
            older => return Err(fields.wrong("version", &format!("must be {VERSION}, is {older}"))),
        }
        let name = Name::parse(&fields.need::<String>("name")?).map_err(|problem| fields.wrong("name", &problem.to_string()))?;
        let rows = fields.need::<Vec<Value>>("steps")?;
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        OWN_STEPS.check(count).map_err(|problem| fields.wrong("steps", &format!("count {problem}")))?;
        let steps = rows.iter().enumerate().map(|(index, row)| step(row, index + 1)).collect::<Result<_, _>>()?;
        Ok(Self { id, name, steps, unknown: fields.rest })
    }

    /// The document to store.
    #[must_use]
    pub fn document(&self) -> Value {
        let mut document = self.unknown.clone();
        document.insert("version".to_owned(), VERSION.into());
        document.insert("name".to_owned(), self.name.as_str().into());
        document.insert("steps".to_owned(), self.steps.iter().map(row).collect());
        Value::Object(document)
    }
}

/// What is left of a routine that was removed.
#[must_use]
pub fn removal(name: Option<&str>) -> Value {
    json!({ "version": VERSION, "removed": true, "name": name })
}

/// The name of a routine that was removed, if it has left one; none when the document is not what is left of one.
#[must_use]
pub fn removed_name(document: &Value) -> Option<Option<&str>> {
    let removed = document.is_null() || document.get("removed") == Some(&Value::Bool(true));
    removed.then(|| document.get("name").and_then(Value::as_str))
}

fn step(row: &Value, number: usize) -> Result<OwnStep, DocumentError> {
    let mut fields = Fields::of(row, format!("step {number}: "))?;
    let exercise: String = fields.need("exercise")?;
    let is_id = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    if exercise.is_empty() || exercise.len() > LONGEST_ID || !exercise.bytes().all(is_id) {
        return Err(fields.wrong("exercise", "must be an id of lowercase letters, digits and hyphens"));
    }
    let amount = match (fields.has("holds") || fields.has("hold_s"), fields.has("sets") || fields.has("reps")) {
        (true, false) => Amount::Holds { holds: fields.number("holds", HOLDS)?, seconds: fields.number("hold_s", HOLD_SECONDS)? },
        (false, true) => Amount::Reps { sets: fields.number("sets", SETS)?, reps: fields.number("reps", REPS)? },
        (true, true) | (false, false) => {
            return Err(fields.wrong("holds", "must have either holds and hold_s, or sets and reps"));
        }
    };
    let rest = fields.maybe_number("rest_s", PAUSE_SECONDS)?;
    let sides = fields.maybe("sides")?;
    Ok(OwnStep { exercise: Id::new(&exercise), amount, rest, sides, unknown: fields.rest })
}

/// Far longer than any id of the content.
const LONGEST_ID: usize = 100;

fn row(step: &OwnStep) -> Value {
    let mut row = step.unknown.clone();
    let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
    put("exercise", step.exercise.as_str().into());
    match step.amount {
        Amount::Holds { holds, seconds } => {
            put("holds", holds.into());
            put("hold_s", seconds.into());
        }
        Amount::Reps { sets, reps } => {
            put("sets", sets.into());
            put("reps", reps.into());
        }
    }
    if let Some(rest) = step.rest {
        put("rest_s", rest.into());
    }
    if let Some(sides) = step.sides {
        put("sides", sides.id().into());
    }
    Value::Object(row)
}

/// An object on its way to become typed: what was not asked for is left.
struct Fields {
    place: String,
    rest: Map<String, Value>,
}

impl Fields {
    fn of(value: &Value, place: String) -> Result<Self, DocumentError> {
        match value {
            Value::Object(fields) => Ok(Self { place, rest: fields.clone() }),
            _ => Err(DocumentError::Wrong { what: format!("{place}must be an object") }),
        }
    }

    fn has(&self, key: &str) -> bool {
        self.rest.contains_key(key)
    }

    fn maybe<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<T>, DocumentError> {
        let value = self.rest.remove(key).map(serde_json::from_value::<T>).transpose();
        value.map_err(|error| self.wrong(key, &error.to_string()))
    }

    fn need<T: DeserializeOwned>(&mut self, key: &str) -> Result<T, DocumentError> {
        self.maybe(key)?.ok_or_else(|| self.wrong(key, "is missing"))
    }

    fn maybe_number(&mut self, key: &str, bounds: Bounds) -> Result<Option<u32>, DocumentError> {
        let number = self.maybe::<i64>(key)?.map(|number| bounds.check(number)).transpose();
        number.map_err(|problem| self.wrong(key, &problem.to_string()))
    }

    fn number(&mut self, key: &str, bounds: Bounds) -> Result<u32, DocumentError> {
        self.maybe_number(key, bounds)?.ok_or_else(|| self.wrong(key, "is missing"))
    }

    fn wrong(&self, key: &str, problem: &str) -> DocumentError {
        DocumentError::Wrong { what: format!("{}{key}: {problem}", self.place) }
    }
}
