//! The way between screens: tabs below on a phone, a rail at the side of a wide window.

use dioxus::prelude::*;
use unsit_core::app::{LearnPage, Message, Screen};

use super::icon::Icon;
use crate::ui::{use_dispatch, use_texts};

#[component]
pub fn Nav(
    /// Where the person is.
    screen: Screen,
) -> Element {
    let texts = use_texts();
    let at = match screen {
        Screen::Routine(_) | Screen::Builder | Screen::Exercises => Screen::Routines,
        Screen::Learn(_) => Screen::Learn(LearnPage::All),
        Screen::Safety(_) | Screen::Checkup => Screen::Settings,
        Screen::FirstRun(_) => Screen::Today,
        known @ (Screen::Today | Screen::Routines | Screen::History | Screen::Settings) => known,
    };
    rsx! {
        nav { class: "nav", "aria-label": texts.get("nav-main"),
            div { class: "brand", "aria-hidden": "true",
                svg { view_box: "0 0 40 40", dangerous_inner_html: BRAND }
                {texts.get("app-name")}
            }
            Place { to: Screen::Today, icon: "today", text: texts.get("nav-today"), at: at.clone() }
            Place { to: Screen::Routines, icon: "routines", text: texts.get("nav-routines"), at: at.clone() }
            Place { to: Screen::History, icon: "history", text: texts.get("nav-history"), at: at.clone() }
            Place { to: Screen::Learn(LearnPage::All), icon: "learn", text: texts.get("nav-learn"), at: at.clone() }
            Place { to: Screen::Settings, icon: "gear", text: texts.get("nav-settings"), at: at.clone(), class: "end" }
        }
    }
}

const BRAND: &str =
    r#"<rect class="tile" width="40" height="40" rx="12"/><path d="M10 29a11 11 0 1 1 20 0"/><circle cx="20" cy="25" r="3.6"/>"#;

#[component]
fn Place(to: Screen, icon: &'static str, text: String, at: Screen, #[props(default)] class: &'static str) -> Element {
    let dispatch = use_dispatch();
    let here = to == at;
    rsx! {
        button {
            r#type: "button",
            class,
            "aria-current": here.then_some("page"),
            onclick: move |_| dispatch.call(Message::Show(to.clone())),
            i { Icon { name: icon } }
            "{text}"
        }
    }
}
