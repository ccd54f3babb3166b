//! One picture: the shapes of a posed figure, from the floor up to the limbs nearest to the viewer.

use super::Figure;
use super::data::{Bone, Muscle, Part, Rig};
use super::outline::Outline;
use super::path::{Path, tenths};
use super::projection::Projection;
use super::props::Prop;
use super::scene::Scene;
use super::skeleton::Skeleton;
use super::vector::{Point, Side};

/// How to draw a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawing {
    /// Whether the left side works: the picture is turned over and the near side becomes the left one.
    pub mirror: bool,
    /// How hard the muscles work, 0 to 1. At 0 they glow faintly.
    pub effort: f64,
    /// Breath, from -1 out to 1 in. Leave it at 0 for a still figure.
    pub breath: f64,
    /// Width of the picture by its height.
    pub aspect: f64,
}

impl Default for Drawing {
    /// The right side at ease, in a picture of 4 by 3.
    fn default() -> Self {
        Self { mirror: false, effort: 0.0, breath: 0.0, aspect: 4.0 / 3.0 }
    }
}

/// A drawn figure. Units are centimetres, x to the right and y down, with the floor at `y = 0`.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Left, top, width and height, for the `viewBox` of an `svg`. It stays the same during a movement.
    pub view_box: [f64; 4],
    /// The shapes from back to front. During a movement they keep their number and order, except that the
    /// shadow is missing while nothing is near the floor.
    pub shapes: Vec<Shape>,
}

/// One element of a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A `path` element.
    Path {
        /// Names of CSS classes, separated by spaces.
        class: &'static str,
        /// The path data.
        d: String,
    },
    /// A working muscle: an `ellipse` filled with a soft radial gradient.
    Glow {
        /// Middle, to the right.
        cx: f64,
        /// Middle, downwards.
        cy: f64,
        /// Half its length.
        rx: f64,
        /// Half its breadth.
        ry: f64,
        /// Degrees it is turned clockwise about its middle.
        angle: f64,
        /// Opacity, 0 to 1.
        opacity: f64,
    },
}

/// Draws one frame. `time` is a place on the time line, see [`Figure::at`].
pub(super) fn picture(rig: &Rig, figure: &Figure, time: f64, how: &Drawing) -> Picture {
    let pose = figure.timeline.pose_at(finite_or(time, 0.0).clamp(0.0, 1.0));
    let skeleton = rig.solve(&pose);
    let projection = Projection::new(figure.view, how.mirror);
    let aspect = finite_or(how.aspect, 4.0 / 3.0).clamp(0.1, 10.0);
    let view_box = figure.bounds.view_box(aspect, how.mirror).map(tenths);
    let outline = Outline { rig, skeleton: &skeleton, projection, breath: finite_or(how.breath, 0.0).clamp(-1.0, 1.0) };
    let scene = Scene { rig, pose: &pose, skeleton: &skeleton, projection };
    let mut shapes = Vec::with_capacity(24);
    ground(figure, &scene, &outline, view_box, &mut shapes);
    for part in &figure.order {
        shapes.extend(contour(&outline, *part));
        shapes.push(Shape::Path { class: class(*part), d: outline.filled(*part) });
        if *part == figure.glow_after {
            let effort = finite_or(how.effort, 0.0).clamp(0.0, 1.0);
            let glows = figure.muscles.iter();
            shapes.extend(glows.map(|(muscle, side)| glow(muscle, *side, rig, &skeleton, projection, effort)));
        }
        for prop in &figure.props {
            match part {
                Part::FarLeg => scene.between_legs(prop, &mut shapes),
                Part::NearLeg => scene.in_front(prop, &mut shapes),
                _ => {}
            }
        }
    }
    Picture { view_box, shapes }
}

/// Everything behind the body: floor or mat, shadow, equipment.
fn ground(figure: &Figure, scene: &Scene, outline: &Outline, view_box: [f64; 4], shapes: &mut Vec<Shape>) {
    if !figure.props.iter().any(Prop::is_mat) {
        let [left, _, width, _] = view_box;
        let mut floor = Path::default();
        let ends = [left + 4.0, left + width - 4.0].map(|x| Point::new(x, 0.0));
        floor.polyline(ends, false);
        shapes.push(Shape::Path { class: "fig-floor", d: floor.into_text() });
    }
    for prop in &figure.props {
        scene.floor(prop, shapes);
    }
    let shadow = outline.shadow();
    if !shadow.is_empty() {
        shapes.push(Shape::Path { class: "fig-shadow", d: shadow });
    }
    for prop in &figure.props {
        scene.behind(prop, shapes);
    }
}

/// The contour of a near limb, a path of its own that lifts the limb off the body behind it.
fn contour(outline: &Outline, part: Part) -> Option<Shape> {
    matches!(part, Part::NearLeg | Part::NearArm).then(|| Shape::Path { class: "fig-edge", d: outline.contour(part) })
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Trunk => "fig-body",
        Part::NearLeg | Part::NearArm => "fig-near",
        Part::FarLeg | Part::FarArm => "fig-far",
    }
}

/// A patch of light that moves and turns with its bone.
fn glow(muscle: &Muscle, side: Side, rig: &Rig, skeleton: &Skeleton, projection: Projection, effort: f64) -> Shape {
    let (leg, bones) = (&skeleton.legs[side], &skeleton.bones);
    let (start, bone, length) = match muscle.bone {
        Bone::Pelvis => (skeleton.hip, bones.pelvis, rig.lumbar),
        Bone::Lumbar => (skeleton.lumbar, bones.lumbar, rig.thorax),
        Bone::Chest => (skeleton.thorax, bones.chest, rig.chest),
        Bone::Thigh => (leg.hip, leg.thigh, -rig.thigh),
        Bone::Shank => (leg.knee, leg.shank, -rig.shank),
    };
    let centre = projection
        .point(start + bone.up * (length * muscle.along) + bone.forward * muscle.forward + bone.right * (side.sign() * muscle.outward));
    let along = projection.point(bone.up);
    Shape::Glow {
        cx: tenths(centre.x),
        cy: tenths(centre.y),
        rx: muscle.half_length,
        ry: muscle.half_breadth,
        angle: tenths(along.y.atan2(along.x).to_degrees()),
        opacity: ((0.15 + 0.85 * effort) * 100.0).round() / 100.0,
    }
}

pub(super) fn finite_or(number: f64, otherwise: f64) -> f64 {
    if number.is_finite() { number } else { otherwise }
}
