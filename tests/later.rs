//! The screens that a page fetches later: what is shown until they are there, and when they do not come.

mod support;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use support::states;
use support::{TestDom, World};
use tokio::sync::oneshot;
use unsit_app::ui::Shell;
use unsit_app::ui::screens::later::{Part, Source};
use unsit_app::ui::style;
use unsit_core::app::{Message, Screen, Start};
use unsit_core::text::Language;
use unsit_core::text::pseudo::{Pretence, pretend};

/// The network: each fetch waits until the test ends it.
#[derive(Clone, Default)]
struct Network(Rc<RefCell<Vec<oneshot::Sender<Option<Part>>>>>, Rc<RefCell<Option<oneshot::Sender<()>>>>);

impl Network {
    fn source(&self) -> Source {
        let (fetches, idle) = (Rc::clone(&self.0), Rc::clone(&self.1));
        Source::Fetched {
            idle: Rc::new(move || {
                let (is_idle, waiting) = oneshot::channel();
                idle.borrow_mut().replace(is_idle);
                Box::pin(async { drop(waiting.await) })
            }),
            fetch: Rc::new(move || {
                let (end, done) = oneshot::channel();
                fetches.borrow_mut().push(end);
                Box::pin(async { done.await.ok().flatten() })
            }),
        }
    }

    /// How many fetches have begun and are not over.
    fn open(&self) -> usize {
        self.0.borrow().len()
    }

    fn answer(&self, dom: &mut TestDom, part: Option<Part>) {
        let fetch = self.0.borrow_mut().pop().expect("something is fetched");
        assert!(fetch.send(part).is_ok(), "somebody waits for it");
        dom.settle();
    }

    fn rest(&self, dom: &mut TestDom) {
        dom.settle();
        self.1.borrow_mut().take().expect("the window waits for rest").send(()).expect("it still waits");
        dom.settle();
    }
}

fn open() -> (World, Network, TestDom) {
    let (world, network) = (World::new(), Network::default());
    let dom = TestDom::open(Shell { later: network.source(), ..world.shell() });
    (world, network, dom)
}

#[test]
fn nothing_is_fetched_before_the_page_has_nothing_else_to_do() {
    let (_, network, mut dom) = open();
    dom.settle();
    assert_eq!(network.open(), 0);
    network.rest(&mut dom);
    assert_eq!(network.open(), 1);
    network.answer(&mut dom, Some(Part::linked()));
    dom.click("button", "Routines");
    assert_eq!(dom.named("heading", "Routines").name(), "Routines");
    assert_eq!(network.open(), 0, "it is fetched once");
}

#[test]
fn a_screen_that_is_wanted_before_says_that_it_comes_and_keeps_the_navigation() {
    let (_, network, mut dom) = open();
    dom.click("button", "History");
    let status = dom.class("part-coming").expect("a placeholder");
    assert_eq!((status.attribute("aria-busy"), status.role(), status.text().as_str()), (Some("true"), Some("status"), "One moment"));
    assert_eq!(dom.named("button", "History").attribute("aria-current"), Some("page"));
    dom.click("button", "Learn");
    assert_eq!(network.open(), 1, "screens share what is fetched");
    network.answer(&mut dom, Some(Part::linked()));
    assert!(dom.class("part-coming").is_none());
    assert_eq!(dom.named("heading", "Learn").name(), "Learn");
}

#[test]
fn one_that_could_not_be_fetched_says_so_and_comes_when_tried_again() {
    let (world, network, mut dom) = open();
    dom.click("button", "Routines");
    network.answer(&mut dom, None);
    let alert = dom.with_role("alert").into_iter().map(|found| found.text()).collect::<String>();
    assert!(alert.contains("This screen could not be fetched") && alert.contains("Nothing is lost"), "{alert}");
    dom.click("button", "Try again");
    assert_eq!(network.open(), 1);
    dom.click("button", "One moment");
    assert_eq!(network.open(), 1, "one at a time");
    network.answer(&mut dom, Some(Part::linked()));
    assert_eq!(dom.named("heading", "Routines").name(), "Routines");
    assert_eq!(world.told(), [Message::Show(Screen::Routines)]);
}

#[test]
fn after_two_failures_the_page_can_be_opened_again() {
    let (world, network, mut dom) = open();
    dom.click("button", "Routines");
    network.answer(&mut dom, None);
    assert!(!dom.text().contains("Reload"));
    dom.click("button", "Try again");
    network.answer(&mut dom, None);
    dom.click("button", "Reload");
    assert_eq!(world.told(), [Message::Show(Screen::Routines), Message::OpenAgain]);
}

#[test]
fn a_failure_that_nobody_saw_is_tried_again_when_a_screen_is_wanted() {
    let (_, network, mut dom) = open();
    network.rest(&mut dom);
    network.answer(&mut dom, None);
    assert!(!dom.text().contains("could not be fetched"));
    dom.click("button", "Learn");
    network.answer(&mut dom, Some(Part::linked()));
    assert_eq!(dom.named("heading", "Learn").name(), "Learn");
}

#[test]
fn the_way_back_is_there_while_a_screen_below_another_is_missing() {
    let (world, network, mut dom) = open();
    world.tell(Message::Show(Screen::Checkup));
    dom.settle();
    assert!(dom.class("part-coming").is_some());
    dom.named("button", "Back");
    network.answer(&mut dom, None);
    dom.click("button", "Back");
    assert_eq!(dom.named("heading", "Today").name(), "Today");
}

#[test]
fn a_new_person_who_is_quick_waits_for_the_questions_and_can_skip_them() {
    let (world, network) = (World::first(), Network::default());
    let mut dom = TestDom::open(Shell { later: network.source(), ..world.shell() });
    dom.click("button", "Continue");
    assert!(dom.class("part-coming").is_some());
    network.answer(&mut dom, None);
    assert!(dom.text().contains("could not be fetched"));
    dom.click("button", "Skip");
    assert_eq!(dom.named("heading", "Today").name(), "Today");
}

#[test]
fn a_session_needs_nothing_of_what_comes_later() {
    let (world, network, mut dom) = open();
    world.tell(Message::Start(Start::routine("quick-bridge")));
    world.wait(90.0);
    dom.settle();
    assert!(dom.text().contains("Session logged"), "{}", dom.text());
    assert_eq!(network.open(), 0);
}

#[test]
fn nothing_that_is_there_at_first_says_words_that_come_later() {
    let mut seen = 0;
    let missing: BTreeSet<String> = states::all()
        .flat_map(|state| {
            pretend(Some(Pretence::Early));
            let world = states::world(state, Language::English);
            let dom = TestDom::open(Shell { later: Network::default().source(), ..world.shell() });
            pretend(None);
            seen += 1;
            let attributes =
                dom.all().into_iter().filter_map(|element| element.attribute("aria-label").map(str::to_owned)).collect::<Vec<_>>();
            let texts: Vec<String> = dom.texts().into_iter().chain(attributes).filter(|text| text.contains('[')).collect();
            texts.into_iter().map(|text| format!("{}: {text}", state.0))
        })
        .collect();
    assert!(seen > 50, "{seen} states");
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn nothing_that_is_there_at_first_needs_rules_that_come_later() {
    let (first, later) = (classes_of(&style::of_first_part()), classes_of(&style::of_later_part()));
    assert!(first.contains("cta") && later.contains("builder"), "the search finds what is there");
    let mut seen = 0;
    let missing: BTreeSet<String> = states::all()
        .flat_map(|state| {
            let world = states::world(state, Language::English);
            let dom = TestDom::open(Shell { later: Network::default().source(), ..world.shell() });
            seen += 1;
            let used = dom.all().into_iter().filter_map(|element| element.attribute("class").map(str::to_owned)).collect::<Vec<_>>();
            let used: BTreeSet<String> = used.iter().flat_map(|classes| classes.split_whitespace()).map(str::to_owned).collect();
            used.into_iter()
                .filter(|class| later.contains(class) && !first.contains(class))
                .map(|class| format!("{}: {class}", state.0))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(seen > 50, "{seen} states");
    assert_eq!(missing, BTreeSet::new());
}

/// Every class with which a rule of the sheet begins.
fn classes_of(sheet: &str) -> BTreeSet<String> {
    let selectors = sheet.split('{').filter_map(|before| before.rsplit(['}', ';', '/']).next()).flat_map(|list| list.split(','));
    let names = selectors.filter_map(|selector| selector.trim().strip_prefix('.'));
    names.map(|name| name.chars().take_while(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')).collect()).collect()
}
