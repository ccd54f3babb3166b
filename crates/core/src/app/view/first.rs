//! The first run: what Unsit does, how it is heard, and the safety check.

use super::routine::card;
use super::{FigureView, still};
use crate::app::model::{Model, Screen};
use crate::app::pages::FirstPage;

/// The frame of a page of the first run.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstRunView {
    pub page: FirstPage,
    /// "Page 1 of 5"
    pub place: String,
    /// Which of the dots is on, from 0, and how many there are.
    pub dot: (usize, usize),
    pub can_go_back: bool,
    pub title: String,
    pub lead: String,
    /// Of the welcome.
    pub figure: Option<FigureView>,
}

/// None outside the first run.
#[must_use]
pub fn first_run(model: &Model) -> Option<FirstRunView> {
    let Screen::FirstRun(page) = model.screen else { return None };
    let (texts, quick) = (model.texts(), model.catalogue.routine("quick-bridge"));
    let length = quick.map_or_else(String::new, |routine| card(model, routine).length);
    let (title, lead) = match page {
        FirstPage::Welcome => (texts.get("first-title"), texts.format("first-lead", &[("length", length.into())])),
        FirstPage::Hours => (texts.get("first-hours-title"), texts.get("first-hours-lead")),
        FirstPage::Cues => (texts.get("first-cues-title"), texts.get("first-cues-lead")),
        FirstPage::Check(_) | FirstPage::Stop(_) => (texts.get("check-quick-title"), texts.get(&model.catalogue.safety.intro)),
    };
    let (at, pages) = (page.place(), FirstPage::COUNTED.len());
    let bridge = model.catalogue.exercise("bridge").filter(|_| page == FirstPage::Welcome);
    Some(FirstRunView {
        page,
        place: texts.format("first-page", &[("page", (at + 1).into()), ("pages", pages.into())]),
        dot: (at, pages),
        can_go_back: page.before().is_some(),
        title,
        lead,
        figure: bridge.map(|bridge| still(model, bridge)),
    })
}
