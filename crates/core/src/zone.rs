//! The person's time zone. Its rules are the platform's: a page asks its browser, all others ask `chrono-tz`, whose tables
//! would be a tenth of the page.

use std::fmt;

use chrono::NaiveDateTime;

use crate::Wall;

/// A time zone that can say its offset from UTC at any instant, and nothing else.
#[derive(Clone, Copy)]
pub struct Zone {
    id: u16,
    /// Seconds east of UTC in the zone of that id.
    rules: fn(u16, Wall) -> i32,
}

const HOUR: i64 = 3_600_000;
/// No clock is further from UTC, and none that changes does it twice within the window that this spans.
const WINDOW: i64 = 24 * HOUR;

impl Zone {
    /// The same id must always mean the same zone.
    #[must_use]
    pub const fn new(id: u16, rules: fn(u16, Wall) -> i32) -> Self {
        Self { id, rules }
    }

    /// Seconds east of UTC.
    #[must_use]
    pub fn offset_seconds(self, at: Wall) -> i32 {
        (self.rules)(self.id, at)
    }

    /// The first and the last instant at which the clock shows `local`: the same one, unless the hour comes twice. What the
    /// clock skips, it shows at the end of the gap.
    #[must_use]
    pub fn instants(self, local: NaiveDateTime) -> (Wall, Wall) {
        let shown = local.and_utc().timestamp_millis();
        let offset_at = |at: i64| i64::from(self.offset_seconds(Wall(at))) * 1000;
        let (begins, ends) = (shown.saturating_sub(WINDOW), shown.saturating_add(WINDOW));
        // The offset before a change belongs to the earlier instant.
        let at_offset_of = |instant| Some(shown.saturating_sub(offset_at(instant))).filter(|at| at.saturating_add(offset_at(*at)) == shown);
        match (at_offset_of(begins), at_offset_of(ends)) {
            (Some(first), Some(last)) => (Wall(first), Wall(last)),
            (Some(only), None) | (None, Some(only)) => (Wall(only), Wall(only)),
            (None, None) => {
                let end = first_after(begins, ends, |at| at.saturating_add(offset_at(at)) > shown);
                (Wall(end), Wall(end))
            }
        }
    }
}

/// The first instant after `before` that `is_late`, which is so for `after`.
fn first_after(mut before: i64, mut after: i64, is_late: impl Fn(i64) -> bool) -> i64 {
    while after.saturating_sub(before) > 1 {
        let middle = before.midpoint(after);
        if is_late(middle) { after = middle } else { before = middle }
    }
    after
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.id)
    }
}

#[cfg(feature = "chrono-tz")]
impl Zone {
    /// Such as `Europe/Vienna`.
    #[must_use]
    pub fn name(self) -> &'static str {
        chrono_tz::TZ_VARIANTS[usize::from(self.id)].name()
    }
}

#[cfg(feature = "chrono-tz")]
impl From<chrono_tz::Tz> for Zone {
    fn from(zone: chrono_tz::Tz) -> Self {
        use chrono::{Offset, TimeZone};

        Self::new(zone as u16, |id, at| {
            let zone = chrono_tz::TZ_VARIANTS[usize::from(id)];
            zone.offset_from_utc_datetime(&at.to_utc().naive_utc()).fix().local_minus_utc()
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, MappedLocalTime, TimeDelta, TimeZone};
    use chrono_tz::{GapInfo, TZ_VARIANTS, Tz};

    use super::*;

    fn at(text: &str) -> Wall {
        Wall(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
    }

    #[test]
    fn a_local_time_is_once_twice_or_at_the_end_of_a_gap() {
        for (zone, local, first, last) in [
            (Tz::Europe__Vienna, "2026-01-15T09:00:00", "2026-01-15T09:00:00+01:00", "2026-01-15T09:00:00+01:00"),
            (Tz::Europe__Vienna, "2026-03-29T02:30:00", "2026-03-29T03:00:00+02:00", "2026-03-29T03:00:00+02:00"),
            (Tz::Europe__Vienna, "2025-10-26T02:30:00", "2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00"),
            (Tz::Europe__Vienna, "2025-10-26T03:00:00", "2025-10-26T03:00:00+01:00", "2025-10-26T03:00:00+01:00"),
            // Half an hour, two hours, a whole day.
            (Tz::Australia__Lord_Howe, "2025-10-05T02:10:00", "2025-10-05T02:30:00+11:00", "2025-10-05T02:30:00+11:00"),
            (Tz::Antarctica__Troll, "2025-10-26T01:30:00", "2025-10-26T01:30:00+02:00", "2025-10-26T01:30:00+00:00"),
            (Tz::Pacific__Apia, "2011-12-30T12:00:00", "2011-12-31T00:00:00+14:00", "2011-12-31T00:00:00+14:00"),
        ] {
            assert_eq!(Zone::from(zone).instants(local.parse().unwrap()), (at(first), at(last)), "{zone} {local}");
        }
    }

    /// `chrono-tz` finds the same from its tables.
    #[test]
    fn around_each_change_of_any_clock_the_table_agrees() {
        let year = at("2025-06-01T00:00:00Z").0;
        let mut changes = 0;
        for tz in TZ_VARIANTS {
            let zone = Zone::from(tz);
            assert_eq!((TZ_VARIANTS[usize::from(zone.id)], zone), (tz, Zone::from(tz)));
            let hours = (0..24 * 400).map(|hour| year + hour * HOUR);
            for change in hours.filter(|hour| zone.offset_seconds(Wall(*hour)) != zone.offset_seconds(Wall(hour + HOUR))) {
                changes += 1;
                for minutes in (-300..300).step_by(15) {
                    let local = Wall(change).at_offset(zone.offset_seconds(Wall(change))).naive_local() + TimeDelta::minutes(minutes);
                    let table = match tz.from_local_datetime(&local) {
                        MappedLocalTime::Single(only) => (only, only),
                        MappedLocalTime::Ambiguous(first, last) => (first, last),
                        MappedLocalTime::None => {
                            let end = GapInfo::new(&local, &tz).unwrap().end.unwrap();
                            (end, end)
                        }
                    };
                    let (first, last) = (Wall(table.0.timestamp_millis()), Wall(table.1.timestamp_millis()));
                    assert_eq!(zone.instants(local), (first, last), "{tz} {local}");
                }
            }
        }
        assert!(changes > 100, "{changes}");
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            let (first, last) = Zone::from(Tz::Europe__Vienna).instants(local);
            assert!(first <= last);
        }
    }
}
