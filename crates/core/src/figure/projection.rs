//! The oblique projection from the scene to the picture.

use super::data::View;
use super::vector::{Point, Vector};

/// Turns the scene about the vertical, then lets depth move things to the left and down.
///
/// Without a turn a side view shows true joint angles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    shear: f64,
    tilt: f64,
    yaw_sin: f64,
    yaw_cos: f64,
    /// -1 for the mirror image.
    across: f64,
}

/// A ball of the body, as seen in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Circle {
    pub(super) centre: Point,
    pub(super) radius: f64,
}

impl Projection {
    pub(super) fn new(view: View, mirror: bool) -> Self {
        let (yaw_sin, yaw_cos) = view.yaw.to_radians().sin_cos();
        Self { shear: view.shear, tilt: view.tilt, yaw_sin, yaw_cos, across: if mirror { -1.0 } else { 1.0 } }
    }

    /// Projects a place. The projection is linear, so it serves directions as well.
    pub(super) fn point(&self, place: Vector) -> Point {
        let x = place.x * self.yaw_cos - place.z * self.yaw_sin;
        let depth = place.x * self.yaw_sin + place.z * self.yaw_cos;
        Point::new(self.across * (x - self.shear * depth), self.tilt * depth - place.y)
    }

    pub(super) fn circle(&self, centre: Vector, radius: f64) -> Circle {
        Circle { centre: self.point(centre), radius }
    }

    /// Whether the scene is turned, so that its floor is no longer a level line.
    pub(super) fn is_turned(&self) -> bool {
        self.yaw_sin != 0.0
    }
}
