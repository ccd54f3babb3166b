//! What the person should know, in a sentence that says what to do.

use super::routine_name;
use crate::app::message::FailureReason;
use crate::app::model::{Model, Notice};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    pub text: String,
    /// The system's own words, for a report; may be empty.
    pub detail: String,
}

/// The oldest notice that was not put away.
#[must_use]
pub fn notice(model: &Model) -> Option<NoticeView> {
    let texts = model.texts();
    Some(match model.notices.first()? {
        Notice::SessionRunning => NoticeView { text: texts.get("error-session-running"), detail: String::new() },
        Notice::CannotStart(routine) if model.catalogue.routine(routine.as_str()).is_none() => {
            NoticeView { text: texts.get("error-routine-unknown"), detail: String::new() }
        }
        Notice::CannotStart(routine) => {
            let text = texts.format("error-cannot-start", &[("routine", routine_name(model, routine).into())]);
            NoticeView { text, detail: String::new() }
        }
        Notice::Store(failure) => {
            let (id, named) = match failure.reason {
                FailureReason::Busy => ("error-busy", false),
                FailureReason::DiskFull => ("error-full", false),
                FailureReason::Unreadable => ("error-unreadable", false),
                FailureReason::SetAside => ("error-damaged", true),
                FailureReason::Newer => ("error-newer", false),
                FailureReason::Interrupted => ("error-interrupted", true),
                FailureReason::Settings => ("error-settings", true),
                FailureReason::SessionElsewhere => ("error-session-elsewhere", false),
                FailureReason::Other => ("error-other", false),
            };
            let detail = if named { String::new() } else { failure.detail.clone() };
            NoticeView { text: texts.format(id, &[("file", failure.detail.clone().into())]), detail }
        }
    })
}
