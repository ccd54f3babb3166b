//! The safety check: answers are in force and stored at once.

use crate::app::effect::Effect;
use crate::app::message::Answer;
use crate::app::model::{Model, Screen};
use crate::app::pages::{FirstPage, SafetyPage};
use crate::app::settings::Settings;
use crate::content::{Group, Question};
use crate::safety::Barrier;

pub(super) fn answer(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    let (safety, now) = (&model.catalogue.safety, model.now.wall);
    let answers = &mut model.settings.safety;
    match answer {
        Answer::Question { question, yes } => {
            let Some(question) = safety.question(question.as_str()) else { return vec![] };
            answers.give(question, *yes, now);
        }
        Answer::NoToTheRest(group) => {
            let open: Vec<&Question> = answers.open(safety).filter(|question| question.group == *group).collect();
            if open.is_empty() {
                return vec![];
            }
            for question in open {
                answers.give(question, false, now);
            }
        }
        Answer::Cleared(cleared) => answers.clear(*cleared, now),
    }
    (model.safety_unread, model.invited_to_check) = (false, false);
    leave_stop(model);
    vec![Effect::SaveSettings(model.settings.safety_row())]
}

/// Who sees that no session may begin goes on as soon as one may.
fn leave_stop(model: &mut Model) {
    if model.barrier().is_some() {
        return;
    }
    if model.screen == Screen::Safety(SafetyPage::Stop) {
        model.screen = Screen::Today;
    } else if model.screen == Screen::FirstRun(FirstPage::Stop(Group::Clinician)) {
        model.screen = Screen::FirstRun(FirstPage::Check(Group::Adjust));
    }
}

/// Shows why no session may begin; false when one may.
pub(super) fn stops(model: &mut Model) -> bool {
    let stops = model.barrier().is_some();
    if stops {
        model.screen = Screen::Safety(SafetyPage::Stop);
    }
    stops
}

/// Goes on in the first run.
pub(super) fn next(model: &mut Model) -> Vec<Effect> {
    let Screen::FirstRun(page) = model.screen else { return vec![] };
    let stop = model.barrier().map(|barrier| match barrier {
        Barrier::Emergency(_) => Group::Emergency,
        Barrier::ClinicianFirst(_) => Group::Clinician,
    });
    let stop = stop.filter(|group| page == FirstPage::Check(*group)).map(FirstPage::Stop);
    let after = match page {
        // What is left to ask is for another day; Today says why nothing can be started.
        FirstPage::Stop(_) => None,
        FirstPage::Welcome | FirstPage::Hours | FirstPage::Cues | FirstPage::Check(_) => page.after(),
    };
    match stop.or(after) {
        Some(next) => {
            model.screen = Screen::FirstRun(next);
            vec![]
        }
        None => end(model),
    }
}

/// Goes back in the first run.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    if let Screen::FirstRun(page) = model.screen
        && let Some(before) = page.before()
    {
        model.screen = Screen::FirstRun(before);
    }
    vec![]
}

/// Ends the first run for good.
pub(super) fn end(model: &mut Model) -> Vec<Effect> {
    if matches!(model.screen, Screen::FirstRun(_)) {
        model.screen = Screen::Today;
    }
    model.invited_to_check = false;
    model.settings.first_run_done = true;
    vec![Effect::SaveSettings(Settings::first_run_row())]
}
