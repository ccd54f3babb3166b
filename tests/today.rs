//! Today, the routines and the history, as a person meets them.

mod support;

use support::window::Found;
use support::{TestDom, World, open, open_at};
use unsit_core::app::{FailureReason, Message, Screen, Start, StoreFailure};

#[test]
fn the_first_day_begins_empty() {
    let (_, dom) = open();
    assert!(dom.text().contains("Thursday 26 June"));
    assert!(dom.text().contains("0 seconds held today"));
    assert!(dom.text().contains("No sessions yet today."));
    assert!(dom.class("resting").is_some(), "an empty day has the quiet look");
}

#[test]
fn one_press_starts_the_quick_bridge() {
    let (world, mut dom) = open();
    dom.click("button", "Start Quick bridge 1 min 07 · on your back");
    assert_eq!(world.told(), [Message::Start(Start::routine("quick-bridge"))]);
    assert_eq!(dom.with_role("heading")[0].name(), "Get ready");
}

#[test]
fn a_day_with_a_session_shows_what_was_held() {
    let (world, mut dom) = open();
    world.play("quick-bridge");
    dom.settle();
    assert!(dom.text().contains("30 seconds held today"));
    assert!(dom.text().contains("Quick bridge 30 of 30 s held 14:06"));
    assert!(dom.text().contains("1 day with a session"));
    assert!(dom.class("resting").is_none());
}

#[test]
fn an_interrupted_session_is_offered_and_can_be_taken_up() {
    let world = World::new();
    world.tell(Message::Start(Start::routine("quick-bridge")));
    world.wait(30.0);
    world.restart();
    let mut dom = TestDom::open(world.shell());
    assert!(dom.text().contains("Quick bridge: 10 of 30 s held so far."));
    dom.click("button", "Continue");
    assert_eq!(world.told(), [Message::Continue]);
    assert!(dom.class("guide").is_some());
}

#[test]
fn an_interrupted_session_can_be_ended() {
    let world = World::new();
    world.tell(Message::Start(Start::routine("quick-bridge")));
    world.wait(30.0);
    world.restart();
    let mut dom = TestDom::open(world.shell());
    dom.click("button", "End it here");
    assert_eq!(world.told(), [Message::EndInterrupted]);
    assert!(dom.text().contains("10 of 30 s held, ended early"));
}

#[test]
fn a_notice_stays_until_it_is_put_away() {
    let (world, mut dom) = open();
    world.tell(Message::SettingsNotSaved(StoreFailure { reason: FailureReason::DiskFull, detail: "unsit.db".to_owned() }));
    dom.settle();
    assert!(dom.with_role("alert")[0].text().contains("no space left"));
    dom.click("button", "Dismiss");
    assert_eq!(world.told(), [Message::DismissNotice]);
    assert_eq!(dom.with_role("alert")[0].text(), "");
}

#[test]
fn a_new_version_is_told_quietly_and_taken_by_its_button() {
    let (world, mut dom) = open();
    world.tell(Message::NewVersion);
    dom.settle();
    assert!(dom.with_role("status").iter().any(|told| told.text().contains("A new version of Unsit is ready.")));
    assert!(dom.with_role("alert").is_empty(), "it interrupts nobody");
    dom.click("button", "Reload");
    assert_eq!(world.told(), [Message::Reload]);
    assert_eq!(dom.with_role("alert")[0].text(), "", "nothing is left to be told");
}

#[test]
fn a_message_that_changes_nothing_in_sight_renders_nothing() {
    let (world, mut dom) = open();
    let before = dom.changes();
    world.wait(60.0);
    world.tell(Message::DismissNotice);
    dom.settle();
    assert_eq!(dom.changes(), before);
}

#[test]
fn the_navigation_says_where_one_is() {
    let (world, mut dom) = open();
    dom.click("button", "History");
    assert_eq!(world.told(), [Message::Show(Screen::History)]);
    let here: Vec<String> = dom.all().iter().filter(|found| found.attribute("aria-current") == Some("page")).map(Found::name).collect();
    assert_eq!(here, ["History"]);
}

#[test]
fn a_routine_opens_from_the_list_and_starts() {
    let (world, mut dom) = open_at(Screen::Routines);
    dom.click("button", "Bridge and donkey kicks, 3 min 11, show the steps");
    assert!(dom.text().contains("Donkey kick, right"));
    assert!(dom.text().contains("3 × 10 s"));
    dom.click("button", "Start, 3 min 11");
    assert_eq!(world.told().last(), Some(&Message::Start(Start::routine("bridge-and-donkey-kicks"))));
}

#[test]
fn a_routine_with_an_alternative_has_a_second_start() {
    let (world, mut dom) = open_at(Screen::Routine("at-the-desk".into()));
    dom.click("button", "Or: Standing glute squeeze");
    assert_eq!(world.told(), [Message::Start(Start { alternative: true, ..Start::routine("at-the-desk") })]);
}

#[test]
fn a_routine_names_its_sources_and_how_sure_they_are() {
    let (_, dom) = open_at(Screen::Routine("quick-bridge".into()));
    assert!(dom.text().contains("Take care"));
    assert!(dom.text().contains("certainty"));
}

#[test]
fn the_history_lists_three_days_with_their_sums() {
    const DAY: f64 = 24.0 * 3600.0;
    let (world, mut dom) = open();
    for _ in 0..2 {
        world.play("quick-bridge");
        world.wait(DAY);
    }
    world.play("quick-bridge");
    world.play("at-the-desk");
    world.tell(Message::Show(Screen::History));
    dom.settle();
    let days: Vec<String> = dom.with_role("heading").iter().map(Found::text).collect();
    assert_eq!(days, ["History", "June", "This week", "Sessions", "Today", "Yesterday", "Thursday 26 June"]);
    assert!(dom.text().contains("2 sessions, 60 of 60 s held"));
}

#[test]
fn older_sessions_come_when_they_are_asked_for() {
    let world = World::new().with_pages_of(2);
    for _ in 0..3 {
        world.play("quick-bridge");
    }
    world.tell(Message::Show(Screen::History));
    let mut dom = TestDom::open(world.shell());
    assert_eq!(dom.text().matches("30 of 30 s held").count(), 2);
    dom.click("button", "Show more");
    assert_eq!(world.told(), [Message::ShowOlder]);
    assert_eq!(dom.text().matches("30 of 30 s held").count(), 3);
}

#[test]
fn an_empty_history_says_so() {
    let (_, dom) = open_at(Screen::History);
    assert!(dom.text().contains("No sessions yet. The first one will show here."));
}
