//! The page that is shown where the app cannot begin.

mod support;

use std::cell::RefCell;
use std::rc::Rc;

use dioxus::prelude::*;
use support::TestDom;
use support::states::unstarted::{DETAIL, UNSTARTED, unstarted};
use unsit_app::ui::screens::Unstarted;
use unsit_core::app::Cause;
use unsit_core::text::Language;

/// What is asked for, and what comes of it next: nothing once the app runs.
#[derive(Clone, Default)]
struct Starts(Rc<RefCell<(u32, Option<Cause>)>>);

/// A window as the program makes it: why there is no app, or the app.
fn window() -> Element {
    let (starts, language) = (use_context::<Starts>(), use_context::<Language>());
    let mut again = use_signal(|| 0);
    let retried = starts.clone();
    let retry = use_callback(move |()| {
        retried.0.borrow_mut().0 += 1;
        again += 1;
    });
    let cause = starts.0.borrow().1;
    let tries = again();
    match cause {
        Some(cause) => rsx! { Unstarted { view: unstarted(cause, tries, language), onretry: retry } },
        None => rsx! { p { "The app runs" } },
    }
}

fn open(cause: Cause, language: Language) -> (Starts, TestDom) {
    let starts = Starts(Rc::new(RefCell::new((0, Some(cause)))));
    let window = VirtualDom::new(window).with_root_context(starts.clone()).with_root_context(language);
    (starts, TestDom::of(window))
}

#[test]
fn it_says_what_happened_and_what_helps_in_the_language_of_the_system() {
    for language in Language::ALL {
        for (_, cause, _) in UNSTARTED {
            let (_, dom) = open(cause, language);
            let view = unstarted(cause, 0, language);
            assert_eq!(dom.class("app").unwrap().attribute("lang"), Some(language.tag()));
            assert_eq!(dom.with_role("heading")[0].name(), view.title);
            let text = dom.text();
            for line in view.todo.iter().chain([&view.what, &view.safe, &view.todo_title]) {
                assert!(text.contains(line), "{cause:?}: {line}");
            }
        }
    }
}

#[test]
fn the_text_for_a_report_can_be_selected_and_not_changed() {
    let (_, dom) = open(Cause::Other, Language::English);
    let report = dom.named("textbox", "For a report: select and copy");
    assert_eq!(report.text(), DETAIL);
    assert_eq!(report.attribute("readonly"), Some("true"));
}

#[test]
fn a_vain_try_is_said_and_one_that_works_shows_the_app() {
    let (starts, mut dom) = open(Cause::DiskFull, Language::English);
    assert_eq!(dom.with_role("status")[0].text(), "");
    let button = dom.named("button", "Try again").identity();
    dom.click("button", "Try again");
    assert_eq!(starts.0.borrow().0, 1);
    assert_eq!(dom.with_role("status")[0].text(), "Tried 2 times. Unsit still cannot start.");
    assert_eq!(dom.named("button", "Try again").identity(), button, "who has the focus keeps it");
    starts.0.borrow_mut().1 = Some(Cause::Forbidden);
    dom.click("button", "Try again");
    assert!(dom.text().contains("Unsit may not use the folder"), "{}", dom.text());
    starts.0.borrow_mut().1 = None;
    dom.click("button", "Try again");
    assert_eq!(dom.text(), "The app runs");
    assert_eq!(starts.0.borrow().0, 3);
}
