//! Vectors of the scene, points of the picture and the two sides of the body.
//!
//! Lengths are centimetres of a figure 172 cm tall, angles are degrees.

use std::ops::{Add, Index, IndexMut, Mul, Neg, Sub};

use serde::{Deserialize, Serialize};

/// A place or direction in the scene: x to the right, y up from the floor, z towards the viewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Vector {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) z: f64,
}

impl Vector {
    pub(super) const ZERO: Self = Self::new(0.0, 0.0, 0.0);
    pub(super) const UP: Self = Self::new(0.0, 1.0, 0.0);

    pub(super) const fn new(x: f64, y: f64, z: f64) -> Self {
        Self { x, y, z }
    }

    pub(super) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    pub(super) fn cross(self, other: Self) -> Self {
        Self::new(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z, self.x * other.y - self.y * other.x)
    }

    pub(super) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The vector of length 1 in this direction; zero stays zero.
    pub(super) fn unit(self) -> Self {
        match self.length() {
            0.0 => self,
            length => self * (1.0 / length),
        }
    }

    /// The place a share of the way to another one.
    pub(super) fn toward(self, other: Self, share: f64) -> Self {
        self * (1.0 - share) + other * share
    }

    /// Turned about a unit vector.
    pub(super) fn turned_about(self, axis: Self, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        self * cos + axis.cross(self) * sin + axis * (axis.dot(self) * (1.0 - cos))
    }
}

impl Add for Vector {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl Sub for Vector {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Mul<f64> for Vector {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor, self.z * factor)
    }
}

impl Neg for Vector {
    type Output = Self;

    fn neg(self) -> Self {
        self * -1.0
    }
}

/// A place or direction in the picture: x to the right, y down, as in SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point at an angle in radians on the circle round the origin.
    pub(super) fn on_circle(angle: f64, radius: f64) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self::new(cos * radius, sin * radius)
    }

    pub(super) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// Twice the area between this direction and another, positive when the other is clockwise.
    pub(super) fn cross(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }

    pub(super) fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// The direction of length 1 a quarter turn anticlockwise; zero stays zero.
    pub(super) fn normal(self) -> Self {
        match self.length() {
            0.0 => self,
            length => Self::new(self.y / length, -self.x / length),
        }
    }

    pub(super) fn toward(self, other: Self, share: f64) -> Self {
        self + (other - self) * share
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// A side of the body. The near one is the figure's right and faces the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Side {
    Near,
    Far,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Near, Self::Far];

    /// 1 on the near side and -1 on the far side.
    pub(super) fn sign(self) -> f64 {
        match self {
            Self::Near => 1.0,
            Self::Far => -1.0,
        }
    }
}

/// One thing for each side of the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Pair<T> {
    pub(super) near: T,
    pub(super) far: T,
}

impl<T> Pair<T> {
    pub(super) fn from_sides(make: impl Fn(Side) -> T) -> Self {
        Self { near: make(Side::Near), far: make(Side::Far) }
    }
}

impl<T> Index<Side> for Pair<T> {
    type Output = T;

    fn index(&self, side: Side) -> &T {
        match side {
            Side::Near => &self.near,
            Side::Far => &self.far,
        }
    }
}

impl<T> IndexMut<Side> for Pair<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Near => &mut self.near,
            Side::Far => &mut self.far,
        }
    }
}
