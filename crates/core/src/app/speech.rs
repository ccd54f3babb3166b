//! What the voice says, in the language in force.

use super::effect::Spoken;
use super::model::{Model, Playing};
use crate::routine::{Exercise, PhaseKind, PlannedSet, Side};
use crate::session::{Cue, Session, SessionView};
use crate::text::Texts;
use crate::{Millis, Mono};

/// To get ready for less than this, there is time for the name of the exercise only.
const TIME_FOR_SETUP: Millis = Millis(8000);

/// Holds shorter than this are a beat in a repetition and pass without a word.
const SHORTEST_SPOKEN_HOLD: Millis = Millis(3000);

pub(super) fn spoken(model: &Model, text: String) -> Spoken {
    Spoken { text, language: model.language(), volume: model.settings.voice_volume }
}

/// Before the first phase: what comes, and how to get there.
pub(super) fn opening(model: &Model, session: &Session) -> String {
    let texts = model.texts();
    let view = session.view(model.now.mono);
    let exercise = model.catalogue.exercise(view.set.exercise.as_str());
    let next = texts.format("voice-get-ready", &[("exercise", describe(texts, exercise, &view.set).into())]);
    join([Some(next), setup(texts, exercise, &view)])
}

/// When a session is taken up that an earlier run left: what goes on, on which side.
pub(super) fn taken_up(model: &Model, session: &Session) -> String {
    let texts = model.texts();
    let view = session.view(model.now.mono);
    let exercise = model.catalogue.exercise(view.set.exercise.as_str());
    let again = texts.format("voice-taken-up", &[("exercise", name(texts, exercise, &view.set).into())]);
    join([Some(again), setup(texts, exercise, &view)])
}

/// The position to get into, as the screen shows it, when there is time to get there.
fn setup(texts: &Texts, exercise: Option<&Exercise>, view: &SessionView) -> Option<String> {
    let has_time = view.kind == PhaseKind::GetReady && view.left >= TIME_FOR_SETUP;
    exercise.filter(|_| has_time).and_then(|exercise| exercise.how.first()).map(|how| texts.get(how))
}

/// About how long it takes to say this: measured with eSpeak NG at its usual speed, in English and German. Voices differ; it
/// only decides whether a count would cut the sentence off.
pub(super) fn length(words: &str) -> Millis {
    const PER_LETTER: u64 = 75;
    Millis(PER_LETTER.saturating_mul(words.chars().count() as u64))
}

/// A moment of a session, at which something is said.
pub(super) struct Moment<'a> {
    pub session: &'a Session,
    pub at: Mono,
    /// Whether a sentence is being said that counting in would cut off.
    pub is_saying: bool,
}

/// The words of these cues; none where a sound says enough.
pub(super) fn of_cues(model: &Model, playing: &Playing, cues: &[Cue]) -> Option<String> {
    let at = model.now.mono;
    let is_saying = playing.saying_until.is_some_and(|until| at < until);
    of_moment(model, &Moment { session: &playing.session, at, is_saying }, cues)
}

/// The words of these cues at any moment.
pub(super) fn of_moment(model: &Model, moment: &Moment, cues: &[Cue]) -> Option<String> {
    let view = moment.session.view(moment.at);
    let exercise = model.catalogue.exercise(view.set.exercise.as_str());
    let words = join(cues.iter().map(|cue| of_cue(model.texts(), moment, &view, exercise, *cue)));
    (!words.is_empty()).then_some(words)
}

/// What is being done: "Donkey kick, the left side".
pub(super) fn doing(model: &Model, session: &Session, at: Mono) -> String {
    let set = session.view(at).set;
    name(model.texts(), model.catalogue.exercise(set.exercise.as_str()), &set)
}

fn join(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn of_cue(texts: &Texts, moment: &Moment, view: &SessionView, exercise: Option<&Exercise>, cue: Cue) -> Option<String> {
    // The point keeps it apart from what is said in the same breath.
    let movement = |id: Option<&String>| id.map(|id| format!("{}.", texts.get(id)));
    match cue {
        Cue::Count3 | Cue::Count2 | Cue::Count1 if moment.is_saying => None,
        Cue::Count3 | Cue::Last3 => Some(texts.get("voice-count-3")),
        Cue::Count2 | Cue::Last2 => Some(texts.get("voice-count-2")),
        Cue::Count1 | Cue::Last1 => Some(texts.get("voice-count-1")),
        Cue::LastSet => Some(texts.get("voice-last-set")),
        Cue::Lift if view.rep > 1 => Some(view.rep.to_string()),
        Cue::Lift => movement(exercise.map(|exercise| &exercise.cues.lift)),
        Cue::Hold if view.length < SHORTEST_SPOKEN_HOLD => None,
        Cue::Hold => movement(exercise.map(|exercise| &exercise.cues.hold)),
        Cue::Halfway => Some(texts.get("voice-halfway")),
        Cue::Lower if view.rep > 1 => None,
        Cue::Lower => movement(exercise.map(|exercise| &exercise.cues.lower)),
        Cue::Rest => Some(texts.format("voice-rest-next", &[("next", describe(texts, exercise, &view.set).into())])),
        Cue::SwitchLeft => Some(texts.get("voice-switch-left")),
        Cue::SwitchRight => Some(texts.get("voice-switch-right")),
        Cue::ChangePosition => Some(texts.format("voice-change", &[("exercise", describe(texts, exercise, &view.set).into())])),
        Cue::Done => {
            let held = moment.session.summary(moment.at).held();
            Some(texts.format("voice-done", &[("held", held.secs_floor().into())]))
        }
    }
}

/// "Bridge", "Donkey kick, the left side" before a first set; "hold 2 of 3" or "set 2 of 3" later.
fn describe(texts: &Texts, exercise: Option<&Exercise>, set: &PlannedSet) -> String {
    if set.set > 1 {
        let id = if set.reps > 0 { "voice-next-set" } else { "voice-next-hold" };
        return texts.format(id, &[("set", set.set.into()), ("sets", set.sets.into())]);
    }
    name(texts, exercise, set)
}

fn name(texts: &Texts, exercise: Option<&Exercise>, set: &PlannedSet) -> String {
    let name = exercise.map_or_else(|| set.exercise.to_string(), |exercise| texts.get(&exercise.name));
    match set.side {
        None => name,
        Some(Side::Left) => format!("{name}, {}", texts.get("voice-left-side")),
        Some(Side::Right) => format!("{name}, {}", texts.get("voice-right-side")),
    }
}
