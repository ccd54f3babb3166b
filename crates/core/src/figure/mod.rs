//! The exercise figure: a small mannequin that performs every exercise.
//!
//! An exercise should be understood at a glance, in any size, theme and direction. So the figure is not a picture but a
//! model: [limb lengths and joint angles](Figures::load) posed by data, projected to two dimensions and drawn as about
//! a dozen SVG paths. It needs no image files, moves as smoothly as the screen allows and follows the colours of the
//! page, which come from CSS classes alone.
//!
//! The session gives a [`FigurePhase`] and its progress, [`Figure::at`] turns them into a moment of the movement, and
//! [`Figures::draw`] into a [`Picture`]:
//!
//! ```
//! use unsit_core::figure::{Drawing, FigurePhase, built_in};
//!
//! let figures = built_in();
//! let bridge = figures.get("bridge").expect("the bridge is built in");
//! let time = bridge.at(FigurePhase::Lift, 0.5);
//! let picture = figures.draw(bridge, time, &Drawing { effort: time, ..Drawing::default() });
//! assert!(picture.shapes.len() > 8);
//! ```
//!
//! From data to picture: `data` and `load` read the poses, `timeline` finds the pose of a moment, `skeleton` (with
//! `frame` and `reach`) turns its angles into places, `outline` draws the body and `scene` its equipment, both with
//! `path`, and `draw` puts all in order. The scene is measured in centimetres with the floor at `y = 0`; a figure of 172 cm faces right, with its
//! right side near the viewer. The working side is always the near one; the other side is its mirror image.

mod bounds;
mod data;
mod draw;
mod error;
mod file;
mod frame;
mod hull;
mod load;
mod outline;
mod path;
mod pose;
mod projection;
mod props;
mod reach;
mod scene;
mod skeleton;
mod spine;
#[cfg(test)]
mod tests;
mod timeline;
mod vector;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use self::bounds::Bounds;
use self::data::{Muscle, Part, Rig, View};
use self::props::Prop;
use self::timeline::Timeline;
use self::vector::Side;

pub use self::draw::{Drawing, Picture, Shape};
pub use self::error::{ExerciseProblem, FigureError, PoseProblem};
pub use self::timeline::FigurePhase;

/// The mannequin and all exercises it knows.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figures {
    rig: Rig,
    figures: BTreeMap<String, Figure>,
}

/// The movement of one exercise.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figure {
    name: String,
    view: View,
    order: Vec<Part>,
    glow_after: Part,
    muscles: Vec<(Muscle, Side)>,
    props: Vec<Prop>,
    phases: BTreeMap<FigurePhase, (f64, f64)>,
    timeline: Timeline,
    bounds: Bounds,
}

impl Figures {
    /// Reads proportions, muscles and exercises from the text of a `poses.json`.
    ///
    /// Everything that could go wrong with the data goes wrong here: a figure that loads can be drawn at any moment.
    pub fn load(json: &str) -> Result<Self, FigureError> {
        let data: file::FileData = serde_json::from_str(json)?;
        let (rig, figures) = load::figures(data)?;
        Ok(Self { rig, figures })
    }

    /// The figure of an exercise, by its id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Figure> {
        self.figures.get(id)
    }

    /// The ids of all figures, in alphabetical order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.figures.keys().map(String::as_str)
    }

    /// Draws one frame. `time` is a moment of the movement from 0 to 1, as [`Figure::at`] gives it.
    #[must_use]
    pub fn draw(&self, figure: &Figure, time: f64, how: &Drawing) -> Picture {
        draw::picture(&self.rig, figure, time, how)
    }
}

impl Figure {
    /// The name of the exercise in the figure data, in English.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Width by height of the smallest picture that holds the whole movement.
    #[must_use]
    pub fn aspect(&self) -> f64 {
        self.bounds.aspect()
    }

    /// The moment of the movement, from 0 to 1, for a session phase and its progress from 0 to 1.
    ///
    /// With reduced motion, pass a progress of 1: the figure then shows the end of each phase only.
    #[must_use]
    pub fn at(&self, phase: FigurePhase, progress: f64) -> f64 {
        let own_range = self.phases.get(&phase).copied();
        let (start, end) = own_range.unwrap_or(phase.default_range());
        start + (end - start) * draw::finite_or(progress, 0.0).clamp(0.0, 1.0)
    }
}

static BUILT_IN: OnceLock<Figures> = OnceLock::new();

/// The figures that come with the app.
///
/// # Panics
///
/// Never in a program whose tests passed: the data is compiled in, and a test loads it. Where it is read beforehand, before
/// [`compiled::install`](crate::compiled::install).
pub fn built_in() -> &'static Figures {
    BUILT_IN.get_or_init(read_built_in)
}

fn read_built_in() -> Figures {
    if !cfg!(feature = "content-files") {
        unreachable!("the figures are installed first");
    }
    Figures::load(include_str!("../../../../assets/content/poses.json")).expect("the built-in figure data is valid")
}

impl Figures {
    /// Whatever was there first stays.
    pub(crate) fn install(self) {
        let _ = BUILT_IN.set(self);
    }
}
