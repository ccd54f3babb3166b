//! History: days in a row, a month, a week, and every session, newest first.

mod form;
mod sheets;

use dioxus::prelude::*;
use unsit_core::app::view::{self, DayView, HistoryView, OverviewView, StatView};
use unsit_core::app::{Leaf, Message};

pub use self::sheets::Sheets;
pub(super) use self::sheets::TopSheet;

use crate::ui::components::bars::WeekBars;
use crate::ui::components::button::{Button, OpenButton};
use crate::ui::components::ledger::Ledger;
use crate::ui::components::month::MonthMap;
use crate::ui::components::page::PageBar;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn History() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let HistoryView { overview, days, more } = use_view(view::history)();
    let leaf = move |leaf| dispatch.call(Message::Leaf(leaf));
    rsx! {
        PageBar { title: texts.get("history-title"),
            OpenButton { class: "text", icon: "plus", text: texts.get("history-log"), onpress: move |()| leaf(Leaf::Log { day: None }) }
        }
        div { class: "stack history",
            if let Some(OverviewView { stats, month, week }) = overview {
                Stats { stats }
                MonthMap {
                    view: month,
                    onmonth: move |month| leaf(Leaf::Month(month)),
                    onday: move |day| leaf(Leaf::Day(day)),
                }
                WeekBars { view: week }
            }
            if days.is_empty() {
                section { class: "card",
                    p { class: "muted", {texts.get("history-empty")} }
                }
            } else {
                section { class: "all",
                    h2 { class: "h", {texts.get("history-sessions")} }
                    for day in days {
                        Day { key: "{day.name}", day }
                    }
                }
            }
            if more {
                Button { class: "line wide", text: texts.get("history-more"), onpress: move |()| dispatch.call(Message::ShowOlder) }
            }
        }
    }
}

#[component]
fn Stats(stats: Vec<StatView>) -> Element {
    rsx! {
        dl { class: "stats",
            for StatView { value, unit, name } in stats {
                div {
                    dt { "{name}" }
                    dd { class: "num",
                        "{value}"
                        if let Some(unit) = unit {
                            small { " {unit}" }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Day(day: DayView) -> Element {
    let dispatch = use_dispatch();
    rsx! {
        section {
            div { class: "h3",
                h3 { "{day.name}" }
                span { "{day.count}, {day.total}" }
            }
            div { class: "card tight",
                Ledger { sessions: day.sessions, onopen: move |id| dispatch.call(Message::Leaf(Leaf::Session(id))) }
            }
        }
    }
}
