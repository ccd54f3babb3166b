//! Days, and clocks that are set.

use unsit_core::app::{Change, Control, Desired, Effect, HistoryPage, Message, Query, Start, view};
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::fake::World;

use crate::world::{MIDNIGHT, NOON, UNTIL_FOUR, cues, done, effects, idle, last_save, paused, saves, seconds, start, world};

#[test]
fn a_session_at_half_past_one_belongs_to_the_day_before() {
    let mut world = World::at(Wall(MIDNIGHT.0 + 90 * 60_000));
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    assert_eq!(last_save(&mut world).local_day.to_string(), "2025-06-25");
    let mut world = World::at(Wall(MIDNIGHT.0 + 4 * 3_600_000));
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    assert_eq!(last_save(&mut world).local_day.to_string(), "2025-06-26");
}

#[test]
fn a_session_over_the_start_of_a_day_belongs_to_the_day_it_began_on() {
    let mut world = World::at(Wall(MIDNIGHT.0 + 4 * 3_600_000 - 30_000));
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    assert_eq!(last_save(&mut world).local_day.to_string(), "2025-06-25");
    assert_eq!(world.model().today().to_string(), "2025-06-26");
}

#[test]
fn today_begins_anew_at_four_while_nobody_touches_the_app() {
    let mut world = done();
    let record = last_save(&mut world);
    world.send(Message::Saved(record.id));
    world.send(Message::Loaded(HistoryPage { sessions: vec![record], ..HistoryPage::default() }));
    world.send(Message::CloseFinished);
    world.deeds();
    world.pass(Millis(UNTIL_FOUR.0 - 67_000 - 1));
    let today = view::today(world.model());
    assert_eq!((effects(&mut world), today.date.as_str(), today.held), (vec![], "Thursday 26 June", 30));
    world.pass(Millis(1));
    let friday = world.model().today();
    assert_eq!(effects(&mut world), [Effect::Load(Query::Newest { today: friday })]);
    let today = view::today(world.model());
    assert_eq!((friday.to_string().as_str(), today.date.as_str(), today.held), ("2025-06-27", "Friday 27 June", 0));
}

#[test]
fn an_idle_app_wakes_up_once_a_day() {
    let mut world = world();
    let week = Mono(seconds(7 * 86_400).0);
    let mut wakes = Vec::new();
    while let Some(due) = world.wants().wake_at.filter(|due| *due <= week) {
        world.pass(due.since(world.model().now.mono));
        wakes.push(due);
    }
    assert_eq!(wakes, (0..7).map(|day| Mono(UNTIL_FOUR.0 + day * 86_400_000)).collect::<Vec<_>>());
    assert_eq!(effects(&mut world).len(), 7, "the totals of each new day");
}

#[test]
fn a_machine_that_slept_over_the_start_of_two_days_wakes_up_in_the_right_one() {
    let mut world = world();
    world.sleep(seconds(44 * 3600));
    let saturday = world.model().today();
    assert_eq!((saturday.to_string().as_str(), view::today(world.model()).date.as_str()), ("2025-06-28", "Saturday 28 June"));
    assert_eq!(effects(&mut world), [Effect::Load(Query::Newest { today: saturday })]);
    assert_eq!(world.wants().wake_at, Some(Mono(UNTIL_FOUR.0 + 2 * 86_400_000)));
}

#[test]
fn a_paused_rehearsal_arms_nothing_because_its_clock_would_run_there() {
    let mut world = world();
    world.send(Message::Start(Start { rehearsal: true, ..Start::routine("quick-bridge") }));
    world.send(Message::Control(Control::Pause));
    assert_eq!(world.wants(), Desired { wake_at: None, ..paused() });
    world.send(Message::Control(Control::Stop));
    world.send(Message::CloseFinished);
    assert_eq!(world.wants(), idle());
}

#[test]
fn a_wall_clock_set_back_makes_the_day_longer() {
    let mut world = world();
    world.set_wall(Wall(NOON.0 - 2 * 3_600_000));
    world.pass(UNTIL_FOUR);
    assert_eq!((effects(&mut world), world.model().today().to_string().as_str()), (vec![], "2025-06-26"));
    world.pass(seconds(2 * 3600));
    assert_eq!((effects(&mut world).len(), world.model().today().to_string().as_str()), (1, "2025-06-27"));
}

#[test]
fn another_start_of_the_day_is_armed_at_once() {
    let mut world = world();
    world.send(Message::Change(Change::DayStart(0)));
    assert_eq!(world.wants().wake_at, Some(Mono(12 * 3_600_000)));
    world.deeds();
    world.set_wall(Wall(MIDNIGHT.0 + 3 * 3_600_000));
    world.send(Message::Change(Change::DayStart(4)));
    let wednesday = world.model().today();
    assert_eq!(wednesday.to_string(), "2025-06-25");
    assert_eq!(effects(&mut world)[1..], [Effect::Load(Query::Newest { today: wednesday })]);
}

#[test]
fn a_clock_set_back_in_mid_session_changes_neither_cues_nor_credit() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(20));
    world.set_wall(Wall(NOON.0 - 2 * 3_600_000));
    world.pass(seconds(47));
    let deeds = world.deeds();
    assert!(cues(&deeds).ends_with("67 done"));
    let (_, record) = &saves(&deeds)[0];
    assert_eq!((record.held(), record.started_at, record.ended_at), (seconds(30), NOON, NOON));
}
