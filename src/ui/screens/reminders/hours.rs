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
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let edit = move |edit| dispatch.call(Message::Break(Break::Hours(edit)));
    let RangeRow { start, end, remark, problem, remove } = range;
    let mut typed = use_signal(|| (start.clone(), end.clone()));
    let put = move || {
        let (start, end) = typed();
        edit(HoursEdit::Put { day, place, start, end });
    };
    let wrong = problem.is_some().then_some("true");
    let describes = problem.is_some().then(|| format!("range-{place}-problem"));
    rsx! {
        div { class: "range",
            div { class: "field",
                label { r#for: "range-{place}-start", {texts.get("hours-from")} }
                input {
                    id: "range-{place}-start",
                    r#type: "time",
                    initial_value: start,
                    "aria-invalid": wrong,
                    "aria-describedby": describes.clone(),
                    onchange: move |event| {
                        typed.write().0 = event.value();
                        put();
                    },
                }
            }
            div { class: "field",
                label { r#for: "range-{place}-end", {texts.get("hours-to")} }
                input {
                    id: "range-{place}-end",
                    r#type: "time",
                    initial_value: end,
                    "aria-invalid": wrong,
                    "aria-describedby": describes,
                    onchange: move |event| {
                        typed.write().1 = event.value();
                        put();
                    },
                }
            }
            IconButton { icon: "trash", label: remove, onpress: move |()| edit(HoursEdit::Remove(day, place)) }
            if let Some(remark) = remark {
                p { class: "fine", "{remark}" }
            }
            if let Some(problem) = problem {
                p { class: "wrong", id: "range-{place}-problem", role: "alert", "{problem}" }
            }
        }
    }
}
