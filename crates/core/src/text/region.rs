//! Where a person is: how a clock is read there, and on which day a week begins.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// A country or territory by its two letters, such as `GB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; 2]);

/// How a time of day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Clock {
    /// "2:06 pm"
    #[serde(rename = "12-hour")]
    Twelve,
    /// "14:06"
    #[serde(rename = "24-hour")]
    TwentyFour,
}

/// Where a clock has 12 hours: `timeData`, `_preferred` is `h`, CLDR 44.1 (supplemental/timeData.json). Elsewhere it has 24.
const TWELVE_HOURS: &str = "AE AG AL AR AS AU BB BD BH BM BN BO BS BT CA CL CO CR CU CY DJ DM DO DZ EC EG EH ER ET FJ FM GD GH GM GR GT \
    GU GY HK HN IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MX MY NA NI NZ OM PA PE PG PH PK \
    PR PS PW PY QA SA SB SD SG SL SO SS SV SY SZ TC TD TN TO TT TW UM US UY VC VE VG VI VU WS YE ZM";

/// Where a week does not begin on Monday: `weekData`, `firstDay`, CLDR 38 (supplemental/weekData.json).
const FROM_FRIDAY: &str = "MV";
const FROM_SATURDAY: &str = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";
const FROM_SUNDAY: &str = "AG AS AU BD BR BS BT BW BZ CA CN CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP \
    PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";

impl Region {
    /// The region of a tag such as `de-AT`, `zh-Hant-TW` or `en_GB.UTF-8`. A tag that names none has the region where most
    /// people speak its language, as far as Unsit speaks it too; `C` and `POSIX` have none.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.split(['.', '@']).next()?;
        let mut subtags = tag.split(['-', '_']);
        let language = subtags.next()?;
        let named = subtags.take_while(|subtag| subtag.len() > 1).find_map(Self::from_letters);
        // CLDR 44.1, supplemental/likelySubtags.json: en is en-Latn-US, de is de-Latn-DE.
        named.or_else(|| match language.to_ascii_lowercase().as_str() {
            "en" => Self::from_letters("US"),
            "de" => Self::from_letters("DE"),
            _ => None,
        })
    }

    fn from_letters(letters: &str) -> Option<Self> {
        let [first, second] = letters.as_bytes() else { return None };
        let both = first.is_ascii_alphabetic() && second.is_ascii_alphabetic();
        both.then(|| Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
    }

    fn is_in(self, table: &str) -> bool {
        table.split(' ').any(|region| region.as_bytes() == self.0)
    }
}

impl Clock {
    pub const ALL: [Self; 2] = [Self::Twelve, Self::TwentyFour];

    /// How a clock is read there; nowhere in particular it has 24 hours.
    #[must_use]
    pub fn of(region: Option<Region>) -> Self {
        if region.is_some_and(|region| region.is_in(TWELVE_HOURS)) { Self::Twelve } else { Self::TwentyFour }
    }
}

/// The day on which a week begins there; nowhere in particular that is Monday.
#[must_use]
pub fn first_weekday(region: Option<Region>) -> Weekday {
    match region {
        Some(region) if region.is_in(FROM_FRIDAY) => Weekday::Fri,
        Some(region) if region.is_in(FROM_SATURDAY) => Weekday::Sat,
        Some(region) if region.is_in(FROM_SUNDAY) => Weekday::Sun,
        Some(_) | None => Weekday::Mon,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn habits_follow_the_region() {
        let habits = |tag| (Clock::of(Region::from_tag(tag)), first_weekday(Region::from_tag(tag)));
        assert_eq!(habits("en-US"), (Clock::Twelve, Weekday::Sun));
        assert_eq!(habits("en-GB"), (Clock::TwentyFour, Weekday::Mon));
        assert_eq!(habits("de"), (Clock::TwentyFour, Weekday::Mon));
        assert_eq!(habits("de_AT.UTF-8"), (Clock::TwentyFour, Weekday::Mon));
        assert_eq!(habits("ar-EG"), (Clock::Twelve, Weekday::Sat));
        assert_eq!(habits("pt-BR"), (Clock::TwentyFour, Weekday::Sun));
        assert_eq!(habits("dv-MV"), (Clock::TwentyFour, Weekday::Fri));
    }

    #[test]
    fn a_place_that_is_not_known_has_24_hours_and_begins_on_monday() {
        for tag in ["C", "POSIX", "C.UTF-8", "", "xx", "eo"] {
            let region = Region::from_tag(tag);
            assert_eq!((Clock::of(region), first_weekday(region)), (Clock::TwentyFour, Weekday::Mon), "{tag}");
        }
    }

    #[test]
    fn a_region_is_found_wherever_it_stands_in_a_tag() {
        let region = |tag| Region::from_tag(tag).map(|region| String::from_utf8(region.0.to_vec()).unwrap());
        assert_eq!(region("zh-Hant-TW").as_deref(), Some("TW"));
        assert_eq!(region("en_gb.UTF-8@euro").as_deref(), Some("GB"));
        assert_eq!(region("en").as_deref(), Some("US"));
        assert_eq!(region("en-u-ca-gregory").as_deref(), Some("US"), "what follows a single letter is no region");
        assert_eq!(region("fr"), None);
    }

    #[test]
    fn the_tables_name_each_region_once() {
        for table in [TWELVE_HOURS, FROM_SATURDAY, FROM_SUNDAY] {
            let regions: Vec<&str> = table.split(' ').collect();
            assert!(regions.iter().all(|region| region.len() == 2));
            assert!(regions.is_sorted_by(|one, next| one < next));
        }
    }
}
