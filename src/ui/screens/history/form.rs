//! The form to log a past session or to correct one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::view::{FormView, NumberField, NumberGroup};
use unsit_core::app::{Draft, Leaf, Message};

use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::sheet::Sheet;
use crate::ui::focus::focus;
use crate::ui::{use_dispatch, use_texts};

#[component]
pub fn EntryForm(view: FormView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let leaf = move |leaf| dispatch.call(Message::Leaf(leaf));
    let mut draft = use_signal(|| view.draft.clone());
    // By id, to go to the first field that is wrong.
    let nodes = use_hook(|| Rc::new(RefCell::new(BTreeMap::<String, Rc<MountedData>>::new())));
    let keep = use_callback({
        let nodes = nodes.clone();
        move |(id, node): (String, Rc<MountedData>)| {
            nodes.borrow_mut().insert(id, node);
        }
    });
    let wrong = first_wrong(&view);
    use_effect(use_reactive!(|wrong| {
        if let Some(node) = wrong.and_then(|(_, id)| nodes.borrow().get(&id).cloned()) {
            focus(node);
        }
    }));
    let FormView { title, routines, chosen, draft: first, days: (earliest, today), day_hint, day_error, time_error, groups, submit } = view;
    let choices = routines.clone();
    rsx! {
        Sheet { title, onclose: move |()| leaf(Leaf::Close),
            form {
                class: "entry",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    leaf(Leaf::Submit(draft()));
                },
                if !routines.is_empty() {
                    div { class: "field",
                        label { r#for: "entry-routine", {texts.get("entry-routine")} }
                        select {
                            id: "entry-routine",
                            onchange: move |event| {
                                let choice = event.value().parse().ok().and_then(|at: usize| choices.get(at).cloned());
                                if let Some(choice) = choice {
                                    let draft = Draft { held: vec![], ..draft() };
                                    leaf(Leaf::Choose { routine: choice.routine, variant: choice.variant, draft });
                                }
                            },
                            for (at, choice) in routines.iter().enumerate() {
                                option { value: "{at}", initial_selected: at == chosen, "{choice.name}" }
                            }
                        }
                    }
                }
                div { class: "field-pair",
                    Field {
                        id: "entry-day",
                        kind: "date",
                        label: texts.get("entry-day"),
                        value: first.day,
                        min: earliest,
                        max: today,
                        hint: day_hint,
                        error: day_error,
                        oninput: move |day| draft.write().day = day,
                        onmounted: move |node| keep.call(("entry-day".to_owned(), node)),
                    }
                    Field {
                        id: "entry-time",
                        kind: "time",
                        label: texts.get("entry-time"),
                        value: first.time,
                        error: time_error,
                        oninput: move |time| draft.write().time = time,
                        onmounted: move |node| keep.call(("entry-time".to_owned(), node)),
                    }
                }
                // Another routine holds other seconds: its fields begin anew.
                for of_routine in [chosen] {
                    Numbers { key: "{of_routine}", groups: groups.clone(), held: first.held.clone(), draft, onmounted: keep }
                }
                div { class: "row2",
                    Button { class: "line wide", text: texts.get("entry-cancel"), onpress: move |()| leaf(Leaf::Close) }
                    button { r#type: "submit", class: "btn primary wide", "{submit}" }
                }
            }
        }
    }
}

/// What was held, in as many fields as it takes.
#[component]
fn Numbers(
    groups: Vec<NumberGroup>,
    held: Vec<String>,
    draft: Signal<Draft>,
    onmounted: EventHandler<(String, Rc<MountedData>)>,
) -> Element {
    let mut draft = draft;
    let begin = held.clone();
    use_hook(move || draft.write().held = begin);
    rsx! {
        for NumberGroup { name, fields } in groups {
            fieldset { class: "fields",
                if !name.is_empty() {
                    legend { "{name}" }
                }
                for NumberField { at, label, most, hint, error } in fields {
                    Field {
                        key: "{at}",
                        id: field_id(at),
                        kind: "number",
                        label,
                        value: held.get(at).cloned().unwrap_or_default(),
                        min: "0",
                        max: most.to_string(),
                        hint,
                        error,
                        oninput: move |number| {
                            if let Some(held) = draft.write().held.get_mut(at) {
                                *held = number;
                            }
                        },
                        onmounted: move |node| onmounted.call((field_id(at), node)),
                    }
                }
            }
        }
    }
}

fn field_id(at: usize) -> String {
    format!("entry-held-{at}")
}

/// The first field that is wrong and what was submitted with it, so that the same mistake twice is found twice.
fn first_wrong(view: &FormView) -> Option<(Draft, String)> {
    let numbers = view.groups.iter().flat_map(|group| &group.fields);
    let number = || numbers.into_iter().find(|field| field.error.is_some()).map(|field| field_id(field.at));
    let dated = [(&view.day_error, "entry-day"), (&view.time_error, "entry-time")];
    let dated = dated.into_iter().find(|(error, _)| error.is_some()).map(|(_, id)| id.to_owned());
    Some((view.draft.clone(), dated.or_else(number)?))
}
