//! The plan that a system is given ahead.

use std::sync::Arc;

use crate::app::ahead::{Ahead, Grounds};
use crate::app::model::Model;

/// Makes the plan anew if something has changed that it was made from.
pub(super) fn plan_ahead(model: &mut Model) {
    if !model.watch.plans_ahead() || !model.watch.is_watching() {
        return;
    }
    let grounds = Grounds::of(model);
    if model.watch.grounds.is_some_and(|before| before.hold(&grounds)) {
        return;
    }
    model.watch.grounds = Some(grounds);
    model.watch.ahead = Ahead::of_model(model).map(Arc::new);
}
