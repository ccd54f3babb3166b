//! The safety check after the first run: answers change what is shown and played, at any time.

mod support;

use support::window::Found;
use support::{TestDom, World, open, open_at};
use unsit_core::app::{Answer, Message, SafetyPage, Screen, Start};

#[test]
fn a_yes_changes_the_bridge() {
    let (world, mut dom) = open_at(Screen::Safety(SafetyPage::Check));
    dom.click("button", "Yes: A herniated (slipped) disc, found by a clinician?");
    assert!(dom.text().contains("Holds are halved."), "the reason stands by the answer");
    world.tell(Message::Show(Screen::Today));
    dom.settle();
    dom.click("button", "Start Quick bridge 52 s · on your back");
    assert_eq!(world.model().playing.as_ref().unwrap().session.plan().planned_hold().secs_floor(), 15);
}

#[test]
fn a_routine_lists_what_is_changed_and_why() {
    let (world, mut dom) = open();
    answer(&world, "wrist-pain", true);
    world.tell(Message::Show(Screen::Routine("bridge-and-donkey-kicks".into())));
    dom.settle();
    assert!(dom.text().contains("Changed for you"));
    assert!(dom.text().contains("Standing kick-back instead of Donkey kick. Left out or changed: it puts weight on your wrists."));
    assert!(dom.text().contains("Standing kick-back, left"));
    assert!(!dom.text().contains("Donkey kick, left"));
    dom.click("button", "Change my answers");
    assert_eq!(title(&dom), "Safety check");
}

#[test]
fn in_an_emergency_nothing_can_be_started_anywhere() {
    let (world, mut dom) = open();
    answer(&world, "leg-weakness", true);
    for screen in [Screen::Today, Screen::Routines, Screen::Routine("quick-bridge".into())] {
        world.tell(Message::Show(screen.clone()));
        dom.settle();
        assert!(dom.text().contains("Please get help now"), "{screen:?}");
        let starts: Vec<String> = dom.with_role("button").iter().map(Found::name).filter(|name| name.starts_with("Start")).collect();
        assert_eq!(starts, Vec::<String>::new(), "{screen:?}");
        dom.click("button", "What to do");
        assert_eq!(title(&dom), "Please get help now");
    }
}

#[test]
fn answers_can_be_given_anew() {
    let (world, mut dom) = open();
    answer(&world, "leg-weakness", true);
    world.tell(Message::Start(Start::routine("quick-bridge")));
    dom.settle();
    assert_eq!(title(&dom), "Please get help now");
    dom.click("button", "Change my answers");
    let question = "Weakness in a leg that is getting worse, or weakness or numbness in both legs?";
    assert_eq!(dom.named("button", &format!("Yes: {question}")).attribute("aria-pressed"), Some("true"));
    dom.click("button", &format!("No: {question}"));
    assert_eq!(dom.named("button", &format!("No: {question}")).attribute("aria-pressed"), Some("true"));
    world.tell(Message::Show(Screen::Today));
    dom.settle();
    dom.click("button", "Start Quick bridge 1 min 07 · on your back");
    assert!(dom.class("guide").is_some());
}

#[test]
fn a_clinician_s_word_is_given_and_taken_back() {
    let (world, mut dom) = open();
    answer(&world, "fever", true);
    world.tell(Message::Start(Start::routine("quick-bridge")));
    dom.settle();
    assert_eq!(title(&dom), "Please talk to a clinician first");
    dom.click("button", "I have talked to a clinician and may exercise.");
    assert_eq!(title(&dom), "Today");
    world.tell(Message::Show(Screen::Safety(SafetyPage::Check)));
    dom.settle();
    dom.click("switch", "I have talked to a clinician and may exercise.");
    dom.click("button", "Done");
    assert_eq!(title(&dom), "Please talk to a clinician first");
}

#[test]
fn an_interrupted_session_can_only_be_ended_while_nothing_may_begin() {
    let world = World::new();
    world.tell(Message::Start(Start::routine("quick-bridge")));
    world.wait(30.0);
    world.restart();
    answer(&world, "chest-pain", true);
    let mut dom = TestDom::open(world.shell());
    assert!(!dom.with_role("button").iter().any(|button| button.name() == "Continue"));
    dom.click("button", "End it here");
    assert!(dom.text().contains("10 of 30 s held, ended early"));
}

#[test]
fn the_settings_say_when_the_questions_were_answered_and_lead_to_them() {
    let (world, mut dom) = open_at(Screen::Settings);
    assert!(dom.text().contains("Safety check Not answered yet"));
    answer(&world, "fever", false);
    world.wait(26.0 * 3600.0);
    dom.settle();
    assert!(dom.text().contains("Last answered: Yesterday 20 of 21 questions are open."));
    dom.click_class("way");
    assert_eq!(title(&dom), "Safety check");
    dom.click("button", "Back");
    assert_eq!(title(&dom), "Settings");
}

#[test]
fn the_signs_for_a_clinician_are_one_press_away() {
    let (world, mut dom) = open();
    answer(&world, "night-pain", true);
    world.tell(Message::Show(Screen::Safety(SafetyPage::Stop)));
    dom.settle();
    dom.click("button", "When to see a clinician");
    assert!(dom.text().contains("loss of bladder or bowel control"));
    dom.click("button", "Back");
    assert_eq!(title(&dom), "Please talk to a clinician first");
}

#[test]
fn whoever_knew_unsit_before_is_invited_to_the_check_and_may_put_it_off() {
    let world = World::first();
    world.play("quick-bridge");
    world.restart();
    let mut dom = TestDom::open(world.shell());
    assert_eq!(title(&dom), "Today");
    assert!(dom.text().contains("A few yes or no questions."));
    dom.click("button", "Not now");
    assert!(!dom.text().contains("A few yes or no questions."));
    world.restart();
    assert!(!TestDom::open(world.shell()).text().contains("A few yes or no questions."));
}

fn answer(world: &World, question: &str, yes: bool) {
    world.tell(Message::Answer(Answer::Question { question: question.into(), yes }));
}

fn title(dom: &TestDom) -> String {
    dom.all().iter().find(|found| found.is("h1")).expect("each page has a title").text()
}
