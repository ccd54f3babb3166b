//! Reading `safety.toml`.

use serde::Deserialize;

use super::ContentError;
use super::row::{Row, file};
use crate::content::{Effect, Excluded, Group, GroupTexts, Light, Question, Safety, Signal};
use crate::routine::Id;
use crate::routine::bounds::Bounds;

const PAIN: Bounds = Bounds { min: 0, max: 10 };

impl Safety {
    /// Reads the file.
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
