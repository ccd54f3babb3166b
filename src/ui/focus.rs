//! Where the keyboard was before something opened over the page, and is again afterwards.

use std::rc::Rc;

use dioxus::prelude::*;

/// The element that opened what lies over the page, and the page itself.
#[derive(Clone, Copy)]
pub struct FocusReturn {
    opener: Signal<Option<Rc<MountedData>>>,
    page: Signal<Option<Rc<MountedData>>>,
}

impl FocusReturn {
    pub fn provide() -> Self {
        let (opener, page) = (use_signal(|| None), use_signal(|| None));
        use_context_provider(|| Self { opener, page })
    }

    pub fn page_is(mut self, page: Rc<MountedData>) {
        self.page.set(Some(page));
    }

    /// Called by whatever opens something, before it does.
    pub fn remember(mut self, opener: Option<Rc<MountedData>>) {
        self.opener.set(opener);
    }

    /// As [`FocusReturn::remember`], unless something is open already: then its opener stays the one to come back to.
    pub fn remember_first(self, opener: Option<Rc<MountedData>>) {
        if self.opener.peek().is_none() {
            self.remember(opener);
        }
    }

    /// Back to the opener.
    pub fn give_back(mut self) {
        if let Some(opener) = self.opener.take() {
            focus(opener);
        }
    }

    /// The opener is gone, or goes soon.
    pub fn forget(mut self) {
        self.opener.set(None);
    }

    /// To the page, when the element that had the focus is gone.
    pub fn to_page(self) {
        self.forget();
        if let Some(page) = self.page.peek().clone() {
            focus(page);
        }
    }
}

pub fn use_focus_return() -> FocusReturn {
    use_context()
}

/// Focuses an element when it appears, and whenever `wanted` becomes another value; none leaves the focus alone. The handler
/// goes to the element's `onmounted`.
pub fn use_focus<T: Clone + PartialEq + 'static>(wanted: Option<T>) -> Callback<MountedEvent> {
    let mut element = use_signal(|| None::<Rc<MountedData>>);
    use_effect(use_reactive((&wanted,), move |(wanted,)| {
        if let (Some(element), Some(_)) = (element(), wanted) {
            focus(element);
        }
    }));
    use_callback(move |event: MountedEvent| element.set(Some(event.data())))
}

/// Moves the focus to an element, unless it is gone already.
pub fn focus(node: Rc<MountedData>) {
    spawn(async move {
        let _ = node.set_focus(true).await;
    });
}
