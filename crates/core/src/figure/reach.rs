//! Inverse kinematics of two bones: where knee or elbow go when foot or hand hold a point.

use super::frame::Frame;
use super::vector::Vector;

/// A limb of two bones that reaches from its root to a target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) root: Vector,
    pub(super) target: Vector,
    pub(super) first_length: f64,
    pub(super) second_length: f64,
    /// The axis the middle joint turns about.
    pub(super) hinge: Vector,
    pub(super) bends: Bends,
    /// Degrees the middle joint is turned about the line from root to target, outwards on the near side.
    pub(super) swivel: f64,
}

/// To which side a middle joint can bend.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bends {
    /// As a knee.
    Forwards,
    /// As an elbow.
    Backwards,
}

/// Joints and bones of a limb that reaches its target, or as far as it is long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached {
    pub(super) middle: Vector,
    pub(super) end: Vector,
    pub(super) first: Frame,
    pub(super) second: Frame,
}

impl Reach {
    pub(super) fn solve(&self) -> Reached {
        let bend_sign = match self.bends {
            Bends::Forwards => 1.0,
            Bends::Backwards => -1.0,
        };
        let (a, b) = (self.first_length, self.second_length);
        let direction = (self.target - self.root).unit();
        let distance = (self.target - self.root).length().max((a - b).abs() * 1.001 + 0.01).min((a + b) * 0.9995);
        let pole = match self.hinge.cross(direction) {
            pole if pole.length() < 1e-3 => Vector::UP,
            pole => pole.unit(),
        };
        let pole = (pole * bend_sign).turned_about(direction, bend_sign * self.swivel);
        let along = (a * a + distance * distance - b * b) / (2.0 * distance);
        let aside = (a * a - along * along).max(0.0).sqrt();
        let end = self.root + direction * distance;
        let middle = self.root + direction * along + pole * aside;
        let front = pole * bend_sign;
        Reached { middle, end, first: bone(self.root, middle, front), second: bone(middle, end, front) }
    }
}

/// The frame of a bone whose front looks as far as possible in the given direction.
fn bone(start: Vector, end: Vector, front: Vector) -> Frame {
    let up = (start - end).unit();
    let forward = (front - up * front.dot(up)).unit();
    Frame { forward, up, right: forward.cross(up) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg_to(x: f64, y: f64) -> Reached {
        Reach {
            root: Vector::ZERO,
            target: Vector::new(x, y, 0.0),
            first_length: 30.0,
            second_length: 40.0,
            hinge: Vector::new(0.0, 0.0, 1.0),
            bends: Bends::Forwards,
            swivel: 0.0,
        }
        .solve()
    }

    #[test]
    fn a_target_within_reach_is_met_with_a_bent_knee_in_front() {
        let leg = leg_to(0.0, -50.0);
        assert!((leg.end - Vector::new(0.0, -50.0, 0.0)).length() < 1e-9);
        assert!((leg.middle - Vector::new(24.0, -18.0, 0.0)).length() < 1e-9);
    }

    #[test]
    fn a_target_out_of_reach_is_approached_along_a_straight_limb() {
        let leg = leg_to(0.0, -200.0);
        assert!((leg.end.y + 69.965).abs() < 1e-9, "ends at {}", leg.end.y);
    }
}
