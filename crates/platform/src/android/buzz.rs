//! Vibration, for who neither looks nor hears: the phone lies on the floor beside the mat.

use unsit_core::session::Cue;

/// Milliseconds off and on by turns, for the last of the cues that has a pattern.
pub(super) fn pattern(cues: &[Cue]) -> Option<&'static [u32]> {
    cues.iter().rev().find_map(|cue| of(*cue))
}

const fn of(cue: Cue) -> Option<&'static [u32]> {
    match cue {
        Cue::Count3 | Cue::Count2 | Cue::Count1 => Some(&[0, 40]),
        Cue::Lift => Some(&[0, 120]),
        Cue::Hold => Some(&[0, 400]),
        Cue::Lower => Some(&[0, 80, 80, 80]),
        Cue::SwitchLeft | Cue::SwitchRight | Cue::ChangePosition => Some(&[0, 80, 80, 80, 80, 80]),
        Cue::Done => Some(&[0, 200, 100, 200, 100, 400]),
        Cue::Halfway | Cue::Last3 | Cue::Last2 | Cue::Last1 | Cue::Rest | Cue::LastSet => None,
    }
}
