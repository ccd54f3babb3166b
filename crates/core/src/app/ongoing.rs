//! A session as a phone shows it on its lock screen.

use super::model::Model;
use super::view;
use crate::Wall;
use crate::session::Stage;

/// A session that is on, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ongoing {
    /// "Hold, left"
    pub title: String,
    /// "Quick bridge"
    pub text: String,
    /// When the phase ends, if time passes.
    pub ends_at: Option<Wall>,
    pub pause: String,
    pub resume: String,
}

/// None without a session, and where the system shows none.
pub(super) fn of(model: &Model) -> Option<Ongoing> {
    let playing = model.playing.as_ref().filter(|playing| model.watch.plans_ahead() && !playing.session.is_done())?;
    let (texts, view) = (model.texts(), playing.session.view(model.now.mono));
    let guide = view::guide(model)?;
    let ends_at = match view.stage {
        Stage::Running { phase_ends } => Some(model.now.wall + phase_ends.since(model.now.mono)),
        Stage::Paused(_) | Stage::Done => None,
    };
    let title = guide.side.map_or_else(|| guide.word.clone(), |side| format!("{}, {}", guide.word, side.word));
    Some(Ongoing {
        title,
        text: view::routine_name(model, &playing.routine),
        ends_at,
        pause: texts.get("guide-pause"),
        resume: texts.get("guide-go-on"),
    })
}
