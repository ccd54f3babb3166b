//! The style sheet: one text, so that a window needs no file beside the program.

use dioxus::prelude::Attribute;
use std::sync::OnceLock;

/// When the rules of a part are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// With the first picture.
    First,
    /// With the screens that a page fetches later.
    Later,
    /// By windows and phones, which no page is.
    NoPage,
    /// Last, because it takes back what others ask for.
    Last,
}

/// Tokens first, then the frame of a page, then each component and screen with its own.
const PARTS: &[(When, &str)] = &[
    (When::First, include_str!("../../assets/style/tokens.css")),
    (When::First, include_str!("../../assets/style/figure.css")),
    (When::First, include_str!("../../assets/style/base.css")),
    (When::First, include_str!("components/page/style.css")),
    (When::First, include_str!("components/nav/style.css")),
    (When::First, include_str!("components/button/style.css")),
    (When::First, include_str!("components/card/style.css")),
    (When::Later, include_str!("components/row/style.css")),
    (When::Later, include_str!("components/segmented/style.css")),
    (When::Later, include_str!("components/switch/style.css")),
    (When::Later, include_str!("components/stepper/style.css")),
    (When::Later, include_str!("components/volume/style.css")),
    (When::First, include_str!("components/arc/style.css")),
    (When::First, include_str!("components/mark/style.css")),
    (When::First, include_str!("components/ledger/style.css")),
    (When::First, include_str!("components/dialog/style.css")),
    (When::First, include_str!("components/notice/style.css")),
    (When::First, include_str!("components/safety_note/style.css")),
    (When::Later, include_str!("components/sources/style.css")),
    (When::First, include_str!("components/sheet/style.css")),
    (When::First, include_str!("components/toast/style.css")),
    (When::Later, include_str!("components/field/style.css")),
    (When::Later, include_str!("components/text_field/style.css")),
    (When::Later, include_str!("components/month/style.css")),
    (When::Later, include_str!("components/bars/style.css")),
    (When::First, include_str!("screens/today.css")),
    (When::First, include_str!("screens/breaks/style.css")),
    (When::NoPage, include_str!("screens/breaks/window.css")),
    (When::Later, include_str!("screens/routines.css")),
    (When::Later, include_str!("screens/routine.css")),
    (When::Later, include_str!("screens/builder/style.css")),
    (When::First, include_str!("screens/later/style.css")),
    (When::Later, include_str!("screens/exercises.css")),
    (When::First, include_str!("screens/guide/style.css")),
    (When::First, include_str!("screens/finished.css")),
    (When::Later, include_str!("screens/settings.css")),
    (When::Later, include_str!("screens/reminders/style.css")),
    (When::First, include_str!("screens/safety/style.css")),
    (When::First, include_str!("screens/first_run/style.css")),
    (When::NoPage, include_str!("screens/unstarted.css")),
    (When::Later, include_str!("screens/learn/style.css")),
    (When::Later, include_str!("screens/history/style.css")),
    (When::Last, include_str!("../../assets/style/preferences.css")),
];

/// The rules of the first picture of a page, and of whatever a page shows before it has fetched the rest.
#[must_use]
pub fn of_first_part() -> String {
    of(&[When::First, When::Last])
}

/// The rules that the screens bring which a page fetches later. What takes back has to come after them as well.
#[must_use]
pub fn of_later_part() -> String {
    of(&[When::Later, When::Last])
}

fn of(wanted: &[When]) -> String {
    PARTS.iter().filter(|(when, _)| wanted.contains(when)).map(|(_, part)| *part).collect()
}

/// All rules of the window.
#[must_use]
pub fn sheet() -> &'static str {
    static SHEET: OnceLock<String> = OnceLock::new();
    SHEET.get_or_init(|| PARTS.iter().map(|(_, part)| *part).collect())
}

/// One custom property of an element, as `..vec![css_var("--p", 70)]`.
///
/// It is set on the element's style by name: a whole `style` attribute would break under a strict content policy.
#[must_use]
pub fn css_var(name: &'static str, value: impl ToString) -> Attribute {
    Attribute::new(name, value.to_string(), Some("style"), false)
}

#[cfg(test)]
mod tests {
    use super::sheet;

    #[test]
    fn only_tokens_name_colours() {
        let after_tokens = sheet().split("/* end of tokens */").nth(1).expect("the tokens end");
        let after_figure = after_tokens.split("/* end of figure */").nth(1).expect("the figure ends");
        let colours = after_figure.lines().filter(|line| line.contains(": #") || line.contains("rgb"));
        assert_eq!(colours.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn braces_are_balanced() {
        assert_eq!(sheet().matches('{').count(), sheet().matches('}').count());
    }
}
