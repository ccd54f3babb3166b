//! The icon set: 24 by 24, stroke 2, round caps and joins, in the colour of the text around.

use dioxus::prelude::*;

/// A picture beside a word. It is hidden from screen readers: the word says it.
#[component]
pub fn Icon(
    /// A name of the set; nothing is drawn for another one.
    name: &'static str,
    /// Further classes, such as `sm`, `lg`, `fill` or `flip`.
    #[props(default)]
    class: &'static str,
) -> Element {
    rsx! {
        svg { class: "ic ic-{name} {class}", view_box: "0 0 24 24", "aria-hidden": "true", dangerous_inner_html: shapes(name) }
    }
}

/// The shapes of an icon as SVG; empty for a name that is not in the set.
#[must_use]
pub fn shapes(name: &str) -> &'static str {
    match name {
        "again" => r#"<path d="M5 12a7 7 0 1 0 2.5-5.4M5 4.5V9h4.5"/>"#,
        "alert" => r#"<path d="M12 4l9 15.5H3zM12 10v4.5M12 17v.01"/>"#,
        "back" => r#"<path d="M14.5 6l-6 6 6 6"/>"#,
        "ball" => r#"<circle cx="12" cy="12" r="8"/><path d="M6.5 6.5c4 2.5 7 6.5 8 13"/>"#,
        "check" => r#"<path d="M5 12.5l4.5 4.5L19 7.5"/>"#,
        "bell" => r#"<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10.3 20.5a2 2 0 0 0 3.4 0"/>"#,
        "calendar" => r#"<rect x="4" y="5.5" width="16" height="14.5" rx="3"/><path d="M4 10.5h16M8.5 3v4M15.5 3v4"/>"#,
        "camera" => r#"<path d="M4 7h11v10H4zM15 11l5-3v8l-5-3"/>"#,
        "chair" => r#"<path d="M8 4v9h8M8 13v7M16 13v7M8 17h8"/>"#,
        "chev" => r#"<path d="M9.5 6l6 6-6 6"/>"#,
        "copy" => {
            r#"<rect x="8.5" y="8.5" width="11" height="11" rx="2.5"/><path d="M15.5 5.5a1.5 1.5 0 0 0-1.5-1H6.5a2 2 0 0 0-2 2V14a1.5 1.5 0 0 0 1 1.4"/>"#
        }
        "clock" => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>"#,
        "close" => r#"<path d="M6 6l12 12M18 6L6 18"/>"#,
        "down" => r#"<path d="M6 9.5l6 6 6-6"/>"#,
        "edit" => r#"<path d="M5 19l1-4L16 5l3 3L9 18z"/>"#,
        "gear" => r#"<path d="M4 8h8.5M17.5 8H20M4 16h2.5M11.5 16H20"/><circle cx="15" cy="8" r="2.4"/><circle cx="9" cy="16" r="2.4"/>"#,
        "globe" => r#"<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z"/>"#,
        "handle" => r#"<path d="M8 9h8M8 15h8"/>"#,
        "history" => r#"<path d="M5 20v-6M12 20V5M19 20v-9"/>"#,
        "info" => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11.5V16M12 8v.01"/>"#,
        "leaf" => r#"<path d="M5 19C5 10 10 5 19 5c0 9-5 14-12 13M5 19l7-7"/>"#,
        "learn" => r#"<path d="M12 7c-2-1.6-4.6-2-8-2v13c3.4 0 6 .4 8 2 2-1.6 4.6-2 8-2V5c-3.4 0-6 .4-8 2zM12 7v13"/>"#,
        "left" => r#"<path d="M19 12H5M11 6l-6 6 6 6"/>"#,
        "list" => r#"<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.01M4.5 12v.01M4.5 17.5v.01"/>"#,
        "mat" => r#"<path d="M3 17h15a3 3 0 1 0-3-3v3"/>"#,
        "minus" => r#"<path d="M5 12h14"/>"#,
        "moon" => r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>"#,
        "mute" => r#"<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5"/>"#,
        "out" => r#"<path d="M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9"/>"#,
        "pause" => r#"<path d="M9 5v14M15 5v14" stroke-width="4.5"/>"#,
        "play" => r#"<path d="M8 5.5v13l10.5-6.5z"/>"#,
        "plus" => r#"<path d="M12 5v14M5 12h14"/>"#,
        "power" => r#"<path d="M12 4v7.5M7.3 7.5a7 7 0 1 0 9.4 0"/>"#,
        "right" => r#"<path d="M5 12h14M13 6l6 6-6 6"/>"#,
        "roller" => r#"<circle cx="7" cy="12" r="4"/><path d="M7 8h10a4 4 0 0 1 0 8H7"/><circle cx="7" cy="12" r="1"/>"#,
        "routines" => r#"<rect x="4" y="5" width="16" height="6" rx="2.5"/><path d="M4 16h10M4 20h6"/>"#,
        "scale" => r#"<path d="M12 4v16M8 20h8M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z"/>"#,
        "search" => r#"<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4 4"/>"#,
        "shield" => r#"<path d="M12 3.5l7 2.8V12c0 4.2-2.8 7-7 8.5-4.2-1.5-7-4.3-7-8.5V6.3zM9 11.8l2.2 2.2 4-4"/>"#,
        "skip" => r#"<path d="M6 6l8 6-8 6zM18 6v12"/>"#,
        "slash" => r#"<path d="M6 18L18 6"/>"#,
        "sound" => r#"<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>"#,
        "stretch" => r#"<path d="M12 3v4M12 17v4M5 12h14M8 9l-3 3 3 3M16 9l3 3-3 3"/>"#,
        "swap" => r#"<path d="M4 9h14l-3.5-3.5M20 15H6l3.5 3.5"/>"#,
        "timer" => r#"<circle cx="12" cy="13.5" r="7.5"/><path d="M12 9.5v4M9.5 2.5h5"/>"#,
        "today" => r#"<path d="M4.5 17.5a8.5 8.5 0 1 1 15 0"/><circle cx="12" cy="13" r="1.6" fill="currentColor"/>"#,
        "trash" => r#"<path d="M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7"/>"#,
        "up" => r#"<path d="M6 14.5l6-6 6 6"/>"#,
        "vibrate" => r#"<path d="M8.5 4h7v16h-7zM5 8v8M2.5 10v4M19 8v8M21.5 10v4"/>"#,
        "voice" => r#"<path d="M4 6.5h16v9.5H11l-4 3.5V16H4z"/>"#,
        "walk" => {
            r#"<circle cx="13" cy="4.8" r="1.8" fill="currentColor" stroke="none"/><path d="M12.5 9.5l-1 5 3 2.5.5 4M11.5 14.5L8.5 20.5M12.5 9.5L9 11.5V14M12.5 9.5l2 2.5 2.5.5"/>"#
        }
        "wall" => r#"<path d="M4 5h16v14H4zM4 9.7h16M4 14.3h16M10 5v4.7M15 9.7v4.6M9 14.3V19"/>"#,
        _ => "",
    }
}
