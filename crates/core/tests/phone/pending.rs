//! What a system that keeps sixty-four notifications is given.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use chrono::{Datelike, Days, NaiveTime, Weekday};
use proptest::prelude::*;
use unsit_core::app::{
    Ahead, AheadReminder, Break, HoursEdit, KEPT, Message, Pending, PhaseNotice, Rule, Subject, Weekly, When, Words, pending,
};
use unsit_core::breaks::{DELIVERY, Holiday, Kind, Minutes, OfferId, ReminderId};
use unsit_core::phone::Base;
use unsit_core::record::SessionId;
use unsit_core::{Millis, Mono, Wall};
use uuid::Uuid;

use super::day::{DEVICE, Phone, now, wall};

#[test]
fn an_ordinary_week_is_kept_with_a_floor_behind_it() {
    let phone = Phone::at("08:00");
    insta::assert_snapshot!(lines(&pending(Some(&phone.ahead()), &[], &now("08:00"))));
}

#[test]
fn nothing_comes_on_a_day_off_and_the_week_goes_on_behind_it() {
    let mut phone = Phone::at("08:00");
    let tuesday = chrono::NaiveDate::from_ymd_opt(2027, 3, 2).unwrap();
    phone.tell(Message::Break(Break::AddHoliday(Holiday::new(tuesday, tuesday).unwrap())), "08:00");
    let kept = pending(Some(&phone.ahead()), &[], &now("08:00"));
    assert!(!kept.iter().any(|pending| week_of(pending) == Some(Weekday::Tue)), "it would come tomorrow");
    assert!(kept.iter().any(|pending| week_of(pending) == Some(Weekday::Wed)));
}

#[test]
fn a_floor_begins_behind_what_is_planned_today() {
    let mut phone = Phone::at("08:00");
    phone.tell(Message::Break(Break::Moved), "09:40");
    let kept = pending(Some(&phone.ahead()), &[], &now("09:40"));
    let week = |day| kept.iter().any(|pending| week_of(pending) == Some(day));
    assert!(!week(Weekday::Mon), "today nothing comes at ten");
    assert!(week(Weekday::Tue));
}

#[test]
fn in_a_session_its_cues_come_first_and_ten_reminders_stay() {
    let phone = Phone::at("08:00");
    let kept = pending(Some(&phone.ahead()), &phases(50), &now("08:00"));
    let count = |is: fn(&Subject) -> bool| kept.iter().filter(|pending| is(&pending.subject)).count();
    assert_eq!(count(|subject| matches!(subject, Subject::Phase { .. })), 50);
    let reminders = count(|subject| matches!(subject, Subject::Reminder { .. }));
    let weeks = count(|subject| matches!(subject, Subject::Week { .. }));
    assert!(kept.len() <= KEPT && reminders + weeks >= 10, "{reminders} and {weeks}");
}

#[test]
fn where_no_reminders_come_there_is_no_floor() {
    let phone = Phone::at("08:00");
    let none = Ahead { reminders: vec![], ..(*phone.ahead()).clone() };
    assert_eq!(pending(Some(&none), &[], &now("08:00")), []);
    assert_eq!(pending(None, &[], &now("08:00")), []);
}

#[test]
fn what_a_clock_shows_is_told_in_the_zone_of_the_person() {
    let mut phone = Phone::at("08:00");
    let hours = HoursEdit::Usual { start: "08:00".into(), end: "17:00".into() };
    phone.tell(Message::Break(Break::Hours(hours)), "08:00");
    let first = pending(Some(&phone.ahead()), &[], &now("08:00")).remove(0);
    let When::Once { at, local } = first.when else { panic!("{first:?}") };
    assert_eq!((at, local.to_string()), (wall("09:10"), "2027-03-01 09:10:00".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_more_than_sixty_four_each_about_something_else(ahead in ahead(), cues in 0..90_u64) {
        let kept = pending(Some(&ahead), &phases(cues), &now("08:00"));
        prop_assert!(kept.len() <= KEPT);
        let subjects: BTreeSet<String> = kept.iter().map(|pending| format!("{:?}", pending.subject)).collect();
        prop_assert_eq!(subjects.len(), kept.len());
    }

    #[test]
    fn what_comes_first_is_kept_first(ahead in ahead(), cues in 0..90_u64) {
        let kept = pending(Some(&ahead), &phases(cues), &now("08:00"));
        let cue_times: Vec<Mono> = kept.iter().filter_map(|pending| if let When::Mono(at) = pending.when { Some(at) } else { None }).collect();
        prop_assert_eq!(&cue_times[..], &phases(cues.min(50)).iter().map(|notice| notice.at).collect::<Vec<_>>()[..]);
        let fired = fired(&kept);
        let dated = fired.iter().filter(|(_, weekly)| !weekly).map(|(at, _)| *at).max();
        for reminder in ahead.reminders.iter().filter(|reminder| reminder.at > wall("08:00")) {
            let comes = fired.iter().any(|(at, _)| minute(*at) == minute(reminder.at));
            prop_assert!(comes || dated.is_none_or(|dated| reminder.at > dated), "{} is left out", reminder.at.0);
        }
        let to_come = ahead.reminders.iter().filter(|reminder| reminder.at > wall("08:00")).count();
        let soon = ahead.reminders.iter().filter(|reminder| reminder.at > wall("08:00")).take(to_come.min(10));
        for reminder in soon {
            prop_assert!(fired.iter().any(|(at, _)| minute(*at) == minute(reminder.at)), "the next ten always come");
        }
    }

    #[test]
    fn the_floor_doubles_nothing_and_comes_where_something_was_planned(ahead in ahead(), cues in 0..60_u64) {
        let kept = pending(Some(&ahead), &phases(cues), &now("08:00"));
        let fired = fired(&kept);
        let minutes: Vec<i64> = fired.iter().map(|(at, _)| minute(*at)).collect();
        prop_assert_eq!(minutes.iter().collect::<BTreeSet<_>>().len(), minutes.len(), "nothing comes twice");
        let Some(horizon) = fired.iter().filter(|(_, weekly)| !weekly).map(|(at, _)| *at).max() else { return Ok(()) };
        for (at, _) in fired.iter().filter(|(at, weekly)| *weekly && *at <= horizon) {
            prop_assert!(ahead.reminders.iter().any(|reminder| minute(reminder.at) == minute(*at)));
        }
        for pending in &kept {
            let Subject::Week { first: Some(first), .. } = pending.subject else { continue };
            prop_assert!(ahead.reminders.iter().any(|reminder| (reminder.id, reminder.offer, reminder.at) == (first.reminder, first.offer, first.at)));
        }
    }

    #[test]
    fn time_alone_changes_no_notification(ahead in ahead(), later in 0..600_u64) {
        let then = format!("{:02}:{:02}", 8 + later / 60, later % 60);
        let (first, second) = (pending(Some(&ahead), &[], &now("08:00")), pending(Some(&ahead), &[], &now(&then)));
        for pending in &second {
            let before = first.iter().find(|before| before.subject == pending.subject);
            prop_assert!(before.is_none_or(|before| before == pending));
        }
    }
}

// ---- helpers ----

fn lines(pending: &[Pending]) -> String {
    let line = |pending: &Pending| match (pending.when, pending.subject) {
        (When::Once { local, .. }, _) => format!("{}  {}", local.format("%a %e %b %H:%M"), pending.body),
        (When::Weekly { day, time }, _) => format!("each {day} {}  {}", time.format("%H:%M"), pending.body),
        (When::Mono(at), _) => format!("{} s  {}", at.0 / 1000, pending.title),
    };
    pending.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn week_of(pending: &Pending) -> Option<Weekday> {
    if let Subject::Week { day, .. } = pending.subject { Some(day) } else { None }
}

/// When each reminder comes within five weeks, and whether it is a weekly one.
fn fired(pending: &[Pending]) -> Vec<(Wall, bool)> {
    let now = now("08:00");
    let days = || (0..35).filter_map(|days| now.local().date_naive().checked_add_days(Days::new(days)));
    let times = pending.iter().flat_map(|pending| match pending.when {
        When::Once { at, .. } => vec![(at, false)],
        When::Weekly { day, time } => {
            days().filter(|date| date.weekday() == day).map(|date| (now.resolve(date.and_time(time)).0, true)).collect()
        }
        When::Mono(_) => vec![],
    });
    times.filter(|(at, _)| *at > now.wall).collect()
}

fn minute(at: Wall) -> i64 {
    at.0.div_euclid(60_000)
}

fn phases(count: u64) -> Vec<PhaseNotice> {
    let start = now("08:00").mono;
    let notice = |number| PhaseNotice {
        session: SessionId(Uuid::nil()),
        at: start + Millis::from_secs(number * 5),
        title: "Hold.".into(),
        body: "Bridge".into(),
    };
    (1..=count).map(notice).collect()
}

/// Makes a plan without this program; nothing here asks for it.
static BASE: OnceLock<Base> = OnceLock::new();

/// Any reminders in three weeks, and any floor; both often at ten.
fn ahead() -> impl Strategy<Value = Ahead> {
    let times = prop_oneof![3 => (0..21_u64).prop_map(|day| day * 1440 + 600), 1 => 0..21 * 1440_u64];
    let reminders = prop::collection::btree_set(times, 0..80);
    let floor = prop::collection::btree_map(0..7_u8, prop_oneof![3 => Just(600_u32), 1 => 0..1440_u32], 0..8);
    (reminders, floor).prop_map(|(reminders, floor)| {
        let reminder = |(number, minutes): (u64, u64)| AheadReminder {
            id: ReminderId::of(OfferId::of(DEVICE, number), 0),
            offer: OfferId::of(DEVICE, number),
            kind: Kind::Due,
            at: wall("00:00") + Millis::from_secs(minutes * 60),
            title: "Time to get up".into(),
            body: "60 minutes sitting.".into(),
        };
        let weekly = |(day, minutes): (u8, u32)| Weekly {
            day: Weekday::try_from(day).unwrap(),
            time: NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap(),
            title: "Time to get up".into(),
            body: "60 minutes sitting.".into(),
        };
        let base = BASE.get_or_init(|| Phone::at("08:00").ahead().base.clone()).clone();
        Ahead {
            base,
            made: now("08:00"),
            reminders: (0..).zip(reminders).take(DELIVERY).map(reminder).collect(),
            floor: floor.into_iter().map(weekly).collect(),
            rule: Rule { limit: Millis::from_secs(3600), snooze: Minutes::new(10).unwrap(), steps: None },
            words: Words { channel: String::new(), about: String::new(), start: String::new(), later: String::new(), moved: String::new() },
        }
    })
}
