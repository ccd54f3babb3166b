//! A month as a grid of days, the warmer the more was done. Arrow keys go from day to day; each day opens.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::LocalDay;
use unsit_core::app::view::{MonthDay, MonthView};
use unsit_core::record::Month;

use super::button::IconButton;
use crate::ui::direction::{Line, Sideways, use_ends};
use crate::ui::focus::{focus, use_focus_return};
use crate::ui::use_texts;

#[component]
pub fn MonthMap(view: MonthView, onmonth: EventHandler<Month>, onday: EventHandler<LocalDay>) -> Element {
    let texts = use_texts();
    let MonthView { month: _, name, caption, previous, next, weekdays, weeks } = view;
    let nodes = use_hook(|| Rc::new(RefCell::new(BTreeMap::<LocalDay, Rc<MountedData>>::new())));
    let mut chosen = use_signal(|| None::<LocalDay>);
    let days: Vec<LocalDay> = weeks.iter().flatten().flatten().filter(|day| !day.future).map(|day| day.day).collect();
    let stop = chosen().filter(|day| days.contains(day)).or(days.last().copied());
    let week_ends = use_ends();
    let onkey = {
        let (nodes, days) = (nodes.clone(), days.clone());
        move |event: Event<KeyboardData>, from: LocalDay| {
            let key = event.key();
            if !leads(&key) {
                return;
            }
            event.prevent_default();
            let (nodes, days) = (nodes.clone(), days.clone());
            spawn(async move {
                let Some(to) = neighbour(&days, from, &key, week_ends.line().await) else { return };
                chosen.set(Some(to));
                if let Some(node) = nodes.borrow().get(&to) {
                    focus(node.clone());
                }
            });
        }
    };
    rsx! {
        section { class: "month",
            div { class: "h2 mid",
                h2 { "aria-live": "polite", "{name}" }
                span { class: "pager",
                    Turn { icon: "back", to: previous, onmonth }
                    Turn { icon: "chev", to: next, onmonth }
                }
            }
            table { class: "cal", role: "grid", "aria-label": caption,
                thead {
                    tr {
                        for (place, (letter, weekday)) in weekdays.into_iter().enumerate() {
                            th {
                                scope: "col",
                                abbr: "{weekday}",
                                "aria-label": "{weekday}",
                                onmounted: move |event| match place {
                                    0 => week_ends.see_first(&event),
                                    _ => week_ends.see_last(&event),
                                },
                                "{letter}"
                            }
                        }
                    }
                }
                tbody {
                    for week in weeks {
                        tr {
                            for place in week {
                                td {
                                    if let Some(day) = place {
                                        Day {
                                            key: "{day.day}",
                                            is_stop: stop == Some(day.day),
                                            onmount: {
                                                let nodes = nodes.clone();
                                                move |(day, node)| {
                                                    nodes.borrow_mut().insert(day, node);
                                                }
                                            },
                                            onkey: {
                                                let onkey = onkey.clone();
                                                move |(event, day)| onkey(event, day)
                                            },
                                            onopen: move |day| {
                                                chosen.set(Some(day));
                                                onday.call(day);
                                            },
                                            view: day,
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            p { class: "heatkey", "aria-hidden": "true",
                span { "0" }
                for heat in 0..5 {
                    i { class: "heat-{heat}" }
                }
                span { {texts.get("history-key-most")} }
            }
        }
    }
}

/// The way to another month, or its place where there is none.
#[component]
fn Turn(icon: &'static str, to: Option<(Month, String)>, onmonth: EventHandler<Month>) -> Element {
    let Some((month, name)) = to else {
        return rsx! {
            span { class: "iconbtn" }
        };
    };
    rsx! {
        IconButton { icon, label: name, onpress: move |()| onmonth.call(month) }
    }
}

#[component]
fn Day(
    view: MonthDay,
    /// Whether the tab key stops here.
    is_stop: bool,
    onmount: EventHandler<(LocalDay, Rc<MountedData>)>,
    onkey: EventHandler<(Event<KeyboardData>, LocalDay)>,
    onopen: EventHandler<LocalDay>,
) -> Element {
    let returns = use_focus_return();
    let mut node = use_signal(|| None::<Rc<MountedData>>);
    let MonthDay { day, number, label, heat, is_today, future } = view;
    if future {
        return rsx! {
            span { class: "fut", "{number}" }
        };
    }
    rsx! {
        button {
            r#type: "button",
            class: "heat-{heat}",
            "aria-label": label,
            "aria-current": is_today.then_some("date"),
            tabindex: if is_stop { "0" } else { "-1" },
            onmounted: move |event| {
                node.set(Some(event.data()));
                onmount.call((day, event.data()));
            },
            onkeydown: move |event| onkey.call((event, day)),
            onclick: move |_| {
                returns.remember(node());
                onopen.call(day);
            },
            "{number}"
        }
    }
}

fn leads(key: &Key) -> bool {
    matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::Home | Key::End)
}

/// The day that a key leads to: one or seven back or on, the first or the last of the month.
fn neighbour(days: &[LocalDay], from: LocalDay, key: &Key, week: Line) -> Option<LocalDay> {
    let at = days.iter().position(|day| *day == from)?;
    let to = match (key, Sideways::of(key)) {
        (_, Some(side)) if side.goes_on(week) => at.checked_add(1),
        (_, Some(_)) => at.checked_sub(1),
        (Key::ArrowUp, None) => at.checked_sub(7),
        (Key::ArrowDown, None) => at.checked_add(7),
        (Key::Home, None) => Some(0),
        (Key::End, None) => days.len().checked_sub(1),
        _ => None,
    };
    to.and_then(|to| days.get(to)).copied()
}
