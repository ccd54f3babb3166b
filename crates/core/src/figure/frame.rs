//! The orientation of one body part and the turns a joint can give it.

use super::vector::{Side, Vector};

/// Three unit vectors at right angles. A limb runs along minus `up`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    pub(super) forward: Vector,
    /// Towards the head.
    pub(super) up: Vector,
    /// Towards the figure's right, its near side.
    pub(super) right: Vector,
}

impl Frame {
    /// A figure standing upright and facing right, turned about the vertical; 90 degrees faces the viewer.
    pub(super) fn standing(turn: f64) -> Self {
        let (sin, cos) = turn.to_radians().sin_cos();
        Self { forward: Vector::new(cos, 0.0, sin), up: Vector::UP, right: Vector::new(-sin, 0.0, cos) }
    }

    /// A hand that points at this angle in the picture plane: 0 degrees to the right, 90 up.
    pub(super) fn pointing(degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { forward: Vector::new(-sin, cos, 0.0), up: Vector::new(-cos, -sin, 0.0), right: Vector::new(0.0, 0.0, 1.0) }
    }

    /// Swings a limb forwards.
    pub(super) fn flexed(self, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { forward: self.forward * cos + self.up * sin, up: self.up * cos - self.forward * sin, ..self }
    }

    /// Leans the trunk forwards.
    pub(super) fn bent(self, degrees: f64) -> Self {
        self.flexed(-degrees)
    }

    /// Swings a limb outwards.
    pub(super) fn abducted(self, degrees: f64, side: Side) -> Self {
        let (sin, cos) = (degrees * side.sign()).to_radians().sin_cos();
        Self { up: self.up * cos - self.right * sin, right: self.right * cos + self.up * sin, ..self }
    }

    /// Turns about the long axis, forwards to outwards.
    pub(super) fn spun(self, degrees: f64, side: Side) -> Self {
        let (sin, cos) = (degrees * side.sign()).to_radians().sin_cos();
        Self { forward: self.forward * cos + self.right * sin, right: self.right * cos - self.forward * sin, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(actual: Vector, expected: Vector) {
        assert!((actual - expected).length() < 1e-9, "{actual:?} is not {expected:?}");
    }

    #[test]
    fn flexing_a_hanging_limb_by_90_degrees_points_it_ahead() {
        assert_close(-Frame::standing(0.0).flexed(90.0).up, Vector::new(1.0, 0.0, 0.0));
    }

    #[test]
    fn abducting_moves_the_near_limb_to_the_viewer_and_the_far_one_away() {
        let standing = Frame::standing(0.0);
        assert_close(-standing.abducted(90.0, Side::Near).up, Vector::new(0.0, 0.0, 1.0));
        assert_close(-standing.abducted(90.0, Side::Far).up, Vector::new(0.0, 0.0, -1.0));
    }

    #[test]
    fn a_figure_turned_by_90_degrees_faces_the_viewer() {
        assert_close(Frame::standing(90.0).forward, Vector::new(0.0, 0.0, 1.0));
    }
}
