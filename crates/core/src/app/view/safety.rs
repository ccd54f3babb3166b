//! The safety check: its questions, what keeps a session from beginning, and what is changed about a routine.

use crate::app::model::{Model, Screen};
use crate::app::pages::SafetyPage;
use crate::content::{Group, GroupTexts, Question};
use crate::routine::{Catalogue, Id};
use crate::safety::{Adjusted, Adjustment, Alteration, Barrier};
use crate::text::Texts;
use crate::{LocalDay, Wall};

/// The questions with their answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckView {
    pub intro: String,
    /// When the last answer was given, or that none was.
    pub answered: String,
    /// Answers are stored that cannot be read: what that means, and what to do.
    pub unread: Option<String>,
    pub groups: Vec<GroupView>,
    /// "2 left to answer"; none when all are answered.
    pub left: Option<String>,
}

/// The questions of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    pub group: Group,
    pub title: String,
    pub questions: Vec<QuestionView>,
    /// What follows from a yes; none before there is one.
    pub advice: Option<String>,
    /// "I have talked to a clinician", and whether that was said; none where it would change nothing.
    pub cleared: Option<(String, bool)>,
    /// "2 left to answer"; none when all are answered.
    pub left: Option<String>,
    /// No to all that are left, in one press.
    pub none: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    pub id: Id,
    pub text: String,
    /// None: not answered.
    pub answer: Option<bool>,
    /// What a yes changes.
    pub why: Option<String>,
}

/// Why no session may begin, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarrierView {
    pub group: Group,
    pub title: String,
    pub advice: String,
    /// The questions that were answered with yes.
    pub because: Vec<String>,
    /// What else there is to know about these answers.
    pub why: Vec<String>,
    /// "I have talked to a clinician"; none in an emergency, which nobody's word lifts.
    pub cleared: Option<String>,
    /// For whom it gets worse meanwhile.
    pub unwell: Option<String>,
}

/// A remark in the place of a start, with the way to the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetyNote {
    pub title: String,
    pub body: String,
    /// What the button says.
    pub action: String,
    pub to: Screen,
    /// Help is needed now.
    pub grave: bool,
}

/// One change to a routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// "Standing kick-back instead of Donkey kick"
    pub text: String,
    pub why: Vec<String>,
}

#[must_use]
pub fn check(model: &Model) -> CheckView {
    let (texts, safety, answers) = (model.texts(), &model.catalogue.safety, &model.settings.safety);
    CheckView {
        intro: texts.get(&safety.intro),
        answered: answered(model),
        unread: model.safety_unread.then(|| texts.get("check-unread")),
        groups: safety.groups.iter().map(|group| group_view(model, group)).collect(),
        left: left(texts, answers.open(safety).count()),
    }
}

/// One group of the questions.
#[must_use]
pub fn check_group(model: &Model, group: Group) -> Option<GroupView> {
    model.catalogue.safety.groups.iter().find(|texts| texts.group == group).map(|texts| group_view(model, texts))
}

/// Why no session may begin; none when one may.
#[must_use]
pub fn barrier(model: &Model) -> Option<BarrierView> {
    let (texts, safety) = (model.texts(), &model.catalogue.safety);
    let barrier = model.barrier()?;
    let questions: Vec<&Question> = barrier.because().iter().filter_map(|id| safety.question(id.as_str())).collect();
    let words = Words::of(&barrier);
    let clinician = words.group == Group::Clinician;
    Some(BarrierView {
        group: words.group,
        title: texts.get(words.title),
        advice: texts.get(words.body),
        because: questions.iter().map(|question| texts.get(&question.text)).collect(),
        why: questions.iter().filter_map(|question| question.why.as_deref()).map(|why| texts.get(why)).collect(),
        cleared: clinician.then(|| texts.get(&safety.cleared)),
        unwell: clinician.then(|| texts.get("stop-unwell")),
    })
}

/// What is said in the place of a start: that no session may begin, or that nothing is left of this one.
pub(super) fn note(model: &Model, adjusted: Option<&Adjusted>) -> Option<SafetyNote> {
    let texts = model.texts();
    if let Some(barrier) = model.barrier() {
        let words = Words::of(&barrier);
        return Some(SafetyNote {
            title: texts.get(words.title),
            body: texts.get(words.short),
            action: texts.get("stop-what-to-do"),
            to: Screen::Safety(SafetyPage::Stop),
            grave: words.group == Group::Emergency,
        });
    }
    let emptied = adjusted.is_some_and(|adjusted| adjusted.plan.is_none() && !adjusted.changes.is_empty());
    emptied.then(|| SafetyNote {
        title: texts.get("changes-nothing-left-title"),
        body: texts.get("changes-nothing-left"),
        action: texts.get("check-change"),
        to: Screen::Safety(SafetyPage::Check),
        grave: false,
    })
}

/// That nobody asked yet, or that the answers are lost: an invitation to the safety check.
pub(super) fn invitation(model: &Model) -> Option<SafetyNote> {
    let texts = model.texts();
    let body = if model.safety_unread {
        texts.get("check-unread")
    } else if model.invited_to_check {
        texts.get("check-invitation")
    } else {
        return None;
    };
    let action = texts.get("check-open");
    Some(SafetyNote { title: texts.get("check-title"), body, action, to: Screen::Safety(SafetyPage::Check), grave: false })
}

/// What was changed about a routine and why, in words.
#[must_use]
pub fn changes(texts: &Texts, catalogue: &Catalogue, changes: &[Adjustment]) -> Vec<ChangeView> {
    let name = |id: &Id| catalogue.exercise(id.as_str()).map_or_else(|| id.to_string(), |exercise| texts.get(&exercise.name));
    let view = |change: &Adjustment| ChangeView {
        text: match &change.what {
            Alteration::LeftOut { exercise } => texts.format("changes-left-out", &[("exercise", name(exercise).into())]),
            Alteration::Replaced { exercise, by } => {
                texts.format("changes-replaced", &[("exercise", name(exercise).into()), ("by", name(by).into())])
            }
            Alteration::HoldsHalved => texts.get("changes-halved"),
        },
        why: change.why(&catalogue.safety).map(|why| texts.get(why)).collect(),
    };
    changes.iter().map(view).collect()
}

/// When the last answer was given, such as "Last answered: Thursday 26 June".
pub(super) fn answered(model: &Model) -> String {
    let texts = model.texts();
    let date = |at: Wall| LocalDay(at.at_offset(model.now.offset_seconds).date_naive());
    match model.settings.safety.answered_at() {
        Some(at) => texts.format("check-answered", &[("day", texts.day(date(at), date(model.now.wall)).into())]),
        None => texts.get("check-never"),
    }
}

/// What is said about a barrier.
struct Words {
    group: Group,
    title: &'static str,
    body: &'static str,
    short: &'static str,
}

impl Words {
    const fn of(barrier: &Barrier) -> Self {
        match barrier {
            Barrier::Emergency(_) => {
                Self { group: Group::Emergency, title: "stop-emergency-title", body: "stop-emergency-body", short: "stop-emergency-short" }
            }
            Barrier::ClinicianFirst(_) => {
                Self { group: Group::Clinician, title: "stop-clinician-title", body: "stop-clinician-body", short: "stop-clinician-body" }
            }
        }
    }
}

fn group_view(model: &Model, of: &GroupTexts) -> GroupView {
    let (texts, safety, answers) = (model.texts(), &model.catalogue.safety, &model.settings.safety);
    let questions: Vec<QuestionView> =
        safety.questions.iter().filter(|question| question.group == of.group).map(|question| question_view(model, question)).collect();
    let open = questions.iter().filter(|question| question.answer.is_none()).count();
    let yes = questions.iter().any(|question| question.answer == Some(true));
    GroupView {
        group: of.group,
        title: texts.get(&of.title),
        advice: yes.then(|| texts.get(&of.advice)),
        cleared: (yes && of.group == Group::Clinician).then(|| (texts.get(&safety.cleared), answers.is_cleared())),
        left: left(texts, open),
        none: (open > 0).then(|| texts.get(if open == questions.len() { "check-none" } else { "check-none-other" })),
        questions,
    }
}

fn question_view(model: &Model, question: &Question) -> QuestionView {
    let texts = model.texts();
    let answer = model.settings.safety.of(question.id.as_str());
    let why = question.why.as_deref().filter(|_| answer == Some(true));
    QuestionView { id: question.id.clone(), text: texts.get(&question.text), answer, why: why.map(|why| texts.get(why)) }
}

fn left(texts: &Texts, count: usize) -> Option<String> {
    (count > 0).then(|| texts.format("check-left", &[("count", count.into())]))
}
