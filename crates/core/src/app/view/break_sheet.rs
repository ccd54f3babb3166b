//! What lies over the page about a break, and the small window that asks about the open one.

use super::FigureView;
use super::breaks::{BreakEntry, MINUTE, REASONS, at, entry, has_hours, reason};
use super::routine::{RoutineCard, card};
use crate::Millis;
use crate::app::model::Model;
use crate::app::pressed::BreakSheet;
use crate::breaks::{Answer, Breaks, OfferId, Pause, Snooze};

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
pub enum BreakSheetView {
    Due(Box<DueView>),
    Hurts {
        /// Whether today may be noted as a day of a flare-up.
        may_flare_up: bool,
    },
    Correct(CorrectView),
    Pause(PauseView),
    Hours(super::HoursSheet),
    DayOff {
        today: String,
    },
}

/// The break that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct DueView {
    /// "60 minutes sitting."
    pub lead: String,
    pub quick: Option<RoutineCard>,
    /// "5 min"
    pub later: Vec<(Snooze, String)>,
    /// What is stored of a reason, and its words.
    pub reasons: Vec<(&'static str, String)>,
}

/// A break that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectView {
    pub offer: OfferId,
    /// "13:10: Missed"
    pub lead: String,
    pub choices: Vec<(Answer, String)>,
}

/// For how long to hear nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PauseView {
    pub choices: Vec<(Pause, String)>,
    /// Whether today may be a day of rest.
    pub may_rest: bool,
    /// Whether today may be noted as a day of a flare-up.
    pub may_flare_up: bool,
}

/// The small window over all others.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakWindowView {
    /// "60 minutes sitting."
    pub lead: String,
    /// "Start Quick bridge, 1 min 07"; none while nothing may be started.
    pub start: Option<String>,
    pub figure: Option<FigureView>,
    /// "5", and for a screen reader "In 5 min"
    pub later: Vec<(Snooze, String, String)>,
    /// For the close button: closing is no answer, so it says when the next reminder comes.
    pub close: String,
}

const LATER: [u64; 3] = [5, 10, 20];

/// What lies over the page.
#[must_use]
pub fn break_sheet(model: &Model) -> Option<BreakSheetView> {
    Some(match model.watch.sheet? {
        BreakSheet::Due => BreakSheetView::Due(Box::new(due(model))),
        BreakSheet::Hurts => BreakSheetView::Hurts { may_flare_up: may_flare_up(model) },
        BreakSheet::Correct(offer) => BreakSheetView::Correct(correct(model, offer)?),
        BreakSheet::Pause => {
            let choices = Pause::ALL.map(|pause| (pause, pause_text(model, pause)));
            let (may_rest, may_flare_up) = (has_hours(model, model.today()), may_flare_up(model));
            BreakSheetView::Pause(PauseView { choices: choices.to_vec(), may_rest, may_flare_up })
        }
        BreakSheet::Hours(day) => BreakSheetView::Hours(super::hours_sheet(model, day)),
        BreakSheet::DayOff => BreakSheetView::DayOff { today: model.today().to_string() },
    })
}

/// On a day that asks for nothing there is nothing to be spared.
fn may_flare_up(model: &Model) -> bool {
    has_hours(model, model.today()) && !model.watch.flares_up_on(model.today())
}

/// "2 hours"
pub(super) fn pause_text(model: &Model, pause: Pause) -> String {
    model.texts().get(match pause {
        Pause::OneHour => "pause-1",
        Pause::TwoHours => "pause-2",
        Pause::FourHours => "pause-4",
        Pause::UntilTomorrow => "pause-tomorrow",
    })
}

fn due(model: &Model) -> DueView {
    let texts = model.texts();
    let sat = model.watch.breaks.as_ref().map_or(0, |breaks| breaks.sitting().sat().0 / MINUTE);
    DueView {
        lead: texts.format("due-lead", &[("minutes", sat.into())]),
        quick: model.catalogue.routine(super::QUICK).map(|routine| card(model, routine)).filter(|card| card.startable),
        later: LATER.map(|minutes| (Snooze::nearest(minutes), texts.format("due-later-minutes", &[("minutes", minutes.into())]))).to_vec(),
        reasons: REASONS.map(|id| (id, reason(model, id))).to_vec(),
    }
}

/// The open break, in a window that has room for little else.
#[must_use]
pub fn break_window(model: &Model) -> BreakWindowView {
    let texts = model.texts();
    let DueView { lead, quick, later, .. } = due(model);
    // What was sat is known to the process that watches. Until it has told, the reminder says enough.
    let lead = if model.watch.is_informed() {
        lead
    } else {
        texts.format("due-lead", &[("minutes", model.watch.reminders().sit_limit.get().into())])
    };
    let next = model.watch.breaks.as_ref().and_then(Breaks::next_reminder);
    let close = next.map(|next| texts.format("due-window-close", &[("time", at(model, next.at).into())]));
    BreakWindowView {
        lead,
        start: quick.as_ref().map(|quick| {
            let name_and_length = [("routine", quick.name.clone().into()), ("length", quick.length.clone().into())];
            texts.format("due-window-start", &name_and_length)
        }),
        figure: quick.and_then(|quick| quick.figure),
        later: later
            .into_iter()
            .map(|(snooze, _)| (snooze, snooze.get().to_string(), texts.format("reminder-later", &[("minutes", snooze.get().into())])))
            .collect(),
        close: close.unwrap_or_else(|| texts.get("nav-close")),
    }
}

fn correct(model: &Model, offer: OfferId) -> Option<CorrectView> {
    let texts = model.texts();
    let row = model.watch.row(offer)?;
    let BreakEntry { title, time, .. } = entry(model, row);
    let quick = model.catalogue.routine(super::QUICK)?;
    let plan = model.adjusted(quick, quick.variants.first()?, false).plan;
    let planned: Millis = plan.map(|plan| plan.sets().iter().map(|set| set.hold).sum()).unwrap_or_default();
    let done = (!planned.is_zero()).then_some((Answer::Session { session: None, held: planned, planned }, texts.get("correct-done")));
    let choices = done
        .into_iter()
        .chain([(Answer::Moved, texts.get("correct-moved")), (Answer::Skipped { reason: None }, texts.get("correct-skipped"))]);
    Some(CorrectView {
        offer,
        lead: texts.format("correct-lead", &[("time", time.into()), ("break", title.into())]),
        choices: choices.collect(),
    })
}
