//! A session on the screen: what it shows, what it hears, what it says.

mod support;

use std::time::Duration;

use dioxus::prelude::Key;
use support::{TestDom, open_in};
use unsit_core::app::{Change, Control, Message};

fn control(control: Control) -> Vec<Message> {
    vec![Message::Control(control)]
}

fn space() -> Key {
    Key::Character(" ".to_owned())
}

fn live(dom: &TestDom) -> String {
    let polite = |found: &&support::window::Found| found.attribute("aria-live") == Some("polite");
    dom.all().iter().find(polite).expect("there is a live region").text()
}

#[test]
fn a_hold_shows_one_word_one_number_and_the_side() {
    let (_, dom) = open_in("bridge-and-donkey-kicks", 88.0);
    assert_eq!(dom.class("guide").unwrap().attribute("data-phase"), Some("hold"));
    assert_eq!(dom.with_role("heading")[0].name(), "Hold");
    assert_eq!(dom.with_role("timer")[0].text(), "6");
    assert_eq!(dom.class("side").unwrap().text(), "LEFT");
    assert!(dom.class("on-left").is_some() && dom.class("sideband").is_some());
}

#[test]
fn the_other_side_is_at_the_other_edge() {
    let (_, dom) = open_in("bridge-and-donkey-kicks", 143.0);
    assert_eq!(dom.class("side").unwrap().text(), "RIGHT");
    assert!(dom.class("on-right").is_some());
}

#[test]
fn the_number_counts_down_and_the_arc_is_left_alone() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    let since = |dom: &TestDom| dom.class("sweep").unwrap().attribute("--since").map(str::to_owned);
    let before = (dom.with_role("timer")[0].text(), since(&dom));
    world.wait(2.0);
    dom.settle();
    assert_eq!(before, ("7".to_owned(), Some("-3000ms".to_owned())));
    assert_eq!((dom.with_role("timer")[0].text(), since(&dom)), ("5".to_owned(), Some("-3000ms".to_owned())));
}

#[test]
fn keys_control_the_session() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    dom.press("main", "Session", space());
    assert_eq!(world.told(), control(Control::Toggle));
    dom.press("main", "Session", Key::ArrowLeft);
    assert_eq!(world.told(), control(Control::Back));
    dom.press("main", "Session", Key::ArrowRight);
    assert_eq!(world.told(), control(Control::Skip));
    dom.press("main", "Session", Key::Escape);
    assert_eq!(world.told(), [Message::AskToStop]);
    dom.press("main", "Session", Key::Escape);
    assert_eq!(world.told(), [Message::KeepGoing]);
}

#[test]
fn keys_that_follow_each_other_at_once_are_heard_in_their_order() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    dom.press_at_once("main", "Session", [Key::ArrowLeft, Key::Escape]);
    assert_eq!(world.told(), [Message::Control(Control::Back), Message::AskToStop]);
}

#[test]
fn space_on_a_button_is_that_buttons_alone() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    dom.press("button", "Skip", space());
    assert_eq!(world.told(), [], "the browser makes a click of it");
    dom.click("button", "Skip");
    assert_eq!(world.told(), control(Control::Skip));
}

#[test]
fn the_keys_of_a_player_control_the_session() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    for (key, meant) in
        [(Key::MediaPlayPause, Control::Toggle), (Key::MediaTrackNext, Control::Skip), (Key::MediaTrackPrevious, Control::Back)]
    {
        dom.press("main", "Session", key);
        assert_eq!(world.told(), control(meant));
    }
}

#[test]
fn arrows_work_wherever_the_focus_is() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    dom.press("button", "Pause", Key::ArrowRight);
    assert_eq!(world.told(), control(Control::Skip));
}

#[test]
fn a_tap_above_the_controls_pauses() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    dom.click_class("g-fig");
    assert_eq!(world.told(), control(Control::Toggle));
    assert_eq!(dom.with_role("heading")[0].name(), "Paused");
    assert_eq!(dom.class("guide").unwrap().attribute("data-phase"), Some("paused"));
    assert!(dom.class("sweep").is_none(), "the arc stands still");
    dom.click("button", "Go on");
    assert_eq!(world.told(), control(Control::Toggle));
}

#[test]
fn a_tap_on_a_control_does_not_pause_as_well() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    dom.click("button", "Redo");
    assert_eq!(world.told(), control(Control::Back));
    dom.click_class("g-dock");
    assert_eq!(world.told(), []);
}

#[test]
fn closing_asks_once_and_says_what_is_kept() {
    let (world, mut dom) = open_in("quick-bridge", 30.0);
    dom.click("button", "End session");
    let asked = dom.with_role("dialog")[0].text();
    assert!(asked.contains("Stop here?") && asked.contains("10 s held so far will be saved."));
    assert!(dom.class("g-all").unwrap().attribute("inert").is_some(), "nothing behind the question can be reached");
    dom.press("dialog", "Stop here?", Key::Escape);
    assert_eq!(world.told(), [Message::AskToStop, Message::KeepGoing]);
    assert!(dom.with_role("dialog").is_empty());
}

#[test]
fn stopping_leads_to_the_summary() {
    let (world, mut dom) = open_in("quick-bridge", 30.0);
    dom.click("button", "End session");
    dom.click("button", "Stop");
    assert_eq!(world.told().last(), Some(&Message::Control(Control::Stop)));
    assert!(dom.text().contains("Session logged, 14:06"));
    assert!(dom.text().contains("10 seconds really held Of 30 planned."));
    assert!(dom.text().contains("Hold 1 10 s"));
    dom.click("button", "Done");
    assert_eq!(dom.with_role("heading")[0].name(), "Today");
}

#[test]
fn the_sound_button_silences_sounds_and_voice() {
    let (world, mut dom) = open_in("quick-bridge", 20.0);
    dom.click("button", "Sound on");
    assert_eq!(world.told(), [Message::Change(Change::Sound(false)), Message::Change(Change::Voice(false))]);
    dom.click("button", "Sound off");
    assert_eq!(world.told(), [Message::Change(Change::Sound(true)), Message::Change(Change::Voice(true))]);
}

#[test]
fn a_screen_reader_hears_the_phases_and_not_the_seconds() {
    let (world, mut dom) = open_in("quick-bridge", 18.0);
    let hold = live(&dom);
    assert!(hold.starts_with("Hold"), "{hold}");
    for _ in 0..8 {
        world.wait(1.0);
        dom.settle();
        assert_eq!(live(&dom), hold);
    }
    world.wait(2.0);
    dom.settle();
    assert!(live(&dom).starts_with("Lower"), "{}", live(&dom));
    assert_eq!(dom.with_role("timer")[0].attribute("aria-live"), Some("off"));
}

#[tokio::test(start_paused = true)]
async fn a_figure_moves_for_its_phase_and_then_rests() {
    let (world, mut dom) = open_in("quick-bridge", 15.0);
    let outline = |dom: &TestDom| dom.class("fig-body").unwrap().attribute("d").map(str::to_owned);
    let before = (outline(&dom), dom.changes());
    dom.run_for(Duration::from_secs(3)).await;
    let lifted = (outline(&dom), dom.changes());
    assert_ne!(before.0, lifted.0);
    assert_eq!(world.frames(), 50, "25 pictures a second for a lift of 2 s");
    dom.run_for(Duration::from_secs(3600)).await;
    assert_eq!((outline(&dom), dom.changes()), lifted, "an hour in which nothing happens renders nothing");
}

#[tokio::test(start_paused = true)]
async fn a_still_figure_shows_the_end_of_its_movement_only() {
    let world = support::World::new();
    let mut dom = TestDom::open(unsit_app::ui::Shell { still: std::rc::Rc::new(true.into()), ..world.shell() });
    world.tell(Message::Start(unsit_core::app::Start::routine("quick-bridge")));
    world.wait(15.0);
    dom.settle();
    let before = dom.changes();
    dom.run_for(Duration::from_secs(2)).await;
    assert_eq!(dom.changes(), before);
}
