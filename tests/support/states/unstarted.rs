//! What is shown where the app cannot begin. There is no world behind it.

use unsit_core::app::view::{self, UnstartedView};
use unsit_core::app::{Cause, Unstarted};
use unsit_core::text::Language;

/// How it is called, why it is, and how often it was tried again.
pub(crate) const UNSTARTED: [(&str, Cause, u32); 7] = [
    ("unstarted-full", Cause::DiskFull, 0),
    ("unstarted-forbidden", Cause::Forbidden, 0),
    ("unstarted-folder", Cause::NoFolder, 0),
    ("unstarted-incomplete", Cause::Incomplete, 0),
    ("unstarted-elsewhere", Cause::Elsewhere, 0),
    ("unstarted-other", Cause::Other, 0),
    ("unstarted-again", Cause::DiskFull, 2),
];

pub(crate) const DETAIL: &str = "Unsit 0.1.0, android aarch64\n/data/user/0/app.unsit.Unsit/files: No space left on device (os error 28)";

pub(crate) fn unstarted(cause: Cause, again: u32, language: Language) -> UnstartedView {
    view::unstarted(&Unstarted { cause, language, detail: DETAIL.to_owned() }, again)
}
