//! The history, as a person leafs through it and puts it right.

mod support;

use dioxus::prelude::Key;
use support::window::Found;
use support::{TestDom, World};
use unsit_core::app::{Draft, FailureReason, Leaf, Message, Screen, StoreFailure};
use unsit_core::record::Month;

/// Thursday 26 June with two sessions, the day before with one, and one on 29 May.
fn open() -> (World, TestDom) {
    let world = World::new();
    log(&world, "2025-05-29", "10:00", "30");
    log(&world, "2025-06-25", "10:00", "12");
    world.play("quick-bridge");
    world.play("bridge-and-donkey-kicks");
    world.tell(Message::Show(Screen::History));
    world.told();
    let dom = TestDom::open(world.shell());
    (world, dom)
}

fn log(world: &World, day: &str, time: &str, held: &str) {
    world.tell(Message::Leaf(Leaf::Log { day: None }));
    let draft = world.model().diary.form().expect("a form").draft.clone();
    world.tell(Message::Leaf(Leaf::Choose { routine: "quick-bridge".into(), variant: None, draft }));
    world.tell(Message::Leaf(Leaf::Submit(Draft { day: day.into(), time: time.into(), held: vec![held.into()] })));
    world.tell(Message::Leaf(Leaf::Done));
}

#[test]
fn the_month_is_a_grid_of_days_that_say_how_much_was_done() {
    let (_, dom) = open();
    let grid = dom.named("grid", "Sessions in June");
    assert!(grid.is("table"));
    let heads: Vec<String> = dom.all().iter().filter(|found| found.is("th")).take(7).map(Found::name).collect();
    assert_eq!(heads, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]);
    let today = dom.named("button", "Thursday 26 June: 2 sessions");
    assert_eq!((today.attribute("aria-current"), today.attribute("class")), (Some("date"), Some("heat-1")));
    assert_eq!(dom.named("button", "Tuesday 24 June: 0 sessions").attribute("class"), Some("heat-0"));
    let to_come = dom.with_role("button").into_iter().filter(|day| day.name().contains("27 June")).count();
    assert_eq!(to_come, 0, "a day to come has nothing to open");
}

#[test]
fn the_keyboard_goes_from_day_to_day_and_stops_once() {
    let (_, mut dom) = open();
    let stops = |dom: &TestDom| {
        let days = dom.with_role("button").into_iter().filter(|day| day.name().contains(" June: "));
        days.filter(|day| day.attribute("tabindex") == Some("0")).map(|day| day.name()).collect::<Vec<_>>()
    };
    assert_eq!(stops(&dom), ["Thursday 26 June: 2 sessions"]);
    for (key, stop) in [
        (Key::ArrowLeft, "Wednesday 25 June: 1 session"),
        (Key::ArrowUp, "Wednesday 18 June: 0 sessions"),
        (Key::ArrowDown, "Wednesday 25 June: 1 session"),
        (Key::ArrowDown, "Wednesday 25 June: 1 session"),
        (Key::Home, "Sunday 1 June: 0 sessions"),
        (Key::ArrowUp, "Sunday 1 June: 0 sessions"),
        (Key::End, "Thursday 26 June: 2 sessions"),
        (Key::ArrowRight, "Thursday 26 June: 2 sessions"),
    ] {
        let from = stops(&dom).remove(0);
        dom.press("button", &from, key);
        assert_eq!(stops(&dom), [stop]);
    }
}

#[test]
fn months_are_paged_as_far_as_there_are_sessions() {
    let (world, mut dom) = open();
    dom.click("button", "May");
    assert_eq!(world.told(), [Message::Leaf(Leaf::Month(Month::of(world.model().today()).previous()))]);
    assert!(dom.text().contains("sessions in May") || dom.text().contains("session in May"));
    assert_eq!(dom.named("button", "Thursday 29 May: 1 session").attribute("class"), Some("heat-1"));
    let names: Vec<String> = dom.with_role("button").iter().map(Found::name).collect();
    assert!(!names.contains(&"April".to_owned()) && names.contains(&"June".to_owned()));
}

#[test]
fn the_week_is_a_picture_and_a_table() {
    let (_, dom) = open();
    let picture = "Held this week: 2 minutes 12 seconds. Last week: 0 seconds.";
    assert_eq!(dom.with_role("img").into_iter().filter(|found| found.name() == picture).count(), 1);
    let rows: Vec<String> = dom.all().iter().filter(|found| found.is("tr")).map(Found::text).collect();
    assert!(rows.contains(&"Wednesday 12 0".to_owned()), "{rows:?}");
    assert!(rows.contains(&"Thursday 120 0".to_owned()), "{rows:?}");
    assert!(rows.contains(&"Friday – 0".to_owned()), "{rows:?}");
}

#[test]
fn a_day_leads_to_its_sessions_and_back() {
    let (_, mut dom) = open();
    dom.click("button", "Thursday 26 June: 2 sessions");
    let dialog = dom.named("dialog", "Today");
    assert_eq!(dialog.attribute("aria-modal"), Some("true"));
    assert!(dialog.text().contains("2 sessions, 120 of 120 s held"));
    assert!(dom.class("frame").unwrap().attribute("inert").is_some(), "the page is out of reach");
    dom.click_in_dialog("Quick bridge 30 of 30 s held 14:06");
    dom.named("dialog", "Quick bridge");
    dom.click("button", "Close");
    dom.named("dialog", "Today");
}

#[test]
fn escape_closes_and_the_page_is_in_reach_again() {
    let (world, mut dom) = open();
    dom.click("button", "Wednesday 25 June: 1 session");
    dom.press("dialog", "Yesterday", Key::Escape);
    assert_eq!(world.told().last(), Some(&Message::Leaf(Leaf::Close)));
    assert_eq!(dom.with_role("dialog").len(), 0);
    assert!(dom.class("frame").unwrap().attribute("inert").is_none());
}

#[test]
fn a_session_shows_each_exercise_and_side_and_how_it_was_logged() {
    let (_, mut dom) = open();
    dom.click("button", "Bridge and donkey kicks 90 of 90 s held 14:26");
    let text = dom.named("dialog", "Bridge and donkey kicks").text();
    for part in
        ["Today, 14:26", "Timed by the guide", "It took 3 min 11 in all.", "Donkey kick, left 30 of 30 s", "Donkey kick, right 30 of 30 s"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_deletion_is_undone_with_one_press() {
    let (world, mut dom) = open();
    dom.click("button", "Bridge and donkey kicks 90 of 90 s held 14:26");
    dom.click("button", "Delete");
    assert_eq!(dom.with_role("dialog").len(), 0);
    assert!(!dom.text().contains("Bridge and donkey kicks"));
    assert!(dom.with_role("status").iter().any(|status| status.text() == "Session deleted."));
    dom.named("button", "Thursday 26 June: 1 session");
    world.wait(3600.0);
    dom.settle();
    dom.click("button", "Undo");
    assert!(dom.text().contains("Bridge and donkey kicks 90 of 90 s held"));
    assert!(dom.class("toast").is_none());
}

#[test]
fn each_deed_has_a_bar_of_its_own_that_can_take_the_keyboard() {
    let (world, mut dom) = open();
    world.tell(Message::Leaf(Leaf::Log { day: None }));
    let draft = world.model().diary.form().expect("a form").draft.clone();
    world.tell(Message::Leaf(Leaf::Submit(draft)));
    dom.settle();
    let logged = dom.named("button", "Undo").identity();
    dom.click("button", "Bridge and donkey kicks 90 of 90 s held 14:26");
    // The store is quick: the old offer and the new one are rendered one after the other, with nothing between.
    dom.click("button", "Delete");
    assert_ne!(dom.named("button", "Undo").identity(), logged);
}

#[test]
fn the_offer_to_undo_can_be_put_away() {
    let (world, mut dom) = open();
    dom.click("button", "Bridge and donkey kicks 90 of 90 s held 14:26");
    dom.click("button", "Delete");
    dom.click("button", "Dismiss");
    assert!(dom.class("toast").is_none());
    assert_eq!(world.model().history.sessions.len(), 3);
}

#[test]
fn a_failed_deletion_is_told() {
    let (world, mut dom) = open();
    world.break_store(Some(StoreFailure { reason: FailureReason::DiskFull, detail: "unsit.sqlite3".to_owned() }));
    dom.click("button", "Bridge and donkey kicks 90 of 90 s held 14:26");
    dom.click("button", "Delete");
    assert!(dom.with_role("alert")[0].text().contains("no space left"));
    assert!(dom.text().contains("Bridge and donkey kicks 90 of 90 s held"));
    world.break_store(None);
    world.wait(30.0);
    dom.settle();
    assert_eq!(dom.with_role("alert")[0].text(), "");
    assert!(!dom.text().contains("Bridge and donkey kicks"));
}

#[test]
fn a_past_session_is_logged_through_the_form() {
    let (world, mut dom) = open();
    dom.click("button", "Log a session");
    assert_eq!(dom.named("dialog", "Log a past session").attribute("aria-labelledby"), Some("sheet-title"));
    dom.fill("combobox", "Routine", "1");
    dom.fill("date", "Day", "2025-06-24");
    dom.fill("time", "Began at", "18:40");
    dom.fill("spinbutton", "Seconds held", "45");
    dom.submit();
    assert_eq!(dom.with_role("dialog").len(), 0);
    assert!(dom.text().contains("Bridge and donkey kicks 45 of 90 s held, logged by you 18:40"));
    assert!(dom.text().contains("Session logged."));
    assert_eq!(world.model().history.sessions.len(), 5);
}

#[test]
fn another_routine_asks_for_its_own_seconds_and_keeps_the_day() {
    let (world, mut dom) = open();
    dom.click("button", "Log a session");
    dom.fill("date", "Day", "2025-06-24");
    dom.fill("spinbutton", "Seconds held", "3");
    dom.fill("combobox", "Routine", "0");
    assert_eq!(dom.named("spinbutton", "Seconds held").attribute("initial_value"), Some("30"));
    dom.submit();
    let logged = world.model().history.sessions.iter().find(|session| session.local_day.to_string() == "2025-06-24").cloned();
    assert_eq!(logged.unwrap().held().secs_floor(), 30);
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let (world, mut dom) = open();
    dom.click("button", "Log a session");
    dom.fill("date", "Day", "2025-07-01");
    dom.fill("spinbutton", "Seconds held", "");
    dom.submit();
    for (role, name, error) in [
        ("date", "Day", "This is still to come. Please choose a time up to now."),
        ("spinbutton", "Seconds held", "A whole number, 0 to 90."),
    ] {
        let field = dom.named(role, name);
        assert_eq!(field.attribute("aria-invalid"), Some("true"));
        let described: Vec<String> =
            field.attribute("aria-describedby").unwrap().split(' ').map(|id| dom.by_id(id).unwrap().text()).collect();
        assert!(described.contains(&error.to_owned()), "{described:?}");
    }
    assert_eq!(dom.named("time", "Began at").attribute("aria-invalid"), None);
    assert_eq!(world.model().history.sessions.len(), 4);
}

#[test]
fn a_session_is_corrected_hold_by_hold() {
    let (_, mut dom) = open();
    dom.click("button", "Quick bridge 30 of 30 s held 14:06");
    dom.click("button", "Correct");
    dom.named("dialog", "Correct Quick bridge");
    dom.fill("spinbutton", "Hold 3", "4");
    dom.submit();
    assert_eq!(dom.with_role("dialog").len(), 0);
    assert!(dom.text().contains("Quick bridge 24 of 30 s held, corrected by you 14:06"));
    dom.click("button", "Undo");
    assert!(dom.text().contains("Quick bridge 30 of 30 s held 14:06"));
}

#[test]
fn a_day_without_a_session_offers_to_log_one_there() {
    let (world, mut dom) = open();
    dom.click("button", "Tuesday 24 June: 0 sessions");
    assert!(dom.named("dialog", "Tuesday 24 June").text().contains("No session on this day."));
    dom.click_in_dialog("Log a session");
    assert_eq!(world.told().last(), Some(&Message::Leaf(Leaf::Log { day: Some(world.model().today().days_back(2)) })));
    assert_eq!(dom.named("date", "Day").attribute("initial_value"), Some("2025-06-24"));
}
