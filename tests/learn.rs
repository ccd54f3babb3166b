//! Learn: from the list to a muscle, to the routine that has its exercise, to the sources.

mod support;

use support::{TestDom, open, open_at};
use unsit_core::app::{Answer, LearnPage, Message, Screen};

#[test]
fn learn_is_a_place_of_its_own() {
    let (world, mut dom) = open();
    dom.click("button", "Learn");
    assert_eq!(world.told(), [Message::Show(Screen::Learn(LearnPage::All))]);
    assert_eq!(dom.named("button", "Learn").attribute("aria-current"), Some("page"));
    assert_eq!(dom.all().iter().filter(|found| found.attribute("class") == Some("card pair")).count(), 7);
}

#[test]
fn a_muscle_leads_to_its_exercises_and_they_to_a_routine() {
    let (_, mut dom) = open_at(Screen::Learn(LearnPage::All));
    dom.click("button", "Often tight Hip flexors (iliopsoas) Its opposite Gluteus maximus, Hamstrings");
    assert_eq!(title(&dom), "Hip flexors (iliopsoas)");
    let text = dom.text();
    for said in ["What it does", "When you sit", "Its opposite", "Release it", "Strengthen the opposite", "Take care", "Low certainty"] {
        assert!(text.contains(said), "{said}");
    }
    assert!(text.contains("Half-kneeling hip-flexor stretch") && text.contains("2 × 30 s each side"), "{text}");
    dom.click("button", "In: Quick bridge");
    assert_eq!(title(&dom), "Quick bridge");
}

#[test]
fn an_exercise_that_does_not_suit_says_so() {
    let (world, mut dom) = open_at(Screen::Learn(LearnPage::Muscle("gluteus-maximus".into())));
    assert!(!dom.text().contains("Left out for you"));
    world.tell(Message::Answer(Answer::Question { question: "wrist-pain".into(), yes: true }));
    dom.settle();
    assert!(dom.text().contains("Left out for you Left out or changed: it puts weight on your wrists."));
}

#[test]
fn back_leads_from_every_page_to_the_list() {
    let pages = [
        LearnPage::Muscle("iliopsoas".into()),
        LearnPage::Topic("sitting".into()),
        LearnPage::Clinician,
        LearnPage::Evidence,
        LearnPage::Sources,
    ];
    for page in pages {
        let (_, mut dom) = open_at(Screen::Learn(page));
        dom.click("button", "Back");
        assert_eq!(title(&dom), "Learn");
    }
}

#[test]
fn back_leads_where_one_came_from() {
    let (world, mut dom) = open_at(Screen::Learn(LearnPage::All));
    world.tell(Message::Answer(Answer::Question { question: "osteoporosis".into(), yes: true }));
    dom.settle();
    dom.click("button", "Often tight Hip flexors (iliopsoas) Its opposite Gluteus maximus, Hamstrings");
    dom.click("button", "In: Quick bridge");
    dom.click("button", "Back");
    assert_eq!(title(&dom), "Hip flexors (iliopsoas)");
    dom.click("button", "Back");
    assert_eq!(title(&dom), "Learn");
    world.tell(Message::Show(Screen::Routine("release-and-strengthen".into())));
    dom.settle();
    dom.click("button", "Change my answers");
    assert_eq!(title(&dom), "Safety check");
    dom.click("button", "Done");
    assert_eq!(title(&dom), "Release and strengthen");
}

#[test]
fn both_sides_of_the_evidence_are_told() {
    let (_, dom) = open_at(Screen::Learn(LearnPage::Evidence));
    let text = dom.text();
    assert!(text.contains("What speaks for it") && text.contains("What speaks against it"));
    assert!(text.contains("9 %") && text.contains("may make no difference"));
}

#[test]
fn a_source_opens_in_the_browser_and_one_that_nobody_saw_says_so() {
    let (_, dom) = open_at(Screen::Learn(LearnPage::Sources));
    let links: Vec<_> = dom.all().into_iter().filter(|found| found.is("a")).collect();
    assert!(links.len() > 20);
    for link in &links {
        assert!(link.attribute("href").is_some_and(|to| to.starts_with("https://")));
        assert_eq!((link.attribute("target"), link.attribute("rel")), (Some("_blank"), Some("noopener noreferrer")));
        assert!(link.name().starts_with("Open "));
    }
    assert_eq!(dom.text().matches("We have not seen this source ourselves.").count(), 3);
}

fn title(dom: &TestDom) -> String {
    dom.all().iter().find(|found| found.is("h1")).expect("each page has a title").text()
}
