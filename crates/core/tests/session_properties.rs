//! What holds for every plan and whatever a person and the clock do to it.
#![allow(clippy::unwrap_used)] // in a test a panic is the answer

mod common;

use std::sync::Arc;

use common::{built_in_plans, plan, plan_of_steps};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use unsit_core::routine::{Catalogue, Id, PhaseKind, Plan, Step, Timing};
use unsit_core::session::{Cue, Event, Session, Snapshot, Stage, timeline};
use unsit_core::{Millis, Mono};

proptest! {
    #[test]
    fn no_more_is_held_than_was_planned_or_ran(plan in any_plan(), moves in any_moves()) {
        let mut running = Millis::ZERO;
        play(&plan, &moves, |before, after, _, from, now| {
            if before.is_running() {
                running += now.since(from);
            }
            let summary = after.summary(now);
            prop_assert!(summary.sets.iter().all(|set| set.held <= set.planned && set.reps <= set.planned_reps));
            prop_assert!(ever_held(after, now) <= running, "{} of {running} s", ever_held(after, now));
            Ok(())
        })?;
    }

    #[test]
    fn any_events_leave_a_valid_state(plan in any_plan(), moves in any_moves()) {
        play(&plan, &moves, |_, after, _, _, now| valid(&plan, after, now))?;
    }

    #[test]
    fn nothing_that_was_held_is_lost(plan in any_plan(), moves in any_moves()) {
        play(&plan, &moves, |before, after, _, from, now| {
            prop_assert!(ever_held(before, from) <= ever_held(after, now));
            Ok(())
        })?;
    }

    #[test]
    fn one_late_wake_equals_many_punctual_ones(plan in any_plan(), moves in any_moves(), late in 0..200_000_u64, beat in 1..5_000_u64) {
        let (session, from) = play(&plan, &moves, |_, _, _, _, _| Ok(()))?;
        let now = from + Millis(late);
        let (late, late_cues) = session.clone().update(Event::Wake { heard_until: now }, now);

        let (mut punctual, mut last_cues, mut at) = (session, Vec::new(), from);
        while at < now {
            at = punctual.deadline().unwrap_or(now).min(at + Millis(beat)).min(now);
            let (next, cues) = punctual.update(Event::Wake { heard_until: at }, at);
            punctual = next;
            if !cues.is_empty() {
                last_cues = cues;
            }
        }
        prop_assert_eq!(&late, &punctual);
        prop_assert_eq!(late_cues, last_cues);
        prop_assert_eq!(late.view(now), punctual.view(now));
        prop_assert_eq!(late.snapshot(now), punctual.snapshot(now));
        prop_assert_eq!(late.summary(now), punctual.summary(now));
    }

    #[test]
    fn a_pause_keeps_the_time_left(plan in any_plan(), moves in any_moves(), played in 0..60_000_u64, waited in 0..u64::MAX / 4) {
        let (session, from) = play(&plan, &moves, |_, _, _, _, _| Ok(()))?;
        let now = from + Millis(played);
        let session = session.update(Event::Wake { heard_until: now }, now).0;
        let before = session.view(now);
        if !session.is_running() || session.is_taking_up_again() {
            return Ok(());
        }

        let paused = session.update(Event::Pause, now).0;
        let later = now + Millis(waited);
        let paused = paused.update(Event::Wake { heard_until: now }, later).0;
        let after = paused.view(later);
        prop_assert_eq!((before.kind, before.set_index, before.left), (after.kind, after.set_index, after.left));
        prop_assert_eq!(before.held, after.held);

        let (mut resumed, _) = paused.update(Event::Resume, later);
        while resumed.is_taking_up_again() {
            let due = resumed.deadline().unwrap();
            resumed = resumed.update(Event::Wake { heard_until: due }, due).0;
            let view = resumed.view(due);
            let expected = if before.kind == PhaseKind::Lift { view.length } else { before.left };
            prop_assert!(resumed.is_taking_up_again() || (view.kind, view.left) == (before.kind, expected));
        }
    }

    #[test]
    fn a_session_left_alone_plays_its_timeline_and_is_completed(plan in any_plan(), start in 0..u64::MAX / 4) {
        let start = Mono(start);
        let (mut session, cues) = Session::start(Arc::clone(&plan), start);
        let mut told: Vec<(Millis, Cue)> = cues.into_iter().map(|cue| (Millis::ZERO, cue)).collect();
        while let Some(due) = session.deadline() {
            let (next, cues) = session.update(Event::Wake { heard_until: due }, due);
            session = next;
            told.extend(cues.into_iter().map(|cue| (due.since(start), cue)));
        }
        prop_assert_eq!(told, timeline(&plan));
        let summary = session.summary(start);
        prop_assert!(summary.is_completed());
        prop_assert_eq!(summary.held(), plan.planned_hold());
    }

    #[test]
    fn a_snapshot_keeps_everything_that_was_earned(plan in any_plan(), moves in any_moves(), restored_at in any::<u64>()) {
        play(&plan, &moves, |_, session, _, _, now| {
            let Some(snapshot) = session.snapshot(now) else { return Ok(()) };
            let text = serde_json::to_string(&snapshot).unwrap();
            let read: Snapshot = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&read, &snapshot);
            let restored = Session::restore(read, Mono(restored_at));
            prop_assert!(restored.is_ok(), "{:?}", restored.err());
            let restored = restored.unwrap();
            prop_assert_eq!(restored.summary(Mono(restored_at)).sets, session.summary(now).sets);
            prop_assert_eq!(restored.snapshot(Mono(restored_at)), Some(snapshot));
            Ok(())
        })?;
    }

    #[test]
    fn what_is_done_stays_done(plan in any_plan(), moves in any_moves(), more in any_moves()) {
        let (session, now) = play(&plan, &moves, |_, _, _, _, _| Ok(()))?;
        let session = session.update(Event::Stop, now).0;
        let summary = session.summary(now);
        for (event, _) in more.iter().map(|step| step.at(&session, now)) {
            let (after, cues) = session.clone().update(event, now);
            prop_assert!(after.is_done() && cues.is_empty() && after.deadline().is_none());
            prop_assert_eq!(after.summary(now), summary.clone());
        }
    }

    #[test]
    fn any_instants_at_all_are_survived(plan in any_plan(), start in any_instant(), moves in any_instants()) {
        let (mut session, _) = Session::start(Arc::clone(&plan), start);
        for (event, heard_until, now) in moves {
            let event = if let Event::Wake { .. } = event { Event::Wake { heard_until } } else { event };
            let held = ever_held(&session, Mono(0));
            session = session.update(event, now).0;
            prop_assert!(ever_held(&session, Mono(0)) >= held);
            let view = session.view(now);
            prop_assert!(view.left <= view.length);
            let _ = (session.deadline(), session.next_second(now), session.snapshot(now), session.is_taking_up_again());
        }
    }

    #[test]
    fn a_view_shows_what_a_stop_would_keep(plan in any_plan(), moves in any_moves()) {
        play(&plan, &moves, |_, after, _, _, now| {
            let held: Vec<Millis> = after.summary(now).sets.iter().map(|set| set.held).collect();
            prop_assert_eq!(after.view(now).held, held);
            Ok(())
        })?;
    }

    #[test]
    fn bytes_that_are_no_snapshot_are_refused(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(serde_json::from_slice::<Snapshot>(&bytes).is_err());
    }

    #[test]
    fn a_snapshot_with_flipped_bytes_is_refused_or_played(damage in vec((any::<Index>(), any::<u8>()), 1..6), moves in any_moves()) {
        let mut bytes = serde_json::to_vec(&written_snapshot()).unwrap();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(snapshot) = serde_json::from_slice(&bytes) {
            refuse_or_play(snapshot, &moves)?;
        }
    }

    #[test]
    fn a_snapshot_with_changed_values_is_refused_or_played(damage in vec((any::<Index>(), any_damage()), 1..4), moves in any_moves()) {
        let mut json = serde_json::to_value(written_snapshot()).unwrap();
        for (place, value) in damage {
            let places = count(&json);
            replace(&mut json, &mut place.index(places), &value);
        }
        if let Ok(snapshot) = serde_json::from_value(json) {
            refuse_or_play(snapshot, &moves)?;
        }
    }
}

// What a person and the clock do.

#[derive(Clone, Copy, Debug)]
struct Move {
    event: Event,
    wait: Wait,
    /// Of the wait, in percent: until when cues were heard, if it is a wake.
    heard: u64,
}

#[derive(Clone, Copy, Debug)]
enum Wait {
    UntilDeadline,
    For(u64),
}

impl Move {
    /// The event and its time, when it comes after `from`.
    fn at(&self, session: &Session, from: Mono) -> (Event, Mono) {
        let now = match self.wait {
            Wait::UntilDeadline => session.deadline().unwrap_or(from),
            Wait::For(millis) => from + Millis(millis),
        };
        let heard_until = from + Millis(now.since(from).0 * self.heard / 100);
        let event = if let Event::Wake { .. } = self.event { Event::Wake { heard_until } } else { self.event };
        (event, now)
    }
}

/// Plays a plan and looks at each step: the session before and after, the cues, from when until when.
fn play(
    plan: &Arc<Plan>,
    moves: &[Move],
    mut look: impl FnMut(&Session, &Session, &[Cue], Mono, Mono) -> Result<(), TestCaseError>,
) -> Result<(Session, Mono), TestCaseError> {
    let mut now = Mono(5_000);
    let (mut session, _) = Session::start(Arc::clone(plan), now);
    for step in moves {
        let from = now;
        let (event, at) = step.at(&session, from);
        now = at;
        let (after, cues) = session.clone().update(event, now);
        look(&session, &after, &cues, from, now)?;
        session = after;
    }
    Ok((session, now))
}

fn valid(plan: &Plan, session: &Session, now: Mono) -> Result<(), TestCaseError> {
    let view = session.view(now);
    prop_assert!(view.left <= view.length);
    prop_assert_eq!(view.held.len(), plan.sets().len());
    prop_assert_eq!(&view.set, &plan.sets()[view.set_index]);
    prop_assert_eq!(session.summary(now).sets.len(), plan.sets().len());
    prop_assert_eq!(session.is_running(), matches!(view.stage, Stage::Running { .. }));
    prop_assert_eq!(session.is_done(), view.stage == Stage::Done);
    prop_assert_eq!(session.is_running(), session.deadline().is_some());
    prop_assert_eq!(session.is_done(), session.snapshot(now).is_none());
    if let (Stage::Running { phase_ends }, Some(due), Some(second)) = (view.stage, session.deadline(), session.next_second(now)) {
        prop_assert!(now < second && second <= due && due <= phase_ends);
        prop_assert_eq!(view.left, phase_ends.since(now));
    }
    Ok(())
}

/// Everything held so far, attempts that were redone included.
fn ever_held(session: &Session, now: Mono) -> Millis {
    session.summary(now).sets.iter().map(|set| set.held + set.attempts.iter().copied().sum()).sum()
}

fn refuse_or_play(snapshot: Snapshot, moves: &[Move]) -> Result<(), TestCaseError> {
    let mut now = Mono(0);
    let Ok(mut session) = Session::restore(snapshot, now) else { return Ok(()) };
    let plan = Arc::clone(session.plan());
    session = session.update(Event::Resume, now).0;
    for step in moves {
        let (event, at) = step.at(&session, now);
        now = at;
        session = session.update(event, now).0;
        valid(&plan, &session, now)?;
        let _ = session.summary(now).by_exercise();
    }
    Ok(())
}

/// A short snapshot with a redone hold and repetitions, so that each of its fields is in use.
fn written_snapshot() -> Snapshot {
    let steps =
        vec![Step { holds: Some(1), ..common::step("donkey-kick") }, Step { sets: Some(1), reps: Some(2), ..common::step("sit-to-stand") }];
    let (session, _) = Session::start(plan_of_steps(steps, Timing::default()).unwrap(), Mono(0));
    let wake = |second: u64| (Event::Wake { heard_until: Mono(second * 1000) }, Mono(second * 1000));
    let events = [wake(10), (Event::Back, Mono(10_000)), wake(16)];
    events.into_iter().fold(session, |session, (event, now)| session.update(event, now).0).snapshot(Mono(16_000)).unwrap()
}

fn count(json: &Value) -> usize {
    1 + match json {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Puts `value` into the place that is reached when `place` has counted down.
fn replace(json: &mut Value, place: &mut usize, value: &Value) -> bool {
    if *place == 0 {
        *json = value.clone();
        return true;
    }
    *place -= 1;
    match json {
        Value::Array(values) => values.iter_mut().any(|json| replace(json, place, value)),
        Value::Object(fields) => fields.values_mut().any(|json| replace(json, place, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

// What is made up.

fn any_plan() -> impl Strategy<Value = Arc<Plan>> {
    let own = (vec(any_step(), 1..4), any_timing()).prop_map(|(steps, timing)| Arc::new(plan_of_steps(steps, timing).unwrap()));
    let built_in: Vec<Arc<Plan>> = built_in_plans().into_iter().map(Arc::new).collect();
    prop_oneof![3 => own, 1 => select(built_in), 1 => Just(Arc::new(plan("quick-bridge")))]
}

fn any_step() -> impl Strategy<Value = Step> {
    let exercises: Vec<Id> = Catalogue::built_in().exercises().map(|exercise| exercise.id.clone()).collect();
    let hold = option::of(prop_oneof![(1..13_u64).prop_map(Millis::from_secs), (1..12_000_u64).prop_map(Millis)]);
    (select(exercises), option::of(1..4_u32), hold, option::of(1..3_u32), option::of(1..5_u32))
        .prop_map(|(exercise, holds, hold, sets, reps)| Step { holds, hold, sets, reps, ..common::step(exercise.as_str()) })
}

fn any_timing() -> impl Strategy<Value = Timing> {
    let length =
        || prop_oneof![1 => Just(Millis::ZERO), 4 => (1..16_u64).prop_map(Millis::from_secs), 1 => (1..9_000_u64).prop_map(Millis)];
    (length(), length(), length(), length(), length(), length(), length()).prop_map(
        |(get_ready, lying, lift, lower, rest, switch, change)| Timing {
            get_ready,
            get_ready_lying: lying,
            lift,
            lower,
            rest,
            switch,
            change,
            ..Timing::default()
        },
    )
}

fn any_moves() -> impl Strategy<Value = Vec<Move>> {
    let wait = prop_oneof![
        4 => Just(Wait::UntilDeadline),
        1 => Just(Wait::For(0)),
        4 => (1..2_500_u64).prop_map(Wait::For),
        2 => (2_500..40_000_u64).prop_map(Wait::For),
    ];
    let heard = prop_oneof![3 => Just(100_u64), 1 => 0..100_u64];
    vec((any_event(), wait, heard).prop_map(|(event, wait, heard)| Move { event, wait, heard }), 0..40)
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        40 => Just(Event::Wake { heard_until: Mono(0) }),
        8 => Just(Event::Pause),
        12 => Just(Event::Resume),
        8 => Just(Event::Skip),
        10 => Just(Event::Back),
        1 => Just(Event::Stop),
    ]
}

/// Events, until when cues were heard, and when the events come: in no order.
fn any_instants() -> impl Strategy<Value = Vec<(Event, Mono, Mono)>> {
    vec((any_event(), any_instant(), any_instant()), 0..20)
}

fn any_instant() -> impl Strategy<Value = Mono> {
    prop_oneof![any::<u64>(), 0..100_000_u64, u64::MAX - 100_000..=u64::MAX, select(vec![0, 1, u64::MAX])].prop_map(Mono)
}

fn any_damage() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0..30_u64).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (u64::from(u32::MAX) - 1..=u64::from(u32::MAX)).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        select(vec!["get_ready", "lift", "hold", "lower", "rest", "switch_sides", "left", "right", ""]).prop_map(Value::from),
        Just(Value::Null),
        Just(Value::Array(Vec::new())),
        Just(serde_json::json!({})),
    ]
}
