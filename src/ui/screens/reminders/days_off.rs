//! Days off: a list, and the sheet in which some are added.

use dioxus::prelude::*;
use unsit_core::app::view::DayOffRow;
use unsit_core::app::{Break, BreakSheet, Message};
use unsit_core::breaks::{Holiday, NaiveDate};

use crate::ui::components::button::{IconButton, OpenButton};
use crate::ui::components::field::Field;
use crate::ui::components::row::Row;
use crate::ui::components::sheet::Sheet;
use crate::ui::{use_dispatch, use_texts};

#[component]
pub(in crate::ui::screens) fn DaysOff(rows: Vec<DayOffRow>) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let press = move |deed| dispatch.call(Message::Break(deed));
    let is_empty = rows.is_empty();
    rsx! {
        if is_empty {
            p { class: "muted days-off-none", {texts.get("days-off-none")} }
        }
        for (place, row) in rows.into_iter().enumerate() {
            Row { key: "{row.text}", icon: "calendar", glyph: "plain", title: row.text,
                IconButton { icon: "trash", label: row.remove, onpress: move |()| press(Break::RemoveHoliday(place)) }
            }
        }
        OpenButton { class: "text", icon: "plus", text: texts.get("days-off-add"), onpress: move |()| press(Break::Open(BreakSheet::DayOff)) }
    }
}

/// A first and a last day.
#[component]
pub(in crate::ui::screens) fn DayOffForm(today: String) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let mut days = use_signal(|| (today.clone(), today.clone()));
    let mut is_odd = use_signal(|| false);
    let first = today.clone();
    rsx! {
        Sheet { title: texts.get("days-off-add"), onclose: move |()| dispatch.call(Message::Break(Break::Close)),
            form {
                class: "entry",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    match days_off(&days.read()) {
                        Some(holiday) => dispatch.call(Message::Break(Break::AddHoliday(holiday))),
                        None => is_odd.set(true),
                    }
                },
                div { class: "field-pair",
                    Field {
                        id: "day-off-first",
                        kind: "date",
                        label: texts.get("days-off-first"),
                        value: first,
                        oninput: move |day| days.write().0 = day,
                        onmounted: |_| {},
                    }
                    Field {
                        id: "day-off-last",
                        kind: "date",
                        label: texts.get("days-off-last"),
                        value: today,
                        error: is_odd().then(|| texts.get("days-off-odd")),
                        oninput: move |day| days.write().1 = day,
                        onmounted: |_| {},
                    }
                }
                button { r#type: "submit", class: "btn primary wide", {texts.get("days-off-save")} }
            }
        }
    }
}

fn days_off((first, last): &(String, String)) -> Option<Holiday> {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    Holiday::new(day(first)?, day(last)?)
}
