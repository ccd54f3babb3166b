//! A random person: what they do from minute to minute, and what settings they think of.

use chrono::{DateTime, Days, NaiveDate};
use serde_json::{Value, json};
use unsit_core::breaks::{ReminderSettings, SettingsFile};

use crate::random::Random;

/// What happens at the beginning of a minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    /// Nobody touches the machine any more; it notices a minute later.
    Leaves,
    Returns,
    Locks,
    Unlocks,
    Sleeps,
    Wakes,
    CallBegins,
    CallEnds,
    SessionBegins,
    /// Seconds held, seconds planned.
    SessionEnds(u64, u64),
    Moves,
    Skips,
    PutsOff(u64),
    Travels,
    /// Minutes.
    SetsClock(i64),
    Thinks(Box<ReminderSettings>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Chair,
    Away { until: usize, by: Absence },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Absence {
    Idle,
    Locked,
    Asleep,
}

#[derive(Clone, Debug)]
pub(crate) struct Person {
    random: Random,
    place: Place,
    /// Until when this stretch of work lasts.
    works_until: usize,
    call_until: Option<usize>,
    session_until: Option<usize>,
    /// When an open offer will be answered.
    answers_at: Option<usize>,
    /// How likely this person is to answer, in percent.
    diligence: u64,
}

impl Person {
    pub(crate) fn new(mut random: Random) -> Self {
        let works_until = hours(&mut random, 3, 11);
        let diligence = random.within(10, 90);
        Self { random, place: Place::Chair, works_until, call_until: None, session_until: None, answers_at: None, diligence }
    }

    pub(crate) fn is_present(&self) -> bool {
        self.place == Place::Chair
    }

    /// A reminder came.
    pub(crate) fn hears(&mut self, minute: usize) {
        if self.random.within(0, 99) < self.diligence {
            self.answers_at = Some(minute + to_usize(self.random.within(1, 14)));
        }
    }

    /// What happens at the beginning of this minute.
    pub(crate) fn lives(&mut self, minute: usize, year_began: i64, wall: i64, settings: &ReminderSettings) -> Vec<Happening> {
        let mut happens = Vec::new();
        self.comes_and_goes(minute, &mut happens);
        self.telephones(minute, &mut happens);
        if self.is_present() {
            self.answers(minute, &mut happens);
        }
        self.travels(&mut happens);
        self.thinks(year_began, wall, settings, &mut happens);
        happens
    }

    fn comes_and_goes(&mut self, minute: usize, happens: &mut Vec<Happening>) {
        match self.place {
            Place::Away { until, by } if minute >= until => {
                self.place = Place::Chair;
                happens.push(match by {
                    Absence::Idle => Happening::Returns,
                    Absence::Locked => Happening::Unlocks,
                    Absence::Asleep => Happening::Wakes,
                });
            }
            Place::Chair if minute >= self.works_until => {
                let until = minute + hours(&mut self.random, 5, 14);
                self.works_until = until + hours(&mut self.random, 2, 12);
                self.leaves(until, happens);
            }
            Place::Chair if self.session_until.is_none() && self.random.once_in(70) => {
                let until = minute + to_usize(if self.random.once_in(3) { self.random.within(10, 60) } else { self.random.within(1, 12) });
                self.leaves(until, happens);
            }
            Place::Away { .. } | Place::Chair => {}
        }
    }

    fn leaves(&mut self, until: usize, happens: &mut Vec<Happening>) {
        let (by, what) = self.random.one_of(&[(Absence::Idle, 0), (Absence::Locked, 1), (Absence::Asleep, 2)]);
        happens.push([Happening::Leaves, Happening::Locks, Happening::Sleeps][what].clone());
        if self.session_until.take().is_some() {
            happens.push(Happening::SessionEnds(0, 30));
        }
        self.place = Place::Away { until, by };
    }

    fn telephones(&mut self, minute: usize, happens: &mut Vec<Happening>) {
        if self.call_until.is_some_and(|until| minute >= until) {
            self.call_until = None;
            happens.push(Happening::CallEnds);
        } else if self.call_until.is_none() && self.is_present() && self.random.once_in(400) {
            self.call_until = Some(minute + to_usize(self.random.within(2, 150)));
            happens.push(Happening::CallBegins);
        }
    }

    fn answers(&mut self, minute: usize, happens: &mut Vec<Happening>) {
        if let Some(until) = self.session_until {
            if minute >= until {
                self.session_until = None;
                let planned = self.random.within(1, 6) * 30;
                happens.push(Happening::SessionEnds(self.random.within(0, planned), planned));
            }
            return;
        }
        let answers = self.answers_at.take_if(|at| minute >= *at).is_some();
        if !answers && !self.random.once_in(4000) {
            return;
        }
        match self.random.within(0, 9) {
            0..=3 => {
                self.session_until = Some(minute + to_usize(self.random.within(1, 4)));
                happens.push(Happening::SessionBegins);
            }
            4 | 5 => happens.push(Happening::PutsOff(self.random.one_of(&[5, 10, 20, 45]))),
            6 | 7 => happens.push(Happening::Moves),
            _ => happens.push(Happening::Skips),
        }
    }

    fn travels(&mut self, happens: &mut Vec<Happening>) {
        if self.random.once_in(30_000) {
            happens.push(Happening::Travels);
        }
        if self.random.once_in(20_000) {
            let by = i64::try_from(self.random.within(1, 240)).unwrap();
            happens.push(Happening::SetsClock(if self.random.once_in(2) { by } else { -by }));
        }
    }

    fn thinks(&mut self, year_began: i64, wall: i64, settings: &ReminderSettings, happens: &mut Vec<Happening>) {
        if self.random.once_in(40_000) {
            happens.push(Happening::Thinks(Box::new(any_settings(&mut self.random, year_began))));
        } else if self.is_present() && self.random.once_in(4_000) {
            let minutes = self.random.one_of(&[60, 120, 240, 18 * 60]);
            let until = (!self.random.once_in(5)).then(|| (wall + minutes) * 60_000);
            happens.push(Happening::Thinks(Box::new(paused(settings, until))));
        }
    }
}

fn paused(settings: &ReminderSettings, until: Option<i64>) -> ReminderSettings {
    ReminderSettings { pause_until: until.map(unsit_core::Wall), ..settings.clone() }
}

/// Settings that somebody might have, read as from a file. `year_began` is in seconds.
pub(crate) fn any_settings(random: &mut Random, year_began: i64) -> ReminderSettings {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| (day.to_owned(), any_day(random)));
    let new_year = DateTime::from_timestamp(year_began, 0).unwrap().date_naive();
    let holidays: Vec<Value> = (0..random.within(0, 6)).map(|_| any_holiday(random, new_year)).collect();
    let reminders = json!({
        "sit_limit_min": random.one_of(&[20, 25, 30, 45, 50, 60, 60, 60, 75, 90, 120]),
        "active": serde_json::Map::from_iter(days),
        "holidays": holidays,
        "repeat": { "every_min": random.one_of(&[3, 5, 10, 10, 15]), "times": random.within(0, 4) },
        "away_reset_min": random.one_of(&[5, 7, 10, 10, 15]),
        "wake_grace_min": random.one_of(&[2, 5, 5, 10]),
        "quiet_in_call": !random.once_in(5),
    });
    SettingsFile::from_value(&json!({ "reminders": reminders })).unwrap().reminders
}

fn any_day(random: &mut Random) -> Value {
    let time = |minutes: u64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    match random.within(0, 7) {
        0 => json!([]),
        1 => json!([["00:00", "24:00"]]),
        2 => json!([["22:00", "06:00"]]),
        3 => json!([["09:00", "12:30"], ["13:30", "17:30"]]),
        4 => json!([["09:00", "17:30"]]),
        // Around the hours at which clocks change.
        5 => json!([[time(random.within(0, 240)), time(random.within(241, 600))]]),
        6 => json!([[time(random.within(1200, 1439)), time(random.within(30, 300))], ["08:00", "11:55"]]),
        _ => {
            let start = random.within(0, 1300);
            let end = random.within(start + 1, 1440);
            json!([[time(start), time(end)]])
        }
    }
}

fn any_holiday(random: &mut Random, new_year: NaiveDate) -> Value {
    let from = new_year.checked_add_days(Days::new(random.within(0, 365))).unwrap();
    let to = from.checked_add_days(Days::new(random.within(0, 9))).unwrap();
    json!({ "from": from.to_string(), "to": to.to_string() })
}

fn hours(random: &mut Random, least: u64, most: u64) -> usize {
    to_usize(random.within(least * 60, most * 60))
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap()
}
