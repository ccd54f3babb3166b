//! The form of `poses.json`: proportions, muscles and, per exercise, poses on a time line.
//!
//! Short rows such as the rings of the trunk are arrays in the file and structs here, in the same order.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::pose::{Arm, Leg};
use super::timeline::FigurePhase;

/// The whole file. Exercises stay raw, so that an error can name the exercise it is in.
#[derive(Debug, Deserialize)]
pub(super) struct FileData {
    pub(super) rig: Rig,
    pub(super) muscles: BTreeMap<String, Muscle>,
    pub(super) exercises: BTreeMap<String, Value>,
}

/// Proportions of the mannequin in centimetres.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rig {
    pub(super) lumbar: f64,
    pub(super) thorax: f64,
    pub(super) chest: f64,
    pub(super) neck: f64,
    pub(super) head: f64,
    pub(super) hip_half: f64,
    pub(super) shoulder_half: f64,
    pub(super) shoulder_drop: f64,
    pub(super) upper_arm: f64,
    pub(super) fore_arm: f64,
    pub(super) thigh: f64,
    pub(super) shank: f64,
    /// Height of the ankle above the sole.
    pub(super) ankle: f64,
    pub(super) rings: Vec<Ring>,
    pub(super) seg: Segments,
    pub(super) foot: Vec<Ball>,
    pub(super) hand: Vec<Ball>,
    pub(super) skull: Vec<Ball>,
    pub(super) nose: Vec<Ball>,
}

/// An elliptical section of the trunk.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Ring {
    /// 0 at the hip, 1 at the top of the chest.
    pub(super) along: f64,
    pub(super) half_width: f64,
    pub(super) half_depth: f64,
    pub(super) forward: f64,
}

/// The four limb segments that have a form of their own.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Segments {
    pub(super) thigh: Segment,
    pub(super) shank: Segment,
    pub(super) upper_arm: Segment,
    pub(super) fore_arm: Segment,
}

/// Radii at both ends of a limb segment, and how far its front and back bulge.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Segment {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) front: f64,
    pub(super) back: f64,
}

/// A ball of a foot, hand or head. In a hand `forward` runs along the hand and `up` to its front.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Ball {
    pub(super) forward: f64,
    pub(super) up: f64,
    pub(super) radius: f64,
}

/// A soft patch tied to a bone.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Muscle {
    pub(super) bone: Bone,
    /// Share of the bone's length.
    pub(super) along: f64,
    pub(super) forward: f64,
    pub(super) outward: f64,
    pub(super) half_length: f64,
    pub(super) half_breadth: f64,
}

/// A bone that carries a muscle.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Bone {
    Pelvis,
    Lumbar,
    Chest,
    Thigh,
    Shank,
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

/// From where the scene is seen.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct View {
    /// How far depth moves things to the left.
    pub(super) shear: f64,
    /// How far depth moves things down.
    pub(super) tilt: f64,
    /// Degrees the scene is turned about the vertical.
    #[serde(default)]
    pub(super) yaw: f64,
}

impl Default for View {
    fn default() -> Self {
        Self { shear: 0.14, tilt: 0.13, yaw: 0.0 }
    }
}

/// A part of the body that is drawn in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Part {
    #[serde(rename = "trunk")]
    Trunk,
    #[serde(rename = "legN")]
    NearLeg,
    #[serde(rename = "legF")]
    FarLeg,
    #[serde(rename = "armN")]
    NearArm,
    #[serde(rename = "armF")]
    FarArm,
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
