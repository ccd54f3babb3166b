//! What a person is told, and when within a phase.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::routine::{PhaseKind, Plan, Side};

/// Something to be told in sound, voice, picture or vibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// Seconds until the work begins.
    #[serde(rename = "count_3")]
    Count3,
    #[serde(rename = "count_2")]
    Count2,
    #[serde(rename = "count_1")]
    Count1,
    /// The set that begins is the last one of its exercise and side. Comes together with [`Cue::Lift`].
    LastSet,
    Lift,
    Hold,
    /// Half of a hold of 8 s or more is over.
    Halfway,
    /// Seconds until a hold of 5 s or more ends.
    #[serde(rename = "last_3")]
    Last3,
    #[serde(rename = "last_2")]
    Last2,
    #[serde(rename = "last_1")]
    Last1,
    Lower,
    Rest,
    /// Change to the left side.
    SwitchLeft,
    SwitchRight,
    ChangePosition,
    Done,
}

impl Cue {
    pub const ALL: [Self; 16] = [
        Self::Count3,
        Self::Count2,
        Self::Count1,
        Self::LastSet,
        Self::Lift,
        Self::Hold,
        Self::Halfway,
        Self::Last3,
        Self::Last2,
        Self::Last1,
        Self::Lower,
        Self::Rest,
        Self::SwitchLeft,
        Self::SwitchRight,
        Self::ChangePosition,
        Self::Done,
    ];

    /// The name in JSON, such as `last_3`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Count3 => "count_3",
            Self::Count2 => "count_2",
            Self::Count1 => "count_1",
            Self::LastSet => "last_set",
            Self::Lift => "lift",
            Self::Hold => "hold",
            Self::Halfway => "halfway",
            Self::Last3 => "last_3",
            Self::Last2 => "last_2",
            Self::Last1 => "last_1",
            Self::Lower => "lower",
            Self::Rest => "rest",
            Self::SwitchLeft => "switch_left",
            Self::SwitchRight => "switch_right",
            Self::ChangePosition => "change_position",
            Self::Done => "done",
        }
    }
}

/// Every cue of a plan that is played without a pause, with its time from the start.
#[must_use]
pub fn timeline(plan: &Plan) -> Vec<(Millis, Cue)> {
    let mut cues = Vec::new();
    for (index, phase) in plan.phases().iter().enumerate() {
        cues.extend(at_start(plan, index).map(|cue| (phase.starts_at, cue)));
        cues.extend(within(phase.kind, phase.length).map(|(left, cue)| (phase.ends_at().saturating_sub(left), cue)));
    }
    cues.push((plan.total(), Cue::Done));
    cues
}

/// What is told when a phase begins.
pub(super) fn at_start(plan: &Plan, index: usize) -> impl Iterator<Item = Cue> {
    let cues = plan.phases().get(index).map_or([None, None], |phase| {
        let set = plan.sets().get(phase.set);
        match phase.kind {
            PhaseKind::GetReady => [None, None],
            PhaseKind::Lift => {
                let opens_last = set.is_some_and(|set| set.sets > 1 && set.set == set.sets && set.phases.start == index);
                [opens_last.then_some(Cue::LastSet), Some(Cue::Lift)]
            }
            PhaseKind::Hold => [None, Some(Cue::Hold)],
            PhaseKind::Lower => [None, Some(Cue::Lower)],
            PhaseKind::Rest => [None, Some(Cue::Rest)],
            PhaseKind::SwitchSides => match set.and_then(|set| set.side) {
                Some(Side::Left) => [None, Some(Cue::SwitchLeft)],
                Some(Side::Right) => [None, Some(Cue::SwitchRight)],
                None => [None, None],
            },
            PhaseKind::ChangePosition => [None, Some(Cue::ChangePosition)],
        }
    });
    cues.into_iter().flatten()
}

/// What is told inside a phase of this length: the time left when the cue is due, longest first.
pub(super) fn within(kind: PhaseKind, length: Millis) -> impl Iterator<Item = (Millis, Cue)> {
    const COUNT_IN: [(u64, Cue); 3] = [(3000, Cue::Count3), (2000, Cue::Count2), (1000, Cue::Count1)];
    const COUNT_OUT: [(u64, Cue); 3] = [(3000, Cue::Last3), (2000, Cue::Last2), (1000, Cue::Last1)];
    let (halfway, counts) = match kind {
        PhaseKind::GetReady => (false, Some(COUNT_IN)),
        PhaseKind::Hold if length >= SHORTEST_COUNTED_HOLD => (length >= SHORTEST_HALVED_HOLD, Some(COUNT_OUT)),
        PhaseKind::Hold | PhaseKind::Lift | PhaseKind::Lower | PhaseKind::Rest | PhaseKind::SwitchSides | PhaseKind::ChangePosition => {
            (false, None)
        }
    };
    let half = halfway.then_some((Millis(length.0 / 2), Cue::Halfway));
    let counts = counts.into_iter().flatten().map(|(left, cue)| (Millis(left), cue)).filter(move |(left, _)| *left <= length);
    half.into_iter().chain(counts)
}

/// Shorter holds end before three seconds could be counted in peace.
const SHORTEST_COUNTED_HOLD: Millis = Millis(5000);
/// Shorter holds would say "halfway" just before "three".
const SHORTEST_HALVED_HOLD: Millis = Millis(8000);
