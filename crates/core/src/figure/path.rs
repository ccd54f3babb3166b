//! The text of an SVG path, and the round forms a body is made of.
//!
//! Every closed form runs clockwise on screen, so that overlapping forms of one path fill without gaps.

use std::f64::consts::{PI, TAU};
use std::fmt::Write;

use super::data::Segment;
use super::hull;
use super::projection::Circle;
use super::vector::Point;

/// SVG path data, with numbers to a tenth of a centimetre.
#[derive(Debug, Default)]
pub(super) struct Path(String);

impl Path {
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// A line through points, closed to an area if wanted.
    pub(super) fn polyline(&mut self, points: impl IntoIterator<Item = Point>, closed: bool) {
        let mut command = 'M';
        for point in points {
            self.command(command, point);
            command = 'L';
        }
        if closed {
            self.close();
        }
    }

    pub(super) fn disc(&mut self, circle: Circle) {
        let Circle { centre, radius } = circle;
        self.command('M', Point::new(centre.x - radius, centre.y));
        for diameter in [2.0 * radius, -2.0 * radius] {
            self.command('a', Point::new(radius, radius));
            self.0.push_str(" 0 1 1 ");
            self.point(Point::new(diameter, 0.0));
        }
        self.close();
    }

    /// A tapered limb with a bulging front and back. `front` is the direction of its front in the picture; `bare` is
    /// the share at its root that is left out.
    pub(super) fn segment(&mut self, start: Point, end: Point, form: Segment, front: Point, bare: f64) {
        let axis = end - start;
        let length = axis.length();
        if length < (form.start - form.end).abs() + 0.5 {
            return self.disc(if form.start > form.end {
                Circle { centre: start, radius: form.start }
            } else {
                Circle { centre: end, radius: form.end }
            });
        }
        let normal = axis.normal();
        // A bulge shows in full when its limb is seen from the side and not foreshortened.
        let facing = front.dot(normal) * (length / 30.0).min(1.0);
        let (left, right) =
            if facing > 0.0 { (facing * form.front, facing * form.back) } else { (-facing * form.back, -facing * form.front) };
        let contour = |side: Point, bulge: f64| {
            let at = |along: f64, taper: f64, bulge: f64| {
                let radius = form.start + (form.end - form.start) * taper;
                start + axis * along + side * (radius + bulge)
            };
            let whole = Cubic {
                start: at(0.0, 0.0, 0.0),
                first: at(0.3, 0.3, bulge * 1.7),
                second: at(0.7, 0.72, bulge * 0.5),
                end: at(1.0, 1.0, 0.0),
            };
            if bare > 0.0 { whole.rest_after(bare) } else { whole }
        };
        let outward = contour(normal, left);
        let back = contour(normal * -1.0, right);
        self.command('M', outward.start);
        self.curve(outward.first, outward.second, outward.end);
        self.arc(form.end, false, back.end);
        self.curve(back.second, back.first, back.start);
        if bare <= 0.0 {
            self.arc(form.start, false, outward.start);
        }
        self.close();
    }

    /// The convex hull of circles, as arcs and lines.
    pub(super) fn hull(&mut self, circles: &[Circle]) {
        let corners = hull::corners(circles);
        let Some(&(first_angle, _)) = corners.first() else {
            if let Some(largest) = hull::outermost(circles, 0.0) {
                self.disc(largest);
            }
            return;
        };
        let next_angles = corners.iter().skip(1).map(|(angle, _)| *angle).chain(std::iter::once(first_angle + TAU));
        let mut command = 'M';
        for (&(angle, circle), next_angle) in corners.iter().zip(next_angles) {
            let on_circle = |angle| circle.centre + Point::on_circle(angle, circle.radius);
            self.command(command, on_circle(angle));
            self.arc(circle.radius, next_angle - angle > PI, on_circle(next_angle));
            command = 'L';
        }
        self.close();
    }

    /// A smooth closed curve through points (Catmull-Rom), clockwise whatever their order.
    pub(super) fn closed_curve(&mut self, mut points: Vec<Point>) {
        let after = |points: &[Point], steps: usize| {
            let shifted = points.iter().cycle().skip(steps).take(points.len());
            shifted.copied().collect::<Vec<_>>()
        };
        let neighbours = after(&points, 1);
        let area: f64 = points.iter().zip(&neighbours).map(|(point, next)| point.cross(*next)).sum();
        if area < 0.0 {
            points.reverse();
        }
        let (second, third, fourth) = (after(&points, 1), after(&points, 2), after(&points, 3));
        if let Some(start) = second.first() {
            self.command('M', *start);
        }
        let nexts = third.iter().zip(&fourth);
        for ((before, start), (end, beyond)) in points.iter().zip(&second).zip(nexts) {
            self.curve(*start + (*end - *before) * (1.0 / 6.0), *end - (*beyond - *start) * (1.0 / 6.0), *end);
        }
        self.close();
    }

    fn curve(&mut self, first: Point, second: Point, end: Point) {
        self.command('C', first);
        self.0.push(' ');
        self.point(second);
        self.0.push(' ');
        self.point(end);
    }

    fn arc(&mut self, radius: f64, large: bool, end: Point) {
        self.command('A', Point::new(radius, radius));
        self.0.push_str(if large { " 0 1 1 " } else { " 0 0 1 " });
        self.point(end);
    }

    fn command(&mut self, letter: char, point: Point) {
        self.0.push(letter);
        self.point(point);
    }

    fn point(&mut self, point: Point) {
        self.number(point.x);
        self.0.push(' ');
        self.number(point.y);
    }

    /// Digits of a whole number: finding the shortest text of a fraction takes a good part of what a picture takes.
    #[allow(clippy::cast_possible_truncation, reason = "a picture is not two hundred million centimetres wide")]
    fn number(&mut self, number: f64) {
        let tenths = (number * 10.0 + 0.5).floor() as i32;
        if tenths < 0 {
            self.0.push('-');
        }
        let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{whole}");
        if tenth > 0 {
            let _ = write!(self.0, ".{tenth}");
        }
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// Rounded to a tenth, without a negative zero.
pub(super) fn tenths(number: f64) -> f64 {
    (number * 10.0 + 0.5).floor() / 10.0 + 0.0
}

/// A cubic Bezier curve.
#[derive(Clone, Copy, Debug)]
struct Cubic {
    start: Point,
    first: Point,
    second: Point,
    end: Point,
}

impl Cubic {
    /// The rest of the curve after a share of it.
    fn rest_after(self, share: f64) -> Self {
        let near = self.start.toward(self.first, share);
        let middle = self.first.toward(self.second, share);
        let far = self.second.toward(self.end, share);
        let (left, right) = (near.toward(middle, share), middle.toward(far, share));
        Self { start: left.toward(right, share), first: right, second: far, end: self.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(x: f64, y: f64, radius: f64) -> Circle {
        Circle { centre: Point::new(x, y), radius }
    }

    fn text(draw: impl FnOnce(&mut Path)) -> String {
        let mut path = Path::default();
        draw(&mut path);
        path.into_text()
    }

    #[test]
    fn the_hull_of_two_equal_circles_is_a_capsule() {
        let hull = text(|path| path.hull(&[circle(0.0, 0.0, 2.0), circle(10.0, 0.0, 2.0)]));
        assert_eq!(hull, "M0 2A2 2 0 0 1 0 -2L10 -2A2 2 0 0 1 10 2Z");
    }

    #[test]
    fn a_circle_inside_another_leaves_no_trace_in_the_hull() {
        let hull = text(|path| path.hull(&[circle(0.0, 0.0, 5.0), circle(1.0, 0.0, 2.0)]));
        assert_eq!(hull, "M-5 0a5 5 0 1 1 10 0a5 5 0 1 1 -10 0Z");
    }

    #[test]
    fn equal_circles_in_one_place_make_one_disc() {
        let hull = text(|path| path.hull(&[circle(0.0, 0.0, 5.0), circle(0.0, 0.0, 5.0)]));
        assert_eq!(hull, "M-5 0a5 5 0 1 1 10 0a5 5 0 1 1 -10 0Z");
    }

    #[test]
    fn a_hull_without_circles_is_empty() {
        assert_eq!(text(|path| path.hull(&[])), "");
    }

    #[test]
    fn a_limb_seen_end_on_is_a_disc() {
        let form = Segment { start: 4.0, end: 3.0, front: 1.0, back: 1.0 };
        let limb = text(|path| {
            path.segment(Point::new(0.0, 0.0), Point::new(1.0, 0.0), form, Point::default(), 0.0);
        });
        assert_eq!(limb, "M-4 0a4 4 0 1 1 8 0a4 4 0 1 1 -8 0Z");
    }

    #[test]
    fn numbers_are_tenths_without_a_negative_zero() {
        let line = text(|path| path.polyline([Point::new(-0.04, 1.25)], false));
        assert_eq!(line, "M0 1.3");
        let line = text(|path| path.polyline([Point::new(-0.06, -12.0), Point::new(-3.56, 0.96)], false));
        assert_eq!(line, "M-0.1 -12L-3.6 1");
    }
}
