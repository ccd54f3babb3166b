//! One step of the builder: its head with a handle, and its numbers when it is open.

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::view::{BuilderStep, StepNumbers, StepperView};
use unsit_core::app::{Build, Direction, Message, StepChange, StepKey};
use unsit_core::routine::SideOrder;
use unsit_core::text::Texts;

use super::sorting::Sorting;
use crate::ui::components::figure::Figure;
use crate::ui::components::icon::Icon;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::stepper::Stepper;
use crate::ui::focus::{focus, use_focus};
use crate::ui::style::css_var;
use crate::ui::{use_dispatch, use_texts};

/// Moving an element in the page takes its focus away. These are the ways to move a step, to give it back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mover {
    Handle,
    Up,
    Down,
}

#[component]
pub(super) fn Step(place: usize, step: BuilderStep, wanted: bool, sorting: Sorting) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let key = step.key;
    let movers = use_movers(place, step.is_first, step.is_last);
    let head_mounted = use_focus(wanted.then_some(()));
    let shift = sorting.shift(place).map(|shift| css_var("--shift", format!("{shift}px")));
    let is_open = step.numbers.is_some();
    let chevron = if is_open { "up" } else { "down" };
    let numbers_id = format!("numbers-{}", key.0);
    rsx! {
        li {
            class: if sorting.carries(key) { "bstep carried" } else { "bstep" },
            onmounted: move |event| sorting.see_step(key, &event),
            ..Vec::from_iter(shift),
            div { class: "hd",
                button {
                    r#type: "button",
                    class: "handle",
                    "aria-label": "{step.move_label}",
                    "aria-describedby": "move-how",
                    onmounted: move |event| movers.see(Mover::Handle, &event),
                    onpointerdown: move |event| sorting.take(key, &event),
                    onpointermove: move |event| sorting.reach(&event),
                    onpointerup: move |event| sorting.drop(&event),
                    onpointercancel: move |_| sorting.cancel(),
                    onkeydown: move |event| {
                        if let Some(direction) = direction(&event.key()) {
                            event.prevent_default();
                            movers.shift(Mover::Handle, key, direction);
                        }
                    },
                    Icon { name: "handle" }
                }
                if let Some(view) = step.figure.clone() {
                    span { class: "pic", Figure { view, aspect: 1.2, decorative: true } }
                }
                if step.problem.is_some() {
                    span { class: "tx", tabindex: "-1", onmounted: head_mounted,
                        b { "{step.name}" }
                        small { "{step.dose}" }
                    }
                } else {
                    button {
                        r#type: "button",
                        class: "tx",
                        "aria-expanded": if is_open { "true" } else { "false" },
                        "aria-controls": is_open.then(|| numbers_id.clone()),
                        onmounted: head_mounted,
                        onclick: move |_| dispatch.call(Message::Build(Build::Toggle(key))),
                        span {
                            b { "{step.name}" }
                            small { "{step.dose}" }
                        }
                        Icon { name: chevron }
                    }
                }
            }
            if let Some(problem) = step.problem.clone() {
                div { class: "bd",
                    p { class: "problem", "{problem}" }
                    div { class: "mv", Remove { step_key: key, name: step.name.clone() } }
                }
            }
            if let Some(numbers) = step.numbers.clone() {
                div { class: "bd", id: "{numbers_id}",
                    Numbers { step_key: key, name: step.name.clone(), numbers: numbers.clone() }
                    div { class: "mv",
                        Shift { step_key: key, name: step.name.clone(), direction: Direction::Up, at_end: step.is_first, movers }
                        Shift { step_key: key, name: step.name.clone(), direction: Direction::Down, at_end: step.is_last, movers }
                        button {
                            r#type: "button",
                            class: "btn text",
                            "aria-label": about(texts, "builder-duplicate-aria", &step.name),
                            disabled: !numbers.can_duplicate,
                            onclick: move |_| dispatch.call(Message::Build(Build::Duplicate(key))),
                            Icon { name: "copy" }
                            {texts.get("builder-duplicate")}
                        }
                        Remove { step_key: key, name: step.name.clone() }
                    }
                }
            }
        }
    }
}

#[component]
fn Shift(step_key: StepKey, name: String, direction: Direction, at_end: bool, movers: Movers) -> Element {
    let texts = use_texts();
    let (mover, icon, word, label) = match direction {
        Direction::Up => (Mover::Up, "up", "builder-up", "builder-up-aria"),
        Direction::Down => (Mover::Down, "down", "builder-down", "builder-down-aria"),
    };
    rsx! {
        button {
            r#type: "button",
            class: "btn text",
            "aria-label": about(texts, label, &name),
            disabled: at_end,
            onmounted: move |event| movers.see(mover, &event),
            onclick: move |_| movers.shift(mover, step_key, direction),
            Icon { name: icon }
            {texts.get(word)}
        }
    }
}

#[component]
fn Remove(step_key: StepKey, name: String) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        button {
            r#type: "button",
            class: "btn text danger",
            "aria-label": about(texts, "builder-remove-aria", &name),
            onclick: move |_| dispatch.call(Message::Build(Build::Remove(step_key))),
            Icon { name: "trash" }
            {texts.get("builder-remove")}
        }
    }
}

/// What a number of a step becomes.
type Change = fn(u64) -> StepChange;

/// What can be set about a step.
#[component]
fn Numbers(step_key: StepKey, name: String, numbers: StepNumbers) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let change = move |change| dispatch.call(Message::Build(Build::Change(step_key, change)));
    let StepNumbers { each, count, rest, sides, .. } = numbers;
    let lines: [(String, StepperView, Change); 3] =
        [(each.0, each.1, StepChange::Each), (count.0, count.1, StepChange::Count), (texts.get("builder-rest"), rest, StepChange::Rest)];
    let of = |number: &str| texts.format("builder-number-of", &[("number", number.into()), ("exercise", name.clone().into())]);
    rsx! {
        for (title, view, make) in lines {
            div { class: "ln", key: "{title}",
                span { "{title}" }
                Stepper { view, label: of(&title), onchange: move |value| change(make(value)) }
            }
        }
        if let Some(sides) = sides {
            div { class: "ln",
                span { {texts.get("builder-sides")} }
                Segmented::<SideOrder> {
                    label: of(&texts.get("builder-sides")),
                    choices: SideOrder::ALL.into_iter().map(|order| (order, texts.get(&format!("builder-{}", order.id())))).collect::<Vec<_>>(),
                    chosen: sides,
                    onchange: move |order| change(StepChange::Sides(order)),
                }
            }
        }
    }
}

fn about(texts: &Texts, id: &str, exercise: &str) -> String {
    texts.format(id, &[("exercise", exercise.into())])
}

fn direction(key: &Key) -> Option<Direction> {
    match key {
        Key::ArrowUp => Some(Direction::Up),
        Key::ArrowDown => Some(Direction::Down),
        _ => None,
    }
}

/// The elements that move a step, and the one that did.
#[derive(Clone, Copy, PartialEq)]
struct Movers {
    seen: Signal<Vec<(Mover, Rc<MountedData>)>>,
    last: Signal<Option<Mover>>,
    dispatch: Callback<Message>,
}

/// When the step has another place, the focus goes back to what moved it; at an end of the list, to its opposite.
fn use_movers(place: usize, is_first: bool, is_last: bool) -> Movers {
    let mut movers = Movers { seen: use_signal(Vec::new), last: use_signal(|| None), dispatch: use_dispatch() };
    use_effect(use_reactive((&place, &is_first, &is_last), move |(_, is_first, is_last)| {
        let Some(last) = movers.last.take() else { return };
        let mover = match last {
            Mover::Up if is_first => Mover::Down,
            Mover::Down if is_last => Mover::Up,
            Mover::Handle | Mover::Up | Mover::Down => last,
        };
        let element = movers.seen.peek().iter().rev().find(|(seen, _)| *seen == mover).map(|(_, element)| element.clone());
        if let Some(element) = element {
            focus(element);
        }
    }));
    movers
}

impl Movers {
    fn see(mut self, mover: Mover, event: &MountedEvent) {
        let mut seen = self.seen.write();
        seen.retain(|(other, _)| *other != mover);
        seen.push((mover, event.data()));
    }

    fn shift(mut self, mover: Mover, key: StepKey, direction: Direction) {
        self.last.set(Some(mover));
        self.dispatch.call(Message::Build(Build::Shift(key, direction)));
    }
}
