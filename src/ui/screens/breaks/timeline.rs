//! Today's breaks: a strip of marks, and each with its words.

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::view::{BreakEntry, BreakMark, TimelineView};
use unsit_core::app::{Break, BreakSheet, Message};
use unsit_core::breaks::OfferId;

use crate::ui::components::card::Card;
use crate::ui::components::mark::{Mark, Outcome};
use crate::ui::focus::use_focus_return;
use crate::ui::{use_dispatch, use_texts};

#[component]
pub(in crate::ui) fn Timeline(view: TimelineView) -> Element {
    let texts = use_texts();
    let TimelineView { count, strip, ends, entries } = view;
    rsx! {
        Card { title: texts.get("timeline-title"), aside: count,
            if !strip.is_empty() {
                div { class: "strip", "aria-hidden": "true",
                    for mark in strip {
                        Mark { outcome: outcome(mark) }
                    }
                }
                if let Some((start, end)) = ends {
                    p { class: "strip-ends", "aria-hidden": "true",
                        span { "{start}" }
                        span { "{end}" }
                    }
                }
            }
            if entries.is_empty() {
                p { class: "muted", {texts.get("timeline-none")} }
            } else {
                ul { class: "ledger",
                    for (place, entry) in entries.into_iter().enumerate() {
                        // Keyed by what it says: another break in its place is another button.
                        li { key: "{place} {entry.mark:?} {entry.time} {entry.title}",
                            match entry.corrects {
                                Some(offer) => rsx! { Correctable { offer, entry } },
                                None => rsx! { Parts { entry } },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A break that is over and can be put right.
#[component]
fn Correctable(offer: OfferId, entry: BreakEntry) -> Element {
    let (dispatch, returns) = (use_dispatch(), use_focus_return());
    let mut node = use_signal(|| None::<Rc<MountedData>>);
    let label = entry.label.clone();
    rsx! {
        button {
            r#type: "button",
            "aria-label": label,
            onmounted: move |event| node.set(Some(event.data())),
            onclick: move |_| {
                returns.remember(node());
                dispatch.call(Message::Break(Break::Open(BreakSheet::Correct(offer))));
            },
            Parts { entry }
        }
    }
}

#[component]
fn Parts(entry: BreakEntry) -> Element {
    rsx! {
        Mark { outcome: outcome(entry.mark) }
        div { class: "line",
            div {
                b { "{entry.title}" }
                if !entry.detail.is_empty() {
                    small { "{entry.detail}" }
                }
            }
            time { "{entry.time}" }
        }
    }
}

const fn outcome(mark: BreakMark) -> Outcome {
    match mark {
        BreakMark::Taken => Outcome::Done,
        BreakMark::Partly | BreakMark::Skipped => Outcome::EndedEarly,
        BreakMark::Moved | BreakMark::Natural => Outcome::Moved,
        BreakMark::Missed => Outcome::Missed,
        BreakMark::Next => Outcome::Open,
        BreakMark::Upcoming => Outcome::None,
    }
}
