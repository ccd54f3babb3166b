//! Checks of the built-in movements against the reference joints and against what a body can do.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::pose::{Joint, Pose};
use super::skeleton::Skeleton;
use super::vector::{Side, Vector};
use super::{Figure, Figures, built_in};

/// Joint places of every exercise at some moments, in centimetres.
#[derive(Deserialize)]
struct Reference {
    joints: Vec<String>,
    tolerance: f64,
    poses: BTreeMap<String, BTreeMap<String, Vec<Vector>>>,
}

#[test]
fn all_joints_match_the_reference() {
    let golden = include_str!("../../tests/data/golden.json");
    let reference: Reference = serde_json::from_str(golden).expect("the reference is valid JSON");
    let figures = built_in();
    assert_eq!(reference.poses.len(), 31);
    assert_eq!(figures.ids().count(), 31);
    for (id, moments) in &reference.poses {
        assert_eq!(moments.len(), 3, "{id}");
        for (time, places) in moments {
            let figure = figures.get(id).expect("every reference has a figure");
            let (_, skeleton) = solved(figures, figure, time.parse().expect("times are numbers"));
            assert_eq!(places.len(), reference.joints.len(), "{id}");
            for (name, place) in reference.joints.iter().zip(places) {
                let joint = skeleton.joint(Joint::parse(name).expect("references use known names"));
                let Vector { x, y, z } = joint - *place;
                let miss = x.abs().max(y.abs()).max(z.abs());
                assert!(miss < reference.tolerance, "{id} at {time}: {name} is off by {miss:.3}");
            }
        }
    }
}

#[test]
fn hands_and_feet_planted_on_one_point_stay_there() {
    for_each_moment(|id, figure, time, pose, skeleton| {
        let (first_pose, first) = solved(built_in(), figure, 0.0);
        let (last_pose, _) = solved(built_in(), figure, 1.0);
        let middle_pose = figure.timeline.pose_at(0.38);
        for side in Side::BOTH {
            let foot = |pose: &Pose| pose.legs[side].plant.map(|plant| plant.point(0.0, 0.0));
            let hand = |pose: &Pose| pose.arms[side].plant.map(|plant| plant.point(0.0, 0.0));
            let stays = |of: &dyn Fn(&Pose) -> Option<Vector>| {
                let place = of(&first_pose);
                place.is_some() && [&middle_pose, &last_pose].iter().all(|pose| of(pose) == place)
            };
            if stays(&foot) && foot(pose).is_some() {
                let slip = (skeleton.legs[side].ankle - first.legs[side].ankle).length();
                assert!(slip < 0.5, "{id} at {time}: the {side:?} foot slips {slip:.2} cm");
            }
            if stays(&hand) && hand(pose).is_some() {
                let slip = (skeleton.arms[side].wrist - first.arms[side].wrist).length();
                assert!(slip < 0.5, "{id} at {time}: the {side:?} hand slips {slip:.2} cm");
            }
        }
    });
}

#[test]
fn planted_hands_and_feet_reach_their_points() {
    for_each_moment(|id, _, time, pose, skeleton| {
        for side in Side::BOTH {
            let (leg, arm) = (&skeleton.legs[side], &skeleton.arms[side]);
            if let Some(plant) = pose.legs[side].plant {
                let miss = (plant.point(built_in().rig.ankle, leg.hip.z) - leg.ankle).length();
                assert!(miss < 0.6, "{id} at {time}: the {side:?} foot misses by {miss:.2} cm");
            }
            if let Some(plant) = pose.arms[side].plant {
                let miss = (plant.point(3.6, arm.shoulder.z) - arm.wrist).length();
                assert!(miss < 0.6, "{id} at {time}: the {side:?} hand misses by {miss:.2} cm");
            }
        }
    });
}

#[test]
fn nothing_sinks_into_the_floor_by_more_than_a_centimetre() {
    for_each_moment(|id, _, time, _, skeleton| {
        let trunk = [
            ("hip", skeleton.hip, 10.0),
            ("lumbar", skeleton.lumbar, 8.0),
            ("thorax", skeleton.thorax, 8.0),
            ("top", skeleton.top, 8.0),
            ("head", skeleton.head, 8.6),
        ];
        let limbs = Side::BOTH.map(|side| {
            let (leg, arm) = (&skeleton.legs[side], &skeleton.arms[side]);
            [
                ("hip socket", leg.hip, 9.3),
                ("knee", leg.knee, 5.7),
                ("ankle", leg.ankle, 3.5),
                ("toe", leg.toe, 1.6),
                ("elbow", arm.elbow, 3.9),
                ("wrist", arm.wrist, 2.6),
            ]
        });
        for (joint, place, flesh) in trunk.iter().chain(limbs.as_flattened()) {
            let height = place.y - flesh;
            assert!(height > -1.0, "{id} at {time}: the {joint} is at {height:.2} cm");
        }
    });
}

#[test]
fn joints_bend_only_as_far_as_a_body_can() {
    for_each_moment(|id, _, time, _, skeleton| {
        for side in Side::BOTH {
            let leg = skeleton.legs[side].as_free(skeleton.bones.pelvis, side);
            let arm = &skeleton.arms[side];
            let elbow = arm.upper.up.dot(arm.fore.up).clamp(-1.0, 1.0).acos();
            for (joint, angle, least, most) in [
                ("hip", leg.hip, -25.0, 142.0),
                ("knee", leg.knee, 0.0, 157.0),
                ("ankle", leg.ankle.unwrap_or_default(), -66.0, 35.0),
                ("elbow", elbow.to_degrees(), 0.0, 145.0),
            ] {
                assert!((least - 0.1..=most + 0.1).contains(&angle), "{id} at {time}: the {side:?} {joint} bends {angle:.1} degrees");
            }
        }
    });
}

#[test]
fn the_bridge_is_straight_from_shoulders_to_knees_at_the_top() {
    let figure = built_in().get("bridge").expect("the bridge is built in");
    let (_, skeleton) = solved(built_in(), figure, 1.0);
    let knees = skeleton.legs.near.knee.toward(skeleton.legs.far.knee, 0.5);
    let to_shoulders = (skeleton.top - skeleton.hip).unit();
    let to_knees = (knees - skeleton.hip).unit();
    assert!(to_shoulders.dot(to_knees) < -0.995);
}

#[test]
fn a_limb_planted_in_one_key_only_swings_freely_in_both() {
    let figure = built_in().get("bird_dog").expect("the bird dog is built in");
    let (pose, skeleton) = solved(built_in(), figure, 0.0);
    assert!(pose.arms.far.plant.is_none());
    let wrist = skeleton.arms.far.wrist;
    assert!((wrist.x - 50.0).abs() < 0.5 && (wrist.y - 3.6).abs() < 0.5, "{wrist:?}");
}

fn solved(figures: &Figures, figure: &Figure, time: f64) -> (Pose, Skeleton) {
    let pose = figure.timeline.pose_at(time);
    (pose, figures.rig.solve(&pose))
}

/// Calls a check for 21 moments of every movement.
fn for_each_moment(check: impl Fn(&str, &Figure, f64, &Pose, &Skeleton)) {
    for (id, figure) in &built_in().figures {
        for step in 0..=20 {
            let time = f64::from(step) / 20.0;
            let (pose, skeleton) = solved(built_in(), figure, time);
            check(id, figure, time, &pose, &skeleton);
        }
    }
}
