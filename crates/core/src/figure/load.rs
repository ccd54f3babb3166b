//! From the written exercises to figures that can move, with an error for everything that makes no sense.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Figure;
use super::bounds::Bounds;
use super::data::{Muscle, Rig};
use super::error::{ExerciseProblem, FigureError, PoseProblem};
use super::file::{ExerciseData, FileData, PoseData};
use super::pose::Pose;
use super::projection::Projection;
use super::props::Prop;
use super::timeline::{Key, Timeline};
use super::vector::Side;

/// Numbers of an exercise beyond this are a slip of the pen.
const LARGEST_NUMBER: f64 = 10_000.0;

/// Makes a figure of every exercise in the data.
pub(super) fn figures(data: FileData) -> Result<(Rig, BTreeMap<String, Figure>), FigureError> {
    let FileData { rig, muscles, exercises } = data;
    if let Some(need) = missing_in(&rig) {
        return Err(FigureError::Rig(need));
    }
    let figures = exercises
        .into_iter()
        .map(|(id, exercise)| {
            let figure = Loader { id: &id, rig: &rig, muscles: &muscles }.figure(exercise)?;
            Ok((id, figure))
        })
        .collect::<Result<_, FigureError>>()?;
    Ok((rig, figures))
}

/// What a rig lacks to be drawn.
fn missing_in(rig: &Rig) -> Option<&'static str> {
    let bones = [rig.lumbar, rig.thorax, rig.chest, rig.neck, rig.head, rig.upper_arm, rig.fore_arm, rig.thigh, rig.shank];
    let rising = rig.rings.windows(2).all(|rings| matches!(rings, [below, above] if below.along < above.along));
    if !bones.iter().all(|length| (0.1..LARGEST_NUMBER).contains(length)) {
        Some("bones of positive length")
    } else if rig.rings.len() < 2 || !rising {
        Some("two or more rings, from the hip upwards")
    } else if [&rig.foot, &rig.hand, &rig.skull, &rig.nose].iter().any(|balls| balls.is_empty()) {
        Some("balls for foot, hand, skull and nose")
    } else {
        None
    }
}

/// Everything that is needed to make the figure of one exercise.
struct Loader<'a> {
    id: &'a str,
    rig: &'a Rig,
    muscles: &'a BTreeMap<String, Muscle>,
}

impl Loader<'_> {
    fn figure(&self, exercise: Value) -> Result<Figure, FigureError> {
        let data: ExerciseData = serde_json::from_value(exercise).map_err(|error| self.error(ExerciseProblem::Form(error)))?;
        self.check_numbers(&data)?;
        let mut keys = self.keys(&data.keys, &data.poses)?;
        free_half_planted_limbs(self.rig, &mut keys);
        align_optional_angles(&mut keys);
        let first = self.check_form(&keys, &data.keys)?;
        let muscles = self.muscles(&data.muscle)?;
        let props = data
            .props
            .iter()
            .map(|line| {
                let unknown = || ExerciseProblem::UnknownProp(Value::from(line.clone()).to_string());
                Prop::parse(line).ok_or_else(|| self.error(unknown()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let skeletons = keys.iter().map(|key| self.rig.solve(&key.pose));
        let bounds = Bounds::around(skeletons, &props, Projection::new(data.view, false));
        Ok(Figure {
            name: data.name,
            view: data.view,
            order: data.order,
            glow_after: data.glow_after,
            muscles,
            props,
            phases: data.phases,
            timeline: Timeline::new(&first, &keys),
            bounds,
        })
    }

    fn check_numbers(&self, data: &ExerciseData) -> Result<(), FigureError> {
        let times: Vec<f64> = data.keys.iter().map(|(_, time)| *time).collect();
        let rising = times.windows(2).all(|times| matches!(times, [before, after] if before < after));
        let in_range = |time: &f64| (0.0..=1.0).contains(time);
        if times.is_empty() || !rising || !times.iter().all(in_range) {
            return Err(self.error(ExerciseProblem::KeyTimes));
        }
        if !data.phases.values().all(|(start, end)| in_range(start) && in_range(end)) {
            return Err(self.error(ExerciseProblem::PhaseRange));
        }
        let view = [data.view.shear, data.view.tilt, data.view.yaw];
        match view.into_iter().find(|number| number.abs() > LARGEST_NUMBER) {
            Some(number) => Err(self.error(ExerciseProblem::OutOfRange(number))),
            None => Ok(()),
        }
    }

    fn keys(&self, written: &[(String, f64)], poses: &Map<String, Value>) -> Result<Vec<Key>, FigureError> {
        let poses = poses
            .iter()
            .map(|(name, pose)| {
                let data: PoseData =
                    serde_json::from_value(pose.clone()).map_err(|error| self.pose_error(name, PoseProblem::Form(error)))?;
                Ok((name.as_str(), data))
            })
            .collect::<Result<BTreeMap<_, _>, FigureError>>()?;
        written
            .iter()
            .map(|(name, time)| {
                let pose = self.resolved(name, &poses)?;
                let pose = Pose::new(pose).map_err(|problem| self.pose_error(name, problem))?;
                Ok(Key { pose, time: *time })
            })
            .collect()
    }

    /// A pose with everything it takes from others by `from`.
    fn resolved(&self, name: &str, poses: &BTreeMap<&str, PoseData>) -> Result<PoseData, FigureError> {
        let mut pose = PoseData { from: Some(name.to_owned()), ..PoseData::default() };
        for _ in 0..=poses.len() {
            let Some(source) = &pose.from else {
                return Ok(pose);
            };
            let Some(data) = poses.get(source.as_str()) else {
                return Err(self.pose_error(source, PoseProblem::Missing));
            };
            pose = pose.or(data);
        }
        Err(self.pose_error(name, PoseProblem::Circular))
    }

    /// The first pose, if all others can turn into it.
    fn check_form(&self, keys: &[Key], names: &[(String, f64)]) -> Result<Pose, FigureError> {
        let Some(first) = keys.first() else {
            return Err(self.error(ExerciseProblem::KeyTimes));
        };
        let different = keys.iter().zip(names).find(|(key, _)| !key.pose.has_form_of(&first.pose));
        match different {
            Some((_, (name, _))) => Err(self.pose_error(name, PoseProblem::DiffersInForm)),
            None => Ok(first.pose),
        }
    }

    fn muscles(&self, names: &[String]) -> Result<Vec<(Muscle, Side)>, FigureError> {
        names
            .iter()
            .map(|name| {
                let (muscle, side) = match name.strip_suffix(".far") {
                    Some(muscle) => (muscle, Side::Far),
                    None => (name.as_str(), Side::Near),
                };
                let found = self.muscles.get(muscle).copied();
                found.map(|muscle| (muscle, side)).ok_or_else(|| self.error(ExerciseProblem::UnknownMuscle(name.clone())))
            })
            .collect()
    }

    fn error(&self, problem: ExerciseProblem) -> FigureError {
        FigureError::Exercise { exercise: self.id.to_owned(), problem }
    }

    fn pose_error(&self, pose: &str, problem: PoseProblem) -> FigureError {
        FigureError::Pose { exercise: self.id.to_owned(), pose: pose.to_owned(), problem }
    }
}

/// Rewrites limbs that are planted in some keys only as joint angles, so that they swing in an arc.
fn free_half_planted_limbs(rig: &Rig, keys: &mut [Key]) {
    for side in Side::BOTH {
        if is_mixed(keys, |pose| pose.legs[side].plant.is_some()) {
            for Key { pose, .. } in keys.iter_mut() {
                if pose.legs[side].plant.is_some() {
                    let skeleton = rig.solve(pose);
                    pose.legs[side] = skeleton.legs[side].as_free(skeleton.bones.pelvis, side);
                }
            }
        }
        if is_mixed(keys, |pose| pose.arms[side].plant.is_some()) {
            for Key { pose, .. } in keys.iter_mut() {
                if pose.arms[side].plant.is_some() {
                    let skeleton = rig.solve(pose);
                    let arm = &skeleton.arms[side];
                    pose.arms[side] = arm.as_free(skeleton.bones.chest, side, &pose.arms[side]);
                }
            }
        }
    }
}

/// Fills in a free ankle or the direction of a hand when only some keys give it.
fn align_optional_angles(keys: &mut [Key]) {
    for side in Side::BOTH {
        if is_mixed(keys, |pose| pose.legs[side].ankle.is_some()) {
            for Key { pose, .. } in keys.iter_mut() {
                pose.legs[side].ankle.get_or_insert(0.0);
            }
        }
        if is_mixed(keys, |pose| pose.arms[side].hand.is_some()) {
            for Key { pose, .. } in keys.iter_mut() {
                pose.arms[side].hand.get_or_insert(0.0);
            }
        }
    }
}

fn is_mixed(keys: &[Key], property: impl Fn(&Pose) -> bool) -> bool {
    let count = keys.iter().filter(|key| property(&key.pose)).count();
    count > 0 && count < keys.len()
}
