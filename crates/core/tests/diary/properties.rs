//! What holds whatever is typed, and whatever happens.

use std::sync::Arc;

use proptest::prelude::*;

use unsit_core::app::{Draft, Leaf, view};
use unsit_core::record::{ByDay, DayTotal, Month, SessionId, SessionRecord, heat, streak};
use unsit_core::text::Language::English;
use unsit_core::{LocalDay, Millis};

use crate::app::{App, day, full};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_through_the_form_is_sound(
        routine in prop::sample::select(vec!["quick-bridge", "bridge-and-donkey-kicks", "before-activity", "at-the-desk"]),
        day in prop_oneof![3 => "20(25|26|24)-0[1-9]-[0-2][0-9]", 1 => ".*"],
        time in prop_oneof![3 => "[01][0-9]:[0-5][0-9]", 1 => ".*"],
        held in prop_oneof![3 => (0..120_u32).prop_map(|held| held.to_string()), 1 => ".*"],
    ) {
        let mut app = App::new(English);
        app.leaf(Leaf::Log { day: None });
        let draft = app.form().draft.clone();
        app.leaf(Leaf::Choose { routine: routine.into(), variant: None, draft });
        app.leaf(Leaf::Submit(Draft { day, time, held: vec![held.clone()] }));
        match app.counting().as_slice() {
            [] => prop_assert!(!app.form().flaws.is_empty(), "what is refused is named"),
            [record] => {
                prop_assert!(record.started_at <= record.ended_at && record.ended_at <= app.now.wall);
                prop_assert_eq!(record.held().secs_floor(), held.parse::<u64>().unwrap());
                prop_assert!(record.sets.iter().all(|set| set.held <= set.planned && set.reps <= set.planned_reps));
                prop_assert_eq!(record.completed, record.held() == record.planned());
                prop_assert_eq!(record.completed, record.sets.iter().all(|set| set.reps == set.planned_reps && set.held == set.planned));
            }
            more => prop_assert!(false, "one submission, {} sessions", more.len()),
        }
    }

    #[test]
    fn what_counts_is_what_was_done_last_to_each_session(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut app = App::with_days(English, &["2025-06-26", "2025-06-25", "2025-06-20"]);
        let mut before: Option<Vec<Arc<SessionRecord>>> = None;
        for deed in deeds {
            let counted = app.counting();
            match deed {
                Deed::Fails(fails) => app.broken = fails.then(full),
                Deed::Logs(held) => {
                    app.log("2025-06-24", "12:00", &held.to_string());
                    prop_assert_eq!(app.counting().len(), counted.len() + usize::from(app.broken.is_none()));
                    before = Some(counted);
                }
                Deed::Deletes(at) | Deed::Corrects(at) if counted.is_empty() || at > 99 => {}
                Deed::Deletes(at) => {
                    app.delete(counted[at % counted.len()].id);
                    before = Some(counted);
                }
                Deed::Corrects(at) => {
                    let id = counted[at % counted.len()].id;
                    app.correct(id, |draft| draft.held[0] = if draft.held[0] == "4" { "5".to_owned() } else { "4".to_owned() });
                    prop_assert_eq!(app.counting().len(), counted.len());
                    before = Some(counted);
                }
                Deed::Undoes => {
                    let offered = view::undo(&app.model).is_some();
                    app.leaf(Leaf::Undo);
                    if offered && app.broken.is_none() {
                        prop_assert_eq!(Some(app.counting()), before.take());
                    } else if !offered {
                        prop_assert_eq!(app.counting(), counted);
                    }
                }
                Deed::Waits => app.pass(31),
            }
            if app.broken.is_some() {
                // What waits is stored in its order as soon as it can be; the deeds after it begin from there.
                app.broken = None;
                app.pass(31);
                before = None;
                app.leaf(Leaf::Done);
            }
            prop_assert_eq!(&app.model.history.sessions, &app.counting());
            let ids: Vec<SessionId> = app.counting().iter().map(|record| record.id).collect();
            let corrected: Vec<SessionId> = app.counting().iter().filter_map(|record| record.corrects).collect();
            prop_assert!(corrected.iter().all(|old| !ids.contains(old)), "never a session and its correction");
        }
    }

    #[test]
    fn a_streak_is_the_longest_run_that_ends_today_or_yesterday(days in prop::collection::btree_set(0..40_u64, 0..40), today in 0..45_u64) {
        let base = day("2025-03-01");
        let on = |number: u64| LocalDay(base.0 + chrono::Days::new(number));
        let run = |from: u64| (0..=from).rev().take_while(|number| days.contains(number)).count();
        let expected = run(today).max(if days.contains(&today) { 0 } else { today.checked_sub(1).map_or(0, run) });
        let found = streak(days.iter().rev().map(|number| on(*number)), on(today));
        prop_assert_eq!(usize::try_from(found).unwrap(), expected);
    }

    #[test]
    fn a_month_has_each_of_its_days_once_under_its_weekday(year in 1990..2100_i32, month in 1..=12_u32, first in 0..7_u8) {
        let first = chrono::Weekday::try_from(first).unwrap();
        let month = Month::of(LocalDay(chrono::NaiveDate::from_ymd_opt(year, month, 9).unwrap()));
        let weeks = month.weeks(first);
        let days: Vec<LocalDay> = weeks.iter().flatten().flatten().copied().collect();
        prop_assert_eq!(days, month.days().collect::<Vec<_>>());
        for week in &weeks {
            prop_assert!(week.iter().any(Option::is_some));
            for (place, day) in week.iter().enumerate() {
                prop_assert!(day.is_none_or(|day| chrono::Datelike::weekday(&day.0).days_since(first) as usize == place));
            }
        }
        prop_assert_eq!(month.next().previous(), month);
    }

    #[test]
    fn sums_of_months_are_the_sum_of_everything(counts in prop::collection::btree_map(0..120_u64, 1..9_u32, 0..60)) {
        let totals: Vec<DayTotal> = counts
            .iter()
            .map(|(number, sessions)| {
                let day = LocalDay(day("2025-01-15").0 + chrono::Days::new(*number));
                DayTotal { day, sessions: *sessions, planned: Millis(u64::from(*sessions) * 30), held: Millis(u64::from(*sessions) * 20) }
            })
            .collect();
        let by_day = ByDay::of(&totals);
        let mut month = Month::of(day("2025-01-01"));
        let (mut sessions, mut held) = (0, Millis::ZERO);
        for _ in 0..6 {
            let sum = by_day.sum(month.first(), month.last());
            sessions += sum.sessions;
            held += sum.held;
            month = month.next();
        }
        prop_assert_eq!(sessions, counts.values().sum::<u32>());
        prop_assert_eq!(held, totals.iter().map(|total| total.held).sum::<Millis>());
        prop_assert!(counts.values().all(|sessions| heat(*sessions) <= heat(sessions + 1) && heat(*sessions) > 0));
    }
}

#[derive(Clone, Debug)]
enum Deed {
    Logs(u32),
    Deletes(usize),
    Corrects(usize),
    Undoes,
    Waits,
    Fails(bool),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        2 => (1..30_u32).prop_map(Deed::Logs),
        3 => (0..99_usize).prop_map(Deed::Deletes),
        3 => (0..99_usize).prop_map(Deed::Corrects),
        3 => Just(Deed::Undoes),
        1 => Just(Deed::Waits),
        1 => Just(Deed::Fails(true)),
    ]
}
