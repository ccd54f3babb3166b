//! The convex hull of circles. Feet, hands and the head are balls in a hull, so they turn in space without special cases.

use std::f64::consts::TAU;

use super::projection::Circle;
use super::vector::Point;

/// Angles that differ by less than this, in radians, are the same corner of a hull.
const SAME_ANGLE: f64 = 1e-9;

/// The circles round a hull, clockwise, each with the angle in radians where its arc starts.
///
/// Walks round the hull as if wrapping it in paper: from the outermost circle on the right it goes on to whichever
/// circle becomes outermost next. A single outermost circle has no corners.
pub(super) fn corners(circles: &[Circle]) -> Vec<(f64, Circle)> {
    let mut corners = Vec::with_capacity(circles.len() + 2);
    let Some(mut circle) = outermost(circles, 0.0) else {
        return corners;
    };
    let mut angle = 0.0;
    let mut once_round = TAU;
    // A hull has fewer than two arcs for each circle; the limit only guards against rounding.
    for _ in 0..2 * circles.len() {
        let next = circles
            .iter()
            .filter_map(|other| Some((turn_until(circle, *other, angle)?, *other)))
            .min_by(|(turn, _), (other_turn, _)| turn.total_cmp(other_turn));
        match next {
            Some((turn, other)) if angle + turn < once_round => {
                angle += turn;
                circle = other;
                if corners.is_empty() {
                    once_round = angle + TAU - SAME_ANGLE;
                }
                corners.push((angle, circle));
            }
            _ => break,
        }
    }
    corners
}

/// The circle that reaches farthest in a direction given in radians.
pub(super) fn outermost(circles: &[Circle], angle: f64) -> Option<Circle> {
    let direction = Point::on_circle(angle, 1.0);
    let reach = |circle: &Circle| circle.centre.dot(direction) + circle.radius;
    circles.iter().copied().max_by(|one, other| reach(one).total_cmp(&reach(other)))
}

/// How far to turn clockwise until another circle reaches farther than this one, in radians; `None` if it never does
/// or always has.
fn turn_until(circle: Circle, other: Circle, angle: f64) -> Option<f64> {
    let between = other.centre - circle.centre;
    let ratio = (circle.radius - other.radius) / between.length();
    if ratio.is_nan() || ratio.abs() > 1.0 - SAME_ANGLE {
        return None;
    }
    let overtakes_at = between.y.atan2(between.x) - ratio.acos();
    let turn = (overtakes_at - angle).rem_euclid(TAU);
    Some(if turn > TAU - SAME_ANGLE { 0.0 } else { turn })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(x: f64, y: f64, radius: f64) -> Circle {
        Circle { centre: Point::new(x, y), radius }
    }

    #[test]
    fn a_circle_between_two_equal_ones_is_skipped() {
        let row = [0.0, 10.0, 5.0].map(|x| circle(x, 0.0, 2.0));
        let corners = corners(&row);
        let ends = corners.iter().filter(|(_, circle)| (circle.centre.x - 5.0).abs() > 1.0);
        assert_eq!(ends.count(), 2, "{corners:?}");
    }

    #[test]
    fn an_upright_square_of_points_has_four_corners() {
        let square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let corners = corners(&square.map(|(x, y)| circle(x, y, 0.0)));
        assert_eq!(corners.len(), 4, "{corners:?}");
    }

    #[test]
    fn a_circle_that_sticks_out_has_an_arc_of_its_own() {
        let pair = [circle(0.0, 0.0, 5.0), circle(6.0, 0.0, 2.0)];
        let radii = corners(&pair).into_iter().map(|(_, circle)| circle.radius);
        assert_eq!(radii.collect::<Vec<_>>(), [5.0, 2.0]);
    }
}
