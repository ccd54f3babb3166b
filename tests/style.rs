//! The style sheets stay apart from each other, and from the direction of writing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use unsit_app::ui::style::{of_first_part, of_later_part, sheet};

/// Classes that a sheet may narrow though another one defines them: parts that many screens are made of.
const SHARED: &[&str] =
    &["app", "bar", "btn", "cta", "field", "foot", "frame", "glyph", "h2", "note", "page", "row", "sheet", "src", "stack"];

/// It takes back what others ask for.
const PREFERENCES: &str = "assets/style/preferences.css";

/// Where left and right are those of the body, which do not turn with the direction of writing.
const OF_THE_BODY: &[&str] = &[".left", ".right", ".on-left", ".on-right"];

struct Rule {
    file: String,
    selector: String,
    declarations: Vec<(String, String)>,
}

/// Every rule of every style sheet, those in `@media` too.
fn rules() -> Vec<Rule> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src/ui", "assets/style"].into_iter().flat_map(|folder| sheets(&root.join(folder)));
    files.flat_map(|file| read(&file.strip_prefix(root).expect("it lies in the project").display().to_string(), &text(&file))).collect()
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).expect("a style sheet can be read")
}

fn sheets(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let own = files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "css"));
    own.chain(folders.iter().flat_map(|folder| sheets(folder))).collect()
}

/// A brace opens a rule whose content has no brace; what else opens one is `@media` and the like.
fn read(file: &str, text: &str) -> Vec<Rule> {
    let text = without_comments(text);
    let mut rules = vec![];
    for (at, _) in text.match_indices('{') {
        let head = text[..at].rsplit(['{', '}', ';']).next().unwrap_or_default().trim();
        let body = text[at + 1..].split(['{', '}']).next().unwrap_or_default();
        // A frame of an animation has no selector.
        let is_rule = !head.starts_with('@') && !matches!(head, "from" | "to") && !head.ends_with('%');
        let declarations = body.split(';').filter_map(|line| line.split_once(':'));
        let declarations: Vec<_> = declarations.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
        rules.extend(is_rule.then(|| Rule { file: file.to_owned(), selector: head.to_owned(), declarations }));
    }
    rules
}

fn without_comments(text: &str) -> String {
    text.split("/*").enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) }).collect()
}

/// Commas in brackets belong to one selector.
fn selectors(list: &str) -> Vec<String> {
    let mut depth = 0;
    let split = list.split(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        letter == ',' && depth == 0
    });
    split.map(|one| one.trim().to_owned()).collect()
}

/// The class with which a selector begins.
fn first_class(selector: &str) -> Option<&str> {
    let rest = selector.strip_prefix('.')?;
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_').next()
}

/// The files in which a selector begins with each class, as far as `counts`.
fn homes(counts: impl Fn(&str, &str, &str) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for rule in rules() {
        for selector in selectors(&rule.selector) {
            if let Some(class) = first_class(&selector).filter(|class| counts(&rule.file, &selector, class)) {
                homes.entry(class.to_owned()).or_default().insert(rule.file.clone());
            }
        }
    }
    homes
}

#[test]
fn no_two_style_sheets_define_the_same_class() {
    // The tokens, the figure and the base each give the app something of their own.
    let mut defined = homes(|file, selector, class| file != PREFERENCES && selector.strip_prefix('.') == Some(class) && class != "app");
    defined.retain(|_, files| files.len() > 1);
    assert_eq!(defined, BTreeMap::new());
}

#[test]
fn a_style_sheet_speaks_of_its_own_classes_and_of_shared_ones() {
    let mut spoken_of = homes(|file, _, class| file != PREFERENCES && !SHARED.contains(&class));
    spoken_of.retain(|_, files| files.len() > 1);
    assert_eq!(spoken_of, BTreeMap::new());
}

#[test]
fn only_the_base_speaks_of_elements_without_a_class() {
    let elsewhere = rules().into_iter().filter(|rule| rule.file.starts_with("src/ui"));
    let bare = elsewhere.flat_map(|rule| selectors(&rule.selector).into_iter().map(move |selector| (rule.file.clone(), selector)));
    let bare: Vec<_> = bare.filter(|(_, selector)| selector.starts_with(|letter: char| letter.is_alphabetic() || letter == '*')).collect();
    assert_eq!(bare, vec![]);
}

#[test]
fn what_is_listed_as_shared_is_shared() {
    let spoken_of = homes(|_, _, _| true);
    let alone: Vec<_> = SHARED.iter().filter(|class| spoken_of.get(**class).is_none_or(|files| files.len() < 2)).collect();
    assert_eq!(alone, Vec::<&&str>::new());
}

#[test]
fn places_and_sizes_follow_the_direction_of_writing() {
    let mut physical = BTreeSet::new();
    let mut of_the_body = 0;
    for rule in rules() {
        let turns = !selectors(&rule.selector).iter().all(|selector| OF_THE_BODY.iter().any(|side| selector.contains(side)));
        for (name, value) in rule.declarations.iter().filter(|(name, value)| is_physical(name, value)) {
            of_the_body += usize::from(!turns);
            if turns {
                physical.insert(format!("{}: {} {{ {name}: {value} }}", rule.file, rule.selector));
            }
        }
    }
    assert_eq!(physical, BTreeSet::new());
    assert!(of_the_body > 5, "the search finds what is there");
}

/// Whether it means the left, the right, the top or the bottom of the screen rather than a start or an end.
fn is_physical(name: &str, value: &str) -> bool {
    let sided = |name: &str| ["left", "right", "top", "bottom"].iter().any(|side| name.split('-').any(|part| part == *side));
    let is_size = ["width", "height", "min-width", "max-width", "min-height", "max-height"].contains(&name);
    let custom = name.starts_with("--");
    let lopsided = match (name, &parts(value)[..]) {
        ("border-radius", [top_left, top_right, bottom_right, bottom_left]) => top_left != top_right || bottom_right != bottom_left,
        ("margin" | "padding" | "inset" | "border-width" | "scroll-margin" | "scroll-padding", [_, right, _, left]) => right != left,
        _ => false,
    };
    let aligned = matches!(name, "text-align" | "float" | "clear") && matches!(value, "left" | "right");
    let towards = !custom
        && (value.contains("to left")
            || value.contains("to right")
            || value.contains("gradient(90deg")
            || value.contains("gradient(270deg"));
    (!custom && (sided(name) || is_size)) || lopsided || aligned || towards
}

/// The parts of a shorthand; what stands in brackets is one.
fn parts(value: &str) -> Vec<String> {
    let mut depth = 0;
    let split = value.split(|letter: char| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        letter.is_whitespace() && depth == 0
    });
    split.filter(|part| !part.is_empty() && *part != "!important").map(str::to_owned).collect()
}

#[test]
fn every_style_sheet_is_part_of_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let left_out =
        ["src/ui", "assets/style"].into_iter().flat_map(|folder| sheets(&root.join(folder))).filter(|file| !sheet().contains(&text(file)));
    assert_eq!(left_out.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[test]
fn a_page_gets_every_rule_but_those_of_what_only_windows_show() {
    let (first, later) = (of_first_part(), of_later_part());
    let of_page = |rule: &&Rule| !first.contains(&rule.selector) && !later.contains(&rule.selector);
    let all = rules();
    let left_out: BTreeSet<&str> = all.iter().filter(of_page).map(|rule| rule.file.as_str()).collect();
    assert_eq!(left_out, BTreeSet::from(["src/ui/screens/breaks/window.css", "src/ui/screens/unstarted.css"]));
}
