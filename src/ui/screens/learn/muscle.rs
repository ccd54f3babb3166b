//! One muscle: what it does, what releases it and what strengthens its opposite.

use dioxus::prelude::*;
use unsit_core::app::view::{self, ExerciseView, MuscleView};
use unsit_core::app::{LearnPage, Message, Screen};
use unsit_core::routine::Id;

use crate::ui::components::button::Button;
use crate::ui::components::card::Card;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::DeepBar;
use crate::ui::components::sources::Sources;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Muscle(id: Id) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(move |model| view::muscle(model, &id));
    let Some(MuscleView { name, figure, does, sitting, opposite, release, strengthen, cautions, certainty, sources }) = view() else {
        return rsx! {};
    };
    rsx! {
        DeepBar { title: name, onback: move |()| dispatch.call(Message::Show(Screen::Learn(LearnPage::All))) }
        div { class: "stack learn",
            section { class: "card pictured",
                if let Some(view) = figure {
                    div { class: "stage one", Figure { view, aspect: 1.9, decorative: true } }
                }
                dl { class: "words about",
                    for (title, text) in [("learn-does", does), ("learn-sitting", sitting), ("learn-opposite", opposite)] {
                        div { key: "{title}",
                            dt { {texts.get(title)} }
                            dd { "{text}" }
                        }
                    }
                }
            }
            Card { title: texts.get("learn-release"), class: "tight", titled_above: true, Exercises { exercises: release } }
            Card { title: texts.get("learn-strengthen"), class: "tight", titled_above: true, Exercises { exercises: strengthen } }
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
            Card { title: texts.get("learn-certainty"),
                p { class: "lead", "{certainty}" }
            }
            Card { title: texts.get("routine-sources"), Sources { sources } }
            p { class: "fine", {texts.get("disclaimer")} }
        }
    }
}

#[component]
fn Exercises(exercises: Vec<ExerciseView>) -> Element {
    rsx! {
        ul { class: "doses",
            for exercise in exercises {
                Exercise { key: "{exercise.name}", exercise }
            }
        }
    }
}

#[component]
fn Exercise(exercise: ExerciseView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let ExerciseView { name, figure, dose, how, ruled_out, routine } = exercise;
    rsx! {
        li {
            div { class: "pic", Figure { view: figure, aspect: 1.2, decorative: true } }
            div {
                h3 { "{name}" }
                p { class: "tag",
                    Icon { name: "timer" }
                    "{dose}"
                }
                if !ruled_out.is_empty() {
                    p { class: "out",
                        b { {texts.get("learn-ruled-out")} }
                        for why in ruled_out {
                            span { "{why}" }
                        }
                    }
                }
                details {
                    summary { {texts.get("routine-how")} }
                    ol {
                        for line in how {
                            li { "{line}" }
                        }
                    }
                }
                if let Some((id, link)) = routine {
                    Button {
                        class: "text",
                        icon: "routines",
                        text: link,
                        to: Screen::Routine(id.clone()),
                        onpress: move |()| dispatch.call(Message::Show(Screen::Routine(id.clone()))),
                    }
                }
            }
        }
    }
}
