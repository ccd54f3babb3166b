//! The builder: a name, the length, and steps that can be added, changed, moved and removed.

mod drag;
mod sorting;
mod step;

use dioxus::prelude::*;
use unsit_core::app::view::{self, BuilderFocus, BuilderStep, BuilderView, RemovedStep, TotalView};
use unsit_core::app::{Build, Message, Screen, StepKey};

use self::sorting::{Sorting, use_sorting};
use self::step::Step;
use crate::ui::components::button::Button;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::icon::Icon;
use crate::ui::components::text_field::TextField;
use crate::ui::focus::use_focus;
use crate::ui::style::css_var;
use crate::ui::{use_dispatch, use_texts, use_view};

/// The draft of the model; nothing when there is none.
#[component]
pub fn Builder() -> Element {
    let view = use_view(view::builder);
    rsx! {
        // Keyed, so that each draft has fields of its own.
        for view in view() {
            Draft { key: "{view.id.as_str()}", view }
        }
    }
}

#[component]
fn Draft(view: BuilderView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let build = move |build| dispatch.call(Message::Build(build));
    let BuilderView { title, name, name_problem, most_letters, total, empty, full, save, can_save, focus, refusals, leaving, .. } =
        view.clone();
    let back_mounted = use_focus((focus == BuilderFocus::Back).then_some(leaving));
    let name_mounted = use_focus((focus == BuilderFocus::Name).then_some(refusals));
    let add_mounted = use_focus((focus == BuilderFocus::Add).then_some(refusals));
    rsx! {
        div { class: "builder", inert: leaving.then_some(true),
            header { class: "bar center",
                button { r#type: "button", class: "iconbtn", "aria-label": texts.get("nav-back"), onmounted: back_mounted,
                    onclick: move |_| dispatch.call(Message::Show(Screen::Routines)),
                    Icon { name: "back", class: "flip" }
                }
                div { class: "grow", h1 { "{title}" } }
                span { class: "balance" }
            }
            div { class: "stack",
                TextField {
                    id: "routine-name",
                    label: texts.get("builder-name"),
                    value: name,
                    most_letters,
                    problem: name_problem,
                    onmounted: name_mounted,
                    onchange: move |name| build(Build::Rename(name)),
                }
                if let Some(total) = total {
                    Total { total }
                }
                Steps { view }
                if let Some(empty) = empty {
                    p { class: if refusals > 0 { "problem" } else { "muted" }, "{empty}" }
                }
                if let Some(full) = full {
                    p { class: "muted", "{full}" }
                } else {
                    button { r#type: "button", class: "btn soft wide add", onmounted: add_mounted,
                        onclick: move |_| dispatch.call(Message::Show(Screen::Exercises)),
                        Icon { name: "plus" }
                        {texts.get("builder-add")}
                    }
                }
            }
            footer { class: "foot",
                button {
                    r#type: "button",
                    class: "btn primary wide",
                    // It can be pressed all the same: then what is missing is shown.
                    "aria-disabled": (!can_save).then_some("true"),
                    onclick: move |_| build(Build::Save),
                    "{save}"
                }
            }
        }
        Leaving {}
    }
}

/// Asks before anything is lost.
#[component]
fn Leaving() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let leaving = use_view(|model| view::builder(model).is_some_and(|view| view.leaving));
    rsx! {
        if leaving() {
            Dialog {
                title: texts.get("builder-leave-title"),
                body: texts.get("builder-leave-body"),
                keep: texts.get("builder-leave-no"),
                proceed: texts.get("builder-leave-yes"),
                onkeep: move |()| dispatch.call(Message::Build(Build::Stay)),
                onproceed: move |()| dispatch.call(Message::Build(Build::Leave)),
            }
        }
    }
}

/// How long it takes, and how work and rest take turns.
#[component]
fn Total(total: TotalView) -> Element {
    const COARSE: usize = 24;
    let texts = use_texts();
    let TotalView { length, holding, bar } = total;
    let grain = if bar.len() > COARSE { "mix fine-grained" } else { "mix" };
    rsx! {
        section { class: "card", "aria-label": texts.get("builder-total"),
            div { class: "total",
                output { class: "num", "{length}" }
                span { class: "muted", "{holding}" }
            }
            div { class: grain, role: "img", "aria-label": texts.get("builder-bar"),
                for part in bar {
                    i { class: if part.works { "works" } else { "rests" }, ..vec![css_var("--n", part.weight.max(1))] }
                }
            }
            p { class: "mix-key",
                span { i { class: "works" } {texts.get("builder-key-work")} }
                span { i { class: "rests" } {texts.get("builder-key-rest")} }
                span { {texts.get("builder-key-count-in")} }
            }
        }
    }
}

/// The list of steps, and what the last press did to it.
#[component]
fn Steps(view: BuilderView) -> Element {
    let texts = use_texts();
    let BuilderView { steps, removed, announce, focus, .. } = view;
    let order: Vec<StepKey> = steps.iter().map(|step| step.key).collect();
    let sorting = use_sorting(order);
    let wanted = |key| focus == BuilderFocus::Step(key);
    let mut lines: Vec<Line> =
        steps.into_iter().enumerate().map(|(place, step)| Line::Step { place, wanted: wanted(step.key), step: step.into() }).collect();
    if let Some(removed) = removed {
        lines.insert(removed.place.min(lines.len()), Line::Undo { removed, wanted: focus == BuilderFocus::Undo });
    }
    rsx! {
        div { class: "sr", role: "status", "aria-live": "polite", "{announce}" }
        p { class: "sr", id: "move-how", {texts.get("builder-move-how")} }
        if sorting.is_on() {
            // Catches a mouse wherever it goes; a finger stays with the handle by itself.
            div {
                class: "shield",
                "aria-hidden": "true",
                onmounted: move |event| sorting.see_window(event),
                onpointermove: move |event| sorting.reach(&event),
                onpointerup: move |event| sorting.drop(&event),
                onpointercancel: move |_| sorting.cancel(),
            }
        }
        if !lines.is_empty() {
            ol {
                class: if sorting.is_on() { "bsteps sorting" } else { "bsteps" },
                "aria-label": texts.get("builder-steps"),
                onmounted: move |event| sorting.see_list(event),
                for line in lines {
                    Item { key: "{line.key()}", line, sorting }
                }
            }
        }
    }
}

/// A line of the list.
#[derive(Clone, PartialEq)]
enum Line {
    Step { place: usize, step: Box<BuilderStep>, wanted: bool },
    Undo { removed: RemovedStep, wanted: bool },
}

impl Line {
    fn key(&self) -> String {
        match self {
            Self::Step { step, .. } => step.key.0.to_string(),
            Self::Undo { removed, .. } => format!("undo {}", removed.text),
        }
    }
}

#[component]
fn Item(line: Line, sorting: Sorting) -> Element {
    match line {
        Line::Step { place, step, wanted } => rsx! { Step { place, step: *step, wanted, sorting } },
        Line::Undo { removed, wanted } => rsx! { Undo { removed, wanted } },
    }
}

/// Where a step was.
#[component]
fn Undo(removed: RemovedStep, wanted: bool) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        li { class: "undo",
            span { "{removed.text}" }
            Button {
                class: "text",
                icon: "again",
                text: texts.get("builder-undo"),
                autofocus: wanted,
                onpress: move |()| dispatch.call(Message::Build(Build::Undo)),
            }
        }
    }
}
