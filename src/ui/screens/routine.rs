//! One routine in full, before it is started.

use dioxus::prelude::*;
use unsit_core::app::view::{self, ChangeView, RoutineView, StepView, VariantView};
use unsit_core::app::{Build, Message, Model, SafetyPage, Screen, Start};
use unsit_core::routine::Id;

use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::card::Card;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::BackButton;
use crate::ui::components::safety_note::SafetyRemark;
use crate::ui::components::sources::Sources;
use crate::ui::{use_dispatch, use_texts, use_view};

/// In letters; a longer one gets a line of its own.
const LONGEST_FACT: usize = 16;

/// The routine that the model's screen names.
#[component]
pub fn Routine() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let mut chosen = use_signal(|| None::<Id>);
    let above = use_view(Model::above);
    let view = use_view(move |model| shown(model, chosen.read().as_ref()));
    let Some(RoutineView { card, variants, is_own, facts, steps, changes, safety, cautions, sources, start, start_alternative, .. }) =
        view()
    else {
        return rsx! {};
    };
    let begin = move |id: Id, alternative| {
        let variant = chosen.peek().clone();
        dispatch.call(Message::Start(Start { alternative, variant, ..Start::routine(id) }));
    };
    let startable = card.startable;
    let build = move |build| dispatch.call(Message::Build(build));
    let (id, other_id, copied, edited, deleted) = (card.id.clone(), card.id.clone(), card.id.clone(), card.id.clone(), card.id);
    rsx! {
        header { class: "bar over",
            BackButton { autofocus: true, onback: move |()| dispatch.call(Message::Show(above())) }
            div { class: "grow" }
            if is_own {
                IconButton { icon: "edit", label: texts.get("routine-edit"), onpress: move |()| build(Build::Edit(edited.clone())) }
                IconButton { icon: "trash", label: texts.get("routine-delete"), onpress: move |()| build(Build::Delete(deleted.clone())) }
            } else {
                IconButton {
                    icon: "edit",
                    label: texts.get("routine-make-own"),
                    onpress: move |()| build(Build::Copy { routine: copied.clone(), variant: chosen.peek().clone() }),
                }
            }
        }
        if let Some(view) = card.figure {
            div { class: "picbox", Figure { view, aspect: 1.6, decorative: true } }
        }
        div { class: "stack routine",
            section {
                h1 { "{card.name}" }
                p { class: "lead", "{card.summary}" }
                if !variants.is_empty() {
                    Variants { variants, onchoose: move |id| chosen.set(Some(id)) }
                }
                dl { class: "facts",
                    for fact in facts {
                        div { class: if fact.value.chars().count() > LONGEST_FACT { "long" },
                            dt { "{fact.name}" }
                            dd { "{fact.value}" }
                        }
                    }
                }
            }
            if let Some(note) = safety {
                SafetyRemark { note }
            }
            if !changes.is_empty() {
                Card { title: texts.get("changes-title"), Changes { changes } }
            }
            if !steps.is_empty() {
                Card { title: texts.get("routine-steps"), Steps { steps } }
            }
            if !cautions.is_empty() {
                section { class: "note caution",
                    Icon { name: "alert" }
                    div {
                        h2 { {texts.get("routine-take-care")} }
                        ul {
                            for caution in cautions {
                                li { "{caution}" }
                            }
                        }
                    }
                }
            }
            if !sources.is_empty() {
                Card { title: texts.get("routine-sources"), Sources { sources } }
            }
            p { class: "fine", {texts.get("disclaimer")} }
        }
        if startable {
            footer { class: "foot",
                Button { class: "primary wide", icon: "play", text: start, onpress: move |()| begin(id.clone(), false) }
                if let Some(alternative) = start_alternative {
                    Button { class: "text wide", icon: "swap", text: alternative, onpress: move |()| begin(other_id.clone(), true) }
                }
            }
        }
    }
}

fn shown(model: &Model, variant: Option<&Id>) -> Option<RoutineView> {
    match &model.screen {
        Screen::Routine(id) => view::routine_variant(model, id, variant),
        Screen::Today
        | Screen::Routines
        | Screen::Builder
        | Screen::Exercises
        | Screen::History
        | Screen::Settings
        | Screen::Checkup
        | Screen::Learn(_)
        | Screen::Safety(_)
        | Screen::FirstRun(_) => None,
    }
}

/// The variants that take turns, to look at and to start another one than the next.
#[component]
fn Variants(variants: Vec<VariantView>, onchoose: EventHandler<Id>) -> Element {
    let texts = use_texts();
    rsx! {
        ul { class: "variants",
            for variant in variants {
                li { key: "{variant.id.as_str()}",
                    button {
                        r#type: "button",
                        class: "variant",
                        "aria-pressed": if variant.is_shown { "true" } else { "false" },
                        onclick: move |_| onchoose.call(variant.id.clone()),
                        span { "{variant.name}" }
                        if variant.is_next {
                            span { class: "fine", {texts.get("routine-turn")} }
                        }
                    }
                }
            }
        }
    }
}

/// What the safety answers change, and the way to them.
#[component]
fn Changes(changes: Vec<ChangeView>) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        ul { class: "changes",
            for change in changes {
                li {
                    b { "{change.text}" }
                    for why in change.why {
                        p { "{why}" }
                    }
                }
            }
        }
        Button {
            class: "text",
            icon: "shield",
            text: texts.get("check-change"),
            to: Screen::Safety(SafetyPage::Check),
            onpress: move |()| dispatch.call(Message::Show(Screen::Safety(SafetyPage::Check))),
        }
    }
}

#[component]
fn Steps(steps: Vec<StepView>) -> Element {
    rsx! {
        ol { class: "steps",
            for step in steps {
                li {
                    div { class: "words",
                        h3 { "{step.name}" }
                        for line in step.how {
                            p { "{line}" }
                        }
                        for line in step.instead {
                            p { class: "instead", "{line}" }
                        }
                        p { class: "tag",
                            Icon { name: "timer" }
                            "{step.dose}"
                        }
                    }
                    if let Some(view) = step.figure {
                        div { class: "pic", Figure { view, aspect: 1.2, decorative: true } }
                    }
                }
            }
        }
    }
}
