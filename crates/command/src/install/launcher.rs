//! The launcher: what a desktop's menu knows of Unsit, in every language that Unsit speaks.

use std::path::Path;

use unsit_core::text::{Language, Texts};
use unsit_platform::launcher::quoted;
use unsit_platform::programs;

/// Notifications name it, so that a desktop knows whose they are.
pub(super) const NAME: &str = "unsit.desktop";

/// Its text. None for programs whose paths such a file cannot name.
pub(super) fn launcher(window: &Path, command: &Path) -> Option<String> {
    let (window, command) = (quoted(window)?, quoted(command)?);
    let mut lines = vec!["[Desktop Entry]".to_owned(), "Type=Application".to_owned(), "Version=1.1".to_owned(), "Name=Unsit".to_owned()];
    lines.extend(in_every_language("GenericName", "install-generic-name"));
    lines.extend(in_every_language("Comment", "install-comment"));
    lines.extend(in_every_language("Keywords", "install-keywords"));
    lines.push(format!("Exec={window}"));
    lines.extend(
        [
            "Icon=unsit",
            "Terminal=false",
            "Categories=Utility;Clock;",
            "StartupNotify=true",
            "StartupWMClass=unsit-app",
            "X-GNOME-SingleWindow=true",
            "Actions=Start;Moved;",
            "",
            "[Desktop Action Start]",
        ]
        .map(str::to_owned),
    );
    lines.extend(in_every_language("Name", "install-action-start"));
    lines.push(format!("Exec={window} {}", programs::words(unsit_core::app::Opening::Start).join(" ")));
    lines.extend(["", "[Desktop Action Moved]"].map(str::to_owned));
    lines.extend(in_every_language("Name", "sitting-moved"));
    lines.push(format!("Exec={command} break moved"));
    Some(lines.join("\n") + "\n")
}

/// English without a language, as others fall back to it; then each other one.
fn in_every_language(key: &str, id: &str) -> Vec<String> {
    let line = |language: Language| {
        let key = if language == Language::English { key.to_owned() } else { format!("{key}[{}]", language.tag()) };
        format!("{key}={}", Texts::built_in(language).get(id))
    };
    let others = Language::ALL.into_iter().filter(|language| *language != Language::English);
    std::iter::once(Language::English).chain(others).map(line).collect()
}
