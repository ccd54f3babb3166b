//! Breaks from sitting: reminders, answers, and what is kept of both.

use unsit_core::app::{Break, FirstRun, Message};
use unsit_core::breaks::{Outcome, Pause, Snooze};
use unsit_core::{Millis, app::Model};

use super::sessions::bridge;
use crate::conformance::subject::{Left, Machine, Run, count, pass_minutes, pass_seconds, say, say_all};

/// Somebody new, who wants to be reminded.
async fn new<M: Machine>(machine: &M) -> M::Run {
    let run = machine.start().await;
    say_all(&run, [Message::FirstRun(FirstRun::Skip), Message::Break(Break::Allow)]).await;
    run
}

/// Somebody who has sat for an hour and has a reminder in sight.
async fn due<M: Machine>(machine: &M) -> M::Run {
    let run = new(machine).await;
    pass_minutes(&run, 58).await;
    assert_eq!(count(&run.left(), &Left::Reminder), 0, "it is not due");
    pass_minutes(&run, 3).await;
    assert_eq!(count(&run.left(), &Left::Reminder), 1, "{:?}", run.left());
    run
}

fn outcomes(model: &Model) -> Vec<Option<Outcome>> {
    model.watch.rows.iter().map(|row| row.outcome).collect()
}

/// How often a reminder came into sight, and how often one was taken out of it.
fn sights(run: &impl Run) -> (usize, usize) {
    let left = run.left();
    (count(&left, &Left::Reminder), count(&left, &Left::Withdrawn))
}

pub async fn a_break_answered_as_moved_is_in_the_same_row_of_the_next_start<M: Machine>(machine: &M) {
    let run = due(machine).await;
    say(&run, Message::Break(Break::Moved)).await;
    let rows = run.model().watch.rows.clone();
    assert_eq!(outcomes(&run.model()), [Some(Outcome::Moved)]);
    run.end().await;
    let run = machine.start().await;
    assert_eq!((run.first().watch.rows.clone(), sights(&run).0), (rows, 0));
    run.end().await;
}

pub async fn the_sitting_goes_on_over_a_restart<M: Machine>(machine: &M) {
    let run = new(machine).await;
    pass_minutes(&run, 30).await;
    run.end().await;
    let run = machine.start().await;
    let sat = |model: &Model| model.watch.breaks.as_ref().unwrap().sitting().sat();
    assert!(sat(&run.first()) >= Millis::from_secs(29 * 60), "{:?}", sat(&run.first()));
    pass_minutes(&run, 20).await;
    run.die().await;
    let run = machine.start().await;
    assert!(sat(&run.first()) >= Millis::from_secs(49 * 60), "an abrupt end costs a minute at most: {:?}", sat(&run.first()));
    pass_minutes(&run, 8).await;
    assert_eq!(sights(&run).0, 0);
    pass_minutes(&run, 4).await;
    assert_eq!(sights(&run).0, 1, "after an hour in all");
    run.end().await;
}

pub async fn a_due_reminder_is_asked_for_once_and_withdrawn_when_it_is_answered<M: Machine>(machine: &M) {
    let run = due(machine).await;
    pass_minutes(&run, 5).await;
    assert_eq!(sights(&run), (1, 0), "it stays, and is brought once");
    say(&run, Message::Break(Break::Moved)).await;
    assert_eq!(sights(&run), (1, 1));
    pass_minutes(&run, 50).await;
    assert_eq!(sights(&run), (1, 1), "whoever has moved is left alone for an hour");
    run.end().await;
}

pub async fn a_reminder_comes_again_after_later<M: Machine>(machine: &M) {
    let run = due(machine).await;
    say(&run, Message::Break(Break::Later(Some(Snooze::nearest(7))))).await;
    assert_eq!(sights(&run), (1, 1));
    pass_seconds(&run, 7 * 60 - 30).await;
    assert_eq!(sights(&run), (1, 1), "not before its time");
    pass_minutes(&run, 1).await;
    assert_eq!(sights(&run), (2, 1));
    assert_eq!(outcomes(&run.model()), [None], "it is the same break");
    run.end().await;
}

pub async fn a_pause_withdraws_the_reminder_and_keeps_others_away<M: Machine>(machine: &M) {
    let run = due(machine).await;
    say(&run, Message::Break(Break::Pause(Pause::OneHour))).await;
    assert_eq!(sights(&run), (1, 1));
    pass_minutes(&run, 55).await;
    assert_eq!(sights(&run), (1, 1));
    run.end().await;
}

pub async fn a_session_takes_the_reminder_out_of_sight_and_answers_it<M: Machine>(machine: &M) {
    let run = due(machine).await;
    say(&run, bridge()).await;
    assert_eq!(sights(&run), (1, 1), "nothing calls for a break in one");
    pass_seconds(&run, 68).await;
    say(&run, Message::CloseFinished).await;
    assert_eq!((sights(&run), outcomes(&run.model())), ((1, 1), vec![Some(Outcome::Taken)]));
    run.end().await;
}
