//! What lies over the page about breaks: the one that is due, a correction, a pause, hours, days off.

use dioxus::prelude::*;
use unsit_core::app::view::{self, BreakSheetView, CorrectView, DueView, PauseView};
use unsit_core::app::{Break, LearnPage, Message, Screen};
use unsit_core::breaks::Reason;

use super::super::later::{Later, Piece};
use super::flare_up::NoteFlareUp;
use crate::ui::components::button::{Button, StartButton};
use crate::ui::components::sheet::Sheet;
use crate::ui::focus::use_focus_return;
use crate::ui::{use_dispatch, use_texts, use_view};

/// The sheet that is open. When it is closed, the focus goes back to what opened it, if that is still there.
#[component]
pub fn BreakSheets() -> Element {
    let returns = use_focus_return();
    let view = use_view(view::break_sheet);
    let is_open = use_memo(move || view.read().is_some());
    let mut was_open = use_signal(|| false);
    use_effect(move || {
        if is_open() {
            was_open.set(true);
        } else if *was_open.peek() {
            was_open.set(false);
            returns.give_back();
        }
    });
    match view() {
        None => rsx! {},
        Some(BreakSheetView::Due(view)) => rsx! { Due { view: *view } },
        Some(BreakSheetView::Hurts { may_flare_up }) => rsx! { Later { piece: Piece::Hurts { may_flare_up } } },
        Some(BreakSheetView::Correct(view)) => rsx! { Later { piece: Piece::Correct(view) } },
        Some(BreakSheetView::Pause(view)) => rsx! { Later { piece: Piece::Pause(view) } },
        Some(BreakSheetView::Hours(view)) => rsx! { Later { piece: Piece::Hours(view) } },
        Some(BreakSheetView::DayOff { today }) => rsx! { Later { piece: Piece::DayOff { today } } },
    }
}

#[component]
fn Due(view: DueView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let press = move |deed| dispatch.call(Message::Break(deed));
    let DueView { lead, quick, later, reasons } = view;
    rsx! {
        Sheet { title: texts.get("due-title"), about: lead, onclose: move |()| press(Break::Close),
            if let Some(card) = quick {
                StartButton { card, onpress: move |()| press(Break::Start) }
            }
            div { class: "asks", role: "group", "aria-labelledby": "due-later",
                h3 { id: "due-later", {texts.get("due-later")} }
                div { class: "trio",
                    for (snooze, words) in later {
                        Button { key: "{words}", class: "soft", text: words, onpress: move |()| press(Break::Later(Some(snooze))) }
                    }
                }
            }
            Button { class: "moved wide", icon: "walk", text: texts.get("due-moved"), onpress: move |()| press(Break::Moved) }
            div { class: "asks", role: "group", "aria-labelledby": "due-skip",
                h3 { id: "due-skip", {texts.get("due-skip")} }
                div { class: "chips",
                    for (reason, words) in reasons {
                        Button { key: "{reason}", class: "line", text: words, onpress: move |()| press(Break::Skip(Reason::new(reason))) }
                    }
                }
            }
        }
    }
}

#[component]
pub(in crate::ui::screens) fn Hurts(may_flare_up: bool) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let close = move || dispatch.call(Message::Break(Break::Close));
    rsx! {
        Sheet { title: texts.get("hurts-title"), about: texts.get("hurts-body"), onclose: move |()| close(),
            div { class: "row2",
                Button { class: "line wide", text: texts.get("hurts-close"), onpress: move |()| close() }
                Button {
                    class: "primary wide",
                    text: texts.get("hurts-show"),
                    onpress: move |()| {
                        close();
                        dispatch.call(Message::Show(Screen::Learn(LearnPage::Clinician)));
                    },
                }
            }
            if may_flare_up {
                NoteFlareUp {}
            }
        }
    }
}

#[component]
pub(in crate::ui::screens) fn Correct(view: CorrectView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let press = move |deed| dispatch.call(Message::Break(deed));
    let CorrectView { offer, lead, choices } = view;
    rsx! {
        Sheet { title: texts.get("correct-title"), about: lead, onclose: move |()| press(Break::Close),
            div { class: "answers",
                for (answer, words) in choices {
                    Button { key: "{words}", class: "soft wide", text: words, onpress: move |()| press(Break::Correct(offer, answer.clone())) }
                }
            }
        }
    }
}

#[component]
pub(in crate::ui::screens) fn PauseFor(view: PauseView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let press = move |deed| dispatch.call(Message::Break(deed));
    let PauseView { choices, may_rest, may_flare_up } = view;
    rsx! {
        Sheet { title: texts.get("pause-sheet-title"), about: texts.get("pause-sheet-body"), onclose: move |()| press(Break::Close),
            div { class: "answers abreast",
                for (pause, words) in choices {
                    Button { key: "{words}", class: "soft wide", text: words, onpress: move |()| press(Break::Pause(pause)) }
                }
            }
            if may_rest {
                Button { class: "moved wide", icon: "leaf", text: texts.get("pause-rest"), onpress: move |()| press(Break::RestToday(true)) }
                p { class: "fine", {texts.get("pause-rest-about")} }
            }
            if may_flare_up {
                NoteFlareUp {}
            }
        }
    }
}
