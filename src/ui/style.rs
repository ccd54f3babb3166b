//! The style sheet: one text, so that a window needs no file beside the program.

use dioxus::prelude::Attribute;
use std::sync::OnceLock;

/// Tokens first, then the frame of a page, then each component and screen with its own.
const PARTS: &[&str] = &[
    include_str!("../../assets/style/tokens.css"),
    include_str!("../../assets/style/figure.css"),
    include_str!("../../assets/style/base.css"),
    include_str!("components/page/style.css"),
    include_str!("components/nav/style.css"),
    include_str!("components/button/style.css"),
    include_str!("components/card/style.css"),
    include_str!("components/row/style.css"),
    include_str!("components/segmented/style.css"),
    include_str!("components/switch/style.css"),
    include_str!("components/stepper/style.css"),
    include_str!("components/volume/style.css"),
    include_str!("components/arc/style.css"),
    include_str!("components/mark/style.css"),
    include_str!("components/ledger/style.css"),
    include_str!("components/dialog/style.css"),
    include_str!("components/notice/style.css"),
    include_str!("components/safety_note/style.css"),
    include_str!("components/sources/style.css"),
    include_str!("components/sheet/style.css"),
    include_str!("components/toast/style.css"),
    include_str!("components/field/style.css"),
    include_str!("components/text_field/style.css"),
    include_str!("components/month/style.css"),
    include_str!("components/bars/style.css"),
    include_str!("screens/today.css"),
    include_str!("screens/breaks/style.css"),
    SMALL_WINDOW,
    include_str!("screens/routines.css"),
    include_str!("screens/routine.css"),
    include_str!("screens/builder/style.css"),
    include_str!("screens/later/style.css"),
    include_str!("screens/exercises.css"),
    include_str!("screens/guide/style.css"),
    include_str!("screens/finished.css"),
    include_str!("screens/settings.css"),
    include_str!("screens/reminders/style.css"),
    include_str!("screens/safety/style.css"),
    include_str!("screens/first_run/style.css"),
    include_str!("screens/learn/style.css"),
    include_str!("screens/history/style.css"),
    // Last, because it takes back what others ask for.
    include_str!("../../assets/style/preferences.css"),
];

/// No page is the small window over all others.
const SMALL_WINDOW: &str = include_str!("screens/breaks/window.css");

/// The rules that a page needs.
#[must_use]
pub fn of_page() -> String {
    PARTS.iter().filter(|part| **part != SMALL_WINDOW).copied().collect()
}

/// All rules of the window.
#[must_use]
pub fn sheet() -> &'static str {
    static SHEET: OnceLock<String> = OnceLock::new();
    SHEET.get_or_init(|| PARTS.concat())
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
