//! Today: one big start, what was done today, the week.

use dioxus::prelude::*;
use unsit_core::app::view::{self, OfferView, SittingState, SittingView, TodayView, WeekDay};
use unsit_core::app::{FirstRun, Message, Screen, Start};

use super::breaks::{SittingActions, SittingDial, Timeline};
use super::later::{Later, Piece};
use crate::ui::components::arc::ShareArc;
use crate::ui::components::button::{Button, IconButton, StartButton};
use crate::ui::components::card::Card;
use crate::ui::components::ledger::Ledger;
use crate::ui::components::mark::{Mark, Outcome};
use crate::ui::components::page::PageBar;
use crate::ui::components::safety_note::SafetyRemark;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Today() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let TodayView { date, held, share, count, last, quick, safety, offer, flare_up, sessions, week, week_count, week_title } =
        use_view(view::today)();
    let (sitting, timeline) = (use_view(view::sitting)(), use_view(view::timeline)());
    let sky = sky(share, sitting.as_ref());
    // Nothing is offered that would not begin.
    let startable = quick.as_ref().is_some_and(|card| card.startable);
    rsx! {
        div { class: sky }
        PageBar { title: texts.get("today-title"), subtitle: date,
            IconButton {
                class: "narrow",
                icon: "gear",
                label: texts.get("nav-settings"),
                to: Screen::Settings,
                onpress: move |()| dispatch.call(Message::Show(Screen::Settings)),
            }
        }
        div { class: "stack today",
            div { class: "lead-column",
                match sitting.clone() {
                    Some(view) => rsx! { SittingDial { view } },
                    None => rsx! { Hero { held, share, count: count.clone(), last } },
                }
                div { class: "what-next",
                    if let Some(offer) = offer {
                        Offer { offer, startable }
                    }
                    if let Some(note) = safety {
                        SafetyRemark { note,
                            if startable {
                                Button { class: "text", text: texts.get("check-not-now"), onpress: move |()| dispatch.call(Message::FirstRun(FirstRun::Skip)) }
                            }
                        }
                    }
                    div { class: "actions",
                        if let Some(card) = quick.filter(|card| card.startable) {
                            StartButton { card: card.clone(), onpress: move |()| dispatch.call(Message::Start(Start::routine(&card.id))) }
                        }
                        match sitting {
                            Some(view) => rsx! { SittingActions { view } },
                            None => rsx! {
                                Button {
                                    class: "text",
                                    icon: "swap",
                                    text: texts.get("today-other-routine"),
                                    onpress: move |()| dispatch.call(Message::Show(Screen::Routines)),
                                }
                            },
                        }
                    }
                    if flare_up {
                        Later { piece: Piece::FlareUpNoted }
                    }
                }
            }
            div { class: "side-column",
                match timeline {
                    Some(view) => rsx! { Timeline { view } },
                    None => rsx! {
                        Card { title: texts.get("today-sessions"), aside: (!sessions.is_empty()).then_some(count),
                            if sessions.is_empty() {
                                p { class: "muted", {texts.get("today-none")} }
                            } else {
                                Ledger { sessions }
                            }
                        }
                    },
                }
                Card { title: week_title, aside: week_count,
                    Week { days: week }
                }
            }
        }
    }
}

fn sky(share: Option<u64>, sitting: Option<&SittingView>) -> &'static str {
    let rests = "sky resting";
    match sitting.map(|view| &view.state) {
        Some(SittingState::Due { .. }) => "sky due",
        Some(SittingState::Sitting { .. }) => "sky",
        Some(SittingState::Resting { .. }) => rests,
        None => [rests, "sky"][usize::from(share.is_some())],
    }
}

/// The arc of the day with the seconds that were held.
#[component]
fn Hero(held: u64, share: Option<u64>, count: String, last: Option<String>) -> Element {
    let texts = use_texts();
    rsx! {
        section { class: "hero",
            div { class: if share.is_some() { "dial" } else { "dial resting" },
                ShareArc { share }
                p { class: "mid",
                    span { class: "num", "{held}" }
                    span { {texts.format("today-held", &[("held", held.into())])} }
                }
            }
            dl { class: "feet",
                div {
                    dt { {texts.get("today-so-far")} }
                    dd { "{count}" }
                }
                if let Some(last) = last {
                    div {
                        dt { {texts.get("today-last")} }
                        dd { class: "num", "{last}" }
                    }
                }
            }
        }
    }
}

/// A session that can be taken up where it was.
#[component]
fn Offer(offer: OfferView, startable: bool) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        Card { title: texts.get("offer-title"),
            p { class: "lead", "{offer.body}" }
            div { class: "row2",
                if startable {
                    Button { class: "soft wide", icon: "play", text: texts.get("offer-continue"), onpress: move |()| dispatch.call(Message::Continue) }
                }
                Button { class: "line wide", text: texts.get("offer-end"), onpress: move |()| dispatch.call(Message::EndInterrupted) }
            }
        }
    }
}

/// The last seven days.
#[component]
fn Week(days: Vec<WeekDay>) -> Element {
    rsx! {
        ul { class: "week",
            for day in days {
                li { class: if day.is_today { "today" }, "aria-current": day.is_today.then_some("date"),
                    span { "aria-hidden": "true", "{day.letter}" }
                    Mark { outcome: outcome(&day) }
                    span { class: "sr", "{day.label}" }
                }
            }
        }
    }
}

fn outcome(day: &WeekDay) -> Outcome {
    match (day.done, day.is_today) {
        (true, _) => Outcome::Done,
        (false, _) if day.rests => Outcome::Rest,
        (false, true) => Outcome::Open,
        (false, false) => Outcome::None,
    }
}
