//! Days and times of day as text that programs read: `2025-06-26` and `14:05`.
//!
//! By hand, because a page would otherwise carry a reader of every format that there is.

use chrono::{NaiveDate, NaiveTime, Timelike};

/// Reads a day as [`NaiveDate`]'s `Debug` writes it: years outside of 0 to 9999 have a sign and may have more digits.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let mut parts = digits.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_year = if digits.len() == text.len() { year.len() == 4 } else { (4..=6).contains(&year.len()) };
    if !is_year || month.len() != 2 || day.len() != 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(sign * i32::try_from(number(year)?).ok()?, number(month)?, number(day)?)
}

/// Reads a time of day as a field for times gives it: with or without seconds and their fraction.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute, rest) = (parts.next()?, parts.next()?, parts.next().unwrap_or("00"));
    let (second, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    if [hour, minute, second].iter().any(|part| part.len() != 2) || !(1..=9).contains(&fraction.len()) {
        return None;
    }
    let nano = number(fraction)? * 10_u32.pow(9 - u32::try_from(fraction.len()).ok()?);
    NaiveTime::from_hms_nano_opt(number(hour)?, number(minute)?, number(second)?, nano)
}

/// An hour and a minute as [`time`] reads them.
pub(crate) fn clock(time: &impl Timelike) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Digits only: `parse` takes a sign, too.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_day_of_the_calendar_is_read_as_it_was_written(days in i32::MIN / 1000..i32::MAX / 1000) {
            let Some(date) = NaiveDate::from_num_days_from_ce_opt(days) else { return Ok(()) };
            prop_assert_eq!(day(&format!("{date:?}")), Some(date));
        }

        #[test]
        fn what_is_read_is_what_the_library_reads(text in "[-+]?[0-9]{3,5}-[0-9]{1,3}-[0-9]{1,2}|[0-9 :T-]{0,12}") {
            if let Some(date) = day(&text) {
                prop_assert_eq!(text.parse::<NaiveDate>(), Ok(date));
            }
        }

        #[test]
        fn every_time_of_the_day_is_read(second in 0_u32..86_400, nano in 0_u32..1_000_000_000) {
            let at = NaiveTime::from_num_seconds_from_midnight_opt(second, nano).unwrap();
            prop_assert_eq!(time(&at.format("%H:%M:%S%.9f").to_string()), Some(at));
            prop_assert_eq!(time(&at.format("%H:%M:%S").to_string()), at.with_nanosecond(0));
            prop_assert_eq!(time(&clock(&at)), at.with_nanosecond(0).and_then(|at| at.with_second(0)));
        }

        #[test]
        fn nothing_makes_it_fall_over(text in "\\PC{0,16}") {
            let _ = (day(&text), time(&text));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_days() {
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(day(&format!("{date:?}")), Some(date));
        }
    }

    #[test]
    fn what_is_no_day_or_time_is_refused() {
        for text in ["", "2025", "2025-06", "2025-6-26", "2025-02-30", "2025-06-26T", "+-25-06-26", "２025-06-26", "25-06-26"] {
            assert_eq!(day(text), None, "{text}");
        }
        for text in ["", "14", "14:", "24:00", "1:05", "14:05:", "14:05:60", "14:05:01.", "+4:05", "14:05:01.1234567890"] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
