//! Durations, days and times of day in words.

use chrono::{DateTime, Datelike, FixedOffset, Timelike};

use super::{Clock, Texts};
use crate::record::Month;
use crate::{LocalDay, Millis};

impl Texts {
    /// A length to read: "45 s", "2 min", "18 min 15". Whole seconds that are over.
    #[must_use]
    pub fn duration(&self, length: Millis) -> String {
        match minutes_and_seconds(length) {
            (0, seconds) => self.format("duration-seconds", &[("seconds", seconds.into())]),
            (minutes, 0) => self.format("duration-minutes", &[("minutes", minutes.into())]),
            (minutes, seconds) => {
                let seconds = format!("{seconds:02}");
                self.format("duration-minutes-seconds", &[("minutes", minutes.into()), ("seconds", seconds.into())])
            }
        }
    }

    /// A length to hear: "2 minutes 30 seconds".
    #[must_use]
    pub fn duration_spoken(&self, length: Millis) -> String {
        match minutes_and_seconds(length) {
            (0, seconds) => self.format("duration-spoken-seconds", &[("seconds", seconds.into())]),
            (minutes, 0) => self.format("duration-spoken-minutes", &[("minutes", minutes.into())]),
            (minutes, seconds) => {
                self.format("duration-spoken-minutes-seconds", &[("minutes", minutes.into()), ("seconds", seconds.into())])
            }
        }
    }

    /// A day as seen from `today`: "Today", "Yesterday", "Thursday 26 June", with the year when it is another one.
    #[must_use]
    pub fn day(&self, day: LocalDay, today: LocalDay) -> String {
        if day == today {
            self.get("day-today")
        } else if day == today.days_back(1) {
            self.get("day-yesterday")
        } else if day.0.year() == today.0.year() {
            self.long_day(day)
        } else {
            self.format("day-long-with-year", &[("day", self.long_day(day).into()), ("year", day.0.year().into())])
        }
    }

    /// "Thursday 26 June".
    #[must_use]
    pub fn long_day(&self, day: LocalDay) -> String {
        let weekday = self.weekday(day);
        let month = self.get(&format!("month-{}", day.0.month()));
        self.format("day-long", &[("weekday", weekday.into()), ("day", day.0.day().into()), ("month", month.into())])
    }

    /// "June", with the year when it is another one than this.
    #[must_use]
    pub fn month(&self, month: Month, today: LocalDay) -> String {
        let name = self.get(&format!("month-{}", month.number()));
        if month.year() == today.0.year() {
            name
        } else {
            self.format("month-with-year", &[("month", name.into()), ("year", month.year().to_string().into())])
        }
    }

    /// "Thursday"
    #[must_use]
    pub fn weekday(&self, day: LocalDay) -> String {
        self.get(&format!("weekday-{}", day.weekday_from_monday() + 1))
    }

    /// A weekday where there is room for a letter only: "T".
    #[must_use]
    pub fn weekday_letter(&self, day: LocalDay) -> String {
        self.get(&format!("weekday-letter-{}", day.weekday_from_monday() + 1))
    }

    /// A full hour: "4:00", "4:00 am".
    #[must_use]
    pub fn hour(&self, hour: u32, clock: Clock) -> String {
        self.time(hour, 0, clock)
    }

    /// A time of day: "14:06", "9:56"; on a clock of twelve hours "2:06 pm".
    #[must_use]
    pub fn clock(&self, time: DateTime<FixedOffset>, clock: Clock) -> String {
        self.time(time.hour(), time.minute(), clock)
    }

    fn time(&self, hour: u32, minute: u32, clock: Clock) -> String {
        let (id, hour) = match clock {
            Clock::TwentyFour => ("clock-time", hour),
            Clock::Twelve if hour < 12 => ("clock-time-am", (hour + 11) % 12 + 1),
            Clock::Twelve => ("clock-time-pm", (hour + 11) % 12 + 1),
        };
        self.format(id, &[("hour", hour.into()), ("minute", format!("{minute:02}").into())])
    }
}

fn minutes_and_seconds(length: Millis) -> (u64, u64) {
    (length.secs_floor() / 60, length.secs_floor() % 60)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::Language::{English, German};
    use super::*;

    #[test]
    fn lengths_are_short_to_read() {
        let read = |seconds| Texts::built_in(English).duration(Millis::from_secs(seconds));
        assert_eq!([0, 45, 67, 120, 150, 1095].map(read), ["0 s", "45 s", "1 min 07", "2 min", "2 min 30", "18 min 15"]);
    }

    #[test]
    fn a_second_counts_when_it_is_over() {
        assert_eq!(Texts::built_in(English).duration(Millis(45_999)), "45 s");
    }

    #[test]
    fn lengths_are_spelled_out_to_hear() {
        let hear = |seconds| Texts::built_in(English).duration_spoken(Millis::from_secs(seconds));
        assert_eq!(
            [1, 45, 60, 120, 121, 150].map(hear),
            ["1 second", "45 seconds", "1 minute", "2 minutes", "2 minutes 1 second", "2 minutes 30 seconds"]
        );
        assert_eq!(Texts::built_in(German).duration_spoken(Millis::from_secs(61)), "1 Minute 1 Sekunde");
        assert_eq!(Texts::built_in(German).duration_spoken(Millis::from_secs(150)), "2 Minuten 30 Sekunden");
    }

    #[test]
    fn days_nearby_have_names() {
        let today = day(2025, 6, 28);
        let read = |date| Texts::built_in(English).day(date, today);
        assert_eq!(read(day(2025, 6, 28)), "Today");
        assert_eq!(read(day(2025, 6, 27)), "Yesterday");
        assert_eq!(read(day(2025, 6, 26)), "Thursday 26 June");
        assert_eq!(read(day(2025, 6, 29)), "Sunday 29 June");
    }

    #[test]
    fn a_day_of_another_year_names_it() {
        assert_eq!(Texts::built_in(English).day(day(2024, 12, 30), day(2025, 1, 2)), "Monday 30 December 2024");
        assert_eq!(Texts::built_in(German).day(day(2024, 12, 30), day(2025, 1, 2)), "Montag, 30. Dezember 2024");
        assert_eq!(Texts::built_in(German).day(day(2024, 12, 31), day(2025, 1, 1)), "Gestern");
    }

    #[test]
    fn german_dates_have_comma_and_dot() {
        assert_eq!(Texts::built_in(German).long_day(day(2025, 6, 26)), "Donnerstag, 26. Juni");
    }

    #[test]
    fn every_weekday_and_month_has_a_name() {
        for language in [English, German] {
            let names: Vec<String> = (1..=366)
                .filter_map(|of_year| NaiveDate::from_yo_opt(2024, of_year))
                .map(LocalDay)
                .map(|day| Texts::built_in(language).long_day(day))
                .collect();
            assert_eq!(names.len(), 366);
            assert!(!names.iter().any(|name| name.contains(['[', '{'])));
        }
    }

    #[test]
    fn the_clock_has_24_hours_or_twelve() {
        let read = |clock| {
            move |time| {
                let time = DateTime::parse_from_rfc3339(&format!("2025-06-26T{time}:59+02:00")).unwrap();
                Texts::built_in(English).clock(time, clock)
            }
        };
        let times = ["14:06", "09:56", "00:00", "12:00", "12:59"];
        assert_eq!(times.map(read(Clock::TwentyFour)), ["14:06", "9:56", "0:00", "12:00", "12:59"]);
        assert_eq!(times.map(read(Clock::Twelve)), ["2:06 pm", "9:56 am", "12:00 am", "12:00 pm", "12:59 pm"]);
        assert_eq!([0, 4, 12].map(|hour| Texts::built_in(English).hour(hour, Clock::Twelve)), ["12:00 am", "4:00 am", "12:00 pm"]);
    }

    fn day(year: i32, month: u32, day: u32) -> LocalDay {
        LocalDay(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }
}
