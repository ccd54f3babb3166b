//! Time: which pose belongs to which moment of a phase.
//!
//! The key poses of an exercise stand on a line from 0 to 1. Every number of a pose runs along that line on its own as a
//! cubic Hermite curve: flat at both ends and at turning points, so the body starts and stops softly and flows through the
//! keys between.

use serde::{Deserialize, Serialize};

use super::pose::Pose;

/// Where a session is within one repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigurePhase {
    /// Before the movement starts.
    Ready,
    /// Getting into the end position.
    Lift,
    /// Staying in the end position.
    Hold,
    /// Coming back.
    Lower,
    /// Between repetitions or sets.
    Rest,
}

impl FigurePhase {
    /// Start and end of the phase on the line, unless the exercise says otherwise.
    pub(super) fn default_range(self) -> (f64, f64) {
        match self {
            Self::Ready | Self::Rest => (0.0, 0.0),
            Self::Lift => (0.0, 1.0),
            Self::Hold => (1.0, 1.0),
            Self::Lower => (1.0, 0.0),
        }
    }
}

/// A pose and its place on the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) pose: Pose,
    pub(super) time: f64,
}

/// The movement between key poses of the same form.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Timeline {
    first: Pose,
    spans: Vec<Span>,
}

/// The stretch between two neighbouring keys, with a curve for each number of the pose.
#[derive(Debug, Serialize, Deserialize)]
struct Span {
    start: f64,
    end: f64,
    curves: Vec<Curve>,
}

/// Values and slopes at both ends of a span; slopes are per span, not per unit of time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Curve {
    start: f64,
    end: f64,
    start_slope: f64,
    end_slope: f64,
}

impl Timeline {
    /// Keys must have rising times. `first` is the pose of an exercise that has no other.
    pub(super) fn new(first: &Pose, keys: &[Key]) -> Self {
        let rows: Vec<Row> = keys.iter().copied().map(Row::new).collect();
        let inner_slopes = rows.windows(3).map(|rows| match rows {
            [before, here, after] => here.slopes(before, after),
            _ => Vec::new(),
        });
        let flat = vec![0.0; rows.first().map_or(0, |row| row.numbers.len())];
        let slopes: Vec<Vec<f64>> = std::iter::once(flat.clone()).chain(inner_slopes).chain(std::iter::once(flat)).collect();
        let spans = rows.iter().zip(&slopes).zip(rows.iter().zip(&slopes).skip(1)).map(|(start, end)| Span::new(start, end)).collect();
        Self { first: *first, spans }
    }

    /// The pose at a place on the line.
    pub(super) fn pose_at(&self, time: f64) -> Pose {
        let mut pose = self.first;
        let span = self.spans.iter().find(|span| time <= span.end);
        if let Some(span) = span.or(self.spans.last()) {
            let share = ((time - span.start) / (span.end - span.start)).clamp(0.0, 1.0);
            for (number, curve) in pose.numbers().zip(&span.curves) {
                *number = curve.at(share);
            }
        }
        pose
    }
}

/// The numbers of one key.
struct Row {
    time: f64,
    numbers: Vec<f64>,
}

impl Row {
    fn new(mut key: Key) -> Self {
        Self { time: key.time, numbers: key.pose.numbers().map(|number| *number).collect() }
    }

    /// Harmonic means of the slopes on both sides, which never overshoot; zero at turning points.
    fn slopes(&self, before: &Self, after: &Self) -> Vec<f64> {
        let values = before.numbers.iter().zip(&self.numbers).zip(&after.numbers);
        values
            .map(|((before_value, value), after_value)| {
                let rise = (value - before_value) / (self.time - before.time);
                let next_rise = (after_value - value) / (after.time - self.time);
                if rise * next_rise <= 0.0 { 0.0 } else { 2.0 * rise * next_rise / (rise + next_rise) }
            })
            .collect()
    }
}

impl Span {
    fn new(start: (&Row, &Vec<f64>), end: (&Row, &Vec<f64>)) -> Self {
        let ((start, start_slopes), (end, end_slopes)) = (start, end);
        let length = end.time - start.time;
        let starts = start.numbers.iter().zip(start_slopes);
        let ends = end.numbers.iter().zip(end_slopes);
        let curves = starts.zip(ends).map(|((start, start_slope), (end, end_slope))| Curve {
            start: *start,
            end: *end,
            start_slope: start_slope * length,
            end_slope: end_slope * length,
        });
        Self { start: start.time, end: end.time, curves: curves.collect() }
    }
}

impl Curve {
    fn at(self, share: f64) -> f64 {
        let square = share * share;
        let cube = square * share;
        self.start * (2.0 * cube - 3.0 * square + 1.0)
            + self.start_slope * (cube - 2.0 * square + share)
            + self.end * (3.0 * square - 2.0 * cube)
            + self.end_slope * (cube - square)
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the curve is exact at these shares")]
mod tests {
    use super::*;
    use crate::figure::file::PoseData;

    fn timeline(pitches: &[(f64, f64)]) -> Timeline {
        let keys: Vec<Key> = pitches
            .iter()
            .map(|&(time, pitch)| {
                let data = PoseData { pitch: Some(pitch), ..PoseData::default() };
                Key { time, pose: Pose::new(data).expect("a plain pose is valid") }
            })
            .collect();
        Timeline::new(&keys.first().expect("a test has keys").pose, &keys)
    }

    #[test]
    fn two_keys_are_joined_by_a_soft_start_and_end() {
        let timeline = timeline(&[(0.0, 0.0), (1.0, 80.0)]);
        let pitches = [0.0, 0.25, 0.5, 1.0].map(|time| timeline.pose_at(time).pitch);
        assert_eq!(pitches, [0.0, 12.5, 40.0, 80.0]);
    }

    #[test]
    fn a_key_between_is_passed_without_a_stop() {
        let timeline = timeline(&[(0.0, 0.0), (0.5, 40.0), (1.0, 80.0)]);
        let speed = (timeline.pose_at(0.501).pitch - timeline.pose_at(0.499).pitch) / 0.002;
        assert!((speed - 80.0).abs() < 0.5, "{speed} degrees per unit of time");
    }

    #[test]
    fn a_turning_point_is_not_overshot() {
        let timeline = timeline(&[(0.0, 0.0), (0.5, 40.0), (1.0, 0.0)]);
        for step in 0..=100 {
            let pitch = timeline.pose_at(f64::from(step) / 100.0).pitch;
            assert!((0.0..=40.0).contains(&pitch), "{pitch} at step {step}");
        }
    }

    #[test]
    fn a_single_key_never_moves() {
        let timeline = timeline(&[(0.0, 25.0)]);
        assert_eq!([0.0, 0.7].map(|time| timeline.pose_at(time).pitch), [25.0, 25.0]);
    }
}
