//! Whether what a phone's system does, and what it is answered while Unsit is closed, is kept.

use super::checkup::{CheckRow, Verdict, check};
use crate::app::model::Model;
use crate::phone::Reading;

/// Whether it is written down where it happens.
pub(super) fn written(model: &Model) -> CheckRow {
    let row = |detail, verdict| check(model, "edit", "checkup-answers", model.texts().get(detail), verdict);
    if model.watch.files.unwritten { row("checkup-answers-unwritten", Verdict::Lost) } else { row("checkup-answers-fine", Verdict::Fine) }
}

/// Whether it was taken over from there.
pub(super) fn taken_over(model: &Model) -> CheckRow {
    let texts = model.texts();
    let row = |detail, verdict| check(model, "list", "checkup-journal", detail, verdict);
    match &model.watch.files.reading {
        Reading::Whole => row(texts.get("checkup-journal-fine"), Verdict::Fine),
        Reading::Begun => row(texts.get("checkup-journal-begun"), Verdict::Told),
        Reading::Damaged { entries } => row(texts.format("checkup-journal-damaged", &[("entries", (*entries).into())]), Verdict::Lost),
        Reading::Kept { entries, file } => {
            let arguments = [("entries", (*entries).into()), ("file", file.clone().into())];
            row(texts.format("checkup-journal-kept", &arguments), Verdict::Told)
        }
        Reading::Unreadable { why } => row(texts.format("checkup-journal-unreadable", &[("why", why.clone().into())]), Verdict::Lost),
    }
}
