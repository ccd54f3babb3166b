//! Days in a row.

use crate::LocalDay;

/// How many days in a row had a session, up to today or, because today is not over, up to yesterday.
///
/// `days` has each day with a session once, newest first. It is read no further than the days follow each other.
///
/// ```
/// use unsit_core::LocalDay;
/// use unsit_core::record::streak;
///
/// let day = |text: &str| LocalDay(text.parse().unwrap());
/// let days = ["2026-03-05", "2026-03-04", "2026-03-02"].map(day);
/// assert_eq!(streak(days, day("2026-03-06")), 2);
/// assert_eq!(streak(days, day("2026-03-07")), 0);
/// ```
pub fn streak(days: impl IntoIterator<Item = LocalDay>, today: LocalDay) -> u32 {
    // A clock that was set back leaves days that are still to come.
    let mut days = days.into_iter().skip_while(|day| *day > today).peekable();
    let Some(&newest) = days.peek().filter(|newest| **newest >= today.days_back(1)) else { return 0 };
    let in_a_row = days.zip(0_u32..).take_while(|(day, back)| *day == newest.days_back(u64::from(*back)));
    in_a_row.fold(0, |length, _| length + 1)
}
