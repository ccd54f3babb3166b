//! Bugs planted on purpose, so that the simulation can prove that it would notice them.
//!
//! Without the feature `faults` nothing is planted and [`planted`] is the constant `false`.

/// A mistake that a planner of reminders could make.
#[cfg_attr(not(feature = "faults"), allow(unreachable_pub, dead_code))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A reminder comes at once after a wake-up.
    NoGrace,
    /// The offset of winter is taken all year.
    AnHourOffInSummer,
    /// A repeat does not ask whether the hours are over or a pause has begun.
    RepeatInAPause,
    /// A due that falls behind the end of the hours waits for the next ones.
    CarriedOver,
    /// Two reminders come closer than they may.
    TooNear,
    /// The second due of a long stretch is forgotten.
    LostDue,
    /// A break gets two rows.
    DoubleRow,
    /// A break that was taken does not count.
    TakenForgotten,
    /// Time away counts as sitting.
    AwayCounts,
    /// Nobody is there and a reminder comes all the same.
    RemindsNobody,
    /// A call is no reason to be quiet.
    RingsInACall,
    /// A range that starts before a holiday is cut off by it, and one that starts in it is not.
    HolidayByTheEnd,
    /// Each break that was put off counts as taken.
    LaterIsTaken,
    /// A clock that is set makes the sitting longer or shorter.
    SatByTheClock,
}

#[cfg(feature = "faults")]
mod seam {
    use super::Fault;
    use std::cell::Cell;

    thread_local!(static PLANTED: Cell<Option<Fault>> = const { Cell::new(None) });

    impl Fault {
        pub const ALL: [Self; 14] = [
            Self::NoGrace,
            Self::AnHourOffInSummer,
            Self::RepeatInAPause,
            Self::CarriedOver,
            Self::TooNear,
            Self::LostDue,
            Self::DoubleRow,
            Self::TakenForgotten,
            Self::AwayCounts,
            Self::RemindsNobody,
            Self::RingsInACall,
            Self::HolidayByTheEnd,
            Self::LaterIsTaken,
            Self::SatByTheClock,
        ];

        /// Plants this bug for as long as `work` lasts, in this thread only.
        pub fn plant<T>(self, work: impl FnOnce() -> T) -> T {
            PLANTED.set(Some(self));
            let result = work();
            PLANTED.set(None);
            result
        }
    }

    pub(crate) fn planted(fault: Fault) -> bool {
        PLANTED.get() == Some(fault)
    }
}

#[cfg(feature = "faults")]
pub(super) use seam::planted;

#[cfg(not(feature = "faults"))]
pub(super) const fn planted(_: Fault) -> bool {
    false
}
