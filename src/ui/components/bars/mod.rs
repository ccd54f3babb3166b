//! Seconds held on each day of a week, beside the week before: a picture, and the same as a table.

use dioxus::prelude::*;
use unsit_core::app::view::{DayBar, WeekView};

use crate::ui::use_texts;

#[component]
pub fn WeekBars(view: WeekView) -> Element {
    let texts = use_texts();
    let WeekView { total, label, days } = view;
    rsx! {
        section { class: "card",
            div { class: "h2",
                h2 { {texts.get("history-this-week")} }
                span { "{total}" }
            }
            div { class: "bars", role: "img", "aria-label": label,
                for day in days.clone() {
                    Bar { day }
                }
            }
            p { class: "key", "aria-hidden": "true",
                span {
                    i {}
                    {texts.get("history-this-week")}
                }
                span {
                    i { class: "before" }
                    {texts.get("history-last-week")}
                }
            }
            details { class: "as-table",
                summary { {texts.get("history-as-table")} }
                table {
                    thead {
                        tr {
                            th { scope: "col", {texts.get("history-day")} }
                            th { scope: "col", {texts.get("history-seconds-this-week")} }
                            th { scope: "col", {texts.get("history-seconds-last-week")} }
                        }
                    }
                    tbody {
                        for day in days {
                            tr {
                                th { scope: "row", "{day.name}" }
                                td { {said(day.held)} }
                                td { "{day.before}" }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Bar(day: DayBar) -> Element {
    let DayBar { letter, name: _, held, before: _, height, height_before, is_today } = day;
    let tall = height.max(height_before).max(4);
    rsx! {
        div { class: if is_today { "col now" } else { "col" },
            b { {held.filter(|held| *held > 0).map(|held| held.to_string())} }
            svg { width: "34", height: "{tall}",
                if height_before > 0 {
                    rect { class: "before", y: "{tall - height_before}", width: "100%", height: "{height_before}", rx: rounding(height_before) }
                }
                if height > 0 {
                    rect { class: "held", y: "{tall - height}", width: "100%", height: "{height}", rx: rounding(height) }
                }
                if height.max(height_before) == 0 {
                    rect { class: "none", width: "100%", height: "4", rx: "2" }
                }
            }
            span { "{letter}" }
        }
    }
}

/// A low bar is less round.
fn rounding(height: u64) -> String {
    (height / 2).min(9).to_string()
}

fn said(held: Option<u64>) -> String {
    held.map_or_else(|| "–".to_owned(), |held| held.to_string())
}
