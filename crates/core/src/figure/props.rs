//! Equipment: mats, furniture, rollers, bands, balls and straps.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::bounds::Bounds;
use super::projection::Projection;
use super::vector::Vector;

/// Numbers of equipment beyond this are a slip of the pen.
const LARGEST_NUMBER: f64 = 10_000.0;
const SEAT_HEIGHT: f64 = 43.0;
pub(super) const SEAT_WIDTH: f64 = 42.0;
const DESK_HEIGHT: f64 = 74.0;
pub(super) const DESK_WIDTH: f64 = 40.0;
const MAT_REACH: f64 = 30.0;

/// A piece of equipment. Lengths are in centimetres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Prop {
    /// Replaces the line of the floor. `near` and `far` are its reach to the viewer and away.
    Mat {
        left: f64,
        right: f64,
        near: f64,
        far: f64,
    },
    /// `x` is the back edge of the seat.
    Chair {
        x: f64,
        facing: f64,
        height: f64,
    },
    /// `x` is the edge where the figure stands.
    Desk {
        x: f64,
        facing: f64,
        height: f64,
    },
    Wall {
        x: f64,
    },
    /// A foam roller, for poses that do not say where it lies.
    Roller {
        x: f64,
    },
    Band(Band),
    /// A ball between the knees.
    Ball {
        radius: f64,
    },
    /// A strap from both hands to the near sole.
    Strap,
}

/// Where a loop band goes round both legs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Band {
    /// At this share of the thighs.
    Thighs(f64),
    Feet,
}

impl Prop {
    /// Reads a line such as `["mat", -34, 128]`.
    pub(super) fn parse(line: &[Value]) -> Option<Self> {
        let (kind, rest) = line.split_first()?;
        let in_range = |number: &f64| number.abs() <= LARGEST_NUMBER;
        let numbers = rest.iter().map(|word| word.as_f64().filter(in_range)).collect::<Option<Vec<f64>>>()?;
        let facing = |number: f64| [-1.0, 1.0].contains(&number).then_some(number);
        Some(match (kind.as_str()?, numbers.as_slice()) {
            ("mat", &[left, right]) => Self::Mat { left, right, near: MAT_REACH, far: MAT_REACH },
            ("mat", &[left, right, near]) => Self::Mat { left, right, near, far: near },
            ("mat", &[left, right, near, far]) => Self::Mat { left, right, near, far },
            ("chair", &[x, to]) => Self::Chair { x, facing: facing(to)?, height: SEAT_HEIGHT },
            ("chair", &[x, to, height]) => Self::Chair { x, facing: facing(to)?, height },
            ("desk", &[x, to]) => Self::Desk { x, facing: facing(to)?, height: DESK_HEIGHT },
            ("desk", &[x, to, height]) => Self::Desk { x, facing: facing(to)?, height },
            ("wall", &[x]) => Self::Wall { x },
            ("roller", &[x]) => Self::Roller { x },
            ("band", &[along]) if (0.0..=1.0).contains(&along) => Self::Band(Band::Thighs(along)),
            ("band", &[2.0]) => Self::Band(Band::Feet),
            ("ball", &[radius]) => Self::Ball { radius },
            ("strap", &[]) => Self::Strap,
            _ => return None,
        })
    }

    pub(super) fn is_mat(&self) -> bool {
        matches!(self, Self::Mat { .. })
    }

    /// Makes room for what the figure itself does not reach.
    pub(super) fn widen(&self, bounds: &mut Bounds, projection: Projection) {
        match *self {
            Self::Mat { left, right, near, far } if projection.is_turned() => {
                for corner in floor_corners(left, right, near, far) {
                    let point = projection.point(corner);
                    bounds.include_columns(point.x - 2.0, point.x + 2.0);
                    bounds.include_depth(point.y + 3.0);
                }
            }
            Self::Mat { left, right, .. } => {
                bounds.include_columns(left - 4.0, right + 4.0);
                bounds.include_depth(6.0);
            }
            Self::Wall { x } => {
                bounds.include_height(150.0);
                bounds.include_columns(x - 10.0, x - 10.0);
            }
            Self::Desk { x, facing, .. } => {
                let end = x + DESK_WIDTH * facing;
                bounds.include_columns(x.min(end) - 4.0, x.max(end) + 4.0);
            }
            Self::Chair { x, facing, .. } => {
                let end = x + SEAT_WIDTH * facing;
                bounds.include_columns((x - 8.0).min(end - 4.0), (x + 8.0).max(end + 4.0));
            }
            Self::Roller { .. } | Self::Band(_) | Self::Ball { .. } | Self::Strap => {}
        }
    }
}

/// A rectangle on the floor: left and right corner at the back, right and left corner in front.
pub(super) fn floor_corners(left: f64, right: f64, near: f64, far: f64) -> [Vector; 4] {
    [(left, -far), (right, -far), (right, near), (left, near)].map(|(x, z)| Vector::new(x, 0.0, z))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Option<Prop> {
        Prop::parse(&serde_json::from_str::<Vec<Value>>(json).expect("a test writes valid JSON"))
    }

    #[test]
    fn a_mat_is_as_deep_to_both_sides_unless_it_says_otherwise() {
        let mat = Prop::Mat { left: -34.0, right: 128.0, near: 36.0, far: 36.0 };
        assert_eq!(parse(r#"["mat", -34, 128, 36]"#), Some(mat));
    }

    #[test]
    fn a_band_at_2_goes_round_the_feet() {
        assert_eq!(parse(r#"["band", 2]"#), Some(Prop::Band(Band::Feet)));
    }

    #[test]
    fn equipment_that_is_unknown_or_lacks_numbers_is_refused() {
        for wrong in [r#"["sofa", 1]"#, r#"["mat", 1]"#, r#"["wall", "x"]"#, "[7]", "[]"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
