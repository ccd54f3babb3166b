//! The weeks that held before the one of now: a day of the past is judged by the hours that it had.

use serde_json::{Value, json};

use super::read::SettingsFile;
use super::settings::Week;
use crate::LocalDay;

/// Weeks with the day before which each of them held, in the order of these days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weeks(Vec<(LocalDay, Week)>);

impl Weeks {
    /// How many are kept: hours that change each week are remembered for years.
    const MOST: usize = 200;

    /// The week of a day of the past; none when the week of now held already.
    #[must_use]
    pub fn of(&self, day: LocalDay) -> Option<&Week> {
        self.0.iter().find(|(until, _)| day < *until).map(|(_, week)| week)
    }

    /// Another week holds from `today` on. What holds for a part of a day only is forgotten.
    pub fn hold_until(&mut self, today: LocalDay, week: &Week) {
        if self.0.last().is_none_or(|(until, _)| *until < today) {
            self.0.push((today, week.clone()));
            let too_many = self.0.len().saturating_sub(Self::MOST);
            self.0.drain(..too_many);
        }
    }

    #[must_use]
    pub fn to_value(&self) -> Value {
        self.0.iter().map(|(until, week)| json!({ "until": until, "active": week.to_value() })).collect()
    }

    /// None where something in it makes no sense.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let weeks = value.as_array()?.iter().map(|entry| {
            let until: LocalDay = serde_json::from_value(entry.get("until")?.clone()).ok()?;
            let file = SettingsFile::from_value(&json!({ "reminders": { "active": entry.get("active")? } })).ok()?;
            Some((until, file.reminders.active))
        });
        let weeks = weeks.collect::<Option<Vec<_>>>()?;
        weeks.is_sorted_by_key(|(until, _)| *until).then_some(Self(weeks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;

    fn day(text: &str) -> LocalDay {
        LocalDay(text.parse().unwrap())
    }

    #[test]
    fn each_day_has_the_week_that_held_when_it_began() {
        let (mut weeks, mut without_monday) = (Weeks::default(), Week::default());
        without_monday.set(Weekday::Mon, vec![]);
        weeks.hold_until(day("2027-03-03"), &Week::default());
        weeks.hold_until(day("2027-03-03"), &without_monday);
        weeks.hold_until(day("2027-03-10"), &without_monday);
        let weeks = Weeks::from_value(&weeks.to_value()).unwrap();
        assert_eq!(weeks.of(day("2027-03-02")), Some(&Week::default()));
        assert_eq!(weeks.of(day("2027-03-03")), Some(&without_monday));
        assert_eq!(weeks.of(day("2027-03-10")), None);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let good = json!({ "until": "2027-03-03", "active": { "mon": [] } });
        assert!(Weeks::from_value(&json!([good])).is_some());
        for odd in [json!({}), json!([{}]), json!([{ "until": "soon", "active": {} }]), json!([{ "until": "2027-03-04", "active": 5 }])] {
            assert_eq!(Weeks::from_value(&odd), None, "{odd}");
        }
        assert_eq!(Weeks::from_value(&json!([{ "until": "2027-03-04", "active": {} }, good])), None, "not in order");
    }
}
