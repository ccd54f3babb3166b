//! The skeleton of a posed figure: forward kinematics from the hips outwards.

use super::data::Rig;
use super::frame::Frame;
use super::pose::{Arm, ArmJoint, Joint, Leg, LegJoint, Pose};
use super::reach::{Bends, Reach};
use super::vector::{Pair, Side, Vector};

/// Height of the wrist of a hand that lies flat on the floor.
const FLAT_WRIST: f64 = 3.6;

/// The places of all joints and the orientation of all bones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skeleton {
    pub(super) hip: Vector,
    /// Where the lumbar spine starts.
    pub(super) lumbar: Vector,
    /// Where the chest starts.
    pub(super) thorax: Vector,
    pub(super) top: Vector,
    pub(super) neck: Vector,
    pub(super) skull: Vector,
    /// Middle of the head.
    pub(super) head: Vector,
    pub(super) bones: Spine,
    pub(super) legs: Pair<LegBones>,
    pub(super) arms: Pair<ArmBones>,
}

/// The orientation of the bones between hip and head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spine {
    pub(super) pelvis: Frame,
    pub(super) lumbar: Frame,
    pub(super) chest: Frame,
    pub(super) neck: Frame,
    pub(super) head: Frame,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct LegBones {
    pub(super) hip: Vector,
    pub(super) knee: Vector,
    pub(super) ankle: Vector,
    pub(super) toe: Vector,
    /// Middle of the sole.
    pub(super) sole: Vector,
    pub(super) thigh: Frame,
    pub(super) shank: Frame,
    pub(super) foot: Frame,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ArmBones {
    pub(super) shoulder: Vector,
    pub(super) elbow: Vector,
    pub(super) wrist: Vector,
    pub(super) palm: Vector,
    pub(super) upper: Frame,
    pub(super) fore: Frame,
    pub(super) hand: Frame,
}

impl Rig {
    /// Poses the skeleton so that the pinned joint lies on its point and planted hands and feet hold theirs.
    pub(super) fn solve(&self, pose: &Pose) -> Skeleton {
        let standing = Frame::standing(pose.turn);
        let spine = Spine::new(pose, standing);
        let skeleton = self.build(pose, &spine, standing.forward, Vector::ZERO);
        match pose.pin {
            None => skeleton,
            Some(pin) => {
                let hip = pin.shift_from(skeleton.joint(pin.joint));
                self.build(pose, &spine, standing.forward, hip)
            }
        }
    }

    fn build(&self, pose: &Pose, bones: &Spine, facing: Vector, hip: Vector) -> Skeleton {
        let lumbar = hip + bones.pelvis.up * self.lumbar;
        let thorax = lumbar + bones.lumbar.up * self.thorax;
        let top = thorax + bones.chest.up * self.chest;
        let neck = top + bones.chest.up * 1.5;
        let skull = neck + bones.neck.up * self.neck;
        let head = skull + bones.head.up * self.head + bones.head.forward * 1.2;
        Skeleton {
            hip,
            lumbar,
            thorax,
            top,
            neck,
            skull,
            head,
            bones: *bones,
            legs: Pair::from_sides(|side| {
                let socket = hip + bones.pelvis.right * (side.sign() * self.hip_half);
                self.leg(&pose.legs[side], socket, bones.pelvis, facing, side)
            }),
            arms: Pair::from_sides(|side| self.arm(&pose.arms[side], top, bones.chest, side)),
        }
    }

    fn leg(&self, leg: &Leg, hip: Vector, pelvis: Frame, facing: Vector, side: Side) -> LegBones {
        let (knee, ankle, thigh, shank) = if let Some(plant) = leg.plant {
            let reached = Reach {
                root: hip,
                target: plant.point(self.ankle, hip.z),
                first_length: self.thigh,
                second_length: self.shank,
                hinge: pelvis.right,
                bends: Bends::Forwards,
                swivel: side.sign() * leg.swivel,
            }
            .solve();
            (reached.middle, reached.end, reached.first, reached.second)
        } else {
            let thigh = pelvis.flexed(leg.hip).abducted(leg.abd, side).spun(leg.rot, side);
            let knee = hip - thigh.up * self.thigh;
            let shank = thigh.flexed(-leg.knee);
            (knee, knee - shank.up * self.shank, thigh, shank)
        };
        let foot = match (leg.plant, leg.ankle) {
            (Some(_), None) => {
                Frame { forward: facing, up: Vector::UP, right: facing.cross(Vector::UP) }.spun(leg.toe_out, side).flexed(leg.foot)
            }
            (_, ankle) => shank.flexed(ankle.unwrap_or(0.0)),
        };
        LegBones {
            hip,
            knee,
            ankle,
            toe: ankle + foot.forward * 18.0 - foot.up * 5.0,
            sole: ankle + foot.forward * 9.0 - foot.up * 6.5,
            thigh,
            shank,
            foot,
        }
    }

    fn arm(&self, arm: &Arm, top: Vector, chest: Frame, side: Side) -> ArmBones {
        let shoulder = top
            + chest.up * (arm.shift.up - self.shoulder_drop)
            + chest.right * (side.sign() * (self.shoulder_half + arm.shift.outward))
            + chest.forward * arm.shift.forward;
        let (elbow, wrist, upper, fore) = if let Some(plant) = arm.plant {
            let reached = Reach {
                root: shoulder,
                target: plant.point(FLAT_WRIST, shoulder.z),
                first_length: self.upper_arm,
                second_length: self.fore_arm,
                hinge: chest.right,
                bends: Bends::Backwards,
                swivel: side.sign() * arm.swivel,
            }
            .solve();
            (reached.middle, reached.end, reached.first, reached.second)
        } else {
            let upper = chest.flexed(arm.shoulder).abducted(arm.abd, side).spun(arm.rot, side);
            let elbow = shoulder - upper.up * self.upper_arm;
            let fore = upper.flexed(arm.elbow);
            (elbow, elbow - fore.up * self.fore_arm, upper, fore)
        };
        let hand = arm.hand.map_or_else(|| fore.flexed(arm.wrist), Frame::pointing);
        ArmBones { shoulder, elbow, wrist, palm: wrist - hand.up * 6.0, upper, fore, hand }
    }
}

impl Skeleton {
    pub(super) fn joint(&self, joint: Joint) -> Vector {
        match joint {
            Joint::Hip => self.hip,
            Joint::Lumbar => self.lumbar,
            Joint::Thorax => self.thorax,
            Joint::Top => self.top,
            Joint::Neck => self.neck,
            Joint::Skull => self.skull,
            Joint::Head => self.head,
            Joint::Leg(joint, side) => {
                let leg = &self.legs[side];
                match joint {
                    LegJoint::Hip => leg.hip,
                    LegJoint::Knee => leg.knee,
                    LegJoint::Ankle => leg.ankle,
                    LegJoint::Toe => leg.toe,
                    LegJoint::Sole => leg.sole,
                }
            }
            Joint::Arm(joint, side) => {
                let arm = &self.arms[side];
                match joint {
                    ArmJoint::Shoulder => arm.shoulder,
                    ArmJoint::Elbow => arm.elbow,
                    ArmJoint::Wrist => arm.wrist,
                    ArmJoint::Palm => arm.palm,
                }
            }
        }
    }
}

impl Spine {
    fn new(pose: &Pose, standing: Frame) -> Self {
        let vertebrae =
            |below: Frame, bend: f64| below.bent(bend).abducted(-pose.side / 2.0, Side::Near).spun(pose.twist / 2.0, Side::Near);
        let pelvis = standing.bent(pose.pitch).spun(pose.roll, Side::Near);
        let lumbar = vertebrae(pelvis, pose.lumbar);
        let chest = vertebrae(lumbar, pose.thorax);
        let neck = chest.bent(pose.neck).abducted(-pose.neck_side, Side::Near);
        let head = neck.bent(pose.head).spun(pose.look, Side::Near);
        Self { pelvis, lumbar, chest, neck, head }
    }
}

impl LegBones {
    /// The joint angles that bring a free leg into the same place.
    pub(super) fn as_free(&self, pelvis: Frame, side: Side) -> Leg {
        let angles = LimbAngles::between(pelvis, self.thigh, self.shank, side);
        Leg {
            hip: angles.swing,
            abd: angles.abduction,
            rot: angles.rotation,
            knee: -angles.hinge,
            ankle: Some(degrees(self.foot.forward.dot(self.shank.up), self.foot.forward.dot(self.shank.forward))),
            ..Leg::default()
        }
    }
}

impl ArmBones {
    /// The joint angles that bring a free arm into the same place; a glided shoulder blade stays where it is.
    pub(super) fn as_free(&self, chest: Frame, side: Side, planted: &Arm) -> Arm {
        let angles = LimbAngles::between(chest, self.upper, self.fore, side);
        Arm {
            shoulder: angles.swing,
            abd: angles.abduction,
            rot: angles.rotation,
            elbow: angles.hinge,
            wrist: degrees(-self.hand.up.dot(self.fore.forward), self.hand.up.dot(self.fore.up)),
            shift: planted.shift,
            ..Arm::default()
        }
    }
}

/// How two bones hang on the trunk, in degrees.
struct LimbAngles {
    swing: f64,
    abduction: f64,
    rotation: f64,
    /// Flexion of the second bone against the first, positive as an elbow bends.
    hinge: f64,
}

impl LimbAngles {
    fn between(trunk: Frame, first: Frame, second: Frame, side: Side) -> Self {
        let direction = -first.up;
        let swing = degrees(direction.dot(trunk.forward), -direction.dot(trunk.up));
        let sideways = (side.sign() * direction.dot(trunk.right)).clamp(-1.0, 1.0);
        let abduction = sideways.asin().to_degrees();
        let unrotated = trunk.flexed(swing).abducted(abduction, side);
        Self {
            swing,
            abduction,
            rotation: degrees(side.sign() * first.forward.dot(unrotated.right), first.forward.dot(unrotated.forward)),
            hinge: degrees(-second.up.dot(first.forward), second.up.dot(first.up)),
        }
    }
}

fn degrees(opposite: f64, adjacent: f64) -> f64 {
    opposite.atan2(adjacent).to_degrees()
}
