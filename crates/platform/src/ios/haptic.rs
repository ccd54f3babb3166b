//! What a cue feels like in the hand.

use unsit_core::session::Cue;

/// One tap of the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tap {
    Light,
    Medium,
    Strong,
    /// Two or three in a row, as the system does to call for attention.
    Row,
    /// As the system does when something is done.
    Done,
}

impl Tap {
    /// None where a person would mistake it for another one.
    #[must_use]
    pub const fn of(cue: Cue) -> Option<Self> {
        match cue {
            Cue::Count3 | Cue::Count2 | Cue::Count1 | Cue::Last3 | Cue::Last2 | Cue::Last1 => Some(Self::Light),
            Cue::Lift | Cue::Lower => Some(Self::Medium),
            Cue::Hold => Some(Self::Strong),
            Cue::SwitchLeft | Cue::SwitchRight | Cue::ChangePosition => Some(Self::Row),
            Cue::Done => Some(Self::Done),
            Cue::LastSet | Cue::Halfway | Cue::Rest => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_is_told_from_a_count_and_a_switch_from_both() {
        let taps = [Cue::Count1, Cue::Lift, Cue::Hold, Cue::SwitchLeft, Cue::Done].map(|cue| Tap::of(cue).unwrap());
        for (at, tap) in taps.iter().enumerate() {
            assert!(!taps[at + 1..].contains(tap));
        }
        assert_eq!(Cue::ALL.into_iter().filter(|cue| Tap::of(*cue).is_none()).count(), 3);
    }
}
