//! The screens that a page fetches after its first picture, as one part of the program. In a window they are there from the
//! beginning.
//!
//! Only [`Part::linked`] leads to them: what it does not reach, and nothing else does, a page can leave out at first.

mod arrival;
mod place;

use dioxus::prelude::*;
use unsit_core::app::view::{CorrectView, HoursSheet, PauseView};
use unsit_core::app::{FirstPage, Screen};

pub(in crate::ui) use self::arrival::use_source;
pub use self::arrival::{Fetching, Source};
pub use self::place::Later;
use super::breaks::{BreakWindow, Correct, FlareUpNoted, Hurts, PauseFor};
use super::builder::Builder;
use super::exercises::Exercises;
use super::first_run::Asking;
use super::history::{History, TopSheet};
use super::learn::Learn;
use super::reminders::{Checkup, DayOffForm, HoursForm};
use super::routine::Routine;
use super::routines::Routines;
use super::safety::Safety;
use super::settings::Settings;

/// What the part draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Screen(Screen),
    /// What a page of the first run asks.
    FirstPage(FirstPage),
    /// The sheet over the history.
    HistorySheet,
    Hours(HoursSheet),
    DayOff {
        today: String,
    },
    /// A break that is over, to be put right.
    Correct(CorrectView),
    /// For how long to hear nothing.
    Pause(PauseView),
    /// A break was skipped because something hurts.
    Hurts {
        may_flare_up: bool,
    },
    /// Today is a day on which it hurts more.
    FlareUpNoted,
    /// The small window over all others, which no page is.
    BreakWindow,
}

/// The part itself.
#[derive(Clone, Copy, Debug)]
pub struct Part(fn(Piece) -> Element);

impl Part {
    /// As it is linked into this program. A page that fetches its part later calls this in the part only.
    #[must_use]
    pub fn linked() -> Self {
        Self(draw)
    }

    fn draw(self, piece: Piece) -> Element {
        (self.0)(piece)
    }
}

fn draw(piece: Piece) -> Element {
    match piece {
        Piece::Screen(screen) => match screen {
            Screen::Routines => rsx! { Routines {} },
            Screen::Routine(_) => rsx! { Routine {} },
            Screen::Builder => rsx! { Builder {} },
            Screen::Exercises => rsx! { Exercises {} },
            Screen::History => rsx! { History {} },
            Screen::Settings => rsx! { Settings {} },
            Screen::Checkup => rsx! { Checkup {} },
            Screen::Learn(page) => rsx! { Learn { page } },
            Screen::Safety(page) => rsx! { Safety { page } },
            // In the program from the beginning.
            Screen::Today | Screen::FirstRun(_) => rsx! {},
        },
        Piece::FirstPage(page) => rsx! { Asking { page } },
        Piece::HistorySheet => rsx! { TopSheet {} },
        Piece::Hours(view) => rsx! { HoursForm { view } },
        Piece::DayOff { today } => rsx! { DayOffForm { today } },
        Piece::Correct(view) => rsx! { Correct { view } },
        Piece::Pause(view) => rsx! { PauseFor { view } },
        Piece::Hurts { may_flare_up } => rsx! { Hurts { may_flare_up } },
        Piece::FlareUpNoted => rsx! { FlareUpNoted {} },
        Piece::BreakWindow => rsx! { BreakWindow {} },
    }
}
