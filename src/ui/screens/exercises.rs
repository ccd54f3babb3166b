//! The exercises to choose a step from.

use dioxus::prelude::*;
use unsit_core::app::view::{self, ExerciseCard};
use unsit_core::app::{Build, Message, Screen};

use crate::ui::components::button::IconButton;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::text_field::TextField;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Exercises() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let mut words = use_signal(String::new);
    let found = use_view(move |model| view::exercises(model, &words.read()));
    rsx! {
        header { class: "bar center",
            IconButton {
                icon: "back",
                label: texts.get("nav-back"),
                autofocus: true,
                onpress: move |()| dispatch.call(Message::Show(Screen::Builder)),
            }
            div { class: "grow", h1 { {texts.get("exercises-title")} } }
            span { class: "balance" }
        }
        div { class: "stack exercises",
            div { class: "search", role: "search",
                TextField {
                    id: "exercise-search",
                    label: texts.get("exercises-search"),
                    value: "",
                    kind: "search",
                    onchange: move |typed| words.set(typed),
                }
                p { class: "fine", role: "status", "{found.read().count}" }
            }
            for group in found().groups {
                section { key: "{group.name}",
                    div { class: "h2", h2 { "{group.name}" } }
                    ul { class: "card tight",
                        for exercise in group.exercises {
                            Choice { key: "{exercise.id.as_str()}", exercise }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Choice(exercise: ExerciseCard) -> Element {
    let dispatch = use_dispatch();
    let ExerciseCard { id, name, detail, muscles, figure } = exercise;
    rsx! {
        li {
            button { r#type: "button", class: "choice", onclick: move |_| dispatch.call(Message::Build(Build::Add(id.clone()))),
                span { class: "pic", Figure { view: figure, aspect: 1.2, decorative: true } }
                span { class: "tx",
                    b { "{name}" }
                    small { "{detail}" }
                    small { class: "fine", "{muscles}" }
                }
                Icon { name: "plus" }
            }
        }
    }
}
