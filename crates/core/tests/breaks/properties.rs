//! What holds for any settings and whatever a person, a machine and a clock do.

use std::collections::BTreeSet;

use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use unsit_core::breaks::{Calendar, Kind, Outcome, Played, ReminderSettings, Script, SettingsFile, Step, What, replay};
use unsit_core::{Millis, Wall};

use super::timeline::settings;

fn time(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn any_ranges() -> impl Strategy<Value = Value> {
    let range = (0..1440_u32, 0..=1440_u32).prop_filter_map("something lies between", |(start, end)| {
        (start != end && !(end == 0 && start == 0)).then(|| json!([time(start), time(end)]))
    });
    vec(range, 0..3).prop_map(Value::from)
}

fn any_settings() -> impl Strategy<Value = ReminderSettings> {
    let numbers = (20..=120_u64, 1..=60_u64, 0..=10_u64, 1..=60_u64, 0..=60_u64);
    (vec(any_ranges(), 7), numbers, any::<bool>()).prop_map(|(week, (limit, every, times, reset, grace), quiet)| {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let active: serde_json::Map<String, Value> = days.iter().map(|day| (*day).to_owned()).zip(week).collect();
        settings(json!({
            "active": active, "sit_limit_min": limit, "repeat": { "every_min": every, "times": times }, "away_reset_min": reset,
            "wake_grace_min": grace, "quiet_in_call": quiet,
        }))
    })
}

fn any_what() -> impl Strategy<Value = What> {
    let session = (0..=60_u64, 1..=60_u64)
        .prop_map(|(held, planned)| What::Done { held: Millis::from_secs(held.min(planned)), planned: Millis::from_secs(planned) });
    prop_oneof![
        3 => Just(What::Active),
        3 => Just(What::Away),
        1 => Just(What::Suspend),
        1 => Just(What::Wake),
        1 => Just(What::CallStart),
        1 => Just(What::CallEnd),
        1 => Just(What::Moved),
        1 => Just(What::Skip(None)),
        2 => Just(What::Later(None)),
        2 => session,
        1 => (-7200..7200_i64).prop_map(|seconds| What::ClockJump(seconds * 1000)),
        1 => select(TZ_VARIANTS.to_vec()).prop_map(|zone| What::Zone(zone.into())),
    ]
}

/// Some days from some moment of the years from 2024 on, to the millisecond.
fn any_steps() -> impl Strategy<Value = Vec<(Wall, What)>> {
    (1_704_067_200_000..2_000_000_000_000_i64, vec((0..5_000_000_i64, any_what()), 1..60)).prop_map(|(begins, steps)| {
        let mut at = begins;
        let step = |(wait, what)| {
            at += wait;
            (Wall(at), what)
        };
        steps.into_iter().map(step).collect()
    })
}

fn script(steps: &[(Wall, What)]) -> Script {
    Script::of(steps.iter().map(|(at, what)| Step { at: *at, what: what.clone() }).collect())
}

fn any_zone() -> impl Strategy<Value = Tz> {
    select(TZ_VARIANTS.to_vec())
}

/// When each reminder was shown, by a clock that nobody sets.
fn elapsed(played: &Played, steps: &[(Wall, What)]) -> Vec<i64> {
    played.shown.iter().map(|shown| (steps[0].0 + shown.after).0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reminders_keep_their_distance_but_for_those_that_were_asked_for(settings in any_settings(), zone in any_zone(), steps in any_steps()) {
        let played = replay(&settings, zone, &script(&steps));
        let at = elapsed(&played, &steps);
        let every = i64::try_from(settings.repeat.every.length().0).unwrap();
        for (place, pair) in at.windows(2).enumerate() {
            let asked = played.shown[place + 1].kind == Kind::Later;
            prop_assert!(asked || pair[1] - pair[0] >= every, "{:?}", &played.shown[place..place + 2]);
        }
    }

    #[test]
    fn every_reminder_lies_in_active_hours(settings in any_settings(), zone in any_zone(), steps in any_steps()) {
        let played = replay(&settings, zone, &script(&steps));
        for shown in &played.shown {
            let zones = steps.iter().filter_map(|(_, what)| if let What::Zone(zone) = what { Some(*zone) } else { None }).chain([zone.into()]);
            let inside = zones.into_iter().any(|zone| Calendar::new(&settings, zone).contains(shown.at));
            prop_assert!(inside, "{shown:?}");
        }
    }

    #[test]
    fn the_ledger_adds_up(settings in any_settings(), zone in any_zone(), steps in any_steps()) {
        let played = replay(&settings, zone, &script(&steps));
        let rows = played.ledger.rows();
        let dues = played.shown.iter().filter(|shown| shown.kind == Kind::Due).count();
        prop_assert_eq!(rows.len(), dues, "one row for each due");
        let offers: BTreeSet<_> = played.shown.iter().map(|shown| shown.offer).collect();
        prop_assert_eq!(offers, rows.iter().map(|row| row.id).collect::<BTreeSet<_>>());
        let names: BTreeSet<_> = played.shown.iter().map(|shown| shown.id).collect();
        prop_assert_eq!(names.len(), played.shown.len(), "no name twice");
        prop_assert!(rows.iter().filter(|row| row.outcome.is_none()).count() <= 1, "one open break at most");
        let put_off = steps.iter().filter(|(_, what)| matches!(what, What::Later(_))).count();
        let skipped = steps.iter().filter(|(_, what)| matches!(what, What::Skip(_))).count();
        let snoozes: u32 = rows.iter().map(|row| row.snoozes).sum();
        let skips = rows.iter().filter(|row| row.outcome == Some(Outcome::Skipped)).count();
        prop_assert_eq!(snoozes as usize + skips + played.unanswerable.len(), put_off + skipped, "every answer is somewhere");
        for row in &rows {
            let ratio = row.held.zip(row.planned).map(|(held, planned)| held.0 * 2 >= planned.0);
            prop_assert_eq!(ratio, match row.outcome {
                Some(Outcome::Taken) => Some(true),
                Some(Outcome::Partly) => Some(false),
                _ => None,
            });
        }
    }

    #[test]
    fn asking_more_often_changes_nothing(settings in any_settings(), zone in any_zone(), steps in any_steps(), extra in vec(0..100_000_000_i64, 0..40)) {
        let played = replay(&settings, zone, &script(&steps));
        // A clock that is set by nothing does nothing but wake the planner.
        let (begins, ends) = (steps[0].0.0, steps.last().unwrap().0.0);
        let mut more = steps.clone();
        more.extend(extra.iter().map(|after| (Wall((begins + after).min(ends)), What::ClockJump(0))));
        more.sort_by_key(|(at, _)| *at);
        prop_assert_eq!(replay(&settings, zone, &script(&more)).shown, played.shown);
    }

    #[test]
    fn nothing_comes_in_an_hour_after_getting_up_that_is_shorter_than_the_limit(settings in any_settings(), zone in any_zone(), steps in any_steps()) {
        let played = replay(&settings, zone, &script(&steps));
        let at = elapsed(&played, &steps);
        let limit = i64::try_from(settings.sit_limit.length().0).unwrap();
        for (moved, _) in steps.iter().filter(|(_, what)| *what == What::Moved) {
            let soon = at.iter().find(|at| **at > moved.0 && **at < moved.0 + limit);
            prop_assert_eq!(soon, None);
        }
    }

    #[test]
    fn settings_come_back_as_they_were_written(settings in any_settings(), pause in proptest::option::of(0..4_000_000_000_000_i64)) {
        let settings = ReminderSettings { pause_until: pause.map(Wall), ..settings };
        let file = SettingsFile::from_value(&json!({ "reminders": settings.to_value() })).unwrap();
        prop_assert_eq!(&file.reminders, &settings);
        prop_assert_eq!(file.unknown().len(), 0);
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC{0,80}") {
        let _ = SettingsFile::parse(&text);
        let _ = Script::parse(&text);
    }
}
