//! What a list needs so that its steps can be dragged: where they lie, and the drag that is on.

use std::collections::HashMap;
use std::rc::Rc;

use dioxus::html::input_data::MouseButton;
use dioxus::prelude::*;
use unsit_core::app::{Build, Message, StepKey};

use super::drag::{Band, Drag};
use crate::ui::use_dispatch;

/// A handle for the list and its steps; copies are the same.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Sorting {
    order: Signal<Vec<StepKey>>,
    drag: Signal<Option<Drag>>,
    /// The pointer that is down on a handle. A drag begins when the steps were measured, if it still is.
    pointer: Signal<Option<i32>>,
    steps: Signal<HashMap<StepKey, Rc<MountedData>>>,
    list: Signal<Option<Rc<MountedData>>>,
    /// Height of the window.
    window: Signal<Option<f64>>,
    dispatch: Callback<Message>,
}

/// `order` is the list as it is shown.
pub(super) fn use_sorting(order: Vec<StepKey>) -> Sorting {
    let mut shown = use_signal(|| order.clone());
    let mut drag = use_signal(|| None);
    // The list has followed the drop, or was changed under the pointer.
    use_effect(use_reactive((&order,), move |(order,)| {
        if *shown.peek() != order {
            shown.set(order);
            drag.set(None);
        }
    }));
    Sorting {
        order: shown,
        drag,
        pointer: use_signal(|| None),
        steps: use_signal(HashMap::new),
        list: use_signal(|| None),
        window: use_signal(|| None),
        dispatch: use_dispatch(),
    }
}

impl Sorting {
    pub(super) fn is_on(self) -> bool {
        self.drag.read().is_some()
    }

    /// How far the step at a place is moved in sight; none while nothing is dragged.
    pub(super) fn shift(self, place: usize) -> Option<f64> {
        self.drag.read().as_ref().map(|drag| drag.shift(place))
    }

    pub(super) fn carries(self, key: StepKey) -> bool {
        self.drag.read().as_ref().is_some_and(|drag| drag.key == key && !drag.dropped)
    }

    pub(super) fn see_list(mut self, event: MountedEvent) {
        self.list.set(Some(event.data()));
    }

    pub(super) fn see_step(mut self, key: StepKey, event: &MountedEvent) {
        self.steps.write().insert(key, event.data());
    }

    /// The shield is as large as the window.
    pub(super) fn see_window(mut self, event: MountedEvent) {
        spawn(async move {
            if let Ok(shield) = event.get_client_rect().await {
                self.window.set(Some(shield.size.height));
            }
        });
    }

    /// A pointer goes down on the handle of a step.
    pub(super) fn take(mut self, key: StepKey, event: &PointerEvent) {
        if !event.is_primary() || event.trigger_button() != Some(MouseButton::Primary) {
            return;
        }
        let (pointer, at) = (event.pointer_id(), event.client_coordinates().y);
        self.pointer.set(Some(pointer));
        spawn(async move {
            let bands = self.measure().await;
            let from = self.order.peek().iter().position(|step| *step == key);
            if let (Some(bands), Some(from), true) = (bands, from, *self.pointer.peek() == Some(pointer)) {
                self.drag.set(Drag::take(key, from, bands, at));
            }
        });
    }

    pub(super) fn reach(mut self, event: &PointerEvent) {
        if !self.is_dragged_by(event) {
            return;
        }
        // A mouse that was let go outside the window comes back with no button down.
        if event.held_buttons().is_empty() {
            return self.drop(event);
        }
        if let Some(drag) = self.drag.write().as_mut() {
            drag.reach(event.client_coordinates().y);
        }
        let beyond = self.window.peek().and_then(|window| self.drag.peek().as_ref().and_then(|drag| drag.beyond(window)));
        if let Some(place) = beyond {
            spawn(self.bring_into_sight(place));
        }
    }

    pub(super) fn drop(mut self, event: &PointerEvent) {
        if *self.pointer.peek() == Some(event.pointer_id()) {
            self.pointer.set(None);
        }
        let place = self.drag.peek().as_ref().map(|drag| (drag.key, drag.to()));
        let Some((key, to)) = place else { return };
        if self.order.peek().iter().position(|step| *step == key) == Some(to) {
            self.drag.set(None);
        } else {
            if let Some(drag) = self.drag.write().as_mut() {
                drag.dropped = true;
            }
            self.dispatch.call(Message::Build(Build::Put { step: key, to }));
        }
    }

    pub(super) fn cancel(mut self) {
        self.pointer.set(None);
        self.drag.set(None);
    }

    fn is_dragged_by(self, event: &PointerEvent) -> bool {
        *self.pointer.peek() == Some(event.pointer_id()) && self.drag.peek().as_ref().is_some_and(|drag| !drag.dropped)
    }

    /// Where the steps lie, in order; none when one of them is not there.
    async fn measure(self) -> Option<Vec<Band>> {
        let order = self.order.peek().clone();
        let mut bands = Vec::with_capacity(order.len());
        for key in order {
            let step = self.steps.peek().get(&key).cloned()?;
            let place = step.get_client_rect().await.ok()?;
            bands.push(Band { top: place.origin.y, height: place.size.height });
        }
        Some(bands)
    }

    async fn bring_into_sight(mut self, place: usize) {
        let step = self.order.peek().get(place).and_then(|key| self.steps.peek().get(key).cloned());
        let (Some(step), Some(list)) = (step, self.list.peek().clone()) else { return };
        let nearest = ScrollToOptions {
            behavior: ScrollBehavior::Instant,
            vertical: ScrollLogicalPosition::Nearest,
            horizontal: ScrollLogicalPosition::Nearest,
        };
        let scrolled = step.scroll_to_with_options(nearest).await.is_ok();
        if let (true, Ok(place)) = (scrolled, list.get_client_rect().await)
            && let Some(drag) = self.drag.write().as_mut()
        {
            drag.scroll(place.origin.y);
        }
    }
}
