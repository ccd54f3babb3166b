//! The outlines of body parts: limbs, head and trunk of a posed skeleton, and the shadow under it.

use super::data::{Ball, Part, Rig, Ring, Segment};
use super::frame::Frame;
use super::path::Path;
use super::projection::Projection;
use super::skeleton::{ArmBones, LegBones, Skeleton};
use super::spine::{Section, SpineCurve};
use super::vector::{Point, Side, Vector};

/// Share of a near thigh that has no contour, so that it grows out of the trunk.
const BARE_THIGH: f64 = 0.3;
/// Share of a near upper arm that has no contour.
const BARE_UPPER_ARM: f64 = 0.2;
/// Height in centimetres above which a body part leaves no shadow.
const SHADOW_HEIGHT: f64 = 15.0;
/// Half the breadth of the shadow of a body part on the floor.
const SHADOW_RADIUS: f64 = 4.6;

/// Draws the parts of one skeleton.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline<'a> {
    pub(super) rig: &'a Rig,
    pub(super) skeleton: &'a Skeleton,
    pub(super) projection: Projection,
    /// From -1, breathed out, to 1, breathed in.
    pub(super) breath: f64,
}

impl Outline<'_> {
    /// The whole outline of a part, to be filled.
    pub(super) fn filled(&self, part: Part) -> String {
        self.part(part, 0.0, 0.0)
    }

    /// The outline of a near limb, open at its root, to be stroked.
    pub(super) fn contour(&self, part: Part) -> String {
        self.part(part, BARE_THIGH, BARE_UPPER_ARM)
    }

    /// The contact shadow on the floor; empty while the body is high above it.
    pub(super) fn shadow(&self) -> String {
        let Skeleton { hip, lumbar, thorax, top, head, legs, arms, .. } = *self.skeleton;
        let mut path = Path::default();
        for (start, end, flesh) in [(hip, lumbar, 10.0), (lumbar, thorax, 9.0), (thorax, top, 9.5), (top, head, 9.0)] {
            self.bone_shadow(&mut path, start, end, flesh);
        }
        for side in [Side::Far, Side::Near] {
            let (leg, arm) = (&legs[side], &arms[side]);
            for (start, end, flesh) in [
                (leg.hip, leg.knee, 7.0),
                (leg.knee, leg.ankle, 4.8),
                (leg.ankle, leg.toe, 6.8),
                (arm.shoulder, arm.elbow, 5.0),
                (arm.elbow, arm.wrist, 3.8),
                (arm.wrist, arm.palm, 3.8),
            ] {
                self.bone_shadow(&mut path, start, end, flesh);
            }
        }
        path.into_text()
    }

    fn part(&self, part: Part, bare_thigh: f64, bare_upper_arm: f64) -> String {
        let Skeleton { legs, arms, .. } = self.skeleton;
        let mut path = Path::default();
        match part {
            Part::Trunk => {
                self.head(&mut path);
                self.trunk(&mut path);
            }
            Part::NearLeg => self.leg(&mut path, &legs.near, bare_thigh),
            Part::FarLeg => self.leg(&mut path, &legs.far, bare_thigh),
            Part::NearArm => self.arm(&mut path, &arms.near, bare_upper_arm),
            Part::FarArm => self.arm(&mut path, &arms.far, bare_upper_arm),
        }
        path.into_text()
    }

    fn leg(&self, path: &mut Path, leg: &LegBones, bare: f64) {
        let form = &self.rig.seg;
        self.bone(path, (leg.hip, leg.knee), form.thigh, leg.thigh, bare);
        self.bone(path, (leg.knee, leg.ankle), form.shank, leg.shank, 0.0);
        self.knee_web(path, leg);
        self.balls(path, &self.rig.foot, leg.ankle, leg.foot.forward, leg.foot.up);
    }

    fn arm(&self, path: &mut Path, arm: &ArmBones, bare: f64) {
        let form = &self.rig.seg;
        self.bone(path, (arm.shoulder, arm.elbow), form.upper_arm, arm.upper, bare);
        self.bone(path, (arm.elbow, arm.wrist), form.fore_arm, arm.fore, 0.0);
        self.balls(path, &self.rig.hand, arm.wrist, -arm.hand.up, arm.hand.forward);
    }

    fn bone(&self, path: &mut Path, ends: (Vector, Vector), form: Segment, frame: Frame, bare: f64) {
        let Self { projection, .. } = self;
        path.segment(projection.point(ends.0), projection.point(ends.1), form, projection.point(frame.forward), bare);
    }

    /// Fills the fold where calf and thigh of a deeply bent knee touch, growing from 95 degrees of flexion.
    fn knee_web(&self, path: &mut Path, leg: &LegBones) {
        let flexion = leg.thigh.up.dot(leg.shank.up).clamp(-1.0, 1.0).acos();
        let share = 0.8 * ((flexion.to_degrees() - 95.0) / 60.0).clamp(0.0, 1.0);
        let on_thigh = leg.knee + leg.thigh.up * (self.rig.thigh * share);
        let on_shank = leg.knee - leg.shank.up * (self.rig.shank * share);
        path.hull(&[self.projection.circle(leg.knee, 4.6), self.projection.circle(on_thigh, 4.6), self.projection.circle(on_shank, 4.0)]);
    }

    fn balls(&self, path: &mut Path, balls: &[Ball], origin: Vector, forward: Vector, up: Vector) {
        let circles: Vec<_> = balls
            .iter()
            .map(|ball| {
                let centre = origin + forward * ball.forward + up * ball.up;
                self.projection.circle(centre, ball.radius)
            })
            .collect();
        path.hull(&circles);
    }

    fn head(&self, path: &mut Path) {
        let Skeleton { neck, skull, head, bones, .. } = self.skeleton;
        let form = Segment { start: 6.8, end: 5.2, front: 0.0, back: 0.0 };
        path.segment(
            self.projection.point(*neck - bones.chest.up - bones.chest.forward * 0.6),
            self.projection.point(*skull + bones.head.up * 2.0),
            form,
            Point::default(),
            0.0,
        );
        for balls in [&self.rig.nose, &self.rig.skull] {
            self.balls(path, balls, *head, bones.head.forward, bones.head.up);
        }
    }

    fn trunk(&self, path: &mut Path) {
        let spine = SpineCurve::new(self.skeleton);
        let slices: Vec<Slice> = self.rig.rings.iter().map(|ring| self.slice(ring, &spine.at(ring.along))).collect();
        let (Some(lowest), Some(highest)) = (slices.first(), slices.last()) else {
            return;
        };
        let mut points = Vec::with_capacity(2 * slices.len() + 2);
        points.push(lowest.centre - lowest.up * 4.0);
        points.extend(slices.iter().map(|slice| slice.centre + slice.half));
        points.push(highest.centre + highest.up * 3.0);
        points.extend(slices.iter().rev().map(|slice| slice.centre - slice.half));
        path.closed_curve(points);
    }

    /// A ring of the trunk as seen in the picture. Breath deepens the rings round the ribs.
    fn slice(&self, ring: &Ring, section: &Section) -> Slice {
        let ribs = (1.0 - (ring.along - 0.65).abs() * 3.0).max(0.0);
        let half_depth = ring.half_depth * (1.0 + self.breath * 0.035 * ribs);
        let up = self.projection.point(section.up);
        let normal = up.normal();
        let right = self.projection.point(section.right).dot(normal);
        let forward = self.projection.point(section.forward).dot(normal);
        let half = (ring.half_width * right).hypot(half_depth * forward);
        Slice { centre: self.projection.point(section.centre + section.forward * ring.forward), up, half: normal * half }
    }

    /// The sliver a bone leaves on the floor. It narrows to nothing with height, so that nothing pops.
    fn bone_shadow(&self, path: &mut Path, start: Vector, end: Vector, flesh: f64) {
        let height = |place: Vector| (place.y - flesh).max(0.0);
        let (start_height, end_height) = (height(start), height(end));
        if start_height >= SHADOW_HEIGHT && end_height >= SHADOW_HEIGHT {
            return;
        }
        // Only the part below the limit counts.
        let lowered = |place: Vector, place_height: f64, other: Vector, other_height: f64| {
            if place_height > SHADOW_HEIGHT {
                let share = (place_height - SHADOW_HEIGHT) / (place_height - other_height);
                place.toward(other, share)
            } else {
                place
            }
        };
        let on_floor = |place: Vector| self.projection.point(Vector { y: 0.0, ..place });
        let radius = |height: f64| SHADOW_RADIUS * (1.0 - height.min(SHADOW_HEIGHT) / SHADOW_HEIGHT) + 0.1;
        let form = Segment { start: radius(start_height), end: radius(end_height), front: 0.0, back: 0.0 };
        path.segment(
            on_floor(lowered(start, start_height, end, end_height)),
            on_floor(lowered(end, end_height, start, start_height)),
            form,
            Point::default(),
            0.0,
        );
    }
}

/// A ring in the picture: its middle, the direction of the spine and the way to its left edge.
struct Slice {
    centre: Point,
    up: Point,
    half: Point,
}
