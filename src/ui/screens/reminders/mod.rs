//! Reminders in Settings: when, how often, on which days; and the check-up.

mod checkup;
mod days_off;
mod hours;
mod usual;

pub(super) use checkup::Checkup;
pub(super) use days_off::{DayOffForm, DaysOff};
pub(super) use hours::{Hours, HoursForm};
pub(super) use usual::UsualHours;

use dioxus::prelude::*;
use unsit_core::app::view::{self, LoginView, RemindersView, Standing};
use unsit_core::app::{Break, Message, Screen};
use unsit_core::breaks::ReminderChange;

use crate::ui::components::card::Card;
use crate::ui::components::icon::Icon;
use crate::ui::components::row::Row;
use crate::ui::components::stepper::Stepper;
use crate::ui::components::switch::Switch;
use crate::ui::{use_dispatch, use_texts, use_view};

/// Everything about reminders that is set in Settings.
#[component]
pub(super) fn ReminderSettings() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let RemindersView { enabled, limit, waits, steps, snooze, repeats, every, reset, week, days_off, at_login, standing, checkup } =
        use_view(view::reminders)();
    let change = move |change| dispatch.call(Message::Break(Break::Change(change)));
    let (look, sign) =
        if standing == Standing::Fine { ("card way checkup-way", "check") } else { ("card way checkup-way faulty", "alert") };
    let steppers = [
        ("timer", "reminders-every", "reminders-every-about", limit, ReminderChange::SitLimit as fn(u64) -> ReminderChange),
        ("clock", "reminders-snooze", "reminders-snooze-about", snooze, ReminderChange::Snooze),
        ("again", "reminders-repeats", "reminders-repeats-about", repeats, ReminderChange::RepeatTimes),
        ("stretch", "reminders-distance", "reminders-distance-about", every, ReminderChange::RepeatEvery),
        ("walk", "reminders-reset", "reminders-reset-about", reset, ReminderChange::AwayReset),
    ];
    rsx! {
        button {
            r#type: "button",
            class: look,
            onclick: move |_| dispatch.call(Message::Show(Screen::Checkup)),
            Icon { name: sign }
            span { class: "grow",
                b { {texts.get("settings-checkup-way")} }
                small { "{checkup}" }
            }
            Icon { name: "chev", class: "flip sm" }
        }
        Card { title: texts.get("reminders-settings"), class: "tight", titled_above: true,
            Row { icon: "bell", title: texts.get("reminders-on"), about: texts.get("reminders-on-about"),
                Switch { on: enabled, label: texts.get("reminders-on"), onchange: move |on| change(ReminderChange::Enabled(on)) }
            }
            if let Some(LoginView { on, problem }) = at_login {
                Row { icon: "power", title: texts.get("at-login"), about: texts.get("at-login-about"),
                    Switch { on, label: texts.get("at-login"), onchange: move |on| dispatch.call(Message::StartAtLogin(on)) }
                }
                if let Some(why) = problem {
                    p { class: "missing", role: "alert",
                        Icon { name: "alert", class: "sm" }
                        "{why}"
                    }
                }
            }
            if enabled {
                for (place, (icon, title, about, view, to)) in steppers.into_iter().enumerate() {
                    Row { key: "{title}", icon, title: texts.get(title), about: texts.get(about),
                        Stepper { view, label: texts.get(title), onchange: move |value| change(to(value)) }
                    }
                    if let Some(counts) = steps.filter(|_| place == 0) {
                        Row { icon: "walk", title: texts.get("reminders-steps"), about: texts.get("reminders-steps-about"),
                            Switch { on: counts, label: texts.get("reminders-steps"), onchange: move |on| change(ReminderChange::CountSteps(on)) }
                        }
                    }
                    if let Some(waits) = waits.filter(|_| place == 0) {
                        Row { icon: "camera", title: texts.get("reminders-calls"), about: texts.get("reminders-calls-about"),
                            Switch { on: waits, label: texts.get("reminders-calls"), onchange: move |on| change(ReminderChange::QuietInCall(on)) }
                        }
                    }
                }
            }
        }
        if enabled {
            Card { title: texts.get("hours-title"), aside: texts.get("hours-about"), class: "tight", titled_above: true, Hours { week } }
            Card { title: texts.get("days-off-title"), class: "tight", titled_above: true, DaysOff { rows: days_off } }
        }
    }
}
