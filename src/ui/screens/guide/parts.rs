//! The parts of the guide, from top to bottom.

use dioxus::prelude::*;
use unsit_core::app::Control;
use unsit_core::app::view::{DialView, Dot, FigureView, NextView, Segment, SideView};

use super::keys::{keep_focus, keep_presses};
use crate::ui::components::arc::TimeArc;
use crate::ui::components::button::IconButton;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::direction::Ends;
use crate::ui::style::css_var;
use crate::ui::use_texts;

/// Says each phase to a screen reader: the seconds are not in it.
#[component]
pub(super) fn Announcer(text: String) -> Element {
    rsx! {
        p { class: "sr", "aria-live": "polite", "{text}" }
    }
}

/// The way out, how far one is, and the sound.
#[component]
pub(super) fn TopBar(
    progress: Vec<Segment>,
    progress_label: String,
    sound_on: bool,
    onclose: EventHandler<()>,
    /// Called with what the sound becomes.
    onsound: EventHandler<bool>,
) -> Element {
    let texts = use_texts();
    let (icon, sound) = if sound_on { ("sound", "guide-sound-on") } else { ("mute", "guide-sound-off") };
    rsx! {
        header { class: "g-top", onkeydown: keep_presses, onmousedown: keep_focus,
            IconButton { icon: "close", label: texts.get("guide-end"), onpress: onclose }
            div { class: "g-prog", role: "img", "aria-label": "{texts.get(\"guide-progress\")}: {progress_label}",
                for segment in progress {
                    i { ..vec![css_var("--n", segment.weight), css_var("--f", segment.filled)] }
                }
            }
            IconButton { icon, label: texts.get(sound), onpress: move |()| onsound.call(!sound_on) }
        }
    }
}

/// The one word, and beside it the side of the body, at that side's edge.
#[component]
pub(super) fn Cue(word: String, side: Option<SideView>) -> Element {
    let left = side.as_ref().is_some_and(|side| side.left);
    let class = match (&side, left) {
        (None, _) => "g-cue",
        (Some(_), true) => "g-cue left",
        (Some(_), false) => "g-cue right",
    };
    let block = side.map(|side| {
        // A long word needs the room of its arrow.
        let letters = side.word.chars().count();
        let arrow = letters <= LONGEST_WITH_ARROW;
        let size = if letters > LONGEST_BESIDE_A_WORD { "long" } else { "" };
        rsx! {
            span { class: "side {size}",
                if arrow && left {
                    Icon { name: "left" }
                }
                "{side.word}"
                if arrow && !left {
                    Icon { name: "right" }
                }
            }
        }
    });
    // Beside a side there is room for fewer letters.
    let room = if block.is_some() { LONGEST_BESIDE_A_SIDE } else { LONGEST_ALONE };
    let letters = word.chars().count();
    let size = match letters.saturating_sub(room) {
        0 => "",
        1 | 2 => "long",
        3.. => "longer",
    };
    rsx! {
        div { class,
            if left {
                {block.clone()}
            }
            h1 { class: size, "{word}" }
            if !left {
                {block}
            }
        }
    }
}

/// In letters.
const LONGEST_WITH_ARROW: usize = 6;
const LONGEST_BESIDE_A_WORD: usize = 5;
const LONGEST_BESIDE_A_SIDE: usize = 5;
const LONGEST_ALONE: usize = 7;
const LONGEST_ON_A_BUTTON: usize = 6;

/// The number in its arc, and the sets as dots.
#[component]
pub(super) fn Dial(dial: DialView, dots: Vec<Dot>, dots_label: String) -> Element {
    rsx! {
        div { class: "g-dial",
            TimeArc { arc: dial.arc }
            div { class: digits(dial.number), role: "timer", "aria-live": "off", "{dial.number}" }
            div { class: "g-reps", role: "img", "aria-label": dots_label,
                for dot in dots {
                    i {
                        class: match dot {
                            Dot::ToDo => "",
                            Dot::Now => "half",
                            Dot::Done => "full",
                        },
                    }
                }
            }
        }
    }
}

/// More digits are smaller, so that they stay within the arc.
fn digits(number: u64) -> &'static str {
    match number {
        0..=9 => "n",
        10..=99 => "n two",
        100.. => "n three",
    }
}

/// The figure, and the line that says how.
#[component]
pub(super) fn Picture(figure: FigureView, say: String, next: Option<NextView>) -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "g-fig",
            Figure { view: figure, aspect: 1.7, wider: true, class: "on-field" }
            if let Some(next) = next {
                div { class: "g-next",
                    small { {texts.get("guide-next")} }
                    b { "{next.name}" }
                    small { "{next.detail}" }
                }
            } else {
                p { class: "g-say", "{say}" }
            }
        }
    }
}

/// Redo, pause or go on, skip.
#[component]
pub(super) fn Controls(
    paused: bool,
    /// Say how the controls lie.
    ends: Ends,
    oncontrol: EventHandler<Control>,
) -> Element {
    let texts = use_texts();
    let (icon, class, main) = if paused { ("play", "fill", "guide-go-on") } else { ("pause", "", "guide-pause") };
    let main = texts.get(main);
    let size = if main.chars().count() > LONGEST_ON_A_BUTTON { "long" } else { "" };
    rsx! {
        footer { class: "g-dock", onkeydown: keep_presses, onmousedown: keep_focus,
            button { r#type: "button", onmounted: move |event| ends.see_first(&event), onclick: move |_| oncontrol.call(Control::Back),
                Icon { name: "again" }
                {texts.get("guide-redo")}
            }
            button { r#type: "button", class: "main {size}", onclick: move |_| oncontrol.call(Control::Toggle),
                Icon { name: icon, class }
                "{main}"
            }
            button { r#type: "button", onmounted: move |event| ends.see_last(&event), onclick: move |_| oncontrol.call(Control::Skip),
                Icon { name: "skip", class: "flip" }
                {texts.get("guide-skip")}
            }
        }
    }
}
