//! What the safety answers change about a session, or that none may begin, on standard error.

use unsit_core::app::view;
use unsit_core::content::Group;
use unsit_core::routine::{Catalogue, Routine};
use unsit_core::safety::{Adjusted, Barrier};
use unsit_core::text::Texts;

use crate::error::Failure;
use crate::output::complain;

/// Says each change with its reasons, one line each.
pub(crate) fn explain(texts: &Texts, adjusted: &Adjusted) {
    for change in view::changes(texts, Catalogue::built_in(), &adjusted.changes) {
        complain(&format!("{} {}", change.text, change.why.join(" ")));
    }
}

/// No session may begin.
pub(crate) fn stopped(texts: &Texts, barrier: &Barrier) -> Failure {
    let safety = &Catalogue::built_in().safety;
    let group = match barrier {
        Barrier::Emergency(_) => Group::Emergency,
        Barrier::ClinicianFirst(_) => Group::Clinician,
    };
    let advice = safety.groups.iter().find(|texts| texts.group == group).map_or("", |texts| &texts.advice);
    let because = barrier.because().iter().filter_map(|id| safety.question(id.as_str())).map(|question| texts.get(&question.text));
    let because = because.collect::<Vec<_>>().join(" ");
    Failure::Safety { said: format!("{} ({}: {because}) {}", texts.get(advice), texts.get("stop-because"), texts.get("stop-in-window")) }
}

/// Nothing is left of the routine.
pub(crate) fn emptied(texts: &Texts, routine: &Routine) -> Failure {
    Failure::Safety { said: texts.format("changes-cannot-start", &[("routine", routine.name_in(texts).into())]) }
}
