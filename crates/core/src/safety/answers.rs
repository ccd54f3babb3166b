//! What a person has answered in the safety check, and whether that lets a session begin.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Wall;
use crate::content::{Effect, Group, Question, Safety};
use crate::routine::Id;

/// The only version of the stored row so far.
const VERSION: u32 = 1;

/// Yes and no to the questions of the safety check. A question without an entry was not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// When the last answer was given; none before the first one.
    answered_at: Option<Wall>,
    /// By question. Answers to questions that this version does not ask are kept.
    given: BTreeMap<Id, bool>,
    /// The person has talked to a clinician and may exercise.
    cleared: bool,
}

/// Why no session may begin. It names the questions that were answered with yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// Help is needed now.
    Emergency(Vec<Id>),
    /// A clinician has to say first which exercises suit the person.
    ClinicianFirst(Vec<Id>),
}

impl Barrier {
    /// The questions behind it, in the order in which they are asked.
    #[must_use]
    pub fn because(&self) -> &[Id] {
        match self {
            Self::Emergency(because) | Self::ClinicianFirst(because) => because,
        }
    }
}

/// What is wrong with stored answers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswersError {
    #[error("safety answers must be an object with version, answered_at_ms, answers and cleared: {0}")]
    Shape(String),
    #[error("safety answers of version {0} cannot be read, only version {VERSION}")]
    Version(u32),
}

/// The stored row.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    version: u32,
    answered_at_ms: Option<i64>,
    answers: BTreeMap<Id, bool>,
    cleared: bool,
}

impl Answers {
    /// Reads the stored row.
    ///
    /// # Errors
    /// [`AnswersError`] when it is not one that this version writes. Nothing of it is used then.
    pub fn from_row(row: &Value) -> Result<Self, AnswersError> {
        // The version first: a row of another one may have any shape.
        if let Some(version) = row.get("version").and_then(Value::as_u64)
            && version != u64::from(VERSION)
        {
            return Err(AnswersError::Version(u32::try_from(version).unwrap_or(u32::MAX)));
        }
        let Row { version: _, answered_at_ms, answers, cleared } =
            Row::deserialize(row).map_err(|error| AnswersError::Shape(error.to_string()))?;
        Ok(Self { answered_at: answered_at_ms.map(Wall), given: answers, cleared })
    }

    /// The row to store.
    #[must_use]
    pub fn to_row(&self) -> Value {
        let answers: BTreeMap<&str, bool> = self.given.iter().map(|(id, yes)| (id.as_str(), *yes)).collect();
        serde_json::json!({
            "version": VERSION,
            "answered_at_ms": self.answered_at.map(|at| at.0),
            "answers": answers,
            "cleared": self.cleared,
        })
    }

    #[must_use]
    pub const fn answered_at(&self) -> Option<Wall> {
        self.answered_at
    }

    #[must_use]
    pub const fn is_cleared(&self) -> bool {
        self.cleared
    }

    /// The answer to a question; none when it was not answered.
    #[must_use]
    pub fn of(&self, question: &str) -> Option<bool> {
        self.given.get(question).copied()
    }

    /// Takes an answer. A new reason to ask a clinician is not covered by what a clinician said before.
    pub fn give(&mut self, question: &Question, yes: bool, now: Wall) {
        let is_new = yes && self.of(question.id.as_str()) != Some(true);
        if is_new && question.group == Group::Clinician {
            self.cleared = false;
        }
        self.given.insert(question.id.clone(), yes);
        self.answered_at = Some(now);
    }

    /// Takes back, or gives, the word that a clinician was asked.
    pub const fn clear(&mut self, cleared: bool, now: Wall) {
        self.cleared = cleared;
        self.answered_at = Some(now);
    }

    /// The questions that were answered with yes, in the order in which they are asked.
    pub fn yes<'a>(&self, safety: &'a Safety) -> impl Iterator<Item = &'a Question> {
        safety.questions.iter().filter(|question| self.of(question.id.as_str()) == Some(true))
    }

    /// The questions that were not answered.
    pub fn open<'a>(&self, safety: &'a Safety) -> impl Iterator<Item = &'a Question> {
        safety.questions.iter().filter(|question| self.of(question.id.as_str()).is_none())
    }

    /// What keeps a session from beginning, the gravest first.
    #[must_use]
    pub fn barrier(&self, safety: &Safety) -> Option<Barrier> {
        let because = |wanted: &Effect| -> Vec<Id> {
            self.yes(safety).filter(|question| question.yes.contains(wanted)).map(|question| question.id.clone()).collect()
        };
        let emergency = because(&Effect::StopEmergency);
        if !emergency.is_empty() {
            return Some(Barrier::Emergency(emergency));
        }
        let clinician = because(&Effect::ClinicianFirst);
        (!clinician.is_empty() && !self.cleared).then_some(Barrier::ClinicianFirst(clinician))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::routine::Catalogue;

    #[test]
    fn answers_come_back_as_they_were_stored() {
        let row = json!({"version": 1, "answered_at_ms": 1_750_939_560_000_i64, "answers": {"wrist-pain": true, "fever": false}, "cleared": true});
        let answers = Answers::from_row(&row).unwrap();
        assert_eq!((answers.of("wrist-pain"), answers.of("fever"), answers.of("knee-pain")), (Some(true), Some(false), None));
        assert_eq!((answers.answered_at(), answers.is_cleared()), (Some(Wall(1_750_939_560_000)), true));
        assert_eq!(answers.to_row(), row);
    }

    #[test]
    fn an_answer_to_a_question_of_a_newer_version_is_kept_and_changes_nothing() {
        let row = json!({"version": 1, "answered_at_ms": 5, "answers": {"open-wound": true}, "cleared": false});
        let mut answers = Answers::from_row(&row).unwrap();
        assert_eq!(answers.barrier(safety()), None);
        answers.give(question("fever"), false, Wall(6));
        assert_eq!(answers.to_row()["answers"], json!({"fever": false, "open-wound": true}));
    }

    #[test]
    fn a_row_that_makes_no_sense_is_refused_with_the_reason() {
        let refused = |row: Value| Answers::from_row(&row).unwrap_err().to_string();
        assert_eq!(refused(json!({"version": 2, "all": "new"})), "safety answers of version 2 cannot be read, only version 1");
        for row in [
            json!(null),
            json!(true),
            json!({}),
            json!({"version": 1, "answered_at_ms": 5, "answers": {"fever": "yes"}, "cleared": false}),
            json!({"version": 1, "answered_at_ms": 5, "answers": {"fever": null}, "cleared": false}),
            json!({"version": 1, "answered_at_ms": 5, "answers": {}}),
            json!({"version": 1, "answered_at_ms": 5, "answers": {}, "cleared": false, "more": 1}),
            json!({"version": -1, "answered_at_ms": 5, "answers": {}, "cleared": false}),
        ] {
            assert!(refused(row.clone()).starts_with("safety answers must be an object"), "{row}");
        }
    }

    #[test]
    fn an_emergency_comes_before_everything_else() {
        let mut answers = Answers::default();
        answers.give(question("fever"), true, Wall(1));
        answers.give(question("chest-pain"), true, Wall(2));
        answers.give(question("numb-saddle"), true, Wall(3));
        answers.clear(true, Wall(4));
        assert_eq!(answers.barrier(safety()), Some(Barrier::Emergency(vec!["numb-saddle".into(), "chest-pain".into()])));
    }

    #[test]
    fn a_clinician_s_word_lifts_the_wait_until_there_is_a_new_reason() {
        let mut answers = Answers::default();
        answers.give(question("fever"), true, Wall(1));
        assert_eq!(answers.barrier(safety()), Some(Barrier::ClinicianFirst(vec!["fever".into()])));
        answers.clear(true, Wall(2));
        assert_eq!(answers.barrier(safety()), None);
        answers.give(question("fever"), true, Wall(3));
        assert_eq!(answers.barrier(safety()), None, "the same answer is no new reason");
        answers.give(question("night-pain"), true, Wall(4));
        assert_eq!(answers.barrier(safety()), Some(Barrier::ClinicianFirst(vec!["fever".into(), "night-pain".into()])));
    }

    #[test]
    fn what_was_not_answered_is_neither_yes_nor_no() {
        let mut answers = Answers::default();
        answers.give(question("fever"), false, Wall(1));
        assert_eq!(answers.open(safety()).count(), safety().questions.len() - 1);
        assert_eq!((answers.yes(safety()).count(), answers.barrier(safety())), (0, None));
    }

    fn safety() -> &'static Safety {
        &Catalogue::built_in().safety
    }

    fn question(id: &str) -> &'static Question {
        safety().question(id).unwrap()
    }
}
