//! Proportions of the mannequin, its muscles, and how it is looked at.
//!
//! Short rows such as the rings of the trunk are arrays in the file and structs here, in the same order.

use serde::{Deserialize, Serialize};

/// Proportions of the mannequin in centimetres.
#[derive(Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Ring {
    /// 0 at the hip, 1 at the top of the chest.
    pub(super) along: f64,
    pub(super) half_width: f64,
    pub(super) half_depth: f64,
    pub(super) forward: f64,
}

/// The four limb segments that have a form of their own.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Segments {
    pub(super) thigh: Segment,
    pub(super) shank: Segment,
    pub(super) upper_arm: Segment,
    pub(super) fore_arm: Segment,
}

/// Radii at both ends of a limb segment, and how far its front and back bulge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Segment {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) front: f64,
    pub(super) back: f64,
}

/// A ball of a foot, hand or head. In a hand `forward` runs along the hand and `up` to its front.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Ball {
    pub(super) forward: f64,
    pub(super) up: f64,
    pub(super) radius: f64,
}

/// A soft patch tied to a bone.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Bone {
    Pelvis,
    Lumbar,
    Chest,
    Thigh,
    Shank,
}

/// From where the scene is seen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
