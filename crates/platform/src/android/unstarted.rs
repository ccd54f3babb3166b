//! The phone while the loop cannot begin.

use std::sync::Arc;

use serde_json::json;

use super::{Door, Event, exports};

/// The way back leads out of the app, as long as nobody else listens: there is no loop that could say where to.
pub fn leave_on_back<D: Door>(door: Arc<D>) {
    exports::listen(Some(Box::new(move |event| {
        if event == Event::Back {
            // Where that cannot be done the person still has the system's other ways out.
            let _ = door.call("leave", &json!({}));
        }
    })));
}
