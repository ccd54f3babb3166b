//! What an exercise is: how it is done, how long, with what, and who should leave it out.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Millis;

/// A kebab-case name of a row of the content, cheap to copy around.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

impl Id {
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Id {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One exercise of the catalogue. All text is a message id of the Fluent files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    pub id: Id,
    /// The figure that shows it, by its key in `poses.json`.
    pub figure: String,
    pub name: String,
    /// Three to five short lines.
    pub how: Vec<String>,
    pub cues: CueTexts,
    pub muscles: Vec<Id>,
    pub opposite: Vec<Id>,
    pub kind: Kind,
    pub sides: Sides,
    pub position: Position,
    pub equipment: Vec<Equipment>,
    /// Whether it is done just as well with the equipment left out.
    pub equipment_optional: bool,
    /// Properties that safety answers rule out, such as `weight-on-hands`.
    pub tags: Vec<String>,
    pub dose: Dose,
    pub easier: Option<Id>,
    pub harder: Option<Id>,
    /// What to do instead when the equipment is not at hand.
    pub without_kit: Option<Id>,
    pub cautions: Vec<String>,
    /// Safety answers that rule it out; follows from the effects of the safety questions.
    pub contraindicated_by: Vec<Id>,
    pub sources: Vec<Id>,
    pub certainty: Certainty,
}

/// Message ids of what is said when a movement begins, is held and ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueTexts {
    pub lift: String,
    pub hold: String,
    pub lower: String,
}

/// How much of an exercise makes one step. Lengths left out take the default of [`Timing`](super::Timing).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dose {
    pub work: Work,
    pub rest: Option<Millis>,
    pub lift: Option<Millis>,
    pub lower: Option<Millis>,
    /// Time to change sides, for exercises where one rolls over or changes the kneeling leg.
    pub switch: Option<Millis>,
}

/// What fills a dose: long holds, or repetitions in a tempo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Each hold is a set of its own.
    Holds { holds: u32, hold: Option<Millis> },
    /// `reps` repetitions in the tempo, `sets` times.
    Reps { sets: u32, reps: u32, tempo: Tempo },
}

/// The lengths of one repetition. A part may be zero: a rolling movement has no hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tempo {
    pub lift: Millis,
    pub hold: Millis,
    pub lower: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Release,
    Activate,
    Integrate,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Release, Self::Activate, Self::Integrate];

    /// The id as in the content and in JSON, such as `release`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Activate => "activate",
            Self::Integrate => "integrate",
        }
    }
}

/// Whether an exercise works both sides at once or each in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    Both,
    Each,
}

impl Sides {
    pub const ALL: [Self; 2] = [Self::Both, Self::Each];

    /// The id as in the content and in JSON, such as `both`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Each => "each",
        }
    }
}

/// The side of the body that works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    Left,
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    FloorBack,
    FloorSide,
    FloorFront,
    FloorSeated,
    HandsAndKnees,
    Kneeling,
    Seated,
    Standing,
}

impl Position {
    pub const ALL: [Self; 8] = [
        Self::FloorBack,
        Self::FloorSide,
        Self::FloorFront,
        Self::FloorSeated,
        Self::HandsAndKnees,
        Self::Kneeling,
        Self::Seated,
        Self::Standing,
    ];

    /// Whether it takes longer to get there: the person lies or sits on the floor.
    #[must_use]
    pub const fn is_on_the_floor(self) -> bool {
        match self {
            Self::FloorBack | Self::FloorSide | Self::FloorFront | Self::FloorSeated => true,
            Self::HandsAndKnees | Self::Kneeling | Self::Seated | Self::Standing => false,
        }
    }

    /// The id as in the content and in JSON, such as `floor-back`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::FloorBack => "floor-back",
            Self::FloorSide => "floor-side",
            Self::FloorFront => "floor-front",
            Self::FloorSeated => "floor-seated",
            Self::HandsAndKnees => "hands-and-knees",
            Self::Kneeling => "kneeling",
            Self::Seated => "seated",
            Self::Standing => "standing",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Equipment {
    Band,
    Roller,
    Wall,
    Chair,
    Strap,
    Ball,
}

impl Equipment {
    pub const ALL: [Self; 6] = [Self::Band, Self::Roller, Self::Wall, Self::Chair, Self::Strap, Self::Ball];

    /// The id as in the content and in JSON, such as `band`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Band => "band",
            Self::Roller => "roller",
            Self::Wall => "wall",
            Self::Chair => "chair",
            Self::Strap => "strap",
            Self::Ball => "ball",
        }
    }
}

/// How sure the statement is that a source is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    High,
    Moderate,
    Low,
    VeryLow,
    /// Rests on practice alone.
    Opinion,
}

impl Certainty {
    pub const ALL: [Self; 5] = [Self::High, Self::Moderate, Self::Low, Self::VeryLow, Self::Opinion];

    /// The id as in the content and in JSON, such as `high`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Moderate => "moderate",
            Self::Low => "low",
            Self::VeryLow => "very-low",
            Self::Opinion => "opinion",
        }
    }
}
