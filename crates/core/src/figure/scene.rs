//! How equipment looks: what lies under, behind and in the hands of the figure.

use super::data::Rig;
use super::draw::Shape;
use super::path::Path;
use super::pose::Pose;
use super::projection::{Circle, Projection};
use super::props::{Band, DESK_WIDTH, Prop, SEAT_WIDTH, floor_corners};
use super::skeleton::{LegBones, Skeleton};
use super::vector::{Point, Vector};

const WALL_HEIGHT: f64 = 168.0;
const MAT_THICKNESS: f64 = 2.4;
const ROLLER_RADIUS: f64 = 7.5;

/// The scene equipment is drawn into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) rig: &'a Rig,
    pub(super) pose: &'a Pose,
    pub(super) skeleton: &'a Skeleton,
    pub(super) projection: Projection,
}

impl Scene<'_> {
    /// What lies on the floor, under the shadow.
    pub(super) fn floor(&self, prop: &Prop, shapes: &mut Vec<Shape>) {
        if let Prop::Mat { left, right, near, far } = *prop {
            shapes.push(self.area("fig-mat", floor_corners(left, right, near, far)));
            let lowered = |corner: Vector| Vector { y: -MAT_THICKNESS, ..corner };
            let [_, back, corner, front] = floor_corners(left, right, near, far);
            shapes.push(self.path("fig-mat-edge", |path| {
                path.polyline(self.points([front, corner, lowered(corner), lowered(front)]), true);
                path.polyline(self.points([corner, back, lowered(back), lowered(corner)]), true);
            }));
        }
    }

    /// What stands behind the figure.
    pub(super) fn behind(&self, prop: &Prop, shapes: &mut Vec<Shape>) {
        match *prop {
            Prop::Chair { x, facing, height } => self.chair(x, facing, height, shapes),
            Prop::Desk { x, facing, height } => self.desk(x, facing, height, shapes),
            Prop::Wall { x } => {
                let slab = |x: f64, y: f64, z: f64| Vector::new(x, y * WALL_HEIGHT, z);
                let face = [slab(x, 0.0, -34.0), slab(x, 1.0, -34.0), slab(x, 1.0, 30.0), slab(x, 0.0, 30.0)];
                let back = x - 5.0;
                let end = [slab(x, 0.0, 30.0), slab(x, 1.0, 30.0), slab(back, 1.0, 30.0), slab(back, 0.0, 30.0)];
                shapes.push(self.area("fig-prop", face));
                shapes.push(self.area("fig-prop2", end));
            }
            Prop::Roller { x } => {
                let x = self.pose.roller.unwrap_or(x);
                let end = |z: f64, radius: f64| self.projection.circle(Vector::new(x, ROLLER_RADIUS, z), radius);
                let body = [end(-23.0, ROLLER_RADIUS), end(23.0, ROLLER_RADIUS)];
                shapes.push(self.path("fig-prop2", |path| path.hull(&body)));
                shapes.push(self.path("fig-prop", |path| path.disc(end(23.0, ROLLER_RADIUS - 0.4))));
                shapes.push(self.path("fig-hole", |path| path.disc(end(23.0, 3.0))));
            }
            Prop::Strap => {
                let ends = [self.skeleton.arms.far.palm, self.skeleton.legs.near.sole];
                shapes.push(self.line("fig-strap fig-strap-far", ends));
            }
            Prop::Mat { .. } | Prop::Band(_) | Prop::Ball { .. } => {}
        }
    }

    /// What goes between the legs, over the far one.
    pub(super) fn between_legs(&self, prop: &Prop, shapes: &mut Vec<Shape>) {
        let legs = &self.skeleton.legs;
        match *prop {
            Prop::Band(band) => {
                let ends = [self.band_across(&legs.near, band), self.band_across(&legs.far, band)];
                let circles = ends.as_flattened().iter().map(|end| Circle { centre: *end, radius: 0.0 });
                let circles: Vec<Circle> = circles.collect();
                shapes.push(self.path("fig-band fig-band-far", |path| path.hull(&circles)));
            }
            Prop::Ball { radius: free_radius } => {
                // Round when free, flattened when the knees leave less room.
                let (near, far) = (&legs.near, &legs.far);
                let above_knees = near.knee + near.thigh.up * 3.0 + far.knee + far.thigh.up * 3.0;
                let gap = (near.knee - far.knee).length();
                let radius = (gap / 2.0 - 5.0).min(free_radius).max(4.0);
                let bulge = (free_radius - radius) * 0.55;
                let circles = [near.thigh.up, -near.thigh.up, near.thigh.forward, -near.thigh.forward]
                    .map(|to| self.projection.circle(above_knees * 0.5 + to * bulge, radius));
                shapes.push(self.path("fig-ball", |path| path.hull(&circles)));
            }
            _ => {}
        }
    }

    /// What goes over the near leg.
    pub(super) fn in_front(&self, prop: &Prop, shapes: &mut Vec<Shape>) {
        let near_leg = &self.skeleton.legs.near;
        match *prop {
            Prop::Strap => {
                shapes.push(self.line("fig-strap", [self.skeleton.arms.near.palm, near_leg.sole]));
            }
            Prop::Band(band) => {
                let ends = self.band_across(near_leg, band);
                shapes.push(self.path("fig-band", |path| path.polyline(ends, false)));
            }
            _ => {}
        }
    }

    fn chair(&self, x: f64, facing: f64, height: f64, shapes: &mut Vec<Shape>) {
        let at = |along: f64, y: f64, z: f64| Vector::new(x + along * facing, y, z);
        let (near, far, width) = (19.0, -19.0, SEAT_WIDTH);
        let legs = |class, top: f64, z: f64| {
            self.path(class, |path| {
                path.polyline(self.points([at(3.0, top, z), at(1.0, 0.0, z)]), false);
                path.polyline(self.points([at(width - 3.0, top, z), at(width - 1.0, 0.0, z)]), false);
            })
        };
        let post = |class, bottom: f64, z: f64| self.line(class, [at(1.0, bottom, z), at(-5.0, height + 44.0, z)]);
        shapes.push(legs("fig-leg2", height, far));
        shapes.push(post("fig-leg2", height, far));
        let (low, high) = (height + 24.0, height + 45.0);
        let backrest = [at(-3.0, low, far), at(-5.0, high, far), at(-5.0, high, near), at(-3.0, low, near)];
        shapes.push(self.area("fig-prop2", backrest));
        self.board([at(0.0, height, 0.0), at(width, height, 0.0)], near, 4.0, shapes);
        shapes.push(legs("fig-leg1", height - 4.0, near));
        shapes.push(post("fig-leg1", height - 2.0, near));
    }

    fn desk(&self, x: f64, facing: f64, height: f64, shapes: &mut Vec<Shape>) {
        let at = |along: f64, y: f64, z: f64| Vector::new(x + along * facing, y, z);
        let foot = |class, z: f64| {
            self.path(class, |path| {
                path.polyline(self.points([at(26.0, height - 3.0, z), at(26.0, 2.0, z)]), false);
                path.polyline(self.points([at(6.0, 1.6, z), at(DESK_WIDTH - 1.0, 1.6, z)]), false);
            })
        };
        shapes.push(foot("fig-leg2", -22.0));
        shapes.push(foot("fig-leg1", 22.0));
        self.board([at(0.0, height, 0.0), at(DESK_WIDTH, height, 0.0)], 30.0, 3.0, shapes);
    }

    /// A level board between two ends, as deep to both sides: its top and its front edge.
    fn board(&self, ends: [Vector; 2], depth: f64, thickness: f64, shapes: &mut Vec<Shape>) {
        let [start, end] = ends;
        let at_depth = |place: Vector, z: f64| Vector { z, ..place };
        let (front_start, front_end) = (at_depth(start, depth), at_depth(end, depth));
        let lowered = |place: Vector| place - Vector::UP * thickness;
        let top = [at_depth(start, -depth), at_depth(end, -depth), front_end, front_start];
        let edge = [front_start, front_end, lowered(front_end), lowered(front_start)];
        shapes.push(self.area("fig-prop", top));
        shapes.push(self.area("fig-prop2", edge));
    }

    /// Both ends of the bar a band makes across one leg.
    fn band_across(&self, leg: &LegBones, band: Band) -> [Point; 2] {
        let (centre, axis, reach) = match band {
            Band::Feet => (leg.ankle + leg.foot.forward * 9.5 - leg.foot.up * 4.0, leg.foot.forward, 3.8),
            Band::Thighs(along) => (leg.hip - leg.thigh.up * (self.rig.thigh * along), leg.thigh.up, 6.6),
        };
        let centre = self.projection.point(centre);
        let across = self.projection.point(axis).normal() * reach;
        [centre - across, centre + across]
    }

    fn line(&self, class: &'static str, ends: [Vector; 2]) -> Shape {
        self.path(class, |path| path.polyline(self.points(ends), false))
    }

    fn area(&self, class: &'static str, corners: [Vector; 4]) -> Shape {
        self.path(class, |path| path.polyline(self.points(corners), true))
    }

    fn points<const N: usize>(&self, places: [Vector; N]) -> [Point; N] {
        places.map(|place| self.projection.point(place))
    }

    #[allow(clippy::unused_self, reason = "reads as the other methods that make shapes")]
    fn path(&self, class: &'static str, draw: impl FnOnce(&mut Path)) -> Shape {
        let mut path = Path::default();
        draw(&mut path);
        Shape::Path { class, d: path.into_text() }
    }
}
