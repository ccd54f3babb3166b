//! Where the keyboard was before something opened over the page, and is again afterwards.

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::Screen;

/// The element that opened what lies over the page, and the page itself.
#[derive(Clone, Copy)]
pub struct FocusReturn {
    opener: Signal<Option<Rc<MountedData>>>,
    page: Signal<Option<Rc<MountedData>>>,
    way: CopyValue<Way>,
}

/// From screen to screen.
#[derive(Default)]
struct Way {
    at: Option<Screen>,
    /// The way back was pressed, and the screen it leads to is not there yet.
    is_back: bool,
    /// The screen that the present one was come back to from.
    from: Option<Screen>,
}

impl FocusReturn {
    pub fn provide() -> Self {
        let (opener, page) = (use_signal(|| None), use_signal(|| None));
        use_context_provider(|| Self { opener, page, way: CopyValue::default() })
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

    /// Called by the way back to the screen above, before it is gone.
    pub fn go_back(mut self) {
        self.way.write().is_back = true;
    }

    /// Called by a screen before its parts appear.
    pub fn arrive(mut self, screen: Screen) {
        let mut way = self.way.write();
        let before = way.at.replace(screen);
        way.from = before.filter(|_| way.is_back);
        way.is_back = false;
    }

    /// Whether the screen that appears is come back to: then the focus goes to what led away from it, not to its beginning.
    pub fn is_back(self) -> bool {
        self.way.read().from.is_some()
    }

    /// Whether an element that leads to `screen` is what the person left by, and comes back to. True once.
    pub fn comes_back_from(mut self, screen: &Screen) -> bool {
        let mut way = self.way.write();
        way.from.take_if(|from| from == screen).is_some()
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

/// For the `onmounted` of an element that leads to another screen: the focus is there again when the person comes back.
pub fn use_way_to(screen: Screen) -> Callback<MountedEvent> {
    let returns = use_focus_return();
    use_callback(move |event: MountedEvent| {
        if returns.comes_back_from(&screen) {
            focus(event.data());
        }
    })
}

/// Moves the focus to an element, unless it is gone already.
pub fn focus(node: Rc<MountedData>) {
    spawn(async move {
        let _ = node.set_focus(true).await;
    });
}
