//! Where the person's clock is: the offset at an instant, and the instants at which the clock shows a time.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use super::fault::{Fault, planted};
use crate::{Mono, Now, Wall};

/// A time zone, or an offset that stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    Named(crate::Zone),
    /// The zone is not known: the offset of now stands for all times.
    Fixed(FixedOffset),
}

impl Zone {
    #[must_use]
    pub fn of(now: &Now) -> Self {
        now.zone.map_or_else(|| Self::Fixed(*now.local().offset()), Self::Named)
    }

    /// A zone by its name, such as `Europe/Vienna`. A page knows no names, only the zone that it is in.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        #[cfg(feature = "chrono-tz")]
        let zone = name.parse::<chrono_tz::Tz>().ok().map(Self::from);
        #[cfg(not(feature = "chrono-tz"))]
        let zone = Option::<Self>::None.filter(|_| !name.is_empty());
        zone
    }

    /// The name by which [`Zone::parse`] knows it, as far as there is one.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            #[cfg(feature = "chrono-tz")]
            Self::Named(zone) => zone.name().to_owned(),
            #[cfg(not(feature = "chrono-tz"))]
            Self::Named(_) => String::new(),
            // The sign is that of POSIX, where what lies east of Greenwich is behind it.
            Self::Fixed(offset) => match (offset.local_minus_utc() / 3600, offset.local_minus_utc() % 3600) {
                (0, 0) => "UTC".to_owned(),
                (hours, 0) => format!("Etc/GMT{:+}", -hours),
                _ => String::new(),
            },
        }
    }

    /// A reading of clocks in this zone.
    #[must_use]
    pub fn now(self, wall: Wall, mono: Mono) -> Now {
        let zone = match self {
            Self::Named(zone) => Some(zone),
            Self::Fixed(_) => None,
        };
        Now { wall, offset_seconds: self.local(wall).offset().local_minus_utc(), zone, mono }
    }

    /// The instant as the person's clock shows it.
    #[must_use]
    pub fn local(self, at: Wall) -> DateTime<FixedOffset> {
        at.at_offset(match self {
            Self::Named(zone) if planted(Fault::AnHourOffInSummer) => winter(zone, at.to_utc().naive_utc()),
            Self::Named(zone) => zone.offset_seconds(at),
            Self::Fixed(offset) => offset.local_minus_utc(),
        })
    }

    /// The first instant at which the clock shows `local`; none where it skips that.
    #[must_use]
    pub fn shows(self, local: NaiveDateTime) -> Option<Wall> {
        Some(self.first(local)).filter(|at| self.local(*at).naive_local() == local)
    }

    /// When the clock first shows `local`, or first shows something later.
    pub(super) fn first(self, local: NaiveDateTime) -> Wall {
        self.instants(local).0
    }

    /// When the clock shows `local` for the last time, or something later for good.
    pub(super) fn last(self, local: NaiveDateTime) -> Wall {
        self.instants(local).1
    }

    fn instants(self, local: NaiveDateTime) -> (Wall, Wall) {
        let once = |offset: i32| {
            let at = Wall(local.and_utc().timestamp_millis().saturating_sub(i64::from(offset) * 1000));
            (at, at)
        };
        match self {
            Self::Named(zone) if planted(Fault::AnHourOffInSummer) => once(winter(zone, local)),
            Self::Named(zone) => zone.instants(local),
            Self::Fixed(offset) => once(offset.local_minus_utc()),
        }
    }
}

/// The offset of the year's beginning.
fn winter(zone: crate::Zone, about: NaiveDateTime) -> i32 {
    let new_year = NaiveDate::from_ymd_opt(about.year(), 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
    zone.offset_seconds(Wall(new_year.and_utc().timestamp_millis()))
}

#[cfg(feature = "chrono-tz")]
impl From<chrono_tz::Tz> for Zone {
    fn from(zone: chrono_tz::Tz) -> Self {
        Self::Named(zone.into())
    }
}
