//! Figures as the app uses them: loading, phases and the shapes of a picture.
#![allow(clippy::float_cmp, reason = "these numbers are exact or rounded to tenths")]

use std::fmt::Write;

use proptest::prelude::*;
use unsit_core::figure::{Drawing, FigurePhase, Figures, Picture, Shape, built_in};

const BUILT_IN: &str = include_str!("../../../assets/content/poses.json");

#[test]
fn a_phase_moves_the_figure_from_its_start_to_its_end() {
    let bridge = built_in().get("bridge").expect("the bridge is built in");
    assert_eq!(bridge.name(), "Glute bridge");
    assert_eq!(bridge.at(FigurePhase::Ready, 0.7), 0.0);
    assert_eq!(bridge.at(FigurePhase::Lift, 0.25), 0.25);
    assert_eq!(bridge.at(FigurePhase::Hold, 0.25), 1.0);
    assert_eq!(bridge.at(FigurePhase::Lower, 0.25), 0.75);
    assert_eq!(bridge.at(FigurePhase::Rest, 1.0), 0.0);
}

#[test]
fn an_exercise_may_rest_in_the_middle_of_its_movement() {
    let cat_camel = built_in().get("cat_camel").expect("cat-camel is built in");
    assert_eq!(cat_camel.at(FigurePhase::Rest, 0.3), 0.5);
}

#[test]
fn progress_beyond_a_phase_stays_within_the_movement() {
    let bridge = built_in().get("bridge").expect("the bridge is built in");
    assert_eq!(bridge.at(FigurePhase::Lift, 7.0), 1.0);
    assert_eq!(bridge.at(FigurePhase::Lift, f64::NAN), 0.0);
}

#[test]
fn shapes_keep_their_number_and_order_during_a_movement() {
    for id in built_in().ids() {
        let kinds = |time| {
            let shapes = draw(id, time, &Drawing::default()).shapes;
            let kinds = shapes.iter().map(|shape| match shape {
                Shape::Path { class, .. } => *class,
                Shape::Glow { .. } => "glow",
            });
            kinds.filter(|class| *class != "fig-shadow").collect::<Vec<_>>()
        };
        let at_start = kinds(0.0);
        for step in 1..=20 {
            assert_eq!(kinds(f64::from(step) / 20.0), at_start, "{id} at step {step}");
        }
    }
}

#[test]
fn the_box_stays_the_same_during_a_movement_and_has_the_wanted_aspect() {
    for id in built_in().ids() {
        for aspect in [4.0 / 3.0, 1.0] {
            let how = Drawing { aspect, ..Drawing::default() };
            let start = draw(id, 0.0, &how).view_box;
            assert_eq!(draw(id, 0.6, &how).view_box, start, "{id}");
            let [_, _, width, height] = start;
            assert!((width / height - aspect).abs() < 0.01, "{id}: {width} by {height}");
        }
    }
}

#[test]
fn no_box_is_smaller_than_one_of_the_figures_own_aspect() {
    for id in built_in().ids() {
        let own = built_in().get(id).unwrap().aspect();
        let area = |aspect| {
            let [_, _, width, height] = draw(id, 0.0, &Drawing { aspect, ..Drawing::default() }).view_box;
            width * height
        };
        let smallest = area(own);
        for aspect in [own * 0.6, own * 0.9, own * 1.1, own * 1.7] {
            assert!(area(aspect) > smallest, "{id}: {own} or {aspect}");
        }
    }
}

#[test]
fn the_mirror_image_has_the_same_heights_and_opposite_sides() {
    let mirror = Drawing { mirror: true, ..Drawing::default() };
    for id in built_in().ids() {
        let [plain, mirrored] = [Drawing::default(), mirror].map(|how| draw(id, 0.4, &how));
        assert_eq!(plain.shapes.len(), mirrored.shapes.len(), "{id}");
        let [left, top, width, height] = plain.view_box;
        let [mirrored_left, mirrored_top, mirrored_width, mirrored_height] = mirrored.view_box;
        assert!((mirrored_left + left + width).abs() < 0.15, "{id}");
        assert_eq!([top, width, height], [mirrored_top, mirrored_width, mirrored_height], "{id}");
        for (shape, other) in plain.shapes.iter().zip(&mirrored.shapes) {
            if let (Shape::Glow { cx, cy, .. }, Shape::Glow { cx: other_cx, cy: other_cy, .. }) = (shape, other) {
                assert!((cx + other_cx).abs() < 0.15, "{id}");
                assert_eq!(cy, other_cy, "{id}");
            }
        }
    }
}

#[test]
fn a_working_muscle_glows_more_the_harder_it_works() {
    let opacity = |effort| {
        let shapes = draw("donkey_kick", 0.5, &Drawing { effort, ..Drawing::default() }).shapes;
        shapes.iter().find_map(|shape| match shape {
            Shape::Glow { opacity, .. } => Some(*opacity),
            Shape::Path { .. } => None,
        })
    };
    assert_eq!([opacity(0.0), opacity(1.0)], [Some(0.15), Some(1.0)]);
}

#[test]
fn text_that_is_no_json_is_an_error() {
    assert!(message("{\"rig\":").starts_with("figure data: EOF"));
    assert!(message("[]").starts_with("figure data: "));
}

#[test]
fn an_unknown_joint_is_reported_with_exercise_and_pose() {
    let json = BUILT_IN.replacen(r#""at": ["top", 0, 10]"#, r#""at": ["tail", 0, 10]"#, 1);
    assert_eq!(message(&json), "figure `bridge`, pose `down`: there is no joint `tail`");
}

#[test]
fn an_unknown_field_of_a_pose_is_reported_with_exercise_and_pose() {
    let json = BUILT_IN.replacen(r#""pitch": -112"#, r#""pich": -112"#, 1);
    let message = message(&json);
    assert!(message.starts_with("figure `bridge`, pose `up`: unknown field `pich`"), "{message}");
}

#[test]
fn a_wrong_exercise_is_reported_with_what_is_wrong() {
    for (exercise, expected) in [
        (r#"{"name": "x", "keys": [["a", 0]], "poses": {}}"#, "figure `x`, pose `a`: there is no such pose"),
        (
            r#"{"name": "x", "keys": [["a", 0]], "poses": {"a": {"from": "b"}, "b": {"from": "a"}}}"#,
            "figure `x`, pose `a`: its `from` leads in a circle",
        ),
        (r#"{"name": "x", "keys": [], "poses": {}}"#, "figure `x`: the times of its keys must rise from 0 to 1"),
        (r#"{"name": "x", "keys": [["a", 1], ["a", 0]], "poses": {"a": {}}}"#, "figure `x`: the times of its keys must rise from 0 to 1"),
        (r#"{"name": "x", "keys": [["a", 0]], "poses": {"a": {}}, "muscle": ["ear"]}"#, "figure `x`: there is no muscle `ear`"),
        (
            r#"{"name": "x", "keys": [["a", 0]], "poses": {"a": {}}, "props": [["sofa", 1]]}"#,
            "figure `x`: there is no such equipment as [\"sofa\",1]",
        ),
        (
            r#"{"name": "x", "keys": [["a", 0]], "poses": {"a": {}}, "phases": {"rest": [0, 2]}}"#,
            "figure `x`: its phases must stay within 0 and 1",
        ),
        (
            r#"{"name": "x", "keys": [["a", 0]], "poses": {"a": {"pitch": 1e300}}}"#,
            "figure `x`, pose `a`: the number 1e300 is out of range",
        ),
        (
            r#"{"name": "x", "keys": [["a", 0]],
                "poses": {"a": {"at": ["ankleN", 0, 7], "legN": {"plant": [0]}}}}"#,
            "figure `x`, pose `a`: `at` pins a joint of a planted limb",
        ),
        (
            r#"{"name": "x", "keys": [["a", 0], ["b", 1]],
                "poses": {"a": {"legs": {"plant": [0]}}, "b": {"legs": {"plant": [0, 7]}}}}"#,
            "figure `x`, pose `b`: `at`, `plant` or `roller` is written differently than in the first pose",
        ),
    ] {
        assert_eq!(message(&with_exercise(exercise)), expected);
    }
}

#[test]
#[ignore = "writes a contact sheet to look at"]
fn contact_sheet_of_all_exercises() {
    let (columns, width, height) = (6, 264, 216);
    let mut cells = String::new();
    let moments = built_in().ids().flat_map(|id| [(id, 0.0, false), (id, 1.0, false), (id, 1.0, true)]);
    for (index, (id, time, mirror)) in moments.enumerate() {
        let how = Drawing { mirror, effort: time, ..Drawing::default() };
        let picture = draw(id, time, &how);
        let [left, top, box_width, box_height] = picture.view_box;
        let (column, row) = (index % columns, index / columns);
        write!(
            cells,
            r#"<svg x="{}" y="{}" width="248" height="186" viewBox="{left} {top} {box_width} {box_height}">{}</svg>
            <text x="{}" y="{}">{id} {time}</text>"#,
            8 + width * column,
            8 + height * row,
            svg(&picture),
            8 + width * column,
            204 + height * row,
        )
        .expect("writing to a string cannot fail");
    }
    let style = style_without_variables();
    let rows = (built_in().ids().count() * 3).div_ceil(columns);
    let sheet = format!(
        r#"<svg class="fig" xmlns="http://www.w3.org/2000/svg" width="1584" height="{}">
        <style>{style} text{{font:12px sans-serif;fill:#777}}</style>
        <defs><radialGradient id="glow"><stop offset="0" class="fig-g0"/><stop offset=".55" class="fig-g1"/>
        <stop offset="1" class="fig-g2"/></radialGradient></defs>
        <rect width="100%" height="100%" style="fill:#f9f5f3"/>{cells}</svg>"#,
        height * rows,
    );
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/figures.svg");
    std::fs::write(file, sheet).expect("the target directory is writable");
    println!("{file}");
}

proptest! {
    #[test]
    fn every_picture_consists_of_finite_numbers(
        index in 0_usize..31,
        time in 0.0..=1.0_f64,
        mirror: bool,
        effort in 0.0..=1.0_f64,
        breath in -1.0..=1.0_f64,
    ) {
        let id = built_in().ids().nth(index).expect("there are 31 figures");
        assert_finite(&draw(id, time, &Drawing { mirror, effort, breath, aspect: 1.0 }));
    }

    #[test]
    fn numbers_from_anywhere_never_spoil_a_picture(time: f64, effort: f64, breath: f64, aspect: f64) {
        let how = Drawing { mirror: false, effort, breath, aspect };
        assert_finite(&draw("bridge_banded", time, &how));
    }

    #[test]
    fn damaged_data_is_an_error_or_a_figure_that_can_be_drawn(
        start in 0..BUILT_IN.len(),
        replacement in r#"[-0-9\[\]{}",:a-z ]{0,4}"#,
    ) {
        let mut json = BUILT_IN.to_owned();
        json.replace_range(start..(start + 2).min(BUILT_IN.len()), &replacement);
        if let Ok(figures) = Figures::load(&json) {
            for id in figures.ids() {
                let figure = figures.get(id).expect("ids are those of figures");
                assert_finite(&figures.draw(figure, 0.4, &Drawing::default()));
            }
        }
    }
}

fn draw(id: &str, time: f64, how: &Drawing) -> Picture {
    let figure = built_in().get(id).expect("tests use known exercises");
    built_in().draw(figure, time, how)
}

fn message(json: &str) -> String {
    let error = Figures::load(json).expect_err("the data is wrong");
    error.to_string()
}

/// The built-in data with a single exercise `x` instead of its own.
fn with_exercise(exercise: &str) -> String {
    let (head, _) = BUILT_IN.split_once(r#""exercises":"#).expect("the data has exercises");
    format!(r#"{head}"exercises": {{"x": {exercise}}}}}"#)
}

fn assert_finite(picture: &Picture) {
    assert!(picture.view_box.iter().all(|number| number.is_finite()));
    for shape in &picture.shapes {
        match shape {
            Shape::Path { class, d } => {
                assert!(!d.contains("NaN") && !d.contains("inf"), "{class}: {d}");
            }
            Shape::Glow { cx, cy, rx, ry, angle, opacity } => {
                let numbers = [cx, cy, rx, ry, angle, opacity];
                assert!(numbers.iter().all(|number| number.is_finite()), "{shape:?}");
            }
        }
    }
}

fn svg(picture: &Picture) -> String {
    let elements = picture.shapes.iter().map(|shape| match shape {
        Shape::Path { class, d } => format!(r#"<path class="{class}" d="{d}"/>"#),
        Shape::Glow { cx, cy, rx, ry, angle, opacity } => format!(
            r#"<ellipse class="fig-glow" fill="url(#glow)" rx="{rx}" ry="{ry}" opacity="{opacity}"
            transform="translate({cx} {cy})rotate({angle})"/>"#
        ),
    });
    elements.collect()
}

/// The style in its light colours, for renderers that know no custom properties.
fn style_without_variables() -> String {
    let css = include_str!("../../../assets/style/figure.css");
    let (palette, _) = css.split_once('}').expect("the style starts with a palette");
    let (_, rules) = css.split_once(".fig {").expect("the rules follow the palettes");
    let colours = palette.lines().filter_map(|line| {
        let (name, rest) = line.trim().split_once(':')?;
        let (colour, _) = rest.trim().split_once(';')?;
        Some((format!("var({name})"), colour))
    });
    colours.fold(format!(".fig {{{rules}"), |style, (variable, colour)| style.replace(&variable, colour))
}
