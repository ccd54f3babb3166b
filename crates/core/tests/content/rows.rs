//! Rules about rows that no single file can be refused for.

use std::collections::BTreeSet;

use unsit_core::Millis;
use unsit_core::content::ContentFiles;
use unsit_core::routine::{Catalogue, Choices, Id, Plan, Routine, Variant};

use crate::edited::Edited;

#[test]
fn every_exercise_has_a_figure() {
    assert_eq!(without_figure(Catalogue::built_in()), [""; 0]);
    let broken = Edited::new("exercises.toml", "bridge", r#"figure = "bridge""#, "figure = 'plank'").parse().unwrap();
    assert_eq!(without_figure(&broken), ["bridge"]);
}

#[test]
fn every_source_supports_something() {
    assert_eq!(unused_sources(Catalogue::built_in()), [""; 0]);
    let broken = Edited::new("exercises.toml", "kickback-standing", r#"["macadam-feser-2019"]"#, "['page-2012']").parse().unwrap();
    assert_eq!(unused_sources(&broken), [""; 0]);
    let broken = Edited::new("learn.toml", "breaks-none", r#"["luger-2019"]"#, "['page-2012']").parse().unwrap();
    assert_eq!(unused_sources(&broken), ["luger-2019"]);
}

#[test]
fn a_week_releases_each_of_seven_muscles_and_strengthens_its_opposite() {
    assert_eq!(Catalogue::built_in().learn.muscles.len(), 7);
    assert_eq!(neglected_muscles(Catalogue::built_in()), [""; 0]);
    let broken = Edited::new("routines.toml", "release-and-strengthen", r#""hamstring-strap""#, "'figure-four'").parse().unwrap();
    assert_eq!(neglected_muscles(&broken), ["hamstrings"]);
}

#[test]
fn routines_last_as_long_as_they_are_meant_to() {
    let wanted = [
        ("quick-bridge", 67),
        ("bridge-and-donkey-kicks", 191),
        ("at-the-desk", 57),
        ("before-activity", 254),
        ("release-and-strengthen a", 918),
        ("release-and-strengthen b", 1095),
    ];
    assert_eq!(lengths(Catalogue::built_in(), false), wanted.map(|(name, seconds)| (name.to_owned(), seconds)));
}

#[test]
fn a_longer_rest_makes_a_longer_routine() {
    let longer = Edited::new("exercises.toml", "bridge", "rest_s = 5", "rest_s = 6").parse().unwrap();
    assert_eq!(lengths(&longer, false)[0], ("quick-bridge".to_owned(), 69));
}

#[test]
fn an_alternative_takes_as_long_as_what_it_stands_for() {
    assert_eq!(lengths(Catalogue::built_in(), true), lengths(Catalogue::built_in(), false));
    let broken = Edited::new("exercises.toml", "glute-squeeze-standing", "hold_s = 10", "hold_s = 20").parse().unwrap();
    assert_ne!(lengths(&broken, true), lengths(&broken, false));
}

#[test]
fn comments_in_the_file_say_the_lengths() {
    assert_eq!(commented_lengths(ContentFiles::BUILT_IN.routines), lengths(Catalogue::built_in(), false));
    assert_eq!(commented_lengths("# length quick-bridge: 68 s (1 min 08)"), [("quick-bridge".to_owned(), 68)]);
}

#[test]
fn sessions_take_the_variants_in_turn() {
    let turned = Edited::new("routines.toml", "release-and-strengthen", r#"["a", "b"]"#, r#"["b", "a"]"#).parse().unwrap();
    let first = |catalogue: &Catalogue| {
        let routine = catalogue.routine("release-and-strengthen").unwrap();
        routine.variant_after(None).and_then(|variant| variant.id.clone())
    };
    assert_eq!(first(Catalogue::built_in()), Some(Id::new("a")));
    assert_eq!(first(&turned), Some(Id::new("b")));
}

#[test]
fn each_pain_has_its_light() {
    let safety = &Catalogue::built_in().safety;
    let light = |pain| safety.light_for_pain(pain).map(|light| light.id.as_str());
    assert_eq!([0, 3, 4, 5, 6, 10, 255].map(light), ["green", "green", "amber", "amber", "red", "red", "red"].map(Some));
    assert_eq!(safety.light_for_leg().map(|light| light.id.as_str()), Some("leg"));
}

fn without_figure(catalogue: &Catalogue) -> Vec<&str> {
    let poses: serde_json::Value = serde_json::from_str(include_str!("../../../../assets/content/poses.json")).unwrap();
    let figures = poses["exercises"].as_object().unwrap();
    catalogue.exercises().filter(|exercise| !figures.contains_key(&exercise.figure)).map(|exercise| exercise.id.as_str()).collect()
}

fn unused_sources(catalogue: &Catalogue) -> Vec<&str> {
    let Catalogue { safety, learn, .. } = catalogue;
    let used: BTreeSet<&Id> = catalogue
        .exercises()
        .flat_map(|exercise| &exercise.sources)
        .chain(safety.questions.iter().flat_map(|question| &question.sources))
        .chain(safety.lights.iter().flat_map(|light| &light.sources))
        .chain(learn.muscles.iter().flat_map(|muscle| &muscle.sources))
        .chain(learn.topics.iter().flat_map(|topic| &topic.sources))
        .chain(learn.evidence.claims.iter().flat_map(|claim| &claim.sources))
        .chain(&learn.clinician.sources)
        .collect();
    catalogue.sources().filter(|source| !used.contains(&source.id)).map(|source| source.id.as_str()).collect()
}

/// Muscles that a week of the extended plan does not both release and answer.
fn neglected_muscles(catalogue: &Catalogue) -> Vec<&str> {
    let plan = catalogue.routine("release-and-strengthen").unwrap();
    let week: BTreeSet<&Id> = plan.variants.iter().flat_map(|variant| &variant.steps).map(|step| &step.exercise).collect();
    let in_week = |ids: &[Id]| ids.iter().any(|id| week.contains(id));
    let muscles = catalogue.learn.muscles.iter();
    muscles.filter(|muscle| !in_week(&muscle.release) || !in_week(&muscle.strengthen)).map(|muscle| muscle.id.as_str()).collect()
}

/// Seconds of each routine and variant.
fn lengths(catalogue: &Catalogue, alternative: bool) -> Vec<(String, u64)> {
    let choices = Choices { timing: catalogue.timing, alternative };
    let length = |routine: &Routine, variant: &Variant| {
        let name = variant.id.as_ref().map_or_else(|| routine.id.to_string(), |id| format!("{} {id}", routine.id));
        let Millis(total) = Plan::unfold(routine, variant, catalogue, &choices).unwrap().total();
        (name, total / 1000)
    };
    catalogue.routines.iter().flat_map(|routine| routine.variants.iter().map(move |variant| length(routine, variant))).collect()
}

/// The lengths in comments such as `# length quick-bridge: 67 s (1 min 07)`.
fn commented_lengths(text: &str) -> Vec<(String, u64)> {
    let comments = text.lines().filter_map(|line| line.strip_prefix("# length "));
    comments
        .map(|comment| {
            let (name, rest) = comment.split_once(": ").unwrap();
            let (seconds, _) = rest.split_once(" s ").unwrap();
            (name.to_owned(), seconds.parse().unwrap())
        })
        .collect()
}
