//! The first run, as a new person meets it.

mod support;

use serde_json::json;
use support::{TestDom, World, open};
use unsit_core::app::{Answer, Break, Change, FailureReason, FirstRun, HoursEdit, Message, StoreFailure, Waking};
use unsit_core::content::Group;
use unsit_core::text::Language;

#[test]
fn a_new_person_goes_from_the_welcome_to_today() {
    let (world, mut dom) = first();
    assert_eq!(title(&dom), "Your glutes rest while you sit. Put them to work.");
    assert!(dom.text().contains("done in 1 min 07"));
    assert_eq!(dom.named("img", "Page 1 of 6").attribute("class"), Some("dots"));
    dom.click("button", "Continue");
    assert_eq!(title(&dom), "When do you usually sit?");
    dom.click("button", "Continue");
    assert_eq!(title(&dom), "How would you like to be guided?");
    dom.click("switch", "Voice");
    let next = Message::FirstRun(FirstRun::Next);
    assert_eq!(world.told(), [next.clone(), next, Message::Change(Change::Voice(false))]);
    dom.click("button", "Continue");
    for group in ["Do you have any of these right now?", "Does any of this apply to you?", "What should Unsit take into account?"] {
        assert_eq!(title(&dom), "A quick safety check");
        dom.click("button", &format!("None of these: {group}"));
        dom.click("button", "Continue");
    }
    assert_eq!(title(&dom), "Today");
    assert_eq!(world.setting("first_run_done"), Some(json!(true)));
    assert_eq!(world.setting("safety").unwrap()["answers"].as_object().unwrap().len(), 21);
}

#[test]
fn days_hours_and_how_often_are_chosen_on_one_page() {
    let (world, mut dom) = first();
    go_to(&mut dom, 1);
    let pressed = |dom: &TestDom, day: &str| dom.named("button", day).attribute("aria-pressed") == Some("true");
    assert!(pressed(&dom, "Monday") && !pressed(&dom, "Sunday"));
    assert!(dom.text().contains("8 breaks a day at most"), "{}", dom.text());
    dom.click("button", "Sunday");
    dom.click("button", "Monday");
    assert!(!pressed(&dom, "Monday") && pressed(&dom, "Sunday"));
    dom.click("button", "After sitting for: Less");
    assert!(dom.text().contains("9 breaks a day at most"), "{}", dom.text());
    let week = world.setting("reminders.active").unwrap();
    assert_eq!((&week["mon"], &week["sun"]), (&json!([]), &json!([["09:00", "17:30"]])));
    world.tell(Message::Break(Break::Hours(HoursEdit::Usual { start: "09:00".into(), end: "09:00".into() })));
    dom.settle();
    assert_eq!(dom.named("alert", "Please give a start and an end that differ.").text(), "Please give a start and an end that differ.");
}

#[test]
fn the_way_on_waits_for_every_answer_and_counts_what_is_left() {
    let (world, mut dom) = first();
    go_to(&mut dom, 3);
    let way_on = |dom: &TestDom, name: &str| dom.named("button", name).attribute("disabled").is_some();
    assert!(way_on(&dom, "5 left to answer"));
    dom.click("button", "No: Pain since a bad fall or an accident?");
    assert!(way_on(&dom, "4 left to answer"));
    dom.click("button", "None of the others: Do you have any of these right now?");
    assert!(!way_on(&dom, "Continue"));
    assert_eq!(world.told().last(), Some(&Message::Answer(Answer::NoToTheRest(Group::Emergency))));
}

#[test]
fn every_page_can_be_skipped_and_none_comes_back() {
    for pages in 0..6 {
        let (world, mut dom) = first();
        for _ in 0..pages {
            world.tell(Message::FirstRun(FirstRun::Next));
        }
        dom.settle();
        dom.click("button", "Skip");
        assert_eq!(title(&dom), "Today");
        world.restart();
        assert_eq!(title(&TestDom::open(world.shell())), "Today");
    }
}

#[test]
fn back_leads_to_the_page_before() {
    let (_, mut dom) = first();
    go_to(&mut dom, 3);
    dom.click("button", "Back");
    assert_eq!(title(&dom), "How would you like to be guided?");
    dom.click("button", "Back");
    assert_eq!(title(&dom), "When do you usually sit?");
    dom.click("button", "Back");
    assert_eq!(title(&dom), "Your glutes rest while you sit. Put them to work.");
    assert!(!dom.with_role("button").iter().any(|button| button.name() == "Back"));
}

#[test]
fn an_emergency_is_told_what_to_do_and_may_change_the_answer() {
    let (_, mut dom) = first();
    go_to(&mut dom, 3);
    dom.click("button", "Yes: Chest pain or dizziness when you make an effort?");
    dom.click("button", "None of the others: Do you have any of these right now?");
    dom.click("button", "Continue");
    assert_eq!(title(&dom), "Please get help now");
    assert!(dom.text().contains("Call your local emergency number"));
    dom.click("button", "Change my answers");
    dom.click("button", "No: Chest pain or dizziness when you make an effort?");
    dom.click("button", "Continue");
    assert!(dom.text().contains("Does any of this apply to you?"));
}

#[test]
fn after_an_emergency_today_offers_no_start() {
    let (_, mut dom) = first();
    go_to(&mut dom, 3);
    dom.click("button", "Yes: Chest pain or dizziness when you make an effort?");
    dom.click("button", "None of the others: Do you have any of these right now?");
    dom.click("button", "Continue");
    dom.click("button", "Go to Today");
    assert_eq!(title(&dom), "Today");
    assert!(!dom.with_role("button").iter().any(|button| button.name().starts_with("Start")));
    dom.click("button", "What to do");
    assert_eq!(title(&dom), "Please get help now");
}

#[test]
fn a_clinician_s_word_leads_on() {
    let (_, mut dom) = first();
    go_to(&mut dom, 3);
    dom.click("button", "None of these: Do you have any of these right now?");
    dom.click("button", "Continue");
    dom.click("button", "Yes: Cancer, now or in the past?");
    dom.click("button", "None of the others: Does any of this apply to you?");
    dom.click("button", "Continue");
    assert_eq!(title(&dom), "Please talk to a clinician first");
    dom.click("button", "I have talked to a clinician and may exercise.");
    assert!(dom.text().contains("What should Unsit take into account?"));
}

#[test]
fn the_language_changes_at_once() {
    let (_, mut dom) = first();
    go_to(&mut dom, 2);
    dom.click("button", "Deutsch");
    assert_eq!(title(&dom), "Wie soll Unsit dich anleiten?");
}

#[test]
fn a_store_that_cannot_be_read_is_no_first_start() {
    let failures = vec![StoreFailure { reason: FailureReason::Unreadable, detail: "unsit.db".to_owned() }];
    let (world, mut dom) = open();
    world.tell(Message::Woken(Box::new(Waking { failures, system_language: Language::English, ..Waking::default() })));
    dom.settle();
    assert_eq!(title(&dom), "Today");
    assert!(dom.text().contains("Your safety answers could not be read"));
}

fn first() -> (World, TestDom) {
    let world = World::first();
    let dom = TestDom::open(world.shell());
    (world, dom)
}

fn go_to(dom: &mut TestDom, page: usize) {
    for _ in 0..page {
        dom.click("button", "Continue");
    }
}

/// The heading of the page; a screen reader begins there.
fn title(dom: &TestDom) -> String {
    dom.all().iter().find(|found| found.is("h1")).expect("each page has a title").text()
}
