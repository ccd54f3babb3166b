//! The icon in the tray of a desktop: how things stand in a line, and a menu.

use super::breaks::{has_hours, moment, offset_at};
use crate::Wall;
use crate::app::model::Model;
use crate::app::tray::TrayDeed;
use crate::breaks::Pause;

/// The icon, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayView {
    /// "Unsit"
    pub name: String,
    /// "Next break at 14:35": by the clock, because what counts down has to wake the machine each minute.
    pub status: String,
    /// A break waits for an answer.
    pub is_due: bool,
    pub is_right_to_left: bool,
    /// In groups, with lines between them.
    pub menu: Vec<Vec<TrayEntry>>,
}

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrayEntry {
    /// Only to be read.
    Told(String),
    Press(String, TrayDeed),
    /// A menu of its own.
    Choose(String, Vec<(String, TrayDeed)>),
}

#[must_use]
pub fn tray(model: &Model) -> TrayView {
    let texts = model.texts();
    let (status, is_due) = status(model);
    TrayView {
        name: texts.get("app-name"),
        is_due,
        is_right_to_left: texts.direction() == "rtl",
        menu: vec![vec![TrayEntry::Told(status.clone())], breaks(model, is_due), pause(model), program(model)],
        status,
    }
}

fn status(model: &Model) -> (String, bool) {
    let texts = model.texts();
    let plain = |id: &str| (texts.get(id), false);
    let at = |id: &str, at: Wall| (texts.format(id, &[("time", moment(model, at, offset_at(model, at)).into())]), false);
    let Some(breaks) = &model.watch.breaks else { return plain("tray-unread") };
    let settings = model.watch.reminders();
    if !settings.enabled || settings.active.is_empty() {
        return plain("tray-off");
    }
    if let Some(until) = paused_until(model) {
        return if model.watch.rests_on(model.today()) { plain("rest-title") } else { at("tray-paused", until) };
    }
    if !breaks.is_in_hours() {
        return plain(if has_hours(model, model.today()) { "tray-off-hours" } else { "rest-title" });
    }
    if model.watch.open().is_some() && !breaks.offers().is_put_off() {
        return (texts.get("tray-due"), true);
    }
    if breaks.sitting().is_away() {
        return plain("tray-away");
    }
    match breaks.next_reminder().map(|due| due.at) {
        None => plain("tray-none"),
        // It is held back: by a call, or by a session.
        Some(next) if next <= model.now.wall => plain("tray-soon"),
        Some(next) => at("tray-next-at", next),
    }
}

fn paused_until(model: &Model) -> Option<Wall> {
    model.watch.reminders().pause_until.filter(|until| *until > model.now.wall)
}

fn breaks(model: &Model, is_due: bool) -> Vec<TrayEntry> {
    let texts = model.texts();
    let mut entries = vec![TrayEntry::Press(texts.get("tray-start"), TrayDeed::Start)];
    if is_due {
        let minutes = model.watch.reminders().snooze.get();
        entries.push(TrayEntry::Press(texts.format("reminder-later", &[("minutes", minutes.into())]), TrayDeed::Later));
    }
    if model.watch.breaks.is_some() {
        entries.push(TrayEntry::Press(texts.get(if is_due { "due-moved" } else { "sitting-moved" }), TrayDeed::Moved));
    }
    entries
}

fn pause(model: &Model) -> Vec<TrayEntry> {
    let texts = model.texts();
    if paused_until(model).is_some() {
        let id = if model.watch.rests_on(model.today()) { "sitting-resume-rest" } else { "sitting-resume" };
        return vec![TrayEntry::Press(texts.get(id), TrayDeed::GoOn)];
    }
    let choices = Pause::ALL.map(|pause| (super::break_sheet::pause_text(model, pause), TrayDeed::Pause(pause)));
    vec![TrayEntry::Choose(texts.get("sitting-pause"), choices.to_vec())]
}

fn program(model: &Model) -> Vec<TrayEntry> {
    let texts = model.texts();
    let press = |id: &str, deed| TrayEntry::Press(texts.get(id), deed);
    vec![press("tray-open", TrayDeed::Open), press("tray-quit", TrayDeed::Quit)]
}
