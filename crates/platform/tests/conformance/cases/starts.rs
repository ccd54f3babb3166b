//! What a start finds, and the time.

use unsit_core::Millis;
use unsit_core::app::{Build, Change, Control, FirstPage, FirstRun, Message, Screen, Start};

use crate::conformance::subject::{LANGUAGE, Machine, Run, pass, pass_seconds, region, say, say_all};

pub async fn a_start_says_first_and_once_what_was_left_in_the_language_and_region_of_the_system<M: Machine>(machine: &M) {
    let run = machine.start().await;
    let first = run.first();
    assert_eq!((first.system_language, first.system_region), (LANGUAGE, region()), "before anything else is shown");
    assert_eq!(first.screen, Screen::FirstRun(FirstPage::Welcome), "the store was read, and held nothing");
    assert!(first.watch.breaks.is_some() && first.notices.is_empty(), "{:?}", first.notices);
    // Once: said again, it would begin with the first page again.
    say(&run, Message::FirstRun(FirstRun::Skip)).await;
    pass_seconds(&run, 120).await;
    assert_eq!(run.model().screen, Screen::Today);
    run.end().await;
    let run = machine.start().await;
    assert_eq!((run.first().screen.clone(), run.first().system_language), (Screen::Today, LANGUAGE));
    run.end().await;
}

pub async fn no_clock_goes_back_and_both_go_on_together<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say(&run, Message::Start(Start::routine("quick-bridge"))).await;
    let mut before = run.model().now;
    for time in [1, 999, 3500, 2, 12_345, 31_000, 250, 61_000].map(Millis) {
        pass(&run, time).await;
        let now = run.model().now;
        let (mono, wall) = (now.mono.since(before.mono), now.wall.since(before.wall));
        assert!(now.mono >= before.mono && now.wall >= before.wall, "{before:?} {now:?}");
        // A browser has parts of a millisecond, and cuts them off of each clock by itself.
        assert!(mono.0.abs_diff(wall.0) <= 1 && mono.0.abs_diff(time.0) <= 1, "{time:?}: {mono:?} {wall:?}");
        before = now;
    }
    run.end().await;
    let run = machine.start().await;
    assert!(run.first().now.wall >= before.wall, "nor over a restart");
    run.end().await;
}

pub async fn settings_and_an_own_routine_are_there_at_the_next_start<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say_all(&run, [Message::FirstRun(FirstRun::Skip), Message::Change(Change::GetReady(9)), Message::Change(Change::Vibration(false))])
        .await;
    let build = [Build::New, Build::Rename("Beine".to_owned()), Build::Add("wall-sit".into()), Build::Save];
    say_all(&run, build.map(Message::Build)).await;
    let own = run.model().own.routines.clone();
    assert_eq!(own.playable().count(), 1);
    run.end().await;
    let run = machine.start().await;
    let first = run.first();
    assert_eq!((first.settings.get_ready.seconds(), first.settings.vibration, &first.own.routines), (9, false, &own));
    let id = own.playable().next().unwrap().id.clone();
    say(&run, Message::Build(Build::Delete(id.clone()))).await;
    run.end().await;
    let run = machine.start().await;
    let own = &run.first().own.routines;
    assert_eq!((own.playable().count(), own.name(id.as_str())), (0, Some("Beine")), "the sessions of a routine that is gone keep its name");
    run.end().await;
}

pub async fn what_is_said_right_before_the_end_is_stored<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say_all(&run, [Message::FirstRun(FirstRun::Skip), Message::Start(Start::routine("quick-bridge"))]).await;
    pass_seconds(&run, 20).await;
    run.post(Message::Change(Change::GetReady(7)));
    run.post(Message::Control(Control::Stop));
    run.end().await;
    let run = machine.start().await;
    let first = run.first();
    assert_eq!((first.settings.get_ready.seconds(), first.history.sessions.len()), (7, 1));
    assert_eq!((first.interrupted.clone(), first.notices.len()), (None, 0), "the row has taken the place of the heartbeat");
    run.end().await;
}
