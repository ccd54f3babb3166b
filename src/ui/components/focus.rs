//! Putting the focus where what has happened is.

use std::rc::Rc;

use dioxus::prelude::*;

/// Focuses an element when it appears, and whenever `wanted` becomes another value; none leaves the focus alone. The handler
/// goes to the element's `onmounted`.
pub fn use_focus<T: Clone + PartialEq + 'static>(wanted: Option<T>) -> Callback<MountedEvent> {
    let mut element = use_signal(|| None::<Rc<MountedData>>);
    use_effect(use_reactive((&wanted,), move |(wanted,)| {
        if let (Some(element), Some(_)) = (element(), wanted) {
            spawn(focus(element));
        }
    }));
    use_callback(move |event: MountedEvent| element.set(Some(event.data())))
}

/// Focuses an element that may be gone already: then it needs none.
pub async fn focus(element: Rc<MountedData>) {
    let _ = element.set_focus(true).await;
}
