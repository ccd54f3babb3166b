//! The world's zones, and which of them have the same clock.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

/// One zone for each clock: zones whose offsets are the same all through these years are one.
pub(crate) fn distinct(first_year: i32, years: i32) -> Vec<Tz> {
    let mut by_clock: BTreeMap<Vec<(i64, i32)>, Tz> = BTreeMap::new();
    for zone in TZ_VARIANTS {
        by_clock.entry(changes(zone, first_year, years)).or_insert(zone);
    }
    by_clock.into_values().collect()
}

/// When the offset changes, and to what: the first second of each offset.
fn changes(zone: Tz, first_year: i32, years: i32) -> Vec<(i64, i32)> {
    const STEP: i64 = 6 * 3600;
    let start = new_year(first_year);
    let end = new_year(first_year + years);
    let mut changes = vec![(start, offset(zone, start))];
    let mut at = start;
    while at < end {
        let before = offset(zone, at);
        if offset(zone, at + STEP) != before {
            let (mut low, mut high) = (at, at + STEP);
            while high - low > 1 {
                let middle = i64::midpoint(low, high);
                if offset(zone, middle) == before { low = middle } else { high = middle }
            }
            changes.push((high, offset(zone, high)));
        }
        at += STEP;
    }
    changes
}

/// The first second of a year in UTC.
pub(crate) fn new_year(year: i32) -> i64 {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp()
}

/// Seconds east of UTC.
pub(crate) fn offset(zone: Tz, at: i64) -> i32 {
    zone.offset_from_utc_datetime(&DateTime::from_timestamp(at, 0).unwrap().naive_utc()).fix().local_minus_utc()
}
