//! How much of anything a routine may ask for.
//!
//! Far more than anyone needs, and little enough that no plan gets endless: the same bounds hold for the content that
//! Unsit is built with and for routines that come from elsewhere.

use std::fmt;

/// The least and the most of a number, both allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub min: u32,
    pub max: u32,
}

/// Holds of a step, a side.
pub const HOLDS: Bounds = Bounds { min: 1, max: 20 };
/// Seconds of one hold.
pub const HOLD_SECONDS: Bounds = Bounds { min: 1, max: 600 };
/// Sets of repetitions of a step, a side.
pub const SETS: Bounds = Bounds { min: 1, max: 20 };
/// Repetitions of a set.
pub const REPS: Bounds = Bounds { min: 1, max: 50 };
/// Seconds of a part of one repetition. One part may be zero, not all.
pub const TEMPO_SECONDS: Bounds = Bounds { min: 0, max: 60 };
/// Seconds of lifting or lowering around a hold.
pub const MOVE_SECONDS: Bounds = Bounds { min: 0, max: 60 };
/// Seconds of rest, of changing sides and of changing position.
pub const PAUSE_SECONDS: Bounds = Bounds { min: 0, max: 600 };
/// Steps of a routine.
pub const STEPS: Bounds = Bounds { min: 1, max: 50 };
/// Steps of a routine that a person builds.
pub const OWN_STEPS: Bounds = Bounds { min: 1, max: 40 };
/// Characters of the name of a routine.
pub const NAME_LETTERS: Bounds = Bounds { min: 1, max: 60 };
/// Days a week that a routine is meant for.
pub const DAYS_PER_WEEK: Bounds = Bounds { min: 1, max: 7 };

impl Bounds {
    /// The nearest number within.
    #[must_use]
    pub fn nearest(self, value: u64) -> u32 {
        u32::try_from(value).unwrap_or(u32::MAX).clamp(self.min, self.max)
    }

    /// `value`, when it lies within.
    ///
    /// # Errors
    /// [`OutOfBounds`] when it does not.
    pub fn check(self, value: i64) -> Result<u32, OutOfBounds> {
        u32::try_from(value).ok().filter(|value| (self.min..=self.max).contains(value)).ok_or(OutOfBounds { bounds: self, value })
    }
}

/// A number that is too small or too large: `must be from 1 to 20, is 0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfBounds {
    pub bounds: Bounds,
    pub value: i64,
}

impl fmt::Display for OutOfBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "must be from {} to {}, is {}", self.bounds.min, self.bounds.max, self.value)
    }
}

impl std::error::Error for OutOfBounds {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_within() {
        assert_eq!(HOLDS.check(1), Ok(1));
        assert_eq!(HOLDS.check(20), Ok(20));
    }

    #[test]
    fn what_lies_outside_says_what_is_allowed() {
        assert_eq!(HOLDS.check(0).unwrap_err().to_string(), "must be from 1 to 20, is 0");
        assert_eq!(HOLDS.check(i64::MIN).unwrap_err().to_string(), "must be from 1 to 20, is -9223372036854775808");
    }
}
