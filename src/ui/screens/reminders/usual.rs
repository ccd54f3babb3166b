//! When one usually sits, as a new person is asked: days, the same hours for all of them, and how often to be reminded.

use dioxus::prelude::*;
use unsit_core::app::view::{self, UsualHoursView};
use unsit_core::app::{Break, HoursEdit, Message};
use unsit_core::breaks::ReminderChange;

use super::checkup::Allow;
use super::hours::FromTo;
use crate::ui::components::icon::Icon;
use crate::ui::components::stepper::Stepper;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub(in crate::ui::screens) fn UsualHours() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let UsualHoursView { days, start, end, remark, problem, limit, about, note, may_allow } = use_view(view::usual_hours)();
    let edit = move |edit| dispatch.call(Message::Break(Break::Hours(edit)));
    rsx! {
        div { class: "usual",
            div {
                p { class: "label", id: "usual-days", {texts.get("first-hours-days")} }
                div { class: "days", role: "group", "aria-labelledby": "usual-days",
                    for day in days {
                        button {
                            key: "{day.name}",
                            r#type: "button",
                            "aria-label": day.name,
                            "aria-pressed": if day.on { "true" } else { "false" },
                            onclick: move |_| edit(HoursEdit::Day(day.day, !day.on)),
                            "{day.letter}"
                        }
                    }
                }
            }
            div { role: "group", "aria-labelledby": "usual-times",
                p { class: "label", id: "usual-times", {texts.get("first-hours-times")} }
                // Keyed by what it holds: other hours are other fields.
                FromTo {
                    key: "{start} {end}",
                    id: "usual",
                    start: start.clone(),
                    end: end.clone(),
                    remark,
                    problem,
                    onchange: move |(start, end)| edit(HoursEdit::Usual { start, end }),
                }
            }
            div { class: "often",
                div { class: "grow",
                    p { class: "label", {texts.get("first-hours-every")} }
                    p { "aria-live": "polite", "{about}" }
                }
                Stepper {
                    view: limit,
                    label: texts.get("first-hours-every"),
                    onchange: move |minutes| dispatch.call(Message::Break(Break::Change(ReminderChange::SitLimit(minutes)))),
                }
            }
            if may_allow {
                Allow {}
            }
            p { class: "note done", Icon { name: "leaf" } span { "{note}" } }
        }
    }
}
