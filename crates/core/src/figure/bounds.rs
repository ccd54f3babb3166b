//! The part of the picture that a whole movement needs.

use super::projection::Projection;
use super::props::Prop;
use super::skeleton::Skeleton;
use super::vector::{Point, Side, Vector};
use serde::{Deserialize, Serialize};

/// A box round everything an exercise shows, found once and kept.
///
/// The picture never changes its box during a movement, or the figure would seem to grow and shrink.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Bounds {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Bounds {
    /// A box round all key poses and the equipment.
    pub(super) fn around(skeletons: impl Iterator<Item = Skeleton>, props: &[Prop], projection: Projection) -> Self {
        let mut bounds = Self { left: f64::INFINITY, top: 0.0, right: f64::NEG_INFINITY, bottom: 0.0 };
        for skeleton in skeletons {
            for (joint, flesh) in joints(&skeleton) {
                bounds.include(projection.point(joint), flesh);
            }
        }
        for prop in props {
            prop.widen(&mut bounds, projection);
        }
        bounds
    }

    pub(super) fn include(&mut self, point: Point, margin: f64) {
        self.include_columns(point.x - margin, point.x + margin);
        self.top = self.top.min(point.y - margin);
        self.bottom = self.bottom.max(point.y + margin);
    }

    pub(super) fn include_columns(&mut self, one: f64, other: f64) {
        self.left = self.left.min(one).min(other);
        self.right = self.right.max(one).max(other);
    }

    pub(super) fn include_height(&mut self, height: f64) {
        self.top = self.top.min(-height);
    }

    pub(super) fn include_depth(&mut self, depth: f64) {
        self.bottom = self.bottom.max(depth);
    }

    /// Width by height of what is needed, with a margin.
    pub(super) fn aspect(&self) -> f64 {
        self.needed_width() / self.needed_height()
    }

    fn needed_width(&self) -> f64 {
        self.right - self.left + 14.0
    }

    fn needed_height(&self) -> f64 {
        self.lowest() + 7.0 - self.top
    }

    fn lowest(&self) -> f64 {
        (self.bottom + 4.0).max(9.0)
    }

    /// Left, top, width and height of a picture of the given aspect ratio, with a margin.
    pub(super) fn view_box(&self, aspect: f64, mirror: bool) -> [f64; 4] {
        let (bottom, needed_height) = (self.lowest(), self.needed_height());
        let width = self.needed_width().max(needed_height * aspect);
        let height = width / aspect;
        let middle = f64::midpoint(self.left, self.right);
        let left = if mirror { -middle } else { middle } - width / 2.0;
        // Spare height goes mostly above the figure, so that it stands on the ground.
        let top = bottom - height + (height - needed_height) * 0.28;
        [left, top, width, height]
    }
}

/// The joints that decide how much room a body takes, with the flesh round them.
fn joints(skeleton: &Skeleton) -> impl Iterator<Item = (Vector, f64)> {
    let trunk = [
        (skeleton.hip, 11.0),
        (skeleton.lumbar, 6.0),
        (skeleton.thorax, 6.0),
        (skeleton.top, 9.0),
        (skeleton.neck, 6.0),
        (skeleton.skull, 6.0),
        (skeleton.head, 11.0),
    ];
    let limbs = Side::BOTH.map(|side| {
        let (leg, arm) = (&skeleton.legs[side], &skeleton.arms[side]);
        [
            (leg.hip, 6.0),
            (leg.knee, 6.0),
            (leg.ankle, 6.0),
            (leg.toe, 6.0),
            (leg.sole, 6.0),
            (arm.shoulder, 6.0),
            (arm.elbow, 6.0),
            (arm.palm, 6.0),
            (arm.wrist, 8.0),
        ]
    });
    trunk.into_iter().chain(limbs.into_iter().flatten())
}
