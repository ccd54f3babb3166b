//! The form of `poses.json`: proportions, muscles and, per exercise, poses on a time line.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::data::{Muscle, Part, Rig, View};
use super::pose::{Arm, Leg};
use super::timeline::FigurePhase;

/// The whole file. Exercises stay raw, so that an error can name the exercise it is in.
#[derive(Debug, Deserialize)]
pub(super) struct FileData {
    pub(super) rig: Rig,
    pub(super) muscles: BTreeMap<String, Muscle>,
    pub(super) exercises: BTreeMap<String, Value>,
}

/// One exercise. Poses stay raw, so that an error can name the pose it is in.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ExerciseData {
    pub(super) name: String,
    #[serde(default)]
    pub(super) muscle: Vec<String>,
    /// Lines such as `["mat", -34, 128]`.
    #[serde(default)]
    pub(super) props: Vec<Vec<Value>>,
    #[serde(default)]
    pub(super) view: View,
    #[serde(default = "default_order")]
    pub(super) order: Vec<Part>,
    #[serde(default = "default_glow_after")]
    pub(super) glow_after: Part,
    pub(super) keys: Vec<(String, f64)>,
    #[serde(default)]
    pub(super) phases: BTreeMap<FigurePhase, (f64, f64)>,
    pub(super) poses: Map<String, Value>,
}

fn default_order() -> Vec<Part> {
    vec![Part::FarArm, Part::FarLeg, Part::Trunk, Part::NearLeg, Part::NearArm]
}

fn default_glow_after() -> Part {
    Part::NearLeg
}

/// A pose as written: what it leaves out comes from the pose named by `from`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct PoseData {
    pub(super) from: Option<String>,
    pub(super) at: Option<PinData>,
    pub(super) pitch: Option<f64>,
    pub(super) roll: Option<f64>,
    pub(super) turn: Option<f64>,
    pub(super) lumbar: Option<f64>,
    pub(super) thorax: Option<f64>,
    pub(super) side: Option<f64>,
    pub(super) twist: Option<f64>,
    pub(super) neck: Option<f64>,
    pub(super) head: Option<f64>,
    pub(super) neck_side: Option<f64>,
    pub(super) look: Option<f64>,
    pub(super) roller: Option<[f64; 1]>,
    pub(super) legs: Option<Leg>,
    #[serde(rename = "legN")]
    pub(super) near_leg: Option<Leg>,
    #[serde(rename = "legF")]
    pub(super) far_leg: Option<Leg>,
    pub(super) arms: Option<Arm>,
    #[serde(rename = "armN")]
    pub(super) near_arm: Option<Arm>,
    #[serde(rename = "armF")]
    pub(super) far_arm: Option<Arm>,
}

/// The joint that holds the figure in place, and where.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PinData {
    pub(super) joint: String,
    pub(super) x: f64,
    pub(super) y: f64,
    #[serde(default)]
    pub(super) z: Option<f64>,
}

impl PoseData {
    /// This pose with its gaps filled from another one. Limbs are taken whole.
    pub(super) fn or(self, base: &Self) -> Self {
        Self {
            from: base.from.clone(),
            at: self.at.or_else(|| base.at.clone()),
            pitch: self.pitch.or(base.pitch),
            roll: self.roll.or(base.roll),
            turn: self.turn.or(base.turn),
            lumbar: self.lumbar.or(base.lumbar),
            thorax: self.thorax.or(base.thorax),
            side: self.side.or(base.side),
            twist: self.twist.or(base.twist),
            neck: self.neck.or(base.neck),
            head: self.head.or(base.head),
            neck_side: self.neck_side.or(base.neck_side),
            look: self.look.or(base.look),
            roller: self.roller.or(base.roller),
            legs: None,
            near_leg: self.near_leg.or(base.near_leg).or(base.legs),
            far_leg: self.far_leg.or(base.far_leg).or(base.legs),
            arms: None,
            near_arm: self.near_arm.or(base.near_arm).or(base.arms),
            far_arm: self.far_arm.or(base.far_arm).or(base.arms),
        }
    }
}
