//! The smooth curve of the spine that carries the trunk.

use super::frame::Frame;
use super::skeleton::Skeleton;
use super::vector::Vector;

/// The spine from hip to the top of the chest.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpineCurve([Knot; 4]);

/// A joint the curve runs through.
#[derive(Clone, Copy, Debug)]
struct Knot {
    along: f64,
    section: Section,
}

/// Place and orientation of the trunk at one point of the spine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) centre: Vector,
    pub(super) up: Vector,
    pub(super) forward: Vector,
    pub(super) right: Vector,
}

impl SpineCurve {
    pub(super) fn new(skeleton: &Skeleton) -> Self {
        let bones = &skeleton.bones;
        let (pelvis, lumbar, chest) = (bones.pelvis, bones.lumbar, bones.chest);
        let knot =
            |along, centre, up, bone: Frame| Knot { along, section: Section { centre, up, forward: bone.forward, right: bone.right } };
        Self([
            knot(0.0, skeleton.hip, pelvis.up, pelvis),
            knot(0.26, skeleton.lumbar, (pelvis.up + lumbar.up).unit(), lumbar),
            knot(0.54, skeleton.thorax, (lumbar.up + chest.up).unit(), chest),
            knot(1.0, skeleton.top, chest.up, chest),
        ])
    }

    pub(super) fn at(&self, along: f64) -> Section {
        let [first, .., last] = &self.0;
        if along <= first.along {
            return first.section.moved(along - first.along);
        }
        let span = self.0.windows(2).find_map(|knots| match knots {
            [start, end] if along < end.along => Some((start, end)),
            _ => None,
        });
        span.map_or_else(
            || last.section.moved(along - last.along),
            |(start, end)| {
                let share = (along - start.along) / (end.along - start.along);
                start.section.toward(&end.section, share)
            },
        )
    }
}

impl Section {
    /// Beyond an end of the spine, which is 50 cm long.
    fn moved(self, along: f64) -> Self {
        Self { centre: self.centre + self.up * (along * 50.0), ..self }
    }

    fn toward(&self, next: &Self, share: f64) -> Self {
        let length = (next.centre - self.centre).length();
        let (square, cube) = (share * share, share * share * share);
        let centre = self.centre * (2.0 * cube - 3.0 * square + 1.0)
            + self.up * ((cube - 2.0 * square + share) * length)
            + next.centre * (3.0 * square - 2.0 * cube)
            + next.up * ((cube - square) * length);
        Self {
            centre,
            up: self.up.toward(next.up, share).unit(),
            forward: self.forward.toward(next.forward, share).unit(),
            right: self.right.toward(next.right, share).unit(),
        }
    }
}
