//! For how long a person wants to hear nothing.

use super::ReminderSettings;
use crate::{Millis, Now, Wall};

/// A pause of all reminders, as it is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    OneHour,
    TwoHours,
    FourHours,
    /// Until the person's next day begins.
    UntilTomorrow,
}

impl Pause {
    pub const ALL: [Self; 4] = [Self::OneHour, Self::TwoHours, Self::FourHours, Self::UntilTomorrow];

    /// The value of [`ReminderSettings::pause_until`] for a pause that begins now.
    #[must_use]
    pub fn until(self, settings: &ReminderSettings, now: &Now) -> Wall {
        const HOUR: Millis = Millis::from_secs(3600);
        let hours = |hours| now.wall + Millis(hours * HOUR.0);
        match self {
            Self::OneHour => hours(1),
            Self::TwoHours => hours(2),
            Self::FourHours => hours(4),
            // At the end of the calendar no day follows.
            Self::UntilTomorrow => now.next_day(settings.day_starts.time()).map_or(hours(24), |begins| now.wall + begins.since(now.mono)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mono;
    use crate::breaks::utc_text;

    #[test]
    fn a_pause_lasts_hours_or_until_the_next_day_begins() {
        // Saturday, 27 March 2027, 22:00 in Vienna; the clock goes forward in the night.
        let zone = Some(chrono_tz::Europe::Vienna.into());
        let now = Now { wall: Wall(1_806_181_200_000), offset_seconds: 3600, zone, mono: Mono(5) };
        let settings = ReminderSettings::default();
        let until = Pause::ALL.map(|pause| utc_text(pause.until(&settings, &now)));
        assert_eq!(until, ["2027-03-27T22:00:00Z", "2027-03-27T23:00:00Z", "2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z"]);
    }
}
