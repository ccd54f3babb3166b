//! What the person should know, in a sentence that says what to do.

use super::routine::turn;
use super::safety::note;
use super::{routine_name, why_unplayable};
use crate::app::message::{FailureReason, StoreFailure};
use crate::app::model::{Model, Notice};
use crate::app::own::Unplayable;
use crate::routine::Id;
use crate::text::Texts;

#[derive(Clone, Debug, PartialEq)]
pub struct NoticeView {
    pub text: String,
    /// The system's own words, for a report; may be empty.
    pub detail: String,
    /// The words of the button that takes a new version; a notice with nothing to do about it is a caution.
    pub reload: Option<String>,
}

/// The oldest notice that was not put away; that of a new version comes last, and waits for the end of a session.
#[must_use]
pub fn notice(model: &Model) -> Option<NoticeView> {
    let texts = model.texts();
    Some(match model.notice()? {
        Notice::SessionRunning => plain(texts.get("error-session-running")),
        Notice::CannotStart(routine) if model.routine(routine.as_str()).is_none() => {
            let unplayable = model.own.routines.unplayable_one(routine.as_str());
            plain(unplayable.map_or_else(|| texts.get("error-routine-unknown"), |unplayable| cannot_play(texts, &unplayable)))
        }
        Notice::CannotStart(routine) if emptied(model, routine) => {
            plain(texts.format("changes-cannot-start", &[("routine", routine_name(model, routine).into())]))
        }
        Notice::CannotStart(routine) => {
            let text = texts.format("error-cannot-start", &[("routine", routine_name(model, routine).into())]);
            plain(text)
        }
        Notice::SessionElsewhere => plain(texts.get("error-session-elsewhere")),
        Notice::NotRead(failure) => of_store(texts, failure, reading),
        Notice::NotRevised(failure) => of_store(texts, failure, revising),
        Notice::NotSaved(failure) => of_store(texts, failure, saving),
        Notice::NewVersion => NoticeView { reload: Some(texts.get("version-reload")), ..plain(texts.get("version-ready")) },
    })
}

/// Whether it is the safety answers that leave nothing of it.
fn emptied(model: &Model, routine: &Id) -> bool {
    let turn = model.routine(routine.as_str()).and_then(|routine| Some((routine, turn(model, routine)?)));
    turn.is_some_and(|(routine, variant)| note(model, Some(&model.adjusted(routine, variant, false))).is_some())
}

fn cannot_play(texts: &Texts, unplayable: &Unplayable<'_>) -> String {
    let name = unplayable.name.map_or_else(|| texts.get("routines-unnamed"), str::to_owned);
    texts.format("error-cannot-play", &[("routine", name.into()), ("why", why_unplayable(texts, unplayable.why).into())])
}

const fn plain(text: String) -> NoticeView {
    NoticeView { text, detail: String::new(), reload: None }
}

/// A sentence that says `{ $file }` has named the detail already.
fn of_store(texts: &Texts, failure: &StoreFailure, sentence: fn(FailureReason) -> Sentence) -> NoticeView {
    match sentence(failure.reason) {
        Sentence::Plain(id) => NoticeView { detail: failure.detail.clone(), ..plain(texts.get(id)) },
        Sentence::Naming(id) => plain(texts.format(id, &[("file", failure.detail.clone().into())])),
    }
}

enum Sentence {
    Plain(&'static str),
    Naming(&'static str),
}

fn reading(reason: FailureReason) -> Sentence {
    match reason {
        FailureReason::Busy => Sentence::Plain("error-read-busy"),
        FailureReason::DiskFull => Sentence::Plain("error-read-full"),
        FailureReason::Unreadable => Sentence::Plain("error-read-unreadable"),
        FailureReason::SetAside => Sentence::Naming("error-damaged"),
        FailureReason::RowsSetAside => Sentence::Naming("error-rows-damaged"),
        FailureReason::Newer => Sentence::Plain("error-read-newer"),
        FailureReason::Interrupted => Sentence::Naming("error-interrupted"),
        FailureReason::Settings => Sentence::Naming("error-settings"),
        FailureReason::Breaks => Sentence::Naming("error-breaks"),
        FailureReason::Refused => Sentence::Plain("error-refused"),
        FailureReason::Other => Sentence::Plain("error-read-other"),
    }
}

fn revising(reason: FailureReason) -> Sentence {
    if reason == FailureReason::Refused { Sentence::Plain("error-change-refused") } else { saving(reason) }
}

fn saving(reason: FailureReason) -> Sentence {
    match reason {
        FailureReason::Busy => Sentence::Plain("error-save-busy"),
        FailureReason::DiskFull => Sentence::Plain("error-save-full"),
        FailureReason::Unreadable => Sentence::Plain("error-save-unreadable"),
        FailureReason::Newer => Sentence::Plain("error-save-newer"),
        FailureReason::Other => Sentence::Plain("error-save-other"),
        // The same, whatever was done when it was found.
        FailureReason::SetAside
        | FailureReason::RowsSetAside
        | FailureReason::Interrupted
        | FailureReason::Settings
        | FailureReason::Breaks
        | FailureReason::Refused => reading(reason),
    }
}
