//! What a phone needs to remind with the app closed.

use super::answers::{taken_over, written};
use super::checkup::{CheckRow, Remedy, Verdict, check};
use crate::app::message::{Channel, ChannelState, SystemPage};
use crate::app::model::Model;
use crate::phone::PlanFile;

/// In the order in which a reminder depends on them. What this phone does not know is not told.
pub(super) fn checks(model: &Model, is_on: CheckRow, ledger: CheckRow) -> Vec<CheckRow> {
    let rows = [
        Some(is_on),
        Some(notifications(model)),
        alarms(model),
        quiet(model),
        background(model),
        Some(sitting(model)),
        steps(model),
        Some(written(model)),
        Some(taken_over(model)),
        Some(ledger),
    ];
    rows.into_iter().flatten().collect()
}

fn notifications(model: &Model) -> CheckRow {
    let texts = model.texts();
    let row = |detail: String, verdict| check(model, "bell", "checkup-system", detail, verdict);
    let open = |row: CheckRow| row.with_fix(model, "checkup-open-system", Remedy::Open(SystemPage::Notifications));
    match model.channel(Channel::Notifications) {
        ChannelState::Ready { .. } => row(texts.get("checkup-phone-fine"), Verdict::Fine),
        ChannelState::Unasked => row(texts.get("checkup-phone-unasked"), Verdict::Fault),
        ChannelState::Forbidden => open(row(texts.get("checkup-phone-forbidden"), Verdict::Fault)),
        ChannelState::Missing { why } => row(texts.format("checkup-phone-missing", &[("why", why.clone().into())]), Verdict::Fault),
        ChannelState::Unknown | ChannelState::Unsupported => row(texts.get("checkup-system-asked"), Verdict::Told),
    }
}

/// To the minute, or when the phone wakes up by itself.
fn alarms(model: &Model) -> Option<CheckRow> {
    let texts = model.texts();
    let row = |detail, verdict| check(model, "timer", "checkup-alarms", texts.get(detail), verdict);
    let fault = match &model.watch.files.plan {
        PlanFile::Ready => None,
        PlanFile::Damaged { why } => Some(("checkup-alarms-damaged", why)),
        PlanFile::Unwritten { why } => Some(("checkup-alarms-unwritten", why)),
    };
    if let Some((text, why)) = fault {
        let detail = texts.format(text, &[("why", why.clone().into())]);
        return Some(check(model, "timer", "checkup-alarms", detail, Verdict::Fault));
    }
    Some(match model.channel(Channel::Alarms) {
        ChannelState::Ready { .. } => row("checkup-alarms-exact", Verdict::Fine),
        ChannelState::Forbidden | ChannelState::Unasked => {
            row("checkup-alarms-inexact", Verdict::Told).with_fix(model, "checkup-open-system", Remedy::Open(SystemPage::Alarms))
        }
        ChannelState::Missing { why } => {
            check(model, "timer", "checkup-alarms", texts.format("checkup-phone-missing", &[("why", why.clone().into())]), Verdict::Fault)
        }
        ChannelState::Unknown | ChannelState::Unsupported => return None,
    })
}

fn quiet(model: &Model) -> Option<CheckRow> {
    let row = |detail, verdict| check(model, "moon", "checkup-silent", model.texts().get(detail), verdict);
    match model.channel(Channel::Quiet) {
        ChannelState::Ready { .. } => Some(row("checkup-silent-off", Verdict::Fine)),
        ChannelState::Forbidden => Some(row("checkup-silent-on", Verdict::Told)),
        ChannelState::Unasked | ChannelState::Missing { .. } | ChannelState::Unknown | ChannelState::Unsupported => None,
    }
}

fn background(model: &Model) -> Option<CheckRow> {
    let row = |detail, verdict| check(model, "power", "checkup-background", model.texts().get(detail), verdict);
    match model.channel(Channel::Background) {
        ChannelState::Ready { .. } => Some(row("checkup-background-free", Verdict::Fine)),
        ChannelState::Forbidden => Some(row("checkup-background-restricted", Verdict::Fault).with_fix(
            model,
            "checkup-open-system",
            Remedy::Open(SystemPage::Battery),
        )),
        ChannelState::Unasked | ChannelState::Missing { .. } | ChannelState::Unknown | ChannelState::Unsupported => None,
    }
}

/// A phone sees nobody sit, and says so.
fn sitting(model: &Model) -> CheckRow {
    check(model, "chair", "checkup-presence", model.texts().get("checkup-presence-phone"), Verdict::Told)
}

/// Only where a person wants steps to count.
fn steps(model: &Model) -> Option<CheckRow> {
    let row = |detail, verdict| check(model, "walk", "checkup-steps", model.texts().get(detail), verdict);
    let forbidden = || row("checkup-steps-forbidden", Verdict::Told).with_fix(model, "checkup-open-system", Remedy::Open(SystemPage::App));
    if !model.watch.reminders().count_steps {
        return None;
    }
    match model.channel(Channel::Steps) {
        ChannelState::Ready { .. } => Some(row("checkup-steps-fine", Verdict::Fine)),
        ChannelState::Forbidden | ChannelState::Unasked => Some(forbidden()),
        ChannelState::Missing { .. } | ChannelState::Unknown | ChannelState::Unsupported => None,
    }
}
