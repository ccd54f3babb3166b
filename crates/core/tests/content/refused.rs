//! Files that break a rule are refused, with an error that names file, row and field and says what would be right.

use crate::edited::Edited;

#[test]
fn a_file_that_cannot_be_read_says_where() {
    let refused = |id, from, to, error| assert_refused("exercises.toml", id, from, to, error);
    refused("", "version = 1", "version = ]", "line 3: ");
    refused("", "version = 1", "version = 2", "version: must be 1, is 2");
    refused("", "version = 1", "", "version: is missing");
    refused("", "version = 1", "version = 1\nby = 'me'", "by: unknown key, must be one of exercise, version");
}

#[test]
fn ids_are_kebab_case_and_there_once() {
    let kebab = |is: &str| format!("id: must be kebab-case, such as `donkey-kick`, is `{is}`");
    let refused = assert_refused;
    refused("exercises.toml", "", r#"id = "bridge""#, r#"id = "Bridge""#, &format!("exercise 3.{}", kebab("Bridge")));
    refused("exercises.toml", "", r#"id = "bridge""#, r#"id = "clamshell""#, "exercise `clamshell`: id: is there twice");
    refused("exercises.toml", "", r#"id = "bridge""#, "", "exercise 3.id: is missing");
    refused("routines.toml", "", r#"id = "at-the-desk""#, r#"id = "quick-bridge""#, "routine `quick-bridge`: id: is there twice");
    refused("safety.toml", "", r#"id = "fever""#, r#"id = "the_fever""#, &format!("question 8.{}", kebab("the_fever")));
    refused("learn.toml", "", r#"id = "adductors""#, r#"id = "hamstrings""#, "other_muscle `hamstrings`: id: is a muscle already");
    refused("learn.toml", "", r#"id = "squeeze""#, r#"id = "breaks""#, "claim `breaks`: id: is there twice");
    refused("sources.toml", "", r#"id = "who-2023""#, r#"id = "who-2020""#, "source `who-2020`: id: is there twice");
}

#[test]
fn an_exercise_has_known_fields_of_their_type() {
    let refused = |id, from, to, error: &str| assert_refused("exercises.toml", id, from, to, &format!("exercise `{id}`: {error}"));
    refused("bridge", "figure = \"bridge\"\n", "", "figure: is missing");
    refused("bridge", r#"figure = "bridge""#, "figure = 3", "figure: invalid type: integer `3`, expected a string");
    refused("bridge", r#"figure = "bridge""#, "figure = 'bridge'\nsize = 3", "size: unknown key, must be one of cautions, certainty, ");
    refused("bridge", r#""activate""#, "'warm-up'", "kind: unknown variant `warm-up`, expected one of `release`, `activate`, `integrate`");
    refused("bridge", r#"sides = "both""#, "sides = 'left'", "sides: unknown variant `left`, expected `both` or `each`");
    refused("bridge", r#""floor-back""#, "'floor'", "position: unknown variant `floor`, expected one of `floor-back`, `floor-side`, ");
    refused("wall-sit", r#"["wall"]"#, "['door']", "equipment: unknown variant `door`, expected one of `band`, `roller`, `wall`, ");
    refused("bridge", r#"certainty = "low""#, "certainty = 'sure'", "certainty: unknown variant `sure`, expected one of `high`, ");
    refused("bridge", "cues = { lift", "cues = { raise", "cues: unknown field `raise`, expected one of `lift`, `hold`, `lower`");
    refused("cat-camel", r#", "exercise-cat-camel-how-3", "exercise-cat-camel-how-4""#, "", "how: must have from 3 to 5 lines, has 2");
    refused("wall-sit", r#"["quadriceps", "gluteus-maximus"]"#, "[]", "muscles: must name at least one muscle");
    refused(
        "bridge",
        "equipment = []",
        "equipment = []\nequipment_optional = true",
        "equipment_optional: must be left out, there is no equipment",
    );
    refused(
        "bridge",
        "equipment = []",
        "equipment = []\nwithout_kit = 'clamshell'",
        "without_kit: must be left out, there is no equipment",
    );
}

#[test]
fn a_dose_is_holds_or_repetitions_within_bounds() {
    let refused = |id, from, to, error: &str| assert_refused("exercises.toml", id, from, to, &format!("exercise `{id}`: {error}"));
    refused("bridge", "holds = 3", "holds = 0", "dose.holds: must be from 1 to 20, is 0");
    refused("bridge", "holds = 3", "holds = 21", "dose.holds: must be from 1 to 20, is 21");
    refused("bridge", "hold_s = 10", "hold_s = 601", "dose.hold_s: must be from 1 to 600, is 601");
    refused("bridge", "hold_s = 10", "hold_s = 2.5", "dose.hold_s: invalid type: floating point `2.5`, expected i64");
    refused("bridge", "rest_s = 5", "rest_s = -1", "dose.rest_s: must be from 0 to 600, is -1");
    refused("bridge", "rest_s = 5", "lift_s = 61", "dose.lift_s: must be from 0 to 60, is 61");
    refused(
        "bridge",
        "rest_s = 5",
        "pause_s = 5",
        "dose.pause_s: unknown key, must be one of hold_s, holds, lift_s, lower_s, rest_s, switch_s",
    );
    refused("bridge", "{ holds = 3, hold_s = 10, rest_s = 5 }", "3", "dose: must be a table");
    refused("bridge", "dose =", "tempo = { lift_s = 1, hold_s = 1, lower_s = 1 }\ndose =", "tempo: must be left out, holds have none");
    refused("hip-hinge", "sets = 2", "sets = 0", "dose.sets: must be from 1 to 20, is 0");
    refused("hip-hinge", "reps = 8", "reps = 51", "dose.reps: must be from 1 to 50, is 51");
    refused("hip-hinge", "reps = 8", "reps = 8, holds = 3", "dose: must have either holds or sets and reps");
    refused("hip-hinge", "sets = 2, reps = 8, ", "", "dose: must have either holds or sets and reps");
    refused("hip-hinge", "tempo = { lift_s = 3, hold_s = 1, lower_s = 2 }", "", "tempo: is missing, repetitions need one");
    refused("hip-hinge", "lift_s = 3", "lift_s = 61", "tempo.lift_s: must be from 0 to 60, is 61");
    let still = "lift_s = 0, hold_s = 0, lower_s = 0";
    refused("hip-hinge", "lift_s = 3, hold_s = 1, lower_s = 2", still, "tempo.lift_s: must not be 0 when hold_s and lower_s are");
}

#[test]
fn what_an_exercise_names_exists_and_agrees() {
    let refused = |id, from, to, error: &str| assert_refused("exercises.toml", id, from, to, &format!("exercise `{id}`: {error}"));
    refused("bridge", r#""gluteus-maximus""#, "'biceps'", "muscles: there is no muscle `biceps`");
    refused("bridge", r#"opposite = ["iliopsoas""#, "opposite = ['triceps'", "opposite: there is no muscle `triceps`");
    refused("bridge", r#""ekstrom-2007""#, "'hearsay'", "sources: there is no source `hearsay`");
    refused("hip-hinge", r#"["mcgill-1998"]"#, "[]", "sources: must name at least one source");
    refused("bridge", r#"easier = "glute-squeeze-standing""#, "easier = 'plank'", "easier: there is no exercise `plank`");
    refused("bridge", r#""bridge-banded""#, "'clamshell'", "harder: `clamshell` must name `bridge` as easier");
    refused("bird-dog", "equipment = []", "equipment = []\neasier = 'cat-camel'", "easier: `cat-camel` must name `bird-dog` as harder");
    refused("roll-glutes", r#"without_kit = "figure-four""#, "without_kit = 'plank'", "without_kit: there is no exercise `plank`");
    refused("roll-glutes", r#""figure-four""#, "'roll-hamstrings'", "without_kit: `roll-hamstrings` needs the same equipment");
    let follows = "contraindicated_by: must be as safety.toml has it";
    refused("bridge", r#"["pregnancy"]"#, "['fever']", &format!("{follows} (pregnancy), is fever"));
    refused("bridge", r#"["pregnancy"]"#, "[]", &format!("{follows} (pregnancy), is nothing"));
    let rolled = format!("{follows} (anticoagulants, disc-herniation, osteoporosis, pregnancy), is disc-herniation");
    refused("hip-hinge", r#"["loaded-bend"]"#, "['rolling']", &rolled);
}

#[test]
fn routines_are_made_of_steps_that_fit() {
    let refused = |id, from, to, error: &str| assert_refused("routines.toml", id, from, to, &format!("routine `{id}`: {error}"));
    refused("quick-bridge", r#"exercise = "bridge""#, "exercise = 'plank'", "step.exercise: there is no exercise `plank`");
    refused("at-the-desk", r#""glute-squeeze-standing""#, "'plank'", "step.alternative: there is no exercise `plank`");
    refused("before-activity", "sets = 1", "sets = 0", "step 3.sets: must be from 1 to 20, is 0");
    refused("before-activity", "sets = 1", "speed = 2", "step 3.speed: unknown key, must be one of alternative, exercise, hold_s, ");
    refused("before-activity", "sets = 1", "holds = 1", "step.holds: must be left out with hold_s, `sit-to-stand` is repeated");
    let step = "[[routine.step]]\nexercise = \"bridge\"";
    refused(
        "quick-bridge",
        step,
        "[[routine.step]]\nexercise = 'bridge'\nreps = 5",
        "step.sets: must be left out with reps, `bridge` is held",
    );
    refused("quick-bridge", step, "", "step: must have either steps or variants");
    refused("quick-bridge", step, "step = []", "step: count must be from 1 to 50, is 0");
    let long = "release-and-strengthen";
    refused(long, r#"["a", "b"]"#, "['a']", "rotation: must name each variant once");
    refused(long, r#"["a", "b"]"#, "['a', 'b', 'a']", "rotation: must name each variant once");
    refused(long, "days_per_week = 3", "days_per_week = 8", "days_per_week: must be from 1 to 7, is 8");
    refused(long, r#", "fri"]"#, "]", "default_days: must name as many days as days_per_week, names 2");
    refused(long, r#"part = "release""#, "part = 'activate'", "step.part: must be the kind of `roll-glutes`");
    let first = "part = \"release\"\nexercise = \"roll-glutes\"";
    refused(long, first, "part = 'activate'\nexercise = 'bridge'", "step.part: must go from release over activate to integrate");
}

#[test]
fn default_times_are_all_there_and_within_bounds() {
    let refused = |from, to, error: &str| assert_refused("routines.toml", "", from, to, &format!("timing.{error}"));
    refused("hold_s = 10", "hold_s = 0", "hold_s: must be from 1 to 600, is 0");
    refused("change_s = 15\n", "", "change_s: is missing");
    refused("change_s = 15", "change_s = 15\nbreath_s = 3", "breath_s: unknown key, must be one of change_s, get_ready_lying_s, ");
}

#[test]
fn an_answer_has_the_effects_of_its_group() {
    let refused = |id, from, to, error: &str| assert_refused("safety.toml", id, from, to, &format!("question `{id}`: {error}"));
    refused("fever", r#""clinician""#, "'other'", "group: unknown variant `other`, expected one of `emergency`, `clinician`, `adjust`");
    refused("fever", r#""clinician-first""#, "'halve-holds'", "yes 1.effect: must be clinician-first in the group `clinician`");
    refused("chest-pain", r#""stop-emergency""#, "'clinician-first'", "yes 1.effect: must be stop-emergency in the group `emergency`");
    refused("fever", r#""clinician-first""#, "'shrug'", "yes 1.effect: unknown variant `shrug`, expected one of `stop-emergency`, ");
    refused("fever", "  { effect = \"clinician-first\" },\n", "", "yes: must have at least one effect");
    refused("fever", r#""finucane-2020""#, "'hearsay'", "sources: there is no source `hearsay`");
    let rolling = r#"{ effect = "exclude", tag = "rolling" }"#;
    let adjust = "yes 3.effect: must be replace, exclude or halve-holds in the group `adjust`";
    refused("pregnancy", rolling, "{ effect = 'stop-emergency' }", adjust);
}

#[test]
fn an_adjustment_says_why_and_names_what_exists() {
    let refused = |from, to, error: &str| assert_refused("safety.toml", "knee-pain", from, to, &format!("question `knee-pain`: {error}"));
    refused("why = \"safety-knee-pain-why\"\n", "", "why: is missing, every adjustment says why");
    refused(r#""kneeling""#, "'standing-still'", "yes.tag: no exercise has the tag `standing-still`");
    refused(r#""kneeling""#, "'kneeling', exercise = 'bridge'", "yes 1.effect: must have either an exercise or a tag");
    refused(r#""exclude", tag = "deep"#, r#""halve-holds", tag = "deep"#, "yes 2.tag: unknown key, must be one of effect");
    refused(r#"by = "kickback-standing""#, "by = 'cat-camel'", "yes.by: `cat-camel` is ruled out by the same answer");
    refused(r#"by = "kickback-standing""#, "by = 'plank'", "yes.by: there is no exercise `plank`");
    refused(r#"exercise = "donkey-kick""#, "exercise = 'plank'", "yes.exercise: there is no exercise `plank`");
}

#[test]
fn groups_and_lights_leave_nothing_unanswered() {
    let refused = |id, from, to, error| assert_refused("safety.toml", id, from, to, error);
    refused("adjust", r#"id = "adjust""#, "id = 'clinician'", "group: must have one row `clinician`");
    refused("green", "pain_max = 3", "pain_max = 2", "light: pain 3 has no light, each from 0 to 10 must have one");
    refused("green", "pain_max = 3", "pain_max = 4", "light: pain 4 has the lights `green` and `amber`, must have one");
    refused("red", "pain_max = 10", "pain_max = 11", "light `red`: pain_max: must be from 0 to 10, is 11");
    refused("leg", "leg_spread = true", "leg_spread = false", "light `leg`: leg_spread: must be true or left out");
    refused(
        "red",
        "pain_max = 10\n",
        "pain_max = 10\nleg_spread = true\n",
        "light `red`: pain_max: unknown key, must be one of certainty, ",
    );
    refused("green", r#""go-on""#, "'cheer'", "light `green`: effect: unknown variant `cheer`, expected one of `go-on`, `halve-holds`, ");
    refused("green", r#"["silbernagel-2007"]"#, "['hearsay']", "light `green`: sources: there is no source `hearsay`");
}

#[test]
fn one_light_is_for_pain_that_spreads_into_the_leg() {
    let row = "leg_spread = true\neffect = \"stop-today\"\ntext = \"safety-light-leg\"\nsources = [\"silbernagel-2007\"]\ncertainty = \"very-low\"";
    let twice = format!("{row}\n[[light]]\nid = 'other-leg'\n{row}");
    assert_refused("safety.toml", "leg", row, &twice, "light: one must have leg_spread, 2 do");
    assert_refused("safety.toml", "", &format!("[[light]]\nid = \"leg\"\n{row}"), "", "light: one must have leg_spread, 0 do");
}

#[test]
fn what_the_learn_screen_names_exists_and_fits() {
    let refused = |id, from, to, error| assert_refused("learn.toml", id, from, to, error);
    refused("hamstrings", r#"["hamstring-strap""#, "['bridge'", "muscle `hamstrings`: release: `bridge` must be of the kind release");
    let strengthen = "muscle `hamstrings`: strengthen: `cat-camel` must be of the kind activate or integrate";
    refused("hamstrings", r#"["sit-to-stand""#, "['cat-camel'", strengthen);
    refused("hamstrings", r#"["quadriceps"]"#, "['biceps']", "muscle `hamstrings`: opposite: there is no muscle `biceps`");
    refused("sitting", r#""who-2020""#, "'hearsay'", "topic `sitting`: sources: there is no source `hearsay`");
    refused("breaks", r#"side = "for""#, "side = 'both'", "claim `breaks`: side: unknown variant `both`, expected `for` or `against`");
    refused("", "until = \"clinician-until\"\n", "", "clinician.until: is missing");
    refused("", r#"["northern-trust-low-back-pain", "finucane-2020"]"#, "['hearsay']", "clinician: sources: there is no source `hearsay`");
}

#[test]
fn a_source_says_where_it_was_seen() {
    let refused = |from, to, error: &str| assert_refused("sources.toml", "who-2020", from, to, &format!("source `who-2020`: {error}"));
    refused("checked = true", "checked = 'yes'", "checked: invalid type: string \"yes\", expected a boolean");
    refused(r#""pmc.ncbi.nlm.nih.gov/articles/PMC7719906""#, "''", "seen_in: must say where it was seen, or why not");
    refused("doi =", "isbn =", "isbn: unknown key, must be one of authors, certainty, checked, doi, ");
}

/// The change makes an error that begins with the file's name and then `error`.
#[track_caller]
fn assert_refused(file: &str, id: &str, from: &str, to: &str, error: &str) {
    let said = Edited::new(file, id, from, to).parse().err().unwrap_or_else(|| "no error".to_owned());
    assert!(said.starts_with(&format!("{file}: {error}")), "wanted {file}: {error}\nbut got {said}");
}
