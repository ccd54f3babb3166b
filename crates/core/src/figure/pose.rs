//! A complete pose: the angles of all joints and the points that hands and feet hold on to.

use serde::{Deserialize, Serialize};

use super::error::PoseProblem;
use super::file::PoseData;
use super::vector::{Pair, Side, Vector};

/// Numbers of a pose beyond this are a slip of the pen: no scene is 100 m wide.
const LARGEST_NUMBER: f64 = 10_000.0;

/// Joint angles in degrees and places in centimetres. All zero is standing upright with hanging arms.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Pose {
    pub(super) pin: Option<Pin>,
    /// How far the trunk leans forwards: 90 is prone, -90 supine.
    pub(super) pitch: f64,
    pub(super) roll: f64,
    pub(super) turn: f64,
    pub(super) lumbar: f64,
    pub(super) thorax: f64,
    pub(super) side: f64,
    pub(super) twist: f64,
    pub(super) neck: f64,
    pub(super) head: f64,
    pub(super) neck_side: f64,
    pub(super) look: f64,
    /// Where the foam roller lies.
    pub(super) roller: Option<f64>,
    pub(super) legs: Pair<Leg>,
    pub(super) arms: Pair<Arm>,
}

/// A leg, either free with joint angles or planted with its ankle held in place.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Leg {
    pub(super) hip: f64,
    pub(super) knee: f64,
    /// Dorsiflexion. On a planted leg it makes the foot follow the shank instead of the floor.
    pub(super) ankle: Option<f64>,
    pub(super) abd: f64,
    pub(super) rot: f64,
    pub(super) plant: Option<Plant>,
    /// Turns the knee of a planted leg outwards.
    pub(super) swivel: f64,
    /// Tilts the sole of a planted foot.
    pub(super) foot: f64,
    pub(super) toe_out: f64,
}

/// An arm, either free with joint angles or planted with its wrist held in place.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Arm {
    pub(super) shoulder: f64,
    pub(super) elbow: f64,
    pub(super) wrist: f64,
    pub(super) abd: f64,
    pub(super) rot: f64,
    pub(super) plant: Option<Plant>,
    /// Turns the elbow of a planted arm outwards.
    pub(super) swivel: f64,
    /// Where the hand points: 0 to the right, 90 up.
    pub(super) hand: Option<f64>,
    /// How far the shoulder blade glides: forwards, up and out.
    pub(super) shift: Shift,
}

/// A point that an ankle or wrist holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Plant {
    pub(super) x: f64,
    #[serde(default)]
    pub(super) y: Option<f64>,
    #[serde(default)]
    pub(super) z: Option<f64>,
}

/// A glide of the shoulder blade.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Shift {
    pub(super) forward: f64,
    pub(super) up: f64,
    pub(super) outward: f64,
}

/// The joint that holds the whole figure in place.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Pin {
    pub(super) joint: Joint,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) z: Option<f64>,
}

/// A joint by its name in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Joint {
    Hip,
    Lumbar,
    Thorax,
    Top,
    Neck,
    Skull,
    Head,
    Leg(LegJoint, Side),
    Arm(ArmJoint, Side),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum LegJoint {
    Hip,
    Knee,
    Ankle,
    Toe,
    Sole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ArmJoint {
    Shoulder,
    Elbow,
    Wrist,
    Palm,
}

impl Pose {
    /// Reads a pose whose gaps have been filled.
    pub(super) fn new(data: PoseData) -> Result<Self, PoseProblem> {
        let pin = match data.at {
            None => None,
            Some(at) => {
                let Some(joint) = Joint::parse(&at.joint) else {
                    return Err(PoseProblem::UnknownJoint(at.joint));
                };
                Some(Pin { joint, x: at.x, y: at.y, z: at.z })
            }
        };
        let mut pose = Self {
            pin,
            pitch: data.pitch.unwrap_or(0.0),
            roll: data.roll.unwrap_or(0.0),
            turn: data.turn.unwrap_or(0.0),
            lumbar: data.lumbar.unwrap_or(0.0),
            thorax: data.thorax.unwrap_or(0.0),
            side: data.side.unwrap_or(0.0),
            twist: data.twist.unwrap_or(0.0),
            neck: data.neck.unwrap_or(10.0),
            head: data.head.unwrap_or(-10.0),
            neck_side: data.neck_side.unwrap_or(0.0),
            look: data.look.unwrap_or(0.0),
            roller: data.roller.map(|[x]| x),
            legs: Pair { near: data.near_leg.unwrap_or_default(), far: data.far_leg.unwrap_or_default() },
            arms: Pair { near: data.near_arm.unwrap_or_default(), far: data.far_arm.unwrap_or_default() },
        };
        if pose.is_pinned_twice() {
            return Err(PoseProblem::PinnedTwice);
        }
        if let Some(number) = pose.numbers().find(|number| number.abs() > LARGEST_NUMBER) {
            return Err(PoseProblem::OutOfRange(*number));
        }
        Ok(pose)
    }

    /// All numbers of the pose. Two poses of the same form list the same numbers in the same order.
    pub(super) fn numbers(&mut self) -> impl Iterator<Item = &mut f64> {
        [
            &mut self.pitch,
            &mut self.roll,
            &mut self.turn,
            &mut self.lumbar,
            &mut self.thorax,
            &mut self.side,
            &mut self.twist,
            &mut self.neck,
            &mut self.head,
            &mut self.neck_side,
            &mut self.look,
        ]
        .into_iter()
        .chain(self.pin.iter_mut().flat_map(Pin::numbers))
        .chain(self.roller.iter_mut())
        .chain(self.legs.near.numbers())
        .chain(self.legs.far.numbers())
        .chain(self.arms.near.numbers())
        .chain(self.arms.far.numbers())
    }

    /// Whether the optional parts of two poses are the same, so that one can turn into the other.
    pub(super) fn has_form_of(&self, other: &Self) -> bool {
        let pin = |pose: &Self| pose.pin.map(|pin| (pin.joint, pin.z.is_some()));
        let plants = |pose: &Self| {
            let Self { legs, arms, .. } = pose;
            [legs.near.plant, legs.far.plant, arms.near.plant, arms.far.plant]
                .map(|plant| plant.map(|plant| (plant.y.is_some(), plant.z.is_some())))
        };
        pin(self) == pin(other) && plants(self) == plants(other) && self.roller.is_some() == other.roller.is_some()
    }

    fn is_pinned_twice(&self) -> bool {
        match self.pin.map(|pin| pin.joint) {
            Some(Joint::Leg(joint, side)) => joint != LegJoint::Hip && self.legs[side].plant.is_some(),
            Some(Joint::Arm(joint, side)) => joint != ArmJoint::Shoulder && self.arms[side].plant.is_some(),
            _ => false,
        }
    }
}

impl Leg {
    fn numbers(&mut self) -> impl Iterator<Item = &mut f64> {
        [&mut self.hip, &mut self.knee, &mut self.abd, &mut self.rot, &mut self.swivel, &mut self.foot, &mut self.toe_out]
            .into_iter()
            .chain(self.ankle.iter_mut())
            .chain(self.plant.iter_mut().flat_map(Plant::numbers))
    }
}

impl Arm {
    fn numbers(&mut self) -> impl Iterator<Item = &mut f64> {
        [
            &mut self.shoulder,
            &mut self.elbow,
            &mut self.wrist,
            &mut self.abd,
            &mut self.rot,
            &mut self.swivel,
            &mut self.shift.forward,
            &mut self.shift.up,
            &mut self.shift.outward,
        ]
        .into_iter()
        .chain(self.hand.iter_mut())
        .chain(self.plant.iter_mut().flat_map(Plant::numbers))
    }
}

impl Plant {
    /// The point, with height and depth of a limb that leaves them out.
    pub(super) fn point(self, height: f64, depth: f64) -> Vector {
        Vector::new(self.x, self.y.unwrap_or(height), self.z.unwrap_or(depth))
    }

    fn numbers(&mut self) -> impl Iterator<Item = &mut f64> {
        [&mut self.x].into_iter().chain(self.y.iter_mut()).chain(self.z.iter_mut())
    }
}

impl Pin {
    /// How the figure has to move for a joint at this place.
    pub(super) fn shift_from(self, joint: Vector) -> Vector {
        let depth = self.z.map_or(0.0, |z| z - joint.z);
        Vector::new(self.x - joint.x, self.y - joint.y, depth)
    }

    fn numbers(&mut self) -> impl Iterator<Item = &mut f64> {
        [&mut self.x, &mut self.y].into_iter().chain(self.z.iter_mut())
    }
}

impl Joint {
    /// Reads names such as `top` or, with the side at the end, `kneeN` and `wristF`.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let of_trunk = match name {
            "hip" => Some(Self::Hip),
            "lum" => Some(Self::Lumbar),
            "tho" => Some(Self::Thorax),
            "top" => Some(Self::Top),
            "neck" => Some(Self::Neck),
            "skull" => Some(Self::Skull),
            "head" => Some(Self::Head),
            _ => None,
        };
        of_trunk.or_else(|| {
            let near = name.strip_suffix('N').map(|limb| (limb, Side::Near));
            let far = name.strip_suffix('F').map(|limb| (limb, Side::Far));
            let (limb, side) = near.or(far)?;
            Some(match limb {
                "hip" => Self::Leg(LegJoint::Hip, side),
                "knee" => Self::Leg(LegJoint::Knee, side),
                "ankle" => Self::Leg(LegJoint::Ankle, side),
                "toe" => Self::Leg(LegJoint::Toe, side),
                "sole" => Self::Leg(LegJoint::Sole, side),
                "sho" => Self::Arm(ArmJoint::Shoulder, side),
                "elbow" => Self::Arm(ArmJoint::Elbow, side),
                "wrist" => Self::Arm(ArmJoint::Wrist, side),
                "palm" => Self::Arm(ArmJoint::Palm, side),
                _ => return None,
            })
        })
    }
}
