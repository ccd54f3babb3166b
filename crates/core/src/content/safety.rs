//! The safety check: questions, what a "yes" to each changes, and the pain limits of a session.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::routine::{Certainty, Exercise, Id};

/// Everything of `safety.toml`. All text is a message id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Safety {
    pub intro: String,
    /// "I have talked to a clinician": lifts [`Effect::ClinicianFirst`].
    pub cleared: String,
    pub stand_only: String,
    pub pain_question: String,
    pub groups: Vec<GroupTexts>,
    pub questions: Vec<Question>,
    /// Pain limits of a session. Together they answer every pain from 0 to 10, and pain that spreads into the leg.
    pub lights: Vec<Light>,
}

/// How grave a "yes" is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    Emergency,
    Clinician,
    Adjust,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTexts {
    pub group: Group,
    pub title: String,
    pub advice: String,
}

/// A question to be answered with yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: Id,
    pub group: Group,
    pub text: String,
    /// Shown beside whatever a "yes" changed. Questions of [`Group::Adjust`] always have one.
    pub why: Option<String>,
    /// What a "yes" does.
    pub yes: Vec<Effect>,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

/// What a "yes" changes, gravest first: where effects of several answers meet, the earlier one counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Effect {
    StopEmergency,
    ClinicianFirst,
    /// Left out when another answer rules out `by`, or when the routine has it already.
    Replace {
        exercise: Id,
        by: Id,
    },
    Exclude(Excluded),
    HalveHolds,
}

/// One exercise, or every exercise with a tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Excluded {
    Exercise(Id),
    Tag(String),
}

/// A limit of pain during a session and what to do then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Light {
    pub id: Id,
    pub signal: Signal,
    pub effect: LightEffect,
    pub text: String,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signal {
    /// From 0 to 10, both ends included.
    Pain {
        min: u8,
        max: u8,
    },
    SpreadsIntoLeg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LightEffect {
    GoOn,
    HalveHolds,
    StopToday,
}

impl Safety {
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id.as_str() == id)
    }

    /// The limit that a pain of `pain` falls under; pain above 10 counts as 10.
    #[must_use]
    pub fn light_for_pain(&self, pain: u8) -> Option<&Light> {
        self.lights.iter().find(|light| matches!(light.signal, Signal::Pain { min, max } if (min..=max).contains(&pain.min(10))))
    }

    /// What to do when pain spreads into the leg, whatever the number.
    #[must_use]
    pub fn light_for_leg(&self) -> Option<&Light> {
        self.lights.iter().find(|light| light.signal == Signal::SpreadsIntoLeg)
    }
}

impl Question {
    /// Whether a "yes" takes `exercise` out of a session, replaced or not.
    #[must_use]
    pub fn rules_out(&self, exercise: &Exercise) -> bool {
        self.yes.iter().any(|effect| match effect {
            Effect::Replace { exercise: id, .. } | Effect::Exclude(Excluded::Exercise(id)) => *id == exercise.id,
            Effect::Exclude(Excluded::Tag(tag)) => exercise.tags.contains(tag),
            Effect::StopEmergency | Effect::ClinicianFirst | Effect::HalveHolds => false,
        })
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Emergency => "emergency",
            Self::Clinician => "clinician",
            Self::Adjust => "adjust",
        })
    }
}
