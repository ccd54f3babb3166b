//! The safety check: questions, what a "yes" to each changes, and the pain limits of a session.

use std::fmt;

use serde::Deserialize;

use super::ContentError;
use super::read::{Row, file};
use crate::routine::bounds::Bounds;
use crate::routine::{Certainty, Exercise, Id};

/// Everything of `safety.toml`. All text is a message id.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    Emergency,
    Clinician,
    Adjust,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTexts {
    pub group: Group,
    pub title: String,
    pub advice: String,
}

/// A question to be answered with yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Excluded {
    Exercise(Id),
    Tag(String),
}

/// A limit of pain during a session and what to do then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Light {
    pub id: Id,
    pub signal: Signal,
    pub effect: LightEffect,
    pub text: String,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// From 0 to 10, both ends included.
    Pain {
        min: u8,
        max: u8,
    },
    SpreadsIntoLeg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LightEffect {
    GoOn,
    HalveHolds,
    StopToday,
}

const PAIN: Bounds = Bounds { min: 0, max: 10 };

impl Safety {
    /// Reads `safety.toml`.
    pub(crate) fn read(text: &str) -> Result<Self, ContentError> {
        let mut file = file("safety.toml", text)?;
        let safety = Self {
            intro: file.need("intro")?,
            cleared: file.need("cleared")?,
            stand_only: file.need("stand_only")?,
            pain_question: file.need("pain_question")?,
            groups: file.rows("group")?.into_iter().map(group).collect::<Result<_, _>>()?,
            questions: file.named_rows("question", "question")?.into_iter().map(question).collect::<Result<_, _>>()?,
            lights: file.named_rows("light", "light")?.into_iter().map(light).collect::<Result<_, _>>()?,
        };
        file.finish()?;
        safety.check_groups()?;
        safety.check_lights()?;
        Ok(safety)
    }

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

    fn check_groups(&self) -> Result<(), ContentError> {
        let all = [Group::Emergency, Group::Clinician, Group::Adjust];
        match all.into_iter().find(|group| self.groups.iter().filter(|texts| texts.group == *group).count() != 1) {
            None => Ok(()),
            Some(group) => Err(ContentError::new("safety.toml", "group", format!("must have one row `{group}`"))),
        }
    }

    fn check_lights(&self) -> Result<(), ContentError> {
        let error = |problem: String| Err(ContentError::new("safety.toml", "light", problem));
        for pain in 0..=10 {
            let lights: Vec<&str> = self
                .lights
                .iter()
                .filter(|light| matches!(light.signal, Signal::Pain { min, max } if (min..=max).contains(&pain)))
                .map(|light| light.id.as_str())
                .collect();
            match lights[..] {
                [_] => {}
                [] => return error(format!("pain {pain} has no light, each from 0 to 10 must have one")),
                [first, second, ..] => return error(format!("pain {pain} has the lights `{first}` and `{second}`, must have one")),
            }
        }
        match self.lights.iter().filter(|light| light.signal == Signal::SpreadsIntoLeg).count() {
            1 => Ok(()),
            count => error(format!("one must have leg_spread, {count} do")),
        }
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

fn group(mut row: Row) -> Result<GroupTexts, ContentError> {
    let texts = GroupTexts { group: row.need("id")?, title: row.need("title")?, advice: row.need("advice")? };
    row.finish()?;
    Ok(texts)
}

fn question((id, mut row): (Id, Row)) -> Result<Question, ContentError> {
    let group = row.need("group")?;
    let question = Question {
        id,
        group,
        text: row.need("text")?,
        why: row.maybe("why")?,
        yes: row.rows("yes")?.into_iter().map(|effect_row| effect(effect_row, group)).collect::<Result<_, _>>()?,
        sources: row.need_sources()?,
        certainty: row.need("certainty")?,
    };
    if question.yes.is_empty() {
        return Err(row.error("yes", "must have at least one effect"));
    }
    if group == Group::Adjust && question.why.is_none() {
        return Err(row.error("why", "is missing, every adjustment says why"));
    }
    row.finish()?;
    Ok(question)
}

fn effect(mut row: Row, group: Group) -> Result<Effect, ContentError> {
    let name: EffectName = row.need("effect")?;
    let effect = match name {
        EffectName::StopEmergency => Effect::StopEmergency,
        EffectName::ClinicianFirst => Effect::ClinicianFirst,
        EffectName::HalveHolds => Effect::HalveHolds,
        EffectName::Replace => Effect::Replace { exercise: row.need_id("exercise")?, by: row.need_id("by")? },
        EffectName::Exclude => Effect::Exclude(match (row.maybe_id("exercise")?, row.maybe("tag")?) {
            (Some(exercise), None) => Excluded::Exercise(exercise),
            (None, Some(tag)) => Excluded::Tag(tag),
            (None, None) | (Some(_), Some(_)) => return Err(row.error("effect", "must have either an exercise or a tag")),
        }),
    };
    let wanted = match group {
        Group::Emergency => (effect == Effect::StopEmergency).then_some(()).ok_or("stop-emergency"),
        Group::Clinician => (effect == Effect::ClinicianFirst).then_some(()).ok_or("clinician-first"),
        Group::Adjust => {
            let adjusts = !matches!(effect, Effect::StopEmergency | Effect::ClinicianFirst);
            adjusts.then_some(()).ok_or("replace, exclude or halve-holds")
        }
    };
    wanted.map_err(|wanted| row.error("effect", format!("must be {wanted} in the group `{group}`")))?;
    row.finish()?;
    Ok(effect)
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EffectName {
    StopEmergency,
    ClinicianFirst,
    Replace,
    Exclude,
    HalveHolds,
}

fn light((id, mut row): (Id, Row)) -> Result<Light, ContentError> {
    let signal = match row.maybe("leg_spread")? {
        Some(true) => Signal::SpreadsIntoLeg,
        Some(false) => return Err(row.error("leg_spread", "must be true or left out")),
        None => Signal::Pain { min: pain(&mut row, "pain_min")?, max: pain(&mut row, "pain_max")? },
    };
    let light = Light {
        id,
        signal,
        effect: row.need("effect")?,
        text: row.need("text")?,
        sources: row.need_sources()?,
        certainty: row.need("certainty")?,
    };
    row.finish()?;
    Ok(light)
}

fn pain(row: &mut Row, key: &'static str) -> Result<u8, ContentError> {
    let number = row.need_number(key, PAIN)?;
    u8::try_from(number).map_err(|_| row.error(key, "must be from 0 to 10"))
}
