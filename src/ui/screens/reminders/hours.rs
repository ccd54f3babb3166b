//! The active hours: a line for each weekday, and the sheet in which its ranges are changed.

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::view::{HoursRow, HoursSheet, RangeRow};
use unsit_core::app::{Break, BreakSheet, HoursEdit, Message};
use unsit_core::breaks::Weekday;

use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::sheet::Sheet;
use crate::ui::focus::use_focus_return;
use crate::ui::style::css_var;
use crate::ui::{use_dispatch, use_texts};

#[component]
pub(in crate::ui::screens) fn Hours(week: Vec<HoursRow>) -> Element {
    rsx! {
        ul { class: "hours",
            for row in week {
                li { key: "{row.short}", DayButton { row } }
            }
        }
    }
}

#[component]
fn DayButton(row: HoursRow) -> Element {
    let (dispatch, returns) = (use_dispatch(), use_focus_return());
    let mut node = use_signal(|| None::<Rc<MountedData>>);
    let HoursRow { day, short, hours, label, rail } = row;
    rsx! {
        button {
            r#type: "button",
            "aria-label": label,
            onmounted: move |event| node.set(Some(event.data())),
            onclick: move |_| {
                returns.remember(node());
                dispatch.call(Message::Break(Break::Open(BreakSheet::Hours(day))));
            },
            b { "{short}" }
            " "
            span { class: "rail", "aria-hidden": "true",
                for (start, length) in rail {
                    i { ..vec![css_var("--a", start), css_var("--l", length)] }
                }
            }
            span { class: "when", "{hours}" }
        }
    }
}

/// The ranges of a weekday. What is changed holds at once.
#[component]
pub(in crate::ui::screens) fn HoursForm(view: HoursSheet) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let HoursSheet { day, title, ranges, may_add, copies } = view;
    let edit = move |edit| dispatch.call(Message::Break(Break::Hours(edit)));
    let is_empty = ranges.is_empty();
    rsx! {
        Sheet { title, onclose: move |()| dispatch.call(Message::Break(Break::Close)),
            if is_empty {
                p { class: "lead", {texts.get("hours-empty")} }
            }
            for (place, range) in ranges.into_iter().enumerate() {
                // Keyed by what it holds: another range in its place is another field.
                RangeFields { key: "{place} {range.start} {range.end}", day, place, range }
            }
            div { class: "answers",
                if may_add {
                    Button { class: "soft wide", icon: "plus", text: texts.get("hours-add"), onpress: move |()| edit(HoursEdit::Add(day)) }
                }
                for (from, words) in copies {
                    Button { key: "{words}", class: "line wide", icon: "copy", text: words, onpress: move |()| edit(HoursEdit::Copy { from, to: day }) }
                }
            }
        }
    }
}

#[component]
fn RangeFields(day: Weekday, place: usize, range: RangeRow) -> Element {
    let dispatch = use_dispatch();
    let edit = move |edit| dispatch.call(Message::Break(Break::Hours(edit)));
    let RangeRow { start, end, remark, problem, remove } = range;
    rsx! {
        FromTo {
            id: "range-{place}",
            start,
            end,
            remark,
            problem,
            onchange: move |(start, end)| edit(HoursEdit::Put { day, place, start, end }),
            IconButton { icon: "trash", label: remove, onpress: move |()| edit(HoursEdit::Remove(day, place)) }
        }
    }
}

/// Two fields for times, and what is to be said about them.
#[component]
pub(super) fn FromTo(
    /// Unique on the page.
    id: String,
    start: String,
    end: String,
    remark: Option<String>,
    problem: Option<String>,
    /// Called with both times as they are typed.
    onchange: EventHandler<(String, String)>,
    children: Element,
) -> Element {
    let texts = use_texts();
    let mut typed = use_signal(|| (start.clone(), end.clone()));
    let wrong = problem.is_some().then_some("true");
    let describes = problem.is_some().then(|| format!("{id}-problem"));
    rsx! {
        div { class: "range",
            div { class: "field",
                label { r#for: "{id}-start", {texts.get("hours-from")} }
                input {
                    id: "{id}-start",
                    r#type: "time",
                    initial_value: start,
                    "aria-invalid": wrong,
                    "aria-describedby": describes.clone(),
                    onchange: move |event| {
                        typed.write().0 = event.value();
                        onchange.call(typed());
                    },
                }
            }
            div { class: "field",
                label { r#for: "{id}-end", {texts.get("hours-to")} }
                input {
                    id: "{id}-end",
                    r#type: "time",
                    initial_value: end,
                    "aria-invalid": wrong,
                    "aria-describedby": describes,
                    onchange: move |event| {
                        typed.write().1 = event.value();
                        onchange.call(typed());
                    },
                }
            }
            {children}
            if let Some(remark) = remark {
                p { class: "fine", "{remark}" }
            }
            if let Some(problem) = problem {
                p { class: "wrong", id: "{id}-problem", role: "alert", "{problem}" }
            }
        }
    }
}
