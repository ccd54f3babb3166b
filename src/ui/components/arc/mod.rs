//! The arc of 240 degrees: what was held on Today, the time left in the guide.

use dioxus::core::current_scope_id;
use dioxus::prelude::*;
use unsit_core::Mono;
use unsit_core::app::view;

use crate::ui::Shell;
use crate::ui::style::css_var;

const PATH: &str = "M34.9 248A156 156 0 1 1 305.1 248";
const VIEW_BOX: &str = "0 0 340 262";

/// A share of a whole, with a knob at its end. Empty without a share.
#[component]
pub fn ShareArc(
    /// 0 to 100.
    share: Option<u64>,
) -> Element {
    let gradient = use_hook(|| format!("arc-{}", current_scope_id().0));
    rsx! {
        svg { class: "arc", view_box: VIEW_BOX, "aria-hidden": "true", ..vec![css_var("--p", share.unwrap_or(0))],
            defs {
                linearGradient { id: "{gradient}", x1: "0", y1: "1", x2: "1", y2: "0",
                    stop { class: "arc-from", offset: "0" }
                    stop { class: "arc-to", offset: "1" }
                }
            }
            path { class: "track", "pathLength": "100", d: PATH }
            if share.is_some() {
                path { class: "run", "pathLength": "100", d: PATH, stroke: "url(#{gradient})" }
                g { class: "tip",
                    circle { cx: "34.9", cy: "248", r: "13" }
                }
            }
        }
    }
}

/// Where twelve parts of the whole meet, on the middle of the line.
const TICKS: [(&str, &str); 11] = [
    ("16.4", "197.1"),
    ("16.4", "142.9"),
    ("34.9", "92.0"),
    ("69.7", "50.5"),
    ("116.6", "23.4"),
    ("170.0", "14.0"),
    ("223.4", "23.4"),
    ("270.3", "50.5"),
    ("305.1", "92.0"),
    ("323.6", "142.9"),
    ("323.6", "197.1"),
];

/// A share of the hour, on a line with marks. A bare line without a share.
#[component]
pub fn SittingArc(
    /// 0 to 100.
    share: Option<u64>,
) -> Element {
    let gradient = use_hook(|| format!("arc-{}", current_scope_id().0));
    rsx! {
        svg { class: "arc", view_box: VIEW_BOX, "aria-hidden": "true", ..vec![css_var("--p", share.unwrap_or(0))],
            defs {
                linearGradient { id: "{gradient}", x1: "0", y1: "1", x2: "1", y2: "0",
                    stop { class: "arc-from", offset: "0" }
                    stop { class: "arc-to", offset: "1" }
                }
            }
            path { class: "track", "pathLength": "100", d: PATH }
            if share.is_some() {
                for (x, y) in TICKS {
                    circle { class: "tick", cx: x, cy: y, r: "2.5" }
                }
                path { class: "run", "pathLength": "100", d: PATH, stroke: "url(#{gradient})" }
                g { class: "tip",
                    circle { cx: "34.9", cy: "248", r: "13" }
                }
            }
        }
    }
}

/// Time that runs out. The style sheet empties it; nothing is rendered for it between two phases.
#[component]
pub fn TimeArc(arc: view::Arc) -> Element {
    let left = arc.left.0 * 100 / arc.length.0.max(1);
    rsx! {
        svg { class: "arc", view_box: VIEW_BOX, "aria-hidden": "true", ..vec![css_var("--p", left)],
            path { class: "track", "pathLength": "100", d: PATH }
            if let Some(ends) = arc.ends {
                // Keyed by its end, so that each phase begins an animation of its own.
                for ends in [ends] {
                    Sweep { key: "{ends.0}", ends, length: arc.length.0 }
                }
            } else if left > 0 {
                path { class: "run", "pathLength": "100", d: PATH }
            }
        }
    }
}

/// Steps of the animation in a second: enough for the eye, cheap where no graphics card draws.
const STEPS_A_SECOND: u64 = 4;

/// The line of one phase. How much of it was over when it appeared stays the same for its whole life.
#[component]
fn Sweep(
    ends: Mono,
    /// Milliseconds.
    length: u64,
) -> Element {
    let over = use_hook(|| {
        let now = (consume_context::<Shell>().mono)();
        length.saturating_sub(ends.since(now).0)
    });
    let vars = vec![
        css_var("--length", format_args!("{length}ms")),
        css_var("--since", format_args!("-{over}ms")),
        css_var("--steps", (length * STEPS_A_SECOND / 1000).max(1)),
    ];
    rsx! {
        path { class: "run sweep", "pathLength": "100", d: PATH, ..vars }
    }
}
